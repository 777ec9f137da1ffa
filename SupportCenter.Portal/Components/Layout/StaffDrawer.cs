using MudBlazor;

namespace SupportCenter.Portal.Components.Layout;

/// <summary>
/// MudBlazor's drawer without its measuring of the window. The layout knows whether the screen is narrow (portal.js tells it); the
/// drawer's own subscription costs every open tab the descriptions of its messages: some 100 KB, and a few milliseconds of compiling.
/// </summary>
public sealed class StaffDrawer : MudDrawer
{
    /// <inheritdoc />
    protected override Task OnAfterRenderAsync(bool firstRender) => Task.CompletedTask;
}
