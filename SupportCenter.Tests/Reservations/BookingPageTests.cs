using AngleSharp.Dom;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;
using SupportCenter.Portal.Reservations;
using SupportCenter.Portal.Security;
using SupportCenter.Tests.Components;

namespace SupportCenter.Tests.Reservations;

/// <summary>The booking form on a real database, without a browser.</summary>
public sealed class BookingPageTests : ScreenTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private Clinic clinic = null!;

    private async Task<IRenderedComponent<NewReservationPage>> OpenAsync()
    {
        var venue = Make.Venue();
        clinic = Make.Clinic(venue, Portal.Today.AddDays(4), Portal.Staff[Role.Scrivener]);
        await Portal.AddAsync(
            venue,
            clinic,
            new ConfirmationQuestion("持続化給付金の申請をしておりますか？", 1, Portal.Today),
            new Industry("製造業", 1)
        );
        Services.AddSingleton(Portal.As<BookingService>(Role.BookingStaff));
        Services.AddSingleton(Portal.As<CallbackService>(Role.BookingStaff));
        Services.AddSingleton(Portal.As<SlotSearchService>(Role.BookingStaff));
        Services.AddSingleton(Portal.Database.Changes);
        Services.AddSingleton(new PortalCaller());
        var page = Render<NewReservationPage>();
        page.WaitForState(() => page.FindAll("input[name=slot]").Count == 3, Patience);
        return page;
    }

    private static async Task FillAsync(
        IRenderedComponent<NewReservationPage> page,
        string name = "株式会社例示製作所",
        string telephone = "０７５－０００－１２３４"
    )
    {
        await page.InvokeAsync(() => page.Find("#BusinessName").ChangeAsync(name));
        await page.InvokeAsync(() => page.Find("#ContactName").ChangeAsync("見本 花子"));
        await page.InvokeAsync(() => page.Find("#Telephone").ChangeAsync(telephone));
        await page.InvokeAsync(() => page.Find("#Memo").ChangeAsync("車で来所"));
    }

    // Found and acted on in one go: this page also draws itself again when others book.
    private Task PickAsync(IRenderedComponent<NewReservationPage> page, int slot) =>
        page.InvokeAsync(() => SlotOf(page, clinic.Slots[slot])!.ChangeAsync(clinic.Slots[slot].Id.ToShort()));

    private static IElement? SlotOf(IRenderedComponent<NewReservationPage> page, Slot slot) =>
        page.FindAll("input[name=slot]").FirstOrDefault(radio => radio.GetAttribute("value") == slot.Id.ToShort());

    [Fact]
    public async Task A_booking_ends_with_the_words_to_read_back_and_the_next_call_starts_empty()
    {
        var page = await OpenAsync();
        await FillAsync(page);
        await PickAsync(page, 0);
        await page.InvokeAsync(() => page.Find("input[type=radio][value=Yes]").ChangeAsync("Yes"));
        await page.InvokeAsync(() =>
            page.FindAll("button").Single(button => button.TextContent.Contains("名称がわからない", StringComparison.Ordinal)).ClickAsync()
        );

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForState(() => page.FindAll(".read-back").Count == 1, Patience);
        Assert.Contains("7月20日月曜日、13時から、中京区役所 1階 会議室で", page.Find(".read-back").TextContent, StringComparison.Ordinal);
        var kept = await Portal.ReadAsync(db => db.Reservations.AsNoTracking().SingleAsync());
        Assert.Equal(
            ("知りたい制度はあるが、名称がわからない。", Answer.Yes, "0750001234"),
            (kept.Details.WishedMeasure, kept.Details.Answers[0].Answer, kept.Details.Telephone)
        );
        await page.InvokeAsync(() =>
            page.FindAll("button").Single(button => button.TextContent.Contains("次の予約", StringComparison.Ordinal)).ClickAsync()
        );
        page.WaitForState(() => page.FindAll("input[name=slot]").Count == 2, Patience);
        Assert.Equal("", page.Find("#BusinessName").GetAttribute("value") ?? "");
        Assert.Empty(await Drafts.ListAsync("reservation:new"));
    }

    [Fact]
    public async Task The_loser_of_a_race_keeps_everything_typed_and_is_offered_the_next_free_times()
    {
        var page = await OpenAsync();
        await FillAsync(page);
        await PickAsync(page, 0);
        var winner = Make.Business(Make.Details("先に取った商店", "075-000-9999"));
        await Portal.AddAsync(winner, Make.Reservation(winner, clinic, clinic.Slots[0], Portal.Staff[Role.Supervisor]));

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForState(() => page.Markup.Contains("たった今埋まりました", StringComparison.Ordinal), Patience);
        Assert.Equal(
            ("株式会社例示製作所", "見本 花子", "車で来所"),
            (
                page.Find("#BusinessName").GetAttribute("value"),
                page.Find("#ContactName").GetAttribute("value"),
                page.Find("#Memo").GetAttribute("value") ?? page.Find("#Memo").TextContent
            )
        );
        Assert.Null(SlotOf(page, clinic.Slots[0]));
        Assert.Equal(2, page.FindAll("input[name=slot]").Count);
        await PickAsync(page, 1);
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        page.WaitForState(() => page.FindAll(".read-back").Count == 1, Patience);
        Assert.Equal(2, await Portal.ReadAsync(db => db.Reservations.CountAsync()));
    }

    [Fact]
    public async Task A_time_that_another_telephone_holds_is_shown_so_at_once_and_cannot_be_picked()
    {
        var page = await OpenAsync();

        await Portal.As<SlotSearchService>(Role.Supervisor).HoldAsync(clinic.Slots[1].Id, NewId.Create());

        page.WaitForState(() => page.Markup.Contains("受付中: 本市 監督", StringComparison.Ordinal), Patience);
        Assert.True(SlotOf(page, clinic.Slots[1])!.HasAttribute("disabled"));
    }

    [Fact]
    public async Task The_moment_a_hold_is_over_the_form_says_so_and_keeps_it_again_on_a_press()
    {
        // The screen's clock is where the hold has a moment left.
        Services.AddSingleton<TimeProvider>(new Ahead(Portal.Time, SlotHold.Length - TimeSpan.FromSeconds(1)));
        var page = await OpenAsync();
        await PickAsync(page, 1);
        page.WaitForState(() => page.Markup.Contains("まで確保しています", StringComparison.Ordinal), Patience);

        page.WaitForState(() => page.Markup.Contains("10:05までの確保が終わりました", StringComparison.Ordinal), Patience);
        Assert.DoesNotContain("まで確保しています", page.Markup, StringComparison.Ordinal);
        Assert.True(SlotOf(page, clinic.Slots[1])!.IsChecked());

        Portal.Time.Advance(SlotHold.Length);
        await page.InvokeAsync(() => page.FindAll("button").Single(button => button.TextContent.Contains("もう5分")).ClickAsync(new()));
        page.WaitForState(() => page.Markup.Contains("10:10まで確保しています", StringComparison.Ordinal), Patience);
    }

    [Fact]
    public async Task A_time_whose_hold_is_over_and_that_another_takes_is_said_to_be_lost_at_once()
    {
        Services.AddSingleton<TimeProvider>(new Ahead(Portal.Time, SlotHold.Length - TimeSpan.FromSeconds(1)));
        var page = await OpenAsync();
        await PickAsync(page, 1);
        page.WaitForState(() => page.Markup.Contains("までの確保が終わりました", StringComparison.Ordinal), Patience);
        Portal.Time.Advance(SlotHold.Length);

        await Portal.As<SlotSearchService>(Role.Supervisor).HoldAsync(clinic.Slots[1].Id, NewId.Create());

        page.WaitForState(() => SlotOf(page, clinic.Slots[1])!.HasAttribute("disabled"), Patience);
        page.WaitForState(() => !SlotOf(page, clinic.Slots[1])!.IsChecked(), Patience);
        Assert.DoesNotContain("もう5分", page.Markup, StringComparison.Ordinal);
    }

    private sealed class Ahead(TimeProvider of, TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => of.GetUtcNow() + by;
    }

    [Fact]
    public async Task Picking_a_time_holds_it_and_leaving_the_page_gives_it_back()
    {
        var page = await OpenAsync();
        await PickAsync(page, 2);
        page.WaitForState(() => page.Markup.Contains("確保しています", StringComparison.Ordinal), Patience);
        Assert.Equal(clinic.Slots[2].Id, await Portal.ReadAsync(db => db.SlotHolds.Select(hold => hold.SlotId).SingleAsync()));

        await DisposeComponentsAsync();

        await Eventually.TrueAsync("The hold was given back.", async () => !await Portal.ReadAsync(db => db.SlotHolds.AnyAsync()));
    }

    [Theory]
    [InlineData("#BusinessName", "", "企業名を入力してください")]
    [InlineData("#BusinessName", "<201>", "200文字以内")]
    [InlineData("#ContactName", "<101>", "100文字以内")]
    [InlineData("#Telephone", "", "TELを入力してください")]
    [InlineData("#Telephone", "０７５ー１２", "10桁または11桁")]
    [InlineData("#Industry", "<61>", "60文字以内")]
    [InlineData("#EmployeeCount", "たくさん", "従業員数")]
    [InlineData("#EmployeeCount", "-3", "従業員数")]
    [InlineData("#VisitNumber", "0", "1から999")]
    [InlineData("#WishedMeasure", "<2001>", "2000文字以内")]
    [InlineData("#Memo", "<2001>", "2000文字以内")]
    public async Task A_wrong_field_is_named_in_words_and_what_was_typed_stays(string field, string typed, string words)
    {
        var page = await OpenAsync();
        await FillAsync(page);
        await PickAsync(page, 0);
        var text = typed.StartsWith('<') ? new string('例', int.Parse(typed.Trim('<', '>'))) : typed;
        await page.InvokeAsync(() => page.Find(field).ChangeAsync(text));

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForState(() => page.FindAll($"{field}-error").Count == 1, Patience);
        Assert.Contains(words, page.Find($"{field}-error").TextContent, StringComparison.Ordinal);
        Assert.Contains(field.TrimStart('#') + "-error", page.Find(field).GetAttribute("aria-describedby"), StringComparison.Ordinal);
        Assert.Equal(text, page.Find(field).GetAttribute("value") ?? page.Find(field).TextContent);
        Assert.Equal(0, await Portal.ReadAsync(db => db.Reservations.CountAsync()));
    }

    [Fact]
    public async Task A_known_business_is_offered_while_typing_fills_in_the_form_and_counts_the_visit()
    {
        var page = await OpenAsync();
        await Portal.As<BookingService>(Role.Supervisor).BookAsync(BookingTestCentre.Input(clinic.Slots[0]));
        await page.InvokeAsync(() =>
            page.Find("#business-search").TriggerEventAsync("onfocusin", new Microsoft.AspNetCore.Components.Web.FocusEventArgs())
        );
        await page.InvokeAsync(() => page.Find("#business-search").ChangeAsync("ﾚｲｼﾞ"));
        Assert.Empty(page.FindAll("[role=option]"));
        await page.InvokeAsync(() => page.Find("#business-search").ChangeAsync("例示　製作"));
        page.WaitForState(() => page.FindAll("[role=option]").Count == 1, Patience);
        Assert.Equal("true", page.Find("#business-search").GetAttribute("aria-expanded"));
        Assert.Contains("今回2回目", page.Find("[role=option]").TextContent, StringComparison.Ordinal);

        await page.InvokeAsync(() => page.Find("[role=option]").ClickAsync());

        page.WaitForState(() => page.Find("#BusinessName").GetAttribute("value") == "株式会社例示製作所", Patience);
        Assert.Equal(
            ("075-000-1234", "2"),
            (page.Find("#Telephone").GetAttribute("value"), page.Find("#VisitNumber").GetAttribute("value"))
        );
        page.WaitForState(() => page.Markup.Contains("すでに予約があります", StringComparison.Ordinal), Patience);
    }

    [Fact]
    public async Task The_same_number_under_another_name_has_to_be_decided_before_it_is_saved()
    {
        var page = await OpenAsync();
        await Portal.As<BookingService>(Role.Supervisor).BookAsync(BookingTestCentre.Input(clinic.Slots[0]));
        await FillAsync(page, name: "合同会社別名工房");
        page.WaitForState(() => page.Markup.Contains("登録済みの事業者かもしれません", StringComparison.Ordinal), Patience);
        await PickAsync(page, 1);
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        page.WaitForState(() => page.FindAll("#which-business input").Count == 2, Patience);

        await page.InvokeAsync(() => page.FindAll("#which-business input")[1].ChangeAsync("on"));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForState(() => page.FindAll(".read-back").Count == 1, Patience);
        Assert.Equal(2, await Portal.ReadAsync(db => db.Businesses.CountAsync()));
    }
}
