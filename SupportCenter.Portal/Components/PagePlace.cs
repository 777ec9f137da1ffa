using System.Globalization;
using SupportCenter.Domain.Data;

namespace SupportCenter.Portal.Components;

/// <summary>Where the page that is shown stands in its list.</summary>
/// <param name="Skip">Rows before it.</param>
/// <param name="Size">Rows of a whole page.</param>
/// <param name="Shown">Rows that it has.</param>
/// <param name="Counted">Rows of the list, as far as they were counted.</param>
public sealed record PagePlace(int Skip, int Size, int Shown, RowCount Counted)
{
    /// <summary>Whether another page comes after it.</summary>
    public bool HasNext => Counted.IsCapped ? Shown == Size : Skip + Size < Counted.Count;

    /// <summary>Whether there is another page that begins after so many rows.</summary>
    public bool CanTurnTo(int skip) => skip >= 0 && skip != Skip && (skip < Skip || HasNext);

    /// <summary>What is shown, as a sentence.</summary>
    public string Text()
    {
        var all = Filled(
            Counted.IsCapped ? ComponentTexts.ListCountCapped : ComponentTexts.ListCount,
            Counted.Count.ToString("N0", CultureInfo.CurrentCulture)
        );
        return Shown == 0 ? all : Filled(ComponentTexts.ListRange, all, Skip + 1, Skip + Shown);
    }
}
