using SupportCenter.Domain.Data;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Consultations;

/// <summary>Finds the row of a catalogue that a free text names.</summary>
public static class CatalogueNames
{
    /// <summary>A shorter name within a longer text may be there by chance.</summary>
    private const int LeastWithin = 4;

    /// <summary>The row whose name the text is, in any spelling (width, kana, long marks); else the one row whose name, of at least four
    /// characters, is within the text, the longest where one name holds the other. Null where none or several are named.</summary>
    public static Guid? Find(string? text, IReadOnlyList<NamedChoice> rows)
    {
        var folded = TextFolding.Fold(text);
        if (folded.Length == 0)
        {
            return null;
        }

        var names = rows.Select(row => (row.Id, Name: TextFolding.Fold(row.Name))).Where(row => row.Name.Length > 0).ToList();
        if (names.Find(row => row.Name == folded) is { Name.Length: > 0 } same)
        {
            return same.Id;
        }

        var within = names.Where(row => row.Name.Length >= LeastWithin && folded.Contains(row.Name, StringComparison.Ordinal)).ToList();
        var widest = within
            .Where(row =>
                !within.Exists(other => other.Name.Length > row.Name.Length && other.Name.Contains(row.Name, StringComparison.Ordinal))
            )
            .ToList();
        return widest.Count == 1 ? widest[0].Id : null;
    }
}
