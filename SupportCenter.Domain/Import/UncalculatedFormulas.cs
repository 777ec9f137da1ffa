using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace SupportCenter.Domain.Import;

/// <summary>
/// Finds the formulas of an .xlsx that were saved without a result (programs other than Excel do so). The workbook reader gives
/// such cells as blank; a blank that is none must be said.
///</summary>
internal static class UncalculatedFormulas
{
    private static readonly XNamespace Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>The cells, by the name of their sheet; none for an .xls.</summary>
    public static IReadOnlyDictionary<string, List<GridCell>> In(byte[] file)
    {
        var found = new Dictionary<string, List<GridCell>>(StringComparer.Ordinal);
        if (file[0] != 'P')
        {
            return found;
        }

        using var package = new ZipArchive(new MemoryStream(file));
        if (package.GetEntry("xl/workbook.xml") is not { } workbook || package.GetEntry("xl/_rels/workbook.xml.rels") is not { } relations)
        {
            return found; // A binary workbook (.xlsb) has no formulas as text.
        }

        var targets = Load(relations)
            .Root!.Elements()
            .ToDictionary(link => (string)link.Attribute("Id")!, link => (string)link.Attribute("Target")!, StringComparer.Ordinal);
        foreach (var sheet in Load(workbook).Descendants().Where(element => element.Name.LocalName == "sheet"))
        {
            var target = targets.GetValueOrDefault((string?)sheet.Attribute(Relations + "id") ?? "");
            var path =
                target is null ? ""
                : target.StartsWith('/') ? target[1..]
                : "xl/" + target;
            if (package.GetEntry(path) is { } part && MayHoldFormulas(part))
            {
                found[(string)sheet.Attribute("name")!] = [.. Cells(part)];
            }
        }

        return found;
    }

    private static bool MayHoldFormulas(ZipArchiveEntry part)
    {
        using var reader = new StreamReader(part.Open());
        var (buffer, last) = (new char[32768], '\0');
        for (int read; (read = reader.Read(buffer, 0, buffer.Length)) > 0; last = buffer[read - 1])
        {
            // <f> or, with a prefix, <x:f>.
            var chars = buffer.AsSpan(0, read);
            if (
                chars.Contains("<f", StringComparison.Ordinal)
                || chars.Contains(":f", StringComparison.Ordinal)
                || last is '<' or ':' && chars[0] == 'f'
            )
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<GridCell> Cells(ZipArchiveEntry part)
    {
        using var reader = XmlReader.Create(
            part.Open(),
            new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CloseInput = true }
        );
        string? place = null,
            formula = null,
            within = null;
        var hasValue = false;
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                within = reader.LocalName;
                (place, formula, hasValue) =
                    within == "c" ? (reader.GetAttribute("r"), null, false) : (place, within == "f" ? "" : formula, hasValue);
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
            {
                formula = within == "f" ? reader.Value : formula;
                hasValue |= within is "v" or "t";
            }
            else if (
                reader.NodeType == XmlNodeType.EndElement
                && reader.LocalName == "c"
                && formula is not null
                && !hasValue
                && Place(place) is { } at
            )
            {
                yield return new GridCell(at.Row, at.Column, new UncalculatedFormula(formula));
            }
        }
    }

    /// <summary>B7 is row 6, column 1.</summary>
    private static (int Row, int Column)? Place(string? reference)
    {
        var letters = (reference ?? "").TakeWhile(char.IsAsciiLetterUpper).ToArray();
        return letters.Length is > 0 and < 4 && int.TryParse(reference.AsSpan(letters.Length), out var row)
            ? (row - 1, letters.Aggregate(0, (column, letter) => column * 26 + (letter - 'A' + 1)) - 1)
            : null;
    }

    private static XDocument Load(ZipArchiveEntry part)
    {
        using var reader = XmlReader.Create(
            part.Open(),
            new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CloseInput = true }
        );
        return XDocument.Load(reader);
    }
}
