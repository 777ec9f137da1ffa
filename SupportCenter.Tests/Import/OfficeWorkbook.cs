using NPOI.HSSF.UserModel;
using NPOI.SS.UserModel;
using NPOI.XSSF.UserModel;

namespace SupportCenter.Tests.Import;

/// <summary>How a cell is drawn, and what else is on it.</summary>
internal sealed record OfficeCell(object? Value)
{
    public string? Format { get; init; }

    /// <summary>One of the formats that have a number but no code in the file.</summary>
    public short? FormatNumber { get; init; }

    public bool IsStruck { get; init; }

    public bool IsGrey { get; init; }

    public string? Note { get; init; }

    /// <summary>How many characters of its text, from the first, are struck through.</summary>
    public int StruckCharacters { get; init; }

    /// <summary>The number of an error value (42 is #N/A).</summary>
    public byte? Error { get; init; }
}

/// <summary>A workbook with one sheet, written by another library than those that the portal reads and writes with, as .xls or
/// .xlsx.</summary>
internal sealed class OfficeWorkbook
{
    private readonly List<List<OfficeCell>> rows = [];

    public string Sheet { get; init; } = "予約一覧";

    public bool Is1904 { get; init; }

    public HashSet<int> HiddenRows { get; } = [];

    public HashSet<int> HiddenColumns { get; } = [];

    public OfficeWorkbook Row(params object?[] values)
    {
        rows.Add([.. values.Select(value => value as OfficeCell ?? new OfficeCell(value))]);
        return this;
    }

    public byte[] ToBytes(bool isXls)
    {
        using var stream = new MemoryStream();
        IWorkbook book = isXls ? new HSSFWorkbook() : new XSSFWorkbook();
        var sheet = book.CreateSheet(Sheet);
        var drawing = sheet.CreateDrawingPatriarch();
        var styles = new Dictionary<(string?, short?, bool, bool), ICellStyle>();
        for (var at = 0; at < rows.Count; at++)
        {
            var row = sheet.CreateRow(at);
            row.ZeroHeight = HiddenRows.Contains(at);
            for (var column = 0; column < rows[at].Count; column++)
            {
                Write(book, drawing, row, column, rows[at][column], styles);
            }
        }

        foreach (var column in HiddenColumns)
        {
            sheet.SetColumnHidden(column, true);
        }

        if (Is1904 && book is XSSFWorkbook package)
        {
            package.GetCTWorkbook().workbookPr.date1904 = true;
        }

        book.Write(stream);
        return Is1904 && isXls ? With1904(stream.ToArray()) : stream.ToArray();
    }

    private static void Write(
        IWorkbook book,
        IDrawing drawing,
        IRow row,
        int column,
        OfficeCell written,
        Dictionary<(string?, short?, bool, bool), ICellStyle> styles
    )
    {
        if (written is { Value: null or "", Note: null, Error: null })
        {
            return;
        }

        var cell = row.CreateCell(column);
        switch (written.Value)
        {
            case string { Length: > 0 } text when written.StruckCharacters > 0:
                var rich = book.GetCreationHelper().CreateRichTextString(text);
                var font = book.CreateFont();
                font.IsStrikeout = true;
                rich.ApplyFont(0, written.StruckCharacters, font);
                cell.SetCellValue(rich);
                break;
            case string { Length: > 0 } text:
                cell.SetCellValue(text);
                break;
            case int number:
                cell.SetCellValue(number);
                break;
            case double number:
                cell.SetCellValue(number);
                break;
        }

        if (written.Error is { } error)
        {
            cell.SetCellErrorValue(error);
        }

        var look = (written.Format, written.FormatNumber, written.IsStruck, written.IsGrey);
        if (look != default)
        {
            if (!styles.TryGetValue(look, out var style))
            {
                styles.Add(look, style = Style(book, written));
            }

            cell.CellStyle = style;
        }

        if (written.Note is { } note)
        {
            var comment = drawing.CreateCellComment(Anchor(book, row.RowNum, column));
            comment.String = book.GetCreationHelper().CreateRichTextString(note);
            cell.CellComment = comment;
        }
    }

    private static IClientAnchor Anchor(IWorkbook book, int row, int column)
    {
        var anchor = book.GetCreationHelper().CreateClientAnchor();
        (anchor.Row1, anchor.Row2, anchor.Col1, anchor.Col2) = (row, row + 2, column + 1, column + 3);
        return anchor;
    }

    private static ICellStyle Style(IWorkbook book, OfficeCell written)
    {
        var style = book.CreateCellStyle();
        if (written.Format is { } format)
        {
            style.DataFormat = book.CreateDataFormat().GetFormat(format);
        }

        style.DataFormat = written.FormatNumber ?? style.DataFormat;
        if (written.IsStruck)
        {
            var font = book.CreateFont();
            font.IsStrikeout = true;
            style.SetFont(font);
        }

        if (written.IsGrey)
        {
            style.FillForegroundColor = IndexedColors.Grey40Percent.Index;
            style.FillPattern = FillPattern.SolidForeground;
        }

        return style;
    }

    /// <summary>The library has no word for it: the record that says from when days are counted is set by hand.</summary>
    private static byte[] With1904(byte[] file)
    {
        var at = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x22, 0x00, 0x02, 0x00, 0x00, 0x00]);
        Assert.True(at > 0);
        file[at + 4] = 1;
        return file;
    }
}
