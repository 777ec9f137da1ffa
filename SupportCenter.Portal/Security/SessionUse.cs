namespace SupportCenter.Portal.Security;

/// <summary>Marks an endpoint that scripts ask by themselves: asking it is no use of the session.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class NotUseOfSessionAttribute : Attribute;

/// <summary>Which requests are a person's doing (ASVS 7.3.1). Lines that are kept open or opened again, and pages that a script loads
/// again,
/// are not: a screen that nobody sits at would never be over. Keys and clicks within a page are told by the page itself.</summary>
internal static class SessionUse
{
    public static bool IsUse(HttpContext context) =>
        !HttpMethods.IsHead(context.Request.Method)
        && context.GetEndpoint()?.Metadata.GetMetadata<NotUseOfSessionAttribute>() is null
        && IsByPerson(context.Request.Headers);

    /// <summary>Marks all that the framework maps beside the pages themselves.</summary>
    public static void ExceptLines(EndpointBuilder endpoint)
    {
        if (endpoint.Metadata.OfType<SameOriginOnlyAttribute>().Any())
        {
            endpoint.Metadata.Add(new NotUseOfSessionAttribute());
        }
    }

    // Browsers say whether somebody has followed a link, sent a form or typed the address. Those that say nothing of the kind are believed.
    private static bool IsByPerson(IHeaderDictionary headers) =>
        headers["Sec-Fetch-Mode"].ToString() switch
        {
            "" => true,
            "navigate" => headers["Sec-Fetch-User"] == "?1",
            _ => false,
        };
}
