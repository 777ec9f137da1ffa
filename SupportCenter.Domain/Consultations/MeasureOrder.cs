using SupportCenter.Domain.Forms;

namespace SupportCenter.Domain.Consultations;

/// <summary>The catalogue in the order of the paper: what has no parent, each followed by its parts; what is not on the paper comes
/// last.</summary>
internal static class MeasureOrder
{
    /// <summary>The boxes for those rows that <paramref name="shown"/> lets through; a part whose parent is not shown is at the
    /// margin.</summary>
    public static IReadOnlyList<MeasureOption> OnPaper(IReadOnlyList<SupportMeasure> all, Func<SupportMeasure, bool> shown)
    {
        var rows = Sorted(all.Where(shown));
        var ids = rows.Select(row => row.Id).ToHashSet();
        var bracket = Sorted(all.Where(row => row.Details is { Issuer: Issuer.City, ParentId: null, PaperOrder: not null }))
            .FirstOrDefault()
            ?.Id;
        var options = new List<MeasureOption>(rows.Count);
        Add(rows.Where(row => row.Details.ParentId is not { } parent || !ids.Contains(parent)), 0);
        return options;

        void Add(IEnumerable<SupportMeasure> siblings, int level)
        {
            foreach (var row in siblings)
            {
                options.Add(new MeasureOption(row.Id, row.Details.Name, row.Details.Issuer, level, row.Id == bracket, row.Details.Link));
                Add(rows.Where(part => part.Details.ParentId == row.Id), level + 1);
            }
        }
    }

    private static List<SupportMeasure> Sorted(IEnumerable<SupportMeasure> rows) =>
        [
            .. rows.OrderBy(row => row.Details.PaperOrder ?? int.MaxValue)
                .ThenBy(row => row.Details.Issuer)
                .ThenBy(row => row.Details.Name, StringComparer.Ordinal),
        ];
}
