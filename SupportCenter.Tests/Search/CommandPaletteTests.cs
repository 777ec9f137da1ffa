using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;
using SupportCenter.Portal.Search;
using SupportCenter.Tests.Components;

namespace SupportCenter.Tests.Search;

/// <summary>What the command palette lists for whom, and what it leaves behind.</summary>
public sealed class CommandPaletteTests : PageTest
{
    private readonly StaffMember colleague = Make.Staff(Role.Scrivener, "行政書士 雛形四葉");
    private Reservation own = null!;
    private Reservation others = null!;
    private Clinic ownClinic = null!;

    [Theory]
    [InlineData(Role.Scrivener, "予約,事業者")]
    [InlineData(Role.BookingStaff, "予約,事業者")]
    [InlineData(Role.Supervisor, "予約,事業者")]
    [InlineData(Role.Administrator, "")]
    [InlineData(Role.Auditor, "")]
    [Asvs("8.2.1")]
    public async Task A_name_finds_reservations_and_businesses_for_those_who_may_see_them(Role role, string groups)
    {
        await FillAsync();
        var palette = await BeginAsync(role);

        await TypeAsync(palette, "#palette-search", "ｻﾝﾌﾟﾙ");

        Assert.Equal(groups, string.Join(',', palette.FindAll("[role=group] > p").Select(title => title.TextContent)));
        Assert.Equal(groups.Length > 0, palette.Markup.Contains("㈱サンプル工房", StringComparison.Ordinal));
        Assert.DoesNotContain(await Portal.AuditAsync(), row => row.Act == AuditActs.AccessRefused);
    }

    [Fact]
    [Asvs("8.2.2")]
    public async Task A_scrivener_finds_none_but_the_businesses_that_come_to_them()
    {
        await FillAsync();
        var palette = await BeginAsync(Role.Scrivener);

        await TypeAsync(palette, "#palette-search", "例題商店");

        Assert.Equal("見つかりませんでした", palette.Find("[role=status]").TextContent);
        Assert.Empty(palette.FindAll("[role=option]"));
    }

    [Fact]
    [Asvs("16.3.2")]
    public async Task What_was_listed_is_in_the_audit_log_once_and_what_was_typed_is_not()
    {
        await FillAsync();
        var palette = await BeginAsync(Role.Supervisor);

        await TypeAsync(palette, "#palette-search", "サンプル");
        await TypeAsync(palette, "#palette-search", "サンプル工房");

        var rows = (await Portal.AuditAsync()).Where(row => row.Act.EndsWith(".listed", StringComparison.Ordinal)).ToList();
        Assert.Equal([AuditActs.ReservationsListed, AuditActs.BusinessesListed], rows.Select(row => row.Act));
        AssertEach.Of(rows, row => Assert.Equal(own.BusinessId, Assert.Single(row.Businesses).BusinessId));
        AssertEach.Of(rows, row => Assert.Equal(Portal.Staff[Role.Supervisor].Id, row.ActorId));
    }

    [Theory]
    [InlineData("075-000-1234")]
    [InlineData("０７５０００１２３４")]
    [InlineData("1234")]
    public async Task A_number_finds_the_same_as_a_name(string typed)
    {
        await FillAsync();
        var palette = await BeginAsync(Role.BookingStaff);

        await TypeAsync(palette, "#palette-search", typed);

        Assert.Equal([PortalUrlOf(own), "/businesses/" + own.BusinessId.ToShort()], await GoToEachAsync(palette));
    }

    [Theory]
    [InlineData("7/20")]
    [InlineData("0720")]
    [InlineData("令和2年7月20日")]
    [InlineData("中京区役所")]
    [InlineData("中京 7/20")]
    [InlineData("７月２０日　中京")]
    public async Task A_clinic_is_found_by_its_day_its_venue_or_both(string typed)
    {
        await FillAsync();
        var palette = await BeginAsync(Role.Administrator);

        await TypeAsync(palette, "#palette-search", typed);

        Assert.Equal("巡回相談", Assert.Single(palette.FindAll("[role=group] > p")).TextContent);
        Assert.Equal("令和2年7月20日(月) 中京区役所", palette.Find("[role=option] strong").TextContent);
        Assert.Equal(["/clinics/" + ownClinic.Id.ToShort()], await GoToEachAsync(palette));
    }

    [Theory]
    [InlineData(Role.Scrivener)]
    [InlineData(Role.BookingStaff)]
    [InlineData(Role.Supervisor)]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Auditor)]
    public async Task Before_anything_is_typed_all_pages_of_the_role_are_offered_and_the_first_is_selected(Role role)
    {
        var palette = await BeginAsync(role);

        var expected = PalettePages.Find("", permission => Permissions.Allows(role, permission));
        Assert.Equal(expected.Select(page => page.Text), palette.FindAll("[role=option] strong").Select(text => text.TextContent));
        AssertFirstIsSelected(palette);
    }

    [Fact]
    public async Task Each_answer_is_a_new_list_with_its_first_result_selected()
    {
        var palette = await BeginAsync(Role.Supervisor);
        var before = palette.Find("#palette-search").GetAttribute("aria-activedescendant");

        await TypeAsync(palette, "#palette-search", "管理");

        AssertFirstIsSelected(palette);
        Assert.NotEqual(before, palette.Find("#palette-search").GetAttribute("aria-activedescendant"));
        Assert.Equal("管理", palette.Find("[role=option] strong").TextContent);
    }

    [Fact]
    [Asvs("14.2.1")]
    public async Task A_choice_leads_to_an_address_with_an_id_and_closing_forgets_the_list()
    {
        await FillAsync();
        var palette = await BeginAsync(Role.BookingStaff);
        await TypeAsync(palette, "#palette-search", "サンプル");

        await palette.InvokeAsync(() => palette.Find("[role=option]").ClickAsync());
        await palette.InvokeAsync(() => palette.Find("dialog").TriggerEventAsync("onclose", EventArgs.Empty));

        Assert.EndsWith(PortalUrlOf(own), Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Contains(JSInterop.Invocations, call => call.Identifier == "portal.closeDialog");
        Assert.Empty(palette.FindAll("[role=option]"));
        Assert.DoesNotContain("サンプル", palette.Markup, StringComparison.Ordinal);
    }

    private static string PortalUrlOf(Reservation row) => "/reservations/" + row.Id.ToShort();

    private static void AssertFirstIsSelected(IRenderedComponent<CommandPalette> palette)
    {
        var selected = Assert.Single(palette.FindAll("[role=option][aria-selected=true]"));
        Assert.Equal(palette.Find("[role=option]").Id, selected.Id);
        Assert.Equal(selected.Id, palette.Find("#palette-search").GetAttribute("aria-activedescendant"));
    }

    private async Task<IRenderedComponent<CommandPalette>> BeginAsync(Role role)
    {
        var palette = Open<CommandPalette>(role);
        await palette.InvokeAsync(() => palette.Find("#palette-search").TriggerEventAsync("onfocus", new FocusEventArgs()));
        return palette;
    }

    private async Task<List<string>> GoToEachAsync(IRenderedComponent<CommandPalette> palette)
    {
        var addresses = new List<string>();
        for (var at = 0; at < palette.FindAll("[role=option]").Count; at++)
        {
            await palette.InvokeAsync(() => palette.FindAll("[role=option]")[at].ClickAsync());
            addresses.Add(new Uri(Services.GetRequiredService<NavigationManager>().Uri).PathAndQuery);
        }

        return addresses;
    }

    private async Task FillAsync()
    {
        var (nakagyo, kita) = (Make.Venue(), Make.Venue("北区役所", Domain.Text.Ward.Kita));
        ownClinic = Make.Clinic(nakagyo, Portal.Today.AddDays(4), Portal.Staff[Role.Scrivener]);
        var elsewhere = Make.Clinic(kita, Portal.Today.AddDays(5), colleague);
        await Portal.AddAsync(nakagyo, kita, colleague, ownClinic, elsewhere);
        own = await BookAsync(ownClinic, Make.Details("㈱サンプル工房"));
        others = await BookAsync(elsewhere, Make.Details("例題商店", "075-000-8888", "例題 次郎"));
        Assert.NotEqual(own.BusinessId, others.BusinessId);
    }

    private async Task<Reservation> BookAsync(Clinic clinic, ReservationDetails details)
    {
        var input = new BookingInput
        {
            SlotId = clinic.Slots[0].Id,
            Details = details,
            CommandKey = NewId.Create(),
        };
        var booked = (await Portal.As<BookingService>(Role.BookingStaff).BookAsync(input)).Booked!;
        return await Portal.ReadAsync(db => Task.FromResult(db.Reservations.Single(row => row.Id == booked.Id)));
    }
}
