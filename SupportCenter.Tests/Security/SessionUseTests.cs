using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Portal.Security;

namespace SupportCenter.Tests.Security;

/// <summary>Only what a person does keeps a session alive.</summary>
public sealed class SessionUseTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>
{
    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    [Fact]
    [Asvs("7.3.1")]
    public void The_endpoints_that_scripts_ask_by_themselves_are_the_lines_and_the_drafts() =>
        Assert.Equal(
            ["/_blazor", "/_blazor/disconnect", "/_blazor/initializers", "/_blazor/negotiate", "/drafts/unsent"],
            portal
                .Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.Metadata.GetMetadata<NotUseOfSessionAttribute>() is not null)
                .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'))
                .Where(path => !path.StartsWith("/_framework", StringComparison.Ordinal) && !path.Contains('*', StringComparison.Ordinal))
                .Distinct()
                .Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Roles))]
    [Asvs("7.3.1")]
    public async Task Lines_polling_and_pages_that_a_script_loads_anew_are_no_use_of_a_session(Role role)
    {
        var client = await portal.SignInAsync(role);
        var person = await portal.FirstAsync(role);
        var kept = new List<string>();
        foreach (var (method, path, headers) in Automatic())
        {
            var before = await AgeAsync(person);
            using var request = new HttpRequestMessage(method, path);
            foreach (var (name, value) in headers)
            {
                request.Headers.Add(name, value);
            }

            request.Headers.Add("Origin", portal.Address);
            await client.SendAsync(request);
            if (await LastSeenAsync(person) != before)
            {
                kept.Add($"{method} {path} {string.Join(' ', headers)}");
            }
        }

        var opened = await AgeAsync(person);
        await using (var screen = await RawScreen.OpenAsync(portal.Address, portal.CookiesOf(client), portal.Address))
        {
            await screen.InvokeAsync("StartCircuit", portal.Address + "/", portal.Address + "/workspace", "[]", "");
        }

        Assert.Empty(kept);
        Assert.Equal(opened, await LastSeenAsync(person));
    }

    [Fact]
    [Asvs("7.3.1")]
    public async Task A_link_that_somebody_follows_is_use_of_the_session_whether_the_browser_says_so_or_not()
    {
        var client = await portal.SignInAsync(Role.Scrivener);
        var person = await portal.FirstAsync(Role.Scrivener);
        foreach (var headers in new[] { [], new[] { ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-User", "?1") } })
        {
            var before = await AgeAsync(person);
            using var request = new HttpRequestMessage(HttpMethod.Get, "/workspace");
            Array.ForEach(headers, header => request.Headers.Add(header.Item1, header.Item2));
            await client.SendAsync(request);
            Assert.NotEqual(before, await LastSeenAsync(person));
        }
    }

    private static IEnumerable<(HttpMethod Method, string Path, (string Name, string Value)[] Headers)> Automatic()
    {
        foreach (var path in Spellings.Of("/_blazor/negotiate"))
        {
            yield return (HttpMethod.Post, path + "?negotiateVersion=1", []);
        }

        foreach (var path in Spellings.Of("/_blazor").Concat(Spellings.Of("/_blazor/initializers")))
        {
            yield return (HttpMethod.Get, path, []);
        }

        yield return (HttpMethod.Post, "/_blazor/disconnect", []);
        yield return (HttpMethod.Post, "/drafts/unsent", []);
        yield return (HttpMethod.Head, "/workspace", []);
        yield return (HttpMethod.Get, "/workspace", [("Sec-Fetch-Mode", "navigate")]);
        yield return (HttpMethod.Get, "/workspace", [("Sec-Fetch-Mode", "cors")]);
        yield return (HttpMethod.Get, "/workspace", [("Sec-Fetch-Mode", "same-origin"), ("Sec-Fetch-User", "?1")]);
    }

    /// <summary>Lets the person's session look as if nobody had used it for five minutes.</summary>
    private async Task<DateTime> AgeAsync(Guid person)
    {
        var then = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-5);
        using var turn = await portal.Database.Gate.EnterAsync(CancellationToken.None);
        await portal.ReadAsync(db =>
            db.Sessions.Where(row => row.StaffId == person && row.EndedAtUtc == null)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastSeenAtUtc, then))
        );
        return await LastSeenAsync(person);
    }

    private Task<DateTime> LastSeenAsync(Guid person) =>
        portal.ReadAsync(db =>
            db.Sessions.Where(row => row.StaffId == person && row.EndedAtUtc == null).MaxAsync(row => row.LastSeenAtUtc)
        );
}
