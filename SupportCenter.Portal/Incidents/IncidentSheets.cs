using SupportCenter.Domain.Data;
using SupportCenter.Domain.Incidents;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Printing;

namespace SupportCenter.Portal.Incidents;

/// <summary>From what was drawn up to its paper.</summary>
public static class IncidentSheets
{
    /// <summary>The file of any paper of an incident.</summary>
    /// <param name="paper">What was drawn up.</param>
    /// <param name="print">Who prints it and when.</param>
    public static RenderedPdf Render(PrintedPaper paper, PrintMark print)
    {
        var mark = print with { Status = paper.ApprovedAtUtc is null ? PrintingTexts.IncidentDraft : null };
        return paper.Kind switch
        {
            IncidentPaperKind.Letters => IncidentLetterPdf.Render(
                Letters(paper),
                mark with
                {
                    IsPublic = true,
                    By = PrintingTexts.LetterFoot,
                }
            ),
            IncidentPaperKind.HalfYear => IncidentSheetPdf.Render(
                Of(paper),
                mark with
                {
                    IsPublic = true,
                    By = PrintingTexts.HalfYearFoot,
                    AtText = When(paper.PreparedAtUtc),
                }
            ),
            _ => IncidentSheetPdf.Render(Of(paper), mark),
        };
    }

    /// <summary>A paper that is a table of items.</summary>
    public static IncidentSheet Of(PrintedPaper paper) =>
        new(
            TitleOf(paper),
            paper.HalfYear is { } half
                ? Filled(IncidentPageTexts.HalfYearVersion, HalfYearOf(half), paper.Number)
                : Filled(PrintingTexts.IncidentNumberOf, NumberOf(paper), paper.Number),
            paper.Kind switch
            {
                IncidentPaperKind.Council => PrintingTexts.CouncilNote,
                IncidentPaperKind.ContactLog => PrintingTexts.ContactLogNote,
                IncidentPaperKind.HalfYear => PrintingTexts.HalfYearNote,
                _ => PrintingTexts.IncidentNote,
            },
            [.. paper.Items.Concat(paper.Parts.Select(part => part.Item)).Select(item => (item.Heading, item.Text))],
            // What is published names nobody of the office.
            paper.Kind == IncidentPaperKind.HalfYear
                ? [("SHA-256", HashOf(paper))]
                :
                [
                    (PrintingTexts.IncidentPreparedBy, $"{paper.PreparedBy}　{When(paper.PreparedAtUtc)}"),
                    (
                        PrintingTexts.IncidentApprovedBy,
                        paper.ApprovedAtUtc is { } at ? $"{paper.ApprovedBy}　{When(at)}" : PrintingTexts.IncidentNotApproved
                    ),
                    ("SHA-256", HashOf(paper)),
                ]
        );

    /// <summary>The letters: what stands in all of them, and in the place of the business's data its own.</summary>
    public static IReadOnlyList<IncidentLetter> Letters(PrintedPaper paper) =>
        [
            .. paper.Parts.Select(part => new IncidentLetter(
                paper.IsDrill ? PrintingTexts.LetterDrillTitle : PrintingTexts.LetterTitle,
                part.Item.Heading,
                paper.ApprovedAtUtc is { } at ? ScreenDate.Day(DateOnly.FromDateTime(CentreTime.ToCivil(at))) : PrintingTexts.LetterNoDate,
                Filled(PrintingTexts.LetterNumberOf, NumberOf(paper), paper.Number, part.Number),
                paper.Items[0].Text,
                [.. paper.Items.Skip(1).Select(item => (item.Heading, item.Text.Length == 0 ? part.Item.Text : item.Text))]
            )),
        ];

    /// <summary>連絡票 for the printer.</summary>
    public static IncidentCallSheet Of(PrintedCallSheet calls) =>
        new(
            calls.Number,
            Filled(PrintingTexts.CallCounts, calls.All, calls.Settled, calls.Rows.Count),
            calls.Script is { } script ? Filled(PrintingTexts.CallScript, calls.ScriptNumber, script) : "",
            [
                .. calls.Rows.Select(row => new IncidentCallSheetRow(
                    string.Join('\n', new[] { row.NameReading, row.Name, row.ContactName }.Where(part => !VisibleText.IsBlank(part))),
                    row.Telephone ?? "",
                    DataWords.Of(row.Data),
                    row.LastResult is { } result
                        ? string.Join(
                            '\n',
                            new[]
                            {
                                Filled(PrintingTexts.CallTimes, result.Label(), row.Attempts),
                                row.NextAtUtc is { } at ? ScreenDate.ShortAt(CentreTime.ToCivil(at)) : null,
                            }.OfType<string>()
                        )
                        : ""
                )),
            ]
        );

    /// <summary>How a half year is called, such as 令和2年度上半期.</summary>
    public static string HalfYearOf(DateOnly first) =>
        Filled(
            first.Month == 4 ? IncidentPageTexts.FirstHalf : IncidentPageTexts.SecondHalf,
            ScreenDate.FiscalYear(JapaneseDate.FiscalYear(first))
        );

    private static string TitleOf(PrintedPaper paper)
    {
        var title = paper.Kind switch
        {
            IncidentPaperKind.Council => PrintingTexts.CouncilTitle,
            IncidentPaperKind.ContactLog => PrintingTexts.ContactLogTitle,
            IncidentPaperKind.HalfYear => PrintingTexts.HalfYearTitle,
            _ => Filled(PrintingTexts.IncidentTitleOf, paper.Kind.Label()),
        };
        return paper.IsDrill ? PrintingTexts.DrillMark + title : title;
    }

    private static string NumberOf(PrintedPaper paper) => IncidentFormatter.Number(paper.FiscalYear, paper.IncidentNumber, paper.IsDrill);

    private static string HashOf(PrintedPaper paper) => $"{paper.Hash[..32]}\n{paper.Hash[32..]}";

    private static string When(DateTime utc) => ScreenDate.At(CentreTime.ToCivil(utc));
}
