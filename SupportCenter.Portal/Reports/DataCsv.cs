using System.Globalization;
using System.IO.Compression;
using System.Text;
using SupportCenter.Domain.Reports;

namespace SupportCenter.Portal.Reports;

/// <summary>In which characters a CSV is written.</summary>
public enum CsvEncoding
{
    /// <summary>UTF-8 with a byte order mark, which Excel asks for.</summary>
    Utf8 = 1,

    /// <summary>CP932, for older programs of Japanese offices; it lacks many characters.</summary>
    Cp932 = 2,
}

/// <summary>Writes sheets as CSV (RFC 4180), one file each, in a ZIP straight into a stream.</summary>
public static class DataCsv
{
    /// <summary>What stands where the encoding lacks a character.</summary>
    public const char Missing = DataCells.Missing;

    public const string MediaType = "application/zip";

    private static readonly Encoding Cp932 = CodePagesEncodingProvider.Instance.GetEncoding(
        932,
        EncoderFallback.ExceptionFallback,
        DecoderFallback.ExceptionFallback
    )!;

    /// <summary>A cell; in quotes where it has to be.</summary>
    public static string Cell(object? value)
    {
        var text = DataCells.Number(value) is { } number ? number.ToString(CultureInfo.InvariantCulture) : DataCells.Text(value);
        return text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>Writes the sheets, and behind them a list of the characters that the encoding does not have: where each stood. The list is
    /// always there, in UTF-8, so that nobody takes a missing list for a complete file.</summary>
    /// <param name="lost">The name of the list and its heads: sheet, row, column, character, code.</param>
    public static async Task WriteAsync(
        Stream target,
        IReadOnlyList<ExportSheet> sheets,
        CsvEncoding encoding,
        (string Name, IReadOnlyList<string> Heads) lost,
        CancellationToken cancellation
    )
    {
        await using var zip = await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellation);
        var missing = new List<IReadOnlyList<object?>>();
        foreach (var sheet in sheets)
        {
            await using var part = await zip.CreateEntry($"{sheet.Name}.csv", CompressionLevel.Fastest).OpenAsync(cancellation);
            await using var writer = new StreamWriter(
                part,
                encoding == CsvEncoding.Utf8 ? Encoding.UTF8 : Cp932,
                64 * 1024,
                leaveOpen: true
            );
            await LineAsync(writer, sheet, 1, sheet.Columns, encoding, missing, cancellation);
            var number = 1;
            await foreach (var row in sheet.Rows(cancellation))
            {
                await LineAsync(writer, sheet, ++number, row, encoding, missing, cancellation);
            }
        }

        if (encoding == CsvEncoding.Utf8)
        {
            return;
        }

        await using var list = await zip.CreateEntry($"{lost.Name}.csv", CompressionLevel.Fastest).OpenAsync(cancellation);
        await using var lines = new StreamWriter(list, Encoding.UTF8, leaveOpen: true);
        foreach (var row in missing.Prepend(lost.Heads))
        {
            await lines.WriteAsync((string.Join(',', row.Select(Cell)) + "\r\n").AsMemory(), cancellation);
        }
    }

    private static async Task LineAsync(
        StreamWriter writer,
        ExportSheet sheet,
        int number,
        IReadOnlyList<object?> row,
        CsvEncoding encoding,
        List<IReadOnlyList<object?>> missing,
        CancellationToken cancellation
    )
    {
        var line = string.Join(',', row.Select(Cell)) + "\r\n";
        if (encoding == CsvEncoding.Cp932 && !IsWritable(line))
        {
            line = string.Join(',', row.Select((value, at) => Written(Cell(value), sheet, number, sheet.Columns[at], missing))) + "\r\n";
        }

        await writer.WriteAsync(line.AsMemory(), cancellation);
    }

    private static bool IsWritable(string text)
    {
        try
        {
            Cp932.GetByteCount(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    // Character by character, with the marks that belong to it.
    private static string Written(string cell, ExportSheet sheet, int number, string column, List<IReadOnlyList<object?>> missing)
    {
        if (IsWritable(cell))
        {
            return cell;
        }

        var written = new StringBuilder(cell.Length);
        for (var parts = StringInfo.GetTextElementEnumerator(cell); parts.MoveNext(); )
        {
            var part = parts.GetTextElement();
            // A mark that was typed is listed as well where others are: whoever reads the list puts each back in its place.
            if (IsWritable(part) && !part.Contains(Missing, StringComparison.Ordinal))
            {
                written.Append(part);
                continue;
            }

            written.Append(Missing);
            var codes = string.Join(' ', part.EnumerateRunes().Select(rune => $"U+{rune.Value:X4}"));
            missing.Add([sheet.Name, number, column, part, codes]);
        }

        return written.ToString();
    }
}
