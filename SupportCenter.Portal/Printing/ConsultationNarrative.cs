using static SupportCenter.Portal.Printing.Measure;

namespace SupportCenter.Portal.Printing;

/// <summary>
/// The free texts of a 相談票: 相談内容 with its three parts, and ■備考・その他. Their characters are found once and divided into lines for
/// each size that is tried.
/// </summary>
internal sealed class ConsultationNarrative
{
    readonly FormCells form;
    readonly IReadOnlyList<PaperCharacter[]> summary;
    readonly List<IReadOnlyList<PaperCharacter[]>> guidance;
    readonly IReadOnlyList<PaperCharacter[]> impression;
    readonly IReadOnlyList<PaperCharacter[]> remarks;
    readonly IReadOnlyList<PaperCharacter[]> summaryHeading;
    readonly IReadOnlyList<PaperCharacter[]> guidanceHeading;
    readonly IReadOnlyList<PaperCharacter[]> impressionHeading;
    readonly IReadOnlyList<PaperCharacter[]> remarksHeading;

    public ConsultationNarrative(ConsultationSheet sheet, Typesetting typesetting)
    {
        form = new FormCells(typesetting);
        summary = typesetting.Shape(sheet.Summary, Weight.Regular);
        guidance = [.. sheet.Guidance.Select(each => typesetting.Shape(PrintingTexts.Bullet + each, Weight.Regular))];
        impression = typesetting.Shape(sheet.Impression, Weight.Regular);
        remarks = typesetting.Shape(sheet.Remarks, Weight.Regular);
        summaryHeading = typesetting.Shape(PrintingTexts.Summary, Weight.Bold);
        guidanceHeading = typesetting.Shape(PrintingTexts.Guidance, Weight.Bold);
        impressionHeading = typesetting.Shape(PrintingTexts.Impression, Weight.Bold);
        remarksHeading = typesetting.Shape(PrintingTexts.Remarks, Weight.Bold);
    }

    /// <summary>The rows in a size in points; the first text takes the space that a single page leaves.</summary>
    public IEnumerable<Band> Rows(double size)
    {
        var text = new TextStyle(size, Spacing: 1.5);
        var heading = text with { Weight = Weight.Bold };
        var width = CellRow.Inside(Paper.Width);
        List<CellLine> told =
        [
            .. Typesetting.Lines(summaryHeading, heading, width),
            .. Typesetting.Lines(summary, text, width),
            Typesetting.Gap(size * 0.6),
            .. Typesetting.Lines(guidanceHeading, heading, width),
            .. guidance.SelectMany(each => Typesetting.Lines(each, text, width, hanging: each[0][0].Advance * size)),
            Typesetting.Gap(size * 0.6),
            .. Typesetting.Lines(impressionHeading, heading, width),
            .. Typesetting.Lines(impression, text, width),
        ];
        List<CellLine> other = [.. Typesetting.Lines(remarksHeading, heading, width), .. Typesetting.Lines(remarks, text, width)];
        yield return new Band(null, 0, [form.Heading(PrintingTexts.Narrative, form.LabelStyle, Mm(6))]);
        yield return new Band(null, 0, [new CellRow([new Cell(Paper.Width, told, FromTop: true)], Mm(30), Grows: true)]);
        yield return new Band(null, 0, [new CellRow([new Cell(Paper.Width, other, FromTop: true)], Mm(16))]);
    }
}
