using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;

namespace SupportCenter.Portal.Components;

/// <summary>
/// The icons of the screens: MudBlazor's drawings as markup in the component that shows them. MudIcon is a component for each drawing,
/// which costs 2 KB of memory in every open tab; a page of the reservation list had 28 of them.
/// </summary>
public static class Drawing
{
    private static readonly ConcurrentDictionary<(string Icon, string? Class), MarkupString> Drawn = new();

    /// <summary>The drawing of <paramref name="icon"/>, one of the constants of MudBlazor's Icons (what is inside the svg element). Hidden
    /// from screen readers: the words beside it, or the label of its button, say the same.</summary>
    public static MarkupString Of(string icon, string? cssClass = null) =>
        Drawn.GetOrAdd((icon, cssClass), static key => new MarkupString(
            $"<svg class=\"mud-icon-root mud-svg-icon mud-icon-size-medium {key.Class}\" focusable=\"false\" "
                + $"viewBox=\"0 0 24 24\" aria-hidden=\"true\">{key.Icon}</svg>"
        ));
}
