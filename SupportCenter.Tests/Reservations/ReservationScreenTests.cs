using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Drafts;
using SupportCenter.Domain.Reservations;
using SupportCenter.Portal.Components;
using SupportCenter.Portal.Reservations;
using SupportCenter.Portal.Security;

namespace SupportCenter.Tests.Reservations;

/// <summary>The list and the day on the screen, over the real services.</summary>
public sealed class ReservationScreenTests
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Anothers_change_appears_in_the_list_within_two_seconds()
    {
        await using var day = await OneDay.SetAsync();
        await using var screen = Screen(day, Role.BookingStaff);
        var list = screen.Render<ReservationTable>(parameters => parameters.Add(table => table.Asked, new ReservationFilter()));
        list.WaitForAssertion(() => Assert.Equal(2, list.FindAll("tbody tr").Count));
        var kept = list.Find("tbody tr");

        await day.As(Role.Supervisor).ArriveAsync(day.First.Id);

        list.WaitForAssertion(
            () => Assert.Contains(Domain.ReservationTexts.StatusArrived, list.Find("tbody").TextContent, StringComparison.Ordinal),
            Promised
        );
        Assert.Equal(2, list.FindAll("tbody tr").Count);
        Assert.NotNull(kept);
    }

    [Fact]
    [Asvs("14.2.1")]
    public async Task What_was_searched_for_never_stands_in_the_address_and_survives_the_way_back()
    {
        await using var day = await OneDay.SetAsync();
        await using var screen = Screen(day, Role.BookingStaff);
        var list = screen.Render<ReservationTable>(parameters => parameters.Add(table => table.Asked, new ReservationFilter()));

        await list.InvokeAsync(() => list.Find("#Search").ChangeAsync("例示製作所"));
        await list.InvokeAsync(() => list.Find("form").SubmitAsync());
        await list.InvokeAsync(() => list.Find("thead .c-status .filter-button").ClickAsync());
        await list.InvokeAsync(() => list.Find("dialog #Status").ChangeAsync(nameof(ReservationStatus.Booked)));
        await list.InvokeAsync(() => list.Find("dialog form").SubmitAsync());
        list.WaitForAssertion(() => Assert.Equal(2, list.FindAll("tbody tr").Count));

        var address = screen.Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>().Uri;
        Assert.EndsWith("/reservations?period=all&status=Booked", address, StringComparison.Ordinal);
        var back = screen.Render<ReservationTable>(parameters =>
            parameters.Add(table => table.Asked, new ReservationFilter { Status = ReservationStatus.Booked })
        );
        Assert.Equal("例示製作所", back.Find("#Search").GetAttribute("value"));
    }

    [Fact]
    public async Task A_masked_number_is_shown_at_the_press_of_its_button()
    {
        await using var day = await OneDay.SetAsync();
        await using var screen = Screen(day, Role.BookingStaff);
        var list = screen.Render<ReservationTable>(parameters => parameters.Add(table => table.Asked, new ReservationFilter()));
        list.WaitForAssertion(() => Assert.Contains("075-***-**34", list.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("075-000-1234", list.Markup, StringComparison.Ordinal);

        await list.InvokeAsync(() => list.Find("[data-stop=telephone]").ClickAsync());

        list.WaitForAssertion(() => Assert.Contains("075-000-1234", list.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_key_on_a_row_of_the_day_receives_the_client_and_modified_or_composing_keys_do_nothing()
    {
        await using var day = await OneDay.SetAsync();
        await using var screen = Screen(day, Role.Scrivener);
        var list = screen.Render<DayList>(parameters => parameters.Add(shown => shown.ClinicId, day.Clinic.Id));
        list.WaitForAssertion(() => Assert.Equal(3, list.FindAll("tbody tr").Count));

        await list.InvokeAsync(() => list.Find("tbody tr").KeyDownAsync(new KeyboardEventArgs { Key = "a", CtrlKey = true }));
        await list.InvokeAsync(() => list.Find("tbody tr").KeyDownAsync(new KeyboardEventArgs { Key = "a", IsComposing = true }));
        Assert.Equal(Domain.ReservationTexts.StatusBooked, list.Find("tbody tr .badge").TextContent.Trim());
        await list.InvokeAsync(() => list.Find("tbody tr").KeyDownAsync(new KeyboardEventArgs { Key = "a" }));

        list.WaitForAssertion(() => Assert.Equal(Domain.ReservationTexts.StatusArrived, list.Find("tbody tr .badge").TextContent.Trim()));
    }

    [Fact]
    public async Task A_day_that_is_refused_says_why_and_keeps_the_row()
    {
        await using var day = await OneDay.SetAsync();
        await using var screen = Screen(day, Role.Scrivener);
        var list = screen.Render<DayList>(parameters => parameters.Add(shown => shown.ClinicId, day.Clinic.Id));
        list.WaitForAssertion(() => Assert.Equal(3, list.FindAll("tbody tr").Count));

        await list.InvokeAsync(() => list.Find("tbody tr").KeyDownAsync(new KeyboardEventArgs { Key = "N" }));

        list.WaitForAssertion(() =>
            Assert.Contains(Domain.ReservationRuleTexts.NotYetMissed, list.Find("[role=alert]").TextContent, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_slip_of_the_key_on_the_day_is_taken_back_after_one_question()
    {
        await using var day = await OneDay.SetAsync();
        await using var screen = Screen(day, Role.Scrivener);
        var list = screen.Render<DayList>(parameters => parameters.Add(shown => shown.ClinicId, day.Clinic.Id));
        list.WaitForAssertion(() => Assert.Equal(3, list.FindAll("tbody tr").Count));
        await list.InvokeAsync(() => list.Find("tbody tr").KeyDownAsync(new KeyboardEventArgs { Key = "a" }));
        list.WaitForAssertion(() => Assert.Equal(Domain.ReservationTexts.StatusArrived, list.Find("tbody tr .badge").TextContent.Trim()));

        await list.InvokeAsync(() =>
            list.FindAll("tbody tr button")
                .Single(button => button.TextContent.StartsWith("来所を取り消す", StringComparison.Ordinal))
                .ClickAsync()
        );
        Assert.Contains("「予約済」に戻します", list.Find("dialog:has(form)").TextContent, StringComparison.Ordinal);
        await list.InvokeAsync(() => list.Find("dialog form").SubmitAsync());

        list.WaitForAssertion(() => Assert.Equal(Domain.ReservationTexts.StatusBooked, list.Find("tbody tr .badge").TextContent.Trim()));
    }

    private static BunitContext Screen(OneDay day, Role role)
    {
        var screen = new BunitContext();
        screen.JSInterop.Mode = JSRuntimeMode.Loose;
        var caller = new PortalCaller();
        caller.Become(day.Portal.PrincipalOf(role), null);
        screen
            .Services.AddScreen()
            .AddSingleton(caller)
            .AddSingleton(day.Portal.Database.Changes)
            .AddSingleton<TimeProvider>(day.Portal.Time)
            .AddSingleton(day.Portal.As<ReservationListService>(role))
            .AddSingleton(day.Portal.As<ReservationListSettingsService>(role))
            .AddSingleton(day.Portal.As<ReservationService>(role))
            .AddSingleton(day.Portal.As<DayService>(role))
            .AddSingleton(day.Portal.As<ConsultationService>(role))
            .AddSingleton(day.Portal.As<Domain.Notices.NoticeService>(role))
            .AddSingleton(day.Portal.As<Domain.Handovers.HandoverService>(role))
            .AddSingleton(day.Portal.As<Domain.Handovers.HandoverWritingService>(role))
            .AddSingleton(day.Portal.As<DraftService>(role));
        return screen;
    }
}
