namespace SupportCenter.Domain;

/// <summary>A rule of the centre was broken; the message is a sentence for the person at the screen and carries no personal data.</summary>
public sealed class RuleException(string message) : Exception(message);
