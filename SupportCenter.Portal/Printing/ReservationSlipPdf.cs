using System.Globalization;
using static SupportCenter.Portal.Printing.Measure;

namespace SupportCenter.Portal.Printing;

/// <summary>The 予約票: the upper half of an A4 sheet (A5 after the cut), large type, to be handed or sent to a caller.</summary>
public sealed class ReservationSlipPdf
{
    static readonly TextStyle Title = new(20, Weight.Bold);
    static readonly TextStyle Lead = new(10.5);
    static readonly TextStyle Business = new(13, Weight.Bold);
    static readonly TextStyle Appointment = new(15, Weight.Bold);
    static readonly TextStyle Value = new(11, Spacing: 1.5);
    static readonly TextStyle Small = new(9);
    static readonly double LabelWidth = Mm(38);
    static readonly double Half = Mm(148.5);

    readonly ReservationSlip slip;
    readonly Typesetting typesetting = new();
    readonly FormCells form;

    ReservationSlipPdf(ReservationSlip slip)
    {
        this.slip = slip;
        form = new FormCells(typesetting) { LabelStyle = new TextStyle(10.5), ValueStyle = Value };
    }

    /// <summary>The file; it says nothing of what the consultation is about. A function of the slip alone.</summary>
    public static RenderedPdf Render(ReservationSlip slip) => new ReservationSlipPdf(slip).Render();

    RenderedPdf Render()
    {
        using var paper = new Paper(PrintingTexts.ReservationSlip, slip.IssuedAt, (_, _) => { });
        paper.NewPage();
        DrawTitle(paper);
        Appointments().Draw(paper);
        paper.Y += Mm(2);
        paper.Draw(typesetting.Text(PrintingTexts.CentreName, Small, Paper.Width), Paper.Left, paper.Y);
        paper.Draw(
            Typesetting.Heading(Formatted(PrintingTexts.SlipIssued, slip.IssuedOn), Small, Mm(70), Align.Right),
            Paper.Right - Mm(70),
            paper.Y);
        if (paper.PageCount == 1 && paper.Y + Small.LineHeight < Half)
            DrawCut(paper);
        return paper.Finish(typesetting.Undrawn);
    }

    void DrawTitle(Paper paper)
    {
        paper.Draw(typesetting.Text(PrintingTexts.ReservationSlip, Title, Paper.Width, Align.Middle), Paper.Left, paper.Y);
        paper.Y += Title.LineHeight + Mm(1);
        var business = slip.ContactName.Length == 0
            ? Formatted(PrintingTexts.SlipHonorific, slip.BusinessName)
            : slip.BusinessName + '\n' + Formatted(PrintingTexts.SlipHonorific, slip.ContactName);
        foreach (var line in typesetting.Text(business, Business, Paper.Width))
        {
            if (paper.Y + line.Height > Paper.Bottom)
                paper.NewPage();
            paper.Draw(line, Paper.Left, paper.Y);
            paper.Y += line.Height;
        }

        paper.Y += Mm(1);
        paper.Draw(typesetting.Text(PrintingTexts.SlipLead, Lead, Paper.Width), Paper.Left, paper.Y);
        paper.Y += Lead.LineHeight + Mm(2);
    }

    CellGrid Appointments()
    {
        var width = CellRow.Inside(Paper.Width - LabelWidth);
        var grid = new CellGrid(Paper.Width);
        grid.Add(Row(PrintingTexts.SlipDate, typesetting.Text(slip.DateAndTime, Appointment, width), Mm(12)));
        grid.Add(Row(
            PrintingTexts.SlipVenue,
            [
                .. typesetting.Text(slip.VenueName, Business, width),
                .. typesetting.Text(slip.VenueAddress, Value, width),
                .. slip.VenueAccess.Length == 0 ? [] : typesetting.Text(slip.VenueAccess, Value, width),
            ],
            Mm(18)));
        var bring = string.Join('\n', slip.ToBring.Select(each => PrintingTexts.Bullet + each));
        grid.Add(Row(PrintingTexts.SlipBring, typesetting.Text(bring, Value, width), Mm(14)));
        grid.Add(Row(PrintingTexts.SlipChanges, typesetting.Text(slip.Changes, Value, width), Mm(12)));
        return grid;
    }

    CellRow Row(string label, List<CellLine> lines, double height)
        => new([form.Label(label, LabelWidth), new Cell(Paper.Width - LabelWidth, lines)], height);

    static void DrawCut(Paper paper)
    {
        var label = Typesetting.Heading(PrintingTexts.SlipCut, Small, Mm(30), Align.Middle);
        var middle = Paper.Left + Paper.Width / 2;
        paper.Line(Mm(5), Half, middle - Mm(12), Half, dashed: true);
        paper.Line(middle + Mm(12), Half, Mm(205), Half, dashed: true);
        paper.Draw(label, middle - Mm(15), Half - Small.LineHeight / 2);
    }

    static string Formatted(string text, string value) => string.Format(CultureInfo.CurrentCulture, text, value);
}
