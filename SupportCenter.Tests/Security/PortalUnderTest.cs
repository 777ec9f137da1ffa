using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Portal;
using SupportCenter.Portal.Security;

namespace SupportCenter.Tests.Security;

/// <summary>The real portal on a real port, within the test's process, so that its endpoints and its database can be looked into.</summary>
public sealed partial class PortalUnderTest : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("portal-host-").FullName;
    private readonly Dictionary<HttpClient, CookieContainer> clients = [];
    private readonly List<AsyncServiceScope> scopes = [];
    private WebApplication app = null!;

    public string Address { get; private set; } = "";

    public IReadOnlyList<Endpoint> Endpoints => app.Services.GetRequiredService<EndpointDataSource>().Endpoints;

    /// <summary>Whatever the running portal has registered.</summary>
    public IServiceProvider Services => app.Services;

    public PortalDatabase Database => app.Services.GetRequiredService<PortalDatabase>();

    /// <summary>Starts with further settings, such as <c>--AzureAd:ClientId=…</c>.</summary>
    public async Task StartAsync(params string[] settings)
    {
        app = await PortalHost.BuildAsync([
            "--urls",
            "http://127.0.0.1:0",
            "--Storage:DataDirectory",
            folder,
            "--Sessions:SignInsPerMinute=100000",
            "--Logging:LogLevel:Default=None",
            "--Logging:LogLevel:Microsoft.Hosting.Lifetime=None",
            .. settings,
        ]);
        await app.StartAsync();
        Address = app.Urls.First();
    }

    public Task InitializeAsync() => StartAsync();

    /// <summary>A browser that has not signed in and follows no redirect.</summary>
    public HttpClient Anyone()
    {
        var cookies = new CookieContainer();
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies }, disposeHandler: true)
        {
            BaseAddress = new Uri(Address),
        };
        clients[client] = cookies;
        return client;
    }

    /// <summary>What a browser sends as its cookies.</summary>
    public string CookiesOf(HttpClient client) => clients[client].GetCookieHeader(new Uri(Address));

    /// <summary>Sends a form as a page does: with its token, unless the test has none to send.</summary>
    public static async Task<HttpResponseMessage> SendFormAsync(
        HttpClient client,
        string address,
        bool withToken,
        params KeyValuePair<string, string>[] fields
    )
    {
        var token = FormToken().Match(await client.GetStringAsync(new Uri("/signin", UriKind.Relative))).Groups["token"].Value;
        return await client.PostAsync(
            new Uri(address, UriKind.Relative),
            new FormUrlEncodedContent(withToken ? [.. fields, new("__RequestVerificationToken", token)] : fields)
        );
    }

    /// <summary>A browser in which the first demo person of that role has signed in.</summary>
    public async Task<HttpClient> SignInAsync(Role role)
    {
        var client = Anyone();
        var answer = await SendFormAsync(
            client,
            "/signin/development",
            true,
            new KeyValuePair<string, string>("person", (await FirstAsync(role)).ToShort())
        );
        Assert.Equal((HttpStatusCode.Redirect, "/workspace"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        return client;
    }

    /// <summary>A use case of the running portal, as the first demo person of that role would call it from a page.</summary>
    public async Task<T> AsAsync<T>(Role role)
        where T : notnull
    {
        using var client = await SignInAsync(role);
        var person = await FirstAsync(role);
        var (session, who) = await ReadAsync(async db =>
            (
                await db.Sessions.AsNoTracking().FirstAsync(row => row.StaffId == person && row.EndedAtUtc == null),
                await db.Staff.AsNoTracking().FirstAsync(row => row.Id == person)
            )
        );
        var scope = app.Services.CreateAsyncScope();
        scopes.Add(scope);
        scope
            .ServiceProvider.GetRequiredService<PortalCaller>()
            .Become(
                PortalCaller.PrincipalOf(
                    new ResumedSession(
                        session.Id,
                        new StaffView(who.Id, who.Name, who.Organisation, role),
                        DateTime.MaxValue,
                        "test",
                        null
                    ),
                    "Test"
                ),
                "test"
            );
        return scope.ServiceProvider.GetRequiredService<T>();
    }

    /// <summary>The first demo person of a role.</summary>
    public Task<Guid> FirstAsync(Role role) =>
        ReadAsync(db => db.Staff.Where(row => row.Role == role).OrderBy(row => row.Name).Select(row => row.Id).FirstAsync());

    internal async Task<T> ReadAsync<T>(Func<PortalDbContext, Task<T>> query)
    {
        await using var db = Database.CreateContext();
        return await query(db);
    }

    internal Task<List<AuditEntry>> AuditAsync() => ReadAsync(db => db.Audit.AsNoTracking().OrderBy(row => row.Sequence).ToListAsync());

    public async Task DisposeAsync()
    {
        clients.Keys.ToList().ForEach(client => client.Dispose());
        scopes.ForEach(scope => scope.Dispose());
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    internal static partial Regex FormToken();
}
