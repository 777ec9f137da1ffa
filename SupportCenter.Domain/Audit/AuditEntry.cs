namespace SupportCenter.Domain.Audit;

/// <summary>One row of the audit log: who did or saw what, when. Ids and field names only; never a personal value, so that a person's data
/// can be erased without breaking the chain.</summary>
public sealed class AuditEntry
{
    /// <summary>1, 2, 3 … without a gap.</summary>
    public long Sequence { get; init; }

    public DateTime AtUtc { get; init; }

    /// <summary>The name of the act, one of <see cref="AuditActs"/>.</summary>
    public required string Act { get; init; }

    public required string ActorKind { get; init; }

    public Guid? ActorId { get; init; }

    /// <summary>The role in which the actor did it, as it was then.</summary>
    public string? ActorRole { get; init; }

    /// <summary>The permission that the use case named.</summary>
    public required string Permission { get; init; }

    /// <summary>From where (an address, or "console").</summary>
    public string? Origin { get; init; }

    public required string SubjectKind { get; init; }

    public Guid? SubjectId { get; init; }

    /// <summary>The businesses whose data was touched (many, when a list was shown), for their access ledgers (閲覧履歴).</summary>
    public List<AuditedBusiness> Businesses { get; init; } = [];

    /// <summary>Names of the fields that were changed or shown, comma separated.</summary>
    public required string Fields { get; init; }

    /// <summary>SHA-256 of the row before (32 bytes; zeros before the first).</summary>
    public required byte[] PreviousHash { get; init; }

    /// <summary>SHA-256 of <see cref="PreviousHash"/> ‖ the canonical JSON of this row.</summary>
    public required byte[] Hash { get; init; }
}

/// <summary>That an audit row concerns a business: the index of the access ledger.</summary>
public sealed class AuditedBusiness
{
    public Guid BusinessId { get; init; }

    public long Sequence { get; init; }
}
