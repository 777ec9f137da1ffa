using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Incidents;
using SupportCenter.Domain.Oversight;

namespace SupportCenter.Domain.Reports;

/// <summary>What a 月次報告 or a 年度報告 is made of.</summary>
public sealed record PeriodReport
{
    public required BookingStatistics Booking { get; init; }

    public required ConsultationStatistics Consultations { get; init; }

    /// <summary>年度累計: from April to the end of the month; null of a year.</summary>
    public StatisticsFigures? YearToDate { get; init; }

    /// <summary>What only the report of a year has; null of a month.</summary>
    public YearFigures? Year { get; init; }

    /// <summary>注意; null of one person's figures and in an edition that was fixed without it.</summary>
    public ReportAttention? Attention { get; init; }

    /// <summary>Measures that began or ended in the months of the development; empty in an edition that was fixed without it.</summary>
    public IReadOnlyList<MeasureMark> Marks { get; init; } = [];

    /// <summary>What the public edition is made of; null for one person's figures, in editions that were fixed before there was one, and of
    /// a year of which a month is not fixed.</summary>
    public PublicFigures? Public { get; init; }

    /// <summary>Incidents and their deadlines; null for one person's figures and in editions that were fixed before they were
    /// counted.</summary>
    public Incidents.IncidentFigures? Incidents { get; init; }
}

/// <summary>A measure of the catalogue that began or ended.</summary>
/// <param name="On">Its first or its last day.</param>
/// <param name="Measure">The measure.</param>
/// <param name="IsStart">Whether it is the first day.</param>
public sealed record MeasureMark(DateOnly On, CountedMeasure Measure, bool IsStart);

/// <summary>What the 年度報告 has beside the figures of the year.</summary>
public sealed record YearFigures
{
    /// <summary>上期.</summary>
    public required StatisticsFigures FirstHalf { get; init; }

    /// <summary>下期.</summary>
    public required StatisticsFigures SecondHalf { get; init; }

    /// <summary>The months of the year before.</summary>
    public required IReadOnlyList<MonthFigures> MonthsBefore { get; init; }

    /// <summary>目標, as the edition that is written says it.</summary>
    public required YearTargets Targets { get; init; }

    /// <summary>監督: what was watched in each half; empty of one person's figures.</summary>
    public required IReadOnlyList<OversightFigures> Oversight { get; init; }

    public required IReadOnlyList<YearIncident> Incidents { get; init; }

    public required IReadOnlyList<YearDisposal> Disposals { get; init; }

    public required IReadOnlyList<YearReview> Reviews { get; init; }

    /// <summary>ダブルチェック of records; null of one person's figures and in an edition that was fixed without it.</summary>
    public DoubleCheckResult? DoubleCheck { get; init; }

    /// <summary>The months of its public edition, each as its own edition says it.</summary>
    public required IReadOnlyList<PublishedMonth> PublicMonths { get; init; }

    /// <summary>Months in which something was and which have no public edition: without them there is none of the year.</summary>
    public required IReadOnlyList<DateOnly> MonthsNotFixed { get; init; }

    /// <summary>The figures alone, for a recount: what is watched goes on after the year.</summary>
    public YearFigures WithoutOversight() => this with { Oversight = [], Incidents = [], Disposals = [], Reviews = [], DoubleCheck = null };
}

/// <summary>目標 of a fiscal year; null where none was set.</summary>
public sealed record YearTargets(int? Clinics, int? Booked, int? Completed, int? Businesses)
{
    /// <summary>The figures for which a target can be set.</summary>
    public static IReadOnlyList<Figure> Figures { get; } = [Figure.Clinics, Figure.Booked, Figure.Completed, Figure.Businesses];

    /// <summary>The target of a figure; null where none was set.</summary>
    public int? Of(Figure figure) =>
        figure switch
        {
            Figure.Clinics => Clinics,
            Figure.Booked => Booked,
            Figure.Completed => Completed,
            Figure.Businesses => Businesses,
            _ => null,
        };

    /// <summary>達成率 in percent with one decimal; null where there is no target.</summary>
    public decimal? PercentOf(Figure figure, StatisticsFigures year) =>
        Of(figure) is { } target && year.Of(figure) is { } reached ? StatisticsFigures.Percent((int)reached, target) : null;
}

/// <summary>注意: what has to be looked at, as it was when the report was counted. Counts, numbers and days; no name.</summary>
/// <param name="OpenAlarms">警報 that nobody has closed.</param>
/// <param name="Incidents">Incidents that are open, those that are due first.</param>
/// <param name="ReviewDueOn">The last day of an access review (棚卸し) that is not signed; null where there is none.</param>
/// <param name="RecordsLate">Consultations of the period held more than <see cref="DaysForRecord"/> days ago without a record.</param>
/// <param name="RecordsUnconfirmed">Records of the period that were handed in and not confirmed.</param>
/// <param name="LastDrillOn">The day of the last restore drill; null where there was none.</param>
/// <param name="DrillFailed">Whether it failed.</param>
public sealed record ReportAttention(
    int OpenAlarms,
    IReadOnlyList<AttentionIncident> Incidents,
    DateOnly? ReviewDueOn,
    int RecordsLate,
    int RecordsUnconfirmed,
    DateOnly? LastDrillOn,
    bool DrillFailed
)
{
    /// <summary>Days after a consultation within which its record is expected.</summary>
    public const int DaysForRecord = 3;
}

/// <summary>An open incident with what is due next.</summary>
/// <param name="FiscalYear">The year of its number.</param>
/// <param name="Number">Its number in the year.</param>
/// <param name="Step">The open step that is due first; null where none has a day.</param>
/// <param name="DueOn">The day by which it is due.</param>
public sealed record AttentionIncident(int FiscalYear, int Number, IncidentStepKind? Step, DateOnly? DueOn);

/// <summary>What is counted of the oversight of a year.</summary>
public enum OversightKind
{
    [Display(Name = nameof(StatisticsTexts.OversightAlarms), ResourceType = typeof(StatisticsTexts))]
    Alarms = 1,

    [Display(Name = nameof(StatisticsTexts.OversightAlarmsOpen), ResourceType = typeof(StatisticsTexts))]
    AlarmsOpen = 2,

    /// <summary>公開範囲点検.</summary>
    [Display(Name = nameof(StatisticsTexts.OversightExposureChecks), ResourceType = typeof(StatisticsTexts))]
    ExposureChecks = 3,

    [Display(Name = nameof(StatisticsTexts.OversightExposed), ResourceType = typeof(StatisticsTexts))]
    Exposed = 4,

    /// <summary>Checks of the audit log against its checkpoints.</summary>
    [Display(Name = nameof(StatisticsTexts.OversightVerifications), ResourceType = typeof(StatisticsTexts))]
    Verifications = 5,

    /// <summary>Bulk exports that were taken out.</summary>
    [Display(Name = nameof(StatisticsTexts.OversightExports), ResourceType = typeof(StatisticsTexts))]
    Exports = 6,

    /// <summary>緊急閲覧 that were begun.</summary>
    [Display(Name = nameof(StatisticsTexts.OversightEmergencies), ResourceType = typeof(StatisticsTexts))]
    Emergencies = 7,
}

/// <summary>How often something of the oversight was in each half of a year.</summary>
public sealed record OversightFigures(OversightKind Kind, int FirstHalf, int SecondHalf);

/// <summary>An incident of a year.</summary>
public sealed record YearIncident(int FiscalYear, int Number, DateOnly KnownOn, IncidentState State, DateOnly? ClosedOn);

/// <summary>A disposal that was asked for in a year.</summary>
/// <param name="FiscalYear">The year of its number.</param>
/// <param name="Number">Its number in the year.</param>
/// <param name="OrderedOn">When it was asked for.</param>
/// <param name="Disposed">Businesses and callers that were disposed of.</param>
/// <param name="LeftOut">Those that were left out.</param>
/// <param name="CompletedOn">When no bytes were left; null before that.</param>
public sealed record YearDisposal(int FiscalYear, int Number, DateOnly OrderedOn, int Disposed, int LeftOut, DateOnly? CompletedOn);

/// <summary>An access review of a year.</summary>
/// <param name="Quarter">1 for April to June … 4 for January to March.</param>
/// <param name="OpenedOn">When it was opened.</param>
/// <param name="People">Who was in it.</param>
/// <param name="Confirmed">Those who were confirmed.</param>
/// <param name="NotNeeded">Those who were not needed any more.</param>
/// <param name="SignedOn">When it was signed; null before that.</param>
public sealed record YearReview(int Quarter, DateOnly OpenedOn, int People, int Confirmed, int NotNeeded, DateOnly? SignedOn);
