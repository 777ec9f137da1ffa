namespace SupportCenter.Domain;

/// <summary>A rule of the centre was broken, in one sentence for the person at the screen. The only exception whose text people
/// read.</summary>
public class RuleException(string message) : Exception(message)
{
    /// <summary>The property that the sentence is about, so that it is beside the field; null when it is about the whole
    /// form.</summary>
    public string? Field { get; init; }
}
