namespace SupportCenter.Domain.Backups;

/// <summary>Another backup or restore is under way: it is tried again later.</summary>
public sealed class BackupBusyException() : RuleException(BackupTexts.Busy);

/// <summary>How a backup stands.</summary>
public enum BackupState
{
    /// <summary>Read back when it was made, and there in its whole length.</summary>
    [System.ComponentModel.DataAnnotations.Display(Name = nameof(BackupTexts.StateGood), ResourceType = typeof(BackupTexts))]
    Good = 0,

    /// <summary>Restored as a trial, and all was well.</summary>
    [System.ComponentModel.DataAnnotations.Display(Name = nameof(BackupTexts.StateTried), ResourceType = typeof(BackupTexts))]
    Tried = 1,

    /// <summary>Cut short, gone, or found unusable by the restore drill.</summary>
    [System.ComponentModel.DataAnnotations.Display(Name = nameof(BackupTexts.StateUnusable), ResourceType = typeof(BackupTexts))]
    Unusable = 2,
}

/// <summary>A backup as it is listed.</summary>
/// <param name="AtUtc">Of when it is.</param>
/// <param name="Rows">Rows of all tables.</param>
/// <param name="Approval">The viewer's own request to restore it; null where there is none that counts.</param>
/// <param name="MayCarryOut">Whether somebody else has released that request.</param>
public sealed record BackupRow(
    Guid Id,
    DateTime AtUtc,
    BackupKind Kind,
    long Bytes,
    long Rows,
    BackupState State,
    Guid? Approval,
    bool MayCarryOut
);

/// <summary>A restore drill as the page shows it.</summary>
/// <param name="Failure">Why it failed; null when all was well.</param>
public sealed record DrillView(DateTime AtUtc, double Seconds, int Values, int Canaries, long Rows, string? Failure);

/// <summary>How backups stand.</summary>
/// <param name="LastAtUtc">Of when the newest good one is.</param>
/// <param name="IsOverdue">Whether it is too old.</param>
/// <param name="IsBesideDatabase">Nobody has named another place: they are lost with the disk.</param>
public sealed record BackupOverview(
    int Count,
    long Bytes,
    DateTime? LastAtUtc,
    bool IsOverdue,
    bool IsBesideDatabase,
    int EveryMinutes,
    int BackupDays,
    int DrillDays,
    DrillView? LastDrill
);

/// <summary>A backup that was made.</summary>
/// <param name="File">Where it lies.</param>
public sealed record MadeBackup(Guid Id, string File, DateTime AtUtc, long Bytes, int Tables, long Rows);

/// <summary>What a restore brought back.</summary>
/// <param name="Sequence">The last row of the audit log that is kept.</param>
/// <param name="Reapplied">What was disposed of, withdrawn or revoked after the backup, and taken away again.</param>
public sealed record RestoredDatabase(DateTime BackupAtUtc, long Sequence, int Reapplied);
