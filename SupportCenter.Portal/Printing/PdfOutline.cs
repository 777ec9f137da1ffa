using System.Runtime.InteropServices;
using static System.FormattableString;
using static SupportCenter.Portal.Printing.PdfFileWriter;

namespace SupportCenter.Portal.Printing;

/// <summary>A place in a document that can be gone to.</summary>
/// <param name="Page">The number of the page's object.</param>
/// <param name="Y">Points from the upper edge.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PaperPlace(int Page, double Y)
{
    /// <summary>As PDF has it.</summary>
    public string Destination(double height) => Invariant($"[{Page} 0 R/XYZ null {height - Y:0.##} null]");
}

/// <summary>The bookmarks of a document (ISO 32000-1, 12.3.3).</summary>
internal sealed class PdfOutline
{
    readonly List<(string Title, int Level, PaperPlace Place)> marks = [];

    /// <summary>Notes a bookmark; the first level is 1.</summary>
    public void Add(string title, int level, PaperPlace place) => marks.Add((title, level, place));

    /// <summary>Writes the bookmarks in the order of the pages; gives their root, or 0 where there are none.</summary>
    public int Write(PdfFileWriter file, IReadOnlyList<int> pages, double height)
    {
        if (marks.Count == 0)
            return 0;
        var order = pages.Select((page, at) => (page, at)).ToDictionary(entry => entry.page, entry => entry.at);
        var sorted = marks.OrderBy(mark => order[mark.Place.Page]).ToArray(); // Keeps the order of those on one page.
        var root = file.Reserve();
        var ids = sorted.Select(_ => file.Reserve()).ToArray();
        var (first, last, count) = WriteLevel(0, sorted.Length, root);
        file.Write(root, Invariant($"<</Type/Outlines/First {first} 0 R/Last {last} 0 R/Count {count}>>"));
        return root;

        // What is under a mark is closed at first: its count is negative.
        (int First, int Last, int Count) WriteLevel(int start, int end, int parent)
        {
            var level = sorted[start].Level;
            var heads = Enumerable.Range(start, end - start).Where(at => sorted[at].Level <= level).ToArray();
            for (var at = 0; at < heads.Length; at++)
            {
                var (from, to) = (heads[at] + 1, at + 1 < heads.Length ? heads[at + 1] : end);
                var under = "";
                if (from < to)
                {
                    var inner = WriteLevel(from, to, ids[heads[at]]);
                    under = Invariant($"/First {inner.First} 0 R/Last {inner.Last} 0 R/Count -{inner.Count}");
                }

                var before = at > 0 ? Invariant($"/Prev {ids[heads[at - 1]]} 0 R") : "";
                var after = at + 1 < heads.Length ? Invariant($"/Next {ids[heads[at + 1]]} 0 R") : "";
                var mark = sorted[heads[at]];
                file.Write(
                    ids[heads[at]],
                    Invariant(
                        $"<</Title {Text(mark.Title)}/Parent {parent} 0 R{before}{after}{under}/Dest{mark.Place.Destination(height)}>>"
                    )
                );
            }

            return (ids[heads[0]], ids[heads[^1]], heads.Length);
        }
    }
}
