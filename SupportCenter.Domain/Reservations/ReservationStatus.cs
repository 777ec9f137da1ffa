using System.ComponentModel.DataAnnotations;

namespace SupportCenter.Domain.Reservations;

/// <summary>Where a reservation stands. The first three are active: they hold their slot (the database index is filtered by this
/// order).</summary>
public enum ReservationStatus
{
    [Display(Name = nameof(ReservationTexts.StatusBooked), ResourceType = typeof(ReservationTexts))]
    Booked = 0,

    [Display(Name = nameof(ReservationTexts.StatusArrived), ResourceType = typeof(ReservationTexts))]
    Arrived = 1,

    [Display(Name = nameof(ReservationTexts.StatusCompleted), ResourceType = typeof(ReservationTexts))]
    Completed = 2,

    [Display(Name = nameof(ReservationTexts.StatusCancelled), ResourceType = typeof(ReservationTexts))]
    Cancelled = 3,

    [Display(Name = nameof(ReservationTexts.StatusNoShow), ResourceType = typeof(ReservationTexts))]
    NoShow = 4,
}

/// <summary>What was done to a reservation.</summary>
public enum ReservationAct
{
    [Display(Name = nameof(ReservationTexts.ActBooked), ResourceType = typeof(ReservationTexts))]
    Booked = 0,

    [Display(Name = nameof(ReservationTexts.ActCorrected), ResourceType = typeof(ReservationTexts))]
    Corrected = 1,

    [Display(Name = nameof(ReservationTexts.ActRescheduled), ResourceType = typeof(ReservationTexts))]
    Rescheduled = 2,

    [Display(Name = nameof(ReservationTexts.ActCancelled), ResourceType = typeof(ReservationTexts))]
    Cancelled = 3,

    [Display(Name = nameof(ReservationTexts.ActArrived), ResourceType = typeof(ReservationTexts))]
    Arrived = 4,

    [Display(Name = nameof(ReservationTexts.ActDidNotCome), ResourceType = typeof(ReservationTexts))]
    DidNotCome = 5,

    [Display(Name = nameof(ReservationTexts.ActCompleted), ResourceType = typeof(ReservationTexts))]
    Completed = 6,

    [Display(Name = nameof(ReservationTexts.ActTakenBack), ResourceType = typeof(ReservationTexts))]
    TakenBack = 7,

    /// <summary>A scrivener received a walk-in of a business that the scrivener had not met: reception or the city looks whether it is the
    /// same. Not shown to scriveners, who would learn from it who has been here.</summary>
    [Display(Name = nameof(ReservationTexts.ActAttached), ResourceType = typeof(ReservationTexts))]
    Attached = 8,

    /// <summary>Reception or the city has looked: it is the same business.</summary>
    [Display(Name = nameof(ReservationTexts.ActLinked), ResourceType = typeof(ReservationTexts))]
    Linked = 9,

    /// <summary>The cancelling was taken back: the client comes after all, at the time that was booked.</summary>
    [Display(Name = nameof(ReservationTexts.ActRestored), ResourceType = typeof(ReservationTexts))]
    Restored = 10,
}

/// <summary>What follows from a status.</summary>
public static class ReservationStatuses
{
    /// <summary>The index filter that says the same as <c>IsActive</c> to the database.</summary>
    internal const string ActiveFilter = "\"Status\" < 3";

    extension(ReservationStatus status)
    {
        /// <summary>Whether the reservation holds its slot.</summary>
        public bool IsActive => status < ReservationStatus.Cancelled;
    }
}
