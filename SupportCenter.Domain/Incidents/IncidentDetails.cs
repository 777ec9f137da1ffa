using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Incidents;

/// <summary>What is known of an incident, in the order of the nine items that are reported: what a person edits, nothing else.</summary>
public sealed class IncidentDetails : IValidatableObject
{
    private const int MostOfTitle = 60;
    private const int MostOfWho = 200;
    private const int MostOfText = 3000;
    private const int MostPersons = 1_000_000;

    [Personal]
    [LocalizedRequired, LocalizedMaxLength(MostOfTitle)]
    [Display(Name = nameof(IncidentTexts.Title), Description = nameof(IncidentTexts.TitleHint), ResourceType = typeof(IncidentTexts))]
    public string? Title { get; set; }

    [LocalizedRequired]
    [YearlessDate(YearRule.Past)]
    [Display(Name = nameof(IncidentTexts.KnownOn), Description = nameof(IncidentTexts.KnownOnHint), ResourceType = typeof(IncidentTexts))]
    public DateOnly? KnownOn { get; set; }

    [LocalizedRequired]
    [Display(Name = nameof(IncidentTexts.KnownAt), ResourceType = typeof(IncidentTexts))]
    public TimeOnly? KnownAt { get; set; }

    [LocalizedRequired]
    [Display(Name = nameof(IncidentTexts.HowKnownLabel), ResourceType = typeof(IncidentTexts))]
    public HowKnown? How { get; set; }

    [Personal]
    [LocalizedMaxLength(MostOfWho)]
    [Display(Name = nameof(IncidentTexts.KnownBy), Description = nameof(IncidentTexts.KnownByHint), ResourceType = typeof(IncidentTexts))]
    public string? KnownBy { get; set; }

    [Personal]
    [LocalizedRequired, LocalizedMaxLength(MostOfText)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(IncidentTexts.What), Description = nameof(IncidentTexts.WhatHint), ResourceType = typeof(IncidentTexts))]
    public string? What { get; set; }

    [YearlessDate(YearRule.Past)]
    [Display(Name = nameof(IncidentTexts.OccurredFrom), ResourceType = typeof(IncidentTexts))]
    public DateOnly? OccurredFrom { get; set; }

    [YearlessDate(YearRule.Past)]
    [Display(Name = nameof(IncidentTexts.OccurredTo), ResourceType = typeof(IncidentTexts))]
    public DateOnly? OccurredTo { get; set; }

    [LocalizedRequired]
    [Display(
        Name = nameof(IncidentTexts.CriterionSensitive),
        Description = nameof(IncidentTexts.CriterionSensitiveHint),
        ResourceType = typeof(IncidentTexts)
    )]
    public CriterionAnswer? Sensitive { get; set; } = CriterionAnswer.Unknown;

    [LocalizedRequired]
    [Display(Name = nameof(IncidentTexts.CriterionProperty), ResourceType = typeof(IncidentTexts))]
    public CriterionAnswer? Property { get; set; } = CriterionAnswer.Unknown;

    [LocalizedRequired]
    [Display(
        Name = nameof(IncidentTexts.CriterionWrongful),
        Description = nameof(IncidentTexts.CriterionWrongfulHint),
        ResourceType = typeof(IncidentTexts)
    )]
    public CriterionAnswer? Wrongful { get; set; } = CriterionAnswer.Unknown;

    [Personal]
    [LocalizedMaxLength(MostOfText)]
    [DataType(DataType.MultilineText)]
    [Display(
        Name = nameof(IncidentTexts.CriteriaReason),
        Description = nameof(IncidentTexts.CriteriaReasonHint),
        ResourceType = typeof(IncidentTexts)
    )]
    public string? CriteriaReason { get; set; }

    [Personal]
    [LocalizedMaxLength(MostOfText)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(IncidentTexts.Items), Description = nameof(IncidentTexts.ItemsHint), ResourceType = typeof(IncidentTexts))]
    public string? Items { get; set; }

    [LocalizedRange(0, MostPersons)]
    [Display(
        Name = nameof(IncidentTexts.PersonsLeast),
        Description = nameof(IncidentTexts.PersonsHint),
        ResourceType = typeof(IncidentTexts)
    )]
    public int? PersonsLeast { get; set; }

    [LocalizedRange(0, MostPersons)]
    [Display(
        Name = nameof(IncidentTexts.PersonsMost),
        Description = nameof(IncidentTexts.PersonsMostHint),
        ResourceType = typeof(IncidentTexts)
    )]
    public int? PersonsMost { get; set; }

    [Personal]
    [LocalizedMaxLength(MostOfText)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(IncidentTexts.Cause), Description = nameof(IncidentTexts.CauseHint), ResourceType = typeof(IncidentTexts))]
    public string? Cause { get; set; }

    [Personal]
    [LocalizedMaxLength(MostOfText)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(IncidentTexts.Secondary), ResourceType = typeof(IncidentTexts))]
    public string? Secondary { get; set; }

    [Personal]
    [LocalizedMaxLength(MostOfText)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(IncidentTexts.ForPersons), ResourceType = typeof(IncidentTexts))]
    public string? ForPersons { get; set; }

    [Personal]
    [LocalizedMaxLength(MostOfText)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(IncidentTexts.Publication), ResourceType = typeof(IncidentTexts))]
    public string? Publication { get; set; }

    [Personal]
    [LocalizedMaxLength(MostOfText)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(IncidentTexts.MeasuresDone), ResourceType = typeof(IncidentTexts))]
    public string? MeasuresDone { get; set; }

    [Personal]
    [LocalizedMaxLength(MostOfText)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(IncidentTexts.MeasuresPlanned), ResourceType = typeof(IncidentTexts))]
    public string? MeasuresPlanned { get; set; }

    [Personal]
    [LocalizedMaxLength(MostOfText)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(IncidentTexts.OtherFacts), ResourceType = typeof(IncidentTexts))]
    public string? OtherFacts { get; set; }

    /// <summary>What becomes of the fourth criterion, the number of persons: while the number is open the greatest that is possible
    /// counts.</summary>
    public CriterionAnswer ManyAnswer(int many) =>
        (PersonsMost ?? PersonsLeast) > many ? CriterionAnswer.Met
        : PersonsMost is null ? CriterionAnswer.Unknown
        : CriterionAnswer.NotMet;

    /// <summary>Whether the commission has to be told: one criterion that is met suffices, and an open one is no "no".</summary>
    public ReportingDuty Duty(int many)
    {
        CriterionAnswer?[] answers = [Sensitive, Property, Wrongful, ManyAnswer(many)];
        return answers.Contains(CriterionAnswer.Met) ? ReportingDuty.Exists
            : answers.All(answer => answer == CriterionAnswer.NotMet) ? ReportingDuty.None
            : ReportingDuty.Open;
    }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (OccurredTo < OccurredFrom)
        {
            yield return new ValidationResult(IncidentTexts.OccurredBackwards, [nameof(OccurredTo)]);
        }

        if (PersonsMost < PersonsLeast)
        {
            yield return new ValidationResult(IncidentTexts.PersonsBackwards, [nameof(PersonsMost)]);
        }

        if (OccurredFrom > KnownOn)
        {
            yield return new ValidationResult(IncidentTexts.KnownBeforeItOccurred, [nameof(OccurredFrom)]);
        }
    }
}
