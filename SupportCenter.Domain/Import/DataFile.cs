using System.IO.Compression;
using System.Text;
using ExcelDataReader;
using SupportCenter.Domain.Reports;

namespace SupportCenter.Domain.Import;

/// <summary>Opens what a portal has exported: a workbook, a ZIP of CSV files, or one of those files (UTF-8 or CP932). Which of them a file
/// is, its content says.</summary>
internal static class DataFile
{
    private const int MostRows = 200_000;
    private const int MostParts = 20;
    private const long MostUnpacked = 160L * 1024 * 1024;
    private const int MostHeads = 4096;
    private static readonly byte[] ZipFile = "PK\u0003\u0004"u8.ToArray();

    static DataFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The sheets of the file; null where none of them is one of an export.</summary>
    /// <exception cref="RuleException">It is one of an export, and too large.</exception>
    public static IReadOnlyList<DataTable>? Read(byte[] file)
    {
        try
        {
            if (!file.AsSpan().StartsWith(ZipFile))
            {
                return IsCsv(file) ? Known([ReadCsv("", file)]) : null;
            }

            using var package = new ZipArchive(new MemoryStream(file, writable: false));
            return package.GetEntry("xl/workbook.xml") is not null ? ReadWorkbook(file) : ReadPackage(package);
        }
#pragma warning disable CA1031 // Whatever cannot be opened is no export; the reader of the old papers says what is wrong with it.
        catch (Exception fault) when (fault is not RuleException and not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private static List<DataTable>? Known(List<DataTable> tables) => tables.Exists(DataSheets.IsData) ? tables : null;

    private static List<DataTable>? ReadWorkbook(byte[] file)
    {
        // The first rows alone say what it is: an old list goes to its own reader, with its own limits.
        PackageCheck.Check(file);
        return HasData(file) ? Tables(ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(file))) : null;
    }

    private static bool HasData(byte[] file)
    {
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(file));
        do
        {
            if (reader.Read() && DataSheets.IsData(new DataTable(reader.Name, Heads(reader), [])))
            {
                return true;
            }
        } while (reader.NextResult());
        return false;
    }

    private static List<DataTable>? ReadPackage(ZipArchive package)
    {
        var parts = package.Entries.Where(part => part.FullName.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)).ToList();
        if (parts.Count is 0 or > MostParts)
        {
            return null;
        }

        var left = MostUnpacked;
        var tables = new List<DataTable>();
        foreach (var part in parts)
        {
            var content = Unpacked(part, ref left);
            tables.Add(ReadCsv(Path.GetFileNameWithoutExtension(part.Name), content));
        }

        return Known(tables);
    }

    // The lengths in a package's list are claims of whoever made it.
    private static byte[] Unpacked(ZipArchiveEntry part, ref long left)
    {
        using var content = new MemoryStream();
        using var packed = part.Open();
        var buffer = new byte[81920];
        for (int read; (read = packed.Read(buffer)) > 0; )
        {
            left -= read;
            if (left < 0)
            {
                throw new RuleException(ImportTexts.Refused_TooLarge);
            }

            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    // A text without a zero byte whose first line has the heads; anything else is not tried.
    private static bool IsCsv(byte[] file)
    {
        var start = file.AsSpan(0, Math.Min(file.Length, MostHeads));
        return !start.Contains((byte)0) && start.Contains((byte)',');
    }

    private static DataTable ReadCsv(string name, byte[] file)
    {
        var encoding = file.AsSpan().StartsWith(Encoding.UTF8.Preamble) || IsUtf8(file) ? Encoding.UTF8 : Encoding.GetEncoding(932);
        var start = file.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var lines = CsvReading.Rows(encoding.GetString(file.AsSpan(start))).ToList();
        if (lines.Count - 1 > MostRows)
        {
            throw new RuleException(ImportTexts.Refused_TooLarge);
        }

        IReadOnlyList<string> heads = lines.Count == 0 ? [] : [.. lines[0].Select(DataCells.Typed)];
        var table = new DataTable(
            name,
            heads,
            [
                .. lines
                    .Skip(1)
                    .Select(line => Enumerable.Range(0, heads.Count).Select(at => at < line.Count ? (object?)line[at] : null).ToArray()),
            ]
        );
        return name.Length > 0 ? table : table with { Name = DataSheets.NameOf(table) ?? "" };
    }

    private static bool IsUtf8(byte[] file)
    {
        try
        {
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(file);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static List<DataTable> Tables(IExcelDataReader reader)
    {
        using (reader)
        {
            var tables = new List<DataTable>();
            do
            {
                var heads = reader.Read() ? Heads(reader) : [];
                var rows = new List<object?[]>();
                while (reader.Read())
                {
                    if (rows.Count == MostRows)
                    {
                        throw new RuleException(ImportTexts.Refused_TooLarge);
                    }

                    rows.Add([.. Enumerable.Range(0, heads.Count).Select(at => at < reader.FieldCount ? reader.GetValue(at) : null)]);
                }

                tables.Add(new DataTable(reader.Name, heads, rows));
            } while (reader.NextResult());
            return tables;
        }
    }

    private static List<string> Heads(IExcelDataReader reader) =>
        [
            .. Enumerable
                .Range(0, reader.FieldCount)
                .Select(at => Convert.ToString(reader.GetValue(at), System.Globalization.CultureInfo.InvariantCulture) ?? "")
                .Select(DataCells.Typed),
        ];
}
