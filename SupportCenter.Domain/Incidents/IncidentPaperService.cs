using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Incidents;

/// <summary>The papers of incidents: one supervisor draws a paper up, another one lets it go out. What was drawn up does not change with
/// the
/// incident: what is known later is the next paper (追完).</summary>
public sealed partial class IncidentPaperService(AuthorizedDbContextFactory authorized, PortalDatabase database, IncidentOptions rules)
{
    /// <summary>The papers of an incident, the newest first, without their texts.</summary>
    [RequiresPermission(Permission.ViewIncidents)]
    public async Task<IReadOnlyList<PaperRow>> ListAsync(Guid id, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewIncidents, ct);
        var papers = await db
            .IncidentPapers.AsNoTracking()
            .Where(row => row.IncidentId == id)
            .OrderByDescending(row => row.Number)
            .ToListAsync(ct);
        var letters = await db
            .IncidentPaperParts.Where(part => db.IncidentPapers.Any(row => row.Id == part.PaperId && row.IncidentId == id))
            .GroupBy(part => part.PaperId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        return await RowsAsync(db, papers, paper => (letters.GetValueOrDefault(paper.Id), paper.SentOn), ct);
    }

    /// <summary>The lists for publication, the newest first, without their texts; each with the first day of its half year.</summary>
    [RequiresPermission(Permission.ViewIncidents)]
    public async Task<IReadOnlyList<(DateOnly From, PaperRow Paper)>> ListHalfYearsAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewIncidents, ct);
        var papers = await db
            .HalfYearPapers.AsNoTracking()
            .OrderByDescending(row => row.From)
            .ThenByDescending(row => row.Number)
            .Take(PageRequest.CountCap)
            .ToListAsync(ct);
        var rows = await RowsAsync(db, papers, _ => (0, null), ct);
        return [.. papers.Zip(rows, (paper, row) => (paper.From, row))];
    }

    /// <summary>A second person lets a paper go out. False when there is no such paper.</summary>
    /// <param name="paper">The paper.</param>
    /// <param name="hash">The hash that was read, in hexadecimal digits.</param>
    /// <param name="ct">Stops it, and nothing is written.</param>
    /// <exception cref="RuleException">The same person drew it up, it is approved already, or it is not the one that was read.</exception>
    [RequiresPermission(Permission.ApproveIncidentPapers)]
    public async Task<bool> ApproveAsync(Guid paper, string hash, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ApproveIncidentPapers, AuditActs.IncidentPaperApproved, ct);
        if (await FindAsync(work.Db, paper, ct) is not { } found)
        {
            return false;
        }

        FormChecks.Refuse(Convert.ToHexStringLower(found.Hash) != hash, DomainTexts.ChangedByAnother, "");
        var (_, isSound) = await PartsAsync(work.Db, found, ct);
        found.Approve(isSound, work.AccessContext.Me, authorized.UtcNow);
        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>A paper for the printer, as it was drawn up; and an audit row of it, which is in the ledger of each business in it. Null
    /// when
    /// there is none.</summary>
    /// <exception cref="RuleException">Its text was changed in the database.</exception>
    [RequiresPermission(Permission.HandleIncidents)]
    public Task<PrintedPaper?> PrintAsync(Guid paper, CancellationToken ct = default) => PrintAsync(paper, null, ct);

    /// <summary>The letter to one business. Null when there is none, or it went with its business.</summary>
    /// <exception cref="RuleException">Its text was changed in the database.</exception>
    [RequiresPermission(Permission.HandleIncidents)]
    public async Task<PrintedPaper?> PrintLetterAsync(Guid letter, CancellationToken ct = default)
    {
        Guid? paper;
        await using (var db = await authorized.OpenAsync(Permission.HandleIncidents, ct))
        {
            paper = await db
                .IncidentPaperParts.Where(row =>
                    row.Id == letter && db.IncidentPapers.Any(other => other.Id == row.PaperId && other.Kind == IncidentPaperKind.Letters)
                )
                .Select(row => (Guid?)row.PaperId)
                .FirstOrDefaultAsync(ct);
        }

        return paper is { } id ? await PrintAsync(id, letter, ct) : null;
    }

    /// <summary>Letters that were approved were sent: each business has an attempt by letter, and the time line an entry. False when there
    /// is no such paper.</summary>
    /// <param name="paper">The letters.</param>
    /// <param name="on">The civil day on which they were sent.</param>
    /// <param name="ct">Stops it, and nothing is written.</param>
    /// <exception cref="RuleException">They are not approved, were sent already, or the day lies ahead or before they were
    /// approved.</exception>
    [RequiresPermission(Permission.HandleIncidents)]
    public async Task<bool> SendAsync(Guid paper, SentDetails on, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.HandleIncidents, AuditActs.LettersSent, ct);
        var (db, me, now) = (work.Db, work.AccessContext.Me, authorized.UtcNow);
        if (await db.IncidentPapers.FirstOrDefaultAsync(row => row.Id == paper, ct) is not { } found)
        {
            return false;
        }

        FormChecks.Ensure(on);
        FormChecks.Refuse(on.SentOn > authorized.Today, IncidentTexts.TimeAhead, nameof(on.SentOn));
        found.Send(on.SentOn!.Value);
        FormChecks.Refuse(
            on.SentOn < DateOnly.FromDateTime(CentreTime.ToCivil(found.ApprovedAtUtc!.Value)),
            IncidentTexts.SentBeforeApproval,
            nameof(on.SentOn)
        );
        var recipients = await db.IncidentPaperParts.Where(row => row.PaperId == paper).Select(row => row.BusinessId).ToListAsync(ct);
        var lines = await db
            .AffectedBusinesses.Where(row =>
                row.IncidentId == found.IncidentId && row.RemovedAtUtc == null && recipients.Contains(row.BusinessId)
            )
            .ToListAsync(ct);
        foreach (var line in lines)
        {
            line.Send();
            db.ContactAttempts.Add(
                new ContactAttempt(line, ContactResult.Sent, new ContactDetails { Way = ContactWay.Letter }, 0, me, now)
            );
        }

        db.IncidentEvents.Add(
            new IncidentEvent(
                found.IncidentId,
                new EventDetails
                {
                    Kind = IncidentEventKind.Contacted,
                    HappenedOn = on.SentOn,
                    HappenedAt = on.SentOn == authorized.Today ? TimeOnly.FromDateTime(CentreTime.ToCivil(now)) : TimeOnly.MinValue,
                    Text = Filled(IncidentTexts.LettersSentEntry, lines.Count, found.Number),
                },
                me,
                now
            )
        );
        await work.CommitAsync(ct);
        return true;
    }

    private async Task<PrintedPaper?> PrintAsync(Guid paper, Guid? letter, CancellationToken ct)
    {
        await using var work = await authorized.BeginAsync(Permission.HandleIncidents, AuditActs.IncidentPaperPrinted, ct);
        if (await FindAsync(work.Db, paper, ct) is not { } found)
        {
            return null;
        }

        var (parts, isSound) = await PartsAsync(work.Db, found, ct);
        FormChecks.Refuse(!isSound, IncidentTexts.PaperDamaged, "");
        var shown = parts.FindAll(part => part.Content.Length > 0 && (letter is null || part.Id == letter));
        if (parts.Count > 0 && shown.Count == 0)
        {
            return null;
        }

        var incident = found is IncidentPaper { IncidentId: var id }
            ? await work.Db.Incidents.AsNoTracking().FirstAsync(row => row.Id == id, ct)
            : null;
        var names = await work
            .Db.Staff.Where(row => row.Id == found.PreparedById || row.Id == found.ApprovedById)
            .ToDictionaryAsync(row => row.Id, row => row.Name, ct);
        work.NoteList(found.GetType().Name, [.. shown.Select(part => part.BusinessId)], paper);
        await work.CommitAsync(ct);
        return new PrintedPaper
        {
            FiscalYear = incident?.FiscalYear ?? 0,
            IncidentNumber = incident?.Number ?? 0,
            IsDrill = incident is { IsDrill: true },
            HalfYear = (found as HalfYearPaper)?.From,
            Number = found.Number,
            Kind = found.Kind,
            Items = found.Items(),
            Parts = [.. shown.Select(part => new PrintedPart(part.Number, part.Item()!))],
            Hash = Convert.ToHexStringLower(found.Hash),
            PreparedBy = names.GetValueOrDefault(found.PreparedById, ""),
            PreparedAtUtc = found.PreparedAtUtc,
            ApprovedBy = found.ApprovedById is { } by ? names.GetValueOrDefault(by, "") : null,
            ApprovedAtUtc = found.ApprovedAtUtc,
        };
    }

    private static async Task<PreparedPaper?> FindAsync(PortalDbContext db, Guid paper, CancellationToken ct) =>
        (PreparedPaper?)await db.IncidentPapers.FirstOrDefaultAsync(row => row.Id == paper, ct)
        ?? await db.HalfYearPapers.FirstOrDefaultAsync(row => row.Id == paper, ct);

    /// <summary>The parts in their order, and whether the paper with them is as it was drawn up.</summary>
    private static async Task<(List<IncidentPaperPart> Parts, bool IsSound)> PartsAsync(
        PortalDbContext db,
        PreparedPaper paper,
        CancellationToken ct
    )
    {
        var parts = await db
            .IncidentPaperParts.AsNoTracking()
            .Where(row => row.PaperId == paper.Id)
            .OrderBy(row => row.Number)
            .ToListAsync(ct);
        var ids = parts.ConvertAll(part => part.BusinessId);
        var there = await db.Businesses.Where(row => ids.Contains(row.Id)).Select(row => row.Id).ToHashSetAsync(ct);
        return (
            parts,
            paper.IsSoundWith(parts.Select(part => part.Hash)) && parts.TrueForAll(part => part.IsSound(there.Contains(part.BusinessId)))
        );
    }

    private static async Task<IReadOnlyList<PaperRow>> RowsAsync<TPaper>(
        PortalDbContext db,
        IReadOnlyList<TPaper> papers,
        Func<TPaper, (int Letters, DateOnly? SentOn)> more,
        CancellationToken ct
    )
        where TPaper : PreparedPaper
    {
        var (me, names) = (db.AccessContext.StaffId, await db.Staff.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Name, ct));
        return
        [
            .. papers.Select(paper => new PaperRow
            {
                Id = paper.Id,
                Number = paper.Number,
                Kind = paper.Kind,
                Hash = Convert.ToHexStringLower(paper.Hash),
                PreparedBy = names.GetValueOrDefault(paper.PreparedById, ""),
                PreparedAtUtc = paper.PreparedAtUtc,
                ApprovedBy = paper.ApprovedById is { } by ? names.GetValueOrDefault(by) : null,
                ApprovedAtUtc = paper.ApprovedAtUtc,
                MayApprove = paper.ApprovedAtUtc is null && paper.PreparedById != me,
                Parts = more(paper).Letters,
                SentOn = more(paper).SentOn,
            }),
        ];
    }
}

/// <summary>A paper as it is listed.</summary>
public sealed record PaperRow
{
    public required Guid Id { get; init; }

    public required int Number { get; init; }

    public required IncidentPaperKind Kind { get; init; }

    /// <summary>SHA-256 in hexadecimal digits.</summary>
    public required string Hash { get; init; }

    public required string PreparedBy { get; init; }

    public required DateTime PreparedAtUtc { get; init; }

    public string? ApprovedBy { get; init; }

    public DateTime? ApprovedAtUtc { get; init; }

    /// <summary>For whoever did not draw it up, while nobody has approved it.</summary>
    public required bool MayApprove { get; init; }

    /// <summary>How many businesses it has a part of.</summary>
    public required int Parts { get; init; }

    /// <summary>When letters were sent.</summary>
    public DateOnly? SentOn { get; init; }
}

/// <summary>A paper for the printer.</summary>
public sealed record PrintedPaper
{
    /// <summary>Of the incident; 0 for a list of half a year.</summary>
    public required int FiscalYear { get; init; }

    public required int IncidentNumber { get; init; }

    public required bool IsDrill { get; init; }

    /// <summary>The first day of the half year; null for the paper of an incident.</summary>
    public DateOnly? HalfYear { get; init; }

    public required int Number { get; init; }

    public required IncidentPaperKind Kind { get; init; }

    public required IReadOnlyList<PaperItem> Items { get; init; }

    /// <summary>What is each business's.</summary>
    public IReadOnlyList<PrintedPart> Parts { get; init; } = [];

    /// <summary>SHA-256 in hexadecimal digits.</summary>
    public required string Hash { get; init; }

    public required string PreparedBy { get; init; }

    public required DateTime PreparedAtUtc { get; init; }

    /// <summary>Null while it is a draft.</summary>
    public string? ApprovedBy { get; init; }

    public DateTime? ApprovedAtUtc { get; init; }
}

/// <summary>One business's part of a paper. <paramref name="Number"/> is its place, from 1.</summary>
public sealed record PrintedPart(int Number, PaperItem Item);

/// <summary>The form by which letters are said to be sent.</summary>
public sealed class SentDetails
{
    [LocalizedRequired]
    [YearlessDate(YearRule.Past)]
    [System.ComponentModel.DataAnnotations.Display(Name = nameof(IncidentTexts.SentOn), ResourceType = typeof(IncidentTexts))]
    public DateOnly? SentOn { get; set; }
}
