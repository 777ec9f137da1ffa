using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;

namespace SupportCenter.Domain.Consultations;

/// <summary>Who offers a measure.</summary>
public enum Issuer
{
    [Display(Name = nameof(ConsultationTexts.IssuerCity), ResourceType = typeof(ConsultationTexts))]
    City = 1,

    [Display(Name = nameof(ConsultationTexts.IssuerPrefecture), ResourceType = typeof(ConsultationTexts))]
    Prefecture = 2,

    [Display(Name = nameof(ConsultationTexts.IssuerNation), ResourceType = typeof(ConsultationTexts))]
    Nation = 3,
}

/// <summary>支援策: a row of the catalogue. The boxes of the paper are rows of it, too; the next crisis changes rows, not code.</summary>
public sealed class SupportMeasure : IAudited
{
    private SupportMeasure() { }

    public SupportMeasure(MeasureDetails details)
    {
        Id = NewId.Create();
        Details = details;
    }

    public Guid Id { get; private set; }

    public MeasureDetails Details { get; private set; } = new();

    public bool IsOfferedOn(DateOnly day) => Details.ValidFrom <= day && (Details.ValidTo is null || day <= Details.ValidTo);

    public void Revise(MeasureDetails details) => Details = details;
}

/// <summary>What a person edits of a measure; all of it is public knowledge.</summary>
public sealed class MeasureDetails : IValidatableObject
{
    [
        LocalizedRequired,
        LocalizedMaxLength(200),
        Display(Name = nameof(ConsultationTexts.MeasureName), ResourceType = typeof(ConsultationTexts))
    ]
    public string Name { get; set; } = "";

    [Display(Name = nameof(ConsultationTexts.MeasureIssuer), ResourceType = typeof(ConsultationTexts))]
    public Issuer Issuer { get; set; } = Issuer.City;

    /// <summary>The measure that this one is part of; null at the top.</summary>
    [Display(Name = nameof(ConsultationTexts.MeasureParent), ResourceType = typeof(ConsultationTexts))]
    public Guid? ParentId { get; set; }

    [Display(Name = nameof(ConsultationTexts.MeasureValidFrom), ResourceType = typeof(ConsultationTexts))]
    public DateOnly ValidFrom { get; set; }

    [Display(Name = nameof(ConsultationTexts.MeasureValidTo), ResourceType = typeof(ConsultationTexts))]
    public DateOnly? ValidTo { get; set; }

    [WebAddress, LocalizedMaxLength(500), Display(Name = nameof(ConsultationTexts.MeasureLink), ResourceType = typeof(ConsultationTexts))]
    public string? Link { get; set; }

    /// <summary>Position among the boxes of the paper form, from 1; null when it is not on the paper.</summary>
    [LocalizedRange(1, 999), Display(Name = nameof(ConsultationTexts.MeasurePaperOrder), ResourceType = typeof(ConsultationTexts))]
    public int? PaperOrder { get; set; }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ValidFrom == DateOnly.MinValue)
        {
            yield return new ValidationResult(CatalogueTexts.FirstDayNeeded, [nameof(ValidFrom)]);
        }

        if (ValidTo < ValidFrom)
        {
            yield return new ValidationResult(CatalogueTexts.EndsBeforeFirstDay, [nameof(ValidTo)]);
        }
    }
}

/// <summary>An address of the web (http or https): anything else must not become a link.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WebAddressAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) =>
        value is null or ""
        || (value is string text && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https");

    public override string FormatErrorMessage(string name) => ConsultationTexts.LinkWrong;
}
