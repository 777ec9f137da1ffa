using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Printing;

namespace SupportCenter.Portal.Reports;

/// <summary>From the figures of a month or a fiscal year to their paper.</summary>
internal static class ReportSheets
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
    /// <param name="printed">What was counted or kept, and what was written of it.</param>
    /// <param name="by">Whose figures they are, where they are one person's.</param>
    /// <param name="at">When they were counted, as it is to be read; of a fixed edition, when it was fixed counts.</param>
    public static ReportSheet Of(PrintedReport printed, string by, string at)
    {
        var (report, edition) = (printed.Report, printed.Edition);
        var booking = report.Booking;
        var isYear = booking.Period.Kind == PeriodKind.FiscalYear;
        var blocks = StatisticsBlocks.Of(booking, report.Consultations);
        return new ReportSheet
        {
            Title = isYear ? StatisticsPageTexts.ReportTitleOfYear : StatisticsPageTexts.ReportTitle,
            Period = StatisticsFormatter.Format(booking.Period),
            HasCover = isYear,
            Facts =
            [
                Filled(StatisticsPageTexts.HandleWithCare, StatisticsPageTexts.ReportInside, State(printed)),
                Filled(StatisticsPageTexts.ReportAsOf, edition?.FixedAtUtc is { } fixedAt ? When(fixedAt) : at),
                .. FixedBy(edition),
                .. booking.IsOwn ? new[] { Filled(StatisticsPageTexts.ReportOwn, by) } : [],
            ],
            Missing = StatisticsFormatter.Missing(booking.State),
            Circulation = [StatisticsPageTexts.Circulation, .. StatisticsPageTexts.CirculationRoles.Split(',')],
            Attention = report.Attention is { } attention
                ? new ReportText(StatisticsPageTexts.Attention, AttentionLines.Of(attention))
                : null,
            Summary = edition is { Sentences.Count: > 0 }
                ? new ReportText(StatisticsPageTexts.Summary, edition.Sentences)
                : new ReportText(StatisticsPageTexts.NotWritten, []),
            Closing = [.. Closing(printed)],
            Parts =
            [
                new ReportPart(StatisticsPageTexts.PartSummary, [], [], [.. Summary(report)]),
                PartOf(StatisticsPageTexts.PartWho, StatisticsPart.Who, blocks),
                PartOf(StatisticsPageTexts.PartWhat, StatisticsPart.What, blocks),
                Move(printed, blocks),
                .. report is { Year: { } year, Booking.IsOwn: false } ? new[] { YearSheets.Oversight(year) } : [],
            ],
            Definitions = [StatisticsPageTexts.Definitions, .. StatisticsFormatter.Remarks],
        };
    }

    private static IEnumerable<ReportTable> Summary(PeriodReport report)
    {
        IEnumerable<ReportTable> figures = report.Year is { } year
            ? [YearSheets.Targets(report.Booking, year), YearSheets.Halves(report.Booking, year, StatisticsPageTexts.OtherFigures)]
            : [Figures(report, StatisticsPageTexts.Figures, Main), Figures(report, StatisticsPageTexts.OtherFigures, Others)];
        return [.. figures, .. Incidents.IncidentTable.Of(report.Incidents)];
    }

    /// <summary>The blocks of a part: the narrow ones in two columns of about the same height.</summary>
    private static ReportPart PartOf(string title, StatisticsPart part, IReadOnlyList<StatisticsBlock> blocks)
    {
        List<ReportTable> left = [],
            right = [];
        var (high, low) = (0, 0);
        var mine = blocks.Where(block => block.Part == part).ToList();
        foreach (var table in mine.Where(block => !IsWide(block)).Select(TableOf))
        {
            // Two lines of heads and a gap, beside the rows.
            var height = table.Rows.Count + 4;
            if (high <= low)
            {
                left.Add(table);
                high += height;
            }
            else
            {
                right.Add(table);
                low += height;
            }
        }

        return new ReportPart(title, left, right, [.. mine.Where(IsWide).Select(TableOf)]);
    }

    /// <summary>The chart of the months is above its table, which needs no width.</summary>
    private static bool IsWide(StatisticsBlock block) => block.IsWide && block is not MonthBlock;

    private static ReportPart Move(PrintedReport printed, IReadOnlyList<StatisticsBlock> blocks)
    {
        var report = printed.Report;
        var part = PartOf(StatisticsPageTexts.PartMove, StatisticsPart.Move, blocks);
        var lines = report.Year is { } year ? YearSheets.Lines(report.Booking.Months, year) : Lines(report.Booking.Months);
        return part with
        {
            Lines = lines with { Points = [.. lines.Points.Select((point, at) => Marked(point, at))] },
            // Beside the table of the months stands that of the year before, where there is one.
            Left = report.Year is null ? part.Left : [.. part.Left, Demand(report.Booking.Now)],
            Right =
            [
                report.Year is { } compared ? YearSheets.Months(report.Booking.Months, compared) : Demand(report.Booking.Now),
                .. report.Marks.Count > 0 ? new[] { Marks(report.Marks) } : [],
            ],
            Texts = [.. Voices(printed)],
        };

        // The month of a point counts from the end: a year shows twelve of the thirteen.
        ReportPoint Marked(ReportPoint point, int at)
        {
            var month = report.Booking.Months[report.Booking.Months.Count - lines.Points.Count + at].Month;
            var mine = report.Marks.Where(mark => mark.On.Year == month.Year && mark.On.Month == month.Month).ToList();
            return point with
            {
                Label =
                    point.Label
                    + (mine.Exists(mark => mark.IsStart) ? StatisticsPageTexts.MarkStart : "")
                    + (mine.Exists(mark => !mark.IsStart) ? StatisticsPageTexts.MarkEnd : ""),
            };
        }
    }

    private static ReportTable Marks(IReadOnlyList<MeasureMark> marks) =>
        new(
            StatisticsPageTexts.Marks,
            StatisticsPageTexts.MarksNote,
            [StatisticsPageTexts.Measure2, StatisticsPageTexts.MarkOn, StatisticsPageTexts.MarkKind],
            [
                .. marks.Select(mark => new ReportRow(
                    new StatisticsRow(mark.Measure, 0, null).Label(),
                    [
                        ScreenDate.Short(mark.On),
                        mark.IsStart
                            ? StatisticsPageTexts.MarkStart + StatisticsPageTexts.MarkStarts
                            : StatisticsPageTexts.MarkEnd + StatisticsPageTexts.MarkEnds,
                    ]
                )),
            ]
        );

    /// <summary>A block on paper; a block that the paper does not know is an error of the program.</summary>
    private static ReportTable TableOf(StatisticsBlock block) =>
        block switch
        {
            CountBlock count => Counted(count),
            VenueBlock venues => Venues(venues.Venues),
            HourBlock hours => Hours(hours.Hours),
            DeclineBlock declines => Declines(declines.Rows),
            MinutesBlock minutes => Minutes(minutes.Minutes),
            MonthBlock months => Months(months.Months),
            DevelopmentBlock development => Development(development),
            _ => throw new InvalidOperationException($"The paper does not show {block.GetType().Name}."),
        };

    /// <summary>声: only what a second person released, that is of fixed editions; of a draft, how many wait for it.</summary>
    private static IEnumerable<ReportText> Voices(PrintedReport printed) =>
        printed.Edition is not { Voices.Count: > 0 } edition ? []
        : edition.IsFixed
            ? [new ReportText(StatisticsPageTexts.Voices, [.. edition.Voices.Select(voice => Filled(StatisticsPageTexts.Voice, voice))])]
        : [new ReportText(StatisticsPageTexts.Voices, [Filled(StatisticsPageTexts.VoicesWait, edition.Voices.Count)])];

    /// <summary>確定 第1版, or 速報; of one person's figures, which nobody fixes, whether anything is missing.</summary>
    public static string State(PrintedReport printed) =>
        printed switch
        {
            { Edition: { IsFixed: true, Number: var number } } => Filled(StatisticsPageTexts.StateFixed, number),
            { Report.Booking: { IsOwn: true, State.IsComplete: true } } => StatisticsPageTexts.StateComplete,
            _ => StatisticsPageTexts.StatePreliminary,
        };

    private static IEnumerable<string> FixedBy(EditionView? edition) =>
        edition is { FixedBy: { } by } ? [Filled(StatisticsPageTexts.ReportFixedBy, by, edition.PreparedBy ?? "")] : [];

    private static IEnumerable<ReportText> Closing(PrintedReport printed)
    {
        if (printed.Edition is not { } edition)
        {
            yield break;
        }

        if (edition.Texts.Issues is { Length: > 0 } issues)
        {
            yield return new ReportText(StatisticsPageTexts.Issues, issues.Split('\n'));
        }

        if (printed.Corrections.Count > 0)
        {
            yield return new ReportText(StatisticsPageTexts.Corrections, [.. printed.Corrections.Select(Correction)]);
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

    private static ReportTable Figures(PeriodReport report, string title, IEnumerable<Figure> figures) =>
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
                            StatisticsFormatter.Format(of?.Of(figure), StatisticsFigures.UnitOf(figure))
                        ),
                    ]
                )),
            ]
        );

    private static ReportTable Counted(CountBlock block)
    {
        var table = block.Table;
        var most = Math.Max(1, table.Rows.Max(row => row.Count));
        var withBusinesses = table.Rows.Any(row => row.Businesses is not null);
        // Where there is room for it: what it was before, and in which place.
        var withBefore = block.IsWide && table.Rows.Any(row => row.Before is not null);
        return new ReportTable(
            block.Title,
            StatisticsFormatter.Note(table),
            [
                StatisticsPageTexts.Category,
                StatisticsPageTexts.Count,
                StatisticsPageTexts.Percent,
                .. withBusinesses ? new[] { StatisticsPageTexts.Businesses } : [],
                .. withBefore ? new[] { StatisticsPageTexts.HeadBefore, StatisticsPageTexts.RankBefore } : [],
            ],
            [
                .. table.Rows.Select(row => new ReportRow(
                    row.Label(),
                    [
                        StatisticsFormatter.Format(row.Count),
                        StatisticsFormatter.Percent(table.PercentOf(row)),
                        .. withBusinesses ? new[] { StatisticsFormatter.Format(row.Businesses) } : [],
                        .. withBefore ? new[] { StatisticsFormatter.Format(row.Before), RankBefore(table, row) } : [],
                    ],
                    row.Count == 0 ? null : (double)row.Count / most,
                    row.IsUnknown
                )),
            ]
        );
    }

    /// <summary>The place of a row in the period before among the rows of the table; those of the same count share it.</summary>
    private static string RankBefore(StatisticsTable table, StatisticsRow row) =>
        row is { IsUnknown: false, Before: > 0 and var before }
            ? Filled(StatisticsPageTexts.Rank, 1 + table.Rows.Count(other => !other.IsUnknown && other.Before > before))
            : StatisticsPageTexts.None;

    private static ReportTable Declines(IReadOnlyList<StatisticsCross> rows) =>
        new(
            StatisticsPageTexts.Declines,
            "",
            [StatisticsPageTexts.Industry, .. rows[0].Declines.Select(decline => decline.Label()), StatisticsPageTexts.Total],
            [
                .. rows.Select(row => new ReportRow(
                    row.Industry.Label(),
                    [
                        .. row.Declines.Select(decline => StatisticsFormatter.Format(decline.Count)),
                        StatisticsFormatter.Format(row.Industry.Count),
                    ]
                )),
            ]
        );

    private static ReportTable Development(DevelopmentBlock block)
    {
        var columns = StatisticsFormatter.DevelopmentColumns;
        return new ReportTable(
            block.Title,
            block.Usual.Label(),
            [StatisticsPageTexts.Kind, .. columns.Select(column => column.Title)],
            [
                .. block
                    .Parts.Where(part => part.Grain == block.Usual)
                    .Select(part => new ReportRow(
                        part.Grain == StatisticsGrain.Week
                            ? $"{ScreenDate.Short(part.From)}～{ScreenDate.Short(part.To)}"
                            : StatisticsFormatter.NameOf(part),
                        [.. columns.Select(column => StatisticsFormatter.Format(column.Count(part)))]
                    )),
            ]
        );
    }

    /// <summary>Demand that could not be met when it came.</summary>
    private static ReportTable Demand(StatisticsFigures now) =>
        new(
            StatisticsPageTexts.Demand,
            StatisticsPageTexts.DemandNote,
            [StatisticsPageTexts.ColumnFigure, StatisticsPageTexts.Value],
            [
                new ReportRow(Figure.Callbacks.Label(), [StatisticsFormatter.Format(now.Callbacks)]),
                new ReportRow(StatisticsPageTexts.CallsWaiting, [StatisticsFormatter.Format(now.CallbacksWaiting)]),
                new ReportRow(StatisticsPageTexts.CallsGivenUp, [StatisticsFormatter.Format(now.CallbacksGivenUp)]),
                new ReportRow(
                    Figure.LongestWait.Label(),
                    [StatisticsFormatter.Format(now.Of(Figure.LongestWait), StatisticsFigures.UnitOf(Figure.LongestWait))]
                ),
            ]
        );

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
                new ReportRow(StatisticsPageTexts.MinutesMedian, [StatisticsFormatter.Plain(minutes.Median)]),
                new ReportRow(StatisticsPageTexts.MinutesLower, [StatisticsFormatter.Plain(minutes.Lower)]),
                new ReportRow(StatisticsPageTexts.MinutesUpper, [StatisticsFormatter.Plain(minutes.Upper)]),
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
