using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Text;

namespace SupportCenter.Domain.Documents.Formats;

/// <summary>The structure of pictures, as far as it tells that they are such, whole, and not so large that drawing one stops a
/// browser.</summary>
internal static class Pictures
{
    /// <summary>A2 at 600 dots an inch has 139 million.</summary>
    private const long MostPixels = 150_000_000;

    private const ushort TiffWidth = 256;
    private const ushort TiffHeight = 257;
    private const ushort ShortNumber = 3;
    private const ushort LargeNumber = 16;

    private static readonly FrozenSet<string> HeicBrands = FrozenSet.Create(
        StringComparer.Ordinal,
        "heic",
        "heix",
        "heim",
        "heis",
        "hevc",
        "hevx",
        "hevm",
        "hevs",
        "mif1",
        "msf1"
    );

    public static ReadOnlySpan<byte> PngSignature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static ReadOnlySpan<byte> JpegSignature => [0xFF, 0xD8, 0xFF];

    public static async Task EnsurePngAsync(Stream content, CancellationToken cancellation)
    {
        var head = new byte[16];
        var hasPixels = false;
        for (long at = PngSignature.Length; ; )
        {
            await content.ReadAtAsync(at, head.AsMemory(0, 8), cancellation);
            var (length, isFirst) = (BinaryPrimitives.ReadUInt32BigEndian(head), at == PngSignature.Length);
            var type = head.AsSpan(4, 4);
            if (isFirst != type.SequenceEqual("IHDR"u8))
            {
                throw new InvalidDataException("IHDR is not the first chunk.");
            }

            hasPixels |= type.SequenceEqual("IDAT"u8) && length > 0;
            if (type.SequenceEqual("IEND"u8))
            {
                break;
            }

            if (isFirst)
            {
                await content.ReadAtAsync(at, head, cancellation);
                var width = BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(8));
                await content.ReadAtAsync(at + 12, head.AsMemory(0, 4), cancellation);
                EnsureSize(width, BinaryPrimitives.ReadUInt32BigEndian(head));
            }

            at += 12L + length;
        }

        if (!hasPixels)
        {
            throw new InvalidDataException("There are no pixels.");
        }
    }

    public static async Task EnsureJpegAsync(Stream content, CancellationToken cancellation)
    {
        var head = new byte[9];
        var hasFrame = false;
        for (long at = 2; ; )
        {
            await content.ReadAtAsync(at, head.AsMemory(0, 4), cancellation);
            var marker = head[1];
            if (head[0] != 0xFF)
            {
                throw new InvalidDataException("A marker is missing.");
            }

            if (marker == 0xFF)
            {
                at++; // Fill bytes may stand before a marker.
                continue;
            }

            if (marker == 0xDA)
            {
                break; // From here on come the pixels.
            }

            if (IsFrame(marker))
            {
                await content.ReadAtAsync(at, head, cancellation);
                EnsureSize(BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(7)), BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(5)));
                hasFrame = true;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(2));
            at += length >= 2 ? 2 + length : throw new InvalidDataException("A segment is too short.");
        }

        if (!hasFrame)
        {
            throw new InvalidDataException("There is no frame.");
        }
    }

    public static async Task EnsureWebPAsync(Stream content, CancellationToken cancellation)
    {
        var head = new byte[30];
        await content.ReadAtAsync(0, head, cancellation);
        if (BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4)) > content.Length - 8)
        {
            throw new EndOfStreamException();
        }

        var (kind, data) = (Encoding.ASCII.GetString(head, 12, 4), head.AsMemory(20));
        var size = kind switch
        {
            "VP8 " when data.Span[3..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]) => (UInt16(6) & 0x3FFF, UInt16(8) & 0x3FFF),
            "VP8L" when data.Span[0] == 0x2F => ((UInt32(1) & 0x3FFF) + 1, ((UInt32(1) >> 14) & 0x3FFF) + 1),
            "VP8X" => ((UInt32(4) & 0xFFFFFF) + 1, (UInt32(6) >> 8) + 1),
            _ => throw new InvalidDataException("There is no picture in it."),
        };
        EnsureSize(size.Item1, size.Item2);

        long UInt16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(data.Span[at..]);
        long UInt32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(data.Span[at..]);
    }

    /// <summary>Whether a file of boxes (ISO/IEC 14496-12) begins that says that it holds a picture of a telephone.</summary>
    public static bool IsHeic(ReadOnlySpan<byte> beginning)
    {
        if (beginning.Length < 16 || !beginning[4..].StartsWith("ftyp"u8))
        {
            return false;
        }

        var brands = beginning[8..(int)Math.Clamp(BinaryPrimitives.ReadUInt32BigEndian(beginning), 16, Math.Min(beginning.Length, 256))];
        for (; brands.Length >= 4; brands = brands[4..])
        {
            if (HeicBrands.Contains(Encoding.Latin1.GetString(brands[..4])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A picture as iPhones take it: one box after another to the end of the file. Browsers do not draw it.</summary>
    public static async Task EnsureHeicAsync(Stream content, CancellationToken cancellation)
    {
        var head = new byte[16];
        for (long at = 0; at < content.Length; )
        {
            await content.ReadAtAsync(at, head.AsMemory(0, 8), cancellation);
            long length = BinaryPrimitives.ReadUInt32BigEndian(head);
            if (length == 1)
            {
                await content.ReadAtAsync(at, head, cancellation);
                length = BinaryPrimitives.ReadInt64BigEndian(head.AsSpan(8));
            }

            // The last box may say that it goes on to the end.
            length = length == 0 ? content.Length - at : length;
            if (length < 8 || length > content.Length - at)
            {
                throw new InvalidDataException("A box is cut off.");
            }

            at += length;
        }
    }

    /// <summary>Whether a TIFF begins, or one of the sort for large files (BigTIFF).</summary>
    public static bool IsTiff(ReadOnlySpan<byte> beginning) =>
        beginning.StartsWith("II*\0"u8)
        || beginning.StartsWith("MM\0*"u8)
        || beginning.StartsWith("II+\0\b\0\0\0"u8)
        || beginning.StartsWith("MM\0+\0\b\0\0"u8);

    /// <summary>A picture as telefax machines and scanners write it: a list of its properties, at any place. Browsers do not draw
    /// it.</summary>
    public static async Task EnsureTiffAsync(Stream content, CancellationToken cancellation)
    {
        var entry = new byte[20];
        await content.ReadAtAsync(0, entry.AsMemory(0, 8), cancellation);
        var (isLittle, isBig) = (entry[0] == 'I', entry.AsSpan(2, 2).Contains((byte)'+'));
        var (number, count, length) = isBig ? (8, 8, 20) : (4, 2, 12);
        await content.ReadAtAsync(isBig ? 8 : 4, entry.AsMemory(0, number), cancellation);
        var list = Number(0, number);
        await content.ReadAtAsync(list, entry.AsMemory(0, count), cancellation);
        var (width, height) = (1L, 1L);
        for (var (left, at) = (Number(0, count), list + count); left > 0; left--, at += length)
        {
            await content.ReadAtAsync(at, entry.AsMemory(0, length), cancellation);
            var value = Number(
                isBig ? 12 : 8,
                (ushort)Number(2, 2) switch
                {
                    ShortNumber => 2,
                    LargeNumber when isBig => 8,
                    _ => 4,
                }
            );
            (width, height) = Number(0, 2) switch
            {
                TiffWidth => (value, height),
                TiffHeight => (width, value),
                _ => (width, height),
            };
        }

        EnsureSize(width, height);

        long Number(int from, int bytes)
        {
            var written = entry.AsSpan(from, bytes);
            return bytes switch
            {
                2 => isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(written) : BinaryPrimitives.ReadUInt16BigEndian(written),
                4 => isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(written) : BinaryPrimitives.ReadUInt32BigEndian(written),
                _ => isLittle ? BinaryPrimitives.ReadInt64LittleEndian(written) : BinaryPrimitives.ReadInt64BigEndian(written),
            };
        }
    }

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static void EnsureSize(long width, long height)
    {
        if (width <= 0 || height <= 0)
        {
            throw new InvalidDataException("The picture has no size.");
        }

        if (width > MostPixels || height > MostPixels || width * height > MostPixels)
        {
            throw new RuleException(DocumentTexts.TooManyPixels);
        }
    }
}
