using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Printing;

namespace SupportCenter.Portal.Reports;

/// <summary>Puts the summary of a business into the words of its paper.</summary>
internal static class BusinessSheets
{
    public static BusinessSummarySheet Of(BusinessSummary business) =>
        new(
            business.Name,
            [
                new BinderFact(PrintingTexts.ContactName, business.ContactName ?? ""),
                new BinderFact(PrintingTexts.Telephone, business.TelephoneMasked),
                new BinderFact(PrintingTexts.Ward, business.Ward?.Label() ?? ""),
                new BinderFact(PrintingTexts.Industry, business.Industry ?? ""),
                new BinderFact(
                    PrintingTexts.EmployeeCount,
                    business.EmployeeCount is { } people ? Filled(PrintingTexts.People, people) : ""
                ),
                new BinderFact(PrintingTexts.SummaryFirst, JapaneseDate.Format(business.FirstSeenOn)),
            ],
            [
                .. business.Visits.Select(visit => new SummaryVisit(
                    $"{JapaneseDate.Format(visit.Date)} {JapaneseTime.Format(visit.StartsAt, visit.EndsAt)}",
                    visit.VenueName,
                    visit.ScrivenerName,
                    Filled(PrintingTexts.VisitTimes, visit.VisitNumber),
                    visit.Status.Label()
                )),
            ],
            [.. business.Records.Select(Record)],
            [
                .. business.Documents.Select(document => new SummarySheetDocument(
                    document.FileName,
                    document.Kind.Label(),
                    JapaneseDate.Format(DateOnly.FromDateTime(CentreTime.ToCivil(document.UploadedAtUtc)))
                )),
            ],
            business.HasImpression ? "" : PrintingTexts.SummaryWithout
        );

    private static SummarySheetRecord Record(SummaryRecord record) =>
        new(
            $"{JapaneseDate.Format(record.Date)}　{record.ScrivenerName}　{record.Status.Label()}",
            [
                .. Part(PrintingTexts.Summary, record.Summary),
                .. Part(
                    PrintingTexts.Guidance,
                    string.Join('\n', record.Guidance.Select(row => PrintingTexts.Bullet + ConsultationSheets.Words(row)))
                ),
                .. Part(PrintingTexts.Impression, record.Impression),
            ]
        );

    private static IEnumerable<BinderFact> Part(string label, string? text) =>
        VisibleText.IsBlank(text) ? [] : [new BinderFact(label, text)];
}
