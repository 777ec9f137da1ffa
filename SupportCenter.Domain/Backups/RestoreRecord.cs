using System.Text.Json;
using SupportCenter.Domain.Audit;

namespace SupportCenter.Domain.Backups;

/// <summary>That a database was put back to an earlier state on purpose, signed beside the checkpoints. Together with the row of the audit
/// log that carries its hash it explains why checkpoints of the time in between find no rows.</summary>
/// <param name="Number">1, 2, 3 … without a gap.</param>
/// <param name="Previous">The hash of the text before.</param>
/// <param name="Backup">The id of the backup.</param>
/// <param name="BackupAtUtc">Of when the backup is.</param>
/// <param name="ToSequence">The last row of the backup, after which the log goes on.</param>
/// <param name="ToHash">That row's hash.</param>
/// <param name="FromSequence">The last row that is known of what was replaced.</param>
/// <param name="FromHash">That row's hash.</param>
/// <param name="Remembered">The last checkpoint that the backup remembers.</param>
/// <param name="LastCheckpoint">The last checkpoint that had been written.</param>
internal sealed record RestoreRecord(
    long Number,
    string Previous,
    Guid Backup,
    DateTime BackupAtUtc,
    long ToSequence,
    string ToHash,
    long FromSequence,
    string FromHash,
    long Remembered,
    long LastCheckpoint,
    DateTime AtUtc
)
{
    public const string Prefix = "restored";
    private const string HashField = "record=";

    public string ToJson() => JsonSerializer.Serialize(this);

    public static RestoreRecord? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<RestoreRecord>(text) is { ToHash: not null } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What the row of the audit log says of a record.</summary>
    public static string FieldOf(string text) => HashField + SignedText.HashOf(text);

    /// <summary>Whether the checkpoint was signed in the time that was given up.</summary>
    public bool Explains(long checkpoint) => checkpoint > Remembered && checkpoint <= LastCheckpoint;

    /// <summary>Whether the row is the one that follows the record's last.</summary>
    public bool IsFollowedBy(RestoredRow row, string text) =>
        row.Sequence == ToSequence + 1
        && row.PreviousHash == ToHash
        && row.Fields.Split(',').Contains(FieldOf(text), StringComparer.Ordinal);

    /// <summary>The records of a folder that are in the audit log as well.</summary>
    /// <param name="rows">The rows of the log that say that it was restored.</param>
    public static (IReadOnlyList<RestoreRecord> Records, IReadOnlyList<string> Bad) InLog(
        string folder,
        string publicKeyFile,
        IReadOnlyList<RestoredRow> rows
    )
    {
        var (texts, bad) = new SignedSeries(folder, Prefix).Read(publicKeyFile, text => Read(text)?.Previous);
        return ([.. texts.Where(text => rows.Any(row => Read(text)!.IsFollowedBy(row, text))).Select(text => Read(text)!)], bad);
    }
}

/// <summary>A row of the audit log that says that it was restored.</summary>
internal sealed record RestoredRow(long Sequence, string PreviousHash, string Fields)
{
    public static RestoredRow Of(AuditEntry row) => new(row.Sequence, Convert.ToHexStringLower(row.PreviousHash), row.Fields);
}
