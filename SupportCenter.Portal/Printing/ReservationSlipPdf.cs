using System.Globalization;
using static SupportCenter.Portal.Printing.Measure;

namespace SupportCenter.Portal.Printing;

/// <summary>The 予約票: the upper half of an A4 sheet (A5 after the cut), large type, to be handed or sent to a caller.</summary>
public sealed class ReservationSlipPdf
{
    static readonly TextStyle Title = new(24, Weight.Bold) { Level = 1 };
    static readonly TextStyle Lead = new(11.5);
    static readonly TextStyle Business = new(14, Weight.Bold);
    static readonly TextStyle Appointment = new(18, Weight.Bold);
    static readonly TextStyle Value = new(12, Spacing: 1.5);
    static readonly TextStyle Small = new(9);
    static readonly double LabelWidth = Mm(46);
    static readonly double Half = Mm(148.5);

    readonly ReservationSlip slip;
    readonly Typesetting typesetting;
    readonly FormCells form;

    ReservationSlipPdf(ReservationSlip slip, Typesetting typesetting)
    {
        (this.slip, this.typesetting) = (slip, typesetting);
        form = new FormCells(typesetting) { LabelStyle = new TextStyle(11), ValueStyle = Value };
    }

    /// <summary>The file; it says nothing of what the consultation is about. A function of the slip alone.</summary>
    public static RenderedPdf Render(ReservationSlip slip) => Render([slip]);

    /// <summary>Several slips, each on a sheet of its own.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static RenderedPdf Render(IReadOnlyList<ReservationSlip> slips)
    {
        if (slips.Count == 0)
        {
            throw new ArgumentException("There is no slip to print.", nameof(slips));
        }

        var typesetting = new Typesetting();
        using var paper = new Paper(PrintingTexts.ReservationSlip, slips[0].IssuedAt, (_, _) => { });
        foreach (var slip in slips)
        {
            new ReservationSlipPdf(slip, typesetting).Draw(paper);
        }

        return paper.Finish(typesetting.Undrawn);
    }

    void Draw(Paper paper)
    {
        paper.NewPage();
        var first = paper.PageCount;
        Head().Draw(paper);
        paper.Y += Mm(1.5);
        Appointments().Draw(paper);
        paper.Y += Mm(2);
        paper.Draw(typesetting.Text(PrintingTexts.CentreName, Small, Paper.Width), Paper.Left, paper.Y);
        paper.Draw(
            Typesetting.Heading(Filled(PrintingTexts.SlipIssued, slip.IssuedOn), Small, Mm(70), Align.Right),
            Paper.Right - Mm(70),
            paper.Y
        );
        if (paper.PageCount == first && paper.Y + Small.LineHeight < Half)
            DrawCut(paper);
    }

    string TitleText => slip.IsCancelled ? PrintingTexts.CancelledSlip : PrintingTexts.ReservationSlip;

    string LeadText => slip.IsCancelled ? PrintingTexts.CancelledLead : PrintingTexts.SlipLead;

    CellGrid Head()
    {
        var width = CellRow.Inside(Paper.Width);
        var addressed =
            slip.ContactName.Length == 0
                ? Filled(PrintingTexts.SlipToBusiness, slip.BusinessName)
                : slip.BusinessName + '\n' + Filled(PrintingTexts.SlipToPerson, slip.ContactName);
        var grid = new CellGrid(Paper.Width) { Frame = 0 };
        grid.Add(new CellRow([new Cell(Paper.Width, typesetting.Text(TitleText, Title, width, Align.Middle))], 0));
        grid.Add(new CellRow([new Cell(Paper.Width, typesetting.Text(addressed, Business, width))], 0));
        grid.Add(new CellRow([new Cell(Paper.Width, typesetting.Text(LeadText, Lead, width))], 0));
        return grid;
    }

    CellGrid Appointments()
    {
        var width = CellRow.Inside(Paper.Width - LabelWidth);
        var grid = new CellGrid(Paper.Width);
        var date = slip.IsCancelled ? PrintingTexts.CancelledDate : PrintingTexts.SlipDate;
        grid.Add(Row(date, typesetting.Text(slip.DateAndTime, Appointment, width), Mm(15)));
        grid.Add(
            Row(
                PrintingTexts.SlipVenue,
                [
                    .. typesetting.Text(slip.VenueName, Business, width),
                    .. typesetting.Text(slip.VenueAddress, Value, width),
                    .. slip.VenueAccess.Length == 0 ? [] : typesetting.Text(slip.VenueAccess, Value, width),
                ],
                Mm(22)
            )
        );
        if (slip.IsCancelled)
        {
            grid.Add(Row(PrintingTexts.CancelledAgain, typesetting.Text(slip.Changes, Value, width), Mm(12)));
            return grid;
        }

        var bring = string.Join('\n', slip.ToBring.Select(each => PrintingTexts.Bullet + each));
        grid.Add(Row(PrintingTexts.SlipBring, typesetting.Text(bring, Value, width), Mm(14)));
        grid.Add(Row(PrintingTexts.SlipChanges, typesetting.Text(slip.Changes, Value, width), Mm(12)));
        return grid;
    }

    CellRow Row(string label, List<CellLine> lines, double height) =>
        new([form.Label(label, LabelWidth), new Cell(Paper.Width - LabelWidth, lines)], height);

    static void DrawCut(Paper paper)
    {
        var label = Typesetting.Heading(PrintingTexts.SlipCut, Small, Mm(30), Align.Middle);
        var middle = Paper.Left + Paper.Width / 2;
        paper.Line(Mm(5), Half, middle - Mm(12), Half, dashed: true);
        paper.Line(middle + Mm(12), Half, Mm(205), Half, dashed: true);
        paper.Draw(label, middle - Mm(15), Half - Small.LineHeight / 2);
    }
}
