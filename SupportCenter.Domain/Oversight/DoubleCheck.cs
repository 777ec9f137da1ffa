using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Oversight;

/// <summary>How a record stands in one point.</summary>
public enum Judgement
{
    [Display(Name = nameof(DoubleCheckTexts.Good), ResourceType = typeof(DoubleCheckTexts))]
    Good = 1,

    [Display(Name = nameof(DoubleCheckTexts.Partly), ResourceType = typeof(DoubleCheckTexts))]
    Partly = 2,

    [Display(Name = nameof(DoubleCheckTexts.Poor), ResourceType = typeof(DoubleCheckTexts))]
    Poor = 3,

    [Display(Name = nameof(DoubleCheckTexts.DoesNotApply), ResourceType = typeof(DoubleCheckTexts))]
    DoesNotApply = 4,
}

/// <summary>From which records how many are drawn.</summary>
public sealed class DrawDetails : IValidatableObject
{
    private const int MostRecords = 500;

    [LocalizedRequired]
    [YearlessDate(YearRule.Past)]
    [Display(Name = nameof(DoubleCheckTexts.From), ResourceType = typeof(DoubleCheckTexts))]
    public DateOnly? From { get; set; }

    [LocalizedRequired]
    [YearlessDate(YearRule.Past)]
    [Display(Name = nameof(DoubleCheckTexts.To), ResourceType = typeof(DoubleCheckTexts))]
    public DateOnly? To { get; set; }

    [LocalizedRequired]
    [LocalizedRange(1, MostRecords)]
    [Display(Name = nameof(DoubleCheckTexts.Size), ResourceType = typeof(DoubleCheckTexts))]
    public int? Size { get; set; }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (To < From)
        {
            yield return new ValidationResult(DoubleCheckTexts.Backwards, [nameof(To)]);
        }
    }
}

/// <summary>The four points, as a second person judges them.</summary>
public sealed class JudgementDetails : IValidatableObject
{
    private const int MostOfText = 1000;

    [LocalizedRequired]
    [Display(
        Name = nameof(DoubleCheckTexts.Basis),
        Description = nameof(DoubleCheckTexts.BasisHint),
        ResourceType = typeof(DoubleCheckTexts)
    )]
    public Judgement? Basis { get; set; }

    [LocalizedRequired]
    [Display(
        Name = nameof(DoubleCheckTexts.Deadlines),
        Description = nameof(DoubleCheckTexts.DeadlinesHint),
        ResourceType = typeof(DoubleCheckTexts)
    )]
    public Judgement? Deadlines { get; set; }

    [LocalizedRequired]
    [Display(
        Name = nameof(DoubleCheckTexts.NextStep),
        Description = nameof(DoubleCheckTexts.NextStepHint),
        ResourceType = typeof(DoubleCheckTexts)
    )]
    public Judgement? NextStep { get; set; }

    [LocalizedRequired]
    [Display(
        Name = nameof(DoubleCheckTexts.Sparing),
        Description = nameof(DoubleCheckTexts.SparingHint),
        ResourceType = typeof(DoubleCheckTexts)
    )]
    public Judgement? Sparing { get; set; }

    [Personal]
    [LocalizedMaxLength(MostOfText)]
    [DataType(DataType.MultilineText)]
    [Display(
        Name = nameof(DoubleCheckTexts.Note),
        Description = nameof(DoubleCheckTexts.NoteHint),
        ResourceType = typeof(DoubleCheckTexts)
    )]
    public string? Note { get; set; }

    /// <summary>The four answers in their order.</summary>
    public IReadOnlyList<Judgement?> Points => [Basis, Deadlines, NextStep, Sparing];

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Points.Any(point => point is Judgement.Partly or Judgement.Poor) && VisibleText.IsBlank(Note))
        {
            yield return new ValidationResult(DoubleCheckTexts.NoteNeeded, [nameof(Note)]);
        }
    }
}

/// <summary>ダブルチェック: one draw of records, with what it was drawn from, so that anybody can tell later that nobody chose.</summary>
internal sealed class DoubleCheckRound : IAudited, IStatesFacts
{
    private DoubleCheckRound() { }

    public DoubleCheckRound(int number, DrawDetails details, IReadOnlyList<Guid> population, Guid by, DateTime nowUtc)
    {
        Id = NewId.Create();
        (Number, From, To, DrawnById, DrawnAtUtc) = (number, details.From!.Value, details.To!.Value, by, nowUtc);
        FiscalYear = JapaneseDate.FiscalYear(To);
        (Population, PopulationHash) = (population.Count, HashOf(population));
    }

    public Guid Id { get; private set; }

    /// <summary>年度 of the last day of the period.</summary>
    public int FiscalYear { get; private set; }

    /// <summary>1, 2, 3 … within the fiscal year.</summary>
    public int Number { get; private set; }

    public DateOnly From { get; private set; }

    public DateOnly To { get; private set; }

    /// <summary>How many records there were to draw from.</summary>
    public int Population { get; private set; }

    /// <summary>SHA-256 of their ids in their order, in hexadecimal digits.</summary>
    public string PopulationHash { get; private set; } = "";

    public Guid DrawnById { get; private set; }

    public DateTime DrawnAtUtc { get; private set; }

    IEnumerable<string> IStatesFacts.Facts => [FormattableString.Invariant($"population={Population}"), $"sha256={PopulationHash}"];

    /// <summary>Draws so many of the records, each with the same chance, by the cryptographic generator of the system.</summary>
    public static IReadOnlyList<Guid> Draw(IReadOnlyList<Guid> population, int size)
    {
        var all = population.ToArray();
        RandomNumberGenerator.Shuffle(all.AsSpan());
        return all[..Math.Min(size, all.Length)];
    }

    private static string HashOf(IEnumerable<Guid> population) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', population.Order().Select(record => record.ToString("N")))))
        );
}

/// <summary>One record that was drawn, and how it was judged.</summary>
internal sealed class DoubleCheckLine : IAudited
{
    private DoubleCheckLine() { }

    public DoubleCheckLine(Guid round, int order, Guid record, Guid author)
    {
        (Id, Version) = (NewId.Create(), NewId.Create());
        (RoundId, ListOrder, RecordId, AuthorId) = (round, order, record, author);
    }

    public Guid Id { get; private set; }

    public Guid RoundId { get; private set; }

    public int ListOrder { get; private set; }

    /// <summary>The record. No key leads there: it may be disposed of, and that it was judged stays.</summary>
    public Guid RecordId { get; private set; }

    /// <summary>Whose consultation it was: never the judge.</summary>
    public Guid AuthorId { get; private set; }

    /// <summary>The scrivener who is to judge it; null for the city.</summary>
    public Guid? ReviewerId { get; private set; }

    public Judgement? Basis { get; private set; }

    public Judgement? Deadlines { get; private set; }

    public Judgement? NextStep { get; private set; }

    public Judgement? Sparing { get; private set; }

    [Personal]
    public string? Note { get; private set; }

    public Guid? JudgedById { get; private set; }

    public DateTime? JudgedAtUtc { get; private set; }

    public Guid Version { get; private set; }

    /// <summary>The answers in the order of the form; null until it is judged.</summary>
    public IReadOnlyList<Judgement?> Points => [Basis, Deadlines, NextStep, Sparing];

    /// <summary>Gives it to another scrivener, or back to the city.</summary>
    /// <exception cref="RuleException">It is judged, or the person is the author.</exception>
    public void Assign(Guid? reviewer)
    {
        Ensure(JudgedAtUtc is null, DoubleCheckTexts.JudgedAlready);
        Ensure(reviewer != AuthorId, DoubleCheckTexts.NotTheAuthor);
        (ReviewerId, Version) = (reviewer, NewId.Create());
    }

    /// <summary>A second person judges it, once.</summary>
    /// <exception cref="RuleException">It is judged, or by the author.</exception>
    public void Judge(JudgementDetails details, Guid by, DateTime nowUtc)
    {
        Ensure(JudgedAtUtc is null, DoubleCheckTexts.JudgedAlready);
        Ensure(by != AuthorId, DoubleCheckTexts.NotTheAuthor);
        (Basis, Deadlines, NextStep, Sparing) = (details.Basis, details.Deadlines, details.NextStep, details.Sparing);
        (Note, JudgedById, JudgedAtUtc, Version) = (details.Note, by, nowUtc, NewId.Create());
    }

    private static void Ensure(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new RuleException(sentence);
        }
    }
}
