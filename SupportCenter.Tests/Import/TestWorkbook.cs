using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace SupportCenter.Tests.Import;

using Text = DocumentFormat.OpenXml.Spreadsheet.Text;

/// <summary>A formula, with the result that Excel would have saved, or without any as other programs leave it.</summary>
internal sealed record TestFormula(string Text, string? Result = null);

/// <summary>A sheet to write: cells by row and column from 0, and merged ranges.</summary>
internal sealed class TestSheet(string name)
{
    public string Name { get; } = name;

    public SortedDictionary<(int Row, int Column), object> Cells { get; } = [];

    public List<(int Row, int Column, int LastRow, int LastColumn)> Merges { get; } = [];

    public bool Hidden { get; init; }

    /// <summary>Rows below the last that Excel holds as styled but blank.</summary>
    public int BlankRows { get; init; }

    public object this[int row, int column]
    {
        set => Cells[(row, column)] = value;
    }

    public int LastRow => Cells.Count == 0 ? -1 : Cells.Keys.Max(key => key.Row);
}

/// <summary>Writes a real .xlsx: texts inline or shared, dates as day numbers with a date format, times as fractions.</summary>
internal sealed class TestWorkbook
{
    private readonly List<TestSheet> sheets = [];
    private readonly List<string> shared = [];

    public bool SharedTexts { get; init; } = true;

    public TestSheet Add(TestSheet sheet)
    {
        sheets.Add(sheet);
        return sheet;
    }

    public TestSheet Add(string name) => Add(new TestSheet(name));

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.Workbook = new Workbook(new Sheets());
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            for (var index = 0; index < sheets.Count; index++)
            {
                var part = workbook.AddNewPart<WorksheetPart>();
                Write(part, sheets[index]);
                workbook.Workbook.Sheets!.Append(
                    new Sheet
                    {
                        Name = sheets[index].Name,
                        SheetId = (uint)index + 1,
                        Id = workbook.GetIdOfPart(part),
                        State = sheets[index].Hidden ? SheetStateValues.Hidden : SheetStateValues.Visible,
                    }
                );
            }

            if (SharedTexts)
            {
                workbook.AddNewPart<SharedStringTablePart>().SharedStringTable = new SharedStringTable(
                    shared.Select(text => new SharedStringItem(new Text(text) { Space = SpaceProcessingModeValues.Preserve }))
                );
            }
        }

        return stream.ToArray();
    }

    private void Write(WorksheetPart part, TestSheet sheet)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteStartElement(new SheetData());
        foreach (var row in sheet.Cells.GroupBy(cell => cell.Key.Row))
        {
            writer.WriteElement(
                new Row(row.Select(cell => Cell(cell.Key.Row, cell.Key.Column, cell.Value))) { RowIndex = (uint)row.Key + 1 }
            );
        }

        for (var blank = 1; blank <= sheet.BlankRows; blank++)
        {
            var row = sheet.LastRow + blank;
            writer.WriteElement(
                new Row(Enumerable.Range(0, 17).Select(column => new Cell { CellReference = Reference(row, column), StyleIndex = 1 }))
                {
                    RowIndex = (uint)row + 1,
                }
            );
        }

        writer.WriteEndElement();
        if (sheet.Merges.Count > 0)
        {
            writer.WriteElement(
                new MergeCells(
                    sheet.Merges.Select(merge => new MergeCell
                    {
                        Reference = Reference(merge.Row, merge.Column) + ":" + Reference(merge.LastRow, merge.LastColumn),
                    })
                )
            );
        }

        writer.WriteEndElement();
    }

    private Cell Cell(int row, int column, object value)
    {
        var cell = value switch
        {
            string text when SharedTexts => new Cell { DataType = CellValues.SharedString, CellValue = new CellValue(Share(text)) },
            string text => new Cell
            {
                DataType = CellValues.InlineString,
                InlineString = new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve }),
            },
            int number => new Cell { CellValue = new CellValue(number) },
            long number => new Cell { CellValue = new CellValue((decimal)number) },
            DateOnly date => new Cell { StyleIndex = 1, CellValue = new CellValue(date.DayNumber - new DateOnly(1899, 12, 30).DayNumber) },
            TimeOnly time => new Cell { StyleIndex = 2, CellValue = new CellValue(time.ToTimeSpan().TotalDays) },
            bool ticked => new Cell { DataType = CellValues.Boolean, CellValue = new CellValue(ticked ? "1" : "0") },
            TestFormula formula => new Cell
            {
                CellFormula = new CellFormula(formula.Text),
                CellValue = formula.Result is null ? null : new CellValue(formula.Result),
                DataType = formula.Result is null ? null : CellValues.String,
            },
            _ => throw new ArgumentOutOfRangeException(nameof(value), value, "No cell can hold this."),
        };
        cell.CellReference = Reference(row, column);
        return cell;
    }

    private int Share(string text)
    {
        shared.Add(text);
        return shared.Count - 1;
    }

    private static string Reference(int row, int column)
    {
        var letters = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        {
            letters = (char)('A' + (rest - 1) % 26) + letters;
        }

        return letters + (row + 1);
    }

    private static Stylesheet Styles() =>
        new(
            new Fonts(new Font()),
            new Fills(new Fill()),
            new Borders(new Border()),
            new CellStyleFormats(new CellFormat()),
            new CellFormats(
                new CellFormat(),
                new CellFormat { NumberFormatId = 14, ApplyNumberFormat = true },
                new CellFormat { NumberFormatId = 20, ApplyNumberFormat = true }
            )
        );
}
