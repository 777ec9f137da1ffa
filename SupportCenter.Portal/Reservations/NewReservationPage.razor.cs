using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SupportCenter.Domain;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;
using SupportCenter.Portal.Components;

namespace SupportCenter.Portal.Reservations;

/// <summary>Books a caller.</summary>
public sealed partial class NewReservationPage
{
    private readonly CancellationTokenSource gone = new();
    private readonly SlotCriteria wish = new();
    private BookingForm form = default!;
    private BookingChoices? choices;
    private BookedReservation? booked;
    private SlotPicker? picker;
    private bool loading = true;
    private bool queueing;

    /// <summary>The slot that was picked on another page.</summary>
    [SupplyParameterFromQuery(Name = "slot")]
    private string? Slot { get; set; }

    /// <summary>The call-back request that is being rung.</summary>
    [SupplyParameterFromQuery(Name = "callback")]
    private string? Callback { get; set; }

    /// <summary>The cancelled reservation that is booked again.</summary>
    [SupplyParameterFromQuery(Name = "again")]
    private string? Again { get; set; }

    [Inject]
    private BookingService Booking { get; set; } = default!;

    [Inject]
    private CallbackService Callbacks { get; set; } = default!;

    [Inject]
    private StatusMessages Messages { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    /// <inheritdoc />
    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        form = new BookingForm(Booking, maySuggest: true);
        form.Input.SlotId = NewId.TryParse(Slot, out var slot) ? slot : null;
        if (NewId.TryParse(Callback, out var callback) && await Callbacks.PrefillAsync(callback, gone.Token) is { } waiting)
        {
            (form.Input.CallbackId, form.Input.Details) = (waiting.Id, waiting.Details);
            (wish.Ward, wish.From, wish.To) = (waiting.Ward, waiting.From, waiting.To);
            await form.CheckAsync();
        }

        if (NewId.TryParse(Again, out var again) && await Booking.PrefillAgainAsync(again, gone.Token) is { } before)
        {
            wish.VenueId = before.VenueId;
            await form.RepeatAsync(before);
        }

        choices = await Booking.ChoicesAsync(gone.Token);
        loading = false;
    }

    private async Task PickAsync(KnownBusiness business)
    {
        await form.PickAsync(business);
        StateHasChanged();
        await Script.InvokeVoidAsync("portal.focus", gone.Token, form.Input.SlotId is null ? "slot-list" : "WishedMeasure");
    }

    // Said, because it is written into a field beside the one that was left.
    private async Task TakeAsync(string searched)
    {
        if (await form.TakeAsync(searched) is { } field)
        {
            Messages.Say(Filled(BookingPageTexts.TakenInto, FieldDescription.Of(typeof(ReservationDetails), field).Label));
        }
    }

    private async Task SaveAsync()
    {
        try
        {
            booked = await form.SaveAsync(input => Booking.BookAsync(input, gone.Token));
            picker?.Forget();
            Messages.Clear(); // What was filled in meanwhile is no news beside the reservation.
        }
        catch (RuleException refused) when (refused.Field == nameof(BookingInput.SlotId))
        {
            form.Input.SlotId = null;
            await picker!.LoseAsync();
            throw;
        }
        catch (RuleException refused) when (refused.Field == nameof(BookingInput.CallbackId))
        {
            form.Input.CallbackId = null;
            throw;
        }
        finally
        {
            StateHasChanged();
        }
    }

    // A new key for the new call; the search keeps what the last caller wished.
    private void StartAgain() => (booked, form) = (null, new BookingForm(Booking, maySuggest: true));

    private Task RestoredAsync() => form.CheckAsync();

    private void QueuedAsync()
    {
        queueing = false;
        form = new BookingForm(Booking, maySuggest: true);
        Messages.Say(BookingPageTexts.Queued);
    }
}
