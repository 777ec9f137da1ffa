using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;
using SupportCenter.Portal.Reservations;
using SupportCenter.Tests.Components;

namespace SupportCenter.Tests.Reservations;

/// <summary>予約なし来所 on the screen.</summary>
public sealed class WalkInPageTests : PageTest
{
    private Clinic clinic = null!;

    [Theory]
    [InlineData("#BusinessName", "", "企業名を入力してください")]
    [InlineData("#BusinessName", "<201>", "200文字以内")]
    [InlineData("#Telephone", "０７５ー１２", "10桁または11桁")]
    [InlineData("#EmployeeCount", "たくさん", "従業員数")]
    [InlineData("#VisitNumber", "0", "1から999")]
    [InlineData("#Memo", "<2001>", "2000文字以内")]
    public async Task A_wrong_field_is_named_beside_it_and_everything_typed_and_the_chosen_time_stay(
        string field,
        string typed,
        string words
    )
    {
        var text = typed.StartsWith('<') ? new string('例', int.Parse(typed.Trim('<', '>'))) : typed;
        var page = await OpenAsync();
        await page.InvokeAsync(() => page.FindAll("input[name=place]")[1].ChangeAsync("on"));
        await FillAsync(page);
        await TypeAsync(page, field, text);

        await SendAsync(page);

        AssertRefused(page, field, text, words);
        Assert.Equal("見本 花子", page.Find("#ContactName").GetAttribute("value"));
        Assert.True(page.FindAll("input[name=place]")[1].HasAttribute("checked"));
        Assert.Equal(0, await Portal.ReadAsync(db => db.Reservations.CountAsync()));
    }

    [Fact]
    public async Task A_client_is_received_and_the_next_one_finds_an_empty_form()
    {
        var page = await OpenAsync();
        await FillAsync(page);

        await SendAsync(page);

        page.WaitForAssertion(() => Assert.Contains("株式会社例示製作所", page.Markup, StringComparison.Ordinal), Patience);
        Assert.Equal(ReservationStatus.Arrived, await Portal.ReadAsync(db => db.Reservations.Select(row => row.Status).SingleAsync()));
        await PressAsync(page, "次の方");
        page.WaitForAssertion(() => Assert.Equal("", page.Find("#BusinessName").GetAttribute("value") ?? ""), Patience);
    }

    [Fact]
    public async Task A_time_that_was_given_away_meanwhile_is_said_and_what_was_typed_stays()
    {
        var page = await OpenAsync();
        await FillAsync(page);
        var other = Make.Business(Make.Details("先に着いた商店", "075-000-9999"));
        await Portal.AddAsync(other, Make.Reservation(other, clinic, clinic.Slots[1], Portal.Staff[Role.Supervisor]));

        await SendAsync(page);

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".summary.error")), Patience);
        Assert.Equal("株式会社例示製作所", page.Find("#BusinessName").GetAttribute("value"));
        Assert.DoesNotContain(page.FindAll("input[name=place]"), place => place.HasAttribute("checked"));
        Assert.Equal(1, await Portal.ReadAsync(db => db.Reservations.CountAsync()));
    }

    [Fact]
    public async Task A_page_that_stays_open_offers_the_times_of_the_moment_and_says_how_an_extra_one_lies()
    {
        Services.AddSingleton(Portal.Sessions); // The sign-in outlasts the wait.
        var page = await OpenAsync();
        Assert.Contains("いま（枠を追加 14:10～15:00）", page.Markup, StringComparison.Ordinal);
        Assert.Contains("いまの枠（14:00～15:00）と重なります。", page.Markup, StringComparison.Ordinal);
        Assert.Contains(page.FindAll("input[name=place]"), place => place.HasAttribute("checked"));

        // A minute later than the end of the chosen slot; a change elsewhere makes the page look again, as the minute does.
        Portal.Time.Advance(TimeSpan.FromMinutes(49));
        Services.GetRequiredService<ChangeFeed>().Publish([new Change(nameof(Slot), clinic.Slots[1].Id)]);

        page.WaitForAssertion(() => Assert.Contains("いま（枠を追加 15:00～16:00）", page.Markup, StringComparison.Ordinal), Patience);
        Assert.Contains("選んでいた時間帯は埋まりました", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("input[name=place]"), place => place.HasAttribute("checked"));
    }

    private static async Task FillAsync(IRenderedComponent<WalkInPage> page)
    {
        await TypeAsync(page, "#BusinessName", "株式会社例示製作所");
        await TypeAsync(page, "#ContactName", "見本 花子");
        await TypeAsync(page, "#Telephone", "０７５－０００－１２３４");
    }

    private async Task<IRenderedComponent<WalkInPage>> OpenAsync()
    {
        var venue = Make.Venue();
        clinic = Make.Clinic(venue, Portal.Today, Portal.Staff[Role.Scrivener]);
        await Portal.AddAsync(venue, clinic);
        Portal.Time.Advance(new TimeSpan(4, 12, 0)); // 14:12: the first of three slots is over.
        var page = Open<WalkInPage>(Role.BookingStaff, parameters => parameters.Add(it => it.Id, clinic.Id.ToShort()));
        page.WaitForState(() => page.FindAll("input[name=place]").Count == 3, Patience);
        return page;
    }
}
