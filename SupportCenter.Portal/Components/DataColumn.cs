using Microsoft.AspNetCore.Components;

namespace SupportCenter.Portal.Components;

/// <summary>One column of a <see cref="DataList{TItem}"/>. It draws nothing itself: the list asks it.</summary>
public sealed class DataColumn<TItem> : ComponentBase, IDisposable
{
    /// <summary>The words at the head of the column.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>The name that <see cref="Domain.Data.PageRequest.SortBy"/> carries; without it the column cannot be sorted by.</summary>
    [Parameter]
    public string? SortBy { get; set; }

    /// <summary>Classes of the cells: <c>number</c>, <c>nowrap</c>.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>What is in the cell of a row.</summary>
    [Parameter, EditorRequired]
    public RenderFragment<TItem> ChildContent { get; set; } = default!;

    [CascadingParameter]
    private DataList<TItem> List { get; set; } = default!;

    /// <inheritdoc />
    public void Dispose() => List.Remove(this);

    /// <inheritdoc />
    protected override void OnInitialized() => List.Add(this);
}
