using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SupportCenter.Portal.Printing;

namespace SupportCenter.Tests.Printing;

/// <summary>A test that reads PDFs with Poppler's programs. See <see cref="Prerequisites"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PopplerFactAttribute : FactAttribute
{
    public PopplerFactAttribute() =>
        Skip = Prerequisites.WhySkipped(Prerequisites.Find("PDFTOTEXT", "pdftotext") is not null, "pdftotext (poppler-utils)");
}

/// <summary>The documents in the eyes of another program than the one that made them.</summary>
[Trait("Needs", "Poppler")]
public sealed partial class PopplerTests
{
    const double PointsPerMillimetre = 72 / 25.4;

    [PopplerFact]
    public async Task Another_reader_finds_rare_characters_as_they_were_typed()
    {
        var sheet = Sheets.Ordinary with { BusinessName = "𠮷野葛\U000E0100城髙﨑ｶﾞｰﾃﾞﾝ㈱", Remarks = "か\u3099き\uFA19社🍎" };
        var text = await ReadAsync("pdftotext", "-", "-", ConsultationPdf.Render(sheet).Bytes);
        Assert.Contains(sheet.BusinessName, text, StringComparison.Ordinal);
        Assert.Contains("がき\uFA19社〓", text, StringComparison.Ordinal);
    }

    [PopplerFact]
    public async Task Another_reader_finds_every_typeface_embedded()
    {
        var printed = ConsultationPdf.Render(Sheets.Ordinary with { BusinessName = "𠮷野" });
        var fonts = (await ReadAsync("pdffonts", "-", null, printed.Bytes)).Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
        Assert.Equal(3, fonts.Length);
        AssertEach.Of(fonts, font => Assert.Matches(@"Identity-H +yes yes yes", font));
    }

    [PopplerFact]
    public async Task Nothing_stands_outside_the_margins_whatever_was_typed()
    {
        foreach (var text in HostileTexts.All.Values)
        {
            foreach (var sheet in HostileTexts.InEachField(Sheets.Ordinary, text))
            {
                AssertEach.Of(Words().Matches(await ReadAsync("pdftotext", "-bbox", "- -", ConsultationPdf.Render(sheet).Bytes)), word =>
                {
                    Assert.InRange(Number(word, "left"), 14.9 * PointsPerMillimetre, 195.1 * PointsPerMillimetre);
                    Assert.InRange(Number(word, "right"), 14.9 * PointsPerMillimetre, 195.1 * PointsPerMillimetre);
                    Assert.InRange(Number(word, "top"), 10 * PointsPerMillimetre, 292 * PointsPerMillimetre);
                });
            }
        }
    }

    [PopplerFact]
    public async Task A_page_can_be_drawn_without_complaint_and_shows_a_tick_more_where_a_box_is_ticked()
    {
        var ticked = Sheets.Blank with
        {
            ClientCategories = [.. Sheets.Blank.ClientCategories.Select(choice => choice with { Ticked = true })],
        };
        var (blank, full) = (await InkAsync(Sheets.Blank), await InkAsync(ticked));
        Assert.InRange(full - blank, 50, 5000);
    }

    // Dark pixels of the first page at 72 dots an inch.
    static async Task<int> InkAsync(ConsultationSheet sheet)
    {
        var image = Encoding.Latin1.GetBytes(
            await ReadAsync("pdftoppm", "-gray -r 72 -f 1 -l 1", "-", ConsultationPdf.Render(sheet).Bytes, Encoding.Latin1)
        );
        Assert.Equal("P5"u8, image.AsSpan(0, 2));
        return image.AsSpan(20).ToArray().Count(pixel => pixel < 0x60);
    }

    static double Number(Match word, string group) => double.Parse(word.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    // Sends the file to the program and gives what it writes; fails on any complaint.
    internal static async Task<string> ReadAsync(string program, string options, string? output, byte[] pdf, Encoding? encoding = null)
    {
        var start = new ProcessStartInfo(program, $"{options} {output}".Trim())
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = encoding ?? Encoding.UTF8,
        };
        using var process = Process.Start(start)!;
        var answer = process.StandardOutput.ReadToEndAsync();
        var complaints = process.StandardError.ReadToEndAsync();
        await process.StandardInput.BaseStream.WriteAsync(pdf);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.Equal("", await complaints);
        Assert.Equal(0, process.ExitCode);
        return await answer;
    }

    [GeneratedRegex(
        "<word xMin=\"(?<left>[-0-9.]+)\" yMin=\"(?<top>[-0-9.]+)\" xMax=\"(?<right>[-0-9.]+)\"",
        RegexOptions.ExplicitCapture,
        5000
    )]
    private static partial Regex Words();
}
