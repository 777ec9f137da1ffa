using SupportCenter.Domain.Incidents;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Text;

namespace SupportCenter.Portal.Reports;

/// <summary>注意 in words, one line for each thing; what is in order is said too, so that a reader knows that it was looked at.</summary>
internal static class AttentionLines
{
    public static IReadOnlyList<string> Of(ReportAttention attention) =>
        [
            Filled(StatisticsPageTexts.AttentionAlarms, attention.OpenAlarms),
            .. attention.Incidents.Count == 0 ? [StatisticsPageTexts.AttentionNoIncident] : attention.Incidents.Select(IncidentOf),
            attention.ReviewDueOn is { } due
                ? Filled(StatisticsPageTexts.AttentionReview, ScreenDate.Day(due))
                : StatisticsPageTexts.AttentionNoReview,
            Filled(StatisticsPageTexts.AttentionRecordsLate, ReportAttention.DaysForRecord, attention.RecordsLate),
            Filled(StatisticsPageTexts.AttentionUnconfirmed, attention.RecordsUnconfirmed),
            attention.LastDrillOn is { } drill
                ? Filled(
                    attention.DrillFailed ? StatisticsPageTexts.AttentionDrillFailed : StatisticsPageTexts.AttentionDrill,
                    ScreenDate.Day(drill)
                )
                : StatisticsPageTexts.AttentionNoDrill,
        ];

    private static string IncidentOf(AttentionIncident incident)
    {
        var number = IncidentFormatter.Number(incident.FiscalYear, incident.Number, isDrill: false);
        return incident is { Step: { } step, DueOn: { } due }
            ? Filled(StatisticsPageTexts.AttentionIncident, number, step.Label(), ScreenDate.Day(due))
            : Filled(StatisticsPageTexts.AttentionIncidentOpen, number);
    }
}
