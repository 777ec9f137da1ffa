using System.Net;
using System.Net.Sockets;
using SupportCenter.Tests.Security;

namespace SupportCenter.Tests.PublicSite;

/// <summary>The public site on its own host, so that the inside need not be reachable from there.</summary>
public sealed class PublicHostsTests
{
    private static readonly string[] PublicSide =
    [
        "/",
        "/about",
        "/privacy",
        "/schedule.json",
        "/schedule.csv",
        "/schedule.ics",
        "/robots.txt",
        "/sitemap.xml",
    ];
    private static readonly string[] Inside =
    [
        "/signin",
        "/workspace",
        "/reservations",
        "/language?to=en",
        "/documents/00000000000000000000000000",
        "/administration/audit",
    ];

    [Fact]
    public async Task Each_side_answers_on_its_own_hosts_only()
    {
        var portal = new PortalUnderTest();
        await portal.StartAsync(
            "--PublicSite:Hosts:0=soudan.example",
            "--PublicSite:Hosts:1=www.soudan.example:8443",
            "--Workspace:Hosts:0=portal.example"
        );

        await AssertSidesAsync(portal, "soudan.example", "portal.example");
        await AssertSidesAsync(portal, "WWW.soudan.example:8443", "portal.example:5080");
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(portal, "/", "www.soudan.example"));
        AssertEach.Of([.. PublicSide, .. Inside], address =>
            Assert.Equal(HttpStatusCode.NotFound, AskAsync(portal, address, "elsewhere.example").GetAwaiter().GetResult())
        );
        await portal.DisposeAsync();
    }

    [Theory]
    [InlineData("--PublicSite:Hosts:0=soudan.example")]
    [InlineData("--Workspace:Hosts:0=portal.example")]
    public async Task With_one_side_named_the_other_is_everywhere_else(string setting)
    {
        var portal = new PortalUnderTest();
        await portal.StartAsync(setting);

        await AssertSidesAsync(portal, "soudan.example", "portal.example");
        await portal.DisposeAsync();
    }

    [Fact]
    public async Task A_port_is_the_one_that_the_connection_came_in_by_whatever_host_a_request_claims()
    {
        var (open, closed) = (FreePort(), FreePort());
        var portal = new PortalUnderTest();
        await portal.StartAsync(
            "--urls",
            $"http://127.0.0.1:{open};http://127.0.0.1:{closed}",
            $"--PublicSite:Hosts:0=*:{open}",
            $"--Workspace:Hosts:0=*:{closed}"
        );

        Assert.Equal(HttpStatusCode.OK, await AskAsync(portal, "/", $"127.0.0.1:{closed}", open));
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(portal, "/signin", $"127.0.0.1:{closed}", open));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(portal, "/signin", $"127.0.0.1:{open}", closed));
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(portal, "/", $"127.0.0.1:{open}", closed));
        await portal.DisposeAsync();
    }

    private static async Task AssertSidesAsync(PortalUnderTest portal, string publicHost, string workspaceHost)
    {
        foreach (var address in PublicSide)
        {
            Assert.Equal((address, HttpStatusCode.OK), (address, await AskAsync(portal, address, publicHost)));
            Assert.Equal((address, HttpStatusCode.NotFound), (address, await AskAsync(portal, address, workspaceHost)));
        }

        foreach (var address in Inside)
        {
            Assert.Equal((address, HttpStatusCode.NotFound), (address, await AskAsync(portal, address, publicHost)));
            Assert.Contains(await AskAsync(portal, address, workspaceHost), new[] { HttpStatusCode.OK, HttpStatusCode.Redirect });
        }

        // Nothing to sign in with, and no connection of a screen.
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(portal, "/signin/development", publicHost, method: HttpMethod.Post));
        Assert.Equal(
            HttpStatusCode.NotFound,
            await AskAsync(portal, "/_blazor/negotiate?negotiateVersion=1", publicHost, method: HttpMethod.Post)
        );
        Assert.Equal(HttpStatusCode.OK, await AskAsync(portal, "/healthz", publicHost));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(portal, "/app.css", publicHost));
    }

    private static async Task<HttpStatusCode> AskAsync(
        PortalUnderTest portal,
        string address,
        string host,
        int? port = null,
        HttpMethod? method = null
    )
    {
        var to = port is { } other ? new Uri($"http://127.0.0.1:{other}{address}") : new Uri(portal.Address + address);
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, to);
        request.Headers.Host = host;
        using var answer = await portal.Anyone().SendAsync(request);
        return answer.StatusCode;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
