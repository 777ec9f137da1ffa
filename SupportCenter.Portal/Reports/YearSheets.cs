using SupportCenter.Domain;
using SupportCenter.Domain.Incidents;
using SupportCenter.Domain.Oversight;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Oversight;
using SupportCenter.Portal.Printing;

namespace SupportCenter.Portal.Reports;

/// <summary>What only the 年度報告 has: 目標／上期／下期／計／達成率, the two years as lines, and the oversight of the year.</summary>
internal static class YearSheets
{
    /// <summary>The figures for which targets can be set.</summary>
    public static ReportTable Targets(BookingStatistics booking, YearFigures year) =>
        new(
            StatisticsPageTexts.Targets,
            "",
            [
                StatisticsPageTexts.ColumnFigure,
                StatisticsPageTexts.Target,
                StatisticsPageTexts.FirstHalf,
                StatisticsPageTexts.SecondHalf,
                StatisticsPageTexts.Total,
                StatisticsPageTexts.Reached,
                StatisticsPageTexts.YearBefore,
            ],
            [
                .. YearTargets.Figures.Select(figure => new ReportRow(
                    figure.Label(),
                    [
                        Value(year.Targets.Of(figure), figure),
                        Value(year.FirstHalf.Of(figure), figure),
                        Value(year.SecondHalf.Of(figure), figure),
                        Value(booking.Now.Of(figure), figure),
                        StatisticsFormatter.Percent(year.Targets.PercentOf(figure, booking.Now)),
                        Value(booking.Before.Of(figure), figure),
                    ]
                )),
            ]
        );

    /// <summary>The other figures by half-years.</summary>
    public static ReportTable Halves(BookingStatistics booking, YearFigures year, string title) =>
        new(
            title,
            "",
            [
                StatisticsPageTexts.ColumnFigure,
                StatisticsPageTexts.FirstHalf,
                StatisticsPageTexts.SecondHalf,
                StatisticsPageTexts.Total,
                StatisticsPageTexts.YearBefore,
            ],
            [
                .. Enum.GetValues<Figure>()
                    .Except(YearTargets.Figures)
                    .Select(figure => new ReportRow(
                        figure.Label(),
                        [
                            .. new[] { year.FirstHalf, year.SecondHalf, booking.Now, booking.Before }.Select(of =>
                                Value(of.Of(figure), figure)
                            ),
                        ]
                    )),
            ]
        );

    /// <summary>The completed consultations of the twelve months, and of those of the year before.</summary>
    public static ReportLines Lines(IReadOnlyList<MonthFigures> months, YearFigures year)
    {
        var now = months.TakeLast(year.MonthsBefore.Count).ToList();
        return new ReportLines(
            StatisticsPageTexts.LegendCompleted,
            StatisticsPageTexts.LegendYearBefore,
            [
                .. now.Zip(year.MonthsBefore)
                    .Select(pair => new ReportPoint(
                        Filled(StatisticsPageTexts.MonthNumber, pair.First.Month.Month),
                        pair.First.Completed,
                        pair.Second.Completed
                    )),
            ]
        );
    }

    /// <summary>The table of these lines.</summary>
    public static ReportTable Months(IReadOnlyList<MonthFigures> months, YearFigures year) =>
        new(
            StatisticsPageTexts.MonthsCompared,
            Figure.Completed.Label(),
            [StatisticsPageTexts.ColumnMonth, StatisticsPageTexts.HeadNow, StatisticsPageTexts.YearBefore],
            [
                .. months
                    .TakeLast(year.MonthsBefore.Count)
                    .Zip(year.MonthsBefore)
                    .Select(pair => new ReportRow(
                        Filled(StatisticsPageTexts.MonthNumber, pair.First.Month.Month),
                        [StatisticsFormatter.Format(pair.First.Completed), StatisticsFormatter.Format(pair.Second.Completed)]
                    )),
            ]
        );

    /// <summary>監督: what was watched, incidents, disposals, access reviews.</summary>
    public static ReportPart Oversight(YearFigures year) =>
        new(
            StatisticsPageTexts.PartOversight,
            [],
            [],
            [
                new ReportTable(
                    StatisticsPageTexts.Oversight,
                    "",
                    [StatisticsPageTexts.Fact, StatisticsPageTexts.FirstHalf, StatisticsPageTexts.SecondHalf, StatisticsPageTexts.Total],
                    [
                        .. year.Oversight.Select(row => new ReportRow(
                            row.Kind.Label(),
                            [
                                StatisticsFormatter.Format(row.FirstHalf),
                                StatisticsFormatter.Format(row.SecondHalf),
                                StatisticsFormatter.Format(row.FirstHalf + row.SecondHalf),
                            ]
                        )),
                    ]
                ),
                Table(
                    StatisticsPageTexts.Incidents,
                    [
                        StatisticsPageTexts.IncidentNumber,
                        StatisticsPageTexts.IncidentHalf,
                        StatisticsPageTexts.IncidentKnown,
                        StatisticsPageTexts.FactState,
                        StatisticsPageTexts.IncidentClosed,
                    ],
                    year.Incidents.Select(row => new ReportRow(
                        IncidentFormatter.Number(row.FiscalYear, row.Number, isDrill: false),
                        [HalfOf(row.KnownOn), ScreenDate.Short(row.KnownOn), row.State.Label(), Day(row.ClosedOn)]
                    ))
                ),
                Table(
                    StatisticsPageTexts.Disposals,
                    [
                        StatisticsPageTexts.DisposalNumber,
                        StatisticsPageTexts.DisposalOrdered,
                        StatisticsPageTexts.DisposalDone,
                        StatisticsPageTexts.DisposalLeftOut,
                        StatisticsPageTexts.DisposalCompleted,
                    ],
                    year.Disposals.Select(row => new ReportRow(
                        Filled(StatisticsPageTexts.DisposalOf, ScreenDate.FiscalYear(row.FiscalYear), row.Number),
                        [
                            ScreenDate.Short(row.OrderedOn),
                            StatisticsFormatter.Format(row.Disposed),
                            StatisticsFormatter.Format(row.LeftOut),
                            Day(row.CompletedOn),
                        ]
                    ))
                ),
                Table(
                    StatisticsPageTexts.Reviews,
                    [
                        StatisticsPageTexts.ReviewQuarter,
                        StatisticsPageTexts.ReviewOpened,
                        StatisticsPageTexts.ReviewPeople,
                        StatisticsPageTexts.ReviewConfirmed,
                        StatisticsPageTexts.ReviewNotNeeded,
                        StatisticsPageTexts.ReviewSigned,
                    ],
                    year.Reviews.Select(row => new ReportRow(
                        Filled(StatisticsPageTexts.ReviewOf, row.Quarter),
                        [
                            ScreenDate.Short(row.OpenedOn),
                            StatisticsFormatter.Format(row.People),
                            StatisticsFormatter.Format(row.Confirmed),
                            StatisticsFormatter.Format(row.NotNeeded),
                            Day(row.SignedOn),
                        ]
                    ))
                ),
                .. year.DoubleCheck is { } result ? new[] { DoubleCheck(result) } : [],
            ]
        );

    private static ReportTable DoubleCheck(DoubleCheckResult result) =>
        new(
            OversightPageTexts.DoubleCheck,
            Filled(OversightPageTexts.DrawnOf, result.Population, result.Drawn, result.Judged),
            [OversightPageTexts.Point, .. Enum.GetValues<Judgement>().Select(judgement => judgement.Label())],
            [
                .. result.Points.Select(point => new ReportRow(
                    point.Name,
                    [
                        StatisticsFormatter.Format(point.Good),
                        StatisticsFormatter.Format(point.Partly),
                        StatisticsFormatter.Format(point.Poor),
                        StatisticsFormatter.Format(point.DoesNotApply),
                    ]
                )),
            ]
        );

    /// <summary>A list that may be empty, which is said.</summary>
    private static ReportTable Table(string title, IReadOnlyList<string> heads, IEnumerable<ReportRow> rows)
    {
        var all = rows.ToList();
        return new ReportTable(
            title,
            "",
            heads,
            all.Count > 0 ? all : [new ReportRow(StatisticsPageTexts.NoneOfYear, [.. heads.Skip(1).Select(_ => StatisticsPageTexts.None)])]
        );
    }

    private static string Value(decimal? value, Figure figure) => StatisticsFormatter.Format(value, StatisticsFigures.UnitOf(figure));

    private static string Day(DateOnly? day) => day is { } known ? ScreenDate.Short(known) : StatisticsPageTexts.None;

    private static string HalfOf(DateOnly day) =>
        day.Month is >= 4 and < 10 ? StatisticsPageTexts.FirstHalf : StatisticsPageTexts.SecondHalf;
}
