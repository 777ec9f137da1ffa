using System.ComponentModel.DataAnnotations;
using System.Globalization;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reports;

/// <summary>月次報告 or 年度報告 of one period in one edition: what a supervisor writes, and the figures as they were when another one fixed
/// it. A fixed edition never changes; what was wrong in it is corrected in the next one. It refers to no business: a disposal leaves it as
/// it is.</summary>
public sealed class ReportEdition : IAudited, IStatesFacts
{
    private ReportEdition() { }

    /// <param name="period">A month or a fiscal year.</param>
    /// <param name="number">The number of the edition.</param>
    /// <param name="nowUtc">When it was begun.</param>
    internal ReportEdition(StatisticsPeriod period, int number, DateTime nowUtc)
    {
        (Id, Version) = (NewId.Create(), NewId.Create());
        (Kind, FirstDay, Number, PreparedAtUtc) = (period.Kind, period.From, number, nowUtc);
    }

    public Guid Id { get; private set; }

    /// <summary>A month or a fiscal year.</summary>
    public PeriodKind Kind { get; private set; }

    /// <summary>The first day of the period.</summary>
    public DateOnly FirstDay { get; private set; }

    public StatisticsPeriod Period => StatisticsPeriod.Holding(Kind, FirstDay);

    /// <summary>1, and 2, 3 … for 訂正版.</summary>
    public int Number { get; private set; }

    public EditionDetails Texts { get; private set; } = new();

    /// <summary>Who wrote the texts last; null of a draft that the portal made and nobody has written in.</summary>
    public Guid? PreparedById { get; private set; }

    /// <summary>When the texts were written last; of a draft that nobody has written in, when it was made.</summary>
    public DateTime PreparedAtUtc { get; private set; }

    /// <summary>Who fixed it; null while it is 速報.</summary>
    public Guid? FixedById { get; private set; }

    public DateTime? FixedAtUtc { get; private set; }

    /// <summary>The figures of 確定 as JSON (<see cref="FixedFigures"/>): counts and no name of anybody.</summary>
    public string? Figures { get; private set; }

    /// <summary>SHA-256 of <see cref="Figures"/>, as it is in the audit log and on the paper.</summary>
    public byte[]? FiguresHash { get; private set; }

    /// <summary>Changes with every step: who saves or fixes says which one was seen.</summary>
    public Guid Version { get; private set; }

    /// <summary>確定.</summary>
    public bool IsFixed => FixedAtUtc is not null;

    IEnumerable<string> IStatesFacts.Facts =>
        [
            Kind == PeriodKind.FiscalYear
                ? string.Create(CultureInfo.InvariantCulture, $"fiscal-year={FirstDay.Year}")
                : FirstDay.ToString("'month='yyyy-MM", CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"edition={Number}"),
            .. FiguresHash is { } hash ? [$"sha256={Convert.ToHexStringLower(hash)}"] : Array.Empty<string>(),
        ];

    /// <summary>Saves the texts.</summary>
    /// <exception cref="RuleException">The edition is fixed, a text breaks a rule of its field, or a correction gives no
    /// reason.</exception>
    internal void Write(EditionDetails texts, Guid by, DateTime nowUtc)
    {
        Ensure(!IsFixed, StatisticsTexts.EditionFixed);
        FormChecks.Ensure(texts);
        FormChecks.Refuse(
            Number > 1 && VisibleText.IsBlank(texts.Reason),
            StatisticsTexts.EditionReasonNeeded,
            nameof(EditionDetails.Reason)
        );
        Texts = FormFields.Cleaned(texts);
        (PreparedById, PreparedAtUtc, Version) = (by, nowUtc, NewId.Create());
    }

    /// <summary>確定: keeps the figures with their hash.</summary>
    /// <exception cref="RuleException">It is fixed already, the period is not over, the summary is empty, the same person wrote the texts,
    /// or months of the year are not fixed.</exception>
    internal void Fix(PeriodReport counted, Guid by, DateTime nowUtc)
    {
        Ensure(!IsFixed, StatisticsTexts.EditionFixed);
        Ensure(counted.Booking.State.IsOver, StatisticsTexts.EditionNotOver);
        Ensure(by != PreparedById, StatisticsTexts.EditionNotYourOwn);
        Ensure(Texts.Sentences.Count > 0, StatisticsTexts.EditionSummaryNeeded);
        Ensure(
            counted.Year is not { MonthsNotFixed.Count: > 0 },
            Filled(
                StatisticsTexts.EditionMonthsNotFixed,
                string.Join(StatisticsTexts.MonthSeparator, counted.Year?.MonthsNotFixed.Select(ScreenDate.Month) ?? [])
            )
        );
        Figures = FixedFigures.Write(counted);
        FiguresHash = FixedFigures.HashOf(Figures);
        (FixedById, FixedAtUtc, Version) = (by, nowUtc, NewId.Create());
    }

    /// <summary>The figures that were kept; null where none were, or where they no longer have their hash.</summary>
    internal PeriodReport? KeptFigures() =>
        Figures is { } figures && FixedFigures.HashOf(figures).AsSpan().SequenceEqual(FiguresHash) ? FixedFigures.Read(figures) : null;

    private static void Ensure(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new RuleException(sentence);
        }
    }
}

/// <summary>What a supervisor writes of a month or a fiscal year.</summary>
public sealed class EditionDetails
{
    private const int MostOfSentence = 150;
    private const int MostOfIssues = 1000;
    private const int MostOfReason = 300;
    private const int MostOfVoice = 200;
    private const int MostOfTarget = 1_000_000;

    [Personal]
    [LocalizedMaxLength(MostOfSentence)]
    [Display(
        Name = nameof(StatisticsTexts.EditionFirst),
        Description = nameof(StatisticsTexts.EditionSentenceHint),
        ResourceType = typeof(StatisticsTexts)
    )]
    public string? First { get; set; }

    [Personal]
    [LocalizedMaxLength(MostOfSentence)]
    [Display(Name = nameof(StatisticsTexts.EditionSecond), ResourceType = typeof(StatisticsTexts))]
    public string? Second { get; set; }

    [Personal]
    [LocalizedMaxLength(MostOfSentence)]
    [Display(Name = nameof(StatisticsTexts.EditionThird), ResourceType = typeof(StatisticsTexts))]
    public string? Third { get; set; }

    [Personal]
    [LocalizedMaxLength(MostOfIssues)]
    [DataType(DataType.MultilineText)]
    [Display(
        Name = nameof(StatisticsTexts.EditionIssues),
        Description = nameof(StatisticsTexts.EditionIssuesHint),
        ResourceType = typeof(StatisticsTexts)
    )]
    public string? Issues { get; set; }

    /// <summary>声: what a business said, in a supervisor's words and without a name. Whoever fixes the edition releases it.</summary>
    [Personal]
    [LocalizedMaxLength(MostOfVoice)]
    [Display(
        Name = nameof(StatisticsTexts.EditionVoice1),
        Description = nameof(StatisticsTexts.EditionVoiceHint),
        ResourceType = typeof(StatisticsTexts)
    )]
    public string? Voice1 { get; set; }

    [Personal]
    [LocalizedMaxLength(MostOfVoice)]
    [Display(Name = nameof(StatisticsTexts.EditionVoice2), ResourceType = typeof(StatisticsTexts))]
    public string? Voice2 { get; set; }

    [Personal]
    [LocalizedMaxLength(MostOfVoice)]
    [Display(Name = nameof(StatisticsTexts.EditionVoice3), ResourceType = typeof(StatisticsTexts))]
    public string? Voice3 { get; set; }

    [Personal]
    [LocalizedMaxLength(MostOfVoice)]
    [Display(Name = nameof(StatisticsTexts.EditionVoice4), ResourceType = typeof(StatisticsTexts))]
    public string? Voice4 { get; set; }

    [Personal]
    [LocalizedMaxLength(MostOfVoice)]
    [Display(Name = nameof(StatisticsTexts.EditionVoice5), ResourceType = typeof(StatisticsTexts))]
    public string? Voice5 { get; set; }

    /// <summary>目標 of a fiscal year: 開催回数.</summary>
    [LocalizedRange(1, MostOfTarget)]
    [Display(
        Name = nameof(StatisticsTexts.EditionTargetClinics),
        Description = nameof(StatisticsTexts.EditionTargetHint),
        ResourceType = typeof(StatisticsTexts)
    )]
    public int? TargetClinics { get; set; }

    /// <summary>目標 of a fiscal year: 予約.</summary>
    [LocalizedRange(1, MostOfTarget)]
    [Display(Name = nameof(StatisticsTexts.EditionTargetBooked), ResourceType = typeof(StatisticsTexts))]
    public int? TargetBooked { get; set; }

    /// <summary>目標 of a fiscal year: 完了（延べ件数）.</summary>
    [LocalizedRange(1, MostOfTarget)]
    [Display(Name = nameof(StatisticsTexts.EditionTargetCompleted), ResourceType = typeof(StatisticsTexts))]
    public int? TargetCompleted { get; set; }

    /// <summary>目標 of a fiscal year: 実事業者数.</summary>
    [LocalizedRange(1, MostOfTarget)]
    [Display(Name = nameof(StatisticsTexts.EditionTargetBusinesses), ResourceType = typeof(StatisticsTexts))]
    public int? TargetBusinesses { get; set; }

    /// <summary>訂正の理由: of every edition but the first.</summary>
    [Personal]
    [LocalizedMaxLength(MostOfReason)]
    [DataType(DataType.MultilineText)]
    [Display(
        Name = nameof(StatisticsTexts.EditionReason),
        Description = nameof(StatisticsTexts.EditionReasonHint),
        ResourceType = typeof(StatisticsTexts)
    )]
    public string? Reason { get; set; }

    /// <summary>The sentences of the summary that were written.</summary>
    internal IReadOnlyList<string> Sentences => Written(First, Second, Third);

    /// <summary>声 that were written.</summary>
    internal IReadOnlyList<string> Voices => Written(Voice1, Voice2, Voice3, Voice4, Voice5);

    /// <summary>目標.</summary>
    internal YearTargets Targets => new(TargetClinics, TargetBooked, TargetCompleted, TargetBusinesses);

    private static IReadOnlyList<string> Written(params string?[] texts) =>
        [.. texts.OfType<string>().Where(text => !VisibleText.IsBlank(text))];
}
