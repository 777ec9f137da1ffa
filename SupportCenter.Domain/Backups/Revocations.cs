using System.Linq.Expressions;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Documents.Scanning;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Backups;

/// <summary>What must not come back with a backup that was made before it.</summary>
internal enum RevokedKind
{
    /// <summary>A business that was disposed of.</summary>
    Business = 1,

    /// <summary>A call-back of nobody that was disposed of.</summary>
    Callback = 2,

    /// <summary>A person, as they last stood in the staff list: disabled, ended, in another role, under another account, removed.</summary>
    Staff = 3,

    /// <summary>A document that was withdrawn, quarantined, released or destroyed.</summary>
    Document = 4,
}

/// <summary>How a person stood in the staff list. Ids, dates and the role; no name.</summary>
internal sealed record StaffStanding(
    Organisation Organisation,
    Role Role,
    DateOnly StartsOn,
    DateOnly? EndsOn,
    DateOnly? ConfirmBy,
    DateTime? DisabledAtUtc,
    string? DirectoryTenant,
    string? DirectoryObject
)
{
    /// <summary>The standing of rows of the staff list.</summary>
    public static readonly Expression<Func<StaffMember, StaffStanding>> Of = person => new StaffStanding(
        person.Organisation,
        person.Role,
        person.StartsOn,
        person.EndsOn,
        person.ConfirmBy,
        person.DisabledAtUtc,
        person.DirectoryTenant,
        person.DirectoryObject
    );
}

/// <summary>How a document stood.</summary>
internal sealed record DocumentStanding(bool IsWithdrawn, bool IsQuarantined, bool HasContent);

/// <summary>One thing that must not come back.</summary>
/// <param name="Act">The last act of the audit log on it.</param>
/// <param name="Staff">How the person stands; null for a person who was removed, and for what is no person.</param>
/// <param name="Document">How the document stands; null for one that is gone, and for what is no document.</param>
internal sealed record Revoked(RevokedKind Kind, Guid Id, string Act, StaffStanding? Staff = null, DocumentStanding? Document = null);

/// <summary>One file of the list.</summary>
/// <param name="Number">1, 2, 3 … without a gap.</param>
/// <param name="Previous">The hash of the text before.</param>
/// <param name="To">The last row of the audit log that was looked at.</param>
internal sealed record RevocationPart(long Number, string Previous, long To, DateTime AtUtc, IReadOnlyList<Revoked> Entries)
{
    private static readonly JsonSerializerOptions Spelling = new() { Converters = { new JsonStringEnumConverter() } };

    public string ToJson() => JsonSerializer.Serialize(this, Spelling);

    public static RevocationPart? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<RevocationPart>(text, Spelling) is { Entries: not null } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The list of what must not come back, kept signed beside the checkpoints. It is read off the audit log right after each commit,
/// and once more at each backup: what a stop between the two left out is made up for.</summary>
internal sealed class RevocationList(AuditPlaces places)
{
    public const string Prefix = "revoked";

    private static readonly string[] Documents =
    [
        AuditActs.DocumentWithdrawn,
        AuditActs.DocumentQuarantined,
        AuditActs.DocumentReleased,
        AuditActs.DocumentDestroyed,
    ];

    private readonly SignedSeries series = new(places.CheckpointDirectory, Prefix);

    /// <summary>Whether a row of the audit log takes something back.</summary>
    private static readonly Expression<Func<AuditEntry, bool>> Revokes = row =>
        row.SubjectId != null
        && (
            row.Act == AuditActs.Disposed
            || Documents.Contains(row.Act)
            || (row.SubjectKind == nameof(StaffMember) && row.Fields != "+" && row.Act != AuditActs.SignInRefused)
        );

    /// <inheritdoc cref="Revokes" />
    public static readonly Func<AuditEntry, bool> IsRevoking = Revokes.Compile();

    /// <summary>The number of the last file; 0 when there is none.</summary>
    public long LastNumber => series.Last().Number;

    /// <summary>Writes down what the audit log has that the list has not; nothing when there is nothing. Only in a turn at the write
    /// gate.</summary>
    public async Task CatchUpAsync(PortalDatabase database, PortalDbContext db, DateTime nowUtc, CancellationToken cancellation)
    {
        var last = series.Last();
        var from = Math.Max(last.Text is null ? 0 : RevocationPart.Read(last.Text)?.To ?? 0, database.RevocationsReadTo);
        var rows = await db
            .Audit.AsNoTracking()
            .Where(row => row.Sequence > from)
            .Where(Revokes)
            .OrderBy(row => row.Sequence)
            .ToListAsync(cancellation);
        var to = (await AuditTrail.LastAsync(db, cancellation)).Sequence;
        if (rows.Count > 0)
        {
            var entries = new List<Revoked>();
            foreach (var row in rows.GroupBy(row => (row.SubjectKind, row.SubjectId)).Select(group => group.Last()))
            {
                entries.Add(await EntryOfAsync(db, row, cancellation));
            }

            Add(last.Number, last.Hash, to, entries, nowUtc);
        }

        database.RevocationsReadTo = to;
    }

    /// <summary>Says that the log goes on from that row, after a restore: numbers of rows are given a second time.</summary>
    public void GoOnFrom(long sequence, DateTime nowUtc)
    {
        var last = series.Last();
        Add(last.Number, last.Hash, sequence, [], nowUtc);
    }

    /// <summary>The last word on each thing, and the files that cannot be trusted.</summary>
    public (IReadOnlyList<Revoked> Entries, IReadOnlyList<string> Bad) Read()
    {
        var (texts, bad) = series.Read(places.PublicKeyFile, text => RevocationPart.Read(text)?.Previous);
        return (LatestEntries(texts.Select(text => RevocationPart.Read(text)!)), bad);
    }

    /// <summary>The same where the public key is lost, so that nothing can be held against it; and how many files cannot be read. It may
    /// take away and never give (<see cref="RevocationReplay"/>).</summary>
    public (IReadOnlyList<Revoked> Entries, int Unread) ReadUnchecked()
    {
        var parts = series.ReadUnchecked().Select(RevocationPart.Read).ToList();
        return (LatestEntries(parts.OfType<RevocationPart>()), parts.Count(part => part is null));
    }

    private static IReadOnlyList<Revoked> LatestEntries(IEnumerable<RevocationPart> parts) =>
        [.. parts.SelectMany(part => part.Entries).GroupBy(entry => (entry.Kind, entry.Id)).Select(group => group.Last())];

    private void Add(long number, string previous, long to, IReadOnlyList<Revoked> entries, DateTime nowUtc)
    {
        using var key = CheckpointKey.Open(places.KeyFile);
        series.Add(number + 1, new RevocationPart(number + 1, previous, to, nowUtc, entries).ToJson(), key);
    }

    private static async Task<Revoked> EntryOfAsync(PortalDbContext db, AuditEntry row, CancellationToken cancellation)
    {
        var id = row.SubjectId!.Value;
        return row.SubjectKind switch
        {
            nameof(StaffMember) => new Revoked(
                RevokedKind.Staff,
                id,
                row.Act,
                Staff: await db
                    .Staff.AsNoTracking()
                    .Where(person => person.Id == id)
                    .Select(StaffStanding.Of)
                    .FirstOrDefaultAsync(cancellation)
            ),
            nameof(Document) => new Revoked(
                RevokedKind.Document,
                id,
                row.Act,
                Document: await db
                    .Documents.AsNoTracking()
                    .Where(document => document.Id == id)
                    .Select(document => new DocumentStanding(
                        document.WithdrawnAtUtc != null,
                        document.Scan == ScanState.Quarantined,
                        db.DocumentChunks.Any(chunk => chunk.DocumentId == id)
                    ))
                    .FirstOrDefaultAsync(cancellation)
            ),
            nameof(CallbackRequest) => new Revoked(RevokedKind.Callback, id, row.Act),
            nameof(Business) => new Revoked(RevokedKind.Business, id, row.Act),
            _ => throw new InvalidOperationException($"Nothing is known of a {row.SubjectKind} that was taken back."),
        };
    }
}
