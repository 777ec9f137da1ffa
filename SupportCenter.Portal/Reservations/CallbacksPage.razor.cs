using System.Globalization;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Components;

namespace SupportCenter.Portal.Reservations;

/// <summary>Shows the call-back list, kept up to date while it is open.</summary>
public sealed partial class CallbacksPage
{
    private readonly Dictionary<Guid, string> revealed = [];
    private IReadOnlyList<CallbackRow>? rows;
    private CallbackRow? givingUp;
    private CallbackRow? passedOn;
    private bool passingOn;
    private bool adding;
    private bool asking;

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => LoadAsync();

    private static string BookingAddress(CallbackRow row) => PortalUrls.NewReservationFor(callback: row.Id, slot: row.Offer?.SlotId);

    private static string CalledAt(CallbackRow row) => ScreenDate.At(CentreTime.ToCivil(row.QueuedAtUtc));

    private static string WishOf(CallbackRow row)
    {
        var period = row is { From: null, To: null } ? null : ScreenDate.Period(row.From, row.To);
        var wishes = new[] { row.Ward is { } ward ? ward.Label() : null, period }.OfType<string>().ToList();
        return wishes.Count == 0 ? BookingPageTexts.AnyWish : string.Join(BookingPageTexts.Separator, wishes);
    }

    private async Task LoadAsync()
    {
        rows = await Callbacks.ListAsync();
        StateHasChanged();
    }

    private async Task RevealAsync(Guid id)
    {
        if (await Callbacks.RevealTelephoneAsync(id) is { } number)
        {
            revealed[id] = number;
        }
    }

    private async Task AddedAsync()
    {
        adding = false;
        Messages.Say(BookingPageTexts.Queued);
        await LoadAsync();
    }

    private void PassedOn()
    {
        passingOn = false;
        Messages.Say(BoardTexts.HandedOver);
    }

    private async Task GiveUpAsync(string reason)
    {
        await Callbacks.GiveUpAsync(givingUp!.Id, reason);
        Messages.Say(Filled(BookingPageTexts.GivenUp, givingUp.BusinessName));
        await LoadAsync();
    }
}
