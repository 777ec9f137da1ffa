namespace SupportCenter.Portal.Security;

/// <summary>The line to a screen is opened by the portal's own pages only: a page of another origin could otherwise ride on the cookie (ASVS 4.4.2).</summary>
internal static class OriginCheck
{
    public static IApplicationBuilder UseOriginCheck(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal) && !IsOwn(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return context.Response.CompleteAsync();
        }

        return next(context);
    });

    // Browsers always name the origin when they open a socket or post; what names none is no browser and has no business here.
    private static bool IsOwn(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        var mustName = HttpMethods.IsPost(request.Method) || request.HttpContext.WebSockets.IsWebSocketRequest || request.Headers.Upgrade.Count > 0;
        return origin.Length == 0 ? !mustName : string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
