using System.Runtime.CompilerServices;
using System.Text;

namespace SupportCenter.Tests.Documents;

internal static partial class SampleFiles
{
    public static byte[] Png { get; } =
        Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    /// <summary>Eight by eight pixels, as Chromium's canvas writes them.</summary>
    public static byte[] Jpeg { get; } = File.ReadAllBytes(Path.Combine(Here(), "eight-pixels.jpg"));

    /// <summary>One pixel, without loss.</summary>
    public static byte[] WebP { get; } = Convert.FromBase64String("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");

    /// <summary>A WebP with a head that says how large it is.</summary>
    public static byte[] LargeWebP(int width, int height)
    {
        var picture = WebP.AsSpan(12);
        var file = new byte[12 + 18 + picture.Length];
        "RIFF"u8.CopyTo(file);
        BitConverter.GetBytes(file.Length - 8).CopyTo(file, 4);
        "WEBPVP8X"u8.CopyTo(file.AsSpan(8));
        file[16] = 10;
        BitConverter.GetBytes(width - 1)[..3].CopyTo(file, 24);
        BitConverter.GetBytes(height - 1)[..3].CopyTo(file, 27);
        picture.CopyTo(file.AsSpan(30));
        return file;
    }

    /// <summary>A file of boxes, as telephones write pictures and films; the second has a long length.</summary>
    public static byte[] Boxes(string brand) =>
        [
            0,
            0,
            0,
            20,
            .. "ftyp"u8,
            .. Encoding.ASCII.GetBytes(brand),
            0,
            0,
            0,
            0,
            .. Encoding.ASCII.GetBytes(brand),
            .. (byte[])[0, 0, 0, 1],
            .. "meta"u8,
            .. (byte[])[0, 0, 0, 0, 0, 0, 0, 24],
            .. new byte[8],
            .. (byte[])[0, 0, 0, 12],
            .. "mdat"u8,
            .. new byte[4],
        ];

    /// <summary>A TIFF of one page that says how large it is: the width as a short number, the height as a long one.</summary>
    public static byte[] Tiff(bool isLittle, ushort width, uint height)
    {
        byte[] In(byte[] little) => isLittle ? little : [.. little.Reverse()];
        byte[] Entry(ushort tag, ushort type, byte[] value) =>
            [.. In(BitConverter.GetBytes(tag)), .. In(BitConverter.GetBytes(type)), .. In(BitConverter.GetBytes(1u)), .. value];
        return
        [
            .. isLittle ? "II"u8 : "MM"u8,
            .. In(BitConverter.GetBytes((ushort)42)),
            .. In(BitConverter.GetBytes(8u)),
            .. In(BitConverter.GetBytes((ushort)2)),
            .. Entry(256, 3, [.. In(BitConverter.GetBytes(width)), 0, 0]),
            .. Entry(257, 4, In(BitConverter.GetBytes(height))),
            .. new byte[4],
        ];
    }

    /// <summary>The same with numbers of 64 bits.</summary>
    public static byte[] LargeTiff(bool isLittle, long width, long height)
    {
        byte[] In(byte[] little) => isLittle ? little : [.. little.Reverse()];
        byte[] Entry(ushort tag, long value) =>
            [
                .. In(BitConverter.GetBytes(tag)),
                .. In(BitConverter.GetBytes((ushort)16)),
                .. In(BitConverter.GetBytes(1L)),
                .. In(BitConverter.GetBytes(value)),
            ];
        return
        [
            .. isLittle ? "II"u8 : "MM"u8,
            .. In(BitConverter.GetBytes((ushort)43)),
            .. In(BitConverter.GetBytes((ushort)8)),
            .. In(BitConverter.GetBytes((ushort)0)),
            .. In(BitConverter.GetBytes(16L)),
            .. In(BitConverter.GetBytes(2L)),
            .. Entry(256, width),
            .. Entry(257, height),
            .. new byte[8],
        ];
    }

    /// <summary>The segment of a camera that was held sideways (EXIF, orientation 6).</summary>
    public static byte[] Turned { get; } =
    [0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "II*\0\b\0\0\0"u8, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>The chunk that says that several pictures follow one another (APNG); sums are not looked at.</summary>
    public static byte[] Moving { get; } = [0, 0, 0, 8, .. "acTL"u8, 0, 0, 0, 1, 0, 0, 0, 0, 0xB9, 0x3D, 0xD9, 0x2E];

    /// <summary>An animated WebP with one picture.</summary>
    public static byte[] MovingWebP { get; } =
    [
        .. "RIFF"u8,
        76,
        0,
        0,
        0,
        .. "WEBPVP8X"u8,
        10,
        0,
        0,
        0,
        2,
        .. new byte[9],
        .. "ANIM"u8,
        6,
        0,
        0,
        0,
        .. new byte[6],
        .. "ANMF"u8,
        32,
        0,
        0,
        0,
        .. new byte[16],
        .. "VP8L"u8,
        8,
        0,
        0,
        0,
        .. new byte[8],
    ];

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
