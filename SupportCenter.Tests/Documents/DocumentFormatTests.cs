using System.Text;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Documents.Formats;

namespace SupportCenter.Tests.Documents;

/// <summary>The content must be what the name says.</summary>
public sealed class DocumentFormatTests
{
    public static TheoryData<string, string> Honest =>
        new()
        {
            { nameof(SampleFiles.Xlsx), "売上.xlsx" },
            { nameof(SampleFiles.Xls), "相談票.xls" },
            { nameof(SampleFiles.Docx), "計画書.DOCX" },
            { nameof(SampleFiles.Pdf), "申請書.pdf" },
            { nameof(SampleFiles.Png), "写真.png" },
            { nameof(SampleFiles.Jpeg), "写真.jpg" },
            { nameof(SampleFiles.Jpeg), "写真.JPEG" },
            { nameof(SampleFiles.Jpeg), "写真.jfif" },
            { nameof(SampleFiles.WebP), "写真.webp" },
            { "lossy webp", "写真.webp" },
            { "large webp", "写真.webp" },
            { "heic", "IMG_0001.HEIC" },
            { "heif", "IMG_0001.heif" },
            { "tiff", "FAX.tif" },
            { "tiff of a Mac", "FAX.TIFF" },
            { "large tiff", "FAX.tif" },
            { "large tiff of a Mac", "FAX.tif" },
            { nameof(SampleFiles.Jpeg), "写真.jpe" },
            { "turned jpeg", "写真.jpg" },
            { "moving png", "写真.png" },
            { "moving webp", "写真.webp" },
            { nameof(SampleFiles.Text), "メモ.txt" },
            { nameof(SampleFiles.Shift), "売上.csv" },
            { nameof(SampleFiles.Utf16), "売上.csv" },
            { nameof(SampleFiles.Html), "画面.txt" },
        };

    public static TheoryData<string, string, string> Lies =>
        new()
        {
            { nameof(SampleFiles.Text), "申請書.pdf", DocumentTexts.ContentDiffers },
            { nameof(SampleFiles.Png), "写真.jpg", DocumentTexts.ContentDiffers },
            { nameof(SampleFiles.Jpeg), "写真.png", DocumentTexts.ContentDiffers },
            { nameof(SampleFiles.Program), "売上.xlsx", DocumentTexts.ContentDiffers },
            { nameof(SampleFiles.Program), "売上.xls", DocumentTexts.ContentDiffers },
            { nameof(SampleFiles.Program), "メモ.txt", DocumentTexts.NotText },
            { nameof(SampleFiles.Png), "売上.csv", DocumentTexts.NotText },
            { nameof(SampleFiles.Pdf), "メモ.txt", DocumentTexts.ContentDiffers },
            { nameof(SampleFiles.Xls), "相談票.xlsx", DocumentTexts.ContentDiffers },
            { nameof(SampleFiles.Xlsx), "相談票.xls", DocumentTexts.ContentDiffers },
            { nameof(SampleFiles.Docx), "売上.xlsx", DocumentTexts.ContentDiffers },
            { nameof(SampleFiles.Xlsx), "計画書.docx", DocumentTexts.ContentDiffers },
            { "zip", "売上.xlsx", DocumentTexts.ContentDiffers },
            { "xlsm", "売上.xlsx", DocumentTexts.HasMacros },
            { "macro type", "売上.xlsx", DocumentTexts.HasMacros },
            { "password xlsx", "売上.xlsx", DocumentTexts.HasPassword },
            { "password xls", "売上.xls", DocumentTexts.HasPassword },
            { "compound of something else", "売上.xls", DocumentTexts.ContentDiffers },
            { "external entity", "売上.xlsx", DocumentTexts.Damaged },
            { "cut pdf", "申請書.pdf", DocumentTexts.Damaged },
            { "cut png", "写真.png", DocumentTexts.Damaged },
            { "cut xlsx", "売上.xlsx", DocumentTexts.Damaged },
            { "cut xls", "売上.xls", DocumentTexts.Damaged },
            { "headless jpeg", "写真.jpg", DocumentTexts.Damaged },
            { "endless chain", "売上.xls", DocumentTexts.Damaged },
            { "many pixels", "写真.png", DocumentTexts.TooManyPixels },
            { "cut webp", "写真.webp", DocumentTexts.Damaged },
            { "webp without picture", "写真.webp", DocumentTexts.Damaged },
            { "many pixels of webp", "写真.webp", DocumentTexts.TooManyPixels },
            { "cut heic", "写真.heic", DocumentTexts.Damaged },
            { "film", "写真.heic", DocumentTexts.ContentDiffers },
            { "cut tiff", "写真.tif", DocumentTexts.Damaged },
            { "many pixels of tiff", "写真.tif", DocumentTexts.TooManyPixels },
            { nameof(SampleFiles.WebP), "写真.jpg", DocumentTexts.ContentDiffers },
            { "heic", "写真.jpg", DocumentTexts.ContentDiffers },
            { nameof(SampleFiles.Png), "写真.tiff", DocumentTexts.ContentDiffers },
            { nameof(SampleFiles.Text), "写真.heic", DocumentTexts.ContentDiffers },
            { "page before pdf", "申請書.pdf", DocumentTexts.ContentDiffers },
            { "mark before pdf", "メモ.txt", DocumentTexts.ContentDiffers },
            { "compound of something else", "計画書.doc", DocumentTexts.OtherLetter },
            { nameof(SampleFiles.Text), "計画書.RTF", DocumentTexts.OtherLetter },
            { nameof(SampleFiles.Text), "run.exe", DocumentTexts.KindNotAccepted },
            { nameof(SampleFiles.Html), "page.html", DocumentTexts.KindNotAccepted },
            { nameof(SampleFiles.Text), "名前だけ", DocumentTexts.KindNotAccepted },
            { "xlsm", "売上.xlsm", DocumentTexts.HasMacros },
            { "xlsm", "計画書.DOCM", DocumentTexts.HasMacros },
            { nameof(SampleFiles.Xlsx), "売上.xlsb", DocumentTexts.OtherSheets },
            { nameof(SampleFiles.Xlsx), "説明.pptx", DocumentTexts.OtherSheets },
            { nameof(SampleFiles.Text), "売上.ods", DocumentTexts.OtherSheets },
            { nameof(SampleFiles.Text), "写真.avif", DocumentTexts.OtherPicture },
            { nameof(SampleFiles.Text), "写真.BMP", DocumentTexts.OtherPicture },
            { nameof(SampleFiles.Text), "図.svg", DocumentTexts.OtherPicture },
            { "cut large tiff", "FAX.tif", DocumentTexts.Damaged },
            { "many pixels of large tiff", "FAX.tif", DocumentTexts.TooManyPixels },
            { "avif", "写真.heic", DocumentTexts.ContentDiffers },
            { "words before pdf", "申請書.pdf", DocumentTexts.ContentDiffers },
            { "nothing", "メモ.txt", DocumentTexts.Empty },
        };

    [Theory]
    [MemberData(nameof(Honest))]
    public async Task A_file_of_every_kind_is_taken_in_and_comes_back_as_it_was(string sample, string name)
    {
        await using var desk = await DocumentDesk.StartAsync();
        var content = SampleOf(sample);

        var receipt = await desk.UploadAsync(content, name);

        Assert.Equal((name, content.Length, (DateTime?)null), (receipt.FileName, receipt.Size, receipt.SameSinceUtc));
        Assert.Equal(DocumentKinds.Of(name), receipt.Kind);
        Assert.Equal(content, await desk.ReadAsync(receipt.Id));
    }

    public static IEnumerable<object[]> Uploads() =>
        Directory.EnumerateFiles(Path.Combine(Here(), "..", "Cases", "reports-1", "uploads")).Select(file => new object[] { file });

    [Theory]
    [MemberData(nameof(Uploads))]
    public async Task A_file_of_an_ordinary_program_that_was_refused_once_is_taken_in(string file)
    {
        await using var desk = await DocumentDesk.StartAsync();
        var content = await File.ReadAllBytesAsync(file);

        var receipt = await desk.UploadAsync(content, Path.GetFileName(file));

        Assert.Equal(content, await desk.ReadAsync(receipt.Id));
    }

    [Fact]
    public async Task A_PDF_may_have_a_mark_and_blank_lines_before_it_and_be_filled_up_behind()
    {
        string[] before = ["", "\uFEFF", "\r\n", "\n\n\n", "\uFEFF\r\n \t", "\0\0\f", "\r\n\uFEFF", "\uFEFF\uFEFF\n"];
        string[] fill = ["", "\0", "\r\n", "\u001A", " \n"];
        foreach (
            var (mark, sign, bytes) in before.SelectMany(mark =>
                fill.SelectMany(sign => new[] { 1, 2047, 70_000 }.Select(n => (mark, sign, n)))
            )
        )
        {
            var padding = string.Concat(Enumerable.Repeat(sign, bytes));
            byte[] content = [.. Encoding.UTF8.GetBytes(mark), .. SampleFiles.Pdf, .. Encoding.UTF8.GetBytes(padding)];

            FileFormat.EnsureBeginning(DocumentKind.Pdf, content);
            await FileFormat.EnsureAsync(DocumentKind.Pdf, new MemoryStream(content), new DocumentOptions(), CancellationToken.None);
        }
    }

    [Fact]
    public async Task What_a_PDF_does_at_opening_is_found_behind_a_mark_and_before_padding()
    {
        byte[] content = [0xEF, 0xBB, 0xBF, .. SampleFiles.PdfWithScript, .. new byte[5000]];

        var refused = await Assert.ThrowsAsync<RuleException>(() =>
            FileFormat.EnsureAsync(DocumentKind.Pdf, new MemoryStream(content), new DocumentOptions(), CancellationToken.None)
        );

        Assert.Contains(DocumentTexts.ActiveScript, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zip64_package_is_taken_in_whichever_of_its_numbers_are_long()
    {
        foreach (var longNumbers in Enumerable.Range(0, 16))
        {
            var content = SampleFiles.Zip64(SampleFiles.Xlsx(), longNumbers);
            using (var independent = new System.IO.Compression.ZipArchive(new MemoryStream(content)))
            {
                Assert.NotEmpty(independent.Entries);
            }

            await FileFormat.EnsureAsync(DocumentKind.Xlsx, new MemoryStream(content), new DocumentOptions(), CancellationToken.None);
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    [InlineData(1L << 40)]
    [Asvs("5.2.3")]
    public async Task A_zip64_package_whose_long_numbers_lie_is_damaged(long lie)
    {
        for (var number = 0; number < 4; number++)
        {
            var content = SampleFiles.Zip64(SampleFiles.Xlsx(), 1 << number, lie);
            await Assert.ThrowsAsync<RuleException>(() =>
                FileFormat.EnsureAsync(DocumentKind.Xlsx, new MemoryStream(content), new DocumentOptions(), CancellationToken.None)
            );
        }
    }

    [Fact]
    public void Every_accepted_ending_is_named_to_people()
    {
        foreach (var ending in DocumentKinds.Accepted.Split(','))
        {
            Assert.Contains(ending[1..], DocumentKinds.AcceptedNames.Split('、'));
        }
    }

    [Fact]
    public async Task All_old_workbooks_of_the_centre_are_taken_in()
    {
        await using var desk = await DocumentDesk.StartAsync();
        var files = Directory
            .GetFiles(Path.Combine(AppContext.BaseDirectory, "Samples", "相談票"))
            .Append(Path.Combine(AppContext.BaseDirectory, "Samples", "予約一覧.xlsx"))
            .ToArray();

        foreach (var file in files)
        {
            await desk.UploadAsync(await File.ReadAllBytesAsync(file), Path.GetFileName(file));
        }

        Assert.Equal(files.Length, (await desk.CountAsync()).Documents);
    }

    [Theory]
    [MemberData(nameof(Lies))]
    [Asvs("5.2.2")]
    public async Task A_file_that_is_not_what_its_name_says_is_refused_in_a_sentence_and_leaves_nothing(
        string sample,
        string name,
        string sentence
    )
    {
        await using var desk = await DocumentDesk.StartAsync();

        var refused = await Assert.ThrowsAsync<RuleException>(() => desk.UploadAsync(SampleOf(sample), name));

        Assert.Equal(
            string.Format(
                System.Globalization.CultureInfo.CurrentCulture,
                sentence,
                sentence == DocumentTexts.KindNotAccepted ? DocumentKinds.AcceptedNames : DocumentKinds.Of(name)?.Extension()
            ),
            refused.Message
        );
        Assert.Equal((0, 0, 0), await desk.CountAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Asvs("5.2.3")]
    public async Task A_zip_bomb_is_refused_even_when_it_lies_about_its_length(bool lies)
    {
        await using var desk = await DocumentDesk.StartAsync();
        const int bytes = 300 * 1024 * 1024;
        var bomb = SampleFiles.Workbook(bytes);
        Assert.InRange(bomb.Length, 1, 3 * 1024 * 1024);

        var refused = await Assert.ThrowsAsync<RuleException>(() =>
            desk.UploadAsync(lies ? SampleFiles.Lying(bomb, bytes) : bomb, "売上.xlsx")
        );

        Assert.Equal(DocumentTexts.UnpackedTooLarge, refused.Message);
    }

    [Fact]
    [Asvs("5.2.3")]
    public async Task A_part_that_is_larger_than_it_says_is_refused_even_when_it_is_small()
    {
        await using var desk = await DocumentDesk.StartAsync();

        var refused = await Assert.ThrowsAsync<RuleException>(() =>
            desk.UploadAsync(SampleFiles.Lying(SampleFiles.Workbook(54_321), 54_321), "売上.xlsx")
        );

        Assert.StartsWith("ファイルが壊れているか", refused.Message, StringComparison.Ordinal);
        await desk.UploadAsync(SampleFiles.Workbook(54_321), "売上.xlsx");
    }

    [Theory]
    [InlineData(1998, true)]
    [InlineData(1999, false)]
    [InlineData(70_000, false)]
    [Asvs("5.2.3")]
    public async Task A_package_of_too_many_parts_is_refused(int parts, bool isTaken)
    {
        await using var desk = await DocumentDesk.StartAsync();
        var upload = desk.UploadAsync(SampleFiles.Workbook(1, parts), "売上.xlsx");

        if (isTaken)
        {
            await upload;
        }
        else
        {
            Assert.Equal(DocumentTexts.UnpackedTooLarge, (await Assert.ThrowsAsync<RuleException>(() => upload)).Message);
        }
    }

    [Fact]
    public async Task Half_a_character_at_the_seam_of_two_pieces_is_still_one_character()
    {
        await using var desk = await DocumentDesk.StartAsync();
        var text = Encoding.UTF8.GetBytes("a" + string.Concat(Enumerable.Repeat("漢字𠮷", 60_000)));
        var shift = CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetBytes("a" + string.Concat(Enumerable.Repeat("漢字", 150_000)));

        await desk.UploadAsync(text, "長い.txt");
        await desk.UploadAsync(shift, "長い.csv");

        Assert.Equal(
            DocumentTexts.NotText,
            (await Assert.ThrowsAsync<RuleException>(() => desk.UploadAsync([.. text, 0xE3, 0x81], "切れた.txt"))).Message
        );
    }

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    private static byte[] SampleOf(string name) =>
        name switch
        {
            nameof(SampleFiles.Xlsx) => SampleFiles.Xlsx(),
            nameof(SampleFiles.Xls) => SampleFiles.Xls(),
            nameof(SampleFiles.Docx) => SampleFiles.Docx(),
            "xlsm" => SampleFiles.Xlsx(macros: true),
            "zip" => SampleFiles.Zip(("読んで.txt", SampleFiles.Text)),
            "macro type" => SampleFiles.Workbook(10, mainType: "application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
            "external entity" => SampleFiles.Workbook(10, more: """<!DOCTYPE Types [<!ENTITY x SYSTEM "file:///etc/passwd">]>"""),
            "password xlsx" => SampleFiles.Compound("EncryptedPackage"),
            "password xls" => SampleFiles.Compound("Workbook", 0x09, 0x08, 0x04, 0, 0, 0x06, 0x05, 0, 0x2F, 0, 0x36, 0),
            "compound of something else" => SampleFiles.Compound("WordDocument", 0xEC, 0xA5),
            "cut pdf" => SampleFiles.Pdf[..^40],
            "cut png" => SampleFiles.Png[..^14],
            "cut xlsx" => SampleFiles.Xlsx()[..^60],
            "cut xls" => SampleFiles.Xls()[..4000],
            "headless jpeg" => [0xFF, 0xD8, 0xFF, 0xDA, 0, 2, 1, 2, 3, 0xFF, 0xD9],
            "endless chain" => Endless(SampleFiles.Compound("Workbook")),
            "many pixels" => [.. SampleFiles.Png[..16], 0, 0, 0x40, 0, 0, 0, 0x40, 0, .. SampleFiles.Png[24..]],
            "lossy webp" => Convert.FromBase64String("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAwA0JaQAA3AA/vuUAAA="),
            "large webp" => SampleFiles.LargeWebP(4000, 3000),
            "many pixels of webp" => SampleFiles.LargeWebP(16000, 16000),
            "cut webp" => SampleFiles.WebP[..^4],
            "webp without picture" => [.. "RIFF"u8, 22, 0, 0, 0, .. "WEBPICCP"u8, .. new byte[14]],
            "heic" => SampleFiles.Boxes("heic"),
            "heif" => SampleFiles.Boxes("mif1"),
            "film" => SampleFiles.Boxes("isom"),
            "cut heic" => SampleFiles.Boxes("heic")[..^3],
            "tiff" => SampleFiles.Tiff(isLittle: true, 1728, 2200),
            "tiff of a Mac" => SampleFiles.Tiff(isLittle: false, 1728, 2200),
            "large tiff" => SampleFiles.LargeTiff(isLittle: true, 1728, 2200),
            "large tiff of a Mac" => SampleFiles.LargeTiff(isLittle: false, 1728, 2200),
            "cut large tiff" => SampleFiles.LargeTiff(isLittle: true, 1728, 2200)[..30],
            "many pixels of large tiff" => SampleFiles.LargeTiff(isLittle: false, long.MaxValue, 2),
            "turned jpeg" => [.. SampleFiles.Jpeg[..2], .. SampleFiles.Turned, .. SampleFiles.Jpeg[2..]],
            "moving png" => [.. SampleFiles.Png[..33], .. SampleFiles.Moving, .. SampleFiles.Png[33..]],
            "moving webp" => SampleFiles.MovingWebP,
            "avif" => [0, 0, 0, 24, .. "ftypavif\0\0\0\0avifmiaf"u8],
            "words before pdf" => [.. Enumerable.Repeat((byte)'x', 1000), .. SampleFiles.Pdf],
            "many pixels of tiff" => SampleFiles.Tiff(isLittle: true, 60000, 60000),
            "cut tiff" => SampleFiles.Tiff(isLittle: true, 1728, 2200)[..20],
            "page before pdf" => [.. SampleFiles.Html, .. SampleFiles.Pdf],
            "mark before pdf" => [0xEF, 0xBB, 0xBF, .. SampleFiles.Pdf],
            "nothing" => [],
            _ => (byte[])typeof(SampleFiles).GetProperty(name)!.GetValue(null)!,
        };

    // The directory's only sector says that it is followed by itself.
    private static byte[] Endless(byte[] compound)
    {
        BitConverter.GetBytes(1u).CopyTo(compound, 512 + 4);
        return compound;
    }
}
