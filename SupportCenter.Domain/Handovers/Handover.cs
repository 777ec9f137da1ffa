using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Handovers;

/// <summary>申し送り: what somebody passes on to whoever works there next. Encrypted, for it may name clients. Each act on it is noted by
/// its use case, in the ledger of the business that it is about; what is about a business goes with it when that is disposed of.</summary>
public sealed class Handover : IPublishesChanges
{
    private Handover() { }

    internal Handover(HandoverDetails details, HandoverPlace place, Guid by, DateOnly today, DateTime nowUtc)
    {
        Id = NewId.Create();
        (Text, OwnerId, IsForReception) = (details.Text, details.OwnerId, details.IsForReception);
        (ClinicId, VenueId, ReservationId, BusinessId, CallbackId) = (
            place.ClinicId,
            place.VenueId,
            place.ReservationId,
            place.BusinessId,
            place.CallbackId
        );
        DueOn = details.DueOn ?? place.Day;
        (WrittenById, WrittenOn, WrittenAtUtc) = (by, today, nowUtc);
    }

    public Guid Id { get; private set; }

    [Personal]
    public string Text { get; private set; } = "";

    public Guid? OwnerId { get; private set; }

    public DateOnly? DueOn { get; private set; }

    /// <summary>Whether 受付（委託先） reads it too.</summary>
    public bool IsForReception { get; private set; }

    public Guid? ClinicId { get; private set; }

    public Guid? VenueId { get; private set; }

    public Guid? ReservationId { get; private set; }

    /// <summary>The business that it is about: named itself, or that of the reservation.</summary>
    public Guid? BusinessId { get; private set; }

    public Guid? CallbackId { get; private set; }

    public Guid WrittenById { get; private set; }

    /// <summary>The civil date on which it was written.</summary>
    public DateOnly WrittenOn { get; private set; }

    public DateTime WrittenAtUtc { get; private set; }

    public DateTime? DoneAtUtc { get; private set; }

    public Guid? DoneById { get; private set; }

    /// <summary>It is seen to.</summary>
    /// <exception cref="RuleException">Somebody did it before.</exception>
    internal void Finish(Guid by, DateTime nowUtc)
    {
        if (DoneAtUtc is not null)
        {
            throw new RuleException(HandoverTexts.DoneBefore);
        }

        (DoneAtUtc, DoneById) = (nowUtc, by);
    }

    /// <summary>It was not seen to after all.</summary>
    /// <exception cref="RuleException">It is open.</exception>
    internal void Reopen()
    {
        if (DoneAtUtc is null)
        {
            throw new RuleException(HandoverTexts.IsOpen);
        }

        (DoneAtUtc, DoneById) = (null, null);
    }
}

/// <summary>One keyed hash of a piece of a handover's folded text.</summary>
public sealed class HandoverGram
{
    public long Gram { get; init; }

    public Guid HandoverId { get; init; }
}

/// <summary>Where a handover belongs, as it was found.</summary>
/// <param name="Day">The day of the clinic or of the reservation.</param>
internal sealed record HandoverPlace(Guid? ClinicId, Guid? VenueId, Guid? ReservationId, Guid? BusinessId, Guid? CallbackId, DateOnly? Day);
