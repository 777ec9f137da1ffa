using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Retention;
using SupportCenter.Portal;
using SupportCenter.Portal.Administration;
using SupportCenter.Portal.Components;
using SupportCenter.Portal.Retention;
using SupportCenter.Portal.Security;

namespace SupportCenter.Tests.Retention;

/// <summary>The pages of retention and disposal over real services, without a browser.</summary>
public sealed class DisposalScreenTests : IAsyncLifetime
{
    private readonly List<BunitContext> screens = [];
    private RetentionScene scene = null!;

    private TestPortal Portal => scene.Portal;

    public async Task InitializeAsync()
    {
        System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.CurrentUICulture =
            System.Globalization.CultureInfo.GetCultureInfo("ja");
        scene = await RetentionScene.SetAsync();
        Portal.Time.Set(RetentionScene.FirstDayDue);
    }

    public async Task DisposeAsync()
    {
        foreach (var screen in screens)
        {
            await screen.DisposeAsync();
        }

        await scene.DisposeAsync();
    }

    [Fact]
    public async Task What_is_due_is_asked_for_released_and_carried_out_from_the_pages()
    {
        var due = Open<DisposalsPage>(Role.Supervisor);
        due.WaitForAssertion(() => Assert.Contains("株式会社例示製作所", due.Markup, StringComparison.Ordinal));
        due.Find("#Reason").Change(RetentionScene.Why);
        await due.Find("#Reason").Closest("form")!.SubmitAsync();
        var order = await Portal.ReadAsync(db => Task.FromResult(db.DisposalOrders.Single().Id));
        Assert.EndsWith(
            PortalUrls.Disposal(order),
            screens[0].Services.GetRequiredService<NavigationManager>().Uri,
            StringComparison.Ordinal
        );

        var page = Open<DisposalPage>(Role.Supervisor, it => it.Add(shown => shown.Id, order.ToShort()));
        page.WaitForAssertion(() => Assert.Contains("令和8年度 廃棄第1号", page.Find("h1").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent == RetentionPageTexts.CarryOut);
        await Portal.As<ApprovalService>(scene.Second).ReleaseAsync((await scene.ApprovalOfAsync(order)).Id, null);
        page.WaitForAssertion(
            () => Assert.Contains(page.FindAll("button"), button => button.TextContent == RetentionPageTexts.CarryOut),
            TimeSpan.FromSeconds(10)
        );

        await page.InvokeAsync(() => page.FindAll("button").Single(button => button.TextContent == RetentionPageTexts.CarryOut).Click());
        await page.InvokeAsync(() => page.Find("dialog form").SubmitAsync());

        page.WaitForAssertion(
            () => Assert.Equal(PortalUrls.DisposalCertificate(order), page.Find(".page-head a[href$='.pdf']").GetAttribute("href")),
            TimeSpan.FromSeconds(20)
        );
        page.WaitForAssertion(
            () => Assert.Contains(RetentionPageTexts.Gone, page.Markup, StringComparison.Ordinal),
            TimeSpan.FromSeconds(10)
        );
        Assert.DoesNotContain("株式会社例示製作所", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_business_is_held_from_its_row_with_a_reason_and_let_go_again()
    {
        var page = Open<DisposalsPage>(Role.Supervisor);
        page.WaitForElement("button[aria-label='株式会社例示製作所の廃棄を保留する']").Click();
        await page.WaitForElement("#hold-Reason").Closest("form")!.SubmitAsync();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("#hold-Reason-error")));

        page.Find("#hold-Reason").Change("係争中のため");
        await page.Find("#hold-Reason").Closest("form")!.SubmitAsync();

        page.WaitForAssertion(
            () => Assert.Contains("係争中のため", page.Find("tbody").TextContent, StringComparison.Ordinal),
            TimeSpan.FromSeconds(10)
        );
        Assert.Empty(page.FindAll("#Reason"));
        page.Find("button[aria-label='株式会社例示製作所の保留を解除する']").Click();
        page.WaitForElement("#confirm-Reason").Change("和解したため");
        await page.Find("#confirm-Reason").Closest("form")!.SubmitAsync();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("#Reason")), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task An_auditor_sees_past_disposals_and_no_business()
    {
        await scene.Disposals.CarryOutAsync(await scene.ReleasedAsync());
        await scene.CameOnAsync(new DateOnly(2020, 8, 1));
        var page = Open<DisposalsPage>(Role.Auditor);

        page.WaitForAssertion(() => Assert.Contains("令和8年度 廃棄第1号", page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("例示", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("form"));
        Assert.Contains("1 / 1", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_person_is_led_from_the_request_to_what_is_in_it()
    {
        var order = await scene.Disposals.AskAsync(new DisposalDetails { Reason = RetentionScene.Why });
        var page = Open<ApprovalsPage>(Role.Supervisor);

        page.WaitForAssertion(() => Assert.Equal(PortalUrls.Disposal(order), page.Find("td a").GetAttribute("href")));
    }

    [Fact]
    public void While_the_file_is_rewritten_everybody_is_told_that_saving_waits()
    {
        var page = Open<VacuumNotice>(Role.BookingStaff);
        Assert.Empty(page.FindAll(".summary"));

        using (Portal.Database.BeginVacuum())
        {
            page.WaitForAssertion(
                () => Assert.Contains(RetentionPageTexts.EverybodyWaits, page.Markup, StringComparison.Ordinal),
                TimeSpan.FromSeconds(10)
            );
        }

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".summary")), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void The_workspace_says_how_much_is_due()
    {
        Assert.Equal("1件", Due());
        Portal.Time.Set(RetentionScene.FirstDayDue.AddDays(-1));
        Assert.Equal("0件", Due());

        string Due()
        {
            var page = Open<SupportCenter.Portal.Workspace.WaitingWork>(Role.Supervisor);
            page.WaitForState(() => page.FindAll("[aria-busy]").Count == 0, TimeSpan.FromSeconds(10));
            var line = page.FindAll("li").Single(row => row.QuerySelector("a")?.GetAttribute("href") == PortalUrls.Disposals);
            return line.QuerySelector(".badge")!.TextContent.Trim();
        }
    }

    private IRenderedComponent<T> Open<T>(Role role, Action<ComponentParameterCollectionBuilder<T>>? set = null)
        where T : IComponent
    {
        var screen = new BunitContext();
        screens.Add(screen);
        screen.JSInterop.Mode = JSRuntimeMode.Loose;
        screen.Services.AddSupportCenter(Portal.Database).AddSingleton<TimeProvider>(Portal.Time).AddSingleton(Portal.Sessions);
        screen.Services.AddScoped<PortalCaller>().AddScoped<ICaller>(services => services.GetRequiredService<PortalCaller>());
        screen.Services.AddScreen();
        screen.Services.GetRequiredService<PortalCaller>().Become(Portal.PrincipalOf(role), null);
        return screen.Render<T>(set ?? (_ => { }));
    }
}
