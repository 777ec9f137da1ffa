using Microsoft.AspNetCore.Components.Endpoints;

namespace SupportCenter.Portal.Security;

/// <summary>Marks an endpoint that only the portal's own pages may ask (ASVS 4.4.2).</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class SameOriginOnlyAttribute : Attribute;

/// <summary>The connection of a screen is opened by the portal's own pages only: a page of another origin could otherwise use the cookie.
/// The rule is on the endpoint: routing finds an endpoint under many spellings of its path.</summary>
internal static class OriginCheck
{
    public static IApplicationBuilder UseOriginCheck(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                if (context.GetEndpoint()?.Metadata.GetMetadata<SameOriginOnlyAttribute>() is not null && !IsOwn(context.Request))
                {
                    context.Response.StatusCode = StatusCodes.Status403Forbidden;
                    return context.Response.CompleteAsync();
                }

                return next(context);
            }
        );

    /// <summary>Marks all that the framework maps beside the pages themselves. To be applied when everything else has been said of the
    /// endpoints.</summary>
    public static void RequireSameOrigin(EndpointBuilder endpoint)
    {
        if (!endpoint.Metadata.OfType<ComponentTypeMetadata>().Any())
        {
            endpoint.Metadata.Add(new SameOriginOnlyAttribute());
        }
    }

    // Browsers always name the origin when they open a socket or post; what names none is no browser and has no business here.
    private static bool IsOwn(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        var mustName =
            HttpMethods.IsPost(request.Method) || request.HttpContext.WebSockets.IsWebSocketRequest || request.Headers.Upgrade.Count > 0;
        return origin.Length == 0
            ? !mustName
            : string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
