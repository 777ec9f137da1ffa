using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reservations;

/// <summary>予約: a business's appointment at a clinic. Nothing is deleted by cancelling; every change keeps who, when and why.</summary>
public sealed class Reservation : IAudited, IConcernsBusiness
{
    private readonly List<ReservationChange> changes = [];

    private Reservation() { }

    private Reservation(Guid businessId, Slot slot, Clinic clinic, ReservationDetails details)
    {
        Id = NewId.Create();
        Version = NewId.Create();
        BusinessId = businessId;
        Details = details;
        Place(slot, clinic);
    }

    public Guid Id { get; private set; }

    public Guid BusinessId { get; private set; }

    public Business? Business { get; private set; }

    /// <summary>The slot; an index lets only one active reservation have it (that is what makes double booking impossible).</summary>
    public Guid SlotId { get; private set; }

    public Slot? Slot { get; private set; }

    public Guid ClinicId { get; private set; }

    public Clinic? Clinic { get; private set; }

    /// <summary>Date, time, venue and scrivener are the slot's, repeated here so that lists sort and filter by one index.</summary>
    public DateOnly Date { get; private set; }

    public TimeOnly StartsAt { get; private set; }

    public TimeOnly EndsAt { get; private set; }

    public Guid VenueId { get; private set; }

    public Guid ScrivenerId { get; private set; }

    public ReservationDetails Details { get; private set; } = new();

    public ReservationStatus Status { get; private set; }

    /// <summary>The client came without a booking.</summary>
    public bool IsWalkIn { get; private set; }

    /// <summary>受付日.</summary>
    public DateOnly ReceivedOn { get; private set; }

    /// <summary>受付者; null when it was imported, then <see cref="ReceivedByName"/> says who.</summary>
    public Guid? ReceivedById { get; private set; }

    public string? ReceivedByName { get; private set; }

    /// <summary>Changes with every save; two people who edit the same reservation meet here.</summary>
    public Guid Version { get; private set; }

    /// <summary>The form's own key: a save that is sent twice books once.</summary>
    public Guid? CommandKey { get; private set; }

    /// <summary>Keyed hash of the workbook row that it was imported from, so that importing again adds nothing.</summary>
    public byte[]? ImportKey { get; private set; }

    public IReadOnlyList<ReservationChange> Changes => changes;

    public bool IsActive => Status.IsActive;

    /// <summary>Books a slot for a business.</summary>
    public static Reservation Book(
        Business business,
        Slot slot,
        Clinic clinic,
        ReservationDetails details,
        Guid by,
        string byName,
        Guid? commandKey,
        DateTime nowUtc
    )
    {
        var reservation = new Reservation(business.Id, slot, clinic, details)
        {
            Status = ReservationStatus.Booked,
            ReceivedOn = DateOnly.FromDateTime(CentreTime.ToCivil(nowUtc)),
            ReceivedById = by,
            ReceivedByName = byName,
            CommandKey = commandKey,
        };
        reservation.Log(ReservationAct.Booked, by, nowUtc, null);
        return reservation;
    }

    /// <summary>Receives a client who came without a booking: at once as arrived.</summary>
    public static Reservation WalkIn(
        Business business,
        Slot slot,
        Clinic clinic,
        ReservationDetails details,
        Guid by,
        string byName,
        Guid? commandKey,
        DateTime nowUtc
    )
    {
        var reservation = Book(business, slot, clinic, details, by, byName, commandKey, nowUtc);
        reservation.IsWalkIn = true;
        reservation.Arrive(by, nowUtc);
        return reservation;
    }

    /// <summary>The business was here before, and whoever received the client has not met it.</summary>
    public void AwaitLink(Guid by, DateTime nowUtc) => Log(ReservationAct.Attached, by, nowUtc, null);

    /// <summary>It is the same business.</summary>
    /// <exception cref="RuleException">Nothing waits for that.</exception>
    public void Link(Guid by, DateTime nowUtc)
    {
        EnsureActive();
        if (!AwaitsLink)
        {
            throw new RuleException(ReservationTexts.NotPossibleNow);
        }

        Log(ReservationAct.Linked, by, nowUtc, null);
    }

    /// <summary>Whether somebody still has to look whether it is the same business; <see cref="Changes"/> must have been loaded.</summary>
    public bool AwaitsLink =>
        changes.Exists(step => step.Act == ReservationAct.Attached) && !changes.Exists(step => step.Act == ReservationAct.Linked);

    /// <summary>Takes over a row of the old site's workbook, with the staff's names as they were typed.</summary>
    public static Reservation Import(
        Business business,
        Slot slot,
        Clinic clinic,
        ReservationDetails details,
        DateOnly receivedOn,
        string? receivedByName,
        ReservationStatus status,
        byte[] importKey
    ) =>
        new(business.Id, slot, clinic, details)
        {
            Status = status,
            ReceivedOn = receivedOn,
            ReceivedByName = receivedByName,
            ImportKey = importKey,
        };

    /// <summary>Takes over a line of an export of a portal, under the number that it had there. What has happened to it since it was
    /// booked is not in exports.</summary>
    internal static Reservation TakeOver(Reports.ReservationLine line, Business business, Slot slot, Clinic clinic) =>
        new(business.Id, slot, clinic, line.Details)
        {
            Id = line.Id,
            Status = line.Status!.Value,
            IsWalkIn = line.IsWalkIn,
            ReceivedOn = line.ReceivedOn!.Value,
            ReceivedByName = line.ReceivedBy,
        };

    /// <summary>Takes over corrected details.</summary>
    /// <exception cref="RuleException">The reservation was cancelled.</exception>
    public void Revise(ReservationDetails details, Guid by, DateTime nowUtc)
    {
        EnsureActive();
        var fields = FormFields.Differences(Details, details);
        Details = details;
        Log(ReservationAct.Corrected, by, nowUtc, null, fields);
    }

    /// <summary>Moves to another slot; the old one is free again.</summary>
    /// <exception cref="RuleException">The client has come already, or the reservation was cancelled.</exception>
    public void Reschedule(Slot slot, Clinic clinic, Guid by, DateTime nowUtc, string? reason)
    {
        EnsureStatus(ReservationStatus.Booked);
        Log(ReservationAct.Rescheduled, by, nowUtc, reason);
        Place(slot, clinic);
    }

    /// <summary>Cancels with a reason; the slot is free again.</summary>
    /// <exception cref="RuleException">The client has come already, the reservation was cancelled before, or the reason is
    /// empty.</exception>
    public void Cancel(string reason, Guid by, DateTime nowUtc)
    {
        EnsureStatus(ReservationStatus.Booked);
        if (VisibleText.IsBlank(reason))
        {
            throw new RuleException(ReservationTexts.ReasonNeeded);
        }

        Become(ReservationStatus.Cancelled, ReservationAct.Cancelled, by, nowUtc, reason);
    }

    /// <summary>Takes back the cancelling: the client comes at the time that was booked. The caller has to see that the slot is
    /// free.</summary>
    /// <exception cref="RuleException">The reservation was not cancelled.</exception>
    public void Restore(Guid by, DateTime nowUtc)
    {
        EnsureStatus(ReservationStatus.Cancelled);
        Become(ReservationStatus.Booked, ReservationAct.Restored, by, nowUtc, null);
    }

    /// <summary>The client has come.</summary>
    public void Arrive(Guid by, DateTime nowUtc)
    {
        if (Status is not (ReservationStatus.Booked or ReservationStatus.NoShow))
        {
            throw new RuleException(ReservationTexts.NotPossibleNow);
        }

        Become(ReservationStatus.Arrived, ReservationAct.Arrived, by, nowUtc, null);
    }

    /// <summary>The client did not come and gave no word; the slot may be given to a client without booking.</summary>
    public void MissAppointment(Guid by, DateTime nowUtc)
    {
        EnsureStatus(ReservationStatus.Booked);
        Become(ReservationStatus.NoShow, ReservationAct.DidNotCome, by, nowUtc, null);
    }

    /// <summary>来所 or 無断不来所 was pressed by mistake: the client is waited for again.</summary>
    /// <exception cref="RuleException">Neither was pressed, or the consultation is over.</exception>
    public void TakeBack(Guid by, DateTime nowUtc)
    {
        if (Status is not (ReservationStatus.Arrived or ReservationStatus.NoShow))
        {
            throw new RuleException(ReservationTexts.NotPossibleNow);
        }

        Become(ReservationStatus.Booked, ReservationAct.TakenBack, by, nowUtc, null);
    }

    /// <summary>The consultation was held and its record handed in.</summary>
    public void Complete(Guid by, DateTime nowUtc)
    {
        if (Status == ReservationStatus.Completed)
        {
            return;
        }

        EnsureActive();
        Become(ReservationStatus.Completed, ReservationAct.Completed, by, nowUtc, null);
    }

    private void Place(Slot slot, Clinic clinic)
    {
        (SlotId, ClinicId, VenueId) = (slot.Id, slot.ClinicId, clinic.VenueId);
        (Date, StartsAt, EndsAt) = (slot.Date, slot.StartsAt, slot.EndsAt);
        ScrivenerId = clinic.Desks.Single(desk => desk.Id == slot.DeskId).ScrivenerId;
    }

    /// <summary>Follows its desk when another scrivener takes it.</summary>
    internal void FollowDesk(Guid scrivenerId) => ScrivenerId = scrivenerId;

    private void Become(ReservationStatus status, ReservationAct act, Guid by, DateTime nowUtc, string? reason)
    {
        Status = status;
        Log(act, by, nowUtc, reason);
    }

    private void Log(ReservationAct act, Guid by, DateTime nowUtc, string? reason, IReadOnlyList<string>? fields = null)
    {
        Version = NewId.Create();
        changes.Add(new ReservationChange(this, act, by, nowUtc, reason, fields ?? []));
    }

    private void EnsureActive()
    {
        if (!IsActive)
        {
            throw new RuleException(ReservationTexts.NotPossibleNow);
        }
    }

    private void EnsureStatus(ReservationStatus expected)
    {
        if (Status != expected)
        {
            throw new RuleException(ReservationTexts.NotPossibleNow);
        }
    }
}

/// <summary>One step in a reservation's life: who, when, what, why, and from which time it was moved.</summary>
public sealed class ReservationChange
{
    private ReservationChange() { }

    internal ReservationChange(
        Reservation reservation,
        ReservationAct act,
        Guid byId,
        DateTime atUtc,
        string? reason,
        IReadOnlyList<string> fields
    )
    {
        Id = NewId.Create();
        Fields = string.Join(',', fields);
        (ReservationId, Act, ById, AtUtc, Reason) = (reservation.Id, act, byId, atUtc, reason);
        (FromDate, FromStartsAt, FromVenueId) = (reservation.Date, reservation.StartsAt, reservation.VenueId);
    }

    public Guid Id { get; private set; }

    public Guid ReservationId { get; private set; }

    public ReservationAct Act { get; private set; }

    public Guid ById { get; private set; }

    public DateTime AtUtc { get; private set; }

    [Personal]
    public string? Reason { get; private set; }

    /// <summary>The names of the details that a correction changed, comma separated; empty for every other step.</summary>
    public string Fields { get; private set; } = "";

    /// <summary>Where the reservation stood before the step.</summary>
    public DateOnly FromDate { get; private set; }

    public TimeOnly FromStartsAt { get; private set; }

    public Guid FromVenueId { get; private set; }
}
