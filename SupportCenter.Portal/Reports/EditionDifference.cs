using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Printing;

namespace SupportCenter.Portal.Reports;

/// <summary>差異: a figure of a fixed edition that is another one when it is counted again.</summary>
/// <param name="Label">The table, the row and the column, as the paper calls them.</param>
/// <param name="Fixed">As it was fixed; － where the paper has no such row.</param>
/// <param name="Now">As it is counted now.</param>
internal sealed record EditionDifference(string Label, string Fixed, string Now)
{
    private const char Separator = '　';

    /// <summary>Everything that the paper would show otherwise, in the order of the paper.</summary>
    public static IReadOnlyList<EditionDifference> Between(PeriodReport kept, PeriodReport now)
    {
        var (before, after) = (CellsOf(kept), CellsOf(now));
        // A column that the edition was fixed without is no difference: it was not counted then.
        var columns = before.Keys.Select(ColumnOf).ToHashSet();
        return
        [
            .. before
                .Keys.Union(after.Keys.Where(label => columns.Contains(ColumnOf(label))))
                .Select(label => new EditionDifference(
                    label,
                    before.GetValueOrDefault(label, StatisticsPageTexts.None),
                    after.GetValueOrDefault(label, StatisticsPageTexts.None)
                ))
                .Where(cell => cell.Fixed != cell.Now),
        ];
    }

    /// <summary>The table and the column of a cell.</summary>
    private static (string Table, string Head) ColumnOf(string label) => (label.Split(Separator)[0], label.Split(Separator)[^1]);

    // Rows of one name (two venues that are called the same) stand together.
    // What stands beside the figures (注意, the oversight of a year) goes on after 確定, and is no difference.
    private static Dictionary<string, string> CellsOf(PeriodReport report) =>
        ReportSheets
            .Of(new PrintedReport(report with { Year = report.Year?.WithoutOversight() }, null, []), "", "")
            .Parts.SelectMany(part => part.Left.Concat(part.Right).Concat(part.Wide))
            .SelectMany(Cells)
            .GroupBy(cell => cell.Label, cell => cell.Value)
            .ToDictionary(group => group.Key, group => string.Join('、', group));

    // The longest wait grows by the day while somebody waits, and whoever waited is called in the end: that is no difference. When measures
    // began and ended is the catalogue's, and no figure.
    private static IEnumerable<(string Label, string Value)> Cells(ReportTable table) =>
        from row in table.Rows
        where table.Title != StatisticsPageTexts.Demand && table.Title != StatisticsPageTexts.Marks
        where row.Label != Figure.LongestWait.Label()
        from cell in row.Cells.Select((value, at) => (Value: value, Head: table.Heads[at + 1]))
        select (string.Join(Separator, table.Title, row.Label, cell.Head), cell.Value);
}
