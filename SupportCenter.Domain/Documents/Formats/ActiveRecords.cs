using System.Buffers.Binary;

namespace SupportCenter.Domain.Documents.Formats;

/// <summary>Looks for active content in an Excel 97–2003 workbook: in the names of its streams, and in the records of the workbook itself
/// after [MS-XLS].</summary>
internal static class ActiveRecords
{
    private const ushort BeginningOfFile = 0x0809;
    private const ushort FilePassword = 0x002F;
    private const ushort BoundSheet = 0x0085;
    private const ushort SupportingBook = 0x01AE;
    private const ushort ExternalSheetOfExcel5 = 0x0017;
    private const ushort PivotSource = 0x00E3;
    private const ushort ParameterQuery = 0x00DC;
    private const ushort QueryTable = 0x01AD;
    private const ushort DataConnection = 0x0876;
    private const ushort MacroSheetType = 0x0040;
    private const ushort OwnSheets = 0x0401;
    private const ushort AddIns = 0x3A01;

    // Names in a compound file are found without regard to case.
    private static readonly HashSet<string> Objects = new(StringComparer.OrdinalIgnoreCase) { "ObjectPool", "Package" };
    private static readonly HashSet<string> Controls = new(StringComparer.OrdinalIgnoreCase) { "Ctls", "\u0003OCXNAME", "OCXDATA" };

    /// <exception cref="RuleException">There is active content; the sentence says of what sort.</exception>
    public static void EnsureNames(CompoundFile file)
    {
        foreach (var name in file.Entries.Select(entry => entry.Name))
        {
            if (name.Contains("VBA", StringComparison.OrdinalIgnoreCase))
            {
                throw new RuleException(DocumentTexts.HasMacros);
            }

            if (
                name.StartsWith("MBD", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("LNK", StringComparison.OrdinalIgnoreCase)
                || name.Contains("Ole10", StringComparison.OrdinalIgnoreCase)
                || Objects.Contains(name)
            )
            {
                throw ActiveContent.Embedded();
            }

            if (Controls.Contains(name))
            {
                throw ActiveContent.Control();
            }
        }
    }

    /// <exception cref="RuleException">There is active content or a password; the sentence says of what sort.</exception>
    public static void EnsureRecords(ReadOnlySpan<byte> stream)
    {
        while (stream.Length >= 4)
        {
            var (type, length) = (Number(stream), Number(stream[2..]));
            if (stream.Length < 4 + length)
            {
                return; // No program reads further either.
            }

            Ensure(type, stream.Slice(4, length));
            stream = stream[(4 + length)..];
        }
    }

    private static void Ensure(ushort type, ReadOnlySpan<byte> record)
    {
        switch (type)
        {
            case FilePassword:
                throw new RuleException(DocumentTexts.HasPassword);
            // The kind of a sheet: 1 is one of macros, 6 one of Visual Basic.
            case BoundSheet when record.Length >= 6 && record[5] is 1 or 6:
            case BeginningOfFile when record.Length >= 4 && Number(record[2..]) == MacroSheetType:
                throw new RuleException(DocumentTexts.HasMacros);
            // Another workbook, a program asked by DDE, or an OLE link; not the own sheets, and not functions of add-ins.
            case SupportingBook when record.Length < 4 || Number(record[2..]) is not (OwnSheets or AddIns):
            case ExternalSheetOfExcel5 when record.Length > 2 && record[1] is 1 && record[0] > 0 && IsExcel5Link(record):
                throw ActiveContent.Link();
            case ParameterQuery or QueryTable or DataConnection:
            // The table is made from a query: 2; from the own sheets: 1.
            case PivotSource when record.Length >= 2 && Number(record) == 2:
                throw ActiveContent.Data();
            default:
                break;
        }
    }

    // In Excel 97 the same number is a table of the sheets that formulas name: six bytes each, after their count.
    private static bool IsExcel5Link(ReadOnlySpan<byte> record) => record.Length != 2 + (Number(record) * 6);

    private static ushort Number(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}
