using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Administration;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Drafts;
using SupportCenter.Domain.Reports;
using SupportCenter.Portal;
using SupportCenter.Portal.Administration;
using SupportCenter.Portal.Components;
using SupportCenter.Portal.Reports;
using SupportCenter.Portal.Security;
using SupportCenter.Tests.Consultations;

namespace SupportCenter.Tests.Administration;

/// <summary>The pages of authority on a real database, without a browser.</summary>
public sealed class AuthorityScreenTests : IAsyncLifetime
{
    private const string Why = "帳票が表示されないとの連絡を受けたため";
    private readonly List<BunitContext> screens = [];
    private ConsultationScene scene = null!;

    private TestPortal Portal => scene.Portal;

    public async Task InitializeAsync()
    {
        System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.CurrentUICulture =
            System.Globalization.CultureInfo.GetCultureInfo("ja");
        scene = await ConsultationScene.SetAsync();
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
    public async Task A_role_that_does_not_fit_is_refused_in_words_beside_its_field_and_what_was_chosen_stays()
    {
        var page = Open<StaffMemberPage>(Role.Administrator, it =>
            it.Add(shown => shown.Short, Portal.Staff[Role.BookingStaff].Id.ToShort())
        );
        page.WaitForElement("#role-Role").Change(true);

        await FormOf(page.Find("#role-Role")).SubmitAsync();

        page.WaitForAssertion(() =>
            Assert.Contains(StaffTexts.RoleDoesNotFit, page.Find(".field-error").TextContent, StringComparison.Ordinal)
        );
        Assert.True(page.Find("#role-Role").HasAttribute("checked"));
        Assert.Equal(Role.BookingStaff, (await Portal.As<StaffService>(Role.Auditor).FindAsync(Portal.Staff[Role.BookingStaff].Id))!.Role);
    }

    [Fact]
    [Asvs("8.2.2")]
    public void Ones_own_entry_can_be_read_and_has_no_form()
    {
        var page = Open<StaffMemberPage>(Role.Administrator, it =>
            it.Add(shown => shown.Short, Portal.Staff[Role.Administrator].Id.ToShort())
        );

        page.WaitForAssertion(() => Assert.Contains(StaffTexts.NotYourself, page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("form"));
    }

    [Fact]
    public void Supervisors_and_auditors_read_an_entry_and_change_nothing()
    {
        foreach (var role in new[] { Role.Supervisor, Role.Auditor })
        {
            var page = Open<StaffMemberPage>(role, it => it.Add(shown => shown.Short, Portal.Staff[Role.BookingStaff].Id.ToShort()));
            page.WaitForAssertion(() =>
                Assert.Contains(Portal.Staff[Role.BookingStaff].Name, page.Find("h1").TextContent, StringComparison.Ordinal)
            );
            Assert.Empty(page.FindAll("form"));
        }
    }

    [Fact]
    public async Task A_request_is_answered_from_its_row_and_appears_answered_to_the_one_who_asked()
    {
        var asker = Open<StaffMemberPage>(Role.Administrator, it => it.Add(shown => shown.Short, Portal.Staff[Role.Auditor].Id.ToShort()));
        await Portal
            .As<StaffService>(Role.Administrator)
            .AskSupervisorAsync(Portal.Staff[Role.Auditor].Id, "人事異動により本市の担当になるため");
        var page = Open<ApprovalsPage>(Role.Supervisor);
        page.WaitForElement("td .button.small").Click();

        await FormOf(page.WaitForElement("#answer-Text")).SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains(AuthorityPageTexts.NoRequests, page.Markup, StringComparison.Ordinal));
        asker.WaitForAssertion(
            () => Assert.Contains("承認されました", asker.Find(".summary.success").TextContent, StringComparison.Ordinal),
            TimeSpan.FromSeconds(5)
        );
    }

    [Fact]
    public async Task A_refusal_without_a_remark_is_asked_for_one()
    {
        await Portal
            .As<StaffService>(Role.Administrator)
            .AskSupervisorAsync(Portal.Staff[Role.Auditor].Id, "人事異動により本市の担当になるため");
        var page = Open<ApprovalsPage>(Role.Supervisor);
        page.WaitForElement("td .button.small").Click();
        page.FindAll("input[name=answer]")[1].Change(true);

        await FormOf(page.WaitForElement("#answer-Text")).SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains(ApprovalTexts.RemarkNeeded, page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_person_of_a_review_is_confirmed_by_a_press_of_their_own()
    {
        await Portal.As<AccessReviewService>(Role.Supervisor).OpenAsync();
        var page = Open<AccessReviewPage>(Role.Supervisor);
        page.WaitForElement("td .row-actions .button.small");
        Assert.DoesNotContain(page.FindAll("button"), button =>
            button.GetAttribute("aria-label") == $"{Portal.Staff[Role.Supervisor].Name} さんの継続を確認する"
        );

        page.FindAll("button")
            .Single(button => button.GetAttribute("aria-label") == $"{Portal.Staff[Role.BookingStaff].Name} さんの継続を確認する")
            .Click();

        page.WaitForAssertion(() => Assert.Contains("継続 1人・不要 0人・未確認 6人", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_export_without_a_reason_that_says_something_is_asked_for_one_beside_the_field_and_the_rest_stays()
    {
        var page = Open<ExportPage>(Role.Supervisor);
        page.WaitForElement("#Contents").Change(true);
        page.Find("#From").Change("2020-07-01");
        page.Find("#To").Change("2020-07-31");
        page.Find("#Reason").Change("報告");

        await FormOf(page.Find("#Reason")).SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("理由を10文字以上", page.Find("#Reason-error").TextContent, StringComparison.Ordinal));
        Assert.Equal("2020-07-01", page.Find("#From").GetAttribute("value"));
    }

    [Fact]
    public async Task A_record_opened_in_an_emergency_is_marked_across_and_leaves_the_screen_when_the_supervisor_stops_it()
    {
        var record = await scene.StartAsync();
        var administrator = Portal.As<EmergencyAccessService>(Role.Administrator);
        var access = await administrator.AskAsync(new EmergencyDetails { Record = record.Id.ToShort(), Reason = Why });
        var city = Portal.As<ApprovalService>(Role.Supervisor);
        await city.ReleaseAsync((await city.ListAsync(ApprovalFilter.Open, new PageRequest(0, 1))).Rows[0].Id, null);
        await administrator.StartAsync(access);
        var page = Open<EmergencyRecordPage>(Role.Administrator, it => it.Add(shown => shown.Short, access.ToShort()));
        page.WaitForAssertion(() => Assert.Contains("株式会社例示製作所", page.Markup, StringComparison.Ordinal));
        Assert.Contains(
            Portal.Staff[Role.Administrator].Name,
            page.Find(".watermark span").GetAttribute("data-mark"),
            StringComparison.Ordinal
        );
        Assert.Empty(page.FindAll("form, input, textarea, a[href*='businesses']"));

        var watch = Open<EmergencyPage>(Role.Supervisor);
        watch.WaitForElement(".mud-button-filled-error").Click();

        page.WaitForAssertion(
            () => Assert.Contains(AuthorityPageTexts.EmergencyEnded, page.Markup, StringComparison.Ordinal),
            TimeSpan.FromSeconds(5)
        );
        Assert.DoesNotContain("株式会社例示製作所", page.Markup, StringComparison.Ordinal);
        watch.WaitForAssertion(() => Assert.Contains(AuthorityPageTexts.NothingOpen, watch.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void The_permission_table_says_what_reaches_whom()
    {
        var page = Open<PermissionTablePage>(Role.Auditor);

        var row = page.FindAll("tbody tr")
            .First(row =>
                row.QuerySelector("th")!.TextContent == "【所感】" || row.QuerySelector("th")!.TextContent == ConsultationTexts.Impression
            );
        Assert.Equal(["担当分", "なし", "すべて", "緊急閲覧のみ", "なし"], row.QuerySelectorAll("td").Select(cell => cell.TextContent));
    }

    private static IElement FormOf(IElement field) => field.Closest("form")!;

    private IRenderedComponent<T> Open<T>(Role role, Action<ComponentParameterCollectionBuilder<T>>? set = null)
        where T : IComponent
    {
        var screen = new BunitContext();
        screens.Add(screen);
        screen.JSInterop.Mode = JSRuntimeMode.Loose;
        var caller = new PortalCaller();
        caller.Become(Portal.PrincipalOf(role), null);
        screen
            .Services.AddScreen()
            .AddSingleton(caller)
            .AddSingleton(Portal.Database.Changes)
            .AddSingleton<TimeProvider>(Portal.Time)
            .AddSingleton<StatusMessages>()
            .AddSingleton<ExportFiles>()
            .AddSingleton<ExportPapers>()
            .AddSingleton(Portal.As<StaffService>(role))
            .AddSingleton(Portal.As<ApprovalService>(role))
            .AddSingleton(Portal.As<AccessReviewService>(role))
            .AddSingleton(Portal.As<BulkExportService>(role))
            .AddSingleton(Portal.As<EmergencyAccessService>(role))
            .AddSingleton(Portal.As<DraftService>(role))
            .AddSingleton(Portal.As<Domain.Reservations.ReservationService>(role));
        return screen.Render<T>(set ?? (_ => { }));
    }
}
