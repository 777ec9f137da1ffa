using System.Buffers;
using System.Text;

namespace SupportCenter.Domain.Documents.Formats;

/// <summary>Tells text from other bytes: all of it is valid in UTF-8, CP932 (Shift_JIS as Windows writes it) or, with its mark in front,
/// UTF-16, and holds no control characters but tabs and ends of lines and pages.</summary>
internal static class PlainText
{
    private const int PieceBytes = 32 * 1024;

    // Control characters, and the private ones that CP932 makes of the bytes it has no characters for.
    private static readonly SearchValues<char> Strange = SearchValues.Create([
        .. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(code => char.IsControl(code) && !"\t\n\r\f".Contains(code)),
        '\uF8F0',
        '\uF8F1',
        '\uF8F2',
        '\uF8F3',
    ]);

    /// <summary>Gives the encodings in which it may be meant.</summary>
    /// <exception cref="RuleException">The bytes are no text.</exception>
    public static async Task<IReadOnlyList<Encoding>> EnsureAsync(Stream content, CancellationToken cancellation)
    {
        var bytes = new byte[PieceBytes];
        var readings = new List<Reading>();
        content.Position = 0;
        for (var first = true; ; first = false)
        {
            var count = await content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
            var isEnd = count < bytes.Length;
            if (first)
            {
                readings.AddRange(Possible(bytes.AsSpan(0, count)).Select(encoding => new Reading(encoding)));
            }

            readings.RemoveAll(reading => !reading.Takes(bytes.AsSpan(0, count), isEnd));
            if (readings.Count == 0)
            {
                throw new RuleException(DocumentTexts.NotText);
            }

            if (isEnd)
            {
                return readings.ConvertAll(reading => reading.Encoding);
            }
        }
    }

    private static Encoding[] Possible(ReadOnlySpan<byte> beginning) =>
        beginning switch
        {
            [0xFF, 0xFE, ..] => [new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true)],
            [0xFE, 0xFF, ..] => [new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true)],
            _ =>
            [
                new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
                CodePagesEncodingProvider.Instance.GetEncoding(932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!,
            ],
        };

    /// <summary>One way in which the bytes may be meant.</summary>
    private sealed class Reading(Encoding encoding)
    {
        private readonly Decoder decoder = encoding.GetDecoder();
        private readonly char[] characters = new char[PieceBytes + 16];

        public Encoding Encoding => encoding;

        public bool Takes(ReadOnlySpan<byte> bytes, bool isEnd)
        {
            try
            {
                return characters.AsSpan(0, decoder.GetChars(bytes, characters, isEnd)).IndexOfAny(Strange) < 0;
            }
            catch (DecoderFallbackException)
            {
                return false; // Not meant so; another reading may hold.
            }
        }
    }
}
