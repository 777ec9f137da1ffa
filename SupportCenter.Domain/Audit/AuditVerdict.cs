using System.ComponentModel.DataAnnotations;

namespace SupportCenter.Domain.Audit;

/// <summary>What can have been done to the log or its checkpoints.</summary>
public enum DamageKind
{
    [Display(Name = nameof(AuditTexts.DamageEdited), ResourceType = typeof(AuditTexts))]
    Edited = 1,

    [Display(Name = nameof(AuditTexts.DamageDeleted), ResourceType = typeof(AuditTexts))]
    Deleted = 2,

    [Display(Name = nameof(AuditTexts.DamageReordered), ResourceType = typeof(AuditTexts))]
    Reordered = 3,

    [Display(Name = nameof(AuditTexts.DamageInserted), ResourceType = typeof(AuditTexts))]
    Inserted = 4,

    [Display(Name = nameof(AuditTexts.DamageTailCutOff), ResourceType = typeof(AuditTexts))]
    TailCutOff = 5,

    [Display(Name = nameof(AuditTexts.DamageChainRebuilt), ResourceType = typeof(AuditTexts))]
    ChainRebuilt = 6,

    [Display(Name = nameof(AuditTexts.DamageRolledBack), ResourceType = typeof(AuditTexts))]
    DatabaseRolledBack = 7,

    [Display(Name = nameof(AuditTexts.DamageCheckpointForged), ResourceType = typeof(AuditTexts))]
    CheckpointForged = 8,

    [Display(Name = nameof(AuditTexts.DamageCheckpointMissing), ResourceType = typeof(AuditTexts))]
    CheckpointMissing = 9,
}

/// <summary>One damage: the first bad row, or the checkpoint (its file's name, or its number when the file is missing).</summary>
public sealed record AuditDamage(DamageKind Kind, long? Sequence, string? Checkpoint = null);

/// <summary>What a verification found: how many rows and checkpoints were read, and the damage: that of checkpoints first, then the first
/// of the rows.</summary>
public sealed record AuditVerdict(long Rows, int Checkpoints, long? LastCheckpointedSequence, IReadOnlyList<AuditDamage> Damage)
{
    public bool IsSound => Damage.Count == 0;

    /// <summary>The restores that explain why checkpoints find no rows; each stands signed beside the checkpoints and in the log.</summary>
    public IReadOnlyList<AuditRestore> Restores { get; init; } = [];
}

/// <summary>That the log was put back on purpose: the rows after <paramref name="ToSequence"/> up to <paramref name="FromSequence"/> are
/// given up.</summary>
public sealed record AuditRestore(DateTime AtUtc, DateTime BackupAtUtc, long FromSequence, long ToSequence);
