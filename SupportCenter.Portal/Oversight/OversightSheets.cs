using SupportCenter.Domain;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Oversight;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Printing;

namespace SupportCenter.Portal.Oversight;

/// <summary>From inspections and years to their papers.</summary>
public static class OversightSheets
{
    /// <summary>A paper of an inspection.</summary>
    public static OversightSheet Of(InspectionView view, InspectionPaperKind kind) =>
        kind switch
        {
            InspectionPaperKind.Findings => new(
                kind.Label(),
                NumberOf(view),
                Head(view),
                [Findings([.. view.Items.Where(item => item.IsFinding)])]
            ),
            InspectionPaperKind.Corrections => new(kind.Label(), NumberOf(view), Head(view), [Corrections(view)]),
            _ => new(
                kind.Label(),
                NumberOf(view),
                [
                    .. Head(view),
                    .. FormFields
                        .Of<InspectionDetails>()
                        .Select(field => (field.Label, FieldFormatter.Format(field, view.Details)))
                        .Where(fact => fact.Item2.Length > 0),
                    (OversightPageTexts.RecordedBy, $"{view.OpenedBy}\u3000{When(view.OpenedAtUtc)}"),
                    (OversightPageTexts.ClosedBy, view.ClosedAtUtc is { } at ? $"{view.ClosedBy}\u3000{When(at)}" : view.State.Label()),
                ],
                [Items(view)]
            ),
        };

    /// <summary>The table of a fiscal year.</summary>
    public static OversightSheet Of(OversightYear year) =>
        new(
            PrintingTexts.OversightYearTitle,
            ScreenDate.FiscalYear(year.FiscalYear),
            [],
            [
                new OversightTable(
                    OversightPageTexts.Inspections,
                    [
                        (ContractTexts.Party, 4),
                        (ContractTexts.Organisation, 2),
                        (OversightPageTexts.Inspection, 3),
                        (InspectionTexts.Conforms, 1),
                        (InspectionTexts.Partly, 1.3),
                        (InspectionTexts.Fails, 1),
                        (OversightPageTexts.CorrectionsVerified, 1.6),
                        (OversightPageTexts.Overdue, 1.4),
                    ],
                    [
                        .. year.Rows.Select(row =>
                            (IReadOnlyList<string>)
                                [
                                    row.Party,
                                    row.Organisation.Label(),
                                    row.InspectedOn is { } day ? $"{ScreenDate.Short(day)} {row.Mode?.Label()}" : OversightPageTexts.NotYet,
                                    Number(row.Conforms),
                                    Number(row.Partly),
                                    Number(row.Fails),
                                    Filled(OversightPageTexts.VerifiedOf, row.Verified, row.Corrections),
                                    Number(row.Overdue),
                                ]
                        ),
                    ],
                    OversightPageTexts.NoContracts
                ),
                DoubleCheck(year.DoubleCheck),
            ]
        );

    private static OversightTable DoubleCheck(DoubleCheckResult result) =>
        new(
            OversightPageTexts.DoubleCheck + "\u3000" + Filled(OversightPageTexts.DrawnOf, result.Population, result.Drawn, result.Judged),
            [
                (OversightPageTexts.Point, 4),
                .. Enum.GetValues<Judgement>().Select(judgement => (judgement.Label(), 1.5)),
                (OversightPageTexts.GoodShare, 2),
            ],
            result.Judged == 0
                ? []
                :
                [
                    .. result.Points.Select(point =>
                        (IReadOnlyList<string>)
                            [
                                point.Name,
                                Number(point.Good),
                                Number(point.Partly),
                                Number(point.Poor),
                                Number(point.DoesNotApply),
                                point.GoodPercent is { } share ? $"{share}%" : "－",
                            ]
                    ),
                ],
            OversightPageTexts.NotYet
        );

    private static IReadOnlyList<(string, string)> Head(InspectionView view) =>
        [(ContractTexts.Party, view.Party), (ContractTexts.Work, view.Work)];

    private static OversightTable Items(InspectionView view) =>
        new(
            Filled(OversightPageTexts.ItemsOf, view.Items.Count(item => item.State == AnswerState.Validated), view.Items.Count),
            [
                (OversightPageTexts.Number, 1),
                (CheckItemTexts.Text, 4),
                (CheckItemTexts.Evidence, 3.5),
                (InspectionTexts.Answer, 3),
                (InspectionTexts.Result, 1.4),
                (InspectionTexts.Note, 3),
            ],
            [
                .. view.Items.Select(item =>
                    (IReadOnlyList<string>)
                        [
                            Number(item.Number),
                            $"{item.Text}\n（{item.Basis}）",
                            EvidenceOf(item),
                            item.Answer ?? "",
                            ResultOf(item),
                            item.Note ?? "",
                        ]
                ),
            ],
            OversightPageTexts.NoContracts
        );

    private static OversightTable Findings(IReadOnlyList<FindingRow> items) =>
        new(
            PrintingTexts.OversightFindings,
            [
                (OversightPageTexts.Number, 1),
                (CheckItemTexts.Text, 4),
                (CheckItemTexts.Basis, 4),
                (InspectionTexts.Result, 1.6),
                (InspectionTexts.Note, 4),
                (OversightPageTexts.Correction, 2),
            ],
            [
                .. items.Select(item =>
                    (IReadOnlyList<string>)
                        [
                            Number(item.Number),
                            item.Text,
                            item.Basis,
                            ResultOf(item),
                            item.Note ?? "",
                            string.Join('\n', item.Corrections.Select(one => $"{ScreenDate.Short(one.DueOn)} {StateOf(one)}")),
                        ]
                ),
            ],
            PrintingTexts.OversightNoFindings
        );

    private static OversightTable Corrections(InspectionView view) =>
        new(
            OversightPageTexts.Correction,
            [
                (OversightPageTexts.Number, 1),
                (InspectionTexts.Wanted, 4),
                (InspectionTexts.DueOn, 2),
                (OversightPageTexts.Report, 4),
                (OversightPageTexts.State, 2),
                (OversightPageTexts.Verified, 2.4),
            ],
            [
                .. view.Items.SelectMany(item =>
                    item.Corrections.Select(one =>
                        (IReadOnlyList<string>)
                            [
                                Number(item.Number),
                                one.Wanted,
                                ScreenDate.Short(one.DueOn),
                                one.AnsweredAtUtc is { } at ? $"{one.Answer}\n（{one.AnsweredBy} {When(at)}）" : "",
                                StateOf(one),
                                one.VerifiedAtUtc is { } verified ? $"{one.VerifiedBy}\n{When(verified)}" : "",
                            ]
                    )
                ),
            ],
            PrintingTexts.OversightNoCorrections
        );

    private static string EvidenceOf(FindingRow item) =>
        item.FactsAtUtc is { } at
            ? string.Join('\n', item.Facts.Select(OversightWords.Sentence))
                + "\n"
                + Filled(OversightPageTexts.EvidenceAt, When(at), item.FactsSequence)
            : "";

    private static string ResultOf(FindingRow item) =>
        (item.Result?.Label() ?? OversightPageTexts.NotJudged) + (item.Severity is { } severity ? $"\n{severity.Label()}" : "");

    private static string StateOf(CorrectionRow row) => row.IsOverdue ? OversightPageTexts.Overdue : row.State.Label();

    private static string NumberOf(InspectionView view) => InspectionFormatter.Number(view.FiscalYear, view.Number);

    private static string Number(int count) => count.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string When(DateTime utc) => ScreenDate.ShortAt(CentreTime.ToCivil(utc));
}
