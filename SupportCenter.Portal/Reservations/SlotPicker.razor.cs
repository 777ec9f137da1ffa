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
    private static readonly TimeOnly Noon = new(12, 0);
    private readonly CancellationTokenSource gone = new();
    private IReadOnlyList<FreeSlot> found = [];
    private Guid? held;
    private Guid? pending;
    private CancellationToken leaving;
    private bool loaded;
    private string? said;

    /// <summary>The picked slot.</summary>
    [Parameter]
    public Guid? Value { get; set; }

    /// <summary>Called when another slot was picked, or when the picked one was lost.</summary>
    [Parameter]
    public EventCallback<Guid?> ValueChanged { get; set; }

    /// <summary>What the caller wishes.</summary>
    [Parameter, EditorRequired]
    public SlotCriteria Wish { get; set; } = default!;

    /// <summary>The venues and scriveners to choose from.</summary>
    [Parameter, EditorRequired]
    public BookingChoices Offers { get; set; } = default!;

    /// <summary>The radio button that Alt+J leads to: the picked one, else the first that can be picked.</summary>
    private Guid? Entry =>
        found.FirstOrDefault(slot => slot.SlotId == Value)?.SlotId ?? found.FirstOrDefault(slot => slot.HeldBy is null)?.SlotId;

    private Half? HalfDay
    {
        get =>
            Wish.NotAfter == Noon ? Half.Morning
            : Wish.NotBefore == Noon ? Half.Afternoon
            : null;
        set =>
            (Wish.NotBefore, Wish.NotAfter) = value switch
            {
                Half.Morning => (null, Noon),
                Half.Afternoon => (Noon, null),
                _ => ((TimeOnly?)null, (TimeOnly?)null),
            };
    }

    /// <summary>Searches again: after a lost race the next free times are in the list.</summary>
    public async Task ReloadAsync()
    {
        found = await Search.FindAsync(Wish, leaving);
        loaded = true;
        StateHasChanged();
    }

    /// <summary>The picked slot was lost in a race: shows what is free next.</summary>
    public Task LoseAsync()
    {
        (held, pending, said) = (null, null, null);
        return ReloadAsync();
    }

    /// <summary>The booking was saved: the hold ended with it and nothing is to be given back.</summary>
    public void Forget() => (held, pending) = (null, null);

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
        // A slot that came with the address or with a draft is picked as if by hand.
        if (Value is { } wished && wished != held && wished != pending && loaded)
        {
            await HoldAsync(wished);
        }
    }

    private static string When(FreeSlot slot) => $"{ScreenDate.Brief(slot.Date)} {JapaneseTime.Format(slot.StartsAt, slot.EndsAt)}";

    private void ForgetWish()
    {
        (Wish.Ward, Wish.VenueId, Wish.From, Wish.To) = (null, null, null, null);
        (Wish.Weekday, Wish.NotBefore, Wish.NotAfter, Wish.ScrivenerId) = (null, null, null, null);
    }

    private Task NarrowAsync(Action narrow)
    {
        narrow();
        return ReloadAsync();
    }

    private async Task PickAsync(Guid slot)
    {
        pending = slot;
        await ValueChanged.InvokeAsync(slot);
        await Task.Delay(Rest, Time, leaving);
        if (pending == slot && held != slot && !leaving.IsCancellationRequested)
        {
            await HoldAsync(slot);
        }
    }

    private async Task HoldAsync(Guid slot)
    {
        var before = held;
        held = slot;
        try
        {
            var until = await Search.HoldAsync(slot, leaving);
            said = Filled(BookingPageTexts.HeldUntil, JapaneseTime.Format(TimeOnly.FromDateTime(CentreTime.ToCivil(until))));
        }
        catch (RuleException refused)
        {
            (held, pending, said) = (null, null, refused.Message);
            await ValueChanged.InvokeAsync(null);
        }

        if (before is { } left && left != slot)
        {
            await ReleaseAsync(left);
        }
    }

    private Task ReleaseAsync(Guid slot) => Search.ReleaseAsync(slot, CancellationToken.None);

    /// <summary>Others have booked, held or given back times: reads them again, and says so when the picked one is no longer to be
    /// had.</summary>
    private async Task RefreshAsync()
    {
        var mine = held;
        var wasListed = found.Any(slot => slot.SlotId == mine);
        await ReloadAsync();
        if (mine is { } slot && held == mine && wasListed && !found.Any(one => one.SlotId == slot && one.HeldBy is null))
        {
            await HoldAsync(slot); // It may only have moved off the end of the list; holding it again tells.
            said = held is null ? BookingPageTexts.SlotLost : said;
            StateHasChanged();
        }
    }

    private enum Half
    {
        Morning,
        Afternoon,
    }
}
