using System.ComponentModel.DataAnnotations;
using System.Globalization;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Oversight;

/// <summary>Where an inspection takes place.</summary>
public enum InspectionMode
{
    [Display(Name = nameof(InspectionTexts.OnSite), ResourceType = typeof(InspectionTexts))]
    OnSite = 1,

    /// <summary>Only in a year in which travel is hard, with the reason.</summary>
    [Display(Name = nameof(InspectionTexts.Remote), ResourceType = typeof(InspectionTexts))]
    Remote = 2,
}

/// <summary>How far an inspection has come.</summary>
public enum InspectionState
{
    [Display(Name = nameof(InspectionTexts.StateOpen), ResourceType = typeof(InspectionTexts))]
    Open = 1,

    /// <summary>Every item is judged; corrections may still be due.</summary>
    [Display(Name = nameof(InspectionTexts.StateClosed), ResourceType = typeof(InspectionTexts))]
    Closed = 2,
}

/// <summary>When, where, by whom and with whom: what a supervisor writes.</summary>
public sealed class InspectionDetails : IValidatableObject
{
    private const int FewestInspectors = 2;
    private const int MostOfWho = 200;
    private const int MostOfText = 2000;
    private static readonly char[] Dividers = ['\n', '、', ',', '，'];

    [LocalizedRequired]
    [YearlessDate(YearRule.Nearest)]
    [Display(Name = nameof(InspectionTexts.InspectedOn), ResourceType = typeof(InspectionTexts))]
    public DateOnly? InspectedOn { get; set; }

    [LocalizedRequired]
    [Display(Name = nameof(InspectionTexts.Mode), Description = nameof(InspectionTexts.ModeHint), ResourceType = typeof(InspectionTexts))]
    public InspectionMode? Mode { get; set; } = InspectionMode.OnSite;

    [LocalizedMaxLength(MostOfText)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(InspectionTexts.RemoteReason), ResourceType = typeof(InspectionTexts))]
    public string? RemoteReason { get; set; }

    [LocalizedRequired, LocalizedMaxLength(MostOfWho)]
    [Display(Name = nameof(InspectionTexts.Place), ResourceType = typeof(InspectionTexts))]
    public string? Place { get; set; }

    [Personal]
    [LocalizedRequired, LocalizedMaxLength(MostOfWho)]
    [DataType(DataType.MultilineText)]
    [Display(
        Name = nameof(InspectionTexts.Inspectors),
        Description = nameof(InspectionTexts.InspectorsHint),
        ResourceType = typeof(InspectionTexts)
    )]
    public string? Inspectors { get; set; }

    [Personal]
    [LocalizedRequired, LocalizedMaxLength(MostOfWho)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(InspectionTexts.Met), Description = nameof(InspectionTexts.MetHint), ResourceType = typeof(InspectionTexts))]
    public string? Met { get; set; }

    [Personal]
    [LocalizedMaxLength(MostOfText)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(InspectionTexts.Summary), ResourceType = typeof(InspectionTexts))]
    public string? Summary { get; set; }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Mode == InspectionMode.Remote && VisibleText.IsBlank(RemoteReason))
        {
            yield return new ValidationResult(InspectionTexts.RemoteNeedsReason, [nameof(RemoteReason)]);
        }

        if (!VisibleText.IsBlank(Inspectors) && Inspectors.Split(Dividers).Count(name => !VisibleText.IsBlank(name)) < FewestInspectors)
        {
            yield return new ValidationResult(InspectionTexts.TwoInspectors, [nameof(Inspectors)]);
        }
    }
}

/// <summary>検査: once a year and contract, in principle on site (個人情報保護委員会 Q&amp;A 行政機関等編 3-1-4).</summary>
internal sealed class Inspection : IAudited, IStatesFacts
{
    private Inspection() { }

    public Inspection(Guid contract, int number, InspectionDetails details, Guid by, DateTime nowUtc)
    {
        (Id, Version) = (NewId.Create(), NewId.Create());
        (ContractId, Number, Details, OpenedById, OpenedAtUtc) = (contract, number, details, by, nowUtc);
        FiscalYear = JapaneseDate.FiscalYear(details.InspectedOn!.Value);
        State = InspectionState.Open;
    }

    public Guid Id { get; private set; }

    public Guid ContractId { get; private set; }

    /// <summary>年度 of the day of the inspection.</summary>
    public int FiscalYear { get; private set; }

    /// <summary>1, 2, 3 … within the fiscal year.</summary>
    public int Number { get; private set; }

    public InspectionState State { get; private set; }

    public InspectionDetails Details { get; private set; } = new();

    public Guid OpenedById { get; private set; }

    public DateTime OpenedAtUtc { get; private set; }

    public Guid? ClosedById { get; private set; }

    public DateTime? ClosedAtUtc { get; private set; }

    public Guid Version { get; private set; }

    IEnumerable<string> IStatesFacts.Facts => [string.Create(CultureInfo.InvariantCulture, $"state={State}")];

    /// <summary>Takes over corrected details.</summary>
    /// <exception cref="RuleException">It is closed, or the day is in another fiscal year, by which it is numbered.</exception>
    public void Change(InspectionDetails details)
    {
        EnsureOpen();
        if (JapaneseDate.FiscalYear(details.InspectedOn!.Value) != FiscalYear)
        {
            throw new RuleException(InspectionTexts.OtherYear) { Field = nameof(details.InspectedOn) };
        }

        (Details, Version) = (details, NewId.Create());
    }

    /// <summary>Closes it once every item is judged.</summary>
    /// <exception cref="RuleException">It is closed, or items are not judged.</exception>
    public void Close(int notJudged, Guid by, DateTime nowUtc)
    {
        EnsureOpen();
        if (notJudged > 0)
        {
            throw new RuleException(Filled(InspectionTexts.ItemsOpen, notJudged));
        }

        (State, ClosedById, ClosedAtUtc, Version) = (InspectionState.Closed, by, nowUtc, NewId.Create());
    }

    /// <exception cref="RuleException">It is closed.</exception>
    public void EnsureOpen()
    {
        if (State != InspectionState.Open)
        {
            throw new RuleException(InspectionTexts.IsClosed);
        }
    }
}
