using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Exposure;

namespace SupportCenter.Domain.Incidents;

/// <summary>証拠一式: takes the evidence of an incident out as one signed file, for whoever investigates it. It holds no personal value
/// beyond the random ids of the audit log: hashes in the place of texts, names and contents.</summary>
public sealed class EvidenceService(AuthorizedDbContextFactory authorized, PortalDatabase database, TimeProvider time)
{
    /// <summary>Notes the export in the audit log, signs a checkpoint of the log that ends with that row, and opens the file. Null when
    /// there
    /// is no such incident.</summary>
    /// <exception cref="RuleException">No checkpoint could be written: without one the file would prove nothing.</exception>
    /// <exception cref="FreshSignInRequiredException">The caller has to sign in once more before.</exception>
    [RequiresPermission(Permission.ExportEvidence)]
    public async Task<Evidence?> OpenAsync(Guid id, CancellationToken ct = default)
    {
        await using (var work = await authorized.BeginAsync(Permission.ExportEvidence, AuditActs.EvidenceExported, ct))
        {
            if (!await work.Db.Incidents.AnyAsync(row => row.Id == id, ct))
            {
                return null;
            }

            work.Note(nameof(Incident), id);
            await work.CommitAsync(ct);
        }

        var portal = new AuthorizedDbContextFactory(database, new FixedCaller(CallerIdentity.Console), time, authorized.Sessions);
        if (await new CheckpointService(portal, database).SignAsync(CancellationToken.None) is not null)
        {
            throw new RuleException(IncidentTexts.EvidenceNotSigned);
        }

        await using var db = await authorized.OpenAsync(Permission.ExportEvidence, ct);
        var incident = await db.Incidents.AsNoTracking().FirstAsync(row => row.Id == id, ct);
        var last = await db.Checkpoints.OrderByDescending(row => row.Number).FirstAsync(ct);
        var first = await FirstAsync(db, incident, ct);
        var anchor = await db
            .Checkpoints.AsNoTracking()
            .Where(row => row.Sequence < first)
            .OrderByDescending(row => row.Sequence)
            .ThenByDescending(row => row.Number)
            .FirstOrDefaultAsync(ct);
        return new Evidence(authorized, database, incident, (anchor?.Sequence ?? 0) + 1, last.Sequence);
    }

    /// <summary>The first row that has to do with the incident: of the alarms that it comes from, of its own acts, and of the time in which
    /// it happened.</summary>
    private static async Task<long> FirstAsync(PortalDbContext db, Incident incident, CancellationToken ct)
    {
        var own = await db.Audit.Where(row => row.SubjectId == incident.Id).MinAsync(row => row.Sequence, ct);
        var alarm = await db
            .Alarms.Where(row => db.IncidentSources.Any(source => source.IncidentId == incident.Id && source.SourceId == row.Id))
            .MinAsync(row => (long?)row.Sequence, ct);
        var then = incident.Details.OccurredFrom is { } day
            ? await FirstSinceAsync(db, CentreTime.ToUtc(day, TimeOnly.MinValue), ct)
            : null;
        return new[] { own, alarm, then }.Min() ?? own;
    }

    private static Task<long?> FirstSinceAsync(PortalDbContext db, DateTime utc, CancellationToken ct) =>
        db.Audit.Where(row => row.AtUtc >= utc).MinAsync(row => (long?)row.Sequence, ct);
}

/// <summary>The evidence of an incident, ready to be written.</summary>
public sealed class Evidence
{
    private readonly AuthorizedDbContextFactory authorized;
    private readonly PortalDatabase database;
    private readonly Incident incident;

    internal Evidence(AuthorizedDbContextFactory authorized, PortalDatabase database, Incident incident, long from, long to) =>
        (this.authorized, this.database, this.incident, From, To) = (authorized, database, incident, from, to);

    /// <summary>The first row of the audit log that is in it.</summary>
    public long From { get; }

    /// <summary>The last one: that of the export itself, or of what came after it before the log was signed.</summary>
    public long To { get; }

    /// <summary>Writes the file: one JSON object a line, and the signature over all of them at the end. Rows are read as they are
    /// written: a
    /// long log takes no more memory than a short one.</summary>
    /// <exception cref="FreshSignInRequiredException">The sign-in became too old meanwhile.</exception>
    public async Task WriteAsync(Stream target, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ExportEvidence, ct);
        using var file = new EvidenceWriter(target);
        await file.LineAsync(EvidenceLine.Head(incident, From, To, authorized.UtcNow), ct);
        await WriteCheckpointsAsync(db, file, ct);
        DateTime? began = null;
        await foreach (
            var row in db
                .Audit.AsNoTracking()
                .Include(row => row.Businesses)
                .Where(row => row.Sequence >= From && row.Sequence <= To)
                .OrderBy(row => row.Sequence)
                .AsSplitQuery()
                .AsAsyncEnumerable()
                .WithCancellation(ct)
        )
        {
            began ??= row.AtUtc;
            await file.LineAsync(EvidenceLine.Row(row), ct);
        }

        await WriteFindingsAsync(db, file, began ?? authorized.UtcNow, ct);
        await WriteDocumentsAsync(db, file, ct);
        foreach (
            var list in await db
                .AffectedLists.AsNoTracking()
                .Where(row => row.IncidentId == incident.Id)
                .OrderBy(row => row.Number)
                .ToListAsync(ct)
        )
        {
            await file.LineAsync(EvidenceLine.List(list), ct);
        }

        foreach (
            var paper in await db
                .IncidentPapers.AsNoTracking()
                .Where(row => row.IncidentId == incident.Id)
                .OrderBy(row => row.Number)
                .ToListAsync(ct)
        )
        {
            await file.LineAsync(EvidenceLine.Paper(paper), ct);
        }

        using var key = CheckpointKey.Open(database.Places.KeyFile);
        await file.SignAsync(key, ct);
    }

    /// <summary>The checkpoints that this log remembers: those of a time that a restore gave up are none of it.</summary>
    private async Task WriteCheckpointsAsync(PortalDbContext db, EvidenceWriter file, CancellationToken ct)
    {
        var known = await db.Checkpoints.AsNoTracking().Where(row => row.Sequence >= From - 1 && row.Sequence <= To).ToListAsync(ct);
        var hashes = known.ToDictionary(row => row.Number, row => row.LineHash);
        foreach (var path in new CheckpointFolder(database.Places.CheckpointDirectory).Files())
        {
            if (
                hashes.TryGetValue(CheckpointFolder.NumberOf(path), out var hash)
                && CheckpointFolder.LineOf(path) is var line
                && Checkpoint.HashOf(line) == hash
            )
            {
                await file.LineAsync(EvidenceLine.Checkpoint(line), ct);
            }
        }
    }

    /// <summary>What the exposure check found since then, and what the incident comes from.</summary>
    private async Task WriteFindingsAsync(PortalDbContext db, EvidenceWriter file, DateTime since, CancellationToken ct)
    {
        var findings = await db
            .ExposureFindings.AsNoTracking()
            .Where(row => row.Kind != FindingKind.Public)
            .Where(row =>
                db.ExposureChecks.Any(check => check.Id == row.CheckId && check.EndedAtUtc >= since)
                || db.IncidentSources.Any(source => source.IncidentId == incident.Id && source.SourceId == row.Id)
            )
            .Select(row => new { Finding = row, At = db.ExposureChecks.First(check => check.Id == row.CheckId).EndedAtUtc })
            .OrderBy(row => row.At)
            .ThenBy(row => row.Finding.Id)
            .ToListAsync(ct);
        foreach (var row in findings)
        {
            await file.LineAsync(EvidenceLine.Finding(row.Finding, row.At), ct);
        }
    }

    /// <summary>Documents that the incident comes from, and those of businesses of which documents could be seen.</summary>
    private async Task WriteDocumentsAsync(PortalDbContext db, EvidenceWriter file, CancellationToken ct)
    {
        var documents = await db
            .Documents.AsNoTracking()
            .Where(row =>
                db.IncidentSources.Any(source => source.IncidentId == incident.Id && source.SourceId == row.Id)
                || db.AffectedBusinesses.Any(line =>
                    line.IncidentId == incident.Id
                    && line.BusinessId == row.BusinessId
                    && line.RemovedAtUtc == null
                    && (line.Data & ExposedData.Document) != ExposedData.None
                )
            )
            .OrderBy(row => row.UploadedAtUtc)
            .ThenBy(row => row.Id)
            .Select(row => new
            {
                row.Id,
                row.Size,
                row.ContentKey,
                row.UploadedAtUtc,
            })
            .ToListAsync(ct);
        foreach (var row in documents)
        {
            await file.LineAsync(EvidenceLine.Document(row.Id, row.Size, row.ContentKey, row.UploadedAtUtc), ct);
        }
    }
}
