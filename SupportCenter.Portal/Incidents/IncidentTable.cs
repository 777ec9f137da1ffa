using SupportCenter.Domain.Incidents;
using SupportCenter.Portal.Printing;
using SupportCenter.Portal.Reports;

namespace SupportCenter.Portal.Incidents;

/// <summary>What the 月次報告 says of incidents and their deadlines.</summary>
internal static class IncidentTable
{
    /// <summary>The table; none where nothing was counted.</summary>
    public static IEnumerable<ReportTable> Of(IncidentFigures? figures) =>
        figures is null
            ? []
            :
            [
                new ReportTable(
                    IncidentPageTexts.MonthTitle,
                    IncidentPageTexts.MonthNote,
                    [
                        IncidentPageTexts.Title,
                        IncidentPageTexts.MonthKnown,
                        IncidentPageTexts.MonthOpen,
                        IncidentPageTexts.MonthMet,
                        IncidentPageTexts.MonthMissed,
                        IncidentPageTexts.MonthPending,
                        IncidentPageTexts.MonthDrills,
                    ],
                    [
                        new ReportRow(
                            IncidentPageTexts.MonthRow,
                            [
                                .. new[]
                                {
                                    figures.Known,
                                    figures.Open,
                                    figures.Met,
                                    figures.Missed,
                                    figures.Pending,
                                    figures.Drills,
                                }.Select(count => StatisticsFormatter.Format(count)),
                            ]
                        ),
                    ]
                ),
            ];
}
