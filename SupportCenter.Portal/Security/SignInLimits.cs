using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using SupportCenter.Domain.Access;
using SupportCenter.Portal.Access;

namespace SupportCenter.Portal.Security;

/// <summary>Brakes: tries to sign in for each address (ASVS 2.4.1), screens for each person.</summary>
internal static class SignInLimits
{
    private const string TriesToSignIn = "tries to sign in";

    public static void AddSignInLimits(this IServiceCollection services, SessionSettings sessions) =>
        services.AddRateLimiter(limits =>
        {
            limits.AddPolicy(TriesToSignIn, context =>
                RateLimitPartition.GetFixedWindowLimiter(
                    context.Connection.RemoteIpAddress ?? IPAddress.None,
                    _ => new FixedWindowRateLimiterOptions { PermitLimit = sessions.SignInsPerMinute, Window = TimeSpan.FromMinutes(1) }
                )
            );
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.OnRejected = async (rejected, ct) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = "60";
                await SayAsync(rejected.HttpContext, AccessPageTexts.TooManyTries, ct);
            };
        });

    /// <summary>What is asked here is a try to sign in: all such endpoints share one limit for each address.</summary>
    public static TBuilder IsTryToSignIn<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireRateLimiting(TriesToSignIn);

    /// <summary>Says as a sentence that a person has too many screens open, where the line would only be turned away without any.</summary>
    public static IApplicationBuilder UseScreenLimit(this IApplicationBuilder app) =>
        app.Use(
            async (context, next) =>
            {
                var sessions = context.RequestServices.GetRequiredService<SessionSettings>();
                if (
                    HttpMethods.IsGet(context.Request.Method)
                    && context.RequestServices.GetRequiredService<PortalCaller>().StaffId is { } person
                    && context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>()
                        is { } page
                    && !page.Type.IsDefined(typeof(Microsoft.AspNetCore.Components.ExcludeFromInteractiveRoutingAttribute), inherit: false)
                    && context.RequestServices.GetRequiredService<CircuitConnectionRegistry>().CountOf(person) >= sessions.ScreensPerPerson
                )
                {
                    context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                    await SayAsync(context, Filled(AccessPageTexts.TooManyScreens, sessions.ScreensPerPerson), context.RequestAborted);
                    return;
                }

                await next(context);
            }
        );

    private static Task SayAsync(HttpContext context, string sentence, CancellationToken ct)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(sentence + "\n", ct);
    }
}
