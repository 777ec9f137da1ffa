using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PdfSharp.Pdf;
using PdfSharp.Pdf.Content;
using PdfSharp.Pdf.Content.Objects;
using PdfSharp.Pdf.IO;

namespace SupportCenter.Tests.Printing;

/// <summary>Reads a document back as a reader would: the texts of its pages through the fonts' own maps, its fonts, its
/// properties.</summary>
internal sealed partial class PrintedPdf : IDisposable
{
    readonly PdfDocument document;

    public PrintedPdf(byte[] bytes)
    {
        document = PdfReader.Open(new MemoryStream(bytes), PdfDocumentOpenMode.Import);
        Raw = Encoding.Latin1.GetString(bytes);
        Pages = [.. document.Pages.Cast<PdfPage>().Select(TextOf)];
    }

    public string Raw { get; }

    public PdfDocument Document => document;

    /// <summary>What is drawn on each page, a line for each stretch of one typeface.</summary>
    public IReadOnlyList<string> Pages { get; }

    public string Text => string.Join('\n', Pages);

    /// <summary>The text without the breaks that the layout put in.</summary>
    public string Flowing => Text.Replace("\n", "", StringComparison.Ordinal);

    /// <summary>The text of a 相談票 without the heads of its further pages and without its feet.</summary>
    public string Body =>
        string.Concat(
            Pages.Select(
                (page, i) =>
                {
                    var lines = page.Split('\n').ToList();
                    var foot = lines.IndexOf("取扱注意");
                    var head = i == 0 ? 0 : lines.FindIndex(line => line.StartsWith("相談票（続き）", StringComparison.Ordinal)) + 1;
                    return string.Concat(lines[head..foot]);
                }
            )
        );

    public IReadOnlyList<PdfDictionary> Fonts =>
        [.. document.Internals.GetAllObjects().OfType<PdfDictionary>().Where(each => each.Elements.GetName("/Subtype") == "/Type0")];

    /// <summary>Ticks in boxes: of all that is drawn on a form they alone are made of strokes, two each.</summary>
    public int Ticks =>
        document
            .Pages.Cast<PdfPage>()
            .Sum(page => ContentReader.ReadContent(page).OfType<COperator>().Count(step => step.OpCode.Name == "l")) / 2;

    /// <summary>The sizes of type that are used, in points.</summary>
    public IReadOnlySet<string> Sizes() =>
        document
            .Pages.Cast<PdfPage>()
            .SelectMany(page => ContentReader.ReadContent(page).OfType<COperator>())
            .Where(step => step.OpCode.Name == "Tf")
            .Select(step => step.Operands[1].ToString()!.TrimStart('-'))
            .ToHashSet(StringComparer.Ordinal);

    public void Dispose() => document.Dispose();

    static string TextOf(PdfPage page)
    {
        var fonts = page.Resources!.Elements.GetDictionary("/Font");
        var text = new StringBuilder();
        Dictionary<int, string> map = [];
        foreach (var step in ContentReader.ReadContent(page).OfType<COperator>())
        {
            if (step.OpCode.Name == "Tf")
                map = MapOf(fonts!.Elements.GetDictionary(((CName)step.Operands[0]).Name)!);
            else if (step.OpCode.Name == "Tj")
                text.AppendLine(Decoded(((CString)step.Operands[0]).Value, map));
        }

        return text.ToString().Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    static string Decoded(string codes, Dictionary<int, string> map) =>
        string.Concat(Enumerable.Range(0, codes.Length / 2).Select(i => map[codes[i * 2] << 8 | codes[i * 2 + 1]]));

    static Dictionary<int, string> MapOf(PdfDictionary font) =>
        MapEntry()
            .Matches(Encoding.ASCII.GetString(font.Elements.GetDictionary("/ToUnicode")!.Stream.UnfilteredValue))
            .ToDictionary(
                entry => int.Parse(entry.Groups["glyph"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                entry => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(entry.Groups["text"].Value))
            );

    [GeneratedRegex("^<(?<glyph>[0-9A-F]{4})><(?<text>[0-9A-F]+)>$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MapEntry();
}
