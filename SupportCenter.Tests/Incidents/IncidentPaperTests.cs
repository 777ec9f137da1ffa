using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Incidents;
using SupportCenter.Portal.Incidents;
using SupportCenter.Portal.Printing;
using SupportCenter.Tests.Printing;

namespace SupportCenter.Tests.Incidents;

/// <summary>The sheet of nine items: drawn up by one, let out by another, the same ever after.</summary>
public sealed class IncidentPaperTests
{
    [Fact]
    [Asvs("2.3.5")]
    public async Task Whoever_drew_up_a_sheet_does_not_approve_it_and_a_second_supervisor_does_once()
    {
        await using var scene = await IncidentScene.SetAsync();
        var id = await scene.OpenAsync();
        var (mine, other) = (Papers(scene), scene.Portal.As<IncidentPaperService>(scene.Second));
        var paper = (await mine.PrepareAsync(id, IncidentPaperKind.Preliminary))!.Value;
        var row = Assert.Single(await mine.ListAsync(id));
        Assert.False(row.MayApprove);
        var refused = await Assert.ThrowsAsync<RuleException>(() => mine.ApproveAsync(paper, row.Hash));
        Assert.Equal(IncidentTexts.PaperNotYourOwn, refused.Message);
        await Assert.ThrowsAsync<RuleException>(() => other.ApproveAsync(paper, new string('0', 64)));

        Assert.True(await other.ApproveAsync(paper, row.Hash));

        await Assert.ThrowsAsync<RuleException>(() => other.ApproveAsync(paper, row.Hash));
        Assert.Equal("本市 第二 花子", (await mine.PrintAsync(paper))!.ApprovedBy);
        var log = await scene.Portal.AuditAsync();
        AssertEach.Of(new[] { AuditActs.IncidentPaperPrepared, AuditActs.IncidentPaperApproved, AuditActs.IncidentPaperPrinted }, act =>
            Assert.Contains(log, entry => entry.Act == act && entry.SubjectId == paper)
        );
        Assert.Contains(log, entry => entry.Fields.Contains($"sha256={row.Hash}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_sheet_says_what_was_known_when_it_was_drawn_up_and_not_what_was_learned_later()
    {
        await using var scene = await IncidentScene.SetAsync();
        var id = await scene.OpenWithAsync(3);
        var first = (await Papers(scene).PrepareAsync(id, IncidentPaperKind.Preliminary))!.Value;
        var details = IncidentScene.Details();
        (details.Cause, details.PersonsMost) = ("再委託先の設定の誤り", 120);
        await scene.City.ChangeAsync(id, details, (await scene.ViewAsync(id)).Version);
        var second = (await Papers(scene).PrepareAsync(id, IncidentPaperKind.Final))!.Value;

        var (before, after) = ((await Papers(scene).PrintAsync(first))!, (await Papers(scene).PrintAsync(second))!);

        Assert.Equal(11, before.Items.Count);
        Assert.Equal("調査中", before.Items.Single(item => item.Heading.StartsWith('4')).Text);
        Assert.Equal("再委託先の設定の誤り", after.Items.Single(item => item.Heading.StartsWith('4')).Text);
        Assert.Contains("最大：120人", after.Items.Single(item => item.Heading.StartsWith('3')).Text, StringComparison.Ordinal);
        Assert.Contains("影響を受けた事業者 3件", before.Items.Single(item => item.Heading.StartsWith('3')).Text, StringComparison.Ordinal);
        Assert.NotEqual(before.Hash, after.Hash);
    }

    [Fact]
    public async Task A_sheet_that_was_changed_in_the_database_is_neither_approved_nor_printed()
    {
        await using var scene = await IncidentScene.SetAsync();
        var id = await scene.OpenAsync();
        var paper = (await Papers(scene).PrepareAsync(id, IncidentPaperKind.FollowUp))!.Value;
        var row = Assert.Single(await Papers(scene).ListAsync(id));
        await scene.Portal.ReadAsync(async db =>
        {
            await new Domain.Keys.EncryptedRows(db).SetAsync<IncidentPaper>(nameof(IncidentPaper.Content), [paper], "[]", default);
            return true;
        });

        await Assert.ThrowsAsync<RuleException>(() => Papers(scene).PrintAsync(paper));
        await Assert.ThrowsAsync<RuleException>(() => scene.Portal.As<IncidentPaperService>(scene.Second).ApproveAsync(paper, row.Hash));
    }

    [Fact]
    public void The_paper_has_the_nine_items_in_their_order_the_hash_and_whether_it_is_a_drill_or_a_draft()
    {
        var paper = new PrintedPaper(
            2020,
            1,
            IsDrill: true,
            2,
            IncidentPaperKind.Preliminary,
            [.. Enumerable.Range(1, 9).Select(at => new PaperItem($"{at} 項目", $"本文その{at}　{new string('長', 400)}"))],
            new string('a', 64),
            "本市 監督",
            new DateTime(2020, 7, 16, 5, 0, 0, DateTimeKind.Utc),
            null,
            null
        );
        var culture = System.Globalization.CultureInfo.CurrentUICulture;
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("ja");
        var printed = IncidentSheetPdf.Render(
            IncidentSheets.Of(paper),
            new PrintMark("本市 監督", new DateTimeOffset(2020, 7, 16, 14, 0, 0, TimeSpan.FromHours(9)), "令和2年7月16日", "案")
        );
        System.Globalization.CultureInfo.CurrentUICulture = culture;
        using var pdf = new PrintedPdf(printed.Bytes);

        Assert.True(printed.PageCount > 1);
        foreach (
            var said in (string[])
                [
                    "【訓練】漏えい等報告（速報）",
                    "令和2年度 訓練第1号　様式2",
                    "（承認前）",
                    "取扱注意",
                    new string('a', 32),
                    "転記するための控え",
                ]
        )
        {
            Assert.Contains(said, pdf.Flowing, StringComparison.Ordinal);
        }

        var places = Enumerable.Range(1, 9).Select(at => pdf.Flowing.IndexOf($"本文その{at}", StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        AssertEach.Of(pdf.Pages.Skip(1), page => Assert.Contains("訓練第1号", page, StringComparison.Ordinal));
    }

    private static IncidentPaperService Papers(IncidentScene scene) => scene.Portal.As<IncidentPaperService>(Role.Supervisor);
}
