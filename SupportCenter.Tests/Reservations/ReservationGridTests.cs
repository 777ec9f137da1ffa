using AngleSharp.Dom;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;
using SupportCenter.Portal.Reservations;
using SupportCenter.Tests.Components;

namespace SupportCenter.Tests.Reservations;

/// <summary>The reservation list on the screen, over the real services: columns, filters, quick view, pages.</summary>
public sealed class ReservationGridTests : PageTest
{
    private readonly List<Reservation> reservations = [];

    [Fact]
    public async Task The_list_opens_with_what_is_coming_today_first_and_the_past_is_one_press_away()
    {
        await FillAsync();
        var list = await OpenAsync(ReservationPeriod.Coming);

        Assert.Equal(["R2.7.16(木)", "R2.7.17(金)"], Cells(list, "c-date").Distinct().Take(2));
        await PressAsync(list, "過去");

        list.WaitForAssertion(() => Assert.Equal("R2.7.15(水)", Cells(list, "c-date").First()), Patience);
        Assert.EndsWith("/reservations?period=Past", Address, StringComparison.Ordinal);
        Assert.Equal("true", Button(list, "過去").GetAttribute("aria-pressed"));
    }

    [Fact]
    public async Task A_search_looks_in_all_times()
    {
        await FillAsync();
        var list = await OpenAsync(ReservationPeriod.Coming);

        await TypeAsync(list, "#Search", "過去商店");
        await SendAsync(list, "form[role=search]");

        list.WaitForAssertion(() => Assert.Equal("過去商店", Cells(list, "c-business").Single()), Patience);
        Assert.EndsWith("/reservations?period=all", Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_is_filtered_in_the_database_and_the_condition_is_taken_away_again()
    {
        await FillAsync();
        var list = await OpenAsync(null);
        var all = Count(list);

        await list.InvokeAsync(() => list.Find("thead .c-status .filter-button").ClickAsync());
        await TypeAsync(list, "dialog #Status", nameof(ReservationStatus.Cancelled));
        await SendAsync(list, "dialog form");

        list.WaitForAssertion(() => Assert.Equal(Domain.ReservationTexts.StatusCancelled, Cells(list, "c-status").Single()), Patience);
        Assert.Contains("絞り込み中", list.Find("thead .c-status .filter-button").GetAttribute("aria-label"), StringComparison.Ordinal);
        await list.InvokeAsync(() => list.Find(".filter-part").ClickAsync());
        list.WaitForAssertion(() => Assert.Equal(all, Count(list)), Patience);
    }

    [Fact]
    public async Task Chosen_columns_and_their_order_are_there_again_at_the_next_visit()
    {
        await FillAsync();
        var list = await OpenAsync(null);

        await PressAsync(list, "表示する列");
        await list.InvokeAsync(() => Column(list, "メモ").QuerySelector("input")!.ChangeAsync(true));
        await list.InvokeAsync(() => Column(list, "会場").QuerySelectorAll("button")[0].ClickAsync());
        await PressAsync(list, "保存する");

        list.WaitForAssertion(() => Assert.Contains("メモ", Heads(list)), Patience);
        var again = await OpenAsync(null);
        again.WaitForAssertion(() => Assert.Equal(["事業者名", "予約日", "会場", "時間帯"], Heads(again).Take(4)), Patience);
        Assert.Equal("駐車場の有無を確認済", Cells(again, "c-text").First());
    }

    [Fact]
    public async Task A_filter_that_is_kept_names_itself_and_is_deleted_again()
    {
        await FillAsync();
        var list = await OpenAsync(null);
        await PressAsync(list, "絞り込み");
        await TypeAsync(list, "dialog #Ward", "Fushimi");
        await TypeAsync(list, "dialog #Period", nameof(ReservationPeriod.NextWeek));
        await SendAsync(list, "dialog form");
        await PressAsync(list, "この条件を保存");

        list.WaitForAssertion(() => Assert.Equal("来週・伏見区", list.Find(".saved-view .view-button").TextContent), Patience);
        await PressAsync(list, "これから");
        await list.InvokeAsync(() => list.Find(".saved-view .view-button").ClickAsync());
        Assert.EndsWith("/reservations?period=NextWeek&ward=Fushimi", Address, StringComparison.Ordinal);
        await list.InvokeAsync(() => list.Find(".saved-view .icon-button").ClickAsync());
        list.WaitForAssertion(() => Assert.Empty(list.FindAll(".saved-view")), Patience);
    }

    [Fact]
    public async Task The_views_of_the_house_show_my_week_and_what_nobody_confirmed()
    {
        await FillAsync();
        var list = await OpenAsync(ReservationPeriod.Coming);

        await PressAsync(list, "今週の自分の予約");
        list.WaitForAssertion(() => Assert.Equal(Expected(row => row.ReceivedById == Clerk && InWeek(row)), Count(list)), Patience);
        await PressAsync(list, "来所未確認");
        list.WaitForAssertion(
            () => Assert.Equal(Expected(row => row.Date < Portal.Today && row.Status == ReservationStatus.Booked), Count(list)),
            Patience
        );
    }

    [Fact]
    [Asvs("16.3.1")]
    public async Task A_quick_view_leaves_the_same_audit_row_as_the_page()
    {
        await FillAsync();
        var list = await OpenAsync(ReservationPeriod.Coming);

        await list.InvokeAsync(() => list.Find("tbody [data-stop=quick]").ClickAsync());

        list.WaitForAssertion(
            () => Assert.Contains("家賃支援について", list.Find(".quick-view").TextContent, StringComparison.Ordinal),
            Patience
        );
        var viewed = Assert.Single(await Portal.AuditAsync(), row => row.Act == AuditActs.ReservationViewed);
        Assert.Equal((reservations[0].Id, Clerk), (viewed.SubjectId, viewed.ActorId));
        await list.InvokeAsync(() => list.Find("[data-close-quick-view]").ClickAsync());
        Assert.Empty(list.FindAll(".quick-view"));
    }

    [Fact]
    public async Task A_page_turn_keeps_the_places_of_the_rows_and_a_change_elsewhere_draws_only_its_row()
    {
        await FillAsync(days: 20);
        var list = await OpenAsync(ReservationPeriod.Coming);
        var (ids, drawn) = (Ids(list), Renders(list));

        await PressAsync(list, "次へ");

        list.WaitForAssertion(
            () => Assert.Contains("26～50件目", list.Find(".pager [role=status]").TextContent, StringComparison.Ordinal),
            Patience
        );
        Assert.Equal(ids, Ids(list));
        Assert.Equal(drawn.Select(count => count + 1), Renders(list));
        var (third, before) = (list.FindComponents<ReservationGridRow>()[2].Instance.Slot.Row.Id, Renders(list));
        await Portal.As<ReservationService>(Role.Supervisor).CancelAsync(third, "先方の都合");
        list.WaitForAssertion(
            () =>
                Assert.Contains(Domain.ReservationTexts.StatusCancelled, list.FindAll("tbody tr")[2].TextContent, StringComparison.Ordinal),
            Patience
        );
        Assert.Equal(before.Select((count, at) => at == 2 ? count + 1 : count), Renders(list));
    }

    [Fact]
    [Asvs("14.2.6")]
    public async Task A_revealed_number_does_not_stay_for_the_row_of_the_next_page()
    {
        await FillAsync(days: 20);
        var list = await OpenAsync(ReservationPeriod.Coming);
        await list.InvokeAsync(() => list.Find("tbody [data-stop=telephone]").ClickAsync());
        list.WaitForAssertion(() => Assert.Contains("075-000-1234", list.Find("tbody").TextContent, StringComparison.Ordinal), Patience);

        await PressAsync(list, "次へ");

        list.WaitForAssertion(
            () => Assert.DoesNotContain("075-000-1234", list.Find("tbody").TextContent, StringComparison.Ordinal),
            Patience
        );
    }

    [Fact]
    public async Task Selected_rows_are_counted_over_pages_and_sent_to_the_printer_by_their_ids()
    {
        Services.AddSingleton<Microsoft.AspNetCore.Components.Forms.AntiforgeryStateProvider, NoToken>();
        await FillAsync(days: 20);
        var list = await OpenAsync(ReservationPeriod.Coming);
        await list.InvokeAsync(() => list.Find("tbody [data-stop=pick]").ChangeAsync(true));
        await PressAsync(list, "次へ");
        await list.InvokeAsync(() => list.Find("tbody [data-stop=pick]").ChangeAsync(true));

        Assert.Equal("2件を選択中", list.Find(".selection-bar [role=status]").TextContent);
        Assert.Equal(2, list.FindAll(".selection-bar input[name=reservation]").Count);
        await PressAsync(list, "選択した予約だけ");
        list.WaitForAssertion(() => Assert.Equal(2, Count(list)), Patience);
    }

    [Fact]
    public async Task The_menu_of_a_row_receives_the_client_and_offers_only_what_the_role_may_do()
    {
        await FillAsync();
        var list = await OpenAsync(ReservationPeriod.Coming);
        await list.InvokeAsync(() => list.Find("tbody [data-stop=menu]").ClickAsync());
        Assert.Contains(list.FindAll("[role=menuitem]"), item =>
            item.GetAttribute("href")?.EndsWith(".pdf", StringComparison.Ordinal) == true
        );

        var arrive = list.FindAll("[role=menuitem]").Single(item => item.TextContent == "来所");
        await list.InvokeAsync(() => arrive.ClickAsync());

        list.WaitForAssertion(() => Assert.Equal(Domain.ReservationTexts.StatusArrived, Cells(list, "c-status").First()), Patience);
        var own = await OpenAsync(ReservationPeriod.Coming, Role.Scrivener);
        await own.InvokeAsync(() => own.Find("tbody [data-stop=menu]").ClickAsync());
        Assert.DoesNotContain(own.FindAll("[role=menuitem]"), item =>
            item.GetAttribute("href")?.EndsWith(".pdf", StringComparison.Ordinal) == true
        );
    }

    private Guid Clerk => Portal.Staff[Role.BookingStaff].Id;

    private string Address => Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>().Uri;

    private static IElement Button(IRenderedComponent<ReservationTable> list, string words) =>
        list.FindAll("button").Single(button => button.TextContent.Trim() == words);

    private static IElement Column(IRenderedComponent<ReservationTable> list, string title) =>
        list.FindAll(".column-choice li").Single(line => line.QuerySelector("label")!.TextContent.Trim() == title);

    private static List<string> Heads(IRenderedComponent<ReservationTable> list) =>
        [.. list.FindAll("thead th").Select(head => head.TextContent.Trim().TrimEnd('▼', '▲', ' '))];

    private static List<string> Cells(IRenderedComponent<ReservationTable> list, string name) =>
        [.. list.FindAll($"tbody .{name}").Select(cell => cell.TextContent.Trim())];

    private static int Count(IRenderedComponent<ReservationTable> list) => list.FindAll("tbody tr").Count;

    private static List<string?> Ids(IRenderedComponent<ReservationTable> list) =>
        [.. list.FindAll("tbody a.row-link").Select(link => link.Id)];

    private static List<int> Renders(IRenderedComponent<ReservationTable> list) =>
        [.. list.FindComponents<ReservationGridRow>().Select(row => row.RenderCount)];

    private int Expected(Func<Reservation, bool> fits) => reservations.Count(fits);

    private bool InWeek(Reservation row)
    {
        var (from, to) = ReservationPeriod.ThisWeek.DatesOn(Portal.Today);
        return row.Date >= from && row.Date <= to;
    }

    private async Task<IRenderedComponent<ReservationTable>> OpenAsync(ReservationPeriod? period, Role role = Role.BookingStaff)
    {
        var list = Open<ReservationTable>(role, it => it.Add(table => table.Asked, new ReservationFilter { Period = period }));
        await list.WaitForAssertionAsync(() => Assert.NotEmpty(list.FindAll("tbody tr")), Patience);
        return list;
    }

    /// <summary>A clinic of three slots a day from today on, two of them booked by the reception and one by the city; one day in the past
    /// that nobody confirmed, and one reservation that was cancelled.</summary>
    private async Task FillAsync(int days = 3)
    {
        var (venue, details, past) = (Make.Venue(), Make.Details(), Make.Details("過去商店", "075-000-8888"));
        var (business, other) = (Make.Business(details), Make.Business(past));
        List<object> rows = [venue, business, other];
        rows.AddRange([.. ListScene.Grams(Portal, business, details), .. ListScene.Grams(Portal, other, past)]);
        for (var day = 0; day < days; day++)
        {
            var clinic = Make.Clinic(venue, Portal.Today.AddDays(day), Portal.Staff[Role.Scrivener]);
            rows.Add(clinic);
            reservations.AddRange(
                clinic.Slots.Select(
                    (slot, at) => Make.Reservation(business, clinic, slot, Portal.Staff[at < 2 ? Role.BookingStaff : Role.Supervisor])
                )
            );
        }

        var yesterday = Make.Clinic(venue, Portal.Today.AddDays(-1), Portal.Staff[Role.Scrivener]);
        reservations.Add(Make.Reservation(other, yesterday, yesterday.Slots[0], Portal.Staff[Role.BookingStaff], past));
        reservations[^2].Cancel("先方の都合", Clerk, Portal.Time.GetUtcNow().UtcDateTime);
        await Portal.AddAsync([.. rows, yesterday, .. reservations]);
    }

    private sealed class NoToken : Microsoft.AspNetCore.Components.Forms.AntiforgeryStateProvider
    {
        public override Microsoft.AspNetCore.Components.Forms.AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }
}
