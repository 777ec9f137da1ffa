using Bunit;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Administration;
using SupportCenter.Domain.Data;
using SupportCenter.Portal.Administration;
using SupportCenter.Tests.Components;

namespace SupportCenter.Tests.Administration;

/// <summary>支援策, 確認事項 and 業種 on the screen.</summary>
public sealed class CataloguePagesTests : PageTest
{
    [Theory]
    [InlineData("#Name", "", "制度名を入力してください")]
    [InlineData("#Name", "<201>", "文字以内")]
    [InlineData("#PaperOrder", "三番目", "並び順")]
    [InlineData("#PaperOrder", "-1", "並び順")]
    [InlineData("#ValidTo", "2020-01-01", "終わりは、始まりと同じか後の日")]
    [InlineData("#Link", "案内はこちら", "https")]
    public async Task A_measure_that_is_wrong_is_named_beside_its_field_and_everything_typed_stays(string field, string typed, string words)
    {
        var text = typed.StartsWith('<') ? new string('例', int.Parse(typed.Trim('<', '>'))) : typed;
        var page = await OpenNewAsync<MeasuresPage>(9);
        await TypeAsync(page, "#Name", "例示支援金");
        await TypeAsync(page, "#Link", "https://www.example.jp/");
        await TypeAsync(page, field, text);

        await SendAsync(page, "dialog form");

        AssertRefused(page, field, text, words);
        Assert.Equal(field == "#Name" ? text : "例示支援金", page.Find("#Name").GetAttribute("value"));
        Assert.Equal(9, await Portal.ReadAsync(db => db.Measures.CountAsync()));
        await TypeAsync(page, "#Name", "例示支援金");
        await TypeAsync(page, "#PaperOrder", "3");
        await TypeAsync(page, "#ValidTo", "");
        await TypeAsync(page, "#Link", "");
        await SendAsync(page, "dialog form");
        Assert.Equal("", string.Concat(page.FindAll(".summary.error").Select(summary => summary.TextContent)));
        page.WaitForAssertion(() => Assert.Equal(10, page.FindAll("tbody tr").Count), Patience);
        Assert.Contains("例示支援金", page.Find("tbody").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#Text", "", "を入力してください")]
    [InlineData("#Text", "<501>", "文字以内")]
    [InlineData("#Order", "先頭", "並び順")]
    [InlineData("#ValidFrom", "", "有効期間（から）を入力してください")]
    [InlineData("#ValidTo", "2020-01-01", "終わりは、始まりと同じか後の日")]
    public async Task A_question_that_is_wrong_is_named_beside_its_field_and_everything_typed_stays(
        string field,
        string typed,
        string words
    )
    {
        var text = typed.StartsWith('<') ? new string('例', int.Parse(typed.Trim('<', '>'))) : typed;
        var page = await OpenNewAsync<QuestionsPage>(2);
        await TypeAsync(page, "#Text", "専門家の派遣を受けていますか？");
        await TypeAsync(page, field, text);

        await SendAsync(page, "dialog form");

        AssertRefused(page, field, text, words);
        Assert.Equal(
            field == "#Text" ? text : "専門家の派遣を受けていますか？",
            page.Find("#Text").GetAttribute("value") ?? page.Find("#Text").TextContent
        );
        Assert.Equal(2, await Portal.ReadAsync(db => db.Questions.CountAsync()));
    }

    [Theory]
    [InlineData("#Name", "", "を入力してください")]
    [InlineData("#Name", "<61>", "60文字以内")]
    [InlineData("#Name", "製造業", "すでに")]
    [InlineData("#Order", "最後", "並び順")]
    public async Task An_industry_that_is_wrong_is_named_beside_its_field_and_everything_typed_stays(
        string field,
        string typed,
        string words
    )
    {
        var text = typed.StartsWith('<') ? new string('例', int.Parse(typed.Trim('<', '>'))) : typed;
        var page = await OpenNewAsync<IndustriesPage>(15);
        await TypeAsync(page, "#Name", "例示業");
        await TypeAsync(page, field, text);

        await SendAsync(page, "dialog form");

        AssertRefused(page, field, text, words);
        Assert.Equal(field == "#Name" ? text : "例示業", page.Find("#Name").GetAttribute("value"));
        Assert.Equal(15, await Portal.ReadAsync(db => db.Industries.CountAsync()));
    }

    [Theory]
    [InlineData("#Name", "", "を入力してください")]
    [InlineData("#Name", "<201>", "200文字以内")]
    [InlineData("#Name", "信用保証協会", "すでに")]
    [InlineData("#Order", "最後", "並び順")]
    public async Task A_referral_that_is_wrong_is_named_beside_its_field_and_everything_typed_stays(
        string field,
        string typed,
        string words
    )
    {
        var text = typed.StartsWith('<') ? new string('例', int.Parse(typed.Trim('<', '>'))) : typed;
        var page = await OpenNewAsync<ReferralsPage>(16);
        await TypeAsync(page, "#Name", "例示相談所");
        await TypeAsync(page, field, text);

        await SendAsync(page, "dialog form");

        AssertRefused(page, field, text, words);
        Assert.Equal(field == "#Name" ? text : "例示相談所", page.Find("#Name").GetAttribute("value"));
        Assert.Equal(16, await Portal.ReadAsync(db => db.Referrals.CountAsync()));
    }

    [Fact]
    public async Task A_referral_that_is_hidden_is_offered_no_more_and_stays_in_the_catalogue()
    {
        await Portal.FillAsync();
        var service = Portal.As<ReferralService>(Role.Supervisor);
        var first = (await service.ListAsync())[0];
        first.Details.IsOffered = false;

        Assert.Equal(first.Id, await service.SaveAsync(first.Id, first.Details));
        Assert.Null(await service.SaveAsync(Domain.Data.NewId.Create(), new ReferralDetails { Name = "例示相談所" }));

        Assert.False((await service.ListAsync())[0].Details.IsOffered);
        Assert.Equal(16, (await service.ListAsync()).Count);
    }

    [Fact]
    public async Task A_dialog_that_is_closed_without_saving_has_changed_nothing()
    {
        await Portal.FillAsync();
        var page = Open<IndustriesPage>(Role.Administrator);
        page.WaitForAssertion(() => Assert.Equal(15, page.FindAll("tbody tr").Count), Patience);
        await page.InvokeAsync(() => page.Find("tbody button").ClickAsync());
        await TypeAsync(page, "#Name", "書きかけ");

        await PressAsync(page, "やめる");

        Assert.DoesNotContain("書きかけ", page.Find("tbody").TextContent, StringComparison.Ordinal);
        Assert.Equal("製造業", (await Portal.As<IndustryService>(Role.Supervisor).ListAsync())[0].Details.Name);
    }

    [Fact]
    public void Who_may_not_change_a_catalogue_sees_neither_it_nor_its_button()
    {
        var page = Open<MeasuresPage>(Role.BookingStaff);

        Assert.Contains("権限がありません", page.Find("p").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("button, table"));
    }

    private async Task<IRenderedComponent<T>> OpenNewAsync<T>(int rows)
        where T : Microsoft.AspNetCore.Components.IComponent
    {
        await Portal.FillAsync();
        var page = Open<T>(Role.Supervisor);
        page.WaitForAssertion(() => Assert.Equal(rows, page.FindAll("tbody tr").Count), Patience);
        await PressAsync(page, "追加");
        return page;
    }
}
