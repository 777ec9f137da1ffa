using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;

namespace SupportCenter.Tests.Browser;

/// <summary>The portal as in production with a provider that is not Entra ID: named by its address, with groups, as AD FS is.</summary>
public sealed class OnPremisesPortal : EntraPortal
{
    protected override bool IsEntra => false;

    protected override string SignInText => "組織のアカウントでサインインする";

    protected override string Directory => "adfs.example.invalid";

    protected override IEnumerable<KeyValuePair<string, string>> ProviderSettings =>
        [
            new("AzureAd__Authority", Issuer),
            new("AzureAd__DirectoryName", Directory),
            new("AzureAd__RoleClaim", "groups"),
            .. Enum.GetValues<Role>().Select(role => KeyValuePair.Create("AzureAd__AppRoles__" + role, "SC-" + role)),
        ];

    protected override string PersonOf(int number) => $"S-1-5-21-1004336348-1177238915-{number}";
}

/// <summary>Signing in with a provider on premises: a real browser, a certified provider, https.</summary>
[Collection(BrowserTests.Name)]
public sealed class OnPremisesSignInTests(BrowserPortal browser, OnPremisesPortal provider) : IClassFixture<OnPremisesPortal>
{
    [ProviderFact]
    [Asvs("6.8.2", "7.4.1", "7.5.3")]
    public async Task A_provider_on_premises_signs_people_in_afresh_and_out_by_settings_alone()
    {
        var person = EntraPortal.NameOf(Role.Administrator);
        var page = await provider.SignInAsync(browser, person);
        await Assertions.Expect(page.Locator(".signed-in-person")).ToContainTextAsync(person);
        var before = await LatestAsync();
        Assert.True(before.MultiFactor);

        await page.GotoAsync(Portal.PortalUrls.SignInFor("/administration/staff", again: true));
        await page.GetByRole(AriaRole.Link, new() { Name = "組織のアカウントでサインインする" }).ClickAsync();
        // The provider asks although its own session still holds.
        await page.GetByRole(AriaRole.Button, new() { Name = person, Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/administration/staff");
        Assert.NotEqual(before.Id, (await LatestAsync()).Id);

        await BrowserPortal.ChooseInPersonMenuAsync(page, "サインアウト");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.WaitForURLAsync("**/signin");
        await page.GotoAsync("/workspace");
        await Assertions.Expect(page).ToHaveURLAsync(provider.Portal.Address + "/signin?back=%2Fworkspace");
    }

    [ProviderFact]
    [Asvs("7.4.1")]
    public async Task A_sign_out_at_a_provider_on_premises_closes_the_open_screen()
    {
        var page = await provider.SignInAsync(browser, EntraPortal.NameOf(Role.Auditor));
        var elsewhere = await browser.OpenAsync(portal: provider.Portal);
        await elsewhere.GotoAsync(
            $"/signout-oidc?iss={Uri.EscapeDataString(provider.Issuer)}&sid={Uri.EscapeDataString(provider.ProviderSessions[^1])}"
        );
        await page.GetByText("組織のアカウントからサインアウトしたため").WaitForAsync(new() { Timeout = 20_000 });
    }

    [ProviderFact]
    [Asvs("8.3.1", "10.5.2")]
    public async Task A_provider_on_premises_lets_nobody_in_whose_group_or_entry_does_not_fit()
    {
        var stranger = await provider.SignInAsync(browser, "試験 未登録");
        await Assertions.Expect(stranger.Locator("main")).ToContainTextAsync("担当者として登録されていません");

        await SetRoleAsync(Role.Scrivener, Role.BookingStaff);
        var other = await provider.SignInAsync(browser, EntraPortal.NameOf(Role.Scrivener));
        await Assertions.Expect(other.Locator("main")).ToContainTextAsync("登録された役割が一致しません");
        Assert.Contains(await provider.ReadAsync(db => db.Audit.ToListAsync()), row =>
            row.Act == AuditActs.SignInRefused && row.Fields == nameof(SignInRefusal.RoleDiffers)
        );
        await SetRoleAsync(Role.Scrivener, Role.Scrivener);
    }

    private Task<StaffSession> LatestAsync() =>
        provider.ReadAsync(db => db.Sessions.OrderByDescending(row => row.StartedAtUtc).FirstAsync());

    private Task<int> SetRoleAsync(Role person, Role role)
    {
        var name = EntraPortal.NameOf(person);
        return provider.ReadAsync(db =>
            db.Staff.Where(row => row.Name == name).ExecuteUpdateAsync(set => set.SetProperty(row => row.Role, role))
        );
    }
}
