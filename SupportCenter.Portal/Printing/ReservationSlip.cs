namespace SupportCenter.Portal.Printing;

/// <summary>What the 予約票 tells a caller; texts as they are to be read.</summary>
public sealed record ReservationSlip
{
    /// <summary>The day and the time, such as 令和2年7月16日(木) 13:00～13:50.</summary>
    public required string DateAndTime { get; init; }

    /// <summary>The venue.</summary>
    public required string VenueName { get; init; }

    /// <summary>Its address and the room.</summary>
    public required string VenueAddress { get; init; }

    /// <summary>How to get there; empty where it is not known.</summary>
    public required string VenueAccess { get; init; }

    /// <summary>The business, as it was typed.</summary>
    public required string BusinessName { get; init; }

    /// <summary>Who will come; empty where it was not said.</summary>
    public required string ContactName { get; init; }

    /// <summary>The appointment was cancelled: a 取消票.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>What to bring, one text for each.</summary>
    public required IReadOnlyList<string> ToBring { get; init; }

    /// <summary>The centre's telephone and its hours, to ring when the appointment cannot be kept.</summary>
    public required string Changes { get; init; }

    /// <summary>The moment of printing, for the file's own properties.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>The day of printing, such as 令和2年7月1日(水).</summary>
    public required string IssuedOn { get; init; }
}
