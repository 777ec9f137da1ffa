using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Reports;

/// <summary>A row of a table that is made: its key, and which consultations are in it.</summary>
internal sealed record StatisticsCategory(object? Key, Func<StatisticsEntry, bool> Holds, bool IsOther = false);

/// <summary>Counts completed consultations of a period into tables, beside those of the period before and of the year before.</summary>
internal sealed class StatisticsTally(
    IReadOnlyList<StatisticsEntry> now,
    IReadOnlyList<StatisticsEntry> before,
    IReadOnlyList<StatisticsEntry> yearBefore
)
{
    public IReadOnlyList<StatisticsEntry> Now => now;

    /// <summary>The same, divided by a key: gives what has that key.</summary>
    public Func<T, StatisticsTally> By<T>(Func<StatisticsEntry, T> key)
    {
        var (rows, earlier, year) = (Enumerable.ToLookup(now, key), Enumerable.ToLookup(before, key), Enumerable.ToLookup(yearBefore, key));
        return part => new StatisticsTally([.. rows[part]], [.. earlier[part]], [.. year[part]]);
    }

    /// <summary>A table with few categories, each of which says what it holds.</summary>
    public StatisticsTable Table(
        StatisticsTableKind kind,
        bool isMultiple,
        IEnumerable<StatisticsCategory> categories,
        Func<StatisticsEntry, bool> isUnknown
    ) =>
        new(
            kind,
            now.Count,
            [
                .. categories
                    .Append(new StatisticsCategory(null, isUnknown))
                    .Select(category =>
                        Row(
                            category.Key,
                            [.. now.Where(category.Holds)],
                            before.Count(category.Holds),
                            yearBefore.Count(category.Holds),
                            category.IsOther
                        )
                    ),
            ],
            isMultiple
        );

    /// <summary>A table of single answers: each of the categories, also those with nobody in them, and 不明 for what is in none.</summary>
    public StatisticsTable Single<T>(StatisticsTableKind kind, IReadOnlyList<T> categories, Func<StatisticsEntry, T?> key)
        where T : struct, Enum
    {
        var rows = Enumerable.ToLookup(now, key);
        var (earlier, year) = (Enumerable.ToLookup(before, key), Enumerable.ToLookup(yearBefore, key));
        return new StatisticsTable(
            kind,
            now.Count,
            [
                .. categories.Select(category => Row(category, rows[category], earlier[category].Count(), year[category].Count())),
                Row(null, Outside(rows), Outside(earlier).Count(), Outside(year).Count()),
            ]
        );

        IEnumerable<StatisticsEntry> Outside(ILookup<T?, StatisticsEntry> all) =>
            all.Where(group => group.Key is not { } value || !categories.Contains(value)).SelectMany(group => group);
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
    public StatisticsTable Several(
        StatisticsTableKind kind,
        IReadOnlyList<(Guid Id, object Key)> choices,
        Func<StatisticsEntry, IReadOnlyList<Guid>?> chosen
    )
    {
        var (rows, earlier, year) = (ById(now, chosen), ById(before, chosen), ById(yearBefore, chosen));
        return new StatisticsTable(
            kind,
            now.Count,
            [
                .. choices
                    .Where(choice => rows.ContainsKey(choice.Id))
                    .Select(choice =>
                        Row(choice.Key, rows[choice.Id], CountOf(earlier, choice.Id), CountOf(year, choice.Id)) with
                        {
                            Cell = choice.Id.ToShort(),
                        }
                    )
                    .OrderByDescending(row => row.Count),
                Row(null, now.Where(IsUnknown), before.Count(IsUnknown), yearBefore.Count(IsUnknown)),
            ],
            IsMultiple: true
        );

        bool IsUnknown(StatisticsEntry row) => chosen(row) is not { Count: > 0 };

        static int CountOf(Dictionary<Guid, List<StatisticsEntry>> all, Guid id) => all.TryGetValue(id, out var found) ? found.Count : 0;
    }

    private static Dictionary<Guid, List<StatisticsEntry>> ById(
        IReadOnlyList<StatisticsEntry> rows,
        Func<StatisticsEntry, IReadOnlyList<Guid>?> chosen
    )
    {
        var found = new Dictionary<Guid, List<StatisticsEntry>>();
        foreach (var row in rows)
        {
            foreach (var id in (chosen(row) ?? []).Distinct())
            {
                if (!found.TryGetValue(id, out var same))
                {
                    found[id] = same = [];
                }

                same.Add(row);
            }
        }

        return found;
    }

    private static StatisticsRow Row(object? key, IEnumerable<StatisticsEntry> rows, int before, int yearBefore, bool isOther = false)
    {
        var (count, businesses) = (0, new HashSet<Guid>());
        foreach (var row in rows)
        {
            count++;
            businesses.Add(row.BusinessId);
        }

        return new StatisticsRow(key, count, businesses.Count, isOther)
        {
            Before = before,
            YearBefore = yearBefore,
            Cell = key is Enum ? key.ToString() : null,
        };
    }
}
