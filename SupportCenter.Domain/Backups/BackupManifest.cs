using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Backups;

/// <summary>Why a backup was made.</summary>
public enum BackupKind
{
    /// <summary>By the portal itself.</summary>
    [Display(Name = nameof(BackupTexts.KindScheduled), ResourceType = typeof(BackupTexts))]
    Scheduled = 0,

    /// <summary>By somebody on the page of backups.</summary>
    [Display(Name = nameof(BackupTexts.KindByHand), ResourceType = typeof(BackupTexts))]
    ByHand = 1,

    /// <summary>By <c>-- backup</c>.</summary>
    [Display(Name = nameof(BackupTexts.KindCommand), ResourceType = typeof(BackupTexts))]
    Command = 2,

    [Display(Name = nameof(BackupTexts.KindBeforeMigration), ResourceType = typeof(BackupTexts))]
    BeforeMigration = 3,

    [Display(Name = nameof(BackupTexts.KindBeforeRestore), ResourceType = typeof(BackupTexts))]
    BeforeRestore = 4,
}

/// <summary>What a database says of itself without any key.</summary>
/// <param name="Migration">The last migration; null for a file that has none.</param>
/// <param name="AuditSequence">The last row of the audit log; 0 where there is none.</param>
/// <param name="AuditHash">That row's hash in hexadecimal digits.</param>
/// <param name="Checkpoint">The last checkpoint that it remembers; 0 where there is none.</param>
/// <param name="Tables">Rows of every table.</param>
internal sealed record DatabaseFacts(
    string? Migration,
    long AuditSequence,
    string AuditHash,
    long Checkpoint,
    IReadOnlyDictionary<string, long> Tables
)
{
    /// <summary>Whether another says the same, table by table.</summary>
    public bool Agrees(DatabaseFacts other) =>
        (Migration, AuditSequence, AuditHash, Checkpoint) == (other.Migration, other.AuditSequence, other.AuditHash, other.Checkpoint)
        && Tables
            .OrderBy(row => row.Key, StringComparer.Ordinal)
            .SequenceEqual(other.Tables.OrderBy(row => row.Key, StringComparer.Ordinal));
}

/// <summary>What lies beside a backup: what it is of, and by what a damaged or exchanged file is known. Signed with the key of the
/// checkpoints.</summary>
/// <param name="Revocations">The number of the last file of the list of what must not come back, as it was then.</param>
internal sealed record BackupManifest(
    Guid Id,
    DateTime AtUtc,
    BackupKind Kind,
    long Bytes,
    string Sha256,
    DatabaseFacts Facts,
    long Revocations
)
{
    public const string Suffix = ".json";

    private static readonly JsonSerializerOptions Spelling = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Names sort in the order of the times.</summary>
    public string FileName => string.Create(CultureInfo.InvariantCulture, $"portal-{AtUtc:yyyyMMddTHHmmssZ}-{Id.ToShort()[..8]}.db");

    public string ToJson() => JsonSerializer.Serialize(this, Spelling);

    /// <summary>Null for what is no manifest.</summary>
    public static BackupManifest? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(json, Spelling) is { Facts.Tables: not null, Sha256: not null } read
                ? read
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
