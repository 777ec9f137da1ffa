using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reservations;

/// <summary>折り返し待ち: a caller for whom nothing was free, kept in the order of calling and rung when a slot falls free.</summary>
public sealed class CallbackRequest : IAudited
{
    private CallbackRequest() { }

    public CallbackRequest(CallbackDetails details, Guid by, DateTime nowUtc)
    {
        Id = NewId.Create();
        (Details, QueuedById, QueuedAtUtc) = (details, by, nowUtc);
    }

    public Guid Id { get; private set; }

    public CallbackDetails Details { get; private set; } = new();

    public DateTime QueuedAtUtc { get; private set; }

    public Guid QueuedById { get; private set; }

    /// <summary>When it was booked or given up; null while it waits.</summary>
    public DateTime? SettledAtUtc { get; private set; }

    public Guid? SettledById { get; private set; }

    /// <summary>The reservation that came of it; null when it was given up.</summary>
    public Guid? ReservationId { get; private set; }

    [Personal]
    public string? SettledReason { get; private set; }

    /// <summary>Keyed hash of the telephone's digits: tells whose number it is without storing it in clear.</summary>
    public byte[]? TelephoneKey { get; internal set; }

    public bool IsWaiting => SettledAtUtc is null;

    /// <summary>Ends the waiting: booked, or given up with a reason.</summary>
    /// <exception cref="RuleException">It was settled before.</exception>
    public void Settle(Guid? reservationId, string? reason, Guid by, DateTime nowUtc)
    {
        if (!IsWaiting)
        {
            throw new RuleException(ReservationTexts.NotPossibleNow);
        }

        (ReservationId, SettledReason, SettledById, SettledAtUtc) = (reservationId, reason, by, nowUtc);
    }
}

/// <summary>What a person notes of a caller who is to be rung back.</summary>
public sealed class CallbackDetails : IValidatableObject, ITelephoneFields
{
    [Personal, LocalizedRequired]
    [LocalizedMaxLength(200)]
    [Display(Name = nameof(ReservationTexts.BusinessName), ResourceType = typeof(ReservationTexts))]
    public string BusinessName { get; set; } = "";

    [Personal, LocalizedMaxLength(100)]
    [Display(Name = nameof(ReservationTexts.ContactName), ResourceType = typeof(ReservationTexts))]
    public string? ContactName { get; set; }

    [Personal, TelephoneRequired]
    [TelephoneNumber, DataType(DataType.PhoneNumber)]
    [Display(Name = nameof(ReservationTexts.Telephone), ResourceType = typeof(ReservationTexts))]
    public string Telephone { get; set; } = "";

    /// <inheritdoc />
    [Personal, LocalizedMaxLength(200)]
    [Display(Name = nameof(ReservationTexts.TelephoneNote), ResourceType = typeof(ReservationTexts))]
    public string? TelephoneNote { get; set; }

    /// <inheritdoc />
    [Display(
        Name = nameof(ReservationTexts.TelephoneReason),
        Description = nameof(ReservationTexts.CallbackReasonHint),
        ResourceType = typeof(ReservationTexts)
    )]
    public TelephoneReason? TelephoneReason { get; set; }

    /// <summary>Where the caller would come; null when anywhere is right.</summary>
    [Display(Name = nameof(ReservationTexts.WishedWard), ResourceType = typeof(ReservationTexts))]
    public Ward? Ward { get; set; }

    [YearlessDate(YearRule.Coming), Display(Name = nameof(ReservationTexts.WishedFrom), ResourceType = typeof(ReservationTexts))]
    public DateOnly? From { get; set; }

    [YearlessDate(YearRule.Coming), Display(Name = nameof(ReservationTexts.WishedTo), ResourceType = typeof(ReservationTexts))]
    public DateOnly? To { get; set; }

    [Personal, LocalizedMaxLength(1000)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(ReservationTexts.Memo), ResourceType = typeof(ReservationTexts))]
    public string? Memo { get; set; }

    /// <summary>The details of a caller whose booking did not come about, or has to be made again.</summary>
    public static CallbackDetails Of(ReservationDetails details) => FormFields.CopyShared<CallbackDetails>(details, nameof(Ward));

    /// <summary>What a booking form begins with when the caller is rung back. The ward is where the caller would come, not where the
    /// business is.</summary>
    public ReservationDetails ToReservationDetails() => FormFields.CopyShared<ReservationDetails>(this, nameof(Ward));

    /// <summary>The same with the number masked, or whole with its hyphens (ASVS 14.2.6).</summary>
    internal CallbackDetails ToShow(bool wholeTelephone = false)
    {
        var shown = (CallbackDetails)MemberwiseClone();
        shown.Show(wholeTelephone);
        return shown;
    }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (To < From)
        {
            yield return new ValidationResult(BookingTexts.WishEndsBeforeStart, [nameof(To)]);
        }
    }
}
