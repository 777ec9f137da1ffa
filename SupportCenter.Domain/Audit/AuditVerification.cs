using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Audit;

/// <summary>That the chain was verified: when, by whom, how far, and the first damage.</summary>
internal sealed class AuditVerification : IAudited
{
    public Guid Id { get; init; } = NewId.Create();

    public DateTime StartedAtUtc { get; init; }

    public DateTime FinishedAtUtc { get; init; }

    public Guid StaffId { get; init; }

    public long Rows { get; init; }

    public int Checkpoints { get; init; }

    /// <summary>The first damage; null when all was sound.</summary>
    public DamageKind? Damage { get; init; }

    /// <summary>The row that it was found at; null when it is of a checkpoint.</summary>
    public long? DamagedSequence { get; init; }
}
