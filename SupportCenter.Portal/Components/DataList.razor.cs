using System.Globalization;
using Microsoft.AspNetCore.Components;
using SupportCenter.Domain;
using SupportCenter.Domain.Data;

namespace SupportCenter.Portal.Components;

/// <summary>A list whose rows come page by page from <see cref="Load"/>.</summary>
public sealed partial class DataList<TItem>
{
    private readonly List<DataColumn<TItem>> columns = [];
    private Page<TItem> page = new([], 0, false);
    private CancellationTokenSource current = new();
    private object? shownFilter;
    private string? sortBy;
    private bool descending;
    private int skip;
    private bool loaded;
    private bool loading;
    private string? failure;

    /// <summary>What the list is, for screen readers.</summary>
    [Parameter, EditorRequired]
    public string Caption { get; set; } = "";

    /// <summary>Fetches one page; sorting and counting are done where the rows are.</summary>
    [Parameter, EditorRequired]
    public Func<PageRequest, CancellationToken, Task<Page<TItem>>> Load { get; set; } = default!;

    /// <summary>The columns, as <see cref="DataColumn{TItem}"/>.</summary>
    [Parameter, EditorRequired]
    public RenderFragment ChildContent { get; set; } = default!;

    /// <summary>The address that a row leads to: its first cell becomes a link, and a click anywhere on the row follows it.</summary>
    [Parameter]
    public Func<TItem, string>? Href { get; set; }

    /// <summary>What tells rows apart, so that a reload keeps the focus where it was; without it the row itself.</summary>
    [Parameter]
    public Func<TItem, object>? RowKey { get; set; }

    /// <summary>What the rows are chosen by: another value (a record compares by its contents) starts again at the first page.</summary>
    [Parameter]
    public object? Filter { get; set; }

    /// <summary>Rows on a page.</summary>
    [Parameter]
    public int PageSize { get; set; } = 20;

    /// <summary>The column that is sorted by at first.</summary>
    [Parameter]
    public string? SortBy { get; set; }

    /// <summary>Whether the first order is from the greatest down.</summary>
    [Parameter]
    public bool Descending { get; set; }

    /// <summary>The words for an empty list.</summary>
    [Parameter]
    public string? Empty { get; set; }

    private PagePlace Place => new(skip, PageSize, page.Rows.Count, new RowCount(page.Count, page.CountIsCapped));

    /// <summary>Fetches the same page again: after a change here or elsewhere.</summary>
    public async Task ReloadAsync()
    {
        await current.CancelAsync();
        current.Dispose();
        current = new CancellationTokenSource();
        var mine = current;
        loading = true;
        try
        {
            var fetched = await Load(new PageRequest(skip, PageSize, sortBy, descending), mine.Token);
            if (mine == current)
            {
                (page, loaded, failure) = (fetched, true, null);
            }
        }
        catch (OperationCanceledException) when (mine.IsCancellationRequested)
        {
            return; // A newer question took this one's place, or the list is gone.
        }
        catch (RuleException broken)
        {
            failure = broken.Message;
        }
        finally
        {
            loading = mine != current && loading;
        }

        StateHasChanged();
    }

    internal void Add(DataColumn<TItem> column)
    {
        columns.Add(column);
        StateHasChanged();
    }

    internal void Remove(DataColumn<TItem> column) => columns.Remove(column);

    /// <inheritdoc />
    public void Dispose()
    {
        current.Cancel();
        current.Dispose();
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        sortBy = SortBy;
        descending = Descending;
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (loaded && Equals(Filter, shownFilter))
        {
            return;
        }

        shownFilter = Filter;
        skip = 0;
        await ReloadAsync();
    }

    private Task GoAsync(int to)
    {
        skip = Math.Max(0, to);
        return ReloadAsync();
    }

    private Task SortAsync(string by)
    {
        descending = by == sortBy && !descending;
        sortBy = by;
        skip = 0;
        return ReloadAsync();
    }

    private bool IsSorted(DataColumn<TItem> column) => column.SortBy is not null && column.SortBy == sortBy;

    private string? SortState(DataColumn<TItem> column) =>
        IsSorted(column)
            ? descending
                ? "descending"
                : "ascending"
            : null;

    private string? SortMark(DataColumn<TItem> column) =>
        IsSorted(column)
            ? descending
                ? " ▼"
                : " ▲"
            : null;
}
