using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Forms;

/// <summary>A form that asks for a telephone number: the number, what belongs to it, and why there is none where there is none.</summary>
public interface ITelephoneFields
{
    /// <summary>One number that can be rung, as digits; a foreign one with + and its country; empty for none.</summary>
    string Telephone { get; set; }

    /// <summary>内線, a second number, when to ring: whatever else there is to say about ringing.</summary>
    string? TelephoneNote { get; set; }

    /// <summary>Why there is no Japanese number.</summary>
    TelephoneReason? TelephoneReason { get; set; }
}

/// <summary>Why a caller or a client has no Japanese number.</summary>
public enum TelephoneReason
{
    [Display(Name = nameof(DomainTexts.TelephoneForeign), ResourceType = typeof(DomainTexts))]
    Foreign,

    [Display(Name = nameof(DomainTexts.TelephoneNone), ResourceType = typeof(DomainTexts))]
    None,

    [Display(Name = nameof(DomainTexts.TelephoneWithheld), ResourceType = typeof(DomainTexts))]
    Withheld,

    [Display(Name = nameof(DomainTexts.TelephoneOtherReason), ResourceType = typeof(DomainTexts))]
    Other,
}

/// <summary>A number is needed, or a reason why there is none.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TelephoneRequiredAttribute : RequiredAttribute
{
    public TelephoneRequiredAttribute() =>
        (ErrorMessageResourceType, ErrorMessageResourceName) = (typeof(DomainTexts), nameof(DomainTexts.TelephoneRequired));

    public override bool RequiresValidationContext => true;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is null or ""
        && validationContext.ObjectInstance is ITelephoneFields { TelephoneReason: not (null or TelephoneReason.Foreign) }
            ? ValidationResult.Success
            : base.IsValid(value, validationContext);
}

/// <summary>A telephone number that can be rung, however it is typed: 10 or 11 digits with a leading zero, or one of another country where
/// that is the reason chosen.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TelephoneNumberAttribute : ValidationAttribute
{
    public override bool RequiresValidationContext => true;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        var isForeign = validationContext.ObjectInstance is ITelephoneFields { TelephoneReason: TelephoneReason.Foreign };
        var fits = value is not string { Length: > 0 } text || Telephone.IsPlausible(text) || (isForeign && Telephone.IsForeign(text));
        return fits
            ? ValidationResult.Success
            : new ValidationResult(
                isForeign ? DomainTexts.TelephoneForeignWrong : DomainTexts.TelephoneWrong,
                [validationContext.MemberName!]
            );
    }
}

/// <summary>What the three fields of a telephone number say together.</summary>
public static class TelephoneFields
{
    /// <summary>The number with what belongs to it, for wherever it is read: 075-000-1234 内線12.</summary>
    public static string TelephoneText(this ITelephoneFields fields) =>
        string.Join(
            ' ',
            new[]
            {
                fields.Telephone,
                fields.TelephoneNote,
                fields.TelephoneReason is { } reason ? Filled(DomainTexts.TelephoneReasonText, reason.Label()) : null,
            }.Where(part => part is { Length: > 0 })
        );

    /// <summary>Makes the number readable: with hyphens, or masked with what belongs to it (ASVS 14.2.6).</summary>
    public static void Show(this ITelephoneFields fields, bool whole)
    {
        fields.Telephone =
            fields.Telephone is not { Length: > 0 } number ? ""
            : whole ? Telephone.Format(Telephone.Normalized(number))
            : Telephone.Masked(number);
        fields.TelephoneNote = whole || fields.TelephoneNote is null ? fields.TelephoneNote : Telephone.MaskedNote(fields.TelephoneNote);
    }

    /// <summary>Moves what was typed behind a complete number into the field for it. Gives whether there was anything.</summary>
    public static bool SplitNote(this ITelephoneFields fields)
    {
        var (number, rest) = Telephone.Read(fields.Telephone);
        if (rest.Length == 0 || !Telephone.IsWhole(number))
        {
            return false;
        }

        fields.TelephoneNote = fields.TelephoneNote is { Length: > 0 } note
            ? note.Contains(rest, StringComparison.Ordinal)
                ? note
                : $"{note} {rest}"
            : rest;
        fields.Telephone = number;
        return true;
    }
}
