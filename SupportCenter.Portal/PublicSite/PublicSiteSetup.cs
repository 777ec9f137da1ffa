using Microsoft.AspNetCore.Localization;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.PublicSite;

namespace SupportCenter.Portal.PublicSite;

/// <summary>The public site within the portal: its own hosts, its kept answers, its language.</summary>
internal static class PublicSiteSetup
{
    private const int MostKept = 32 * 1024 * 1024;

    public static void AddPublicSite(this IServiceCollection services)
    {
        services.AddOutputCache(answers => answers.SizeLimit = MostKept);
        services.AddSingleton(provider => new PublicScheduleCache(
            async cancellation =>
            {
                // A scope in which nobody has signed in: it may see what everybody may.
                await using var anyone = provider.CreateAsyncScope();
                return await anyone.ServiceProvider.GetRequiredService<PublicScheduleService>().ReadAsync(cancellation);
            },
            provider.GetRequiredService<ChangeFeed>(),
            provider.GetRequiredService<TimeProvider>()
        ));
    }

    /// <summary>Behind the routing, before anything asks who somebody is.</summary>
    public static void UsePublicSite(this WebApplication app)
    {
        var hosts = PublicHosts.Of(app.Configuration);
        if (hosts.AreApart)
        {
            app.Use(
                (context, next) =>
                {
                    if (hosts.Allows(context))
                    {
                        return next(context);
                    }

                    // What is elsewhere is not here: there is no difference to an address that does not exist.
                    context.SetEndpoint(null);
                    context.Response.StatusCode = StatusCodes.Status404NotFound;
                    return Task.CompletedTask;
                }
            );
        }

        app.UseOutputCache();
    }

    public static bool IsPublicSite(this HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<PublicSiteAttribute>() is not null;

    /// <summary>On the public site the address alone says the language, so that one address has one answer; elsewhere a cookie remembers
    /// it.</summary>
    public sealed class AddressLanguage : RequestCultureProvider
    {
        public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext) =>
            Task.FromResult(
                httpContext.IsPublicSite() ? new ProviderCultureResult(PublicQuery.LanguageOf(httpContext.Request.Query)) : null
            );
    }
}
