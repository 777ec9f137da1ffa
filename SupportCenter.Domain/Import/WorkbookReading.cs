using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using SupportCenter.Domain.Documents.Formats;

namespace SupportCenter.Domain.Import;

/// <summary>
/// Opens a legacy workbook (.xlsx or .xls, known by its content, whatever its name says) as plain grids of cells.
/// Whatever cannot or must not be read is refused with one sentence; no file makes it hang or take more memory than the limits say.
///</summary>
public static class WorkbookReading
{
    /// <summary>The same limit as for uploaded papers.</summary>
    public const int MostFileBytes = 20 * 1024 * 1024;

    internal const int MostColumns = 256;
    private const int MostCells = 500_000;

    // What the reader touches, blank or not: a stray cell in the last corner would make it walk 17 thousand million places.
    private const long MostPlaces = 200_000_000;

    private static readonly byte[] ZipFile = "PK\u0003\u0004"u8.ToArray();

    static WorkbookReading() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance); // Old .xls files hold CP932.

    /// <summary>The sheets of a workbook, those that Excel does not show among them.</summary>
    /// <exception cref="RuleException">The file is empty, too large, protected by a password, broken or no workbook.</exception>
    public static IReadOnlyList<SheetGrid> Open(Stream stream) => Read(Bytes(stream)).Sheets;

    /// <summary>The sheets, and what is doubtful about the workbook as a whole.</summary>
    /// <exception cref="RuleException">As for <see cref="Open"/>.</exception>
    internal static (IReadOnlyList<SheetGrid> Sheets, IReadOnlyList<string> Remarks) Read(byte[] file)
    {
        if (!file.AsSpan().StartsWith(ZipFile) && !file.AsSpan().StartsWith(CompoundFile.Signature))
        {
            throw new RuleException(ImportTexts.Refused_NoWorkbook);
        }

        try
        {
            var marks = file.AsSpan().StartsWith(CompoundFile.Signature) ? Opened(ref file) : null;
            if (marks is null)
            {
                PackageCheck.Check(file);
                file = StrictPackage.AsTransitional(file);
                marks = PackageMarks.In(file);
            }

            return (Sheets(file, marks), marks.AreRead ? [] : [ImportTexts.Remark_NoMarks]);
        }
        catch (InvalidPasswordException)
        {
            throw new RuleException(ImportTexts.Refused_Password);
        }
        catch (HeaderException)
        {
            throw new RuleException(ImportTexts.Refused_NoWorkbook);
        }
#pragma warning disable CA1031 // A broken file makes the readers fail in any way at all; for the person it is one and the same.
        catch (Exception fault) when (fault is not RuleException and not OutOfMemoryException)
#pragma warning restore CA1031
        {
            throw new RuleException(ImportTexts.Refused_Broken);
        }
    }

    /// <summary>The marks of an .xls; null for an encrypted package, which is opened and takes the place of the file.</summary>
    private static WorkbookMarks? Opened(ref byte[] file)
    {
        using var content = new MemoryStream(file);
        var compound = InMemory(CompoundFile.ReadAsync(content, CancellationToken.None));
        byte[]? Of(string name) =>
            compound.Entries.FirstOrDefault(entry => entry.Type == 2 && entry.Name == name) is { } entry
                ? InMemory(compound.ReadAsync(entry, CancellationToken.None))
                : null;
        if (Of("EncryptedPackage") is not { } encryptedPackage)
        {
            return BinaryMarks.In(Of("Workbook") ?? Of("Book"));
        }

        file = (Of("EncryptionInfo") is { } info ? EncryptedWorkbook.Open(info, encryptedPackage) : null)
            ?? throw new RuleException(ImportTexts.Refused_Password);
        return null;
    }

    // What is read is in memory: no task ever waits.
    internal static T InMemory<T>(Task<T> reading) => reading.GetAwaiter().GetResult();

    /// <summary>The whole file.</summary>
    /// <exception cref="RuleException">It is empty, or too large.</exception>
    internal static byte[] Bytes(Stream stream)
    {
        using var copy = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = stream.Read(buffer)) > 0; )
        {
            copy.Write(buffer, 0, read);
            if (copy.Length > MostFileBytes)
            {
                throw new RuleException(ImportTexts.Refused_TooLarge);
            }
        }

        return copy.Length == 0 ? throw new RuleException(ImportTexts.Refused_Empty) : copy.ToArray();
    }

    private static List<SheetGrid> Sheets(byte[] file, WorkbookMarks marks)
    {
        using var reader = ExcelReaderFactory.CreateReader(
            new MemoryStream(file),
            new ExcelReaderConfiguration { FallbackEncoding = Encoding.GetEncoding(932) }
        );
        var budget = new Budget();
        var sheets = new List<SheetGrid>();
        do
        {
            sheets.Add(Sheet(reader, marks.Sheets.GetValueOrDefault(reader.Name) ?? new SheetMarks(), marks.Is1904, budget));
        } while (reader.NextResult());
        return sheets;
    }

    private static SheetGrid Sheet(IExcelDataReader reader, SheetMarks marks, bool is1904, Budget budget)
    {
        var (cells, rest) = (new List<GridCell>(), new Dictionary<(int Row, int Column), object>(marks.Values));
        var furtherColumns = 0;
        for (var row = 0; reader.Read(); row++)
        {
            budget.Visit(reader.FieldCount);
            if (reader.RowHeight == 0)
            {
                marks.HiddenRows.Add(row);
            }

            for (var column = 0; column < Math.Min(reader.FieldCount, MostColumns); column++)
            {
                var (shown, day) = CellReading.Of(reader, column, is1904);
                if (rest.Remove((row, column), out var other))
                {
                    (shown, day) = (new ShownValue(other, true), null);
                }

                if (shown.Value is not null && !(shown.Value is string text && string.IsNullOrWhiteSpace(text)))
                {
                    cells.Add(Cell(row, column, shown, day, marks));
                    budget.Take();
                }
            }

            for (var column = MostColumns; column < reader.FieldCount; column++)
            {
                furtherColumns += reader.GetValue(column) is not (null or "") ? 1 : 0;
            }
        }

        cells.AddRange(
            rest.Where(entry => entry.Key.Column < MostColumns)
                .Select(entry => Cell(entry.Key.Row, entry.Key.Column, new ShownValue(entry.Value, true), null, marks))
        );
        var merges = (reader.MergeCells ?? []).Select(range => new MergedCells(
            range.FromRow,
            range.FromColumn,
            range.ToRow,
            range.ToColumn
        ));
        var (kept, withdrawn) = WithoutStruck(cells, marks);
        return new SheetGrid(reader.Name, kept, merges)
        {
            IsHidden = reader.VisibleState != "visible",
            HiddenRows = marks.HiddenRows,
            Withdrawn = withdrawn,
            Shapes = marks.Shapes,
            HidingRules = marks.HidingRules,
            FurtherColumns = furtherColumns,
        };
    }

    private static GridCell Cell(int row, int column, ShownValue shown, DateOnly? day, SheetMarks marks)
    {
        var place = (row, column);
        var style = marks.Styles.GetValueOrDefault(place) ?? CellStyle.Plain;
        return new GridCell(row, column, shown.Value!)
        {
            IsStruck = style.IsStruck,
            IsHidden = !shown.IsShown || style.IsUnseen || marks.HiddenColumns.Contains(column) || marks.HiddenRows.Contains(row),
            Note = marks.Notes.GetValueOrDefault(place),
            IsCrossed = style.IsCrossed,
            Colour = style.Colour,
            Day = day,
            Reading = marks.Readings.GetValueOrDefault(place),
        };
    }

    /// <summary>Takes out what is struck through. A row of which nearly everything is struck keeps its values: it was withdrawn as a
    /// whole, and what it said has to be known for that.</summary>
    private static (List<GridCell> Kept, List<GridCell> Withdrawn) WithoutStruck(List<GridCell> cells, SheetMarks marks)
    {
        var (kept, withdrawn) = (new List<GridCell>(), new List<GridCell>());
        foreach (var row in cells.GroupBy(cell => cell.Row))
        {
            var written = row.Select(cell => WithoutStruck(cell, marks)).ToList();
            var struck = written.Count(cell => cell.IsStruck || cell.Text.Length == 0);
            var isWhole = struck >= 2 && (written.Count - struck) * 4 <= written.Count;
            foreach (var (cell, whole) in written.Zip(row))
            {
                if (isWhole)
                {
                    kept.Add(whole with { IsStruck = true });
                }
                else if (cell.IsStruck || cell.Text.Length == 0)
                {
                    withdrawn.Add(cell.WithValue("") with { IsStruck = false, Struck = whole.Text });
                }
                else
                {
                    kept.Add(cell);
                }
            }
        }

        var held = kept.Concat(withdrawn).Select(cell => (cell.Row, cell.Column)).ToHashSet();
        withdrawn.AddRange(
            marks
                .Notes.Where(note => !held.Contains(note.Key))
                .Select(note => new GridCell(note.Key.Row, note.Key.Column, "") { Note = note.Value })
        );
        return (kept, withdrawn);
    }

    private static GridCell WithoutStruck(GridCell cell, SheetMarks marks) =>
        cell.Value is string && marks.Struck.TryGetValue((cell.Row, cell.Column), out var parts)
            ? cell.WithValue(parts.Held) with
            {
                Struck = parts.Struck,
                IsStruck = false,
            }
            : cell;

    private sealed class Budget
    {
        private long places;
        private int cells;

        public void Visit(int columns) => places = Within(places + columns, MostPlaces);

        public void Take() => cells = (int)Within(cells + 1, MostCells);

        private static long Within(long count, long most) => count > most ? throw new RuleException(ImportTexts.Refused_TooLarge) : count;
    }
}
