using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace SupportCenter.Domain.Import;

/// <summary>
/// Opens a legacy workbook (.xlsx or .xls, known by its content, whatever its name says) as plain grids of cells.
/// Whatever cannot or must not be read is refused with one sentence; no file makes it hang or take more memory than the limits say.
///</summary>
public static class WorkbookReading
{
    /// <summary>The same limit as for uploaded papers.</summary>
    public const int MostFileBytes = 20 * 1024 * 1024;

    private const int MostColumns = 256;
    private const int MostCells = 500_000;

    // What the reader touches, blank or not: a stray cell in the last corner would make it walk 17 thousand million places.
    private const long MostPlaces = 200_000_000;

    private static readonly byte[] CompoundFile = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    private static readonly byte[] ZipFile = "PK\u0003\u0004"u8.ToArray();
    private static readonly byte[] EncryptedPackage = Encoding.Unicode.GetBytes("EncryptedPackage");

    static WorkbookReading() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance); // Old .xls files hold CP932.

    /// <summary>The sheets of a workbook, those that Excel does not show among them.</summary>
    /// <exception cref="RuleException">The file is empty, too large, protected by a password, broken or no workbook.</exception>
    public static IReadOnlyList<SheetGrid> Open(Stream stream)
    {
        var file = Bytes(stream);
        if (file.AsSpan().StartsWith(ZipFile))
        {
            PackageCheck.Check(file);
        }
        else if (!file.AsSpan().StartsWith(CompoundFile))
        {
            throw new RuleException(ImportTexts.Refused_NoWorkbook);
        }
        else if (file.AsSpan().IndexOf(EncryptedPackage) >= 0)
        {
            throw new RuleException(ImportTexts.Refused_Password);
        }

        return Sheets(file);
    }

    private static byte[] Bytes(Stream stream)
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

    private static List<SheetGrid> Sheets(byte[] file)
    {
        try
        {
            using var reader = ExcelReaderFactory.CreateReader(
                new MemoryStream(file),
                new ExcelReaderConfiguration { FallbackEncoding = Encoding.GetEncoding(932) }
            );
            var formulas = UncalculatedFormulas.In(file);
            var budget = new Budget();
            var sheets = new List<SheetGrid>();
            do
            {
                sheets.Add(Sheet(reader, formulas.GetValueOrDefault(reader.Name) ?? [], budget));
            } while (reader.NextResult());
            return sheets;
        }
        catch (InvalidPasswordException)
        {
            throw new RuleException(ImportTexts.Refused_Password);
        }
        catch (HeaderException)
        {
            throw new RuleException(ImportTexts.Refused_NoWorkbook);
        }
#pragma warning disable CA1031 // A broken file makes the reader fail in any way at all; for the person it is one and the same.
        catch (Exception fault) when (fault is not RuleException and not OutOfMemoryException)
#pragma warning restore CA1031
        {
            throw new RuleException(ImportTexts.Refused_Broken);
        }
    }

    private static SheetGrid Sheet(IExcelDataReader reader, IReadOnlyList<GridCell> formulas, Budget budget)
    {
        var cells = new List<GridCell>(formulas);
        for (var row = 0; reader.Read(); row++)
        {
            budget.Visit(reader.FieldCount);
            for (var column = 0; column < Math.Min(reader.FieldCount, MostColumns); column++)
            {
                if (reader.GetValue(column) is { } value && !(value is string text && string.IsNullOrWhiteSpace(text)))
                {
                    cells.Add(new GridCell(row, column, value is int number ? (double)number : value));
                    budget.Take();
                }
            }
        }

        var merges = (reader.MergeCells ?? []).Select(range => new MergedCells(
            range.FromRow,
            range.FromColumn,
            range.ToRow,
            range.ToColumn
        ));
        return new SheetGrid(reader.Name, cells, merges) { IsHidden = reader.VisibleState != "visible" };
    }

    private sealed class Budget
    {
        private long places;
        private int cells;

        public void Visit(int columns) => places = Within(places + columns, MostPlaces);

        public void Take() => cells = (int)Within(cells + 1, MostCells);

        private static long Within(long count, long most) => count > most ? throw new RuleException(ImportTexts.Refused_TooLarge) : count;
    }
}
