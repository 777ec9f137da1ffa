using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Incidents;

/// <summary>Finds the businesses of which data could be seen: by what was stored then, by what somebody saw according to the ledger, and by
/// what an incident itself leads to. Canaries are nobody, and are left out.</summary>
internal sealed class AffectedSearch(PortalDbContext db)
{
    private readonly Dictionary<Guid, (ExposedData Data, AffectedBasis Basis)> found = [];

    /// <summary>The businesses that the question leads to, each with the data of it and the persons among that.</summary>
    /// <param name="incident">The incident whose documents, alarms and findings count.</param>
    /// <param name="query">The question.</param>
    /// <param name="seenBy">Only what this member of staff saw; null for anybody.</param>
    /// <param name="ct">Stops the search.</param>
    public async Task<List<FoundBusiness>> FindAsync(Guid incident, AffectedQueryDetails query, Guid? seenBy, CancellationToken ct)
    {
        if (query.ByLedger)
        {
            await AddSeenAsync(query, seenBy, ct);
        }
        else
        {
            await AddStoredAsync(query, ct);
        }

        if (query.WithSources)
        {
            await AddSourcesAsync(incident, ct);
        }

        return await WithPersonsAsync(ct);
    }

    /// <summary>These businesses, with the persons among their data.</summary>
    public Task<List<FoundBusiness>> OfAsync(IEnumerable<Guid> businesses, ExposedData data, AffectedBasis basis, CancellationToken ct)
    {
        Add(businesses, data, basis);
        return WithPersonsAsync(ct);
    }

    private async Task AddStoredAsync(AffectedQueryDetails query, CancellationToken ct)
    {
        var (from, to, by) = (query.From, query.To, query.StoredBy);
        if (query.What.HasFlag(ExposedData.List))
        {
            // An old list may not say when a booking was received: the day of the consultation stands in its place then, and counts as
            // received before whatever day is asked for.
            Add(
                await db
                    .Reservations.Where(row =>
                        (from == null || row.Date >= from)
                        && (to == null || row.Date <= to)
                        && (by == null || row.ReceivedOn <= by || (row.ImportKey != null && row.ReceivedOn == row.Date))
                    )
                    .Select(row => row.BusinessId)
                    .Distinct()
                    .ToListAsync(ct),
                ExposedData.List,
                AffectedBasis.Stored
            );
        }

        if (query.What.HasFlag(ExposedData.Record))
        {
            // A record exists from the day of its consultation on.
            Add(
                await db
                    .Records.Where(row =>
                        (from == null || row.Date >= from) && (to == null || row.Date <= to) && (by == null || row.Date <= by)
                    )
                    .Select(row => row.BusinessId)
                    .Distinct()
                    .ToListAsync(ct),
                ExposedData.Record,
                AffectedBasis.Stored
            );
        }

        if (query.What.HasFlag(ExposedData.Document))
        {
            var (begins, ends) = (BeginOf(from), EndOf(by < to || to is null ? by : to));
            Add(
                await db
                    .Documents.Where(row => row.UploadedAtUtc >= begins && row.UploadedAtUtc < ends)
                    .Select(row => row.BusinessId)
                    .Distinct()
                    .ToListAsync(ct),
                ExposedData.Document,
                AffectedBasis.Stored
            );
        }
    }

    /// <summary>What the ledger says that was shown. The data of each act follows from its name; what shows no data is left out.</summary>
    private async Task AddSeenAsync(AffectedQueryDetails query, Guid? seenBy, CancellationToken ct)
    {
        var (begins, ends) = (BeginOf(query.SeenFrom), EndOf(query.SeenTo));
        var acts = AuditActs.Views.Concat(AuditActs.Lists).Append(AuditActs.ExportMade).Where(act => query.What.HasFlag(DataOf(act)));
        var rows = await db
            .Audit.Where(row =>
                row.AtUtc >= begins && row.AtUtc < ends && acts.Contains(row.Act) && (seenBy == null || row.ActorId == seenBy)
            )
            .Join(
                db.AuditedBusinesses,
                row => row.Sequence,
                touched => touched.Sequence,
                (row, touched) => new { touched.BusinessId, row.Act }
            )
            .Distinct()
            .ToListAsync(ct);
        foreach (var row in rows)
        {
            Add([row.BusinessId], DataOf(row.Act), AffectedBasis.Ledger);
        }
    }

    private async Task AddSourcesAsync(Guid incident, CancellationToken ct)
    {
        var sources = db.IncidentSources.Where(source => source.IncidentId == incident);
        Add(
            await db
                .Documents.Where(row => sources.Any(source => source.SourceId == row.Id))
                .Select(row => row.BusinessId)
                .Distinct()
                .ToListAsync(ct),
            ExposedData.Document,
            AffectedBasis.Source
        );
        Add(
            await db
                .Alarms.Where(row => row.BusinessId != null && sources.Any(source => source.SourceId == row.Id))
                .Select(row => row.BusinessId!.Value)
                .Distinct()
                .ToListAsync(ct),
            ExposedData.List,
            AffectedBasis.Source
        );
    }

    private void Add(IEnumerable<Guid> businesses, ExposedData data, AffectedBasis basis)
    {
        foreach (var business in businesses)
        {
            var known = found.GetValueOrDefault(business);
            found[business] = (known.Data | data, known.Basis | basis);
        }
    }

    /// <summary>Businesses are no persons: the names of contacts are counted, and one where no name was given.</summary>
    private async Task<List<FoundBusiness>> WithPersonsAsync(CancellationToken ct)
    {
        var ids = found.Keys.ToList();
        var there = await db
            .Businesses.AsNoTracking()
            .Where(row => ids.Contains(row.Id) && !db.Canaries.Any(canary => canary.BusinessId == row.Id))
            .Select(row => new { row.Id, row.ContactName })
            .ToListAsync(ct);
        var said = await db
            .Reservations.AsNoTracking()
            .Where(row => ids.Contains(row.BusinessId))
            .Select(row => new { row.BusinessId, row.Details.ContactName })
            .ToListAsync(ct);
        var contacts = said.ToLookup(row => row.BusinessId, row => row.ContactName);
        return
        [
            .. there
                .Select(row => new FoundBusiness(
                    row.Id,
                    found[row.Id].Data,
                    found[row.Id].Basis,
                    Math.Max(
                        1,
                        contacts[row.Id].Append(row.ContactName).Select(TextFolding.Fold).Where(name => name.Length > 0).Distinct().Count()
                    )
                ))
                .OrderBy(row => row.BusinessId),
        ];
    }

    private static ExposedData DataOf(string act) =>
        act switch
        {
            AuditActs.RecordViewed or AuditActs.RecordPrinted or AuditActs.ExportMade => ExposedData.Record,
            AuditActs.DocumentDownloaded or AuditActs.DocumentPreviewed or AuditActs.QuarantineListed => ExposedData.Document,
            _ => ExposedData.List,
        };

    private static DateTime BeginOf(DateOnly? day) =>
        day is { } first ? CentreTime.ToUtc(first, TimeOnly.MinValue) : new DateTime(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static DateTime EndOf(DateOnly? day) =>
        day is { } last ? CentreTime.ToUtc(last.AddDays(1), TimeOnly.MinValue) : new DateTime(2200, 1, 1, 0, 0, 0, DateTimeKind.Utc);
}
