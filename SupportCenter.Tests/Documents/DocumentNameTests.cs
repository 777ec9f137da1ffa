using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Documents;

namespace SupportCenter.Tests.Documents;

/// <summary>Names are data, whatever they try to be.</summary>
public sealed class DocumentNameTests
{
    public static TheoryData<string, string, string> Names =>
        new()
        {
            { "../../etc/passwd.txt", "../../etc/passwd.txt", "_.._etc_passwd.txt" },
            { @"C:\会計\令和2年.txt", @"C:\会計\令和2年.txt", "C__会計_令和2年.txt" },
            { "CON.txt", "CON.txt", "_CON.txt" },
            { "com1.資料.txt", "com1.資料.txt", "_com1.資料.txt" },
            { "contract.txt", "contract.txt", "contract.txt" },
            { ".txt", ".txt", "_.txt" },
            { "請求書\u202Egpj.txt", "請求書\uFFFDgpj.txt", "請求書_gpj.txt" },
            { "一行目\r\nSet-Cookie: a=b.txt", "一行目\uFFFD\uFFFDSet-Cookie: a=b.txt", "一行目__Set-Cookie_ a=b.txt" },
            { "か\u3099っこう.txt", "がっこう.txt", "がっこう.txt" },
            { "見え\u200Bない\0.txt", "見え\uFFFDない\uFFFD.txt", "見え_ない_.txt" },
            { "半分\uD842.txt", "半分\uFFFD.txt", "半分_.txt" },
            { "𠮷野家 葛\U000E0100飾.TXT", "𠮷野家 葛\U000E0100飾.TXT", "𠮷野家 葛\U000E0100飾.TXT" },
            { "<b>\"引用\".txt", "<b>\"引用\".txt", "_b__引用_.txt" },
        };

    [Theory]
    [MemberData(nameof(Names))]
    [Asvs("5.3.2")]
    public async Task A_hostile_name_is_kept_as_data_and_shown_and_sent_back_harmlessly(string name, string shown, string downloaded)
    {
        await using var desk = await DocumentDesk.StartAsync();

        var receipt = await desk.UploadAsync(SampleFiles.Text, name);

        Assert.Equal(shown, receipt.FileName);
        Assert.Equal(shown, Assert.Single(await desk.ListAsync()).FileName);
        Assert.Equal(downloaded, (await desk.As(Domain.Access.Role.Supervisor).OpenContentAsync(receipt.Id))!.FileName);
        var kept = await desk.Portal.ReadAsync(db => db.Documents.Select(row => row.FileName).SingleAsync());
        Assert.Equal(name.Replace('\uD842', '\uFFFD').Replace("\uFFFD\uDFB7", "\uD842\uDFB7", StringComparison.Ordinal), kept);
    }

    [Fact]
    public async Task A_name_of_300_characters_is_kept_and_shortened_for_the_download()
    {
        await using var desk = await DocumentDesk.StartAsync();
        var name = string.Concat(Enumerable.Repeat("𠮷", 148)) + ".txt";

        var receipt = await desk.UploadAsync(SampleFiles.Text, name);

        Assert.Equal((300, name), (name.Length, receipt.FileName));
        var downloaded = (await desk.As(Domain.Access.Role.Supervisor).OpenContentAsync(receipt.Id))!.FileName;
        Assert.Equal(string.Concat(Enumerable.Repeat("𠮷", 60)) + ".txt", downloaded);
    }

    [Fact]
    public async Task A_name_that_no_system_makes_is_refused()
    {
        await using var desk = await DocumentDesk.StartAsync();

        await Assert.ThrowsAsync<RuleException>(() => desk.UploadAsync(SampleFiles.Text, new string('あ', DocumentName.Longest) + ".txt"));
    }
}
