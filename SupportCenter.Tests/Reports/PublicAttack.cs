using SupportCenter.Domain.Reports;

namespace SupportCenter.Tests.Reports;

/// <summary>What somebody knows who has read every public edition of a fiscal year: months, quarters, halves and the year, and that the
/// tables of a month are of the same consultations.</summary>
internal static class PublicAttack
{
    /// <summary>Consultations of a category in a month; without a category all of them.</summary>
    public sealed record Cell(int Month, PublicTableKind Kind, object? Key, bool IsOther)
    {
        public override string ToString() => $"{Month} {Kind} {Key ?? (IsOther ? "other" : "unknown")}";
    }

    /// <summary>A published sum of cells, from one bound to another.</summary>
    public sealed record Equation(IReadOnlyList<Cell> Cells, int Lowest, int Highest)
    {
        public int Of(Dictionary<Cell, int> world) => Cells.Sum(cell => world[cell]);
    }

    public static Cell CellOf(int month, PublicTable table, PublicRow row) => new(month, table.Kind, row.Key, row.IsOther);

    /// <summary>All consultations of a month, by its first table of single answers: the others have the same sum.</summary>
    private static IEnumerable<PublicTable> Whole(PublicFigures month) => month.Tables.Where(table => !table.IsMultiple);

    public static List<Equation> Equations(IReadOnlyList<PublicFigures> months, PublicFigures? year)
    {
        List<Equation> all = [];
        var exact = Exact(months);
        for (var at = 0; at < months.Count; at++)
        {
            foreach (var table in months[at].Tables)
            {
                all.AddRange(Of(at, months[at], table));
            }
        }

        foreach (var (from, to) in new[] { (0, 3), (3, 6), (6, 9), (9, 12), (0, 6), (6, 12), (0, 12) })
        {
            var part = months.Take(to).Skip(from).ToList();
            var cells = part.SelectMany(
                (month, at) => Whole(month).First().Rows.Select(row => CellOf(from + at, Whole(month).First(), row))
            );
            // Of a month of few businesses, which came often, the sum says less than all: the attacker is told by how much at most.
            var off = Math.Abs(part.Sum(month => month.Completed.Rounded) - part.Sum(month => month.Completed.Count));
            Add(all, [.. cells], part.Sum(month => month.Completed.Rounded), Math.Max(off, 4 * part.Count));
        }

        foreach (var table in year?.Tables ?? [])
        {
            foreach (var group in Groups(table))
            {
                var cells = months.SelectMany(
                    (month, at) =>
                        month
                            .Tables.Single(one => one.Kind == table.Kind)
                            .Rows.Where(row => group.Exists(of => Same(of, row)))
                            .Select(row => CellOf(at, table, row))
                );
                // Of a business that came often a merged cell says less than all its visits: the attacker is told by how much at most.
                var off = Math.Abs(group.Sum(row => row.Number.Rounded) - cells.Sum(cell => exact[cell]));
                Add(all, [.. cells], group.Sum(row => row.Number.Rounded), Math.Max(off, 4 * months.Count * group.Count));
            }
        }

        return all;
    }

    /// <summary>The attacker on all of a year's editions.</summary>
    public static IntervalAttacker On(IReadOnlyList<PublicFigures> months, PublicFigures? year)
    {
        var attacker = new IntervalAttacker();
        Tell(attacker, months, year, cell => cell);
        return attacker;
    }

    /// <summary>The attacker on two editions of each month and of the year. Cells that are as they were are one number, the others are
    /// two.</summary>
    public static IntervalAttacker OnPairs(
        IReadOnlyList<PublicFigures> first,
        PublicFigures firstYear,
        IReadOnlyList<PublicFigures> second,
        PublicFigures year
    )
    {
        var attacker = new IntervalAttacker();
        var before = Exact(first);
        var after = Exact(second);
        Tell(attacker, second, year, cell => cell);
        Tell(attacker, first, firstYear, cell => before[cell] == after[cell] ? cell : ("before", cell));
        return attacker;
    }

    private static void Tell(IntervalAttacker attacker, IReadOnlyList<PublicFigures> months, PublicFigures? year, Func<Cell, object> nameOf)
    {
        foreach (var sum in Equations(months, year))
        {
            attacker.Know(sum.Cells.Select(nameOf), sum.Lowest, sum.Highest);
        }

        for (var at = 0; at < months.Count; at++)
        {
            var tables = Whole(months[at]).Where(table => table.Kind != PublicTableKind.NotHeld).ToList();
            foreach (var table in tables.Skip(1))
            {
                attacker.Know(
                    table.Rows.Select(row => nameOf(CellOf(at, table, row))),
                    0,
                    0,
                    [.. tables[0].Rows.Select(row => nameOf(CellOf(at, tables[0], row)))]
                );
            }
        }
    }

    /// <summary>Each cell of 1 to 4 businesses, with its exact count.</summary>
    public static void EachProtected(IReadOnlyList<PublicFigures> months, Action<Cell, int> look)
    {
        for (var at = 0; at < months.Count; at++)
        {
            foreach (var (table, row) in months[at].Tables.SelectMany(table => table.Rows.Select(row => (table, row))))
            {
                if (row.Number.Businesses is > 0 and < 5)
                {
                    look(CellOf(at, table, row), row.Number.Count);
                }
            }
        }
    }

    /// <summary>The world in which every cell is what it was rounded to.</summary>
    public static Dictionary<Cell, int> Rounded(IReadOnlyList<PublicFigures> months) => World(months, number => number.Rounded);

    private static Dictionary<Cell, int> Exact(IReadOnlyList<PublicFigures> months) => World(months, number => number.Count);

    /// <summary>Lets a protected cell be so many, and the rest of its table, or one cell of each other table, go with it.</summary>
    public static void Move(Dictionary<Cell, int> world, IReadOnlyList<PublicFigures> months, Cell cell, int to)
    {
        var by = to - world[cell];
        world[cell] = to;
        var month = months[cell.Month];
        if (month.Tables.Single(table => table.Kind == cell.Kind) is { IsMultiple: true } or { Kind: PublicTableKind.NotHeld })
        {
            return;
        }

        foreach (var table in Whole(month).Where(table => table.Kind != cell.Kind && table.Kind != PublicTableKind.NotHeld))
        {
            world[CellOf(cell.Month, table, table.Rows.MaxBy(row => row.Number.Rounded)!)] += by;
        }
    }

    /// <summary>How many protected cells the attacker finds where each cell, each total and the year are rounded to the nearest multiple by
    /// themselves.</summary>
    public static int FoundInIndependentRounding(IReadOnlyList<PublicFigures> months)
    {
        var attacker = new IntervalAttacker();
        for (var at = 0; at < months.Count; at++)
        {
            foreach (var table in months[at].Tables.Where(table => !table.IsMultiple))
            {
                attacker.KnowRounded(table.Rows.Select(row => (object)CellOf(at, table, row)), Nearest(table.Rows.Sum(Count)), 2);
                foreach (var row in table.Rows)
                {
                    attacker.KnowRounded([CellOf(at, table, row)], Nearest(Count(row)), 2);
                }
            }
        }

        foreach (var (table, key) in months[0].Tables.SelectMany(table => table.Rows.Select(row => (table, row))))
        {
            var cells = months.Select((_, at) => CellOf(at, table, key)).ToList();
            var exact = Exact(months);
            attacker.KnowRounded(cells, Nearest(cells.Sum(cell => exact[cell])), 2);
        }

        Assert.True(attacker.Solve());
        var found = 0;
        EachProtected(months, (cell, _) => found += attacker.ValuesOf(cell) < 5 ? 1 : 0);
        return found;
        int Count(PublicRow row) => row.Number.Count;
    }

    private static int Nearest(int count) => (count + 2) / 5 * 5;

    private static Dictionary<Cell, int> World(IReadOnlyList<PublicFigures> months, Func<PublicNumber, int> number) =>
        months
            .SelectMany(
                (month, at) => month.Tables.SelectMany(table => table.Rows.Select(row => (CellOf(at, table, row), number(row.Number))))
            )
            .ToDictionary(entry => entry.Item1, entry => entry.Item2);

    /// <summary>What a table of a month says: its rows that stand alone, the merged ones together, and their sum.</summary>
    private static IEnumerable<Equation> Of(int at, PublicFigures month, PublicTable table)
    {
        List<Equation> all = [];
        var of = table.Kind == PublicTableKind.NotHeld ? month.NotHeld : month.Completed;
        if (!table.IsMultiple && !of.IsProtected)
        {
            Add(all, [.. table.Rows.Select(row => CellOf(at, table, row))], of.Rounded, 4);
        }

        foreach (var group in Groups(table))
        {
            Add(
                all,
                [.. group.Select(row => CellOf(at, table, row))],
                group.Sum(row => row.Number.Rounded),
                table.IsMultiple ? 4 * group.Count : 4
            );
        }

        return all;
    }

    /// <summary>The rows of which a table says a number.</summary>
    private static List<List<PublicRow>> Groups(PublicTable table)
    {
        var shown = table.Rows.Where(row => !row.IsMerged).ToList();
        if (!shown.Exists(row => !table.IsMultiple || !row.IsUnknown))
        {
            return [];
        }

        var merged = table.Rows.Where(row => row.IsMerged && !(table.IsMultiple && row.IsUnknown)).ToList();
        return [.. shown.Select(row => new List<PublicRow> { row }), .. merged.Count > 0 ? new[] { merged } : []];
    }

    private static bool Same(PublicRow one, PublicRow other) => Equals(one.Key, other.Key) && one.IsOther == other.IsOther;

    private static void Add(List<Equation> all, List<Cell> cells, int rounded, int most) =>
        all.Add(new Equation(cells, rounded - most, rounded + most));
}
