namespace SupportCenter.Domain.Audit;

/// <summary>One item over which background work failed; the work went on with the others.</summary>
public sealed record FailedItem(Guid Id, Exception Fault);
