using System.Buffers.Binary;

namespace SupportCenter.Domain.Documents.Formats;

/// <summary>The structure of PNG and JPEG files, as far as it tells that they are such, whole, and not so large that drawing one stops a
/// browser.</summary>
internal static class Pictures
{
    /// <summary>A2 at 600 dots an inch has 139 million.</summary>
    private const long MostPixels = 150_000_000;

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

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static void EnsureSize(long width, long height)
    {
        if (width == 0 || height == 0)
        {
            throw new InvalidDataException("The picture has no size.");
        }

        if (width * height > MostPixels)
        {
            throw new RuleException(DocumentTexts.TooManyPixels);
        }
    }
}
