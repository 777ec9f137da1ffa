using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Reservations;
using SupportCenter.Portal.Components;

namespace SupportCenter.Portal.Reservations;

/// <summary>What is done with rows and with the list's own settings.</summary>
public sealed partial class ReservationTable
{
    private readonly HashSet<Guid> selected = [];
    private GridSlot? quick;
    private GridSlot? menu;
    private ReservationColumn? filteredColumn;
    private bool filtering;
    private string? announced;
    private bool choosingColumns;

    [Inject]
    private ReservationService Reservation { get; set; } = default!;

    [Inject]
    private StatusMessages Messages { get; set; } = default!;

    internal bool MayReveal => Me.May(Permission.RevealTelephone);

    private bool IsAllPicked => slots.Count > 0 && slots.All(slot => selected.Contains(slot.Row.Id));

    /// <summary>Shows the number of a row. One live region says it: a region in each row would read out every row of the next
    /// page.</summary>
    internal async Task<string?> RevealAsync(GridSlot slot)
    {
        announced = await Reservation.RevealTelephoneAsync(slot.Row.Id);
        StateHasChanged();
        await Script.InvokeVoidAsync("portal.focus", slot.LinkId); // The button that had the focus is gone.
        return announced;
    }

    internal void Pick(Guid id, bool isPicked)
    {
        if (isPicked ? selected.Add(id) : selected.Remove(id))
        {
            StateHasChanged();
        }
    }

    internal Task ShowAsync(GridSlot slot)
    {
        quick = slot;
        StateHasChanged();
        return Task.CompletedTask;
    }

    internal async Task OpenMenuAsync(GridSlot slot)
    {
        menu = slot;
        StateHasChanged();
        await Task.Yield(); // The menu is drawn before it is opened.
        await Script.InvokeVoidAsync("portal.openMenu", "row-menu", slot.MenuId);
    }

    private void PickAll(bool isPicked)
    {
        foreach (var slot in slots)
        {
            Pick(slot.Row.Id, isPicked);
        }
    }

    private Task UnpickAll()
    {
        selected.Clear();
        return applied.Only is null ? Task.CompletedTask : ApplyAsync(applied with { Only = null, Period = ReservationPeriod.Coming });
    }

    private Task OnlySelectedAsync() => ApplyAsync(new ReservationFilter { Only = [.. selected] });

    private async Task PrintListAsync() => await Script.InvokeVoidAsync("portal.print");

    private async Task ActAsync(RowAct act, GridSlot slot)
    {
        var (id, name) = (slot.Row.Id, slot.Row.BusinessName);
        switch (act)
        {
            case RowAct.Show:
                await ShowAsync(slot);
                break;
            case RowAct.Pick:
                Pick(id, !selected.Contains(id));
                break;
            case RowAct.Arrive:
                await DoAsync(() => Reservation.ArriveAsync(id), ReservationPageTexts.ArrivedMessage, name);
                break;
            default:
                await DoAsync(() => Reservation.MissAsync(id), ReservationPageTexts.MissedMessage, name);
                break;
        }
    }

    private async Task DoAsync(Func<Task> act, string message, string name)
    {
        try
        {
            await act();
            refusal = null;
            Messages.Say(Filled(message, name));
            await RefreshAsync();
        }
        catch (RuleException broken)
        {
            refusal = broken.Message;
        }
    }

    private async Task CloseQuickViewAsync()
    {
        var from = quick?.LinkId;
        quick = null;
        await Script.InvokeVoidAsync("portal.focus", from);
    }

    private async Task OpenFilterAsync(ReservationColumn? column)
    {
        // Names and numbers are ciphertext: their filter is the search.
        if (column == ReservationColumn.Business)
        {
            await Script.InvokeVoidAsync("portal.focus", nameof(ReservationFilter.Search));
            return;
        }

        (filteredColumn, filtering) = (column, true);
    }

    private Task KeepFilterAsync(SavedReservationFilter filter) =>
        KeepSettingsAsync(settings with { Filters = [.. settings.Filters, filter] });

    private Task ForgetFilterAsync(SavedReservationFilter filter) =>
        KeepSettingsAsync(settings with { Filters = [.. settings.Filters.Where(kept => kept != filter)] });

    private async Task KeepSettingsAsync(ReservationListSettings chosen)
    {
        var before = settings;
        Take(await Preferences.SaveAsync(chosen));
        Messages.Say(ReservationGridTexts.SettingsKept);
        if (settings.PageSize != before.PageSize)
        {
            skip = 0;
            await LoadAsync(GridSlot.Turn);
        }

        StateHasChanged();
    }

    private async Task ResetSettingsAsync()
    {
        var filters = settings.Filters;
        Take(DefaultSettings with { Filters = filters });
        await KeepSettingsAsync(settings);
    }
}
