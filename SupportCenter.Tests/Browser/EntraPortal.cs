using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;

namespace SupportCenter.Tests.Browser;

/// <summary>A test that needs Chromium and the certified provider (npm ci in Browser/provider, which ./test.sh does).</summary>
public sealed class ProviderFactAttribute : FactAttribute
{
    public ProviderFactAttribute() => Skip = EntraPortal.WhyMissing;
}

/// <summary>The same for a test with data.</summary>
public sealed class ProviderTheoryAttribute : TheoryAttribute
{
    public ProviderTheoryAttribute() => Skip = EntraPortal.WhyMissing;
}

/// <summary>The portal as in production, over https, with a certified provider that speaks as Entra ID does and knows one person for each
/// role.</summary>
public class EntraPortal : IAsyncLifetime
{
    public const string Tenant = "11111111-2222-3333-4444-555555555555";
    private const string Client = "99999999-8888-7777-6666-555555555555";
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("portal-entra-").FullName;
    private readonly List<string> sessions = [];
    private Process? provider;

    public static string? WhyMissing =>
        Chromium.WhyMissing
        ?? Prerequisites.WhySkipped(System.IO.Directory.Exists(Path.Combine(ScriptFolder(), "node_modules")), "oidc-provider");

    public PortalProcess Portal { get; private set; } = null!;

    public string ProviderOrigin { get; private set; } = "";

    public string Issuer => ProviderOrigin + (IsEntra ? $"/{Tenant}/v2.0" : "/adfs");

    /// <summary>Whether the provider speaks as Entra ID does.</summary>
    protected virtual bool IsEntra => true;

    /// <summary>What the button for signing in says.</summary>
    protected virtual string SignInText => "Entra ID でサインインする";

    /// <summary>The directory as the staff list names it.</summary>
    protected virtual string Directory => Tenant;

    /// <summary>The settings that name the provider.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string>> ProviderSettings =>
        [new("AzureAd__Instance", ProviderOrigin + "/"), new("AzureAd__TenantId", Tenant)];

    /// <summary>The provider's names of the sessions that it began, the latest last.</summary>
    public IReadOnlyList<string> ProviderSessions => sessions;

    public static string NameOf(Role role) => $"試験 {role}";

    public async Task InitializeAsync()
    {
        if (WhyMissing is not null)
        {
            return;
        }

        var port = FreePort();
        await StartProviderAsync($"https://127.0.0.1:{port}");
        await AddStaffAsync();
        Portal = await PortalProcess.StartAsync(
            folder,
            port,
            new Dictionary<string, string>(ProviderSettings, StringComparer.Ordinal)
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["ASPNETCORE_URLS"] = $"https://127.0.0.1:{port}",
                ["Kestrel__Certificates__Default__Path"] = Certificate(),
                ["AzureAd__ClientId"] = Client,
                ["AzureAd__ClientSecret"] = "not-a-secret-of-anybody",
                ["Sessions__SignInsPerMinute"] = "1000",
            }
        );
    }

    public async Task DisposeAsync()
    {
        if (Portal is not null)
        {
            await Portal.DisposeAsync();
        }

        if (provider is not null)
        {
            provider.Kill(entireProcessTree: true);
            provider.Dispose();
        }

        System.IO.Directory.Delete(folder, recursive: true);
    }

    /// <summary>Signs in as the person of a role: button of the portal, choice at the provider, back.</summary>
    public async Task<IPage> SignInAsync(BrowserPortal browser, string person, string at = "/workspace")
    {
        var page = await browser.OpenAsync(portal: Portal);
        await page.GotoAsync(at);
        await page.GetByRole(AriaRole.Link, new() { Name = SignInText }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = person, Exact = true }).ClickAsync();
        await page.WaitForURLAsync(address => address.StartsWith(Portal.Address, StringComparison.Ordinal));
        await page.Locator("main h1").WaitForAsync();
        return page;
    }

    /// <summary>Looks into the portal's database, or changes it as another process would.</summary>
    internal async Task<T> ReadAsync<T>(Func<PortalDbContext, Task<T>> query)
    {
        using var database = await PortalDatabase.OpenAsync(new StorageOptions { DataDirectory = folder });
        await using var db = database.CreateContext();
        return await query(db);
    }

    /// <summary>How the provider identifies a person.</summary>
    protected virtual string PersonOf(int number) => $"aaaaaaaa-0000-0000-0000-{number:d12}";

    private static string ScriptFolder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "provider");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task AddStaffAsync()
    {
        using var database = await PortalDatabase.OpenAsync(new StorageOptions { DataDirectory = folder });
        await using var db = database.CreateContext();
        db.BeforeSave = _ => Task.CompletedTask;
        var people = Enum.GetValues<Role>().ToDictionary(role => role, role => Make.Staff(role, NameOf(role)));
        db.AddRange(Make.Contracts(people[Role.Supervisor], people[Role.Auditor]));
        foreach (var (role, person) in people)
        {
            db.Add(person);
            db.Entry(person).Property(row => row.DirectoryTenant).CurrentValue = Directory;
            db.Entry(person).Property(row => row.DirectoryObject).CurrentValue = PersonOf((int)role);
        }

        await db.SaveChangesAsync();
    }

    private async Task StartProviderAsync(string portal)
    {
        var people = Enum.GetValues<Role>()
            .Select(role => new
            {
                oid = PersonOf((int)role),
                name = NameOf(role),
                roles = new[] { role.ToString() },
                groups = new[] { "Domain Users", "SC-" + role },
                amr = new[] { "pwd", "mfa" },
            })
            .Append(
                new
                {
                    oid = PersonOf(99),
                    name = "試験 未登録",
                    roles = new[] { nameof(Role.Supervisor) },
                    groups = new[] { "SC-" + nameof(Role.Supervisor) },
                    amr = new[] { "pwd" },
                }
            );
        var told = JsonSerializer.Serialize(
            new
            {
                tenant = IsEntra ? Tenant : null,
                client = new { id = Client, secret = "not-a-secret-of-anybody" },
                portal,
                people,
            }
        );
        provider = Process.Start(
            new ProcessStartInfo("node", [Path.Combine(ScriptFolder(), "provider.mjs"), told])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        provider.BeginErrorReadLine();
        ProviderOrigin = await SaidAsync(provider.StandardOutput, "listening")
            ?? throw new InvalidOperationException("The provider did not start.");
        _ = HearAsync(provider.StandardOutput);
    }

    private async Task HearAsync(StreamReader lines)
    {
        while (await SaidAsync(lines, "sid") is { } named)
        {
            sessions.Add(named);
        }
    }

    /// <summary>The next thing of that kind that the script says; the library says things of its own in between.</summary>
    private static async Task<string?> SaidAsync(StreamReader lines, string what)
    {
        while (await lines.ReadLineAsync() is { } line)
        {
            if (line.StartsWith('{') && JsonDocument.Parse(line).RootElement.TryGetProperty(what, out var value))
            {
                return value.GetString();
            }
        }

        return null;
    }

    private string Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(2));
        var file = Path.Combine(folder, "test.pfx");
        File.WriteAllBytes(file, made.Export(X509ContentType.Pfx));
        return file;
    }
}
