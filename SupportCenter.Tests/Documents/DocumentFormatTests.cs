using System.Text;
using SupportCenter.Domain;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Documents.Formats;

namespace SupportCenter.Tests.Documents;

/// <summary>The content must be what the name says.</summary>
public sealed partial class DocumentFormatTests
{
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

    private static byte[] Endless(byte[] compound)
    {
        BitConverter.GetBytes(1u).CopyTo(compound, 512 + 4);
        return compound;
    }
}
