using System.Buffers;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using SupportCenter.Domain.Exposure;

namespace SupportCenter.Portal.Exposure;

/// <summary>Looks for pieces of canaries in an answer, however they are wrapped: compressed, in another encoding, escaped, as base64,
/// within an Office file or a zip.</summary>
/// <remarks>Glyphs of a PDF are no text that could be searched; a PDF that answers is on no list and an alarm by that.</remarks>
internal sealed partial class AnswerReader
{
    /// <summary>Bytes that are looked at, of an answer and of each thing unpacked from it.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    private const int Deepest = 3;
    private const int ShortestRun = 24;
    private static readonly SearchValues<char> Base64Letters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"
    );
    private static readonly Encoding ShiftJis = CodePagesEncodingProvider.Instance.GetEncoding(932)!;
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private readonly IReadOnlyList<WatchedText> texts;
    private readonly SearchValues<string> wanted;

    public AnswerReader(IReadOnlyList<WatchedText> texts) =>
        (this.texts, wanted) = (texts, SearchValues.Create([.. texts.Select(text => text.Text)], StringComparison.OrdinalIgnoreCase));

    /// <summary>The pieces that are in the answer; none when it has none.</summary>
    public IReadOnlyCollection<string> Find(string headers, byte[] body, IEnumerable<string> encodings)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        Search(headers, found, 0);
        Look(encodings.Reverse().Aggregate(body, Unpacked), found, 0);
        return found;
    }

    private void Look(byte[] bytes, SortedSet<string> found, int depth)
    {
        if (bytes.Length == 0 || depth > Deepest)
        {
            return;
        }

        if (bytes is [0x1f, 0x8b, ..])
        {
            Look(Unpacked(bytes, "gzip"), found, depth + 1);
        }
        else if (bytes is [(byte)'P', (byte)'K', 3, 4, ..])
        {
            LookIntoPackage(bytes, found, depth + 1);
        }

        foreach (var reading in Readings(bytes))
        {
            Search(reading, found, depth);
        }
    }

    private static IEnumerable<string> Readings(byte[] bytes)
    {
        string? utf8 = null;
        try
        {
            utf8 = StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            // Another encoding, or no text.
        }

        yield return utf8 ?? Encoding.Latin1.GetString(bytes);
        if (utf8 is null)
        {
            yield return ShiftJis.GetString(bytes);
        }

        if (utf8 is null || bytes.AsSpan().Contains((byte)0))
        {
            yield return Encoding.Unicode.GetString(bytes);
            yield return Encoding.BigEndianUnicode.GetString(bytes);
        }
    }

    private void Search(string text, SortedSet<string> found, int depth)
    {
        Note(text, found);
        if (text.Contains('&', StringComparison.Ordinal))
        {
            Note(WebUtility.HtmlDecode(text), found);
        }

        if (text.Contains('%', StringComparison.Ordinal))
        {
            Note(Uri.UnescapeDataString(text), found);
        }

        if (text.Contains("\\u", StringComparison.Ordinal))
        {
            Note(JsonEscape().Replace(text, match => ((char)Convert.ToInt32(match.Groups["code"].Value, 16)).ToString()), found);
        }

        foreach (var letters in Base64Runs(text))
        {
            var bytes = new byte[letters.Length];
            if (Convert.TryFromBase64String(letters.PadRight((letters.Length + 3) / 4 * 4, '='), bytes, out var written))
            {
                Look(bytes[..written], found, depth + 1);
            }
        }
    }

    /// <summary>Runs of letters that could be base64, in either alphabet, long enough to hold a token.</summary>
    private static IEnumerable<string> Base64Runs(string text)
    {
        for (var at = 0; at < text.Length; )
        {
            var start = text.AsSpan(at).IndexOfAny(Base64Letters);
            if (start < 0)
            {
                yield break;
            }

            var length = text.AsSpan(at + start).IndexOfAnyExcept(Base64Letters);
            length = length < 0 ? text.Length - at - start : length;
            if (length >= ShortestRun)
            {
                yield return text.Substring(at + start, length - (length % 4 == 1 ? 1 : 0)).Replace('-', '+').Replace('_', '/');
            }

            at += start + length;
        }
    }

    private void Note(string text, SortedSet<string> found)
    {
        for (var at = text.AsSpan().IndexOfAny(wanted); at >= 0; )
        {
            var rest = text.AsSpan(at);
            var length = 1;
            foreach (var watched in texts)
            {
                if (rest.StartsWith(watched.Text, StringComparison.OrdinalIgnoreCase))
                {
                    length = watched.Text.Length;
                    var named = PieceName().Match(text, at + length, Math.Min(40, text.Length - at - length));
                    found.Add(watched.Piece == "token" && named.Success ? named.Groups["piece"].Value : watched.Piece);
                    break;
                }
            }

            var next = text.AsSpan(at + length).IndexOfAny(wanted);
            at = next < 0 ? -1 : at + length + next;
        }
    }

    private void LookIntoPackage(byte[] bytes, SortedSet<string> found, int depth)
    {
        try
        {
            using var package = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
            foreach (var part in package.Entries)
            {
                Note(part.FullName, found);
                using var content = part.Open();
                Look(ReadUpTo(content), found, depth);
            }
        }
        catch (InvalidDataException)
        {
            // Cut short or damaged: searched as it stands.
        }
    }

    private static byte[] Unpacked(byte[] bytes, string encoding)
    {
        try
        {
            using var packed = new MemoryStream(bytes);
            using Stream? clear = encoding.ToUpperInvariant() switch
            {
                "GZIP" or "X-GZIP" => new GZipStream(packed, CompressionMode.Decompress),
                "BR" => new BrotliStream(packed, CompressionMode.Decompress),
                "DEFLATE" => new ZLibStream(packed, CompressionMode.Decompress),
                _ => null,
            };
            return clear is null ? bytes : ReadUpTo(clear);
        }
        catch (InvalidDataException)
        {
            return bytes; // A part of an answer, or not what it says: searched as it stands.
        }
    }

    private static byte[] ReadUpTo(Stream content)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[81920];
        for (int count; kept.Length < MostBytes && (count = content.Read(buffer)) > 0; )
        {
            kept.Write(buffer, 0, count);
        }

        return kept.ToArray();
    }

    [GeneratedRegex(@"\\u(?<code>[0-9a-fA-F]{4})", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex JsonEscape();

    [GeneratedRegex(@"\G-(?<piece>[a-z][a-z-]*[a-z])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PieceName();
}
