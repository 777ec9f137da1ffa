using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace SupportCenter.Portal.Components;

/// <summary>The button (or, with Href, the link that looks like one) of the staff pages: MudBlazor's, in the portal's four kinds.</summary>
public sealed class ActionButton : MudButton
{
    /// <summary>Its weight on the screen.</summary>
    [Parameter]
    public ActionKind Kind { get; set; }

    /// <summary>Lower, for rows of a table.</summary>
    [Parameter]
    public bool Small { get; set; }

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        Variant = Kind switch
        {
            ActionKind.Primary or ActionKind.Danger => Variant.Filled,
            ActionKind.Text => Variant.Text,
            _ => Variant.Outlined,
        };
        Color = Kind == ActionKind.Danger ? Color.Error : Color.Primary;
        Size = Small ? Size.Small : Size.Medium;
        DropShadow = Ripple = false;
        base.OnParametersSet();
    }
}
