using System.Runtime.InteropServices;

namespace SupportCenter.Domain.Text;

/// <summary>Why a date that was read may not be the one that was meant.</summary>
[Flags]
public enum DateDoubts
{
    None = 0,

    /// <summary>The text has no year, and nothing in it (no weekday) confirms the one that was taken.</summary>
    YearTakenFromContext = 1,

    /// <summary>The weekday in the text is not that day's.</summary>
    WeekdayDiffers = 2,

    /// <summary>The era did not exist on that day: 平成32年, 令和元年4月.</summary>
    OutsideEra = 4,

    /// <summary>A year of two digits without era.</summary>
    ShortYear = 8,

    /// <summary>Something else is behind the date.</summary>
    MoreText = 16,

    /// <summary>There is a text, but no day can be read from it.</summary>
    Unreadable = 32,

    /// <summary>Month and day are there, and the calendar has no such day: 2月30日, 13/1. Always together with
    /// <see cref="Unreadable"/>.</summary>
    NoSuchDay = 64,

    /// <summary>A day of which no office of today speaks (0206/12/10): a slip of the keys.</summary>
    OutOfRange = 128,
}

/// <summary>Which year is meant by a date that was typed without one.</summary>
public enum YearRule
{
    /// <summary>The one that brings it nearest to today: for looking back and forth.</summary>
    Nearest,

    /// <summary>Today or the next such day: for what is booked or planned.</summary>
    Coming,

    /// <summary>Today or the last such day: for what has happened.</summary>
    Past,
}

/// <summary>A day as it was read, and what is doubtful about it; no day when the text is blank or unreadable.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DateReading(DateOnly? Date, DateDoubts Doubts = DateDoubts.None);
