using System.Globalization;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Printing;

namespace SupportCenter.Portal.Reports;

/// <summary>From the figures of a month to its paper.</summary>
internal static class MonthlyReportSheets
{
    private static readonly Figure[] Main =
    [
        Figure.Completed,
        Figure.Businesses,
        Figure.FirstVisits,
        Figure.ReturnVisits,
        Figure.Clinics,
        Figure.Booked,
        Figure.Fill,
        Figure.NoShow,
        Figure.DaysToAppointment,
        Figure.Callbacks,
    ];

    /// <summary>The sheet, in the language of the current culture.</summary>
    /// <param name="month">What was counted or kept, and what was written of it.</param>
    /// <param name="by">Whose figures they are, where they are one person's.</param>
    /// <param name="at">When they were counted, as it is to be read; of a fixed edition, when it was fixed counts.</param>
    public static MonthlyReportSheet Of(PrintedMonth month, string by, string at)
    {
        var (report, edition) = (month.Report, month.Edition);
        var (booking, tables) = (report.Booking, report.Consultations.Tables.ToDictionary(table => table.Kind));
        ReportTable Table(StatisticsTableKind kind) => Counted(tables[kind]);
        return new MonthlyReportSheet
        {
            Title = StatisticsPageTexts.ReportTitle,
            Month = StatisticsFormatter.Format(booking.Period),
            Facts =
            [
                Filled(StatisticsPageTexts.HandleWithCare, StatisticsPageTexts.ReportInside, State(month)),
                Filled(StatisticsPageTexts.ReportAsOf, edition?.FixedAtUtc is { } fixedAt ? When(fixedAt) : at),
                .. FixedBy(edition),
                .. booking.IsOwn ? new[] { Filled(StatisticsPageTexts.ReportOwn, by) } : [],
            ],
            Missing = StatisticsFormatter.Missing(booking.State),
            Circulation = [StatisticsPageTexts.Circulation, .. StatisticsPageTexts.CirculationRoles.Split(',')],
            Summary = edition is { Sentences.Count: > 0 }
                ? new ReportText(StatisticsPageTexts.Summary, edition.Sentences)
                : new ReportText(StatisticsPageTexts.NotWritten, []),
            Closing = [.. Closing(month)],
            Parts =
            [
                new ReportPart(
                    StatisticsPageTexts.PartSummary,
                    [],
                    [],
                    [
                        Figures(report, StatisticsPageTexts.Figures, Main),
                        Figures(report, StatisticsPageTexts.OtherFigures, Others),
                        .. Incidents.IncidentTable.Of(report.Incidents),
                    ]
                ),
                new ReportPart(
                    StatisticsPageTexts.PartWho,
                    [Table(StatisticsTableKind.Wards), Table(StatisticsTableKind.Employees), Table(StatisticsTableKind.Categories)],
                    [Table(StatisticsTableKind.Industries), Table(StatisticsTableKind.Visits), Hours(booking.Hours)],
                    [Venues(booking.Venues)]
                ),
                new ReportPart(
                    StatisticsPageTexts.PartWhat,
                    [Table(StatisticsTableKind.Topics), Table(StatisticsTableKind.SalesDeclines)],
                    [Table(StatisticsTableKind.Troubles), Minutes(report.Consultations.Minutes)],
                    [Table(StatisticsTableKind.Measures)]
                ),
                new ReportPart(StatisticsPageTexts.PartMove, [], [], [Months(booking.Months)]),
            ],
            Lines = Lines(booking.Months),
            Definitions = [StatisticsPageTexts.Definitions, .. StatisticsFormatter.Remarks],
        };
    }

    /// <summary>確定 第1版, or 速報; of one person's figures, which nobody fixes, whether anything is missing.</summary>
    public static string State(PrintedMonth month) =>
        month switch
        {
            { Edition: { IsFixed: true, Number: var number } } => Filled(StatisticsPageTexts.StateFixed, number),
            { Report.Booking: { IsOwn: true, State.IsComplete: true } } => StatisticsPageTexts.StateComplete,
            _ => StatisticsPageTexts.StatePreliminary,
        };

    private static IEnumerable<string> FixedBy(EditionView? edition) =>
        edition is { FixedBy: { } by } ? [Filled(StatisticsPageTexts.ReportFixedBy, by, edition.PreparedBy)] : [];

    private static IEnumerable<ReportText> Closing(PrintedMonth month)
    {
        if (month.Edition is not { } edition)
        {
            yield break;
        }

        if (edition.Texts.Issues is { Length: > 0 } issues)
        {
            yield return new ReportText(StatisticsPageTexts.Issues, issues.Split('\n'));
        }

        if (month.Corrections.Count > 0)
        {
            yield return new ReportText(StatisticsPageTexts.Corrections, [.. month.Corrections.Select(Correction)]);
        }

        if (edition.Hash is { } hash)
        {
            yield return new ReportText(StatisticsPageTexts.Hash, [hash]);
        }
    }

    private static string Correction(EditionView edition) =>
        Filled(
            StatisticsPageTexts.Correction,
            edition.Number,
            edition.FixedAtUtc is { } at ? When(at) : StatisticsPageTexts.StatePreliminary,
            edition.Texts.Reason?.ReplaceLineEndings(" ") ?? ""
        );

    /// <summary>A moment in civil time, as papers write it.</summary>
    public static string When(DateTime utc)
    {
        var civil = CentreTime.ToCivil(utc);
        return $"{JapaneseDate.Format(DateOnly.FromDateTime(civil))} {JapaneseTime.Format(TimeOnly.FromDateTime(civil))}";
    }

    private static IEnumerable<Figure> Others => Enum.GetValues<Figure>().Except(Main);

    private static ReportTable Figures(MonthlyReport report, string title, IEnumerable<Figure> figures) =>
        new(
            title,
            "",
            [
                StatisticsPageTexts.ColumnFigure,
                StatisticsPageTexts.ColumnNow,
                StatisticsPageTexts.ColumnBefore,
                StatisticsPageTexts.ColumnYearBefore,
                StatisticsPageTexts.ColumnYearToDate,
            ],
            [
                .. figures.Select(figure => new ReportRow(
                    figure.Label(),
                    [
                        .. new[] { report.Booking.Now, report.Booking.Before, report.Booking.YearBefore, report.YearToDate }.Select(of =>
                            StatisticsFormatter.Format(of.Of(figure), StatisticsFigures.UnitOf(figure))
                        ),
                    ]
                )),
            ]
        );

    private static ReportTable Counted(StatisticsTable table)
    {
        var most = Math.Max(1, table.Rows.Max(row => row.Count));
        var withBusinesses = table.Rows.Any(row => row.Businesses is not null);
        return new ReportTable(
            table.Kind.Label(),
            StatisticsFormatter.Note(table),
            [
                StatisticsPageTexts.Category,
                StatisticsPageTexts.Count,
                StatisticsPageTexts.Percent,
                .. withBusinesses ? new[] { StatisticsPageTexts.Businesses } : [],
            ],
            [
                .. table.Rows.Select(row => new ReportRow(
                    row.Label(),
                    [
                        StatisticsFormatter.Format(row.Count),
                        StatisticsFormatter.Percent(table.PercentOf(row)),
                        .. withBusinesses ? new[] { StatisticsFormatter.Format(row.Businesses) } : [],
                    ],
                    row.Count == 0 ? null : (double)row.Count / most,
                    row.IsUnknown
                )),
            ]
        );
    }

    private static ReportTable Venues(IReadOnlyList<VenueFigures> venues) =>
        new(
            StatisticsPageTexts.Venues,
            "",
            [
                StatisticsPageTexts.Venue,
                StatisticsPageTexts.ColumnClinics,
                StatisticsPageTexts.ColumnSlots,
                StatisticsPageTexts.ColumnFill,
                StatisticsPageTexts.ColumnBooked,
                StatisticsPageTexts.ColumnCompleted,
                StatisticsPageTexts.ColumnBusinesses,
                StatisticsPageTexts.ColumnNoShow,
            ],
            [
                .. venues.Select(venue => new ReportRow(
                    venue.Name,
                    [
                        StatisticsFormatter.Format(venue.Clinics),
                        StatisticsFormatter.Format(venue.Slots),
                        StatisticsFormatter.Percent(venue.FillPercent),
                        StatisticsFormatter.Format(venue.Booked),
                        StatisticsFormatter.Format(venue.Completed),
                        StatisticsFormatter.Format(venue.Businesses),
                        StatisticsFormatter.Format(venue.NoShow),
                    ]
                )),
            ]
        );

    private static ReportTable Hours(IReadOnlyList<HourFigures> hours) =>
        new(
            StatisticsPageTexts.Hours,
            StatisticsPageTexts.HoursNote,
            [StatisticsPageTexts.ColumnHour, .. StatisticsFormatter.Weekdays.Select(StatisticsFormatter.Format)],
            [
                .. hours
                    .GroupBy(entry => entry.Hour)
                    .OrderBy(group => group.Key)
                    .Select(group => new ReportRow(
                        Filled(StatisticsPageTexts.Hour, group.Key),
                        [
                            .. StatisticsFormatter.Weekdays.Select(weekday =>
                                StatisticsFormatter.Format(group.Where(entry => entry.Weekday == weekday).Sum(entry => entry.Count))
                            ),
                        ]
                    )),
            ]
        );

    private static ReportTable Minutes(Spread minutes) =>
        new(
            StatisticsPageTexts.MinutesTitle,
            Filled(StatisticsPageTexts.TableN, StatisticsFormatter.Format(minutes.N)),
            [StatisticsPageTexts.ColumnFigure, StatisticsPageTexts.Value],
            [
                new ReportRow(
                    StatisticsPageTexts.MinutesMedian,
                    [minutes.Median?.ToString("0.#", CultureInfo.InvariantCulture) ?? StatisticsPageTexts.None]
                ),
            ]
        );

    private static ReportTable Months(IReadOnlyList<MonthFigures> months) =>
        new(
            StatisticsPageTexts.Months,
            "",
            [StatisticsPageTexts.ColumnMonth, StatisticsPageTexts.ColumnCompleted, StatisticsPageTexts.ColumnCallbacks],
            [
                .. months.Select(month => new ReportRow(
                    ScreenDate.Month(month.Month),
                    [StatisticsFormatter.Format(month.Completed), StatisticsFormatter.Format(month.Callbacks)]
                )),
            ]
        );

    private static ReportLines Lines(IReadOnlyList<MonthFigures> months) =>
        new(
            StatisticsPageTexts.LegendCompleted,
            months.Any(month => month.Callbacks is not null) ? StatisticsPageTexts.LegendCallbacks : null,
            [
                .. months.Select(month => new ReportPoint(
                    Filled(StatisticsPageTexts.MonthNumber, month.Month.Month),
                    month.Completed,
                    month.Callbacks
                )),
            ]
        );
}
