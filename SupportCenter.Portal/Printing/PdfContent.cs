using System.Buffers;
using System.Buffers.Text;

namespace SupportCenter.Portal.Printing;

/// <summary>What is drawn on one page, as the operators of PDF; with the marks that tell which element of the structure each text belongs
/// to, and what is none (ISO 32000-1, 14.6 and 14.8.2.2). Points from the upper left corner.</summary>
internal sealed class PdfContent(double height)
{
    readonly ArrayBufferWriter<byte> written = new(8 * 1024);
    (int Font, double Size) font;
    double weight = double.NaN;
    bool isDashed;

    /// <summary>What has been drawn.</summary>
    public ReadOnlySpan<byte> Bytes => written.WrittenSpan;

    /// <summary>Begins a page: its black and greys are those of a measured colour space, so that they do not depend on a device.</summary>
    public void Begin() => Put("/Grey cs /Grey CS 0 sc 0 SC\n"u8);

    /// <summary>Begins content of an element.</summary>
    public void BeginMarked(string type, int mark)
    {
        Put((byte)'/');
        Put(type);
        Put(" <</MCID "u8);
        Number(mark);
        Put(">> BDC\n"u8);
    }

    /// <summary>Begins what is no content: rules, grounds, the head and the foot of a page.</summary>
    /// <param name="kind">Header or Footer; null for what is only for the eye.</param>
    public void BeginArtifact(string? kind)
    {
        if (kind is null)
        {
            Put("/Artifact BMC\n"u8);
            return;
        }

        Put("/Artifact <</Type/Pagination/Subtype/"u8);
        Put(kind);
        Put(">> BDC\n"u8);
    }

    /// <summary>Begins what is drawn and stands for a text: a tick in a box.</summary>
    public void BeginStandIn(string text)
    {
        Put("/Span <</ActualText "u8);
        Put(PdfFileWriter.Text(text));
        Put(">> BDC\n"u8);
    }

    public void EndMarked() => Put("EMC\n"u8);

    public void Box(double x, double y, double width, double boxHeight, double line)
    {
        Pen(line, dashed: false);
        Rectangle(x, y, width, boxHeight);
        Put("S\n"u8);
    }

    public void Fill(double x, double y, double width, double boxHeight, double grey)
    {
        Number(grey);
        Put(" sc "u8);
        Rectangle(x, y, width, boxHeight);
        Put("f 0 sc\n"u8);
    }

    public void Lines(double line, bool dashed, params ReadOnlySpan<(double X, double Y)> points)
    {
        Pen(line, dashed);
        for (var at = 0; at < points.Length; at++)
        {
            Point(points[at].X, points[at].Y);
            Put(at == 0 ? "m "u8 : "l "u8);
        }

        Put("S\n"u8);
    }

    /// <summary>Draws glyphs by their numbers in an embedded font.</summary>
    public void Text(int fontNumber, double size, double x, double baseline, ReadOnlySpan<ushort> glyphs)
    {
        Put("BT "u8);
        if (font != (fontNumber, size))
        {
            font = (fontNumber, size);
            Put("/F"u8);
            Number(fontNumber);
            Put((byte)' ');
            Number(size);
            Put(" Tf "u8);
        }

        Put("1 0 0 1 "u8);
        Point(x, baseline);
        Put("Tm <"u8);
        var span = written.GetSpan(glyphs.Length * 4);
        for (var at = 0; at < glyphs.Length; at++)
            Utf8Formatter.TryFormat(glyphs[at], span[(at * 4)..], out _, new StandardFormat('X', 4));
        written.Advance(glyphs.Length * 4);
        Put("> Tj ET\n"u8);
    }

    void Rectangle(double x, double y, double width, double boxHeight)
    {
        Point(x, y + boxHeight);
        Number(width);
        Put((byte)' ');
        Number(boxHeight);
        Put(" re "u8);
    }

    void Pen(double line, bool dashed)
    {
        if (line == weight && dashed == isDashed)
            return;
        (weight, isDashed) = (line, dashed);
        Number(line);
        Put(" w ["u8);
        if (dashed)
        {
            Number(line * 3);
            Put((byte)' ');
            Number(line);
        }

        Put("] 0 d "u8);
    }

    void Point(double x, double y)
    {
        Number(x);
        Put((byte)' ');
        Number(height - y);
        Put((byte)' ');
    }

    // At most three decimals: a 72,000th of an inch.
    void Number(double value)
    {
        var thousandths = (long)Math.Round(value * 1000);
        var span = written.GetSpan(24);
        var at = 0;
        if (thousandths < 0)
        {
            span[at++] = (byte)'-';
            thousandths = -thousandths;
        }

        Utf8Formatter.TryFormat(thousandths / 1000, span[at..], out var length);
        at += length;
        var rest = (int)(thousandths % 1000);
        if (rest > 0)
        {
            span[at++] = (byte)'.';
            for (var place = 100; rest > 0; place /= 10)
            {
                span[at++] = (byte)('0' + rest / place);
                rest %= place;
            }
        }

        written.Advance(at);
    }

    void Put(string ascii)
    {
        foreach (var character in ascii)
            Put((byte)character);
    }

    void Put(ReadOnlySpan<byte> bytes) => written.Write(bytes);

    void Put(byte one)
    {
        written.GetSpan(1)[0] = one;
        written.Advance(1);
    }
}
