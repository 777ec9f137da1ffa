using System.IO.Compression;
using System.Text;

namespace SupportCenter.Domain.Import;

/// <summary>Strict Open XML (ISO/IEC 29500 Strict) has other names for the same things; the workbook reader knows only the usual
/// ones.</summary>
internal static class StrictPackage
{
    private const long MostBytes = 64 * 1024 * 1024;

    private static readonly (string Strict, string Usual)[] Names =
    [
        ("http://purl.oclc.org/ooxml/spreadsheetml/main", "http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
        ("http://purl.oclc.org/ooxml/officeDocument/relationships", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
        ("http://purl.oclc.org/ooxml/drawingml/main", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ];

    /// <summary>The same package with the usual names; the file itself when it has them already.</summary>
    public static byte[] AsTransitional(byte[] file)
    {
        using var package = new ZipArchive(new MemoryStream(file));
        if (package.GetEntry("xl/workbook.xml") is not { } workbook || !Text(workbook).Contains(Names[0].Strict, StringComparison.Ordinal))
        {
            return file;
        }

        if (package.Entries.Sum(part => part.Length) > MostBytes)
        {
            throw new RuleException(ImportTexts.Refused_TooLarge);
        }

        using var written = new MemoryStream();
        using (var copy = new ZipArchive(written, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in package.Entries.Where(part => part.FullName.StartsWith("xl/", StringComparison.OrdinalIgnoreCase)))
            {
                if (Path.GetExtension(part.FullName) is not (".xml" or ".rels"))
                {
                    continue; // Pictures and the like: nobody reads them here.
                }

                using var writer = new StreamWriter(
                    copy.CreateEntry(part.FullName, CompressionLevel.Fastest).Open(),
                    new UTF8Encoding(false)
                );
                writer.Write(Names.Aggregate(Text(part), (text, name) => text.Replace(name.Strict, name.Usual, StringComparison.Ordinal)));
            }
        }

        return written.ToArray();
    }

    private static string Text(ZipArchiveEntry part)
    {
        using var reader = new StreamReader(part.Open());
        return reader.ReadToEnd();
    }
}
