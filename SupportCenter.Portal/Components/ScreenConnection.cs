using Microsoft.AspNetCore.Components.Server.Circuits;

namespace SupportCenter.Portal.Components;

/// <summary>Whether somebody can see this circuit's screen now: a laptop may sleep, a browser may have gone without a word.</summary>
public sealed class ScreenConnection : CircuitHandler
{
    /// <summary>Whether the screen's connection stands.</summary>
    public bool IsUp { get; private set; } = true;

    /// <summary>The connection fell, or stands again. On any thread.</summary>
    public event EventHandler? Changed;

    /// <inheritdoc />
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken) => BecomeAsync(true);

    /// <inheritdoc />
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken) => BecomeAsync(false);

    private Task BecomeAsync(bool up)
    {
        if (IsUp != up)
        {
            IsUp = up;
            Changed?.Invoke(this, EventArgs.Empty);
        }

        return Task.CompletedTask;
    }
}
