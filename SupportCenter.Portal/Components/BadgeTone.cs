namespace SupportCenter.Portal.Components;

/// <summary>How a state is felt, whatever it is called: decides shape and colour of a <see cref="StatusBadge"/>.</summary>
public enum BadgeTone
{
    /// <summary>Still to come: booked, draft.</summary>
    Waiting,

    /// <summary>Under way: arrived, submitted.</summary>
    Active,

    /// <summary>Over and done with: completed, confirmed.</summary>
    Done,

    /// <summary>Ended without result: cancelled, withdrawn.</summary>
    Stopped,

    /// <summary>Needs someone: no-show, overdue.</summary>
    Alert,
}
