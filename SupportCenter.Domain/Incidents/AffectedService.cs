using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Import;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Incidents;

/// <summary>影響を受けた事業者: looked for by one question or by a list of names, fixed with a hash, told one after the other.</summary>
public sealed class AffectedService(AuthorizedDbContextFactory authorized, PortalDatabase database)
{
    private const string ListKind = "AffectedList";

    /// <summary>So many lines of names are taken at once.</summary>
    public const int MostNames = 1000;

    /// <summary>The question to begin with: everything that is stored, because the greatest number counts while it is open, and of that
    /// what the findings say that it could be seen. Null when there is no such incident.</summary>
    [RequiresPermission(Permission.HandleIncidents)]
    public async Task<AffectedQueryDetails?> SuggestAsync(Guid id, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.HandleIncidents, ct);
        if (!await db.Incidents.AnyAsync(row => row.Id == id, ct))
        {
            return null;
        }

        var clues = await db
            .ExposureFindings.Where(finding =>
                finding.Clue != null && db.IncidentSources.Any(source => source.IncidentId == id && source.SourceId == finding.Id)
            )
            .Select(finding => finding.Clue!)
            .ToListAsync(ct);
        var seen = clues.Aggregate(ExposedData.None, (data, clue) => data | FindingData.Of(clue));
        return new AffectedQueryDetails { What = seen == ExposedData.None ? ExposedData.List | ExposedData.Record : seen };
    }

    /// <summary>Whom the question leads to, without writing anything on the list; by name, and an audit row of it. Null when there is no
    /// such incident.</summary>
    /// <exception cref="RuleException">A field of the question is wrong.</exception>
    [RequiresPermission(Permission.HandleIncidents)]
    public async Task<AffectedPreview?> SearchAsync(Guid id, AffectedQueryDetails query, Guid? seenBy, CancellationToken ct = default)
    {
        List<FoundBusiness> found;
        Dictionary<Guid, string> names;
        HashSet<Guid> listed;
        await using (var db = await authorized.OpenAsync(Permission.HandleIncidents, ct))
        {
            FormChecks.Ensure(query);
            if (!await db.Incidents.AnyAsync(row => row.Id == id, ct))
            {
                return null;
            }

            found = await new AffectedSearch(db).FindAsync(id, query, seenBy, ct);
            var ids = found.ConvertAll(row => row.BusinessId);
            names = await db.Businesses.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, ct);
            listed =
            [
                .. await db
                    .AffectedBusinesses.Where(row => row.IncidentId == id && row.RemovedAtUtc == null)
                    .Select(row => row.BusinessId)
                    .ToListAsync(ct),
            ];
        }

        await authorized.NoteListedAsync(
            Permission.HandleIncidents,
            AuditActs.AffectedListed,
            ListKind,
            found.Select(row => row.BusinessId),
            ct
        );
        return new AffectedPreview(
            found.Count,
            found.Count(row => row.Data == ExposedData.List),
            found.Sum(row => row.Persons),
            found.Count(row => !listed.Contains(row.BusinessId)),
            [
                .. found
                    .Select(row => new AffectedCandidate(
                        row.BusinessId,
                        names.GetValueOrDefault(row.BusinessId, ""),
                        row.Data,
                        listed.Contains(row.BusinessId)
                    ))
                    .OrderBy(row => row.Name, StringComparer.Ordinal),
            ]
        );
    }

    /// <summary>確定: puts whom the question leads to on the list, and fixes the list with its hash. Each business is held from disposal. The
    /// question is asked again: what counts is what is stored now. Null when there is no such incident.</summary>
    /// <exception cref="RuleException">A field is wrong, the incident is over, or nobody is found who is not on the list
    /// already.</exception>
    [RequiresPermission(Permission.HandleIncidents)]
    public Task<FixedList?> FixAsync(Guid id, AffectedQueryDetails query, Guid? seenBy, CancellationToken ct = default) =>
        AddAsync(
            id,
            () => FormChecks.Ensure(query),
            async db =>
                (
                    await new AffectedSearch(db).FindAsync(id, query, seenBy, ct),
                    query.ToWords(
                        seenBy is { } person
                            ? await db.Staff.Where(row => row.Id == person).Select(row => row.Name).FirstOrDefaultAsync(ct)
                            : null
                    )
                ),
            ct
        );

    /// <summary>Which businesses a list of names means, line by line: a name, or a name and a telephone number in two cells of a table or
    /// divided by a comma. The number decides, else the folded name, as in an import; what is doubtful is said and left to the
    /// person.</summary>
    /// <exception cref="RuleException">There are no names, or too many.</exception>
    [RequiresPermission(Permission.HandleIncidents)]
    public async Task<IReadOnlyList<MatchedName>> MatchAsync(string names, CancellationToken ct = default)
    {
        var matched = new List<MatchedName>();
        await using (var db = await authorized.OpenAsync(Permission.HandleIncidents, ct))
        {
            var lines = NameLines.Of(names);
            FormChecks.Refuse(lines.Count == 0, IncidentTexts.NamesNeeded, "Names");
            FormChecks.Refuse(lines.Count > MostNames, Filled(IncidentTexts.NamesTooMany, MostNames), "Names");
            var finder = new BusinessFinder(db, database.Index);
            foreach (var line in lines)
            {
                matched.Add(await NameLines.MatchAsync(finder, line, ct));
            }
        }

        await authorized.NoteListedAsync(
            Permission.HandleIncidents,
            AuditActs.AffectedListed,
            ListKind,
            matched.SelectMany(line => line.Candidates).Select(candidate => candidate.Id),
            ct
        );
        return matched;
    }

    /// <summary>確定: puts the businesses of a list of names on the list, and fixes it with its hash. Null when there is no such
    /// incident.</summary>
    /// <exception cref="RuleException">No data are named, the incident is over, or all are on the list already.</exception>
    [RequiresPermission(Permission.HandleIncidents)]
    public Task<FixedList?> FixNamesAsync(Guid id, IReadOnlyList<Guid> businesses, ExposedData data, CancellationToken ct = default) =>
        AddAsync(
            id,
            () => FormChecks.Refuse(data == ExposedData.None, IncidentTexts.QueryWhatNeeded, nameof(AffectedQueryDetails.What)),
            async db =>
                (
                    await new AffectedSearch(db).OfAsync(businesses, data, AffectedBasis.Names, ct),
                    Filled(IncidentTexts.BasisNamesOf, businesses.Distinct().Count(), DataWords.Of(data))
                ),
            ct
        );

    /// <summary>Takes a business off the list, with the reason; its line stays, and its hold goes. False when there is no such
    /// line.</summary>
    /// <exception cref="RuleException">The reason is missing, or it is off already.</exception>
    [RequiresPermission(Permission.HandleIncidents)]
    public async Task<bool> RemoveAsync(Guid affected, string reason, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.HandleIncidents, AuditActs.AffectedRemoved, ct);
        FormChecks.Refuse(VisibleText.IsBlank(reason), IncidentTexts.ReasonNeeded, "Reason");
        if (await work.Db.AffectedBusinesses.FirstOrDefaultAsync(row => row.Id == affected, ct) is not { } line)
        {
            return false;
        }

        var (me, now) = (work.AccessContext.Me, authorized.UtcNow);
        line.Remove(VisibleText.Trimmed(reason), me, now);
        var incident = await work.Db.Incidents.FirstAsync(row => row.Id == line.IncidentId, ct);
        await IncidentHolds.LiftAsync(work.Db, incident, me, now, ct, line.BusinessId);
        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>How many are on the list, and the lists as they were fixed, the newest first.</summary>
    [RequiresPermission(Permission.ViewIncidents)]
    public async Task<AffectedSummary> SummaryAsync(Guid id, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewIncidents, ct);
        var lines = await db.AffectedBusinesses.AsNoTracking().Where(row => row.IncidentId == id).ToListAsync(ct);
        var lists = await db
            .AffectedLists.AsNoTracking()
            .Where(row => row.IncidentId == id)
            .OrderByDescending(row => row.Number)
            .Select(row => new
            {
                List = row,
                By = db.Staff.Where(person => person.Id == row.FixedById).Select(person => person.Name).First(),
            })
            .ToListAsync(ct);
        var on = lines.FindAll(line => line.RemovedAtUtc is null);
        var last = lists.Count > 0 ? lists[0].List : null;
        return new AffectedSummary
        {
            Businesses = on.Count,
            ListOnly = on.Count(line => line.IsListOnly),
            Persons = on.Sum(line => line.Persons),
            Removed = lines.Count - on.Count,
            Told = on.Count(line => line.LastResult == ContactResult.Told),
            Lists =
            [
                .. lists.Select(row => new FixedList(
                    row.List.Number,
                    row.List.Added,
                    row.List.Businesses,
                    row.List.ListOnly,
                    row.List.Persons,
                    row.List.Basis,
                    Convert.ToHexStringLower(row.List.Hash),
                    row.By,
                    row.List.FixedAtUtc
                )),
            ],
            IsSound =
                last is null
                || AffectedList
                    .HashOf(id, lines.Where(line => line.RemovedAtUtc is not { } at || at >= last.FixedAtUtc))
                    .AsSpan()
                    .SequenceEqual(last.Hash),
        };
    }

    /// <summary>One page of the list, by name where the business is still there; and an audit row of it.</summary>
    [RequiresPermission(Permission.ViewIncidents)]
    public async Task<Page<AffectedRow>> ListAsync(Guid id, PageRequest page, CancellationToken ct = default)
    {
        Page<AffectedRow> found;
        await using (var db = await authorized.OpenAsync(Permission.ViewIncidents, ct))
        {
            var all = db.AffectedBusinesses.AsNoTracking().Where(row => row.IncidentId == id);
            var count = await all.CountCappedAsync(ct);
            var rows = await all.OrderBy(row => row.RemovedAtUtc != null)
                .ThenByDescending(row => row.List)
                .ThenBy(row => row.Id)
                .Skip(page.Skip)
                .Take(page.Take)
                .Select(row => new
                {
                    Line = row,
                    Name = db
                        .Businesses.Where(business => business.Id == row.BusinessId)
                        .Select(business => business.Name)
                        .FirstOrDefault(),
                    Letter = db
                        .IncidentPaperParts.Where(part =>
                            part.BusinessId == row.BusinessId
                            && db.IncidentPapers.Any(paper =>
                                paper.Id == part.PaperId && paper.IncidentId == id && paper.Kind == IncidentPaperKind.Letters
                            )
                        )
                        .OrderByDescending(part => db.IncidentPapers.First(paper => paper.Id == part.PaperId).Number)
                        .Select(part => (Guid?)part.Id)
                        .FirstOrDefault(),
                })
                .ToListAsync(ct);
            found = Page.Of<AffectedRow>(
                rows.ConvertAll(row => new AffectedRow(
                    row.Line.Id,
                    row.Line.BusinessId,
                    row.Name,
                    row.Line.Data,
                    row.Line.Basis,
                    row.Line.List,
                    row.Line.Persons,
                    row.Line.LastResult,
                    row.Line.RemovedAtUtc,
                    row.Line.RemovedReason,
                    row.Name is null ? null : row.Letter
                )),
                count
            );
        }

        await authorized.NoteListedAsync(
            Permission.ViewIncidents,
            AuditActs.AffectedListed,
            ListKind,
            found.Rows.Select(row => row.BusinessId),
            ct
        );
        return found;
    }

    /// <summary>Everybody who may have seen something, for the question by the ledger.</summary>
    [RequiresPermission(Permission.HandleIncidents)]
    public async Task<IReadOnlyList<NamedChoice>> PeopleAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.HandleIncidents, ct);
        return await db.Staff.AsNoTracking().OrderBy(row => row.Name).Select(row => new NamedChoice(row.Id, row.Name)).ToListAsync(ct);
    }

    private async Task<FixedList?> AddAsync(
        Guid id,
        Action check,
        Func<PortalDbContext, Task<(List<FoundBusiness> Found, string Basis)>> find,
        CancellationToken ct
    )
    {
        await using var work = await authorized.BeginAsync(Permission.HandleIncidents, AuditActs.AffectedFrozen, ct);
        var (db, me, now) = (work.Db, work.AccessContext.Me, authorized.UtcNow);
        if (await db.Incidents.FirstOrDefaultAsync(row => row.Id == id, ct) is not { } incident)
        {
            return null;
        }

        FormChecks.Refuse(!incident.IsOpen, IncidentTexts.IsOver, "");
        check();
        var (found, basis) = await find(db);
        var lines = await db.AffectedBusinesses.Where(row => row.IncidentId == id).ToListAsync(ct);
        var number = 1 + await db.AffectedLists.CountAsync(row => row.IncidentId == id, ct);
        var added = Merge(db, id, number, lines, found);
        FormChecks.Refuse(added == 0, IncidentTexts.NothingToAdd, "");
        var on = lines.FindAll(line => line.RemovedAtUtc is null);
        var list = db.AffectedLists.Add(new AffectedList(id, number, added, basis, on, me, now)).Entity;
        await IncidentHolds.PlaceAsync(db, incident, on.ConvertAll(line => line.BusinessId), me, now, ct);
        await work.CommitAsync(ct);
        return new FixedList(
            number,
            added,
            list.Businesses,
            list.ListOnly,
            list.Persons,
            basis,
            Convert.ToHexStringLower(list.Hash),
            "",
            now
        );
    }

    /// <summary>Adds and widens lines; gives how many. What was taken off comes back only by name, because a person says so.</summary>
    private static int Merge(PortalDbContext db, Guid incident, int number, List<AffectedBusiness> lines, List<FoundBusiness> found)
    {
        var known = lines.ToDictionary(line => line.BusinessId);
        var added = 0;
        foreach (var business in found)
        {
            if (!known.TryGetValue(business.BusinessId, out var line))
            {
                lines.Add(db.AffectedBusinesses.Add(new AffectedBusiness(incident, number, business)).Entity);
                added++;
            }
            else if (line.RemovedAtUtc is null ? (line.Data | business.Data) != line.Data : business.Basis == AffectedBasis.Names)
            {
                line.Widen(number, business);
                added++;
            }
        }

        return added;
    }
}
