using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Reports;

/// <summary>A row of a table that is made: its key, and which consultations are in it.</summary>
internal sealed record StatisticsCategory(object? Key, Func<StatisticsEntry, bool> Holds, bool IsOther = false);

/// <summary>Counts completed consultations of a period into tables, beside those of the period before and of the year before. One pass over
/// the consultations for each table, with a bit for each business: a 年度 is counted while somebody waits.</summary>
/// <param name="now">The consultations of the period.</param>
/// <param name="before">Those of the period before.</param>
/// <param name="yearBefore">Those of the year before.</param>
/// <param name="businesses">More than any <see cref="StatisticsEntry.BusinessNumber"/>.</param>
internal sealed class StatisticsTally(
    IReadOnlyList<StatisticsEntry> now,
    IReadOnlyList<StatisticsEntry> before,
    IReadOnlyList<StatisticsEntry> yearBefore,
    int businesses
)
{
    public IReadOnlyList<StatisticsEntry> Now => now;

    /// <summary>The same, divided by a key: gives what has that key.</summary>
    public Func<T, StatisticsTally> By<T>(Func<StatisticsEntry, T> key)
    {
        var (rows, earlier, year) = (Enumerable.ToLookup(now, key), Enumerable.ToLookup(before, key), Enumerable.ToLookup(yearBefore, key));
        return part => new StatisticsTally([.. rows[part]], [.. earlier[part]], [.. year[part]], businesses);
    }

    /// <summary>A table with few categories, each of which says what it holds.</summary>
    public StatisticsTable Table(
        StatisticsTableKind kind,
        bool isMultiple,
        IEnumerable<StatisticsCategory> categories,
        Func<StatisticsEntry, bool> isUnknown
    )
    {
        StatisticsCategory[] all = [.. categories, new StatisticsCategory(null, isUnknown)];
        var cells = Count(all.Length, (row, add) =>
        {
            for (var at = 0; at < all.Length; at++)
            {
                if (all[at].Holds(row))
                {
                    add(at);
                }
            }
        });
        return new StatisticsTable(
            kind,
            now.Count,
            [.. all.Select((category, at) => Row(category.Key, cells[at], category.IsOther))],
            isMultiple
        );
    }

    /// <summary>A table of single answers: each of the categories, also those with nobody in them, and 不明 for what is in none.</summary>
    public StatisticsTable Single<T>(StatisticsTableKind kind, IReadOnlyList<T> categories, Func<StatisticsEntry, T?> key)
        where T : struct, Enum
    {
        var places = categories.Index().ToDictionary(category => category.Item, category => category.Index);
        var unknown = categories.Count;
        var cells = Count(unknown + 1, (row, add) => add(key(row) is { } value && places.TryGetValue(value, out var at) ? at : unknown));
        return new StatisticsTable(
            kind,
            now.Count,
            [.. categories.Select((category, at) => Row(category, cells[at])), Row(null, cells[unknown])]
        );
    }

    /// <summary>A table of boxes that were ticked.</summary>
    public StatisticsTable Flags<T>(StatisticsTableKind kind, Func<StatisticsEntry, T> ticked)
        where T : struct, Enum =>
        Table(
            kind,
            isMultiple: true,
            [
                .. Enum.GetValues<T>()
                    .Where(flag => !flag.Equals(default(T)))
                    .Select(flag => new StatisticsCategory(flag, row => ticked(row).HasFlag(flag))),
            ],
            row => ticked(row).Equals(default(T))
        );

    /// <summary>A table of rows of a catalogue, the most frequent first; those that nobody chose are left out.</summary>
    /// <param name="kind">What is counted by.</param>
    /// <param name="choices">The rows of the catalogue.</param>
    /// <param name="chosen">Those that a consultation names, each once.</param>
    public StatisticsTable Several(
        StatisticsTableKind kind,
        IReadOnlyList<(Guid Id, object Key)> choices,
        Func<StatisticsEntry, IReadOnlyList<Guid>?> chosen
    )
    {
        var places = choices.Index().ToDictionary(choice => choice.Item.Id, choice => choice.Index);
        var unknown = choices.Count;
        var cells = Count(unknown + 1, (row, add) =>
        {
            if (chosen(row) is not { Count: > 0 } ids)
            {
                add(unknown);
                return;
            }

            for (var at = 0; at < ids.Count; at++)
            {
                if (places.TryGetValue(ids[at], out var place))
                {
                    add(place);
                }
            }
        });
        return new StatisticsTable(
            kind,
            now.Count,
            [
                .. choices
                    .Select((choice, at) => (choice, Cell: cells[at]))
                    .Where(row => row.Cell.Count > 0)
                    .Select(row => Row(row.choice.Key, row.Cell) with { Cell = row.choice.Id.ToShort() })
                    .OrderByDescending(row => row.Count),
                Row(null, cells[unknown]),
            ],
            IsMultiple: true
        );
    }

    /// <summary>A cell: consultations, distinct businesses among them, and the consultations of the two other periods.</summary>
    private sealed class Cell(int businesses)
    {
        private readonly ulong[] seen = new ulong[(businesses + 63) / 64];

        public int Count { get; private set; }

        public int Businesses { get; private set; }

        public int Before { get; set; }

        public int YearBefore { get; set; }

        public void Add(int business)
        {
            Count++;
            ref var bits = ref seen[business / 64];
            var bit = 1UL << (business % 64);
            Businesses += (bits & bit) == 0 ? 1 : 0;
            bits |= bit;
        }
    }

    private Cell[] Count(int length, Action<StatisticsEntry, Action<int>> places)
    {
        var cells = new Cell[length];
        for (var at = 0; at < length; at++)
        {
            cells[at] = new Cell(businesses);
        }

        var business = 0;
        Action<int> add = at => cells[at].Add(business);
        foreach (var row in now)
        {
            business = row.BusinessNumber;
            places(row, add);
        }

        add = at => cells[at].Before++;
        foreach (var row in before)
        {
            places(row, add);
        }

        add = at => cells[at].YearBefore++;
        foreach (var row in yearBefore)
        {
            places(row, add);
        }

        return cells;
    }

    private static StatisticsRow Row(object? key, Cell cell, bool isOther = false) =>
        new(key, cell.Count, cell.Businesses, isOther)
        {
            Before = cell.Before,
            YearBefore = cell.YearBefore,
            Cell = key is Enum ? key.ToString() : null,
        };
}
