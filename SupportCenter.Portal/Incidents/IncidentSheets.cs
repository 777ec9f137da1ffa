using SupportCenter.Domain.Data;
using SupportCenter.Domain.Incidents;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Printing;

namespace SupportCenter.Portal.Incidents;

/// <summary>From a sheet that was drawn up to its paper.</summary>
public static class IncidentSheets
{
    public static IncidentSheet Of(PrintedPaper paper) =>
        new(
            Filled(paper.IsDrill ? PrintingTexts.IncidentDrillTitleOf : PrintingTexts.IncidentTitleOf, paper.Kind.Label()),
            Filled(
                PrintingTexts.IncidentNumberOf,
                IncidentFormatter.Number(paper.FiscalYear, paper.IncidentNumber, paper.IsDrill),
                paper.Number
            ),
            [.. paper.Items.Select(item => (item.Heading, item.Text))],
            [
                (PrintingTexts.IncidentPreparedBy, $"{paper.PreparedBy}　{When(paper.PreparedAtUtc)}"),
                (
                    PrintingTexts.IncidentApprovedBy,
                    paper.ApprovedAtUtc is { } at ? $"{paper.ApprovedBy}　{When(at)}" : PrintingTexts.IncidentNotApproved
                ),
                ("SHA-256", $"{paper.Hash[..32]}\n{paper.Hash[32..]}"),
            ]
        );

    private static string When(DateTime utc) => ScreenDate.At(CentreTime.ToCivil(utc));
}
