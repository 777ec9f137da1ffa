using Microsoft.AspNetCore.Components.Server.Circuits;

namespace SupportCenter.Portal.Components;

/// <summary>Whether somebody can see this circuit's screen now: a laptop may sleep, a browser may have gone without a word.</summary>
public sealed class ScreenConnection : CircuitHandler
{
    /// <summary>Whether the screen's connection stands.</summary>
    public bool IsUp { get; private set; } = true;

    /// <inheritdoc />
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        IsUp = true;
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        IsUp = false;
        return Task.CompletedTask;
    }
}
