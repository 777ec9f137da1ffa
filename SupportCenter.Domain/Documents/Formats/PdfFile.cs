using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace SupportCenter.Domain.Documents.Formats;

/// <summary>Tells a whole PDF from one that was cut off, and refuses what does something when it is opened. A PDF says what it does by
/// names; those may be written in more than one way, and are in packed streams of objects.</summary>
internal static partial class PdfFile
{
    private const int MostUnpackedBytes = 32 * 1024 * 1024;
    private const long MostUnpackedTogether = 200L * 1024 * 1024;
    private const int LongestName = 32;
    private const int MostOfAnObject = 4000;

    private static readonly Dictionary<string, Func<RuleException>> Names = new(StringComparer.Ordinal)
    {
        ["JavaScript"] = ActiveContent.Script,
        ["Rendition"] = ActiveContent.Script,
        ["XFA"] = ActiveContent.Script,
        ["Launch"] = ActiveContent.Command,
        ["SubmitForm"] = ActiveContent.Command,
        ["ImportData"] = ActiveContent.Command,
        ["GoToR"] = ActiveContent.Link,
        ["GoToE"] = ActiveContent.Link,
        ["FFilter"] = ActiveContent.Link,
        ["EmbeddedFile"] = ActiveContent.Embedded,
        ["EmbeddedFiles"] = ActiveContent.Embedded,
        ["RichMedia"] = ActiveContent.Embedded,
        ["Movie"] = ActiveContent.Embedded,
        ["Encrypt"] = () => new RuleException(DocumentTexts.HasPassword),
    };

    /// <summary>Whether a PDF begins here: readers pass over a byte order mark and blank lines before it, and some programs write
    /// those.</summary>
    public static bool Begins(ReadOnlySpan<byte> beginning) =>
        (beginning.StartsWith("\uFEFF"u8) ? beginning[3..] : beginning).TrimStart("\0\t\n\f\r "u8).StartsWith("%PDF-"u8);

    /// <exception cref="InvalidDataException">The file is broken.</exception>
    /// <exception cref="RuleException">There is active content; the sentence says of what sort.</exception>
    public static async Task EnsureAsync(Stream content, CancellationToken cancellation)
    {
        var bytes = new byte[content.Length];
        await content.ReadAtAsync(0, bytes, cancellation);
        // Scanners and mail programs fill a file up to a round length.
        var whole = bytes.AsSpan().TrimEnd("\0\t\n\f\r \u001A"u8);
        var tail = whole[Math.Max(0, whole.Length - 2048)..];
        if (tail.IndexOf("startxref"u8) < 0 || tail.LastIndexOf("%%EOF"u8) < 0)
        {
            throw new InvalidDataException("The file has no end mark.");
        }

        var found = EnsureNames(bytes);
        EnsureOpening(bytes, found.Openings, bytes, found.Packed);
        var total = 0L;
        foreach (var at in found.Packed)
        {
            var unpacked = Unpack(bytes, at);
            total += unpacked.Length;
            if (total > MostUnpackedTogether)
            {
                throw new RuleException(DocumentTexts.UnpackedTooLarge);
            }

            EnsureOpening(unpacked, EnsureNames(unpacked).Openings, bytes, found.Packed);
        }
    }

    /// <summary>Goes through all names, and gives the places of those that say that a packed stream of objects follows, or what is done at
    /// opening.</summary>
    private static (List<int> Packed, List<int> Openings) EnsureNames(ReadOnlySpan<byte> bytes)
    {
        var (packed, openings) = (new List<int>(), new List<int>());
        for (var at = bytes.IndexOf((byte)'/'); at >= 0; )
        {
            var name = NameAt(bytes[(at + 1)..]);
            if (Names.TryGetValue(name, out var why))
            {
                throw why();
            }

            (
                name switch
                {
                    "ObjStm" => packed,
                    "OpenAction" => openings,
                    _ => null,
                }
            )?.Add(at);
            var next = bytes[(at + 1)..].IndexOf((byte)'/');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return (packed, openings);
    }

    // Any character of a name may be written as # and its number.
    private static string NameAt(ReadOnlySpan<byte> bytes)
    {
        Span<char> name = stackalloc char[LongestName];
        var length = 0;
        for (var at = 0; at < bytes.Length && length < LongestName; at++)
        {
            var one = bytes[at];
            if (one <= 0x20 || "()<>[]{}/%"u8.Contains(one))
            {
                break;
            }

            if (
                one == '#'
                && at + 2 < bytes.Length
                && byte.TryParse(bytes.Slice(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var written)
            )
            {
                (one, at) = (written, at + 2);
            }

            name[length++] = (char)one;
        }

        return new string(name[..length]);
    }

    private static byte[] Unpack(byte[] bytes, int at)
    {
        var begin = bytes.AsSpan(0, at).LastIndexOf("obj"u8);
        var stream = bytes.AsSpan(at).IndexOf("stream"u8);
        if (begin < 0 || stream < 0)
        {
            throw new InvalidDataException("A stream of objects is broken.");
        }

        var dictionary = Unescaped(Encoding.Latin1.GetString(bytes, begin, at + stream - begin));
        var start = at + stream + "stream".Length;
        start += bytes.AsSpan(start).StartsWith("\r\n"u8) ? 2 : 1;
        if (!dictionary.Contains("/Filter", StringComparison.Ordinal))
        {
            return [];
        }

        if (OtherFilter().IsMatch(dictionary) || !dictionary.Contains("FlateDecode", StringComparison.Ordinal))
        {
            throw new InvalidDataException("A stream of objects is packed in a way that cannot be looked into.");
        }

        using var unpacked = new MemoryStream();
        using var packed = new ZLibStream(
            new MemoryStream(bytes, start, bytes.Length - start, writable: false),
            CompressionMode.Decompress
        );
        var piece = new byte[64 * 1024];
        while (packed.Read(piece) is var count and > 0)
        {
            if (unpacked.Length + count > MostUnpackedBytes)
            {
                throw new RuleException(DocumentTexts.UnpackedTooLarge);
            }

            unpacked.Write(piece, 0, count);
        }

        return unpacked.ToArray();
    }

    /// <summary>A place in the paper may be shown at opening; everything else is something that is done.</summary>
    private static void EnsureOpening(ReadOnlySpan<byte> within, List<int> openings, byte[] file, List<int> packed)
    {
        foreach (var at in openings)
        {
            var text = Unescaped(Encoding.Latin1.GetString(within.Slice(at, Math.Min(MostOfAnObject, within.Length - at))));
            var opening = Opening().Match(text);
            var value = opening.Groups["number"] is { Success: true } number
                ? ObjectOf(number.Value, file, packed)
                : FirstOf(opening.Groups["value"].Value);
            if (!value.TrimStart().StartsWith('[') && (!GoesThere().IsMatch(value) || GoesElsewhere().IsMatch(value)))
            {
                throw ActiveContent.Script();
            }
        }
    }

    // What follows on the dictionary is something else's.
    private static string FirstOf(string text)
    {
        var depth = 0;
        for (var at = 0; at + 1 < text.Length; at++)
        {
            depth += (text[at], text[at + 1]) switch
            {
                ('<', '<') => 1,
                ('>', '>') => -1,
                _ => 0,
            };
            if (text[at] == text[at + 1] && text[at] is '<' or '>')
            {
                at++;
            }

            if (depth <= 0 && text[at] == '>')
            {
                return text[..(at + 1)];
            }
        }

        return text;
    }

    /// <summary>An object by its number: the last one in the file counts, where it was changed; then those that are packed.</summary>
    private static string ObjectOf(string number, byte[] file, List<int> packed)
    {
        var beginning = Encoding.ASCII.GetBytes(number + " ");
        for (var at = file.AsSpan().LastIndexOf(beginning); at > 0; at = file.AsSpan(0, at).LastIndexOf(beginning))
        {
            var text = Encoding.Latin1.GetString(file, at, Math.Min(MostOfAnObject, file.Length - at));
            if (!char.IsAsciiDigit((char)file[at - 1]) && Object().Match(text) is { Success: true } found)
            {
                return Unescaped(found.Groups["value"].Value);
            }
        }

        return packed
            .Select(place => PackedObjectOf(number, Encoding.Latin1.GetString(Unpack(file, place))))
            .OfType<string>()
            .LastOrDefault("");
    }

    // Numbers and places of the packed objects come first; then the objects, of which the first is no number.
    private static string? PackedObjectOf(string number, string unpacked)
    {
        var begin = unpacked.AsSpan().IndexOfAny("<[/(");
        var numbers = begin < 0 ? [] : unpacked[..begin].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i + 1 < numbers.Length; i += 2)
        {
            if (
                numbers[i] == number
                && int.TryParse(numbers[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var place)
                && place < unpacked.Length - begin
            )
            {
                var from = begin + place;
                var until =
                    i + 3 < numbers.Length && int.TryParse(numbers[i + 3], NumberStyles.None, CultureInfo.InvariantCulture, out var next)
                        ? begin + next
                        : unpacked.Length;
                return Unescaped(unpacked[from..Math.Clamp(until, from, Math.Min(unpacked.Length, from + MostOfAnObject))]);
            }
        }

        return null;
    }

    private static string Unescaped(string text) =>
        text.Contains('#', StringComparison.Ordinal)
            ? Escape().Replace(text, match => ((char)Convert.ToByte(match.Groups["code"].Value, 16)).ToString())
            : text;

    [GeneratedRegex("#(?<code>[0-9A-Fa-f]{2})", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Escape();

    [GeneratedRegex(
        @"/(ASCIIHexDecode|AHx|ASCII85Decode|A85|LZWDecode|LZW|RunLengthDecode|RL|Crypt|Predictor)\b",
        RegexOptions.ExplicitCapture,
        2000
    )]
    private static partial Regex OtherFilter();

    [GeneratedRegex(
        @"\A/OpenAction\s*((?<number>[0-9]+)\s+[0-9]+\s+R|(?<value>[\[<].{0,400}))",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        2000
    )]
    private static partial Regex Opening();

    [GeneratedRegex(@"\A[0-9]+\s+[0-9]+\s+obj\b(?<value>.*?)(endobj|\z)", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 2000)]
    private static partial Regex Object();

    [GeneratedRegex(@"/S\s*/GoTo\b", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex GoesThere();

    [GeneratedRegex(@"/S\s*/(URI|Named|Thread|Sound|Hide)\b", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex GoesElsewhere();
}
