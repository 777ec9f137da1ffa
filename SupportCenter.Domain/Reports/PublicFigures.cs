using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reports;

/// <summary>The fixed tables of the public edition, in their order. There is no free one: each further table would be another equation to
/// solve the small numbers from.</summary>
public enum PublicTableKind
{
    [Display(Name = nameof(StatisticsTexts.TableVenues), ResourceType = typeof(StatisticsTexts))]
    Venues = 1,

    [Display(Name = nameof(StatisticsTexts.TableWards), ResourceType = typeof(StatisticsTexts))]
    Wards = 2,

    /// <summary>By the names of the list of industries; what people typed otherwise is その他 and never printed.</summary>
    [Display(Name = nameof(StatisticsTexts.TableIndustries), ResourceType = typeof(StatisticsTexts))]
    Industries = 3,

    [Display(Name = nameof(StatisticsTexts.TableEmployees), ResourceType = typeof(StatisticsTexts))]
    Employees = 4,

    [Display(Name = nameof(StatisticsTexts.TableVisits), ResourceType = typeof(StatisticsTexts))]
    Visits = 5,

    [Display(Name = nameof(StatisticsTexts.TableCategories), ResourceType = typeof(StatisticsTexts))]
    Categories = 6,

    [Display(Name = nameof(StatisticsTexts.TableSalesDeclines), ResourceType = typeof(StatisticsTexts))]
    SalesDeclines = 7,

    [Display(Name = nameof(StatisticsTexts.TableTopics), ResourceType = typeof(StatisticsTexts))]
    Topics = 8,

    [Display(Name = nameof(StatisticsTexts.TableTroubles), ResourceType = typeof(StatisticsTexts))]
    Troubles = 9,

    [Display(Name = nameof(StatisticsTexts.TableMeasures), ResourceType = typeof(StatisticsTexts))]
    Measures = 10,

    /// <summary>Appointments that did not become a consultation: the one table that is not of consultations.</summary>
    [Display(Name = nameof(StatisticsTexts.TableNotHeld), ResourceType = typeof(StatisticsTexts))]
    NotHeld = 11,
}

/// <summary>Why an appointment is no consultation that was held and closed.</summary>
public enum NotHeldReason
{
    [Display(Name = nameof(StatisticsTexts.NotHeldCancelled), ResourceType = typeof(StatisticsTexts))]
    Cancelled = 1,

    [Display(Name = nameof(StatisticsTexts.NotHeldNoShow), ResourceType = typeof(StatisticsTexts))]
    NoShow = 2,

    /// <summary>The client came, and the consultation was not closed.</summary>
    [Display(Name = nameof(StatisticsTexts.NotHeldOpen), ResourceType = typeof(StatisticsTexts))]
    Open = 3,

    /// <summary>Nobody noted whether the client came.</summary>
    [Display(Name = nameof(StatisticsTexts.NotHeldNotNoted), ResourceType = typeof(StatisticsTexts))]
    NotNoted = 4,
}

/// <summary>Exact counts of one category.</summary>
/// <param name="Key">As of a <see cref="StatisticsRow"/>; null for その他 and 不明.</param>
/// <param name="Count">延べ.</param>
/// <param name="Businesses">The distinct businesses among them: what is protected.</param>
/// <param name="IsOther">The rest of a long list, and not 不明.</param>
public sealed record PublicCount(object? Key, int Count, int Businesses, bool IsOther = false);

/// <summary>Exact counts of one fixed table; every category is in it, also those with nobody.</summary>
/// <param name="Kind">What is counted by.</param>
/// <param name="Rows">The categories; 不明, where there is one, is the row without a key that is not その他.</param>
/// <param name="IsMultiple">複数回答: a consultation is in as many rows as were ticked, and 不明 is without any.</param>
public sealed record PublicCounts(PublicTableKind Kind, IReadOnlyList<PublicCount> Rows, bool IsMultiple = false);

/// <summary>Exact counts of everything that the public edition of a period is made of.</summary>
public sealed record PublicBasis
{
    public required int Clinics { get; init; }

    public required int Slots { get; init; }

    /// <summary>折り返し待ち that began in the period.</summary>
    public required int Callbacks { get; init; }

    /// <summary>完了（延べ） and 実事業者数.</summary>
    public required PublicCount Completed { get; init; }

    /// <summary>Appointments that were not held, and whose they were.</summary>
    public required PublicCount NotHeld { get; init; }

    /// <summary>相談時間 in minutes: the sum, of how many, and of how many businesses.</summary>
    public required PublicSum Minutes { get; init; }

    public required IReadOnlyList<PublicCounts> Tables { get; init; }

    /// <summary>Nothing was in the period.</summary>
    internal bool IsEmpty => (Clinics, Slots, Callbacks, Completed.Count, NotHeld.Count) is (0, 0, 0, 0, 0);
}

/// <summary>What a mean is made of.</summary>
/// <param name="Sum">The sum of the values.</param>
/// <param name="N">How many there were.</param>
/// <param name="Businesses">The distinct businesses among them.</param>
public sealed record PublicSum(int Sum, int N, int Businesses);

/// <summary>A number with what is published in its place. The exact counts are for the next month and for the auditor of the rule: they
/// never leave the house.</summary>
/// <param name="Count">Exact.</param>
/// <param name="Businesses">Exact; null where it is no number of businesses' (clinics, slots, calls).</param>
/// <param name="Carried">By how much the earlier months of the fiscal year were published too low (or, below 0, too high).</param>
/// <param name="Rounded">A multiple of 5.</param>
public sealed record PublicNumber(int Count, int? Businesses, int Carried, int Rounded)
{
    /// <summary>Too few businesses for the number to be shown.</summary>
    public bool IsProtected => Businesses < SmallNumbers.FewestBusinesses;

    /// <summary>What is handed on to the next month.</summary>
    public int Carry => Carried + (IsProtected ? Math.Min(Count, Businesses!.Value) : Count) - Rounded;
}

/// <summary>A category with what is published in its place.</summary>
/// <param name="Key">The category.</param>
/// <param name="IsOther">その他.</param>
/// <param name="Number">Exact and rounded.</param>
/// <param name="IsMerged">It is not shown by itself: alone in a year's sum, or in that of the merged categories.</param>
public sealed record PublicRow(object? Key, bool IsOther, PublicNumber Number, bool IsMerged)
{
    /// <summary>未記入.</summary>
    public bool IsUnknown => Key is null && !IsOther;
}

/// <summary>A fixed table with what is published in its place.</summary>
public sealed record PublicTable(PublicTableKind Kind, bool IsMultiple, IReadOnlyList<PublicRow> Rows);

/// <summary>The public edition of a period with the exact counts that it was made from, as <see cref="SmallNumbers"/> derives it once, at
/// 確定. <see cref="PublicEdition"/> is the part of it that leaves the house.</summary>
public sealed record PublicFigures
{
    public required PublicNumber Completed { get; init; }

    public required PublicNumber NotHeld { get; init; }

    public required PublicNumber Clinics { get; init; }

    public required PublicNumber Slots { get; init; }

    public required PublicNumber Callbacks { get; init; }

    /// <summary>実事業者数, rounded.</summary>
    public required int Businesses { get; init; }

    /// <summary>The mean of 相談時間 in multiples of 5 minutes; null where it is of too few.</summary>
    public required int? MeanMinutes { get; init; }

    public required IReadOnlyList<PublicTable> Tables { get; init; }
}
