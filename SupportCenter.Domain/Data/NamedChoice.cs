namespace SupportCenter.Domain.Data;

/// <summary>One row that a list can be filtered by, or that a person can pick: a venue, a scrivener, an industry.</summary>
public sealed record NamedChoice(Guid Id, string Name);
