using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace SupportCenter.Domain.Import;

/// <summary>
/// Walks the zip package of an .xlsx before anything else opens it, and really unpacks every entry to count its bytes:
/// the lengths in a zip's directory are claims of whoever made the file.
///</summary>
internal static class PackageCheck
{
    private const int MostEntries = 2_000;
    private const long MostUnpacked = 160L * 1024 * 1024;

    // Sheets are read as a stream; everything else (shared texts, styles) is held in memory by the reader.
    private const long MostOfOnePart = 32L * 1024 * 1024;
    private const uint EndOfDirectory = 0x06054b50;
    private const uint DirectoryEntry = 0x02014b50;
    private const uint LocalEntry = 0x04034b50;

    private sealed record Entry(string Name, int Method, long Packed, long Unpacked, long Start);

    /// <exception cref="RuleException">The package is broken, lies, is too large when unpacked, or is no workbook.</exception>
    public static void Check(byte[] file)
    {
        List<Entry> entries;
        try
        {
            entries = [.. Entries(file)];
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new RuleException(ImportTexts.Refused_Broken); // The directory points outside the file.
        }

        if (!entries.Exists(entry => entry.Name.StartsWith("xl/workbook.", StringComparison.OrdinalIgnoreCase)))
        {
            throw new RuleException(ImportTexts.Refused_NoWorkbook);
        }

        Refuse(entries.Sum(entry => entry.Unpacked) > MostUnpacked, ImportTexts.Refused_TooLarge);
        Refuse(entries.Sum(entry => entry.Packed) > file.Length, ImportTexts.Refused_Broken); // Entries that overlap: a bomb's trick.
        var total = 0L;
        foreach (var entry in entries)
        {
            total += Unpack(file, entry, MostUnpacked - total);
        }
    }

    private static long Unpack(byte[] file, Entry entry, long left)
    {
        var most = Math.Min(left, IsSheet(entry.Name) ? MostUnpacked : MostOfOnePart);
        using var packed = new MemoryStream(file, (int)entry.Start, (int)entry.Packed, writable: false);
        using Stream content = entry.Method switch
        {
            0 => packed,
            8 => new DeflateStream(packed, CompressionMode.Decompress),
            _ => throw new RuleException(ImportTexts.Refused_Broken),
        };
        var (buffer, length) = (new byte[81920], 0L);
        try
        {
            for (int read; (read = content.Read(buffer)) > 0; )
            {
                length += read;
                Refuse(length > most, ImportTexts.Refused_TooLarge);
            }
        }
        catch (InvalidDataException)
        {
            throw new RuleException(ImportTexts.Refused_Broken);
        }

        Refuse(length != entry.Unpacked, ImportTexts.Refused_Broken);
        return length;
    }

    private static bool IsSheet(string name) => name.StartsWith("xl/worksheets/", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<Entry> Entries(byte[] file)
    {
        var end = LastIndexOf(file, EndOfDirectory);
        var (count, at) = (UInt16(file, end + 10), (long)UInt32(file, end + 16));
        Refuse(count is 0 or > MostEntries, ImportTexts.Refused_Broken);
        for (var index = 0; index < count; index++)
        {
            Refuse(UInt32(file, at) != DirectoryEntry, ImportTexts.Refused_Broken);
            Refuse((UInt16(file, at + 8) & 1) != 0, ImportTexts.Refused_Password);
            var (nameLength, extraLength) = (UInt16(file, at + 28), UInt16(file, at + 30));
            var name = Encoding.UTF8.GetString(file.AsSpan((int)at + 46, nameLength)).Replace('\\', '/').TrimStart('/');
            var extra = file.AsSpan((int)at + 46 + nameLength, extraLength).ToArray();
            var (unpacked, packed, local) = Wide(extra, UInt32(file, at + 24), UInt32(file, at + 20), UInt32(file, at + 42));
            Refuse(UInt32(file, local) != LocalEntry, ImportTexts.Refused_Broken);
            var start = local + 30 + UInt16(file, local + 26) + UInt16(file, local + 28);
            Refuse(packed < 0 || start + packed > file.Length, ImportTexts.Refused_Broken);
            yield return new Entry(name, UInt16(file, at + 10), packed, unpacked, start);
            at += 46 + nameLength + extraLength + UInt16(file, at + 32);
        }
    }

    /// <summary>Some programs write 64-bit lengths into small files too: they stand, in this order, in the extra field 0x0001.</summary>
    private static (long Unpacked, long Packed, long Local) Wide(byte[] extra, uint unpacked, uint packed, uint local)
    {
        long[] values = [unpacked, packed, local];
        for (var at = 0; at + 4 <= extra.Length; at += 4 + UInt16(extra, at + 2))
        {
            if (UInt16(extra, at) != 1)
            {
                continue;
            }

            var next = at + 4;
            for (var index = 0; index < values.Length; index++)
            {
                if (values[index] == uint.MaxValue)
                {
                    values[index] = BinaryPrimitives.ReadInt64LittleEndian(extra.AsSpan(next, 8));
                    Refuse(values[index] < 0, ImportTexts.Refused_Broken);
                    next += 8;
                }
            }
        }

        return (values[0], values[1], values[2]);
    }

    private static long LastIndexOf(byte[] file, uint signature)
    {
        Span<byte> sought = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(sought, signature);
        var at = file.AsSpan().LastIndexOf(sought);
        return at < 0 ? throw new RuleException(ImportTexts.Refused_Broken) : at;
    }

    private static int UInt16(byte[] file, long at) =>
        BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(checked((int)Math.Min(at, int.MaxValue)), 2));

    private static uint UInt32(byte[] file, long at) =>
        BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(checked((int)Math.Min(at, int.MaxValue)), 4));

    private static void Refuse(bool refused, string sentence)
    {
        if (refused)
        {
            throw new RuleException(sentence);
        }
    }
}
