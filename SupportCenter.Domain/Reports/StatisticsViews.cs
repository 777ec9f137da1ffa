using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reports;

/// <summary>従業員数 in the classes of the statistics.</summary>
public enum EmployeeClass
{
    [Display(Name = nameof(StatisticsTexts.EmployeesNone), ResourceType = typeof(StatisticsTexts))]
    None = 1,

    [Display(Name = nameof(StatisticsTexts.EmployeesTo5), ResourceType = typeof(StatisticsTexts))]
    OneToFive = 2,

    [Display(Name = nameof(StatisticsTexts.EmployeesTo20), ResourceType = typeof(StatisticsTexts))]
    SixToTwenty = 3,

    [Display(Name = nameof(StatisticsTexts.EmployeesTo50), ResourceType = typeof(StatisticsTexts))]
    TwentyOneToFifty = 4,

    [Display(Name = nameof(StatisticsTexts.EmployeesMore), ResourceType = typeof(StatisticsTexts))]
    More = 5,
}

/// <summary>How often a business had come, the counted time included (〇回目 of the form).</summary>
public enum VisitClass
{
    [Display(Name = nameof(StatisticsTexts.VisitFirst), ResourceType = typeof(StatisticsTexts))]
    First = 1,

    [Display(Name = nameof(StatisticsTexts.VisitSecond), ResourceType = typeof(StatisticsTexts))]
    Second = 2,

    [Display(Name = nameof(StatisticsTexts.VisitMore), ResourceType = typeof(StatisticsTexts))]
    ThirdOrMore = 3,
}

/// <summary>What a table of the statistics counts consultations by.</summary>
public enum StatisticsTableKind
{
    [Display(Name = nameof(StatisticsTexts.TableWards), ResourceType = typeof(StatisticsTexts))]
    Wards = 1,

    [Display(Name = nameof(StatisticsTexts.TableIndustries), ResourceType = typeof(StatisticsTexts))]
    Industries = 2,

    [Display(Name = nameof(StatisticsTexts.TableEmployees), ResourceType = typeof(StatisticsTexts))]
    Employees = 3,

    [Display(Name = nameof(StatisticsTexts.TableVisits), ResourceType = typeof(StatisticsTexts))]
    Visits = 4,

    [Display(Name = nameof(StatisticsTexts.TableCategories), ResourceType = typeof(StatisticsTexts))]
    Categories = 5,

    [Display(Name = nameof(StatisticsTexts.TableTopics), ResourceType = typeof(StatisticsTexts))]
    Topics = 6,

    [Display(Name = nameof(StatisticsTexts.TableTroubles), ResourceType = typeof(StatisticsTexts))]
    Troubles = 7,

    [Display(Name = nameof(StatisticsTexts.TableMeasures), ResourceType = typeof(StatisticsTexts))]
    Measures = 8,

    [Display(Name = nameof(StatisticsTexts.TableSalesDeclines), ResourceType = typeof(StatisticsTexts))]
    SalesDeclines = 9,

    [Display(Name = nameof(StatisticsTexts.TableIssuers), ResourceType = typeof(StatisticsTexts))]
    Issuers = 10,

    [Display(Name = nameof(StatisticsTexts.TableGuidance), ResourceType = typeof(StatisticsTexts))]
    Guidance = 11,

    [Display(Name = nameof(StatisticsTexts.TableReferrals), ResourceType = typeof(StatisticsTexts))]
    Referrals = 12,

    /// <summary>Inside the house only.</summary>
    [Display(Name = nameof(StatisticsTexts.TableScriveners), ResourceType = typeof(StatisticsTexts))]
    Scriveners = 13,

    /// <summary>One table for each question.</summary>
    [Display(Name = nameof(StatisticsTexts.TableAnswers), ResourceType = typeof(StatisticsTexts))]
    Answers = 14,
}

/// <summary>One category of a table.</summary>
/// <param name="Key">An enumeration's value, a text as it was typed or a measure; null for その他 and 不明.</param>
/// <param name="Count">延べ: consultations.</param>
/// <param name="Businesses">実: distinct businesses among them; null where the table does not say it.</param>
/// <param name="IsOther">The rest of a long list, and not 不明.</param>
public sealed record StatisticsRow(object? Key, int Count, int? Businesses, bool IsOther = false)
{
    /// <summary>延べ in the period before; null in an edition that was fixed without it.</summary>
    public int? Before { get; init; }

    /// <summary>延べ in the same period of the year before.</summary>
    public int? YearBefore { get; init; }

    /// <summary>What leads to its rows: <see cref="CountedRows.Key"/>.</summary>
    [JsonIgnore]
    public string? Cell { get; init; }

    /// <summary>未記入 or unknown: a category of its own, never 0.</summary>
    public bool IsUnknown => Key is null && !IsOther;

    /// <summary>Its words in the language of the screen.</summary>
    public string Label() =>
        Key switch
        {
            Enum value => value.Label(),
            string text => text,
            CountedMeasure measure => Filled(StatisticsTexts.MeasureOf, measure.Name, measure.Issuer.Label()),
            _ => IsOther ? StatisticsTexts.Other : StatisticsTexts.Unknown,
        };
}

/// <summary>A measure of the catalogue and who offers it.</summary>
public sealed record CountedMeasure(string Name, Consultations.Issuer Issuer);

/// <summary>Consultations by one thing. Every consultation is in exactly one row of a table of single answers; in a table of multiple
/// answers (複数回答) it is in as many as were ticked.</summary>
/// <param name="Kind">What is counted by.</param>
/// <param name="N">The consultations that were asked: what percentages are of.</param>
/// <param name="Rows">The categories, 不明 last.</param>
/// <param name="IsMultiple">複数回答.</param>
public sealed record StatisticsTable(StatisticsTableKind Kind, int N, IReadOnlyList<StatisticsRow> Rows, bool IsMultiple = false)
{
    /// <summary>What the table is called where its kind does not say it: the question of 確認事項.</summary>
    public string? Title { get; init; }

    /// <summary>確認事項: the question.</summary>
    [JsonIgnore]
    public Guid? QuestionId { get; init; }

    /// <summary>A row's part of <see cref="N"/> in percent with one decimal; null where nothing was counted.</summary>
    public decimal? PercentOf(StatisticsRow row) => StatisticsFigures.Percent(row.Count, N);
}

/// <summary>One venue in a period.</summary>
/// <param name="Name">The venue.</param>
/// <param name="Clinics">開催回数.</param>
/// <param name="Slots">枠数: slots that were offered.</param>
/// <param name="Filled">Those of them that somebody had.</param>
/// <param name="Booked">予約.</param>
/// <param name="Completed">完了（延べ）.</param>
/// <param name="Businesses">実事業者数.</param>
/// <param name="NoShow">無断不来所.</param>
public sealed record VenueFigures(string Name, int Clinics, int Slots, int Filled, int Booked, int Completed, int Businesses, int NoShow)
{
    [JsonIgnore]
    public Guid Id { get; init; }

    /// <summary>完了 in the period before; null in an edition that was fixed without it.</summary>
    public int? Before { get; init; }

    /// <summary>完了 in the same period of the year before.</summary>
    public int? YearBefore { get; init; }

    /// <summary>充足率 in percent; null where no slot was offered.</summary>
    public decimal? FillPercent => StatisticsFigures.Percent(Filled, Slots);
}

/// <summary>Appointments at one hour of one weekday.</summary>
/// <param name="Weekday">The weekday.</param>
/// <param name="Hour">The hour in which they begin, 0 to 23.</param>
/// <param name="Count">Appointments that were not cancelled.</param>
public sealed record HourFigures(DayOfWeek Weekday, int Hour, int Count);

/// <summary>One day, week, month or 年度 of a period.</summary>
public sealed record DevelopmentFigures(StatisticsGrain Grain, DateOnly From, DateOnly To)
{
    /// <summary>開催; null where the filter asks for something that a clinic has not.</summary>
    public int? Clinics { get; init; }

    public int Booked { get; init; }

    public int Completed { get; init; }

    /// <summary>実事業者数 of this part alone: a business that came in two parts is counted in both.</summary>
    public int Businesses { get; init; }

    public int NoShow { get; init; }

    public int WalkIns { get; init; }

    public int Cancelled { get; init; }
}

/// <summary>One industry and how its sales declined.</summary>
/// <param name="Industry">The row of the table of industries.</param>
/// <param name="Declines">The rows of the table of declines, 不明 last.</param>
public sealed record StatisticsCross(StatisticsRow Industry, IReadOnlyList<StatisticsRow> Declines);

/// <summary>One month of the development.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Completed">完了（延べ）.</param>
/// <param name="Callbacks">折り返し待ち that began in it; null where it cannot be said (filtered, or not the caller's).</param>
public sealed record MonthFigures(DateOnly Month, int Completed, int? Callbacks);

/// <summary>Whether a period's figures can still change.</summary>
/// <param name="IsOver">The last day is over.</param>
/// <param name="OutcomesMissing">来所未確認: appointments whose day is over and of which nobody noted whether the client came.</param>
/// <param name="RecordsMissing">相談票未提出: clients came, and no record was handed in.</param>
/// <param name="RecordsUnconfirmed">Records that were handed in and not confirmed.</param>
public sealed record PeriodState(bool IsOver, int OutcomesMissing, int RecordsMissing, int RecordsUnconfirmed)
{
    /// <summary>Nothing is missing. Otherwise it is 速報.</summary>
    public bool IsComplete => IsOver && OutcomesMissing + RecordsMissing + RecordsUnconfirmed == 0;
}

/// <summary>The figures of a period, all of one snapshot.</summary>
/// <param name="Booking">What concerns the booking.</param>
/// <param name="Consultations">What the consultations were about and whose they were; null where the caller may not see it.</param>
public sealed record PeriodStatistics(BookingStatistics Booking, ConsultationStatistics? Consultations);

/// <summary>What concerns the booking of a period, without a name.</summary>
public sealed record BookingStatistics
{
    public required StatisticsPeriod Period { get; init; }

    /// <summary>What they were narrowed by: as far as the caller may narrow.</summary>
    public StatisticsFilter Filter { get; init; } = new();

    /// <summary>The figures of the period.</summary>
    public required StatisticsFigures Now { get; init; }

    /// <summary>Those of <see cref="StatisticsPeriod.Before"/>.</summary>
    public required StatisticsFigures Before { get; init; }

    /// <summary>Those of <see cref="StatisticsPeriod.YearBefore"/>.</summary>
    public required StatisticsFigures YearBefore { get; init; }

    public required PeriodState State { get; init; }

    /// <summary>The venues at which anything was; empty where the filter asks for something that a venue has not.</summary>
    public required IReadOnlyList<VenueFigures> Venues { get; init; }

    public required IReadOnlyList<HourFigures> Hours { get; init; }

    /// <summary>Thirteen months, the last of them the month of the period's last day.</summary>
    public required IReadOnlyList<MonthFigures> Months { get; init; }

    /// <summary>The period by its days, weeks, months and fiscal years, as far as its length allows. Not kept in editions.</summary>
    [JsonIgnore]
    public IReadOnlyList<DevelopmentFigures> Development { get; init; } = [];

    /// <summary>Whether these are one scrivener's own figures.</summary>
    public required bool IsOwn { get; init; }
}

/// <summary>What the consultations of a period were about. Texts are encrypted and not counted.</summary>
public sealed record ConsultationStatistics
{
    public required StatisticsPeriod Period { get; init; }

    public required IReadOnlyList<StatisticsTable> Tables { get; init; }

    /// <summary>確認事項: the answers to each question that was asked in the period.</summary>
    public IReadOnlyList<StatisticsTable> Questions { get; init; } = [];

    /// <summary>売上減少 × 業種.</summary>
    public IReadOnlyList<StatisticsCross> Declines { get; init; } = [];

    /// <summary>相談時間 of the records that were handed in and say both times.</summary>
    public required Spread Minutes { get; init; }
}

/// <summary>What the 月次報告 is made of.</summary>
public sealed record MonthlyReport
{
    public required BookingStatistics Booking { get; init; }

    public required ConsultationStatistics Consultations { get; init; }

    /// <summary>年度累計: from April to the end of the month.</summary>
    public required StatisticsFigures YearToDate { get; init; }

    /// <summary>What the public edition is made of; null for one person's figures and in editions that were fixed before there was
    /// one.</summary>
    public PublicFigures? Public { get; init; }

    /// <summary>Incidents and their deadlines; null for one person's figures and in editions that were fixed before they were
    /// counted.</summary>
    public Incidents.IncidentFigures? Incidents { get; init; }
}
