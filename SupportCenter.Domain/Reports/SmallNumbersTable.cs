namespace SupportCenter.Domain.Reports;

/// <summary>Merges and rounds the categories of one table of a month (<see cref="SmallNumbers"/>).</summary>
internal sealed class SmallNumbersTable
{
    private readonly PublicCounts table;
    private readonly PublicNumber total;
    private readonly int[] carried;
    private readonly int?[] published;
    private readonly int[] rounded;
    private readonly HashSet<int> merged;

    /// <param name="table">The exact counts.</param>
    /// <param name="total">What the rows are parts of, rounded already.</param>
    /// <param name="before">The table of the month before.</param>
    /// <param name="corrected">The table of the edition that this one corrects.</param>
    public SmallNumbersTable(PublicCounts table, PublicNumber total, PublicTable? before, PublicTable? corrected)
    {
        (this.table, this.total) = (table, total);
        var (earlier, kept) = (ByKey(before), ByKey(corrected));
        carried = [.. table.Rows.Select(row => kept.GetValueOrDefault(KeyOf(row))?.Number.Carried ?? CarryOf(row))];
        published = [.. table.Rows.Select(row => kept.GetValueOrDefault(KeyOf(row))?.Number.Rounded)];
        rounded = new int[table.Rows.Count];
        merged = Merged(table, total.Count);
        int CarryOf(PublicCount row) => earlier.GetValueOrDefault(KeyOf(row))?.Number.Carry ?? 0;
    }

    /// <summary>The table with its rounded rows.</summary>
    public PublicTable Round()
    {
        if (table.IsMultiple)
        {
            RoundAnswers();
        }
        else
        {
            RoundParts();
        }

        return new PublicTable(
            table.Kind,
            table.IsMultiple,
            [
                .. table.Rows.Select(
                    (row, at) =>
                        new PublicRow(
                            row.Key,
                            row.IsOther,
                            new PublicNumber(row.Count, row.Businesses, carried[at], rounded[at]),
                            merged.Contains(at)
                        )
                ),
            ]
        );
    }

    /// <summary>The places of the rows that are not shown by themselves; all of them where the table is left out.</summary>
    /// <param name="table">The exact counts.</param>
    /// <param name="n">The consultations that they are parts of.</param>
    public static HashSet<int> Merged(PublicCounts table, int n)
    {
        var places = Enumerable.Range(0, table.Rows.Count).ToList();
        // 不明 of a table of multiple answers is no answer that could be merged with others: it is shown, or it is not.
        var unknown = places.FindIndex(at => table.IsMultiple && IsUnknown(table.Rows[at]));
        var categories = places.Where(at => at != unknown).ToList();
        var small = categories.Where(at => IsSmall(table.Rows[at])).ToList();
        var result = small.ToHashSet();
        if (small.Exists(at => table.Rows[at].Businesses > 0))
        {
            var partner = categories
                .Except(small)
                .OrderBy(at => table.Rows[at].Businesses)
                .ThenBy(at => table.Rows[at].Count)
                .ThenByDescending(at => at)
                .Take(1);
            result.UnionWith(partner);
        }
        else
        {
            // Nobody is in these categories: that is not protected, and they stand.
            result.Clear();
        }

        var shown = categories.Where(at => !result.Contains(at) && table.Rows[at].Count > 0).ToList();
        var tellsOfAll = result.Count == 0 && shown.Count(at => !IsUnknown(table.Rows[at])) < 2 && !table.IsMultiple;
        if (tellsOfAll || shown.Count == 0)
        {
            return [.. places];
        }

        if (unknown >= 0 && table.Rows[unknown].Businesses < SmallNumbers.FewestBusinesses)
        {
            result.Add(unknown);
        }

        return result;

        // What nearly all ticked tells of those who did not.
        bool IsSmall(PublicCount row) =>
            row.Businesses < SmallNumbers.FewestBusinesses || (table.IsMultiple && n - row.Count < SmallNumbers.FewestBusinesses);
    }

    private static bool IsUnknown(PublicCount row) => row.Key is null && !row.IsOther;

    private static (object?, bool) KeyOf(PublicCount row) => (row.Key, row.IsOther);

    private static Dictionary<(object?, bool), PublicRow> ByKey(PublicTable? of) =>
        of?.Rows.ToDictionary(row => (row.Key, row.IsOther)) ?? [];

    private bool IsProtected(int at) => table.Rows[at].Businesses < SmallNumbers.FewestBusinesses;

    /// <summary>What a row is rounded from: below 5 businesses their number, so that it is 0 or 5.</summary>
    private int Target(int at) => IsProtected(at) ? Math.Min(table.Rows[at].Count, table.Rows[at].Businesses) : table.Rows[at].Count;

    private int Lack(int at) => carried[at] + Target(at) - rounded[at];

    /// <summary>Rows that a consultation is in one of: first the shown rows and the merged ones together, then the merged ones by
    /// themselves, which only a year shows.</summary>
    private void RoundParts()
    {
        var alone = Enumerable.Range(0, table.Rows.Count).Where(at => !merged.Contains(at)).ToList();
        if (alone.Count == 0)
        {
            Split([.. merged], total.Rounded);
            return;
        }

        List<Part> parts = [.. alone.Select(at => new Part(table.Rows[at].Count, carried[at], published[at]))];
        if (merged.Count > 0)
        {
            var kept = merged.All(at => published[at] is not null) ? merged.Sum(at => published[at]) : null;
            parts.Add(new Part(merged.Sum(at => table.Rows[at].Count), merged.Sum(at => carried[at]), kept));
        }

        var result = Apportion(parts, total.Rounded);
        for (var at = 0; at < alone.Count; at++)
        {
            rounded[alone[at]] = result[at];
        }

        if (merged.Count > 0)
        {
            Split([.. merged.Order()], result[^1]);
        }
    }

    /// <summary>Rounds parts of a rounded total to neighbours that add up to it (controlled rounding). There always are such: the total
    /// lies between the sums of the lower and of the upper neighbours.</summary>
    private static int[] Apportion(List<Part> parts, int total)
    {
        int[] result = [.. parts.Select(part => SmallNumbers.Neighbour(part.Count, part.Carried, part.Published))];
        while (result.Sum() != total)
        {
            var up = result.Sum() < total;
            var at = Enumerable
                .Range(0, parts.Count)
                .Where(at => up ? result[at] < SmallNumbers.Up(parts[at].Count) : result[at] > SmallNumbers.Down(parts[at].Count))
                .OrderBy(at => result[at] == parts[at].Published)
                .ThenByDescending(at => (parts[at].Carried + parts[at].Count - result[at]) * (up ? 1 : -1))
                .First();
            result[at] += up ? SmallNumbers.Step : -SmallNumbers.Step;
        }

        return result;
    }

    /// <summary>Gives the rows of a group parts of its rounded sum: the small ones 0 or 5, the rest what is left.</summary>
    private void Split(List<int> group, int sum)
    {
        var small = group.Where(IsProtected).ToList();
        var large = group.Except(small).ToList();
        var left = sum;
        foreach (var at in small.OrderByDescending(Lack))
        {
            rounded[at] = Math.Min(SmallNumbers.Neighbour(Target(at), carried[at], published[at]), Math.Min(left, SmallNumbers.Step));
            left -= rounded[at];
        }

        foreach (var at in large)
        {
            rounded[at] = SmallNumbers.Down(table.Rows[at].Count);
        }

        while (group.Sum(at => rounded[at]) is var now && now != sum)
        {
            var (from, by) = (
                now < sum ? Fillable() : large.Where(at => rounded[at] > 0),
                now < sum ? SmallNumbers.Step : -SmallNumbers.Step
            );
            rounded[from.OrderByDescending(at => Lack(at) * Math.Sign(by)).First()] += by;
        }

        // Without a large row the small ones take more than 5: nothing is lost from the sum.
        IEnumerable<int> Fillable() =>
            large.Count > 0 ? large
            : small.Exists(at => rounded[at] < SmallNumbers.Up(table.Rows[at].Count))
                ? small.Where(at => rounded[at] < SmallNumbers.Up(table.Rows[at].Count))
            : small.Count > 0 ? small
            : throw new InvalidOperationException("A sum without rows.");
    }

    /// <summary>Rows that a consultation is in any number of: none above those who answered, together at least as many.</summary>
    private void RoundAnswers()
    {
        var unknown = table.Rows.ToList().FindIndex(IsUnknown);
        var options = Enumerable.Range(0, table.Rows.Count).Where(at => at != unknown).ToList();
        var highest = options.Select(at => SmallNumbers.Down(Target(at))).DefaultIfEmpty(0).Max();
        rounded[unknown] = Math.Min(
            SmallNumbers.Neighbour(Target(unknown), carried[unknown], published[unknown]),
            Math.Max(0, total.Rounded - highest)
        );
        var answered = total.Rounded - rounded[unknown];
        foreach (var at in options)
        {
            rounded[at] = Math.Min(SmallNumbers.Neighbour(Target(at), carried[at], published[at]), answered);
        }

        while (options.Sum(at => rounded[at]) < answered)
        {
            var raised = options
                .Where(at => rounded[at] < Math.Min(answered, SmallNumbers.Up(table.Rows[at].Count)))
                .OrderByDescending(Lack)
                .Take(1)
                .ToList();
            if (raised.Count == 0)
            {
                // Nobody ticked anything: then they are all without an answer.
                rounded[unknown] = total.Rounded - options.Sum(at => rounded[at]);
                return;
            }

            rounded[raised[0]] += SmallNumbers.Step;
        }
    }

    private sealed record Part(int Count, int Carried, int? Published);
}
