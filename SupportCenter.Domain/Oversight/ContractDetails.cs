using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Oversight;

/// <summary>How far a contract has come.</summary>
public enum ContractState
{
    /// <summary>承認待ち: nobody may sign in by it yet.</summary>
    [Display(Name = nameof(ContractTexts.StateProposed), ResourceType = typeof(ContractTexts))]
    Proposed = 1,

    [Display(Name = nameof(ContractTexts.StateApproved), ResourceType = typeof(ContractTexts))]
    Approved = 2,

    /// <summary>Ended before its last day, or not approved.</summary>
    [Display(Name = nameof(ContractTexts.StateEnded), ResourceType = typeof(ContractTexts))]
    Ended = 3,
}

/// <summary>What was agreed with an organisation: what a supervisor writes, nothing else.</summary>
public sealed class ContractDetails : IValidatableObject
{
    private const int MostOfName = 100;
    private const int MostOfText = 500;
    private const int MostOfClauses = 100;

    [LocalizedRequired]
    [Display(
        Name = nameof(ContractTexts.Organisation),
        Description = nameof(ContractTexts.OrganisationHint),
        ResourceType = typeof(ContractTexts)
    )]
    public Organisation? Organisation { get; set; }

    [LocalizedRequired, LocalizedMaxLength(MostOfName)]
    [Display(Name = nameof(ContractTexts.Party), Description = nameof(ContractTexts.PartyHint), ResourceType = typeof(ContractTexts))]
    public string? Party { get; set; }

    [LocalizedRequired]
    [YearlessDate(YearRule.Nearest)]
    [Display(Name = nameof(ContractTexts.ValidFrom), ResourceType = typeof(ContractTexts))]
    public DateOnly? ValidFrom { get; set; }

    [LocalizedRequired]
    [YearlessDate(YearRule.Coming)]
    [Display(Name = nameof(ContractTexts.ValidTo), Description = nameof(ContractTexts.ValidToHint), ResourceType = typeof(ContractTexts))]
    public DateOnly? ValidTo { get; set; }

    [LocalizedRequired, LocalizedMaxLength(MostOfText)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(ContractTexts.Work), Description = nameof(ContractTexts.WorkHint), ResourceType = typeof(ContractTexts))]
    public string? Work { get; set; }

    [LocalizedRequired, LocalizedMaxLength(MostOfText)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(ContractTexts.Data), Description = nameof(ContractTexts.DataHint), ResourceType = typeof(ContractTexts))]
    public string? Data { get; set; }

    [LocalizedRequired, LocalizedMaxLength(MostOfClauses)]
    [Display(Name = nameof(ContractTexts.Clauses), Description = nameof(ContractTexts.ClausesHint), ResourceType = typeof(ContractTexts))]
    public string? Clauses { get; set; }

    [LocalizedMaxLength(MostOfText)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(ContractTexts.Places), Description = nameof(ContractTexts.PlacesHint), ResourceType = typeof(ContractTexts))]
    public string? Places { get; set; }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Organisation == Access.Organisation.City)
        {
            yield return new ValidationResult(ContractTexts.CityNeedsNone, [nameof(Organisation)]);
        }

        if (ValidTo < ValidFrom)
        {
            yield return new ValidationResult(ContractTexts.EndsBeforeStart, [nameof(ValidTo)]);
        }
    }
}
