using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Schedule;

/// <summary>巡回相談: one venue on one date, with scriveners at desks and slots at each desk. Times are civil times in Asia/Tokyo,
/// half-open.</summary>
public sealed class Clinic : IAudited
{
    private readonly List<Desk> desks = [];
    private readonly List<Slot> slots = [];

    private Clinic() { }

    /// <summary>Lays out a clinic without break: every scrivener gets a desk, and every desk the slots that fit between start and
    /// end.</summary>
    /// <exception cref="RuleException">End before start, no scrivener, or no slot fits.</exception>
    public Clinic(Guid venueId, DateOnly date, TimeOnly startsAt, TimeOnly endsAt, int slotMinutes, IReadOnlyList<Guid> scrivenerIds)
        : this(venueId, date, new Timetable(startsAt, endsAt, slotMinutes), scrivenerIds) { }

    /// <summary>Lays out a clinic: every scrivener gets a desk, and every desk the slots of the timetable.</summary>
    /// <exception cref="RuleException">End before start, no scrivener, or no slot fits.</exception>
    public Clinic(Guid venueId, DateOnly date, Timetable times, IReadOnlyList<Guid> scrivenerIds)
    {
        if (times.EndsAt <= times.StartsAt)
        {
            throw new RuleException(ScheduleTexts.EndsBeforeStart) { Field = nameof(EndsAt) };
        }

        List<SlotTime> laidOut = [.. times.Slots()];
        if (times.SlotMinutes < 5 || laidOut.Count == 0)
        {
            throw new RuleException(ScheduleTexts.NoSlotFits) { Field = nameof(SlotMinutes) };
        }

        if (scrivenerIds.Count == 0 || scrivenerIds.Distinct().Count() != scrivenerIds.Count)
        {
            throw new RuleException(ScheduleTexts.ScrivenersNeeded) { Field = nameof(Desks) };
        }

        Id = NewId.Create();
        (VenueId, Date, StartsAt, EndsAt, SlotMinutes) = (venueId, date, times.StartsAt, times.EndsAt, times.SlotMinutes);
        for (var i = 0; i < scrivenerIds.Count; i++)
        {
            var desk = new Desk(Id, i + 1, scrivenerIds[i]);
            desks.Add(desk);
            laidOut.ForEach(time => AddSlot(desk, time.From, time.To));
        }
    }

    public Guid Id { get; private set; }

    public Guid VenueId { get; private set; }

    public Venue? Venue { get; private set; }

    public DateOnly Date { get; private set; }

    public TimeOnly StartsAt { get; private set; }

    public TimeOnly EndsAt { get; private set; }

    public int SlotMinutes { get; private set; }

    /// <summary>When the whole clinic was closed; null while it is held.</summary>
    public DateTime? ClosedAtUtc { get; private set; }

    public string? ClosedReason { get; private set; }

    /// <summary>How often anything was changed that the public calendar says of the clinic: its times, its venue, its slots, what is
    /// booked of them. Counted by <see cref="ClinicRevisions"/>.</summary>
    public int Revision { get; private set; }

    /// <summary>The last of these changes; the epoch when it was not noted.</summary>
    public DateTime RevisedAtUtc { get; private set; } = DateTime.UnixEpoch;

    public IReadOnlyList<Desk> Desks => desks;

    public IReadOnlyList<Slot> Slots => slots;

    public bool IsClosed => ClosedAtUtc is not null;

    /// <summary>Closes the clinic and all its slots; its reservations have to be moved or cancelled by the caller first.</summary>
    public void Close(string reason, DateTime nowUtc)
    {
        (ClosedAtUtc, ClosedReason) = (nowUtc, reason);
        foreach (var slot in slots)
        {
            slot.Close(reason);
        }
    }

    /// <summary>Lasts at least from one time to the other: for a slot that is added before the start or behind the end.</summary>
    internal void Cover(TimeOnly startsAt, TimeOnly endsAt) =>
        (StartsAt, EndsAt) = (startsAt < StartsAt ? startsAt : StartsAt, endsAt > EndsAt ? endsAt : EndsAt);

    /// <summary>Takes over a clinic of the old site's workbooks, of which only single bookings are known: no desk and no slot
    /// yet.</summary>
    internal static Clinic TakeOver(Guid venueId, DateOnly date, TimeOnly startsAt, TimeOnly endsAt) =>
        new()
        {
            Id = NewId.Create(),
            VenueId = venueId,
            Date = date,
            StartsAt = startsAt,
            EndsAt = endsAt,
            SlotMinutes = (int)(endsAt - startsAt).TotalMinutes,
        };

    /// <summary>Sets one more desk.</summary>
    internal Desk AddDesk(Guid scrivenerId)
    {
        var desk = new Desk(Id, desks.Count + 1, scrivenerId);
        desks.Add(desk);
        return desk;
    }

    /// <summary>Adds a slot at a desk outside the regular grid: an imported booking, or one that is laid out later.</summary>
    public Slot AddSlot(Desk desk, TimeOnly startsAt, TimeOnly endsAt)
    {
        var slot = new Slot(Id, desk.Id, Date, startsAt, endsAt);
        slots.Add(slot);
        return slot;
    }

    /// <summary>Where a client without booking, who is at the desk at <paramref name="now"/>, would be put in.</summary>
    public ExtraTime ExtraTimeAt(Guid deskId, TimeOnly now) =>
        ExtraTime.At(
            slots.Where(slot => slot.DeskId == deskId && slot is { IsClosed: false, IsExtra: false }).Select(slot => slot.Time),
            now,
            SlotMinutes
        );

    /// <summary>Adds the slot of a client without booking, which begins now. It is nobody else's, and the hours of the clinic stay what
    /// they were: who comes in the break does not end the break.</summary>
    public Slot AddExtraSlot(Desk desk, TimeOnly now)
    {
        var time = ExtraTimeAt(desk.Id, now).Time;
        var slot = AddSlot(desk, time.From, time.To);
        slot.MarkExtra();
        return slot;
    }
}

/// <summary>One desk of a clinic and the scrivener who sits there.</summary>
public sealed class Desk : IAudited
{
    private Desk() { }

    internal Desk(Guid clinicId, int number, Guid scrivenerId)
    {
        Id = NewId.Create();
        (ClinicId, Number, ScrivenerId) = (clinicId, number, scrivenerId);
    }

    public Guid Id { get; private set; }

    public Guid ClinicId { get; private set; }

    public int Number { get; private set; }

    public Guid ScrivenerId { get; private set; }

    public Access.StaffMember? Scrivener { get; private set; }

    /// <summary>Another scrivener takes the desk, with all that is booked at it.</summary>
    public void HandOver(Guid scrivenerId) => ScrivenerId = scrivenerId;
}

/// <summary>時間帯: one appointment's worth of time at one desk.</summary>
public sealed class Slot : IPublishesChanges
{
    private Slot() { }

    internal Slot(Guid clinicId, Guid deskId, DateOnly date, TimeOnly startsAt, TimeOnly endsAt)
    {
        Id = NewId.Create();
        (ClinicId, DeskId, Date, StartsAt, EndsAt) = (clinicId, deskId, date, startsAt, endsAt);
    }

    public Guid Id { get; private set; }

    public Guid ClinicId { get; private set; }

    public Clinic? Clinic { get; private set; }

    public Guid DeskId { get; private set; }

    public Desk? Desk { get; private set; }

    /// <summary>The clinic's date, repeated here so that the search over free slots reads one index.</summary>
    public DateOnly Date { get; private set; }

    public TimeOnly StartsAt { get; private set; }

    public TimeOnly EndsAt { get; private set; }

    /// <summary>Added for one client who came without booking: not one of the times in which clients are received.</summary>
    public bool IsExtra { get; private set; }

    public bool IsClosed { get; private set; }

    public string? ClosedReason { get; private set; }

    internal SlotTime Time => new(StartsAt, EndsAt);

    internal void MarkExtra() => IsExtra = true;

    public void Close(string reason) => (IsClosed, ClosedReason) = (true, reason);

    public void Reopen() => (IsClosed, ClosedReason) = (false, null);
}

/// <summary>A slot that somebody at a telephone has picked in a form and not yet booked: shown to all other forms, the person's own too,
/// and theirs again after five minutes.</summary>
public sealed class SlotHold : IPublishesChanges
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(5);

    private SlotHold() { }

    internal SlotHold(Guid slotId, Guid holderId, Guid formKey, DateTime untilUtc)
    {
        SlotId = slotId;
        Take(holderId, formKey, untilUtc);
    }

    public Guid SlotId { get; private set; }

    Guid IPublishesChanges.Id => SlotId;

    public Guid HolderId { get; private set; }

    /// <summary>The form in which it was picked (its <c>CommandKey</c>): a person may have two of them open.</summary>
    public Guid FormKey { get; private set; }

    public DateTime UntilUtc { get; private set; }

    internal void Take(Guid holderId, Guid formKey, DateTime untilUtc) => (HolderId, FormKey, UntilUtc) = (holderId, formKey, untilUtc);

    /// <summary>Whether the hold is of that person's form.</summary>
    internal bool IsOf(Guid holderId, Guid formKey) => HolderId == holderId && FormKey == formKey;
}
