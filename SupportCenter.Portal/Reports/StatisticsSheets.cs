using System.Globalization;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Text;

namespace SupportCenter.Portal.Reports;

/// <summary>The statistics in the データ form: one fact a cell, units in the heads.</summary>
internal static class StatisticsSheets
{
    /// <summary>The sheets of a workbook; a part that is not the caller's is null.</summary>
    public static IReadOnlyList<ExportSheet> Of(BookingStatistics booking, ConsultationStatistics? consultations) =>
        [
            Sheet(
                StatisticsPageTexts.SheetFigures,
                [
                    StatisticsPageTexts.ColumnFigure,
                    StatisticsPageTexts.Unit,
                    StatisticsPageTexts.HeadNow,
                    StatisticsPageTexts.HeadBefore,
                    StatisticsPageTexts.HeadYearBefore,
                ],
                Enum.GetValues<Figure>()
                    .Select(figure =>
                        (object?[])
                            [
                                figure.Label(),
                                StatisticsFigures.UnitOf(figure).Label(),
                                booking.Now.Of(figure),
                                booking.Before.Of(figure),
                                booking.YearBefore.Of(figure),
                            ]
                    )
            ),
            .. consultations is null ? [] : new[] { Tables(consultations) },
            Venues(booking),
            Sheet(
                StatisticsPageTexts.SheetHours,
                [StatisticsPageTexts.HeadWeekday, StatisticsPageTexts.HeadHour, StatisticsPageTexts.HeadCases],
                booking.Hours.Select(entry => (object?[])[StatisticsFormatter.Format(entry.Weekday), HourOf(entry.Hour), entry.Count])
            ),
            Sheet(
                StatisticsPageTexts.SheetMonths,
                [StatisticsPageTexts.ColumnMonth, StatisticsPageTexts.HeadCompleted, StatisticsPageTexts.HeadCallbacks],
                booking.Months.Select(month =>
                    (object?[])[month.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture), month.Completed, month.Callbacks]
                )
            ),
        ];

    /// <summary>A text, so that it names its row and is no figure of its own.</summary>
    private static string HourOf(int hour) => hour.ToString("00", CultureInfo.InvariantCulture);

    /// <summary>The sheets as one table of facts, as a CSV holds them: the sheet, the texts of the row as its name, the head, the
    /// value.</summary>
    public static IEnumerable<IReadOnlyList<object?>> Facts(IReadOnlyList<ExportSheet> sheets, CancellationToken cancellation) =>
        sheets.SelectMany(sheet =>
            sheet
                .Rows(cancellation)
                .ToBlockingEnumerable(cancellation)
                .SelectMany(row =>
                {
                    // The last cell is a value, also where it is a text.
                    var names = row.Take(row.Count - 1).TakeWhile(cell => cell is string).ToList();
                    return row.Skip(names.Count)
                        .Select(
                            (cell, at) =>
                                (IReadOnlyList<object?>)
                                    [
                                        sheet.Name,
                                        names.ElementAtOrDefault(0),
                                        names.ElementAtOrDefault(1),
                                        sheet.Columns[names.Count + at],
                                        cell,
                                    ]
                        );
                })
        );

    private static ExportSheet Tables(ConsultationStatistics consultations) =>
        Sheet(
            StatisticsPageTexts.SheetTables,
            [
                StatisticsPageTexts.Table,
                StatisticsPageTexts.Category,
                StatisticsPageTexts.HeadCases,
                StatisticsPageTexts.HeadPercent,
                StatisticsPageTexts.HeadBusinesses,
                StatisticsPageTexts.HeadN,
                StatisticsPageTexts.HeadMultiple,
            ],
            consultations
                .Tables.SelectMany(table =>
                    table.Rows.Select(row =>
                        (object?[])
                            [table.Kind.Label(), row.Label(), row.Count, table.PercentOf(row), row.Businesses, table.N, table.IsMultiple]
                    )
                )
                .Append([
                    StatisticsPageTexts.MinutesTitle,
                    StatisticsPageTexts.MinutesMedian,
                    consultations.Minutes.Median,
                    null,
                    null,
                    consultations.Minutes.N,
                    false,
                ])
        );

    private static ExportSheet Venues(BookingStatistics booking) =>
        Sheet(
            StatisticsPageTexts.SheetVenues,
            [
                StatisticsPageTexts.Venue,
                StatisticsPageTexts.HeadClinics,
                StatisticsPageTexts.HeadSlots,
                StatisticsPageTexts.HeadFilled,
                StatisticsPageTexts.HeadFill,
                StatisticsPageTexts.HeadBooked,
                StatisticsPageTexts.HeadCompleted,
                StatisticsPageTexts.HeadBusinesses,
                StatisticsPageTexts.HeadNoShow,
            ],
            booking.Venues.Select(venue =>
                (object?[])
                    [
                        venue.Name,
                        venue.Clinics,
                        venue.Slots,
                        venue.Filled,
                        venue.FillPercent,
                        venue.Booked,
                        venue.Completed,
                        venue.Businesses,
                        venue.NoShow,
                    ]
            )
        );

    private static ExportSheet Sheet(string name, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows) =>
        new(name, columns, _ => rows.ToAsyncEnumerable());
}
