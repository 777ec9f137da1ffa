using System.Globalization;
using Microsoft.AspNetCore.Components;
using SupportCenter.Domain;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Components;

namespace SupportCenter.Portal.Reservations;

/// <summary>Searches free times and keeps the picked one for five minutes.</summary>
public sealed partial class SlotPicker
{
    private static readonly DayOfWeek[] Weekdays =
    [
        DayOfWeek.Monday,
        DayOfWeek.Tuesday,
        DayOfWeek.Wednesday,
        DayOfWeek.Thursday,
        DayOfWeek.Friday,
        DayOfWeek.Saturday,
        DayOfWeek.Sunday,
    ];

    // The arrows pass over many times; only the one on which they rest is kept from the others.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(350);
    private readonly CancellationTokenSource gone = new();
    private IReadOnlyList<FreeSlot> found = [];
    private Hold? held;
    private Guid? pending;
    private Guid? lapsed;
    private CancellationToken leaving;
    private bool loaded;
    private string? status;

    /// <summary>The picked slot.</summary>
    [Parameter]
    public Guid? Value { get; set; }

    /// <summary>Called when another slot was picked, or when the picked one was lost.</summary>
    [Parameter]
    public EventCallback<Guid?> ValueChanged { get; set; }

    /// <summary>Names the form: a slot is kept for it, and from all others.</summary>
    [Parameter, EditorRequired]
    public Guid FormKey { get; set; }

    /// <summary>What the caller wishes.</summary>
    [Parameter, EditorRequired]
    public SlotCriteria Wish { get; set; } = default!;

    /// <summary>The venues and scriveners to choose from.</summary>
    [Parameter, EditorRequired]
    public BookingChoices Offers { get; set; } = default!;

    /// <summary>The radio button that Alt+J leads to: the picked one, else the first that can be picked.</summary>
    private Guid? Entry =>
        found.FirstOrDefault(slot => slot.SlotId == Value)?.SlotId ?? found.FirstOrDefault(slot => slot.HeldBy is null)?.SlotId;

    /// <summary>Searches again: after a lost race the next free times are in the list.</summary>
    public async Task ReloadAsync()
    {
        found = await Search.FindAsync(Wish, FormKey, leaving);
        loaded = true;
        StateHasChanged();
    }

    /// <summary>The picked slot was lost in a race: shows what is free next.</summary>
    public Task LoseAsync()
    {
        (held, pending, lapsed, status) = (null, null, null, null);
        return ReloadAsync();
    }

    /// <summary>The booking was saved: the hold ended with it and nothing is to be given back.</summary>
    public void Forget() => (held, pending, lapsed) = (null, null, null);

    /// <inheritdoc />
    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
        if (held is { } mine)
        {
            _ = ReleaseAsync(mine);
        }
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        leaving = gone.Token;
        await ReloadAsync();
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (held is not null && held.FormKey != FormKey)
        {
            (held, pending) = (null, null); // It was kept for the form under another name: another screen has that now.
        }

        // A slot that came with the address or with a draft is picked as if by hand.
        if (Value is { } wished && wished != held?.Slot && wished != pending && wished != lapsed && loaded)
        {
            await HoldAsync(wished);
        }
    }

    private static string When(FreeSlot slot) => $"{ScreenDate.Brief(slot.Date)} {JapaneseTime.Format(slot.StartsAt, slot.EndsAt)}";

    private void ForgetWish()
    {
        (Wish.Ward, Wish.VenueId, Wish.From, Wish.To) = (null, null, null, null);
        (Wish.Weekday, Wish.Half, Wish.ScrivenerId) = (null, null, null);
    }

    private Task NarrowAsync(Action narrow)
    {
        narrow();
        return ReloadAsync();
    }

    private async Task PickAsync(Guid slot)
    {
        (pending, lapsed) = (slot, null);
        await ValueChanged.InvokeAsync(slot);
        await Task.Delay(Rest, Time, leaving);
        if (pending == slot && held?.Slot != slot && !leaving.IsCancellationRequested)
        {
            await HoldAsync(slot);
        }
    }

    private async Task HoldAsync(Guid slot)
    {
        var before = held;
        (pending, lapsed) = (slot, null);
        try
        {
            var until = await Search.HoldAsync(slot, FormKey, leaving);
            held = new Hold(slot, FormKey, until);
            status = Filled(BookingPageTexts.HeldUntil, Clock(until));
            _ = WatchAsync(held);
        }
        catch (RuleException refused)
        {
            (held, pending, status) = (null, null, refused.Message);
            await ValueChanged.InvokeAsync(null);
        }

        if (before is not null && before.Slot != slot)
        {
            await ReleaseAsync(before);
        }
    }

    private Task ReleaseAsync(Hold hold) => Search.ReleaseAsync(hold.Slot, hold.FormKey, hold.UntilUtc, CancellationToken.None);

    /// <summary>Says so the moment a hold is over, and offers to go on.</summary>
    private async Task WatchAsync(Hold hold)
    {
        try
        {
            var left = hold.UntilUtc - Time.GetUtcNow().UtcDateTime;
            await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, Time, leaving);
            await InvokeAsync(() =>
            {
                if (held == hold)
                {
                    (held, pending, lapsed) = (null, null, hold.Slot);
                    status = Filled(BookingPageTexts.HoldIsOver, Clock(hold.UntilUtc));
                    StateHasChanged();
                }
            });
        }
        catch (Exception fault) when (fault is OperationCanceledException or ObjectDisposedException)
        {
            // The screen is gone.
        }
    }

    private static string Clock(DateTime utc) => JapaneseTime.Format(TimeOnly.FromDateTime(CentreTime.ToCivil(utc)));

    /// <summary>Others have booked, held or given back times: reads them again, and says so when the picked one is no longer to be
    /// had.</summary>
    private async Task RefreshAsync()
    {
        var mine = held?.Slot ?? lapsed;
        var wasListed = found.Any(slot => slot.SlotId == mine);
        await ReloadAsync();
        if (mine is { } slot && (held?.Slot ?? lapsed) == mine && wasListed && !found.Any(one => one.SlotId == slot && one.HeldBy is null))
        {
            await HoldAsync(slot); // It may only have moved off the end of the list; holding it again tells.
            status = held is null ? BookingPageTexts.SlotLost : status;
            StateHasChanged();
        }
    }

    private sealed record Hold(Guid Slot, Guid FormKey, DateTime UntilUtc);
}
