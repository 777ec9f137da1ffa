namespace SupportCenter.Portal.Components;

/// <summary>How much weight a button has on its screen.</summary>
public enum ActionKind
{
    /// <summary>Any other action.</summary>
    Secondary,

    /// <summary>The main action; one on a screen.</summary>
    Primary,

    /// <summary>A small action beside a text.</summary>
    Text,

    /// <summary>An action that takes something away.</summary>
    Danger,
}
