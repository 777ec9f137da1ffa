using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using SupportCenter.Domain.Access;
using SupportCenter.Portal.Access;

namespace SupportCenter.Portal.Security;

/// <summary>Brakes: tries to sign in for each address (ASVS 2.4.1), screens for each person.</summary>
internal static class SignInLimits
{
    public static void AddSignInLimits(this IServiceCollection services, SessionSettings sessions, IReadOnlyList<PathString> providerPaths) => services.AddRateLimiter(limits =>
    {
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, IPAddress>(context => IsTry(context.Request, providerPaths)
            ? RateLimitPartition.GetFixedWindowLimiter(context.Connection.RemoteIpAddress ?? IPAddress.None, _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = sessions.SignInsPerMinute,
                Window = TimeSpan.FromMinutes(1),
            })
            : RateLimitPartition.GetNoLimiter(IPAddress.None));
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.OnRejected = async (rejected, ct) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "60";
            await SayAsync(rejected.HttpContext, AccessPageTexts.TooManyTries, ct);
        };
    });

    /// <summary>Says in words that a person has too many screens open, where the line would only be turned away without any.</summary>
    public static IApplicationBuilder UseScreenLimit(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var sessions = context.RequestServices.GetRequiredService<SessionSettings>();
        if (HttpMethods.IsGet(context.Request.Method)
            && context.RequestServices.GetRequiredService<PortalCaller>().StaffId is { } person
            && context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>() is { } page
            && !page.Type.IsDefined(typeof(Microsoft.AspNetCore.Components.ExcludeFromInteractiveRoutingAttribute), inherit: false)
            && context.RequestServices.GetRequiredService<ScreenLines>().CountOf(person) >= sessions.ScreensPerPerson)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            await SayAsync(context, string.Format(CultureInfo.CurrentCulture, AccessPageTexts.TooManyScreens, sessions.ScreensPerPerson), context.RequestAborted);
            return;
        }

        await next(context);
    });

    private static bool IsTry(HttpRequest request, IReadOnlyList<PathString> providerPaths) =>
        request.Path == AccessEndpoints.DevelopmentSignIn || request.Path == PortalUrls.SignInWithEntra || providerPaths.Contains(request.Path);

    private static Task SayAsync(HttpContext context, string sentence, CancellationToken ct)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(sentence + "\n", ct);
    }
}
