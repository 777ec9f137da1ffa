using System.Net;
using System.Net.WebSockets;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportCenter.Domain.Access;
using SupportCenter.Portal.Security;

namespace SupportCenter.Tests.Security;

/// <summary>A client that speaks to the circuit without the page gains nothing.</summary>
public sealed partial class RawHubTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>
{
    private const string Forged =
        """<!--Blazor:{"type":"server","key":{"locationHash":"0","formattedComponentKey":""},"sequence":0,"descriptor":"CfDJ8forged"}-->""";

    [Fact]
    [Asvs("8.2.1", "4.4.1")]
    public async Task Nobody_opens_a_line_without_having_signed_in()
    {
        using var negotiate = Negotiation(portal.Address);
        Assert.Equal(HttpStatusCode.Unauthorized, (await portal.Anyone().SendAsync(negotiate)).StatusCode);
        await Assert.ThrowsAsync<WebSocketException>(() => RawScreen.OpenAsync(portal.Address, "", portal.Address));
    }

    [Theory]
    [InlineData("https://elsewhere.invalid")]
    [InlineData("null")]
    [InlineData(null)]
    [Asvs("4.4.2")]
    public async Task A_page_of_another_origin_cannot_ride_on_the_cookie(string? origin)
    {
        var client = await portal.SignInAsync(Role.Supervisor);
        using var negotiate = Negotiation(origin);

        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(negotiate)).StatusCode);
        await Assert.ThrowsAsync<WebSocketException>(() => RawScreen.OpenAsync(portal.Address, portal.CookiesOf(client), origin));
        using var own = Negotiation(portal.Address);
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(own)).StatusCode);
    }

    [Fact]
    [Asvs("8.3.1")]
    public async Task Only_components_that_the_server_wrote_into_a_page_are_drawn()
    {
        var client = await portal.SignInAsync(Role.Auditor);
        await using var control = await OpenAsync(client);
        Assert.IsType<string>(await control.InvokeAsync("StartCircuit", portal.Address + "/", portal.Address + "/workspace", "[]", ""));
        await DrawAsync(control, await client.GetStringAsync(new Uri("/workspace", UriKind.Relative)));
        Assert.True(await control.IsDrawnAsync("監査"));

        await using var screen = await OpenAsync(client);
        Assert.IsType<string>(await screen.InvokeAsync("StartCircuit", portal.Address + "/", portal.Address + "/workspace", "[]", ""));
        await DrawAsync(screen, Forged);
        Assert.False(await screen.IsDrawnAsync("監査"));
        Assert.Empty(screen.Drawn);
    }

    [Fact]
    [Asvs("7.2.1")]
    public async Task A_circuit_is_taken_up_again_by_the_session_that_began_it_and_by_no_other()
    {
        var owner = await portal.SignInAsync(Role.Supervisor);
        var first = await OpenAsync(owner);
        var circuit = Assert.IsType<string>(
            await first.InvokeAsync("StartCircuit", portal.Address + "/", portal.Address + "/workspace", "[]", "")
        );
        await first.DisposeAsync();

        await using var thief = await OpenAsync(await portal.SignInAsync(Role.Scrivener));
        Assert.NotEqual(true, await thief.InvokeAsync("ConnectCircuit", circuit));
        await using var same = await OpenAsync(await portal.SignInAsync(Role.Supervisor));
        Assert.NotEqual(true, await same.InvokeAsync("ConnectCircuit", circuit));
        await using var again = await OpenAsync(owner);
        Assert.Equal(true, await again.InvokeAsync("ConnectCircuit", circuit));
    }

    [Fact]
    [Asvs("4.4.1")]
    public async Task The_name_of_anothers_line_is_of_no_use()
    {
        var owner = await portal.SignInAsync(Role.Supervisor);
        using var negotiate = Negotiation(portal.Address);
        var answer = await (await owner.SendAsync(negotiate)).Content.ReadAsStringAsync();
        var token = ConnectionToken().Match(answer).Groups["token"].Value;
        Assert.NotEqual("", token);

        var thief = await portal.SignInAsync(Role.Scrivener);
        var taken = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await using var screen = await RawScreen.OpenAsync(
                portal.Address,
                portal.CookiesOf(thief),
                portal.Address,
                "?id=" + Uri.EscapeDataString(token)
            );
            Assert.IsType<string>(await screen.InvokeAsync("StartCircuit", portal.Address + "/", portal.Address + "/workspace", "[]", ""));
            await DrawAsync(screen, await thief.GetStringAsync(new Uri("/workspace", UriKind.Relative)));
            Assert.True(await screen.IsDrawnAsync(await NameAsync(Role.Supervisor)));
        });
        Assert.NotNull(taken);
    }

    [Fact]
    [Asvs("7.4.1", "7.4.2")]
    public async Task A_line_is_cut_within_a_minute_after_the_session_was_ended_whatever_its_client_does()
    {
        var client = await portal.SignInAsync(Role.Administrator);
        await using var screen = await OpenAsync(client);
        await screen.InvokeAsync("StartCircuit", portal.Address + "/", portal.Address + "/workspace", "[]", "");
        Assert.False(screen.IsClosed);

        await PortalUnderTest.SendFormAsync(client, "/signout", withToken: true);

        await screen.ClosedAsync(TimeSpan.FromMinutes(1));
        Assert.True(screen.IsClosed);
    }

    [Fact]
    [Asvs("2.4.1")]
    public async Task Nobody_has_more_lines_open_than_allowed_and_the_page_says_so_in_words()
    {
        await using var small = new Started();
        await small.Portal.StartAsync("--Sessions:ScreensPerPerson=2");
        var client = await small.Portal.SignInAsync(Role.Supervisor);
        var screens = new List<RawScreen>();
        for (var i = 0; i < 2; i++)
        {
            screens.Add(await RawScreen.OpenAsync(small.Portal.Address, small.Portal.CookiesOf(client), small.Portal.Address));
        }

        var page = await client.GetAsync(new Uri("/workspace", UriKind.Relative));
        Assert.Equal(HttpStatusCode.TooManyRequests, page.StatusCode);
        Assert.Contains("開いている画面が多すぎます（2画面まで）", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await using var third = await RawScreen.OpenAsync(small.Portal.Address, small.Portal.CookiesOf(client), small.Portal.Address);
        Assert.Null(await third.InvokeAsync("StartCircuit", small.Portal.Address + "/", small.Portal.Address + "/workspace", "[]", ""));
        screens.ForEach(screen => screen.DisposeAsync().AsTask().Wait());
    }

    private Task<RawScreen> OpenAsync(HttpClient client) => RawScreen.OpenAsync(portal.Address, portal.CookiesOf(client), portal.Address);

    private Task<string> NameAsync(Role role) =>
        portal.ReadAsync(db => db.Staff.Where(row => row.Role == role).OrderBy(row => row.Name).Select(row => row.Name).FirstAsync());

    /// <summary>Asks for the components of a page to be drawn, as the script does.</summary>
    private static Task DrawAsync(RawScreen screen, string page) => screen.InvokeAsync("UpdateRootComponents", OperationsOf(page), "");

    internal static string OperationsOf(string page)
    {
        var operations = Marker()
            .Matches(page)
            .Select((found, i) => $$"""{"type":"add","ssrComponentId":{{i + 1}},"marker":{{found.Groups["marker"].Value}}}""");
        return $$"""{"batchId":1,"operations":[{{string.Join(',', operations)}}]}""";
    }

    private static HttpRequestMessage Negotiation(string? origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return request;
    }

    [GeneratedRegex("<!--Blazor:(?<marker>\\{\"type\":\"server\".*?\\})-->", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Marker();

    [GeneratedRegex("\"connectionToken\":\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ConnectionToken();

    private sealed class Started : IAsyncDisposable
    {
        public PortalUnderTest Portal { get; } = new();

        public async ValueTask DisposeAsync() => await Portal.DisposeAsync();
    }
}
