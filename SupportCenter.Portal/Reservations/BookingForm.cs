using SupportCenter.Domain;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Portal.Reservations;

/// <summary>What the booking form and the form for clients without booking share: the input, the known business that was picked, and the
/// businesses that the caller may be.</summary>
public sealed class BookingForm(BookingService booking, bool maySuggest)
{
    /// <summary>What is sent.</summary>
    public BookingInput Input { get; } = new() { CommandKey = NewId.Create() };

    /// <summary>Whether known businesses may be shown to this person.</summary>
    public bool MaySuggest => maySuggest;

    /// <summary>The earlier visits of the picked business, for the help text of 〇回目.</summary>
    public KnownBusiness? Picked { get; private set; }

    /// <summary>The businesses that may be the caller's own.</summary>
    public IReadOnlyList<LikelyDuplicate> Likely { get; private set; } = [];

    /// <summary>True once saving was refused because a person has to say which business it is.</summary>
    public bool MustDecide { get; private set; }

    /// <summary>Fills in the form from a known business and counts the visit. A complete number that was typed before and is another one
    /// stays: the caller may have a new one.</summary>
    public async Task PickAsync(KnownBusiness business)
    {
        if (await booking.PrefillAsync(business.Id) is not { } known)
        {
            return;
        }

        var typed = Input.Details;
        if (!Telephone.IsWhole(typed.Telephone))
        {
            typed.Telephone = known.Telephone;
            typed.TelephoneReason = known.TelephoneReason ?? (known.Telephone.Length == 0 ? typed.TelephoneReason : null);
        }

        typed.TelephoneNote ??= Telephone.Digits(typed.Telephone) == Telephone.Digits(known.Telephone) ? known.TelephoneNote : null;
        (typed.BusinessName, typed.BusinessNameReading) = (known.BusinessName, known.BusinessNameReading);
        typed.ContactName = known.ContactName ?? typed.ContactName;
        (typed.Ward, typed.Industry, typed.EmployeeCount) = (
            known.Ward ?? typed.Ward,
            known.Industry ?? typed.Industry,
            known.EmployeeCount ?? typed.EmployeeCount
        );
        (typed.VisitNumber, Input.VisitNumberCorrected) = (known.VisitNumber, false);
        (Input.BusinessId, Input.SameBusiness, Picked) = (business.Id, SameBusiness.NotAsked, business);
        await CheckAsync();
    }

    /// <summary>Fills in the name or the number of a new business with what was searched for in vain; what is filled in already
    /// stays.</summary>
    /// <returns>The name of the field; null when nothing was filled in.</returns>
    public async Task<string?> TakeAsync(string searched)
    {
        var isNumber = !searched.Any(char.IsLetter);
        var field = isNumber ? nameof(ReservationDetails.Telephone) : nameof(ReservationDetails.BusinessName);
        if (!VisibleText.IsBlank(isNumber ? Input.Details.Telephone : Input.Details.BusinessName))
        {
            return null;
        }

        (Input.Details.Telephone, Input.Details.BusinessName) = isNumber
            ? (searched, Input.Details.BusinessName)
            : (Input.Details.Telephone, searched);
        await CheckAsync();
        return field;
    }

    /// <summary>Fills in the form with what a cancelled reservation said.</summary>
    public async Task RepeatAsync(CancelledBooking before)
    {
        (Input.Details, Input.BusinessId, Picked) = (before.Details, before.Business.Id, before.Business);
        await CheckAsync();
    }

    /// <summary>The picked business was the wrong one; what is in the fields stays.</summary>
    public async Task UnpickAsync()
    {
        (Input.BusinessId, Input.SameBusiness, Picked) = (null, SameBusiness.NotAsked, null);
        Input.Details.VisitNumber = Input.VisitNumberCorrected ? Input.Details.VisitNumber : 1;
        await CheckAsync();
    }

    /// <summary>Looks for businesses that the caller may be, once name or number are known.</summary>
    public async Task CheckAsync()
    {
        MustDecide = false;
        Input.SameBusiness = SameBusiness.NotAsked;
        var enough = maySuggest && (Telephone.IsWhole(Input.Details.Telephone) || TextFolding.Fold(Input.Details.BusinessName).Length > 1);
        Likely = enough ? await booking.FindDuplicatesAsync(Input.Details, Input.BusinessId) : [];
    }

    /// <summary>The person's answer: this business, or (null) another one.</summary>
    public void Decide(Guid? business) =>
        (Input.BusinessId, Input.SameBusiness) = (business, business is null ? SameBusiness.No : SameBusiness.Yes);

    /// <summary>Another screen goes on with the form: what is sent from here is another booking.</summary>
    public void Renew() => Input.CommandKey = NewId.Create();

    /// <summary>Saves; gives the reservation.</summary>
    /// <exception cref="RuleException">Nothing was saved; the sentence says why, and what to decide stands in
    /// <see cref="Likely"/>.</exception>
    public async Task<BookedReservation> SaveAsync(Func<BookingInput, Task<BookingOutcome>> save)
    {
        var outcome = await save(Input);
        if (outcome.Booked is { } booked)
        {
            return booked;
        }

        (Likely, MustDecide) = (outcome.Doubts, true);
        throw new RuleException(BookingPageTexts.DecideBusiness) { Field = nameof(ReservationDetails.BusinessName) };
    }
}
