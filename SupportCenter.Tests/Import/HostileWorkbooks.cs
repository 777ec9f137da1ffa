using System.Buffers.Binary;
using System.IO.Compression;

namespace SupportCenter.Tests.Import;

/// <summary>Files that must be refused: made by hand, byte by byte where that is what they lie about.</summary>
internal static class HostileWorkbooks
{
    /// <summary>A workbook whose shared texts unpack to a size, said honestly in the directory.</summary>
    public static byte[] Bomb(int megabytes)
    {
        using var stream = new MemoryStream();
        using (var package = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Put(package, "[Content_Types].xml", "<Types/>"u8);
            Put(package, "xl/workbook.xml", "<workbook/>"u8);
            using var part = package.CreateEntry("xl/sharedStrings.xml", CompressionLevel.Fastest).Open();
            var block = new byte[1024 * 1024];
            for (var index = 0; index < megabytes; index++)
            {
                part.Write(block);
            }
        }

        return stream.ToArray();
    }

    /// <summary>The same, but its directory says that the largest part unpacks to <paramref name="claimed"/> bytes.</summary>
    public static byte[] LyingBomb(int megabytes, uint claimed)
    {
        var file = Bomb(megabytes);
        for (var at = 0; at < file.Length - 46; at++)
        {
            if (
                BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at)) == 0x02014b50
                && BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 24)) > 100_000
            )
            {
                BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at + 24), claimed);
            }
        }

        return file;
    }

    /// <summary>A package with very many tiny entries.</summary>
    public static byte[] ManyEntries(int count)
    {
        using var stream = new MemoryStream();
        using (var package = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Put(package, "xl/workbook.xml", "<workbook/>"u8);
            for (var index = 0; index < count; index++)
            {
                Put(package, $"xl/{index}.xml", "x"u8);
            }
        }

        return stream.ToArray();
    }

    /// <summary>A Word document: the same kind of package, but no workbook.</summary>
    public static byte[] WordDocument()
    {
        using var stream = new MemoryStream();
        using (var package = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Put(package, "word/document.xml", "<document/>"u8);
        }

        return stream.ToArray();
    }

    /// <summary>A workbook whose sheet names an entity that would read a file of the server.</summary>
    public static byte[] WithEntity(byte[] workbook)
    {
        using var stream = new MemoryStream();
        stream.Write(workbook);
        using (var package = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var sheet = package.Entries.First(entry => entry.FullName.Contains("worksheets/", StringComparison.Ordinal));
            var name = sheet.FullName;
            sheet.Delete();
            Put(
                package,
                name,
                """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>&e;</worksheet>"""u8
            );
        }

        return stream.ToArray();
    }

    private static void Put(ZipArchive package, string name, ReadOnlySpan<byte> content)
    {
        using var part = package.CreateEntry(name).Open();
        part.Write(content);
    }
}
