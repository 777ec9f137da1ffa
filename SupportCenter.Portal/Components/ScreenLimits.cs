using Microsoft.AspNetCore.Mvc;
using SupportCenter.Domain.Drafts;
using SupportCenter.Portal.Security;

namespace SupportCenter.Portal.Components;

/// <summary>How much a browser may send at once, and where. The limits of fields fit into all of them; a test holds them against each
/// other.</summary>
public static class ScreenLimits
{
    /// <summary>The most that one message over the connection of a screen may hold: several times the longest field, as the framework wraps
    /// it.</summary>
    public const int MostMessageBytes = 512 * 1024;

    /// <summary>The most of any other request: forms of a few short fields.</summary>
    public const int MostRequestBytes = 64 * 1024;

    /// <summary>A draft as a form that was sent, and the names and tokens around it.</summary>
    public const int MostDraftRequestBytes = DraftLimits.MostBytes + (64 * 1024);

    /// <summary>Where no socket can be opened, messages come as requests, several at once.</summary>
    internal static void AllowMessages(EndpointBuilder endpoint)
    {
        if (endpoint.Metadata.OfType<SameOriginOnlyAttribute>().Any())
        {
            endpoint.Metadata.Add(new RequestSizeLimitAttribute(4L * MostMessageBytes));
        }
    }
}
