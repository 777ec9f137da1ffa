namespace SupportCenter.Domain.Reports;

/// <summary>The edition that leaves the house: rounded counts only. By its type it holds no exact count, so that whatever shows, prints or
/// writes it cannot show one.</summary>
public sealed record PublicEdition
{
    /// <summary>A month or a fiscal year.</summary>
    public required StatisticsPeriod Period { get; init; }

    /// <summary>The edition of the report that it stands beside.</summary>
    public required int Number { get; init; }

    /// <summary>When that was fixed.</summary>
    public required DateTime FixedAtUtc { get; init; }

    /// <summary>SHA-256 of the figures that it was made from, as in the audit log.</summary>
    public required string Hash { get; init; }

    /// <summary>完了（延べ）; null for fewer than 5 businesses.</summary>
    public required int? Completed { get; init; }

    /// <summary>実事業者数; null for fewer than 5.</summary>
    public required int? Businesses { get; init; }

    /// <summary>Appointments that were not held; null for fewer than 5 businesses.</summary>
    public required int? NotHeld { get; init; }

    public required int Clinics { get; init; }

    public required int Slots { get; init; }

    public required int Callbacks { get; init; }

    /// <summary>Mean of 相談時間 in multiples of 5 minutes; null for fewer than 10 consultations.</summary>
    public required int? MeanMinutes { get; init; }

    public required IReadOnlyList<PublishedTable> Tables { get; init; }

    /// <summary>The months of a year, each as its own edition says it; empty for a month.</summary>
    public IReadOnlyList<PublishedMonth> Months { get; init; } = [];

    /// <summary>What of some figures leaves the house.</summary>
    public static PublicEdition Of(
        StatisticsPeriod period,
        int number,
        DateTime fixedAtUtc,
        string hash,
        PublicFigures figures,
        IReadOnlyList<PublishedMonth>? months = null
    ) =>
        new()
        {
            Period = period,
            Number = number,
            FixedAtUtc = fixedAtUtc,
            Hash = hash,
            Completed = Shown(figures.Completed),
            Businesses = figures.Completed.IsProtected ? null : figures.Businesses,
            NotHeld = Shown(figures.NotHeld),
            Clinics = figures.Clinics.Rounded,
            Slots = figures.Slots.Rounded,
            Callbacks = figures.Callbacks.Rounded,
            MeanMinutes = figures.MeanMinutes,
            Tables = [.. figures.Tables.Where(IsShown).Select(TableOf)],
            Months = months ?? [],
        };

    /// <summary>A month as a year lists it.</summary>
    public static PublishedMonth MonthOf(DateOnly month, int number, PublicFigures figures) =>
        new(
            month,
            number,
            Shown(figures.Completed),
            figures.Completed.IsProtected ? null : figures.Businesses,
            figures.Clinics.Rounded,
            figures.Slots.Rounded,
            figures.Callbacks.Rounded
        );

    private static int? Shown(PublicNumber number) => number.IsProtected ? null : number.Rounded;

    private static bool IsShown(PublicTable table) => table.Rows.Any(row => !row.IsMerged && (!table.IsMultiple || !row.IsUnknown));

    private static PublishedTable TableOf(PublicTable table)
    {
        var merged = table.Rows.Where(row => row.IsMerged && !(table.IsMultiple && row.IsUnknown)).ToList();
        return new PublishedTable(
            table.Kind,
            table.IsMultiple,
            [.. table.Rows.Where(row => !row.IsMerged).Select(row => new PublishedRow(row.Key, row.IsOther, row.Number.Rounded))],
            [.. merged.Select(row => new PublishedRow(row.Key, row.IsOther, null))],
            merged.Count == 0 ? null : merged.Sum(row => row.Number.Rounded)
        );
    }
}

/// <summary>A category as it is published.</summary>
/// <param name="Key">As of a <see cref="StatisticsRow"/>.</param>
/// <param name="IsOther">その他.</param>
/// <param name="Count">A multiple of 5; null for one of the merged ones, which have a count together only.</param>
public sealed record PublishedRow(object? Key, bool IsOther, int? Count)
{
    /// <summary>Its words in the language of the screen.</summary>
    public string Label() => new StatisticsRow(Key, 0, null, IsOther).Label();
}

/// <summary>A table as it is published.</summary>
/// <param name="Kind">What is counted by.</param>
/// <param name="IsMultiple">複数回答.</param>
/// <param name="Rows">The categories that stand by themselves.</param>
/// <param name="Merged">The names of those that were merged.</param>
/// <param name="MergedCount">Their count together; of multiple answers, their answers. Null where nothing was merged.</param>
public sealed record PublishedTable(
    PublicTableKind Kind,
    bool IsMultiple,
    IReadOnlyList<PublishedRow> Rows,
    IReadOnlyList<PublishedRow> Merged,
    int? MergedCount
)
{
    /// <summary>The sum of a table of single answers: the total from its rounded rows.</summary>
    public int Sum => Rows.Sum(row => row.Count ?? 0) + (MergedCount ?? 0);

    /// <summary>A row's part in percent with one decimal, from rounded counts; null where nothing was counted.</summary>
    /// <param name="count">The row's count.</param>
    /// <param name="n">The rounded consultations of the edition.</param>
    public static decimal? PercentOf(int? count, int? n) =>
        count is { } part && n is { } whole ? StatisticsFigures.Percent(part, whole) : null;
}

/// <summary>A month of the public edition of a year.</summary>
public sealed record PublishedMonth(DateOnly Month, int Number, int? Completed, int? Businesses, int Clinics, int Slots, int Callbacks);
