using System.Text;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Notices;
using SupportCenter.Domain.Shelf;
using SupportCenter.Tests.Documents;
using SupportCenter.Tests.Notices;

namespace SupportCenter.Tests.Shelf;

/// <summary>様式・資料: versions, for whom they are, and that none with a name of a business comes onto the shelf.</summary>
public sealed class PaperTests : IAsyncLifetime
{
    private NoticeScene scene = null!;

    private TestPortal Portal => scene.Portal;

    public async Task InitializeAsync()
    {
        scene = await NoticeScene.SetAsync();
        await scene.BookAsync(Make.Details("株式会社例示製作所", contact: "例題 花子"));
    }

    public Task DisposeAsync() => scene.DisposeAsync().AsTask();

    [Fact]
    public async Task A_paper_is_opened_in_its_newest_version_and_the_earlier_ones_stay()
    {
        var id = await AddAsync("申請様式", "様式.txt", "一枚目です。");
        Assert.True(
            await Portal
                .As<PaperIntakeService>(Role.Supervisor)
                .ReplaceAsync(id, new PaperRevision { Remark = "記載例を追加" }, "様式2.txt", Stream("二枚目です。"))
        );

        var paper = Assert.Single(await Portal.As<PaperService>(Role.Scrivener).ListAsync());
        Assert.Equal([(2, "様式2.txt"), (1, "様式.txt")], paper.Versions.Select(version => (version.Number, version.FileName)));
        Assert.Equal("二枚目です。", await ReadAsync(paper.Versions[0].Id));
        Assert.Equal("一枚目です。", await ReadAsync(paper.Versions[1].Id));
        Assert.Equal(2, (await scene.ActsAsync(AuditActs.PaperOpened)).Count);
        Assert.Contains(await scene.ActsAsync(AuditActs.PaperShelved), row => row.Fields.Contains("sha256=", StringComparison.Ordinal));
    }

    [Fact]
    [Asvs("8.2.2")]
    public async Task A_paper_for_a_role_looks_missing_to_the_others_and_only_its_keeper_and_the_city_change_it()
    {
        var details = new PaperDetails { Title = "受付の手順", Roles = AudienceRoles.BookingStaff };
        var id = await Portal.As<PaperIntakeService>(Role.BookingStaff).AddAsync(details, "手順.txt", Stream("手順です。"));
        var version = (await Portal.As<PaperService>(Role.BookingStaff).ListAsync())[0].Versions[0].Id;

        Assert.Empty(await Portal.As<PaperService>(Role.Scrivener).ListAsync());
        Assert.Null(await Portal.As<PaperService>(Role.Scrivener).OpenAsync(version));
        Assert.False(await Portal.As<PaperService>(Role.Scrivener).WithdrawAsync(id, "いらないため"));
        Assert.False(
            await Portal.As<PaperIntakeService>(Role.Scrivener).ReplaceAsync(id, new PaperRevision(), "別.txt", Stream("別の手順"))
        );
        Assert.True(await Portal.As<PaperService>(Role.Supervisor).WithdrawAsync(id, "古くなったため"));
        Assert.Null(await Portal.As<PaperService>(Role.BookingStaff).OpenAsync(version));
        Assert.Equal("古くなったため", (await Portal.As<PaperService>(Role.BookingStaff).ListAsync(withdrawn: true))[0].Withdrawal!.Reason);
    }

    [Theory]
    [InlineData("連絡先一覧.txt", "例示製作所 御中", nameof(NoticeTexts.NameOfBusiness))]
    [InlineData("一覧.csv", "番号,名前\r\n1,例題花子\r\n", nameof(NoticeTexts.NameOfContact))]
    [InlineData("一覧.csv", "番号,電話\r\n1,075-000-1234\r\n", nameof(NoticeTexts.NameTelephone))]
    public async Task A_text_that_names_a_business_is_refused_by_kind_and_nothing_of_it_is_kept(string name, string text, string kind)
    {
        var refused = await Assert.ThrowsAsync<RuleException>(() => AddAsync("一覧", name, text));

        Assert.Equal(
            Domain.Text.Wording.Filled(
                ShelfTexts.NamesBusiness,
                NoticeTexts.ResourceManager.GetString(kind, System.Globalization.CultureInfo.CurrentUICulture)
            ),
            refused.Message
        );
        Assert.Single(await scene.ActsAsync(AuditActs.NameRefused));
        await NothingKeptAsync();
    }

    [Fact]
    public async Task A_name_is_found_in_letters_and_workbooks_however_it_is_split_or_hidden()
    {
        const string Types =
            "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Override PartName='/word/document.xml' "
            + "ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>";
        const string Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        byte[] Letter(string body, string more) =>
            SampleFiles.Zip(
                ("[Content_Types].xml", Encoding.UTF8.GetBytes(Types)),
                ("word/document.xml", Encoding.UTF8.GetBytes($"<w:document xmlns:w='{Word}'><w:body>{body}</w:body></w:document>")),
                ("docProps/core.xml", Encoding.UTF8.GetBytes($"<a><b>様式</b><b>{more}</b></a>"))
            );
        var split = Letter("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>例示</w:t></w:r><w:r><w:t>製作所の様式</w:t></w:r></w:p>", "");
        var hidden = Letter("<w:p><w:r><w:t>様式</w:t></w:r></w:p>", "例題 花子");
        var none = Letter("<w:p><w:r><w:t>例示</w:t></w:r></w:p><w:p><w:r><w:t>製作所の様式</w:t></w:r></w:p>", "");

        await Assert.ThrowsAsync<RuleException>(() => AddAsync("様式", "様式.docx", split));
        await Assert.ThrowsAsync<RuleException>(() => AddAsync("様式", "様式.docx", hidden));
        await NothingKeptAsync();
        await AddAsync("様式", "様式.docx", none);
        await AddAsync("表", "表.xlsx", SampleFiles.Xlsx());
    }

    [Fact]
    public async Task A_title_and_a_file_name_are_held_to_the_same()
    {
        var title = await Assert.ThrowsAsync<RuleException>(() => AddAsync("例示製作所の様式", "様式.txt", "様式です。"));
        Assert.Equal(nameof(PaperDetails.Title), title.Field);
        var name = await Assert.ThrowsAsync<RuleException>(() => AddAsync("様式", "例示製作所.txt", "様式です。"));
        Assert.Equal(Domain.Text.Wording.Filled(ShelfTexts.FileNameNamesBusiness, NoticeTexts.NameOfBusiness), name.Message);
    }

    [Fact]
    public async Task A_file_whose_text_cannot_be_read_is_not_taken()
    {
        foreach (var (name, content) in ((string, byte[])[])[("様式.pdf", SampleFiles.Pdf), ("図.png", SampleFiles.Png)])
        {
            await RefusedAsync(name, content, ShelfTexts.KindNotRead);
        }

        await NothingKeptAsync();
    }

    [Fact]
    public async Task A_notice_carries_a_paper_to_those_who_may_see_it()
    {
        var details = new PaperDetails { Title = "受付の手順", Roles = AudienceRoles.BookingStaff };
        var id = await Portal.As<PaperIntakeService>(Role.Supervisor).AddAsync(details, "手順.txt", Stream("手順です。"));
        var notice = NoticeScene.Notice();
        notice.PaperId = id;
        await scene.City.PostAsync(notice);

        Assert.Equal("受付の手順", (await scene.FirstAsync(Role.BookingStaff)).Paper?.Title);
        Assert.Null((await scene.FirstAsync(Role.Scrivener)).Paper);
        var refused = await Assert.ThrowsAsync<RuleException>(() => Portal.As<NoticePostingService>(Role.Scrivener).PostAsync(notice));
        Assert.Equal((NoticeTexts.PaperMissing, nameof(NoticeDetails.PaperId)), (refused.Message, refused.Field));
    }

    [Fact]
    public async Task Clearing_broken_uploads_away_leaves_the_shelf_as_it_is()
    {
        await AddAsync("申請様式", "様式.txt", "一枚目です。");
        Portal.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(0, await Portal.As<DocumentService>(CallerIdentity.Console).ClearAbandonedAsync());

        var paper = Assert.Single(await Portal.As<PaperService>(Role.Scrivener).ListAsync());
        Assert.Equal("一枚目です。", await ReadAsync(paper.Versions[0].Id));
    }

    private async Task RefusedAsync(string name, byte[] content, string sentence) =>
        Assert.Equal(sentence, (await Assert.ThrowsAsync<RuleException>(() => AddAsync("様式", name, content))).Message);

    private Task<Guid> AddAsync(string title, string name, string text) => AddAsync(title, name, Encoding.UTF8.GetBytes(text));

    private Task<Guid> AddAsync(string title, string name, byte[] content) =>
        Portal.As<PaperIntakeService>(Role.Supervisor).AddAsync(new PaperDetails { Title = title }, name, new MemoryStream(content));

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    private async Task<string> ReadAsync(Guid version)
    {
        var opened = await Portal.As<PaperService>(Role.Scrivener).OpenAsync(version);
        using var reader = new StreamReader(opened!.Content, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    private async Task NothingKeptAsync() =>
        Assert.Equal(
            (0, 0, 0),
            await Portal.ReadAsync(async db =>
                (await db.CommonPapers.CountAsync(), await db.DocumentContents.CountAsync(), await db.DocumentChunks.CountAsync())
            )
        );
}
