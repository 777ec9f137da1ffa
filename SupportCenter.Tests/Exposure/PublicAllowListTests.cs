using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.FileProviders;
using SupportCenter.Portal.Exposure;
using SupportCenter.Tests.Security;

namespace SupportCenter.Tests.Exposure;

/// <summary>What is public is in one list, with a reason; and the list has nothing that is not there.</summary>
public sealed class PublicAllowListTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>
{
    /// <summary>The framework's own that say nothing, and the one address that Entra ID's answer comes back to, which is no
    /// endpoint.</summary>
    private static readonly string[] NoEndpoint = ["/signin-oidc"];

    private static readonly Type[] WaysToServeAFolder =
    [
        typeof(StaticFileExtensions),
        typeof(FileServerExtensions),
        typeof(DirectoryBrowserExtensions),
        typeof(DefaultFilesExtensions),
        typeof(StaticFilesEndpointRouteBuilderExtensions),
        typeof(SendFileResponseExtensions),
        typeof(PhysicalFileProvider),
        typeof(ManifestEmbeddedFileProvider),
        typeof(PhysicalFileResult),
        typeof(PhysicalFileHttpResult),
    ];

    private static readonly string[] WaysToServeAFile =
    [
        .. new[] { typeof(Results), typeof(TypedResults) }.SelectMany(
            type => new[] { nameof(Results.File), nameof(TypedResults.PhysicalFile) },
            (type, member) => $"{type.FullName}.{member}"
        ),
    ];

    [Fact]
    [Asvs("8.2.1")]
    public async Task Every_anonymous_endpoint_stands_on_the_list_with_a_reason_and_every_entry_is_used()
    {
        await using var provider = new PortalWithProvider();
        await provider.StartAsync();
        var anonymous = portal.Endpoints.Concat(provider.Endpoints).OfType<RouteEndpoint>().Where(ProbeSurface.IsAnonymous).ToList();
        var routes = anonymous.Where(endpoint => !ProbeSurface.IsAsset(endpoint)).Select(ProbeSurface.PatternOf).Distinct().ToList();
        var assets = anonymous.Where(ProbeSurface.IsAsset).Select(ProbeSurface.PatternOf).Distinct().ToList();

        Assert.NotEmpty(routes);
        Assert.NotEmpty(assets);
        Assert.DoesNotContain(routes, pattern => PublicAllowList.Find(pattern) is null);
        Assert.DoesNotContain(assets, path => PublicAllowList.ForAsset(path) is null);
        Assert.Empty(
            PublicAllowList.Endpoints.Select(entry => entry.Pattern).Except(routes, StringComparer.OrdinalIgnoreCase).Except(NoEndpoint)
        );
        Assert.Empty(
            PublicAllowList
                .Assets.Where(entry => !assets.Exists(path => PublicAllowList.ForAsset(path) == entry))
                .Select(entry => entry.Pattern)
        );
        AssertEach.Of(PublicAllowList.Endpoints.Concat(PublicAllowList.Assets), entry => Assert.NotEmpty(entry.Why()));
        Assert.Equal(
            PublicAllowList.Endpoints.Count,
            PublicAllowList.Endpoints.Select(entry => entry.Pattern).Distinct(StringComparer.OrdinalIgnoreCase).Count()
        );
    }

    [Fact]
    [Asvs("13.4.3")]
    public void No_folder_is_served_but_the_static_assets_of_the_build()
    {
        var used = References.Of(typeof(PublicAllowList).Assembly);

        // The static assets of the build are served by an endpoint each, which the list has; the reader sees that.
        Assert.Contains(typeof(StaticAssetsEndpointRouteBuilderExtensions).FullName!, used.Types);
        Assert.Contains("Microsoft.AspNetCore.Http.Results.Stream", used.Members);
        Assert.Empty(WaysToServeAFolder.Select(way => way.FullName!).Intersect(used.Types));
        Assert.Empty(WaysToServeAFile.Intersect(used.Members));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/about")]
    [InlineData("/privacy?lang=en")]
    [InlineData("/schedule.json")]
    [InlineData("/robots.txt")]
    [InlineData("/signin")]
    [InlineData("/not-found")]
    [InlineData("/healthz")]
    [InlineData("/app.css")]
    public async Task Whoever_asks_for_the_headers_of_what_is_public_gets_those_of_the_page_and_nothing_else(string address)
    {
        using var client = portal.Anyone();
        using var whole = await client.GetAsync(new Uri(address, UriKind.Relative));
        using var question = new HttpRequestMessage(HttpMethod.Head, address);
        using var head = await client.SendAsync(question);

        Assert.Equal((HttpStatusCode.OK, whole.StatusCode), (head.StatusCode, head.StatusCode));
        Assert.Equal(whole.Content.Headers.ContentType?.ToString(), head.Content.Headers.ContentType?.ToString());
        Assert.Equal(whole.Headers.CacheControl?.ToString(), head.Headers.CacheControl?.ToString());
        Assert.Equal(whole.Headers.ETag?.ToString(), head.Headers.ETag?.ToString());
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/workspace")]
    [InlineData("/reservations")]
    [InlineData("/nowhere")]
    public async Task Whoever_asks_for_the_headers_of_anything_else_is_refused(string address)
    {
        using var client = portal.Anyone();
        using var question = new HttpRequestMessage(HttpMethod.Head, address);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.SendAsync(question)).StatusCode);
    }

    [Theory]
    [InlineData("/about", true)]
    [InlineData("/ABOUT/?a=b", true)]
    [InlineData("/%61bout", true)]
    [InlineData("/x/../about", true)]
    [InlineData("/app.css", true)]
    [InlineData("/documents/1/a.css", false)]
    [InlineData("/other.css", false)]
    [InlineData("/about/us", false)]
    [InlineData("/workspace", false)]
    public void An_address_may_answer_when_a_server_would_read_it_as_one_of_the_list(string address, bool may) =>
        Assert.Equal(may, ProbeSurface.Of(new DefaultEndpointDataSource(portal.Endpoints)).MayAnswer(address) is not null);

    /// <summary>The same portal where Entra ID signs people in: it has some addresses more.</summary>
    private sealed class PortalWithProvider : IAsyncDisposable
    {
        private readonly PortalUnderTest portal = new();

        public IReadOnlyList<Microsoft.AspNetCore.Http.Endpoint> Endpoints => portal.Endpoints;

        public Task StartAsync() =>
            portal.StartAsync(
                "--AzureAd:TenantId=11111111-2222-3333-4444-555555555555",
                "--AzureAd:ClientId=99999999-8888-7777-6666-555555555555",
                "--AzureAd:ClientSecret=not-a-secret-of-anybody"
            );

        public async ValueTask DisposeAsync() => await portal.DisposeAsync();
    }
}
