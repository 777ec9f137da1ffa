using SupportCenter.Domain.Documents.Formats;

namespace SupportCenter.Domain.Import;

/// <summary>
/// Unpacks every part of an .xlsx before anything else opens it, and counts its bytes: the lengths in a package's list are claims of
/// whoever made the file.
///</summary>
internal static class PackageCheck
{
    private const int MostParts = 2_000;
    private const long MostUnpacked = 160L * 1024 * 1024;

    // Sheets are read as a stream; everything else (shared texts, styles) is held in memory by the reader.
    private const long MostOfOnePart = 32L * 1024 * 1024;

    /// <exception cref="InvalidDataException">The package is broken, or lies.</exception>
    /// <exception cref="RuleException">It is too large when unpacked, needs a password, or is no workbook.</exception>
    public static void Check(byte[] file)
    {
        using var content = new MemoryStream(file, writable: false);
        var package = Limited(OfficePackage.ReadAsync(content, MostParts, CancellationToken.None));
        Refuse(package.Parts.Any(part => part.IsEncrypted), ImportTexts.Refused_Password);
        Refuse(!package.Parts.Any(IsWorkbook), ImportTexts.Refused_NoWorkbook);
        Refuse(package.Parts.Sum(part => part.Bytes) > MostUnpacked, ImportTexts.Refused_TooLarge);

        // Parts that overlap are a bomb's trick.
        Refuse(package.Parts.Sum(part => part.PackedBytes) > file.Length, ImportTexts.Refused_Broken);
        var left = MostUnpacked;
        foreach (var part in package.Parts)
        {
            left -= Limited(package.UnpackAsync(part, Math.Min(left, MostOf(part)), _ => { }, CancellationToken.None));
        }
    }

    private static long MostOf(PackagePart part) =>
        part.Name.StartsWith("xl/worksheets/", StringComparison.OrdinalIgnoreCase) ? MostUnpacked : MostOfOnePart;

    private static bool IsWorkbook(PackagePart part) =>
        part.Name.Replace('\\', '/').TrimStart('/').StartsWith("xl/workbook.", StringComparison.OrdinalIgnoreCase);

    /// <summary>The only rule that the package itself has is how large it may be.</summary>
    private static T Limited<T>(Task<T> reading)
    {
        try
        {
            return WorkbookReading.InMemory(reading);
        }
        catch (RuleException)
        {
            throw new RuleException(ImportTexts.Refused_TooLarge);
        }
    }

    private static void Refuse(bool refused, string sentence)
    {
        if (refused)
        {
            throw new RuleException(sentence);
        }
    }
}
