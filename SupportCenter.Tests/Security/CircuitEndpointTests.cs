using System.Net;
using System.Net.WebSockets;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using SupportCenter.Domain.Access;
using SupportCenter.Portal.Security;
using SupportCenter.Tests.Access;

namespace SupportCenter.Tests.Security;

/// <summary>Rules of an endpoint are on the endpoint and hold under every spelling of its address.</summary>
public sealed partial class CircuitEndpointTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>
{
    private static readonly string[] Lines = ["/_blazor", "/_blazor/negotiate", "/_blazor/disconnect", "/_blazor/initializers"];

    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    public static TheoryData<Role, Role> Pairs
    {
        get
        {
            var pairs = new TheoryData<Role, Role>();
            foreach (var drawn in Enum.GetValues<Role>())
            {
                Array.ForEach(Enum.GetValues<Role>(), cookie => pairs.Add(drawn, cookie));
            }

            return pairs;
        }
    }

    [Fact]
    [Asvs("4.4.2")]
    public void All_that_the_framework_maps_beside_the_pages_is_for_the_own_pages_only()
    {
        var guarded = portal
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<SameOriginOnlyAttribute>() is not null)
            .ToList();

        Assert.Equal(
            Lines.Order(StringComparer.Ordinal),
            guarded.Select(PatternOf).Where(Lines.Contains).Distinct().Order(StringComparer.Ordinal)
        );
        Assert.DoesNotContain(guarded, endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null);
        AssertEach.Of(portal.Endpoints.OfType<RouteEndpoint>().Where(endpoint => Lines.Contains(PatternOf(endpoint))), line =>
            Assert.Contains(line, guarded)
        );
    }

    [Theory]
    [MemberData(nameof(Roles))]
    [Asvs("4.4.2")]
    public async Task A_foreign_origin_opens_no_line_under_any_spelling_of_its_address(Role role)
    {
        var client = await portal.SignInAsync(role);
        var port = new Uri(portal.Address).Port;
        // Another port and another scheme are other origins, though a cookie goes to them.
        string[] origins = [$"http://127.0.0.1:{port + 1}", $"https://127.0.0.1:{port}", $"http://x.127.0.0.1:{port}", "null"];
        var wrong = new List<string>();
        foreach (var path in Lines.SelectMany(Spellings.Of).Distinct(StringComparer.Ordinal))
        {
            foreach (var origin in origins)
            {
                using var post = new HttpRequestMessage(HttpMethod.Post, path + "?negotiateVersion=1");
                post.Headers.Add("Origin", origin);
                var answer = await client.SendAsync(post);
                if (answer.IsSuccessStatusCode)
                {
                    wrong.Add($"{origin} POST {path}: {answer.StatusCode}");
                }
            }
        }

        foreach (var path in Spellings.Of("/_blazor"))
        {
            if (await OpensAsync(client, origins[0], path))
            {
                wrong.Add("socket " + path);
            }
        }

        Assert.Empty(wrong);
        Assert.True(await OpensAsync(client, portal.Address, "/_BLAZOR/"), "The spelling reaches the endpoint.");
    }

    [Theory]
    [MemberData(nameof(Roles))]
    [Asvs("8.3.1")]
    public async Task Whoever_has_no_session_is_told_so_by_the_line_and_not_led_to_a_page(Role role)
    {
        _ = await portal.SignInAsync(role);
        foreach (var path in Spellings.Of("/_blazor"))
        {
            using var get = new HttpRequestMessage(HttpMethod.Get, path);
            Assert.Equal(HttpStatusCode.Unauthorized, (await portal.Anyone().SendAsync(get)).StatusCode);
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    [Asvs("8.3.1", "4.4.2")]
    public async Task A_page_drawn_for_one_session_opens_nothing_on_the_cookie_of_another(Role drawnFor, Role cookie)
    {
        var page = await (await portal.SignInAsync(drawnFor)).GetStringAsync(new Uri("/workspace", UriKind.Relative));
        var other = await portal.SignInAsync(cookie);
        await using var screen = await RawScreen.OpenAsync(portal.Address, portal.CookiesOf(other), portal.Address);
        await screen.InvokeAsync("StartCircuit", portal.Address + "/", portal.Address + "/workspace", "[]", "");

        await screen.InvokeAsync("UpdateRootComponents", RawHubTests.OperationsOf(page), "");

        // The page is asked for again, and nothing of anybody is drawn.
        Assert.True(await screen.IsCalledAsync("refresh"));
        Assert.DoesNotContain("top-bar", System.Text.Encoding.UTF8.GetString([.. screen.Drawn]), StringComparison.Ordinal);
    }

    [Fact]
    [Asvs("8.3.1")]
    public void Nothing_else_is_made_the_root_of_a_page_than_what_is_bound_to_its_session()
    {
        // HeadOutlet shows what Routes has drawn.
        var roots = ArchitectureTests.Sources().SelectMany(file => Root().Matches(file.Text).Select(match => match.Groups["name"].Value));
        Assert.Equal(["HeadOutlet", "Routes"], roots.Order(StringComparer.Ordinal));
    }

    [Fact]
    [Asvs("4.4.2", "2.4.1")]
    public void No_rule_compares_the_path_of_a_request_by_text()
    {
        // A page may be named to come back to; nothing else is done with a path.
        var found = ArchitectureTests
            .Sources()
            .Where(file => file.Path.Contains("SupportCenter.Portal", StringComparison.Ordinal))
            .SelectMany(file => ComparedPath().Matches(file.Text).Select(match => $"{file.Path}: {match.Value}"));
        Assert.Empty(found);
        Assert.Matches(ComparedPath(), "context.Request.Path.StartsWithSegments(\"/_blazor\")");
        Assert.Matches(ComparedPath(), "request.Path == \"/signin\"");
        Assert.Matches(ComparedPath(), "IReadOnlyList<PathString>");
    }

    [Fact]
    [Asvs("2.4.1")]
    public async Task Tries_to_sign_in_are_counted_together_under_every_spelling_of_every_address()
    {
        await using var provider = await HostileProvider.StartAsync();
        var limited = new PortalUnderTest();
        await limited.StartAsync([.. provider.Settings, "--Sessions:SignInsPerMinute=2"]);
        var tries = limited
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<EnableRateLimitingAttribute>() is not null)
            .Select(PatternOf)
            .Distinct()
            .ToList();
        Assert.Equal(["/signin-oidc", "/signin/development", "/signin/entra", "/signout-oidc"], tries.Order(StringComparer.Ordinal));
        var client = limited.Anyone();
        for (var i = 0; i < 2; i++)
        {
            await client.GetAsync(new Uri("/signin-oidc/", UriKind.Relative));
        }

        foreach (var path in tries.SelectMany(Spellings.Of))
        {
            var method = path.Contains("development", StringComparison.OrdinalIgnoreCase) ? HttpMethod.Post : HttpMethod.Get;
            using var request = new HttpRequestMessage(method, path);
            Assert.Equal((path, HttpStatusCode.TooManyRequests), (path, (await client.SendAsync(request)).StatusCode));
        }

        await limited.DisposeAsync();
    }

    private async Task<bool> OpensAsync(HttpClient client, string origin, string path)
    {
        try
        {
            await using var screen = await RawScreen.OpenAsync(portal.Address, portal.CookiesOf(client), origin, path: path);
            return true;
        }
        catch (WebSocketException)
        {
            return false;
        }
    }

    private static string PatternOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');

    [GeneratedRegex("<(?<name>[A-Za-z.]+)[^>]*@rendermode", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Root();

    [GeneratedRegex(
        @"PathString|PathBase|StartsWithSegments|\bRequest\.Path\b(?!\s*\+)|\brequest\.Path\b|\.Path\s*(==|!=)\s*[""A-Z]|\bDisplayUrl\b",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex ComparedPath();
}
