using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Administration;
using SupportCenter.Domain.Backups;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Exposure;
using SupportCenter.Domain.Incidents;
using SupportCenter.Domain.Retention;

namespace SupportCenter.Domain.Reports;

/// <summary>What a report says that is no figure of the statistics, and that is not in the database.</summary>
/// <param name="Rules">The periods of incidents.</param>
/// <param name="Drill">The last restore drill; null where there was none.</param>
internal sealed record ReportSurroundings(IncidentOptions Rules, DrillResult? Drill);

/// <summary>Puts the reports together: one way for a month and for a fiscal year.</summary>
internal sealed partial class StatisticsReader
{
    private const int MonthsOfYear = 12;

    /// <summary>月次報告 or 年度報告 as it would be counted now.</summary>
    /// <exception cref="RuleException">There is no report of such a period.</exception>
    public async Task<PeriodReport> ReportAsync(StatisticsPeriod period, ReportSurroundings beside, CancellationToken ct)
    {
        if (!period.HasReport)
        {
            throw new RuleException(StatisticsTexts.PeriodWrong);
        }

        var booking = await BookingAsync(period, ct);
        var isYear = period.Kind == PeriodKind.FiscalYear;
        var months = isYear && !isOwn ? await PublicMonthsAsync(period, ct) : [];
        return new PeriodReport
        {
            Booking = booking,
            Consultations = await ConsultationsAsync(period, ct),
            YearToDate = isYear ? null : await FiguresAsync(period.FiscalYearToDate(), ct),
            Year = isYear ? await YearAsync(period, months, ct) : null,
            Marks = await MarksAsync(period.MonthsUpTo(MonthsShown), ct),
            Attention = isOwn ? null : await AttentionAsync(booking, beside, ct),
            Public =
                isOwn ? null
                : isYear ? await PublicYearAsync(period, booking.Now, months, ct)
                : await PublicAsync(period, booking.Now, ct),
        };
    }

    private async Task<YearFigures> YearAsync(StatisticsPeriod year, IReadOnlyList<PublicMonth> months, CancellationToken ct)
    {
        var (first, second) = year.Halves();
        return new YearFigures
        {
            FirstHalf = await FiguresAsync(first, ct),
            SecondHalf = await FiguresAsync(second, ct),
            MonthsBefore = [.. (await MonthsAsync(year.Before(), ct)).TakeLast(MonthsOfYear)],
            Targets = await TargetsAsync(year, ct),
            Oversight = isOwn ? [] : await OversightAsync(first, second, ct),
            Incidents = isOwn ? [] : await IncidentsAsync(year, ct),
            Disposals = isOwn ? [] : await DisposalsAsync(year, ct),
            Reviews = isOwn ? [] : await ReviewsAsync(year, ct),
            DoubleCheck = isOwn ? null : await Oversight.DoubleCheckService.ResultAsync(db, year.From.Year, ct),
            PublicMonths = [.. months.Where(row => row is { Number: not null, Figures: not null }).Select(row => row.Published())],
            MonthsNotFixed = [.. months.Where(row => row.Figures is null).Select(row => row.Month)],
        };
    }

    /// <summary>What began or ended in a catalogue's time: it is read beside the line of the consultations.</summary>
    private async Task<IReadOnlyList<MeasureMark>> MarksAsync(StatisticsPeriod months, CancellationToken ct)
    {
        var measures = (await db.Measures.AsNoTracking().ToListAsync(ct)).ConvertAll(row => row.Details);
        return
        [
            .. measures
                .Select(row => new MeasureMark(row.ValidFrom, new CountedMeasure(row.Name, row.Issuer), IsStart: true))
                .Concat(
                    measures
                        .Where(row => row.ValidTo is not null)
                        .Select(row => new MeasureMark(row.ValidTo!.Value, new CountedMeasure(row.Name, row.Issuer), IsStart: false))
                )
                .Where(mark => mark.On >= months.From && mark.On <= months.To)
                .OrderBy(mark => mark.On)
                .ThenByDescending(mark => mark.IsStart)
                .ThenBy(mark => mark.Measure.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>目標 of the edition that is written, else of the last one.</summary>
    private async Task<YearTargets> TargetsAsync(StatisticsPeriod year, CancellationToken ct) =>
        isOwn
            ? new YearTargets(null, null, null, null)
            : (
                await db
                    .ReportEditions.AsNoTracking()
                    .Where(row => row.Kind == year.Kind && row.FirstDay == year.From)
                    .OrderByDescending(row => row.Number)
                    .FirstOrDefaultAsync(ct)
            )
                ?.Texts
                .Targets
                ?? new YearTargets(null, null, null, null);

    /// <summary>注意. Drills are practice: they are not in it.</summary>
    private async Task<ReportAttention> AttentionAsync(BookingStatistics booking, ReportSurroundings beside, CancellationToken ct)
    {
        var late = today.AddDays(-ReportAttention.DaysForRecord);
        var reviews = await db.Reviews.AsNoTracking().Where(row => row.SignedAtUtc == null).Select(row => row.DueOn).ToListAsync(ct);
        return new ReportAttention(
            await db.Alarms.CountAsync(row => row.AcknowledgedAtUtc == null, ct),
            await OpenIncidentsAsync(beside.Rules, ct),
            reviews.Count == 0 ? null : reviews.Min(),
            Entries(booking.Period).Count(row => row.HasCome && row.Record is null && row.Date < late),
            booking.State.RecordsUnconfirmed,
            beside.Drill is { } drill ? DayOf(drill.AtUtc) : null,
            beside.Drill?.Failure is not null
        );
    }

    private async Task<IReadOnlyList<AttentionIncident>> OpenIncidentsAsync(IncidentOptions rules, CancellationToken ct)
    {
        // Columns in clear only: what happened, and whom it hit, is nothing that a report says.
        var open = await db
            .Incidents.AsNoTracking()
            .Where(row => !row.IsDrill && row.State < IncidentState.Closed)
            .Select(row => new
            {
                row.Id,
                row.FiscalYear,
                row.Number,
                row.Details.KnownOn,
                row.Details.Sensitive,
                row.Details.Property,
                row.Details.Wrongful,
                row.Details.PersonsLeast,
                row.Details.PersonsMost,
            })
            .ToListAsync(ct);
        var ids = open.ConvertAll(row => row.Id);
        var steps = (
            await db
                .IncidentSteps.AsNoTracking()
                .Where(row => ids.Contains(row.IncidentId) && row.State == IncidentStepState.Open)
                .Select(row => new
                {
                    row.IncidentId,
                    row.Kind,
                    row.OwnDueOn,
                })
                .ToListAsync(ct)
        ).ToLookup(row => row.IncidentId);
        return
        [
            .. open.Select(row =>
                {
                    var known = new IncidentDetails
                    {
                        KnownOn = row.KnownOn,
                        Sensitive = row.Sensitive,
                        Property = row.Property,
                        Wrongful = row.Wrongful,
                        PersonsLeast = row.PersonsLeast,
                        PersonsMost = row.PersonsMost,
                    };
                    var next = steps[row.Id]
                        .Select(step => (step.Kind, On: IncidentDeadlines.DueOn(known, step.Kind, step.OwnDueOn, rules)))
                        .Where(step => step.On is not null)
                        .OrderBy(step => step.On)
                        .ThenBy(step => step.Kind)
                        .Select(step => ((IncidentStepKind?)step.Kind, step.On))
                        .FirstOrDefault();
                    return new AttentionIncident(row.FiscalYear, row.Number, next.Item1, next.On);
                })
                .OrderBy(row => row.DueOn ?? DateOnly.MaxValue)
                .ThenBy(row => row.FiscalYear)
                .ThenBy(row => row.Number),
        ];
    }

    private async Task<IReadOnlyList<OversightFigures>> OversightAsync(
        StatisticsPeriod first,
        StatisticsPeriod second,
        CancellationToken ct
    )
    {
        var (from, to) = (StartOf(first.From), StartOf(second.To.AddDays(1)));
        var alarms = await db
            .Alarms.Where(row => row.RaisedAtUtc >= from && row.RaisedAtUtc < to)
            .Select(row => new { row.RaisedAtUtc, IsOpen = row.AcknowledgedAtUtc == null })
            .ToListAsync(ct);
        var checks = await db
            .ExposureChecks.Where(row => row.StartedAtUtc >= from && row.StartedAtUtc < to)
            .Select(row => new { row.StartedAtUtc, row.Verdict })
            .ToListAsync(ct);
        var verified = await db
            .Verifications.Where(row => row.StartedAtUtc >= from && row.StartedAtUtc < to)
            .Select(row => row.StartedAtUtc)
            .ToListAsync(ct);
        var exports = await db
            .ExportOrders.Where(row => row.DownloadedAtUtc >= from && row.DownloadedAtUtc < to)
            .Select(row => row.DownloadedAtUtc!.Value)
            .ToListAsync(ct);
        var emergencies = await db
            .EmergencyAccesses.Where(row => row.StartedAtUtc >= from && row.StartedAtUtc < to)
            .Select(row => row.StartedAtUtc!.Value)
            .ToListAsync(ct);
        var middle = StartOf(second.From);
        return
        [
            Of(OversightKind.Alarms, alarms.Select(row => row.RaisedAtUtc)),
            Of(OversightKind.AlarmsOpen, alarms.Where(row => row.IsOpen).Select(row => row.RaisedAtUtc)),
            Of(OversightKind.ExposureChecks, checks.Select(row => row.StartedAtUtc)),
            Of(OversightKind.Exposed, checks.Where(row => row.Verdict == ExposureVerdict.Exposed).Select(row => row.StartedAtUtc)),
            Of(OversightKind.Verifications, verified),
            Of(OversightKind.Exports, exports),
            Of(OversightKind.Emergencies, emergencies),
        ];

        OversightFigures Of(OversightKind kind, IEnumerable<DateTime> at)
        {
            var all = at.ToList();
            var early = all.Count(one => one < middle);
            return new OversightFigures(kind, early, all.Count - early);
        }
    }

    private async Task<IReadOnlyList<YearIncident>> IncidentsAsync(StatisticsPeriod year, CancellationToken ct)
    {
        var rows = await db
            .Incidents.AsNoTracking()
            .Where(row => !row.IsDrill && row.Details.KnownOn >= year.From && row.Details.KnownOn <= year.To)
            .OrderBy(row => row.Details.KnownOn)
            .ThenBy(row => row.Number)
            .Select(row => new
            {
                row.FiscalYear,
                row.Number,
                row.Details.KnownOn,
                row.State,
                row.ClosedAtUtc,
            })
            .ToListAsync(ct);
        return [.. rows.Select(row => new YearIncident(row.FiscalYear, row.Number, row.KnownOn!.Value, row.State, DayOf(row.ClosedAtUtc)))];
    }

    private async Task<IReadOnlyList<YearDisposal>> DisposalsAsync(StatisticsPeriod year, CancellationToken ct)
    {
        var (from, to) = (StartOf(year.From), StartOf(year.To.AddDays(1)));
        var rows = await db
            .DisposalOrders.AsNoTracking()
            .Where(row => row.OrderedAtUtc >= from && row.OrderedAtUtc < to)
            .OrderBy(row => row.OrderedAtUtc)
            .Select(row => new
            {
                row.FiscalYear,
                row.Number,
                row.OrderedAtUtc,
                Disposed = row.Items.Count(item => item.State == DisposalState.Disposed),
                LeftOut = row.Items.Count(item => item.State != DisposalState.Disposed && item.State != DisposalState.Waiting),
                row.CompletedAtUtc,
            })
            .ToListAsync(ct);
        return
        [
            .. rows.Select(row => new YearDisposal(
                row.FiscalYear,
                row.Number,
                DayOf(row.OrderedAtUtc),
                row.Disposed,
                row.LeftOut,
                DayOf(row.CompletedAtUtc)
            )),
        ];
    }

    private async Task<IReadOnlyList<YearReview>> ReviewsAsync(StatisticsPeriod year, CancellationToken ct)
    {
        var rows = await db
            .Reviews.AsNoTracking()
            .Where(row => row.FiscalYear == year.From.Year)
            .OrderBy(row => row.Quarter)
            .Select(row => new
            {
                row.Quarter,
                row.OpenedAtUtc,
                People = row.Lines.Count,
                Confirmed = row.Lines.Count(line => line.Decision == ReviewDecision.Confirmed),
                NotNeeded = row.Lines.Count(line => line.Decision == ReviewDecision.NotNeeded),
                row.SignedAtUtc,
            })
            .ToListAsync(ct);
        return
        [
            .. rows.Select(row => new YearReview(
                row.Quarter,
                DayOf(row.OpenedAtUtc),
                row.People,
                row.Confirmed,
                row.NotNeeded,
                DayOf(row.SignedAtUtc)
            )),
        ];
    }

    private static DateTime StartOf(DateOnly day) => CentreTime.ToUtc(day, TimeOnly.MinValue);

    private static DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(CentreTime.ToCivil(utc));

    private static DateOnly? DayOf(DateTime? utc) => utc is { } at ? DayOf(at) : null;
}
