using System.IO.Compression;
using System.Text;
using System.Text.Json;
using SupportCenter.Domain.Exposure;
using SupportCenter.Portal.Exposure;

namespace SupportCenter.Tests.Exposure;

/// <summary>A token is found however an answer wraps it.</summary>
public sealed class AnswerReaderTests
{
    private const string Token = "k3v9q0m2x7c5t1h8";
    private const string Planted = "株式会社朝霧見本堂";
    private static readonly AnswerReader Reader = new([
        new(Token, "token"),
        new("02000123456", "telephone"),
        new("020-0012-3456", "telephone"),
        new(Planted, "planted"),
    ]);

    public static TheoryData<string> Wrappings =>
        [
            "plain",
            "capitals",
            "utf-16",
            "utf-16 big-endian",
            "shift_jis",
            "entities",
            "percent",
            "json",
            "base64",
            "base64url",
            "gzip",
            "brotli",
            "deflate",
            "zip",
            "zip in zip",
            "gzip file",
            "name in a zip",
        ];

    [Theory]
    [MemberData(nameof(Wrappings))]
    public void A_token_is_found_however_it_is_wrapped_and_says_which_piece_it_is(string wrapping)
    {
        var (body, encoding) = Wrap($"前置き {Token}-impression 後書き", wrapping);
        Assert.Equal(["impression"], Reader.Find("", body, encoding));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("utf-16")]
    [InlineData("shift_jis")]
    [InlineData("entities")]
    [InlineData("json")]
    [InlineData("percent")]
    [InlineData("zip")]
    public void The_name_of_a_canary_that_people_planted_is_found_too(string wrapping)
    {
        var (body, encoding) = Wrap($"<td>{Planted}</td>", wrapping);
        Assert.Equal(["planted"], Reader.Find("", body, encoding));
    }

    [Fact]
    public void Numbers_as_they_are_kept_and_shown_headers_and_several_pieces_are_found()
    {
        Assert.Equal(["telephone"], Reader.Find("", "tel:02000123456"u8.ToArray(), []));
        Assert.Equal(["telephone"], Reader.Find("", "☎ 020-0012-3456"u8.ToArray(), []));
        Assert.Equal(["file-name"], Reader.Find($"Content-Disposition: attachment; filename=\"{Token}-file-name.txt\"", [], []));
        Assert.Equal(
            ["contact", "memo", "name"],
            Reader.Find("", Encoding.UTF8.GetBytes($"{Token}-name,{Token}-contact,{Token}-memo"), [])
        );
    }

    [Fact]
    public void Other_texts_damaged_packages_and_wrong_encodings_are_no_find_and_no_fault()
    {
        Assert.Empty(Reader.Find("", "株式会社夕霧見本堂 k3v9q0m2x7c5t1h7 020-0012-3457"u8.ToArray(), []));
        Assert.Empty(Reader.Find("", [], ["gzip"]));
        Assert.Empty(Reader.Find("", "PK\u0003\u0004 no package"u8.ToArray(), []));
        Assert.Empty(Reader.Find("", [0x1f, 0x8b, 8, 0], ["br"]));
        Assert.Empty(Reader.Find("", [0xff, 0xfe, 0x80, 0], []));
    }

    private static (byte[] Body, string[] Encoding) Wrap(string text, string wrapping)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return wrapping switch
        {
            "capitals" => (Encoding.UTF8.GetBytes(text.Replace(Token, Token.ToUpperInvariant(), StringComparison.Ordinal)), []),
            "utf-16" => (Encoding.Unicode.GetBytes(text), []),
            "utf-16 big-endian" => (Encoding.BigEndianUnicode.GetBytes(text), []),
            "shift_jis" => (CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetBytes(text), []),
            "entities" => (Encoding.ASCII.GetBytes(string.Concat(text.Select(sign => $"&#{(int)sign};"))), []),
            "percent" => (Encoding.ASCII.GetBytes(Uri.EscapeDataString(text)), []),
            "json" => (JsonSerializer.SerializeToUtf8Bytes(new { text }), []),
            "base64" => (Encoding.ASCII.GetBytes($"data:text/plain;base64,{Convert.ToBase64String(bytes)}"), []),
            "base64url" => (
                Encoding.ASCII.GetBytes($"?a={Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_').TrimEnd('=')}&b"),
                []
            ),
            "gzip" => (Packed(bytes, stream => new GZipStream(stream, CompressionLevel.Fastest)), ["gzip"]),
            "brotli" => (Packed(bytes, stream => new BrotliStream(stream, CompressionLevel.Fastest)), ["br"]),
            "deflate" => (Packed(bytes, stream => new ZLibStream(stream, CompressionLevel.Fastest)), ["deflate"]),
            "gzip file" => (Packed(bytes, stream => new GZipStream(stream, CompressionLevel.Fastest)), []),
            "zip" => (Zipped("xl/sharedStrings.xml", bytes), []),
            "zip in zip" => (Zipped("inner.zip", Zipped("a.txt", bytes)), []),
            "name in a zip" => (Zipped($"{Token}-impression.txt", []), []),
            _ => (bytes, []),
        };
    }

    private static byte[] Packed(byte[] bytes, Func<Stream, Stream> pack)
    {
        using var packed = new MemoryStream();
        using (var stream = pack(packed))
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }

    private static byte[] Zipped(string name, byte[] content)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create))
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(content);
        }

        return file.ToArray();
    }
}
