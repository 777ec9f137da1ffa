using System.Globalization;
using System.Runtime.InteropServices;

namespace SupportCenter.Domain.Documents.Formats;

/// <summary>An entry of a dictionary, and where its value begins.</summary>
internal readonly record struct PdfEntry(string Key, int Value);

/// <summary>An object of a PDF: its number, and where what it is begins.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PdfObject(int Number, int Value);

/// <summary>Reads values of a PDF as they are written, after ISO 32000: a word in a string, a hexadecimal string or a comment is not taken
/// for one of the dictionary around it.</summary>
internal sealed class PdfSyntax(byte[] bytes)
{
    private const int LongestName = 32;
    private const int MostDepth = 1000;
    private const int MostTimes = 4;

    // What a file of damaged dictionaries within each other may cost.
    private long left = 1_000_000 + ((long)MostTimes * bytes.Length);

    // The last line that was passed over: a long one full of signs that begin comments is gone through once.
    private Range line;

    public byte[] Bytes => bytes;

    /// <summary>The name that begins behind a slash. Any character of it may be written as # and its number.</summary>
    public string NameAt(int at, out int end)
    {
        Span<char> name = stackalloc char[LongestName];
        var length = 0;
        for (; at < bytes.Length && !IsDelimiter(bytes[at]); at++)
        {
            var one = bytes[at];
            if (
                one == '#'
                && at + 2 < bytes.Length
                && byte.TryParse(bytes.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var written)
            )
            {
                (one, at) = (written, at + 2);
            }

            if (length < LongestName)
            {
                name[length++] = (char)one;
            }
        }

        end = at;
        return new string(name[..length]);
    }

    /// <summary>The name that is the value here, or none.</summary>
    public string? NameValueAt(int at) => (at = SkipBlank(at)) < bytes.Length && bytes[at] == '/' ? NameAt(at + 1, out _) : null;

    /// <summary>Passes over blanks and comments.</summary>
    public int SkipBlank(int at)
    {
        while (at < bytes.Length && (bytes[at] == '%' || IsBlank(bytes[at])))
        {
            at = bytes[at] == '%' ? EndOfLine(at) : at + 1;
        }

        return at;
    }

    public bool Has(int at, ReadOnlySpan<byte> text) => at < bytes.Length && bytes.AsSpan(at).StartsWith(text);

    /// <summary>The number of the object that is named here ("7 0 R"), or none.</summary>
    public int? ReferenceAt(int at) => TwoNumbersAt(SkipBlank(at), (byte)'R') is var (number, _) ? number : null;

    /// <summary>A whole number that is written here, or none.</summary>
    public int? NumberAt(int at) => Digits(SkipBlank(at), out var number) > SkipBlank(at) ? number : null;

    /// <summary>Where a number or word that begins here ends.</summary>
    public int EndOfWord(int at)
    {
        while (at < bytes.Length && !IsDelimiter(bytes[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>Everything that looks like the beginning of an object, wherever it stands.</summary>
    public List<PdfObject> Objects()
    {
        var objects = new List<PdfObject>();
        for (var at = 0; at < bytes.Length; at++)
        {
            if (char.IsAsciiDigit((char)bytes[at]) && (at == 0 || !char.IsAsciiDigit((char)bytes[at - 1])) && ObjectAt(at) is { } found)
            {
                objects.Add(found);
            }
        }

        return objects;
    }

    /// <summary>The entries of the dictionary that begins here, not those of dictionaries in it; none if there is no whole one. What is
    /// no entry is passed over, as programs do.</summary>
    public List<PdfEntry>? EntriesAt(int at, out int end)
    {
        end = at = SkipBlank(at);
        if (!Has(at, "<<"u8))
        {
            return null;
        }

        var entries = new List<PdfEntry>();
        for (at = SkipBlank(at + 2); at >= 0 && at < bytes.Length; at = at < 0 ? at : SkipBlank(at))
        {
            if (Has(at, ">>"u8))
            {
                end = at + 2;
                return entries;
            }

            var begin = at;
            if (bytes[at] == '/')
            {
                var key = NameAt(at + 1, out at);
                entries.Add(new PdfEntry(key, at));
                at = SkipBlank(at);
                Charge(at - begin);
            }

            at = EndOf(at);
        }

        return null;
    }

    /// <summary>Where the value that begins here ends, or -1.</summary>
    public int EndOf(int at)
    {
        if (TwoNumbersAt(at, (byte)'R') is var (_, afterReference))
        {
            return afterReference;
        }

        var open = new Stack<byte>();
        do
        {
            var begin = at;
            at = SkipBlank(at);
            Charge(at - begin);
            at = at < bytes.Length ? EndOfPiece(at, open) : -1;
        } while (at >= 0 && open.Count > 0 && open.Count <= MostDepth);

        return open.Count == 0 ? at : -1;
    }

    private void Charge(int passed)
    {
        left -= passed;
        if (left < 0)
        {
            throw new InvalidDataException("Dictionaries lie in each other as in no paper.");
        }
    }

    private int EndOfPiece(int at, Stack<byte> open)
    {
        switch (bytes[at])
        {
            case (byte)'(':
                return EndOfString(at);
            case (byte)'<' or (byte)'[':
                if (bytes[at] == '<' && !Has(at, "<<"u8))
                {
                    var end = bytes.AsSpan(at).IndexOf((byte)'>');
                    Charge(end < 0 ? bytes.Length - at : end);
                    return end < 0 ? -1 : at + end + 1;
                }

                open.Push(bytes[at]);
                Charge(1);
                return at + (bytes[at] == '<' ? 2 : 1);
            case (byte)'>':
                return Has(at, ">>"u8) && open.TryPop(out var dictionary) && dictionary == '<' ? at + 2 : -1;
            case (byte)']':
                return open.TryPop(out var array) && array == '[' ? at + 1 : -1;
            case (byte)')' or (byte)'{' or (byte)'}':
                return -1;
            default:
                var afterWord = EndOfWord(at + 1);
                Charge(afterWord - at);
                return afterWord;
        }
    }

    private int EndOfString(int at)
    {
        for (var depth = 0; at < bytes.Length; at++)
        {
            Charge(1);
            switch (bytes[at])
            {
                case (byte)'\\':
                    at++;
                    break;
                case (byte)'(':
                    depth++;
                    break;
                case (byte)')' when --depth == 0:
                    return at + 1;
                default:
                    break;
            }
        }

        return -1;
    }

    private PdfObject? ObjectAt(int at)
    {
        const string word = "obj";
        return TwoNumbersAt(at, (byte)word[0]) is var (number, end) && Has(end - 1, "obj"u8)
            ? new PdfObject(number, end - 1 + word.Length)
            : null;
    }

    private (int Number, int End)? TwoNumbersAt(int at, byte before)
    {
        var (end, second) = (Digits(at, out var number), 0);
        if (end == at || (second = SkipBlank(end)) == end)
        {
            return null;
        }

        if ((end = Digits(second, out _)) == second || (end = SkipBlank(end)) >= bytes.Length || bytes[end] != before)
        {
            return null;
        }

        return (number, end + 1);
    }

    private int EndOfLine(int at)
    {
        if (at < line.Start.Value || at >= line.End.Value)
        {
            var end = bytes.AsSpan(at).IndexOfAny((byte)'\r', (byte)'\n');
            line = at..(end < 0 ? bytes.Length : at + end);
        }

        return line.End.Value;
    }

    private int Digits(int at, out int number)
    {
        for (number = 0; at < bytes.Length && char.IsAsciiDigit((char)bytes[at]); at++)
        {
            number = (int)Math.Min(int.MaxValue, (number * 10L) + (bytes[at] - '0'));
        }

        return at;
    }

    private static bool IsBlank(byte one) => one is 0 or 9 or 10 or 12 or 13 or 32;

    private static bool IsDelimiter(byte one) => one <= 0x20 || "()<>[]{}/%"u8.Contains(one);
}
