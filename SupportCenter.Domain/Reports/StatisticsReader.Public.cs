using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reports;

/// <summary>Counts what the public edition is made of. Distinct businesses by any set of boxes are nothing that a GROUP BY gives: the
/// clear columns of the period are read, a few of each consultation, and counted here.</summary>
internal sealed partial class StatisticsReader
{
    /// <summary>The public figures of a month: with what the month before in the same fiscal year handed on, and near those of the edition
    /// that would be corrected. Null for one person's figures, which nobody publishes.</summary>
    private async Task<PublicFigures?> PublicAsync(StatisticsPeriod month, StatisticsFigures figures, CancellationToken ct)
    {
        if (isOwn)
        {
            return null;
        }

        var before = month.Before();
        var sameYear = JapaneseDate.FiscalYear(before.From) == JapaneseDate.FiscalYear(month.From);
        return SmallNumbers.OfMonth(
            await PublicBasisAsync(month, figures, ct),
            sameYear ? (await LastFixedAsync(before, ct))?.Public : null,
            (await LastFixedAsync(month, ct))?.Public
        );
    }

    /// <summary>The public figures of a fiscal year: the sums of its months as their last fixed editions were published. Null where a month
    /// has none.</summary>
    private async Task<PublicFigures?> PublicYearAsync(
        StatisticsPeriod year,
        StatisticsFigures figures,
        IReadOnlyList<PublicMonth> months,
        CancellationToken ct
    ) =>
        months.All(row => row.Figures is not null)
            ? SmallNumbers.OfYear(await PublicBasisAsync(year, figures, ct), [.. months.Select(row => row.Figures!)])
            : null;

    /// <summary>What of each month of a year is published. A month in which nothing was needs no edition: there is nothing to
    /// hide.</summary>
    private async Task<IReadOnlyList<PublicMonth>> PublicMonthsAsync(StatisticsPeriod year, CancellationToken ct)
    {
        List<PublicMonth> months = [];
        foreach (var month in year.EachMonth())
        {
            var edition = await LastEditionAsync(month, ct);
            var basis = edition is null ? await PublicBasisAsync(month, await FiguresAsync(month, ct), ct) : null;
            months.Add(
                new PublicMonth(
                    month.From,
                    edition?.Number,
                    edition is not null ? edition.KeptFigures()?.Public
                        : basis!.IsEmpty ? SmallNumbers.OfMonth(basis, null, null)
                        : null
                )
            );
        }

        return months;
    }

    private async Task<ReportEdition?> LastEditionAsync(StatisticsPeriod period, CancellationToken ct) =>
        await db
            .ReportEditions.AsNoTracking()
            .Where(row => row.Kind == period.Kind && row.FirstDay == period.From && row.FixedAtUtc != null)
            .OrderByDescending(row => row.Number)
            .FirstOrDefaultAsync(ct);

    /// <summary>The figures of the last fixed edition of a period; null where there is none that has its hash.</summary>
    private async Task<PeriodReport?> LastFixedAsync(StatisticsPeriod period, CancellationToken ct) =>
        (await LastEditionAsync(period, ct))?.KeptFigures();

    /// <summary>A month of a year, and what of it is published.</summary>
    /// <param name="Month">Its first day.</param>
    /// <param name="Number">Its last fixed edition; null where there is none.</param>
    /// <param name="Figures">Null where something was and nothing is published.</param>
    private sealed record PublicMonth(DateOnly Month, int? Number, PublicFigures? Figures)
    {
        public PublishedMonth Published() => PublicEdition.MonthOf(Month, Number!.Value, Figures!);
    }

    /// <summary>The exact counts behind the public edition of a period.</summary>
    public async Task<PublicBasis> PublicBasisAsync(StatisticsPeriod period, StatisticsFigures figures, CancellationToken ct)
    {
        await LoadAsync([period], ct);
        var rows = Entries(period);
        var held = CompletedOf(period);
        var notHeld = rows.Where(row => !row.IsCompleted).ToList();
        var timed = held.Where(row => row.Record?.Minutes is not null).ToList();
        return new PublicBasis
        {
            Clinics = figures.Clinics ?? 0,
            Slots = figures.Slots ?? 0,
            Callbacks = figures.Callbacks ?? 0,
            Completed = Count(null, held),
            NotHeld = Count(null, notHeld),
            Minutes = new PublicSum(timed.Sum(row => row.Record!.Minutes!.Value), timed.Count, Count(null, timed).Businesses),
            Tables = [.. await TablesAsync(held, ct), NotHeld(notHeld)],
        };
    }

    private async Task<IEnumerable<PublicCounts>> TablesAsync(List<StatisticsEntry> held, CancellationToken ct)
    {
        var venues = await db.Venues.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Details.Name, ct);
        var industries = await db
            .Industries.AsNoTracking()
            .OrderBy(row => row.Order)
            .ThenBy(row => row.Name)
            .Select(row => row.Name)
            .ToListAsync(ct);
        var measures = MeasureOrder.OnPaper(await db.Measures.AsNoTracking().ToListAsync(ct), _ => true).ToList();
        return
        [
            OfOne(PublicTableKind.Venues, [.. venues.Values.Distinct().Order(StringComparer.Ordinal)], held, row =>
                venues.GetValueOrDefault(row.VenueId)
            ),
            OfOne(PublicTableKind.Wards, [.. WardNames.All.Cast<object>()], held, row => row.Ward),
            Industries(industries, held),
            OfOne(PublicTableKind.Employees, Values<EmployeeClass>(), held, row => SizeOf(row.EmployeeCount)),
            OfOne(PublicTableKind.Visits, Values<VisitClass>(), held, row => VisitOf(row.VisitNumber)),
            OfOne(PublicTableKind.Categories, Values<ClientCategory>(), held, row => row.Record?.Category),
            OfOne(PublicTableKind.SalesDeclines, Values<SalesDecline>(), held, row => row.Record?.SalesDecline),
            OfMany(PublicTableKind.Topics, Values<Topics>(), held, (row, topic) => row.Record?.Topics.HasFlag((Topics)topic) == true),
            OfMany(PublicTableKind.Troubles, Values<Troubles>(), held, (row, one) => row.Record?.Troubles.HasFlag((Troubles)one) == true),
            Measures(measures, held),
        ];
    }

    private static PublicCounts Industries(List<string> names, List<StatisticsEntry> held)
    {
        var known = names.ToHashSet();
        var typed = held.Where(row => row.Industry is { Length: > 0 }).ToLookup(row => known.Contains(row.Industry));
        return new PublicCounts(
            PublicTableKind.Industries,
            [
                .. names.Distinct().Select(name => Count(name, typed[true].Where(row => row.Industry == name))),
                Count(null, typed[false]) with
                {
                    IsOther = true,
                },
                Count(null, held.Where(row => row.Industry.Length == 0)),
            ]
        );
    }

    private static PublicCounts Measures(IReadOnlyList<MeasureOption> measures, List<StatisticsEntry> held)
    {
        // Two measures of one name and issuer, such as those of two years, are one to the reader.
        var byName = measures
            .GroupBy(row => new CountedMeasure(row.Name, row.Issuer))
            .ToDictionary(group => group.Key, group => group.Select(row => row.Id).ToHashSet());
        return OfMany(PublicTableKind.Measures, [.. byName.Keys], held, (row, measure) =>
            row.Record?.MeasureIds.Any(byName[(CountedMeasure)measure].Contains) == true
        );
    }

    private static PublicCounts NotHeld(List<StatisticsEntry> rows) =>
        new(
            PublicTableKind.NotHeld,
            [
                Count(NotHeldReason.Cancelled, rows.Where(row => row.Status == ReservationStatus.Cancelled)),
                Count(NotHeldReason.NoShow, rows.Where(row => row.Status == ReservationStatus.NoShow)),
                Count(NotHeldReason.Open, rows.Where(row => row.Status == ReservationStatus.Arrived)),
                Count(NotHeldReason.NotNoted, rows.Where(row => row.Status == ReservationStatus.Booked)),
            ]
        );

    private static PublicCounts OfOne(
        PublicTableKind kind,
        IReadOnlyList<object> categories,
        List<StatisticsEntry> held,
        Func<StatisticsEntry, object?> key
    )
    {
        var known = categories.ToHashSet();
        var rows = held.ToLookup(row => key(row) is { } found && known.Contains(found) ? found : kind);
        return new PublicCounts(kind, [.. categories.Select(category => Count(category, rows[category])), Count(null, rows[kind])]);
    }

    private static PublicCounts OfMany(
        PublicTableKind kind,
        IReadOnlyList<object> options,
        List<StatisticsEntry> held,
        Func<StatisticsEntry, object, bool> isTicked
    ) =>
        new(
            kind,
            [
                .. options.Select(option => Count(option, held.Where(row => isTicked(row, option)))),
                Count(null, held.Where(row => !options.Any(option => isTicked(row, option)))),
            ],
            IsMultiple: true
        );

    private static object[] Values<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Where(value => Convert.ToInt64(value, null) != 0).Cast<object>()];

    private static PublicCount Count(object? key, IEnumerable<StatisticsEntry> rows)
    {
        var all = rows.ToList();
        return new PublicCount(key, all.Count, all.Select(row => row.BusinessId).Distinct().Count());
    }
}
