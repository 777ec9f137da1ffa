using static SupportCenter.Portal.Printing.Measure;

namespace SupportCenter.Portal.Printing;

/// <summary>
/// The free texts of a 相談票: 相談内容 with its three parts, and ■備考・その他. Their characters are found once and divided into lines for
/// each size that is tried.
///</summary>
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

    /// <summary>The rows in a size in points; 相談内容 takes the space that a single page leaves.</summary>
    public IEnumerable<Band> Rows(double size)
    {
        var text = new TextStyle(size, Spacing: 1.5);
        var heading = text with { Weight = Weight.Bold, Level = 4 };
        var width = CellRow.Inside(Paper.Width);
        yield return new Band(null, 0, [form.Heading(PrintingTexts.Narrative, form.LabelStyle with { Level = 3 }, Mm(6))]);
        yield return Part(summaryHeading, Typesetting.Lines(summary, text, width), grows: true);
        yield return Part(
            guidanceHeading,
            guidance.SelectMany(each => Typesetting.Lines(each, text, width, hanging: each[0][0].Advance * size)),
            grows: true
        );
        yield return Part(impressionHeading, Typesetting.Lines(impression, text, width), grows: true);
        yield return Part(remarksHeading, Typesetting.Lines(remarks, text, width), grows: false);

        Band Part(IReadOnlyList<PaperCharacter[]> name, IEnumerable<CellLine> lines, bool grows)
        {
            var cell = new Cell(Paper.Width, [.. Typesetting.Lines(name, heading, width), .. lines], FromTop: true);
            return new Band(null, 0, [new CellRow([cell], Mm(12), grows)]);
        }
    }
}
