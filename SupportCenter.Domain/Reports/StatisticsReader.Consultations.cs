using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reports;

/// <summary>Counts what completed consultations were about. What a record says counts once the record was handed in; a consultation
/// without such a record is 不明.</summary>
internal sealed partial class StatisticsReader
{
    /// <summary>Industries are free text: so many are named, the rest is その他.</summary>
    internal const int MostIndustries = 10;

    public async Task<ConsultationStatistics> ConsultationsAsync(StatisticsPeriod period, CancellationToken ct)
    {
        var n = await Completed(period).CountAsync(ct);
        return new ConsultationStatistics
        {
            Period = period,
            Tables =
            [
                new StatisticsTable(StatisticsTableKind.Wards, n, await WardsAsync(period, ct)),
                new StatisticsTable(StatisticsTableKind.Industries, n, await IndustriesAsync(period, ct)),
                new StatisticsTable(StatisticsTableKind.Employees, n, await EmployeesAsync(period, ct)),
                new StatisticsTable(StatisticsTableKind.Visits, n, await VisitsAsync(period, ct)),
                new StatisticsTable(StatisticsTableKind.Categories, n, await CategoriesAsync(period, n, ct)),
                new StatisticsTable(StatisticsTableKind.Topics, n, await TopicsAsync(period, n, ct), IsMultiple: true),
                new StatisticsTable(StatisticsTableKind.Troubles, n, await TroublesAsync(period, n, ct), IsMultiple: true),
                new StatisticsTable(StatisticsTableKind.Measures, n, await MeasuresAsync(period, n, ct), IsMultiple: true),
                new StatisticsTable(StatisticsTableKind.SalesDeclines, n, await SalesDeclinesAsync(period, n, ct)),
            ],
            Minutes = await MinutesAsync(period, ct),
        };
    }

    /// <summary>The records of these reservations that were handed in.</summary>
    private IQueryable<ConsultationRecord> HandedIn(IQueryable<Reservation> reservations) =>
        from reservation in reservations
        join record in db.Records.AsNoTracking() on reservation.Id equals record.ReservationId
        where record.Status > RecordStatus.Draft
        select record;

    private async Task<IReadOnlyList<StatisticsRow>> WardsAsync(StatisticsPeriod period, CancellationToken ct)
    {
        var rows = await Completed(period)
            .GroupBy(row => row.Details.Ward)
            .Select(group => new Counted<Ward?>(group.Key, group.Count(), group.Select(row => row.BusinessId).Distinct().Count()))
            .ToListAsync(ct);
        return Single(WardNames.All, rows, (key, ward) => key == ward);
    }

    private async Task<IReadOnlyList<StatisticsRow>> IndustriesAsync(StatisticsPeriod period, CancellationToken ct)
    {
        var rows = await Completed(period)
            .GroupBy(row => row.Details.Industry ?? "")
            .Select(group => new Counted<string>(group.Key, group.Count(), group.Select(row => row.BusinessId).Distinct().Count()))
            .ToListAsync(ct);
        var named = rows.Where(row => row.Key.Length > 0)
            .OrderByDescending(row => row.Count)
            .ThenBy(row => row.Key, StringComparer.Ordinal)
            .ToList();
        var table = named.Take(MostIndustries).Select(row => new StatisticsRow(row.Key, row.Count, row.Businesses)).ToList();
        if (named.Count > MostIndustries)
        {
            // A business may have named two of the rest: the distinct ones are counted, and not added up.
            string[] shown = ["", .. named.Take(MostIndustries).Select(row => row.Key)];
            var businesses = await Completed(period)
                .Where(row => !shown.Contains(row.Details.Industry ?? ""))
                .Select(row => row.BusinessId)
                .Distinct()
                .CountAsync(ct);
            table.Add(new StatisticsRow(null, named.Skip(MostIndustries).Sum(row => row.Count), businesses, IsOther: true));
        }

        var unknown = rows.Find(row => row.Key.Length == 0);
        return [.. table, new StatisticsRow(null, unknown?.Count ?? 0, unknown?.Businesses ?? 0)];
    }

    private async Task<IReadOnlyList<StatisticsRow>> EmployeesAsync(StatisticsPeriod period, CancellationToken ct)
    {
        var rows = await Completed(period)
            .GroupBy(row =>
                row.Details.EmployeeCount == null ? 0
                : row.Details.EmployeeCount <= 0 ? 1
                : row.Details.EmployeeCount <= 5 ? 2
                : row.Details.EmployeeCount <= 20 ? 3
                : row.Details.EmployeeCount <= 50 ? 4
                : 5
            )
            .Select(group => new Counted<int>(group.Key, group.Count(), group.Select(row => row.BusinessId).Distinct().Count()))
            .ToListAsync(ct);
        return Single(Enum.GetValues<EmployeeClass>(), rows, (key, size) => key == (int)size);
    }

    private async Task<IReadOnlyList<StatisticsRow>> VisitsAsync(StatisticsPeriod period, CancellationToken ct)
    {
        var rows = await Completed(period)
            .GroupBy(row =>
                row.Details.VisitNumber < 1 ? 0
                : row.Details.VisitNumber >= 3 ? 3
                : row.Details.VisitNumber
            )
            .Select(group => new Counted<int>(group.Key, group.Count(), group.Select(row => row.BusinessId).Distinct().Count()))
            .ToListAsync(ct);
        return Single(Enum.GetValues<VisitClass>(), rows, (key, visit) => key == (int)visit);
    }

    private async Task<IReadOnlyList<StatisticsRow>> CategoriesAsync(StatisticsPeriod period, int n, CancellationToken ct)
    {
        var rows = await HandedIn(Completed(period))
            .GroupBy(row => row.Details.ClientCategory)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(ct);
        return Answers(Enum.GetValues<ClientCategory>(), n, value => rows.Where(row => row.Key == value).Sum(row => row.Count));
    }

    private async Task<IReadOnlyList<StatisticsRow>> SalesDeclinesAsync(StatisticsPeriod period, int n, CancellationToken ct)
    {
        var rows = await HandedIn(Completed(period))
            .GroupBy(row => row.Details.SalesDecline)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(ct);
        return Answers(Enum.GetValues<SalesDecline>(), n, value => rows.Where(row => row.Key == value).Sum(row => row.Count));
    }

    // The combinations that were ticked are grouped in the database, at most 32 and 64 of them, and taken apart here.
    private async Task<IReadOnlyList<StatisticsRow>> TopicsAsync(StatisticsPeriod period, int n, CancellationToken ct)
    {
        var rows = await HandedIn(Completed(period))
            .GroupBy(row => row.Details.Topics)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(ct);
        return
        [
            .. Enum.GetValues<Topics>()
                .Where(topic => topic != Topics.None)
                .Select(topic => new StatisticsRow(topic, rows.Where(row => row.Key.HasFlag(topic)).Sum(row => row.Count), null)),
            new StatisticsRow(null, n - rows.Where(row => row.Key != Topics.None).Sum(row => row.Count), null),
        ];
    }

    private async Task<IReadOnlyList<StatisticsRow>> TroublesAsync(StatisticsPeriod period, int n, CancellationToken ct)
    {
        var rows = await HandedIn(Completed(period))
            .GroupBy(row => row.Details.Troubles)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(ct);
        return
        [
            .. Enum.GetValues<Troubles>()
                .Where(trouble => trouble != Troubles.None)
                .Select(trouble => new StatisticsRow(trouble, rows.Where(row => row.Key.HasFlag(trouble)).Sum(row => row.Count), null)),
            new StatisticsRow(null, n - rows.Where(row => row.Key != Troubles.None).Sum(row => row.Count), null),
        ];
    }

    /// <summary>The measures that were ticked, the most frequent first; those that nobody ticked are left out.</summary>
    private async Task<IReadOnlyList<StatisticsRow>> MeasuresAsync(StatisticsPeriod period, int n, CancellationToken ct)
    {
        // SQLite does not join a row with its own list: the combinations that were ticked are grouped, and taken apart here.
        var rows = await HandedIn(Completed(period))
            .GroupBy(row => row.Details.MeasureIds)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(ct);
        var ticked = rows.SelectMany(row => row.Key.Distinct().Select(measure => (Measure: measure, row.Count)))
            .GroupBy(entry => entry.Measure)
            .ToDictionary(group => group.Key, group => group.Sum(entry => entry.Count));
        var answered = rows.Where(row => row.Key.Count > 0).Sum(row => row.Count);
        var measures = MeasureOrder.OnPaper(await db.Measures.AsNoTracking().ToListAsync(ct), _ => true);
        return
        [
            .. measures
                .Select(measure => new StatisticsRow(
                    new CountedMeasure(measure.Name, measure.Issuer),
                    ticked.GetValueOrDefault(measure.Id),
                    null
                ))
                .Where(row => row.Count > 0)
                .OrderByDescending(row => row.Count),
            new StatisticsRow(null, n - answered, null),
        ];
    }

    private async Task<Spread> MinutesAsync(StatisticsPeriod period, CancellationToken ct)
    {
        var rows = await HandedIn(Completed(period))
            .Where(row => row.Details.StartedAt != null && row.Details.EndedAt != null && row.Details.EndedAt >= row.Details.StartedAt)
            .GroupBy(row => new { row.Details.StartedAt, row.Details.EndedAt })
            .Select(group => new
            {
                group.Key.StartedAt,
                group.Key.EndedAt,
                Count = group.Count(),
            })
            .ToListAsync(ct);
        return Spread.Of(rows.Select(row => ((int)(row.EndedAt!.Value - row.StartedAt!.Value).TotalMinutes, row.Count)));
    }

    /// <summary>Each of the categories, also those with nobody in them, and 不明 for what is in none.</summary>
    private static List<StatisticsRow> Single<TKey, TCategory>(
        IReadOnlyList<TCategory> categories,
        List<Counted<TKey>> rows,
        Func<TKey, TCategory, bool> isIn
    )
        where TCategory : struct, Enum
    {
        var unknown = rows.Where(row => !categories.Any(category => isIn(row.Key, category))).ToList();
        return
        [
            .. categories.Select(category =>
                rows.Find(row => isIn(row.Key, category)) is { } found
                    ? new StatisticsRow(category, found.Count, found.Businesses)
                    : new StatisticsRow(category, 0, 0)
            ),
            new StatisticsRow(null, unknown.Sum(row => row.Count), unknown.Sum(row => row.Businesses)),
        ];
    }

    /// <summary>The answers of a record, and 不明 for the rest of the consultations.</summary>
    private static List<StatisticsRow> Answers<T>(IReadOnlyList<T> answers, int n, Func<T, int> count)
        where T : struct, Enum
    {
        var rows = answers.Select(answer => new StatisticsRow(answer, count(answer), null)).ToList();
        return [.. rows, new StatisticsRow(null, n - rows.Sum(row => row.Count), null)];
    }

    private sealed record Counted<T>(T Key, int Count, int Businesses);
}
