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
        DrawIcon();
        base.OnParametersSet();
    }

    // In the button's own markup, where MudButton would add a component for it. The parent gives both parameters anew each time.
    private void DrawIcon()
    {
        if (StartIcon is { } icon)
        {
            var (words, box) = (ChildContent, $"mud-button-icon-start mud-button-icon-size-{(Small ? "small" : "medium")}");
            StartIcon = null;
            ChildContent = builder =>
            {
                builder.OpenElement(0, "span");
                builder.AddAttribute(1, "class", box);
                builder.AddContent(2, Drawing.Of(icon));
                builder.CloseElement();
                builder.AddContent(3, words);
            };
        }
    }
}
