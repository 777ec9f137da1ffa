using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Notices;

namespace SupportCenter.Domain.Incidents;

/// <summary>Papers are drawn up from what is known at that moment.</summary>
public sealed partial class IncidentPaperService
{
    private const int MonthsOfHalf = 6;

    /// <summary>Draws up a paper from what is known now, and keeps it with its hash. Null when there is no such incident.</summary>
    /// <exception cref="RuleException">It is no kind of paper that this draws up, the incident is over, or what the council is to be told
    /// names a business.</exception>
    [RequiresPermission(Permission.HandleIncidents)]
    public async Task<Guid?> PrepareAsync(Guid id, IncidentPaperKind kind, CancellationToken ct = default)
    {
        if (kind == IncidentPaperKind.Council)
        {
            await EnsureNamelessAsync(
                async db => await IncidentAsync(db, id, ct) is { } known ? await CouncilAsync(db, known, ct) : [],
                ct
            );
        }

        return await KeepAsync(
            id,
            async (db, incident) =>
                kind switch
                {
                    IncidentPaperKind.Council => (await CouncilAsync(db, incident, ct), []),
                    IncidentPaperKind.ContactLog => await ContactLogAsync(db, incident, ct),
                    IncidentPaperKind.Preliminary or IncidentPaperKind.Final or IncidentPaperKind.FollowUp => (
                        NineItems.Of(await PaperFacts.ReadAsync(db, incident, ct), rules.ManyPersons),
                        []
                    ),
                    _ => throw new RuleException(DomainTexts.ChoiceUnknown),
                },
            kind,
            ct
        );
    }

    /// <summary>通知書: draws up a letter to each business on the list, with its own data only. Null when there is no such
    /// incident.</summary>
    /// <param name="id">The incident.</param>
    /// <param name="details">What stands in all of them.</param>
    /// <param name="ct">Stops it, and nothing is written.</param>
    /// <exception cref="RuleException">A field is wrong, the incident is over, a text that stands in all letters names a business, or there
    /// is nobody to write to.</exception>
    [RequiresPermission(Permission.HandleIncidents)]
    public async Task<Guid?> PrepareLettersAsync(Guid id, LetterDetails details, CancellationToken ct = default)
    {
        var kept = FormFields.Cleaned(details);
        await EnsureNamelessAsync(
            async db =>
            {
                FormChecks.Ensure(kept);
                return await IncidentAsync(db, id, ct) is { } known ? LetterItems.Common(known.Details, kept) : [];
            },
            ct
        );
        return await KeepAsync(
            id,
            async (db, incident) =>
            {
                var written = db.IncidentPaperParts.Where(part =>
                    db.IncidentPapers.Any(row =>
                        row.Id == part.PaperId && row.IncidentId == id && row.Kind == IncidentPaperKind.Letters && row.ApprovedAtUtc != null
                    )
                );
                var lines = await db
                    .AffectedBusinesses.AsNoTracking()
                    .Where(row => row.IncidentId == id && row.RemovedAtUtc == null)
                    .Where(row => !kept.OnlyNew || !written.Any(part => part.BusinessId == row.BusinessId))
                    .ToListAsync(ct);
                var letters = await LetterItems.OfAsync(db, lines, ct);
                FormChecks.Refuse(letters.Count == 0, IncidentTexts.NobodyToWriteTo, "");
                return (LetterItems.Common(incident.Details, kept), letters);
            },
            IncidentPaperKind.Letters,
            ct
        );
    }

    /// <summary>半期公表: draws up the list of the incidents that became known in half a fiscal year; drills, and what was none, are left
    /// out.</summary>
    /// <param name="day">A day of the half year.</param>
    /// <param name="ct">Stops it, and nothing is written.</param>
    /// <returns>The paper.</returns>
    /// <exception cref="RuleException">The half year has not begun, nobody has decided on one of its incidents, or a text names a
    /// business.</exception>
    [RequiresPermission(Permission.HandleIncidents)]
    public async Task<Guid> PrepareHalfYearAsync(DateOnly day, CancellationToken ct = default)
    {
        await EnsureNamelessAsync(
            db =>
            {
                FormChecks.Refuse(!Text.JapaneseDate.IsInRange(day), DomainTexts.ChoiceUnknown, "");
                FormChecks.Refuse(HalfYearOf(day) > authorized.Today, IncidentTexts.HalfYearAhead, "");
                return HalfYearAsync(db, HalfYearOf(day), ct);
            },
            ct
        );
        var from = HalfYearOf(day);
        await using var work = await authorized.BeginAsync(Permission.HandleIncidents, AuditActs.IncidentPaperPrepared, ct);
        var number = 1 + await work.Db.HalfYearPapers.CountAsync(row => row.From == from, ct);
        var paper = new HalfYearPaper(from, number, await HalfYearAsync(work.Db, from, ct), work.AccessContext.Me, authorized.UtcNow);
        work.Db.HalfYearPapers.Add(paper);
        await work.CommitAsync(ct);
        return paper.Id;
    }

    /// <summary>The first day of the half of the fiscal year: 1 April or 1 October.</summary>
    public static DateOnly HalfYearOf(DateOnly day) =>
        day.Month switch
        {
            < 4 => new DateOnly(day.Year - 1, 10, 1),
            < 10 => new DateOnly(day.Year, 4, 1),
            _ => new DateOnly(day.Year, 10, 1),
        };

    private async Task<Guid?> KeepAsync(
        Guid id,
        Func<PortalDbContext, Incident, Task<(IReadOnlyList<PaperItem> Items, IReadOnlyList<(Guid Business, PaperItem Item)> Parts)>> make,
        IncidentPaperKind kind,
        CancellationToken ct
    )
    {
        await using var work = await authorized.BeginAsync(Permission.HandleIncidents, AuditActs.IncidentPaperPrepared, ct);
        var db = work.Db;
        if (await IncidentAsync(db, id, ct) is not { } incident)
        {
            return null;
        }

        FormChecks.Refuse(!incident.IsOpen, IncidentTexts.IsOver, "");
        var (items, parts) = await make(db, incident);
        var number = 1 + await db.IncidentPapers.CountAsync(row => row.IncidentId == id, ct);
        var paper = new IncidentPaper(
            id,
            number,
            kind,
            items,
            work.AccessContext.Me,
            authorized.UtcNow,
            [.. parts.Select(part => part.Item)]
        );
        db.IncidentPapers.Add(paper);
        db.IncidentPaperParts.AddRange(parts.Select((part, at) => new IncidentPaperPart(paper.Id, at + 1, part.Business, part.Item)));
        await work.CommitAsync(ct);
        return paper.Id;
    }

    private static Task<Incident?> IncidentAsync(PortalDbContext db, Guid id, CancellationToken ct) =>
        db.Incidents.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct);

    private async Task<IReadOnlyList<PaperItem>> CouncilAsync(PortalDbContext db, Incident incident, CancellationToken ct) =>
        CouncilItems.Of(await PaperFacts.ReadAsync(db, incident, ct), step =>
            IncidentDeadlines.DueOn(step.Kind, incident.Details.KnownOn!.Value, incident.Details.Wrongful == CriterionAnswer.Met, rules)
        );

    private static async Task<(IReadOnlyList<PaperItem>, IReadOnlyList<(Guid, PaperItem)>)> ContactLogAsync(
        PortalDbContext db,
        Incident incident,
        CancellationToken ct
    )
    {
        var lines = await db
            .AffectedBusinesses.AsNoTracking()
            .Where(row => row.IncidentId == incident.Id && row.RemovedAtUtc == null)
            .ToListAsync(ct);
        return (ContactLogItems.Counts(lines), await ContactLogItems.OfAsync(db, lines, ct));
    }

    private static async Task<IReadOnlyList<PaperItem>> HalfYearAsync(PortalDbContext db, DateOnly from, CancellationToken ct)
    {
        var next = from.AddMonths(MonthsOfHalf);
        var incidents = await db
            .Incidents.AsNoTracking()
            .Where(row => !row.IsDrill && row.State != IncidentState.NotApplicable)
            .Where(row => row.Details.KnownOn >= from && row.Details.KnownOn < next)
            .OrderBy(row => row.FiscalYear)
            .ThenBy(row => row.Number)
            .ToListAsync(ct);
        FormChecks.Refuse(incidents.Exists(row => row.State == IncidentState.Suspected), IncidentTexts.HalfYearUndecided, "");
        var facts = new List<PaperFacts>();
        foreach (var incident in incidents)
        {
            facts.Add(await PaperFacts.ReadAsync(db, incident, ct));
        }

        return CouncilItems.HalfYear(facts);
    }

    /// <summary>A paper that leaves the office names no business: the text that does is named by its heading.</summary>
    private async Task EnsureNamelessAsync(Func<PortalDbContext, Task<IReadOnlyList<PaperItem>>> make, CancellationToken ct)
    {
        IReadOnlyList<PaperItem> items;
        await using (var db = await authorized.OpenAsync(Permission.HandleIncidents, ct))
        {
            items = await make(db);
        }

        var refusal = new NameRefusal(authorized, database);
        foreach (var item in items)
        {
            if (await refusal.FindAsync(Permission.HandleIncidents, nameof(IncidentPaper), item.Text, ct) is { } named)
            {
                throw new RuleException(
                    Filled(
                        IncidentTexts.PaperNamesBusiness,
                        item.Heading.Length == 0 ? IncidentTexts.LetterOpening : item.Heading.ReplaceLineEndings(" "),
                        NameRefusal.KindOf(named)
                    )
                );
            }
        }
    }
}
