namespace SupportCenter.Domain.Workspace;

/// <summary>One date. <paramref name="Free"/>: open slots without an active reservation, also those whose time is over.</summary>
public sealed record DateFigures(DateOnly Date, StatusCounts Counts, int Slots, int Free);

/// <summary>This week and the last, Monday first.</summary>
public sealed record WeekFigures(DateOnly Today, IReadOnlyList<DateFigures> Days, IReadOnlyList<DateFigures> DaysBefore)
{
    /// <summary>Appointments of the whole week against those of the whole week before.</summary>
    public Trend Appointments => new(Sum(Days).Appointments, Sum(DaysBefore).Appointments);

    /// <summary>Clients who came up to today, against the same days of the week before.</summary>
    public Trend Came => new(Sum(Days.Take(Passed)).Came, Sum(DaysBefore.Take(Passed)).Came);

    /// <summary>Clients who did not come up to today, against the same days of the week before.</summary>
    public Trend NoShow => new(Sum(Days.Take(Passed)).NoShow, Sum(DaysBefore.Take(Passed)).NoShow);

    /// <summary>Appointments of today, against the same weekday a week ago.</summary>
    public Trend AppointmentsToday => new(Days[Passed - 1].Counts.Appointments, DaysBefore[Passed - 1].Counts.Appointments);

    /// <summary>Free slots of the whole week against those that stayed free in the week before.</summary>
    public Trend Free => new(Days.Sum(day => day.Free), DaysBefore.Sum(day => day.Free));

    /// <summary>How many days of this week have begun, today among them.</summary>
    private int Passed => Today.DayNumber - Days[0].Date.DayNumber + 1;

    private static StatusCounts Sum(IEnumerable<DateFigures> days) => days.Aggregate(new StatusCounts(), (sum, day) => sum + day.Counts);
}

/// <summary>A figure, and what it was in the period that it is compared with.</summary>
public sealed record Trend(int Now, int Before)
{
    public int Difference => Now - Before;
}

/// <summary>Records that wait for confirmation, counted to <see cref="Data.PageRequest.CountCap"/>.</summary>
public sealed record RecordsDue(int Count, bool CountIsCapped, DateOnly? Oldest);

/// <summary>Callers who wait to be rung back, and since when the first of them does.</summary>
public sealed record CallbacksDue(int Count, DateTime? LongestSinceUtc);

/// <summary>Walk-ins to be confirmed, and the one that waits longest.</summary>
public sealed record LinksDue(int Count, Guid? OldestId);

/// <summary>The access review. <paramref name="IsMissing"/>: none was opened for the running quarter.</summary>
public sealed record ReviewDue(int Waiting, DateOnly? DueOn, bool IsOverdue, bool IsMissing, bool AwaitsSignature);

/// <summary>Documents that nobody can open: found harmful, or not scanned yet.</summary>
public sealed record DocumentsClosed(int Quarantined, int Unscanned);

/// <summary>People who may act today and whose time ends soon, and who lapsed.</summary>
/// <param name="Ending">Last day of work within <see cref="WaitingWorkService.DaysAhead"/> days.</param>
/// <param name="Unconfirmed">Not confirmed in the access review yet; they lapse after <paramref name="ConfirmBy"/>.</param>
/// <param name="Lapsed">Nobody confirmed them in time.</param>
public sealed record StaffDue(int Ending, DateOnly? FirstEnd, int Unconfirmed, DateOnly? ConfirmBy, int Lapsed);
