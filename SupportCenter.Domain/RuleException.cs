namespace SupportCenter.Domain;

/// <summary>A rule of the domain that was not kept, in words for the person at the screen: the only exception whose message is shown.</summary>
public sealed class RuleException(string message) : Exception(message)
{
    /// <summary>The property of the form's details that the sentence is about, if it is about one.</summary>
    public string? Field { get; init; }
}
