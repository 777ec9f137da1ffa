using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.JSInterop;

namespace SupportCenter.Portal.Components;

/// <summary>Gives the focus to the heading of a page that has come in place of another (WCAG 2.4.3). The framework's own component looks
/// for the heading once: a page that is still loading then has none, and its reader was left at the top of the document.</summary>
public sealed class HeadingFocus(IJSRuntime script) : ComponentBase
{
    private Type? shown;
    private bool isNew;

    /// <summary>The route that is shown now.</summary>
    [Parameter, EditorRequired]
    public Microsoft.AspNetCore.Components.RouteData RouteData { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        isNew |= shown != RouteData.PageType;
        shown = RouteData.PageType;
    }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        // It draws nothing.
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (isNew)
        {
            isNew = false;
            await script.InvokeVoidAsync("portal.focusHeading");
        }
    }
}
