using System.Globalization;
using Microsoft.AspNetCore.OutputCaching;
using SupportCenter.Portal.Security;

namespace SupportCenter.Portal.PublicSite;

/// <summary>What an address of the public site is made of.</summary>
public enum PublicContent
{
    /// <summary>The schedule: made again when it changes.</summary>
    Schedule = 0,

    /// <summary>Nothing but words.</summary>
    StaticText = 1,

    /// <summary>Addresses of this very host: cheap to make, and not kept, since a request names its host itself.</summary>
    Addresses = 2,
}

/// <summary>What an answer of the public site is made from: the page draws this, and nothing that the request says besides.</summary>
public sealed record PublicAnswer(CachedSchedule Cached, PublicQuery Query);

/// <summary>An address of the public site: no session, no cookie, no circuit; the same bytes for everybody, kept in memory and named by
/// an ETag.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class PublicSiteAttribute(PublicContent content = PublicContent.Schedule) : PublicAttribute, IOutputCachePolicy
{
    /// <summary>Seconds for which others may keep an answer of the schedule.</summary>
    public const int ScheduleAge = 2;

    private static readonly string ScheduleCacheControl = string.Create(CultureInfo.InvariantCulture, $"public, max-age={ScheduleAge}");

    private const string WordsCacheControl = "public, max-age=300";

    public PublicContent Content { get; } = content;

    /// <summary>Makes an answer everybody's, whatever the framework would add to it: it readies a form's token and cookie for every page,
    /// and forbids to keep the page for that.</summary>
    internal void Open(IHeaderDictionary headers)
    {
        headers.Remove("Set-Cookie");
        headers.Remove("Pragma");
        headers.Remove("Age"); // However long it was kept, it is what is true now.
        headers.CacheControl = Content == PublicContent.Schedule ? ScheduleCacheControl : WordsCacheControl;
    }

    async ValueTask IOutputCachePolicy.CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var http = context.HttpContext;
        var posted = await http.RequestServices.GetRequiredService<PublicScheduleCache>().CurrentAsync();
        var answer = new PublicAnswer(posted, PublicQuery.Read(http.Request.Query, posted.Schedule));
        http.Features.Set(answer);
        var kept =
            Content != PublicContent.Addresses && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method));
        (context.EnableOutputCaching, context.AllowCacheLookup, context.AllowCacheStorage, context.AllowLocking) = (true, kept, kept, kept);
        if (Content == PublicContent.Schedule)
        {
            http.Response.Headers.ETag = $"\"{posted.Version}\"";
        }

        context.ResponseExpirationTimeSpan = TimeSpan.FromMinutes(1);
        var rules = context.CacheVaryByRules;
        rules.VaryByHost = false;
        rules.QueryKeys = Microsoft.Extensions.Primitives.StringValues.Empty;
        rules.VaryByValues["shown"] =
            Content == PublicContent.Schedule
                ? $"{posted.Version} {answer.Query.IsOutside} {answer.Query.AddressAt("")}"
                : answer.Query.Language;
    }

    ValueTask IOutputCachePolicy.ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    ValueTask IOutputCachePolicy.ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.AllowCacheStorage &= context.HttpContext.Response.StatusCode == StatusCodes.Status200OK;
        return ValueTask.CompletedTask;
    }
}
