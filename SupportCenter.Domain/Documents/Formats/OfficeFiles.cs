using System.Buffers.Binary;
using System.Xml;

namespace SupportCenter.Domain.Documents.Formats;

/// <summary>Tells workbooks and letters from what only bears their name, and refuses those with macros, with a password, or packed as a
/// bomb.</summary>
internal static class OfficeFiles
{
    private const string ContentTypes = "[Content_Types].xml";
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    private const string Letter = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    private const int MostContentTypesBytes = 1024 * 1024;
    private const ushort BeginningOfFile = 0x0809;
    private const ushort FilePassword = 0x002F;

    /// <summary>A package with a workbook or a letter in it.</summary>
    public static async Task EnsureOpenXmlAsync(DocumentKind kind, Stream content, DocumentOptions limits, CancellationToken cancellation)
    {
        var beginning = new byte[8];
        await content.ReadAtAsync(0, beginning, cancellation);
        if (beginning.AsSpan().SequenceEqual(CompoundFile.Signature))
        {
            var encryptedFile = await CompoundFile.ReadAsync(content, cancellation);
            throw encryptedFile.Entries.Any(entry => entry.IsCalled("EncryptedPackage"))
                ? new RuleException(DocumentTexts.HasPassword)
                : FileFormat.Differs(kind);
        }

        var package = await OfficePackage.ReadAsync(content, limits.MaxParts, cancellation);
        if (package.Parts.Any(part => part.IsEncrypted))
        {
            throw new RuleException(DocumentTexts.HasPassword);
        }

        if (package.Parts.Any(part => part.Name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
        {
            throw new RuleException(DocumentTexts.HasMacros);
        }

        EnsureMainPart(kind, package, await UnpackAsync(package, limits.MaxUnpackedBytes, cancellation));
        await ActiveParts.EnsureNoneAsync(package, cancellation);
    }

    /// <summary>A compound file with an Excel 97–2003 (or 5.0/95) workbook in it.</summary>
    public static async Task EnsureWorkbookAsync(Stream content, CancellationToken cancellation)
    {
        var file = await CompoundFile.ReadAsync(content, cancellation);
        if (file.Entries.Any(entry => entry.IsCalled("EncryptedPackage")))
        {
            throw new RuleException(DocumentTexts.HasPassword);
        }

        ActiveRecords.EnsureNames(file);
        // A file may have one for each of two versions of Excel.
        var workbooks = file.Entries.Where(entry => entry.Type == 2 && (entry.IsCalled("Workbook") || entry.IsCalled("Book"))).ToArray();
        if (workbooks.Length == 0)
        {
            throw FileFormat.Differs(DocumentKind.Xls);
        }

        foreach (var one in workbooks)
        {
            EnsureReadable(await file.BeginningOfAsync(one, cancellation));
            ActiveRecords.EnsureRecords(await file.ReadAsync(one, cancellation));
        }
    }

    // The first record says that a workbook begins; one that says the rest is encrypted stands right behind it if there is one.
    private static void EnsureReadable(ReadOnlySpan<byte> records)
    {
        if (
            records.Length < 8
            || BinaryPrimitives.ReadUInt16LittleEndian(records) != BeginningOfFile
            || BinaryPrimitives.ReadUInt16LittleEndian(records[4..]) is not (0x0500 or 0x0600)
        )
        {
            throw FileFormat.Differs(DocumentKind.Xls);
        }

        while (records.Length >= 4)
        {
            if (BinaryPrimitives.ReadUInt16LittleEndian(records) == FilePassword)
            {
                throw new RuleException(DocumentTexts.HasPassword);
            }

            records = records[Math.Min(records.Length, 4 + BinaryPrimitives.ReadUInt16LittleEndian(records[2..]))..];
        }
    }

    // Everything is unpacked once, to know how large it really is; only the list of content types is kept.
    private static async Task<byte[]> UnpackAsync(OfficePackage package, long most, CancellationToken cancellation)
    {
        using var types = new MemoryStream();
        foreach (var part in package.Parts.OrderBy(part => part.Offset))
        {
            if (part.Name == ContentTypes)
            {
                most -= await package.UnpackAsync(
                    part,
                    Math.Min(most, MostContentTypesBytes - types.Length),
                    piece => types.Write(piece.Span),
                    cancellation
                );
            }
            else
            {
                most -= await package.UnpackAsync(part, most, _ => { }, cancellation);
            }
        }

        return types.ToArray();
    }

    private static void EnsureMainPart(DocumentKind kind, OfficePackage package, byte[] contentTypes)
    {
        if (contentTypes.Length == 0)
        {
            throw FileFormat.Differs(kind);
        }

        var wanted = kind == DocumentKind.Xlsx ? Workbook : Letter;
        var names = package.Parts.Select(part => part.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var isThere = false;
        // No document type definition, nothing fetched from elsewhere (ASVS 1.5.1).
        using var reader = XmlReader.Create(
            new MemoryStream(contentTypes),
            new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null }
        );
        while (reader.Read())
        {
            var type = reader.NodeType == XmlNodeType.Element ? reader.GetAttribute("ContentType") : null;
            if (type is null)
            {
                continue;
            }

            if (HoldsMacros(type))
            {
                throw new RuleException(DocumentTexts.HasMacros);
            }

            isThere |=
                type.Equals(wanted, StringComparison.OrdinalIgnoreCase)
                && HasPart(names, reader.GetAttribute("PartName"), reader.GetAttribute("Extension"));
        }

        if (!isThere)
        {
            throw FileFormat.Differs(kind);
        }
    }

    // A type is given to one part by name, or to all of an extension.
    private static bool HasPart(HashSet<string> names, string? part, string? extension) =>
        part is not null
            ? names.Contains(part.TrimStart('/'))
            : names.Any(name => name.EndsWith("." + extension, StringComparison.OrdinalIgnoreCase));

    private static bool HoldsMacros(string type) =>
        type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase)
        || type.Contains("vbaProject", StringComparison.OrdinalIgnoreCase)
        || type.Contains("macrosheet", StringComparison.OrdinalIgnoreCase);
}
