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

namespace SupportCenter.Tests.Security;

/// <summary>The real portal on a real port, within the test's process, so that its endpoints and its database can be looked into.</summary>
public sealed partial class PortalUnderTest : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("portal-host-").FullName;
    private readonly List<HttpClient> clients = [];
    private WebApplication app = null!;

    public string Address { get; private set; } = "";

    public IReadOnlyList<Endpoint> Endpoints => app.Services.GetRequiredService<EndpointDataSource>().Endpoints;

    public PortalDatabase Database => app.Services.GetRequiredService<PortalDatabase>();

    /// <summary>Starts with further settings, such as <c>--AzureAd:ClientId=…</c>.</summary>
    public async Task StartAsync(params string[] settings)
    {
        app = await PortalHost.BuildAsync([
            "--urls", "http://127.0.0.1:0", "--Storage:DataDirectory", folder, "--Sessions:SignInsPerMinute=100000", "--Logging:LogLevel:Default=None",
            "--Logging:LogLevel:Microsoft.Hosting.Lifetime=None", .. settings]);
        await app.StartAsync();
        Address = app.Urls.Single();
    }

    public Task InitializeAsync() => StartAsync();

    /// <summary>A browser that has not signed in and follows no redirect.</summary>
    public HttpClient Anyone()
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }, disposeHandler: true) { BaseAddress = new Uri(Address) };
        clients.Add(client);
        return client;
    }

    /// <summary>A browser in which the first demo person of that role has signed in.</summary>
    public async Task<HttpClient> SignInAsync(Role role)
    {
        var client = Anyone();
        var page = await client.GetStringAsync(new Uri("/signin", UriKind.Relative));
        var person = await ReadAsync(db => db.Staff.Where(row => row.Role == role).OrderBy(row => row.Name).Select(row => row.Id).FirstAsync());
        var answer = await client.PostAsync(new Uri("/signin/development", UriKind.Relative), new FormUrlEncodedContent([
            new("person", person.ToShort()), new("__RequestVerificationToken", FormToken().Match(page).Groups["token"].Value)]));
        Assert.Equal((HttpStatusCode.Redirect, "/workspace"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        return client;
    }

    internal async Task<T> ReadAsync<T>(Func<PortalDbContext, Task<T>> query)
    {
        await using var db = Database.CreateContext();
        return await query(db);
    }

    internal Task<List<AuditEntry>> AuditAsync() => ReadAsync(db => db.Audit.AsNoTracking().OrderBy(row => row.Sequence).ToListAsync());

    public async Task DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    internal static partial Regex FormToken();
}
