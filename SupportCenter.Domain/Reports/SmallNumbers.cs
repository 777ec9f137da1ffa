namespace SupportCenter.Domain.Reports;

/// <summary>From exact counts to counts that may leave the house. Protected are 1 to 4 distinct businesses.</summary>
/// <remarks>
/// <para>The rule. (1) Merge: a category with fewer than 5 businesses is merged with all others of its kind and with the smallest one that
/// has 5, so that nobody can say of a merged category that it is below 5; a table in which fewer than two categories remain is left out,
/// and so is one in which a 0 everywhere else would say it of the whole group. (2) Round: each count of a month to one of its two
/// neighbouring multiples of 5, so that the rounded rows of every table add up to one rounded total. (3) Add: quarters, halves and the year
/// are sums of the rounded months, and never rounded from exact sums.</para>
/// <para>Why it holds. All that is published are sums of one table of rounded cells, category by month. Those cells themselves are a
/// possible truth: they fulfil every equation between tables, months and years. From there any cell can be moved by 0 to 4 (in each other
/// table of the month one cell moves with it), and no published sum is off by more than its rounding: whoever solves all equations is left
/// with at least five values for each cell. Independent rounding of a year, or of a total, does not have this: twelve months of 0 beside a
/// year of 45 say that nearly each of them was 4.</para>
/// <para>Which neighbour is chosen follows from what is carried: the error of the earlier months of the fiscal year, so that sums stay near
/// the truth. A cell below 5 businesses is 0 or 5 whatever the number of its consultations, since a year less its other months shows it. A
/// corrected edition keeps every number that is a neighbour of the corrected count still: what changed is then not read off the pair.
/// </para>
/// <para>It is a function of its arguments alone. See docs/decisions/0064-public-edition.md.</para>
/// </remarks>
public static class SmallNumbers
{
    /// <summary>All counts are multiples of this.</summary>
    public const int Step = 5;

    /// <summary>A category with fewer distinct businesses is merged.</summary>
    public const int FewestBusinesses = 5;

    /// <summary>A mean of fewer values is left out.</summary>
    public const int FewestOfMean = 10;

    private const int HalfStep = 3;

    /// <summary>The public figures of a month.</summary>
    /// <param name="basis">The exact counts.</param>
    /// <param name="before">Those of the month before in the same fiscal year; null in April and where there are none.</param>
    /// <param name="corrected">Those of the edition that this one corrects; null for a first edition.</param>
    public static PublicFigures OfMonth(PublicBasis basis, PublicFigures? before, PublicFigures? corrected)
    {
        var completed = Single(basis.Completed, before?.Completed, corrected?.Completed);
        var notHeld = Single(basis.NotHeld, before?.NotHeld, corrected?.NotHeld);
        return new PublicFigures
        {
            Completed = completed,
            NotHeld = notHeld,
            Clinics = Single(new PublicCount(null, basis.Clinics, 0), before?.Clinics, corrected?.Clinics) with { Businesses = null },
            Slots = Single(new PublicCount(null, basis.Slots, 0), before?.Slots, corrected?.Slots) with { Businesses = null },
            Callbacks = Single(new PublicCount(null, basis.Callbacks, 0), before?.Callbacks, corrected?.Callbacks) with
            {
                Businesses = null,
            },
            Businesses = Businesses(basis.Completed.Businesses, completed.Rounded, corrected?.Businesses),
            MeanMinutes = Mean(basis.Minutes),
            Tables =
            [
                .. basis.Tables.Select(table =>
                {
                    var of = table.Kind == PublicTableKind.NotHeld ? notHeld : completed;
                    return new SmallNumbersTable(table, of, Find(before, table.Kind), Find(corrected, table.Kind)).Round();
                }),
            ],
        };
    }

    /// <summary>The public figures of a fiscal year: the sums of its months.</summary>
    /// <param name="basis">The exact counts of the year: whose they were says what is merged, and nothing else of them is used.</param>
    /// <param name="months">The public figures of its months.</param>
    public static PublicFigures OfYear(PublicBasis basis, IReadOnlyList<PublicFigures> months)
    {
        var completed = Sum(basis.Completed, months.Select(month => month.Completed));
        return new PublicFigures
        {
            Completed = completed,
            NotHeld = Sum(basis.NotHeld, months.Select(month => month.NotHeld)),
            Clinics = Sum(new PublicCount(null, basis.Clinics, 0), months.Select(month => month.Clinics)) with { Businesses = null },
            Slots = Sum(new PublicCount(null, basis.Slots, 0), months.Select(month => month.Slots)) with { Businesses = null },
            Callbacks = Sum(new PublicCount(null, basis.Callbacks, 0), months.Select(month => month.Callbacks)) with { Businesses = null },
            Businesses = BusinessesOfYear(basis.Completed.Businesses, completed.Rounded, [.. months.Select(month => month.Businesses)]),
            MeanMinutes = Mean(basis.Minutes),
            Tables = [.. basis.Tables.Select(table => SumOfMonths(table, basis, [.. months.Select(month => Find(month, table.Kind))]))],
        };
    }

    /// <summary>The multiple of 5 below a count, or the count.</summary>
    internal static int Down(int count) => count / Step * Step;

    /// <summary>The multiple of 5 above a count, or the count.</summary>
    internal static int Up(int count) => Down(count + Step - 1);

    /// <summary>A neighbour of a count: the one that was published, else the one that leaves the smaller error with what is
    /// carried.</summary>
    internal static int Neighbour(int count, int carried, int? published) =>
        published is { } kept && (kept == Down(count) || kept == Up(count)) ? kept
        : carried + count - Down(count) >= HalfStep ? Up(count)
        : Down(count);

    private static PublicTable? Find(PublicFigures? figures, PublicTableKind kind) =>
        figures?.Tables.FirstOrDefault(table => table.Kind == kind);

    private static PublicNumber Single(PublicCount count, PublicNumber? before, PublicNumber? corrected)
    {
        var carried = corrected?.Carried ?? before?.Carry ?? 0;
        // Of clinics, slots and calls there are no businesses: the count stands for itself.
        var target = count.Businesses is > 0 and < FewestBusinesses ? Math.Min(count.Count, count.Businesses) : count.Count;
        return new PublicNumber(count.Count, count.Businesses, carried, Neighbour(target, carried, corrected?.Rounded));
    }

    private static PublicNumber Sum(PublicCount count, IEnumerable<PublicNumber> months) =>
        new(count.Count, count.Businesses, 0, months.Sum(month => month.Rounded));

    /// <summary>There are no more businesses than consultations, in what is published too.</summary>
    private static int Businesses(int count, int completed, int? published) => Math.Min(Neighbour(count, 0, published), completed);

    /// <summary>There are as many as in any of its months, and no more than in all of them together.</summary>
    private static int BusinessesOfYear(int count, int completed, IReadOnlyList<int> months) =>
        months.Count == 0
            ? 0
            : Math.Clamp(Neighbour(count, 0, null), months.Max(), Math.Max(months.Max(), Math.Min(months.Sum(), completed)));

    private static int? Mean(PublicSum of) =>
        of.N < FewestOfMean || of.Businesses < FewestBusinesses
            ? null
            : (int)Math.Round((decimal)of.Sum / of.N / Step, MidpointRounding.AwayFromZero) * Step;

    private static PublicTable SumOfMonths(PublicCounts year, PublicBasis basis, IReadOnlyList<PublicTable?> months)
    {
        var numbers = months
            .OfType<PublicTable>()
            .SelectMany(table => table.Rows)
            .ToLookup(row => (row.Key, row.IsOther), row => row.Number);
        // A category of a month that the year no longer counts (a venue that was renamed) stays: its rows are part of the sum.
        var rows = year
            .Rows.Concat(
                numbers
                    .Select(group => group.Key)
                    .Where(key => !year.Rows.Any(row => Equals(row.Key, key.Key) && row.IsOther == key.IsOther))
                    .Select(key => new PublicCount(key.Key, 0, 0, key.IsOther))
            )
            .ToList();
        var of = year.Kind == PublicTableKind.NotHeld ? basis.NotHeld : basis.Completed;
        var merged = SmallNumbersTable.Merged(year with { Rows = rows }, of.Count);
        return new PublicTable(
            year.Kind,
            year.IsMultiple,
            [
                .. rows.Select(
                    (row, at) => new PublicRow(row.Key, row.IsOther, Sum(row, numbers[(row.Key, row.IsOther)]), merged.Contains(at))
                ),
            ]
        );
    }
}
