using System.Globalization;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Backups;
using SupportCenter.Portal;
using SupportCenter.Portal.Backups;
using SupportCenter.Portal.Components;
using SupportCenter.Portal.Security;

namespace SupportCenter.Tests.Backups;

/// <summary>The page of backups.</summary>
public sealed class BackupScreenTests
{
    [Theory]
    [Asvs("8.2.1")]
    [InlineData(Role.Scrivener, false, false, false)]
    [InlineData(Role.BookingStaff, false, false, false)]
    [InlineData(Role.Supervisor, true, true, true)]
    [InlineData(Role.Administrator, true, true, false)]
    [InlineData(Role.Auditor, false, false, false)]
    public void Supervisors_and_administrators_see_backups_and_make_them_and_only_supervisors_restore(
        Role role,
        bool views,
        bool makes,
        bool restores
    )
    {
        var page = typeof(BackupsPage)
            .GetCustomAttributes(typeof(AuthorizePermissionAttribute), false)
            .Cast<AuthorizePermissionAttribute>();
        Assert.Equal(Permission.ViewBackups, Assert.Single(page).Permission);
        Assert.Equal(
            (views, makes, restores, restores),
            (
                Permissions.Allows(role, Permission.ViewBackups),
                Permissions.Allows(role, Permission.MakeBackups),
                Permissions.Allows(role, Permission.RestoreBackups),
                Permissions.Allows(role, Permission.ReleaseRestore)
            )
        );
        Assert.True(Permissions.RequiresFreshSignIn(Permission.RestoreBackups));
    }

    [Fact]
    [Asvs("2.3.5")]
    public async Task A_backup_is_made_asked_back_released_by_another_and_restored_from_the_page()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ja");
        await using var portal = await TestPortal.StartAsync();
        var second = Make.Staff(Role.Supervisor, "本市 承認 花子");
        await portal.AddAsync(second);
        await using var screen = Screen(portal, Role.Supervisor);
        var page = screen.Render<BackupsPage>();
        page.WaitForAssertion(() => Assert.Contains(BackupPageTexts.Overdue, page.Markup, StringComparison.Ordinal));
        await Press(page, BackupPageTexts.MakeNow);
        page.WaitForAssertion(() => Assert.Contains(BackupPageTexts.InTime, page.Markup, StringComparison.Ordinal), Patience);
        await Press(page, BackupPageTexts.DrillNow);
        page.WaitForAssertion(() => Assert.Contains("成功", page.Markup, StringComparison.Ordinal), Patience);

        await Press(page, BackupPageTexts.Ask);
        page.WaitForElement("#confirm-Reason").Change("誤った一括変更を取り消すため");
        await page.Find("#confirm-Reason").Closest("form")!.SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains(BackupPageTexts.Waiting, page.Markup, StringComparison.Ordinal), Patience);
        var asked = Assert.Single((await portal.As<ApprovalService>(second).ListAsync(ApprovalFilter.Open, new(0, 20))).Rows);
        Assert.Contains("復元", asked.Subject.Text, StringComparison.Ordinal);
        await portal.As<ApprovalService>(second).ReleaseAsync(asked.Id, null);
        page.WaitForAssertion(() => Assert.NotEmpty(Buttons(page, BackupPageTexts.CarryOut)), Patience);
        await Press(page, BackupPageTexts.CarryOut);
        await page.InvokeAsync(() => page.Find("dialog form").SubmitAsync());

        await Eventually.TrueAsync("the log says that it was restored", async () =>
            (await portal.AuditAsync()).Exists(row => row.Act == AuditActs.DatabaseRestored)
        );
    }

    [Fact]
    public async Task An_administrator_is_offered_no_restore()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.As<BackupService>(Role.Administrator).MakeAsync();
        await using var screen = Screen(portal, Role.Administrator);
        var page = screen.Render<BackupsPage>();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("tbody tr")), Patience);
        Assert.NotEmpty(Buttons(page, BackupPageTexts.MakeNow));
        Assert.Empty(Buttons(page, BackupPageTexts.Ask));
    }

    private static TimeSpan Patience => TimeSpan.FromSeconds(20);

    private static IReadOnlyList<AngleSharp.Dom.IElement> Buttons(IRenderedComponent<BackupsPage> page, string text) =>
        [.. page.FindAll("button").Where(button => button.TextContent.Trim() == text && button.Closest("dialog") is null)];

    private static Task Press(IRenderedComponent<BackupsPage> page, string text) =>
        page.InvokeAsync(() => Buttons(page, text)[0].ClickAsync(new()));

    private static BunitContext Screen(TestPortal portal, Role role)
    {
        var screen = new BunitContext();
        screen.JSInterop.Mode = JSRuntimeMode.Loose;
        screen.Services.AddSupportCenter(portal.Database).AddSingleton<TimeProvider>(portal.Time).AddSingleton(portal.Sessions);
        screen.Services.AddScoped<PortalCaller>().AddScoped<ICaller>(services => services.GetRequiredService<PortalCaller>());
        screen.Services.AddScreen();
        screen.Services.GetRequiredService<PortalCaller>().Become(portal.PrincipalOf(role), null);
        return screen;
    }
}
