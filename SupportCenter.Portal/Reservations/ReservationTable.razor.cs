using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SupportCenter.Domain;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Components;
using SupportCenter.Portal.Security;

namespace SupportCenter.Portal.Reservations;

/// <summary>The rows of the list: which, in which order, and from where on.</summary>
public sealed partial class ReservationTable
{
    private ReservationFilterChoices choices = new([], [], []);
    private ReservationListSettings settings = new();
    private IReadOnlyList<GridColumn> columns = [];
    private IReadOnlyList<GridSlot> slots = [];
    private ReservationFilter asked = new();
    private ReservationFilter applied = new();
    private ReservationFilter? fromAddress;
    private CancellationTokenSource current = new();
    private string sortBy = ReservationSort.Date;
    private bool descending;
    private int skip;
    private RowCount count = new(0, false);
    private bool loaded;
    private bool loading;
    private string? refusal;

    /// <summary>What the address says.</summary>
    [Parameter, EditorRequired]
    public ReservationFilter Asked { get; set; } = new();

    [Inject]
    private ReservationListService Reservations { get; set; } = default!;

    [Inject]
    private ReservationListSettingsService Preferences { get; set; } = default!;

    [Inject]
    private ReservationListMemory Memory { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private PortalCaller Me { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    private PagePlace Place => new(skip, settings.PageSize, slots.Count, count);

    /// <inheritdoc />
    public void Dispose()
    {
        current.Cancel();
        current.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Take(await Preferences.FindAsync() ?? DefaultSettings);
        choices = await Reservations.ChoicesAsync();
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (Asked == fromAddress)
        {
            return;
        }

        // What the address cannot say (it is personal) is remembered for as long as the tab is open.
        fromAddress = Asked;
        applied = Memory.Complete(Asked);
        asked = applied with { };
        SortAsUsual();
        await LoadAsync(GridSlot.Turn);
    }

    private ReservationListSettings DefaultSettings =>
        ReservationListSettings.For(Me.May(Domain.Access.Permission.BookReservations)).Cleaned();

    private void Take(ReservationListSettings chosen)
    {
        settings = chosen;
        columns = [.. chosen.Columns.Select(GridColumn.Of)];
    }

    private Task RefreshAsync() => LoadAsync(GridSlot.Refresh);

    /// <summary>Reads the page. It is drawn by whoever waits for it (an event, a change of parameters): not twice.</summary>
    /// <param name="place">Where the rows stand.</param>
    /// <param name="counted">How many there are, where that is known already.</param>
    private async Task LoadAsync(
        Func<IReadOnlyList<GridSlot>, IReadOnlyList<ReservationRow>, IReadOnlyList<GridSlot>> place,
        RowCount? counted = null
    )
    {
        await current.CancelAsync();
        current.Dispose();
        current = new CancellationTokenSource();
        var mine = current;
        loading = true;
        try
        {
            var wanted = new PageRequest(skip, settings.PageSize, sortBy, descending, counted);
            var page = await Reservations.ListAsync(applied, wanted, mine.Token);
            if (mine == current)
            {
                (slots, count) = (place(slots, page.Rows), new RowCount(page.Count, page.CountIsCapped));
                (loaded, refusal) = (true, null);
            }
        }
        catch (OperationCanceledException) when (mine.IsCancellationRequested)
        {
            return; // A newer question took this one's place, or the list is gone.
        }
        catch (RuleException broken)
        {
            refusal = broken.Message;
        }
        finally
        {
            loading = mine != current && loading;
        }
    }

    /// <summary>What is searched for is looked for in all times, unless a period was chosen beside it.</summary>
    private Task SearchAsync()
    {
        var isNew = !VisibleText.IsBlank(asked.Search) && asked.Search != applied.Search;
        var period = isNew && applied.Period == ReservationPeriod.Coming ? null : applied.Period;
        return ApplyAsync(applied with { Search = asked.Search, Period = period });
    }

    private async Task ApplyAsync(ReservationFilter filter)
    {
        applied = filter;
        asked = filter with { };
        fromAddress = Memory.Keep(filter);
        SortAsUsual();
        skip = 0;
        Navigation.NavigateTo(ReservationQuery.List(filter), new NavigationOptions { ReplaceHistoryEntry = true });
        await LoadAsync(GridSlot.Turn);
        StateHasChanged(); // Asked for by a part of the list too, whose event draws that part only.
    }

    /// <summary>What is to come begins with the next, what is over with the last.</summary>
    private void SortAsUsual() =>
        (sortBy, descending) = (ReservationSort.Date, applied.Only is null && applied.Period is null or ReservationPeriod.Past);

    private Task TurnAsync(int to)
    {
        if (!Place.CanTurnTo(to))
        {
            return Task.CompletedTask;
        }

        (skip, announced) = (to, null);
        return LoadAsync(GridSlot.Turn, loaded ? count : null);
    }

    private Task SortAsync(string by)
    {
        (sortBy, descending) = (by, by == sortBy && !descending);
        skip = 0;
        return LoadAsync(GridSlot.Turn);
    }
}
