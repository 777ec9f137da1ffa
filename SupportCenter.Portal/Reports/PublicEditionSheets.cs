using System.Globalization;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Printing;

namespace SupportCenter.Portal.Reports;

/// <summary>From the public edition to its paper and its open data. Nothing here knows an exact count, who asks, or what time it is: the
/// same edition is the same file.</summary>
internal static class PublicEditionSheets
{
    /// <summary>The paper, in the language of the current culture.</summary>
    public static ReportSheet Of(PublicEdition edition)
    {
        var tables = edition.Tables.Select(table => Table(table, edition)).ToList();
        return new ReportSheet
        {
            Title = StatisticsPageTexts.PublicTitle,
            Period = StatisticsFormatter.Format(edition.Period),
            Facts = [Edition(edition), StatisticsPageTexts.PublicRounded],
            Missing = [],
            Circulation = [],
            Summary = null,
            Closing = [new ReportText(StatisticsPageTexts.Hash, [edition.Hash])],
            Parts =
            [
                new ReportPart(
                    StatisticsPageTexts.PublicPart,
                    [FigureTable(edition), .. tables.Where((_, at) => at % 2 == 1)],
                    [.. tables.Where((_, at) => at % 2 == 0)],
                    [.. Months(edition) is { } months ? new[] { months } : []]
                ),
            ],
            Definitions = [StatisticsPageTexts.Definitions, .. Remarks],
        };
    }

    private static ReportTable FigureTable(PublicEdition edition) =>
        new(
            StatisticsPageTexts.Figures,
            "",
            [StatisticsPageTexts.ColumnFigure, StatisticsPageTexts.Value],
            [.. Figures(edition).Select(figure => new ReportRow(figure.Label, [Value(figure)]))]
        );

    /// <summary>The months of a year as their own editions say them; null of a month. A month in which nothing was has no
    /// edition.</summary>
    public static ReportTable? Months(PublicEdition edition) =>
        edition.Months.Count == 0
            ? null
            : new ReportTable(
                StatisticsPageTexts.PublicMonths,
                "",
                [
                    StatisticsPageTexts.ColumnMonth,
                    StatisticsPageTexts.ColumnEdition,
                    .. MonthFiguresOf(edition.Months[0]).Select(figure => figure.Label),
                ],
                [
                    .. edition.Months.Select(month => new ReportRow(
                        ScreenDate.Month(month.Month),
                        [Filled(StatisticsPageTexts.EditionNumber, month.Number), .. MonthFiguresOf(month).Select(Value)]
                    )),
                ]
            );

    private static IReadOnlyList<PublicFigure> MonthFiguresOf(PublishedMonth month) =>
        [
            new(Figure.Completed.Label(), month.Completed, FigureUnit.Cases),
            new(Figure.Businesses.Label(), month.Businesses, FigureUnit.Businesses),
            new(Figure.Clinics.Label(), month.Clinics, FigureUnit.Times),
            new(Figure.Slots.Label(), month.Slots, FigureUnit.Slots),
            new(Figure.Callbacks.Label(), month.Callbacks, FigureUnit.Cases),
        ];

    /// <summary>What the foot of each page says: of what edition it is, and nothing of the printing.</summary>
    public static PrintMark Mark(PublicEdition edition) =>
        new(StatisticsPageTexts.PublicMark, new DateTimeOffset(edition.FixedAtUtc, TimeSpan.Zero), Edition(edition)) { IsPublic = true };

    /// <summary>The open data: one fact a cell, the codes of wards (JIS X 0402) beside their names.</summary>
    public static IReadOnlyList<ExportSheet> Data(PublicEdition edition) =>
        [
            Sheet(
                StatisticsPageTexts.SheetFigures,
                [StatisticsPageTexts.ColumnFigure, StatisticsPageTexts.Unit, StatisticsPageTexts.Value],
                Figures(edition).Select(figure => (object?[])[figure.Label, figure.Unit.Label(), figure.Value])
            ),
            Sheet(
                StatisticsPageTexts.SheetTables,
                [
                    StatisticsPageTexts.Table,
                    StatisticsPageTexts.Category,
                    StatisticsPageTexts.HeadCases,
                    StatisticsPageTexts.HeadPercent,
                    StatisticsPageTexts.HeadMultiple,
                    StatisticsPageTexts.HeadCode,
                ],
                edition.Tables.SelectMany(table => RowsOf(table, edition))
            ),
            .. edition.Months.Count == 0
                ? []
                : new[]
                {
                    Sheet(
                        StatisticsPageTexts.SheetMonths,
                        [
                            StatisticsPageTexts.ColumnMonth,
                            StatisticsPageTexts.ColumnFigure,
                            StatisticsPageTexts.Unit,
                            StatisticsPageTexts.Value,
                            StatisticsPageTexts.ColumnEdition,
                        ],
                        edition.Months.SelectMany(month =>
                            MonthFiguresOf(month)
                                .Select(figure =>
                                    (object?[])
                                        [
                                            month.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                                            figure.Label,
                                            figure.Unit.Label(),
                                            figure.Value,
                                            month.Number,
                                        ]
                                )
                        )
                    ),
                },
            Sheet(StatisticsPageTexts.SheetAbout, [StatisticsPageTexts.Fact, StatisticsPageTexts.Value], About(edition)),
        ];

    /// <summary>確定 第1版 and when.</summary>
    public static string Edition(PublicEdition edition) =>
        Filled(StatisticsPageTexts.PublicEditionOf, edition.Number, ScreenDate.At(CentreTime.ToCivil(edition.FixedAtUtc)));

    /// <summary>How small numbers are hidden, one text for each rule, and how figures are counted.</summary>
    public static IReadOnlyList<string> Remarks =>
        StatisticsPageTexts.PublicRemarks.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The main figures.</summary>
    public static IReadOnlyList<PublicFigure> Figures(PublicEdition edition) =>
        [
            new(Figure.Completed.Label(), edition.Completed, FigureUnit.Cases),
            new(Figure.Businesses.Label(), edition.Businesses, FigureUnit.Businesses),
            new(PublicTableKind.NotHeld.Label(), edition.NotHeld, FigureUnit.Cases),
            new(Figure.Clinics.Label(), edition.Clinics, FigureUnit.Times),
            new(Figure.Slots.Label(), edition.Slots, FigureUnit.Slots),
            new(Figure.Callbacks.Label(), edition.Callbacks, FigureUnit.Cases),
            new(StatisticsPageTexts.PublicMinutes, edition.MeanMinutes, FigureUnit.Minutes),
        ];

    /// <summary>A figure as it is read; 非公表 where it is of too few.</summary>
    public static string Value(PublicFigure figure) =>
        figure.Value is { } value ? StatisticsFormatter.Format(value, figure.Unit) : StatisticsPageTexts.PublicTooFew;

    /// <summary>A table as it is read, the merged categories as its last row.</summary>
    public static ReportTable Table(PublishedTable table, PublicEdition edition)
    {
        var n = N(table, edition);
        var most = Math.Max(1, Math.Max(table.MergedCount ?? 0, table.Rows.Max(row => row.Count ?? 0)));
        return new ReportTable(
            table.Kind.Label(),
            Filled(table.IsMultiple ? StatisticsPageTexts.TableMultiple : StatisticsPageTexts.TableN, StatisticsFormatter.Format(n)),
            [StatisticsPageTexts.Category, StatisticsPageTexts.Count, StatisticsPageTexts.Percent],
            [
                .. table
                    .Rows.Where(row => row.Count > 0 || !IsLong(table.Kind))
                    .Select(row => Row(row.Label(), row.Count, row.Key is null && !row.IsOther)),
                .. table.MergedCount is { } merged ? new[] { Row(MergedLabel(table), merged, isUnknown: false) } : [],
            ]
        );
        // The answers that were merged are no consultations: they have no part of them.
        ReportRow Row(string label, int? count, bool isUnknown) =>
            new(
                label,
                [
                    StatisticsFormatter.Format(count),
                    table.IsMultiple && label == MergedLabel(table)
                        ? StatisticsPageTexts.None
                        : StatisticsFormatter.Percent(PublishedTable.PercentOf(count, n)),
                ],
                count is null or 0 ? null : (double)count / most,
                isUnknown
            );
    }

    private static int? N(PublishedTable table, PublicEdition edition) =>
        table.Kind == PublicTableKind.NotHeld ? edition.NotHeld : edition.Completed;

    /// <summary>Lists that people lengthen: their empty rows say nothing.</summary>
    private static bool IsLong(PublicTableKind kind) =>
        kind is PublicTableKind.Venues or PublicTableKind.Industries or PublicTableKind.Measures;

    private static string MergedLabel(PublishedTable table) =>
        Filled(
            table.IsMultiple ? StatisticsPageTexts.PublicMergedAnswers : StatisticsPageTexts.PublicMerged,
            string.Join('、', table.Merged.Select(row => row.Label()))
        );

    private static IEnumerable<object?[]> RowsOf(PublishedTable table, PublicEdition edition)
    {
        foreach (var row in table.Rows)
        {
            yield return
            [
                table.Kind.Label(),
                row.Label(),
                row.Count,
                PublishedTable.PercentOf(row.Count, N(table, edition)),
                table.IsMultiple,
                (row.Key as Ward?)?.Code() ?? "",
            ];
        }

        if (table.MergedCount is { } merged)
        {
            var percent = table.IsMultiple ? null : PublishedTable.PercentOf(merged, N(table, edition));
            yield return [table.Kind.Label(), MergedLabel(table), merged, percent, table.IsMultiple, ""];
        }
    }

    private static IEnumerable<object?[]> About(PublicEdition edition) =>
        [
            [StatisticsPageTexts.Kind, StatisticsFormatter.Format(edition.Period)],
            [StatisticsPageTexts.From, edition.Period.From],
            [StatisticsPageTexts.To, edition.Period.To],
            [StatisticsPageTexts.ColumnEdition, edition.Number.ToString(CultureInfo.InvariantCulture)],
            [StatisticsPageTexts.ColumnFixed, edition.FixedAtUtc],
            [StatisticsPageTexts.Hash, edition.Hash],
            .. Remarks.Select(remark => (object?[])[StatisticsPageTexts.FactRemark, remark]),
        ];

    private static ExportSheet Sheet(string name, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows) =>
        new(name, columns, _ => rows.ToAsyncEnumerable());
}

/// <summary>A main figure of the public edition; null where it is of too few.</summary>
internal sealed record PublicFigure(string Label, int? Value, FigureUnit Unit);
