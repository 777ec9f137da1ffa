using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace SupportCenter.Portal.Printing;

/// <summary>Takes out of a finished file what the library draws by lot: the tags of its font subsets and the identifiers of the file. The
/// same content is then the same file, and its hash can be compared.</summary>
internal static partial class SteadyFile
{
    private const int TagLength = 6;

    /// <summary>Changes the file in place; nothing in it moves.</summary>
    public static void Steady(Span<byte> file)
    {
        var text = Encoding.Latin1.GetString(file);
        Dictionary<string, string> tags = [];
        foreach (Match match in FontName().Matches(text))
        {
            var tag = match.Groups["tag"];
            if (!tags.TryGetValue(tag.Value, out var steady))
            {
                tags[tag.Value] = steady = Tag(tags.Count);
            }

            Encoding.Latin1.GetBytes(steady, file[tag.Index..]);
        }

        List<Capture> parts =
        [
            .. Identifier().Match(text).Groups["part"].Captures.AsEnumerable(),
            .. MetadataIdentifier().Matches(text).SelectMany(match => match.Groups["part"].Captures),
        ];
        foreach (var part in parts)
        {
            file.Slice(part.Index, part.Length).Fill((byte)'0');
        }

        // PDF 32000-1, 14.4: a digest of the content identifies it.
        var hash = Convert.ToHexStringLower(SHA256.HashData(file));
        foreach (var part in parts)
        {
            Encoding.Latin1.GetBytes(hash.AsSpan(0, Math.Min(hash.Length, part.Length)), file[part.Index..]);
        }
    }

    /// <summary>AAAAAA, AAAAAB, … (PDF 32000-1, 9.6.4: six capital letters).</summary>
    private static string Tag(int number)
    {
        var tag = new char[TagLength];
        for (var at = TagLength - 1; at >= 0; at--)
        {
            tag[at] = (char)('A' + (number % 26));
            number /= 26;
        }

        return new string(tag);
    }

    [GeneratedRegex(@"/(BaseFont|FontName)\s*/(?<tag>[A-Z]{6})\+", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex FontName();

    // The metadata names the document and the instance, each by a UUID.
    [GeneratedRegex(
        @"ID>uuid:(?<part>[0-9a-f]{8})-(?<part>[0-9a-f]{4})-(?<part>[0-9a-f]{4})-(?<part>[0-9a-f]{4})-(?<part>[0-9a-f]{12})<",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex MetadataIdentifier();

    [GeneratedRegex(
        @"/ID\s*\[\s*<(?<part>[0-9A-Fa-f]+)>\s*<(?<part>[0-9A-Fa-f]+)>\s*\]",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.RightToLeft
    )]
    private static partial Regex Identifier();
}
