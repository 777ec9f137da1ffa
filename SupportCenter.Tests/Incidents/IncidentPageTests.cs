using AngleSharp.Dom;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Incidents;
using SupportCenter.Portal;
using SupportCenter.Portal.Audit;
using SupportCenter.Portal.Incidents;
using SupportCenter.Tests.Components;

namespace SupportCenter.Tests.Incidents;

/// <summary>Incidents on the screen.</summary>
public sealed class IncidentPageTests : PageTest
{
    [Fact]
    public async Task The_page_says_first_what_is_due_next_by_when_and_who_has_it()
    {
        var id = await OpenedAsync();
        var page = Open<IncidentPage>(Role.Supervisor, it => it.Add(page => page.Id, id.ToShort()));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("#next")), Patience);

        var next = page.Find(".incident-next").TextContent;
        Assert.Contains("漏えいを止める", next, StringComparison.Ordinal);
        Assert.Contains("令和2年7月16日(木)まで（本日）", next, StringComparison.Ordinal);
        Assert.Contains("担当者なし", next, StringComparison.Ordinal);
        Assert.Contains("令和2年8月14日(金)まで", page.Find("[aria-labelledby=steps]").TextContent, StringComparison.Ordinal);
        Assert.Contains("文言は確認できていません", page.Markup, StringComparison.Ordinal);
        Assert.True(
            page.Markup.IndexOf("id=\"next\"", StringComparison.Ordinal) < page.Markup.IndexOf("id=\"steps\"", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_step_is_done_with_two_presses_and_the_next_one_comes_up()
    {
        var id = await OpenedAsync();
        var page = Open<IncidentPage>(Role.Supervisor, it => it.Add(page => page.Id, id.ToShort()));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("#next")), Patience);

        await page.InvokeAsync(() => page.Find(".incident-next button").ClickAsync());
        await SendAsync(page, "dialog form");

        page.WaitForAssertion(
            () => Assert.Contains("事案として対応するかを決める", page.Find(".incident-next").TextContent, StringComparison.Ordinal),
            Patience
        );
        Assert.Contains("済：漏えいを止める", page.Find(".time-line").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alarm_is_closed_by_making_it_an_incident_or_by_saying_why_it_is_none_and_by_nothing_else()
    {
        var canary = await Portal
            .As<CanaryService>(Role.Supervisor)
            .PlantAsync(new BusinessDetails { BusinessName = "見張りの例示商店", Telephone = "075-000-9999" });
        await Portal.As<BusinessService>(Role.BookingStaff).FindAsync(canary);
        var page = Open<AlarmsPage>(Role.Supervisor);
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("tbody .row-actions")), Patience);

        Assert.Equal(["事案にする", "該当しない"], page.FindAll("tbody .row-actions > *").Select(control => control.TextContent.Trim()));
        var address = page.Find("tbody .row-actions a").GetAttribute("href")!;
        Assert.StartsWith("/incidents/new?from=alarm&id=", address, StringComparison.Ordinal);
        Assert.Equal(IncidentSourceKind.Alarm, PortalUrls.IncidentSourceOf("alarm"));
    }

    [Fact]
    public async Task The_form_of_an_alarm_is_filled_in_and_needs_one_press_more()
    {
        var canary = await Portal
            .As<CanaryService>(Role.Supervisor)
            .PlantAsync(new BusinessDetails { BusinessName = "見張りの例示商店", Telephone = "075-000-9999" });
        await Portal.As<BusinessService>(Role.BookingStaff).FindAsync(canary);
        var alarm = (await Portal.As<AlarmService>(Role.Supervisor).ListAsync(new PageRequest(0, 1))).Rows.Single();
        Services
            .GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>()
            .NavigateTo(PortalUrls.NewIncidentFrom(IncidentSourceKind.Alarm, alarm.Id));
        var page = Open<NewIncidentPage>(Role.Supervisor);
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("#What")), Patience);

        Assert.Equal("見張りの事業者が開かれました", page.Find("#Title").GetAttribute("value"));
        await SendAsync(page, "form.save-form");

        var row = (await Portal.As<AlarmService>(Role.Supervisor).ListAsync(new PageRequest(0, 1))).Rows.Single();
        Assert.Equal((false, AlarmOutcome.Incident), (row.IsOpen, row.Outcome));
        Assert.Single(await Portal.As<IncidentService>(Role.Supervisor).DueAsync());
    }

    [Fact]
    public void The_reception_has_the_form_and_no_list()
    {
        var page = Open<IncidentsPage>(Role.BookingStaff);
        Assert.Equal("/incidents/new", page.Find(".page-head a").GetAttribute("href"));
        Assert.Empty(page.FindAll("table"));
    }

    [Fact]
    public async Task The_reception_is_told_the_number_and_what_was_wrong_in_the_form_stays_as_it_was_typed()
    {
        var page = Open<NewIncidentPage>(Role.BookingStaff);
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("#KnownOn")), Patience);
        await TypeAsync(page, "#KnownOn", "いつか");
        await SendAsync(page, "form.save-form");
        page.WaitForAssertion(() => Assert.Equal("true", page.Find("#KnownOn").GetAttribute("aria-invalid")), Patience);
        Assert.Equal("いつか", page.Find("#KnownOn").GetAttribute("value"));

        await TypeAsync(page, "#KnownOn", "7/16");
        await TypeAsync(page, "#KnownAt", "9:30");
        await TypeAsync(page, "#Title", "記録が見えるとの電話");
        await TypeAsync(page, "#What", "検索すると相談内容が見える。");
        await SendAsync(page, "form.save-form");

        page.WaitForAssertion(() => Assert.Contains("令和2年度 事案第1号として", page.Markup, StringComparison.Ordinal), Patience);
        Assert.Single(await Portal.As<IncidentService>(Role.Supervisor).DueAsync());
    }

    [Fact]
    public async Task What_is_near_stands_above_every_page_of_a_supervisor_and_of_a_drill_nothing_does()
    {
        Portal.Time.Set(new DateTimeOffset(2020, 7, 16, 13, 0, 0, TimeSpan.FromHours(9)));
        var city = Portal.As<IncidentService>(Role.Supervisor);
        await city.OpenAsync(IncidentScene.Details(), IncidentSourceKind.Call, null, isDrill: true);
        var banner = Open<IncidentBanner>(Role.Supervisor);
        Assert.Empty(banner.FindAll("a"));

        await city.OpenAsync(IncidentScene.Details(), IncidentSourceKind.Call, null, isDrill: false);

        banner.WaitForAssertion(
            () => Assert.Contains("令和2年度 事案第1号　漏えいを止める", banner.Find("a").TextContent, StringComparison.Ordinal),
            Patience
        );
    }

    [Fact]
    public async Task A_caller_takes_the_next_business_and_the_result_is_one_press()
    {
        for (var at = 0; at < 2; at++)
        {
            await Portal.AddAsync(Make.Business(Make.Details($"株式会社例示{at}", $"075-000-100{at}")));
        }

        var id = await OpenedAsync();
        var all = await Portal.ReadAsync(db => Task.FromResult(db.Businesses.Select(row => row.Id).ToList()));
        await Portal.As<AffectedService>(Role.Supervisor).FixNamesAsync(id, all, ExposedData.List);
        var page = Open<CallsPage>(Role.Supervisor, it => it.Add(page => page.Id, id.ToShort()));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("[data-shortcut=n]")), Patience);

        await page.InvokeAsync(() => page.Find("[data-shortcut=n]").ClickAsync());
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".call-card")), Patience);
        var first = page.Find(".call-card h2").TextContent;
        Assert.Matches(@"075-000-100\d", page.Find(".call-number").TextContent);
        await page.InvokeAsync(() => page.Find("[data-shortcut=a]").ClickAsync());

        page.WaitForAssertion(() => Assert.NotEqual(first, page.Find(".call-card h2").TextContent), Patience);
        page.WaitForAssertion(() => Assert.Equal("1", page.Find("[data-count=again]").TextContent), Patience);
        Assert.Equal("1", page.Find("[data-count=not-yet]").TextContent);
    }

    [Fact]
    public async Task The_page_of_a_drill_says_how_long_each_step_took_and_which_aim_was_met()
    {
        var details = IncidentScene.Details();
        details.KnownAt = new TimeOnly(9, 30);
        var id = (await Portal.As<IncidentService>(Role.Supervisor).OpenAsync(details, IncidentSourceKind.Call, null, isDrill: true)).Id;
        var page = Open<IncidentPage>(Role.Supervisor, it => it.Add(page => page.Id, id.ToShort()));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("[aria-labelledby=drill]")), Patience);

        var rows = page.FindAll("[aria-labelledby=drill] tbody tr").Select(row => row.TextContent).ToList();
        Assert.Contains("30分以内", rows[0], StringComparison.Ordinal);
        Assert.Matches("達成|未達", rows[0]);
        Assert.Contains("まだ", rows[1], StringComparison.Ordinal);
        Assert.Contains("合計", page.Find("[aria-labelledby=drill] tfoot").TextContent, StringComparison.Ordinal);
        var real = await OpenedAsync();
        var other = Open<IncidentPage>(Role.Supervisor, it => it.Add(page => page.Id, real.ToShort()));
        other.WaitForAssertion(() => Assert.NotEmpty(other.FindAll("#next")), Patience);
        Assert.Empty(other.FindAll("[aria-labelledby=drill]"));
    }

    private async Task<Guid> OpenedAsync()
    {
        var details = IncidentScene.Details();
        details.KnownAt = new TimeOnly(9, 30);
        return (await Portal.As<IncidentService>(Role.Supervisor).OpenAsync(details, IncidentSourceKind.Call, null, isDrill: false)).Id;
    }
}
