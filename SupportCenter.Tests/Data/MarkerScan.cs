using System.IO.Compression;
using System.Text;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Data;

/// <summary>Looks for something that was disclosed in raw bytes: in every spelling that the portal folds to one, in every encoding that
/// something might have written it in, and within what was compressed.</summary>
internal sealed class MarkerScan
{
    private const int Block = 1 << 22;
    private readonly List<(string What, byte[] Bytes)> markers = [];

    /// <param name="texts">Parts of personal data, long enough that chance does not make them (six bytes and more in every
    /// encoding).</param>
    public MarkerScan(params string[] texts)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        foreach (var spelling in texts.SelectMany(Spellings).Where(text => text.Length > 2).Distinct(StringComparer.Ordinal))
        {
            markers.AddRange(Encodings(spelling).Where(entry => entry.Bytes.Length >= 6));
        }

        markers = [.. markers.DistinctBy(entry => Convert.ToHexString(entry.Bytes))];
    }

    /// <summary>How many different byte sequences are looked for.</summary>
    public int Count => markers.Count;

    /// <summary>The markers that are in any file of these folders, with the file.</summary>
    public IReadOnlyList<string> InFolders(params string[] folders)
    {
        // The gate is a lock, and has no bytes; who reads it takes somebody's turn.
        var files = folders
            .SelectMany(folder => Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
            .Where(file => !file.EndsWith(".gate", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(files);
        return [.. files.SelectMany(InFile)];
    }

    /// <summary>The markers that are in a file, or in what is packed in it.</summary>
    public IReadOnlyList<string> InFile(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return [.. InStream(stream).Concat(InPacked(path)).Select(what => $"{path}: {what}").Distinct()];
    }

    /// <summary>The markers that are in a text.</summary>
    public IReadOnlyList<string> InText(string text) => InStream(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    /// <summary>How often each marker is in a stream of any length.</summary>
    public Dictionary<string, int> CountIn(Stream stream)
    {
        var (found, overlap) = (new Dictionary<string, int>(StringComparer.Ordinal), markers.Max(entry => entry.Bytes.Length) - 1);
        var (buffer, kept) = (new byte[Block + overlap], 0);
        for (int read; (read = stream.ReadAtLeast(buffer.AsSpan(kept, Block), Block, throwOnEndOfStream: false)) > 0; )
        {
            var here = buffer.AsSpan(0, kept + read);
            foreach (var (what, bytes) in markers)
            {
                // What lies wholly in the part that was kept was counted with the block before.
                if (here[Math.Max(0, kept - bytes.Length + 1)..].Count(bytes) is > 0 and var count)
                {
                    found[what] = found.GetValueOrDefault(what) + count;
                }
            }

            kept = Math.Min(overlap, here.Length);
            here[^kept..].ToArray().CopyTo(buffer, 0);
        }

        return found;
    }

    private IReadOnlyList<string> InStream(Stream stream) => [.. CountIn(stream).Keys];

    private List<string> InPacked(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> head = stackalloc byte[4];
        var length = stream.ReadAtLeast(head, 4, throwOnEndOfStream: false);
        stream.Position = 0;
        if (length == 4 && head[..2].SequenceEqual((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            using var unpacked = new GZipStream(stream, CompressionMode.Decompress);
            return [.. InStream(unpacked)];
        }

        if (length == 4 && head.SequenceEqual("PK\u0003\u0004"u8))
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            return
            [
                .. zip.Entries.SelectMany(entry =>
                {
                    using var part = entry.Open();
                    return InStream(part);
                }),
            ];
        }

        return [];
    }

    /// <summary>As typed, folded for searching, and with kana of the other kinds and widths.</summary>
    private static IEnumerable<string> Spellings(string text)
    {
        var wide = text.Normalize(NormalizationForm.FormKC);
        var katakana = string.Concat(wide.Select(letter => letter is >= 'ぁ' and <= 'ゖ' ? (char)(letter + 0x60) : letter));
        var hiragana = string.Concat(wide.Select(letter => letter is >= 'ァ' and <= 'ヶ' ? (char)(letter - 0x60) : letter));
        yield return text;
        yield return wide;
        yield return TextFolding.Fold(text);
        yield return katakana;
        yield return hiragana;
        yield return string.Concat(katakana.Normalize(NormalizationForm.FormD).Select(HalfWidth));
        yield return string.Concat(wide.Select(letter => letter is > ' ' and <= '~' ? (char)(letter + 0xFEE0) : letter));
        yield return text.Normalize(NormalizationForm.FormD);
    }

    private static string HalfWidth(char letter)
    {
        const string Full =
            "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";
        return letter switch
        {
            '\u3099' => "ﾞ",
            '\u309A' => "ﾟ",
            _ => Full.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at ? ((char)(0xFF61 + at)).ToString() : letter.ToString(),
        };
    }

    private static IEnumerable<(string What, byte[] Bytes)> Encodings(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        yield return ($"{text} (UTF-8)", utf8);
        yield return ($"{text} (UTF-16 LE)", Encoding.Unicode.GetBytes(text));
        yield return ($"{text} (UTF-16 BE)", Encoding.BigEndianUnicode.GetBytes(text));
        foreach (var page in new[] { 932, 51932 })
        {
            var encoding = Encoding.GetEncoding(page, new EncoderReplacementFallback(""), DecoderFallback.ReplacementFallback);
            if (encoding.GetString(encoding.GetBytes(text)) == text)
            {
                yield return ($"{text} (code page {page})", encoding.GetBytes(text));
            }
        }

        if (text.Any(letter => letter > '~'))
        {
            yield return ($"{text} (JSON)", Encoding.ASCII.GetBytes(string.Concat(text.Select(letter => $"\\u{(int)letter:X4}"))));
            yield return ($"{text} (JSON, small)", Encoding.ASCII.GetBytes(string.Concat(text.Select(letter => $"\\u{(int)letter:x4}"))));
            yield return ($"{text} (HTML)", Encoding.ASCII.GetBytes(string.Concat(text.Select(letter => $"&#x{(int)letter:X};"))));
            yield return ($"{text} (percent)", Encoding.ASCII.GetBytes(Uri.EscapeDataString(text)));
        }

        // At each of three places within the groups of base64; the letters at both ends depend on what is beside them.
        for (var shift = 0; shift < 3; shift++)
        {
            var letters = Convert.ToBase64String([.. new byte[shift], .. utf8]).TrimEnd('=');
            yield return ($"{text} (base64, {shift})", Encoding.ASCII.GetBytes(letters[(shift == 0 ? 0 : shift + 1)..^1]));
        }
    }
}
