using System.ComponentModel.DataAnnotations;

namespace SupportCenter.Domain.Administration;

/// <summary>What the catalogues (支援策, 確認事項, 業種) check alike.</summary>
internal static class CatalogueInput
{
    /// <summary>Holds the details against their annotations.</summary>
    /// <exception cref="RuleException">A field is wrong; the sentence is about the first.</exception>
    public static void Check(object details)
    {
        var broken = new List<ValidationResult>();
        if (!Validator.TryValidateObject(details, new ValidationContext(details), broken, validateAllProperties: true))
        {
            throw new RuleException(broken[0].ErrorMessage!) { Field = broken[0].MemberNames.FirstOrDefault() };
        }
    }

    /// <summary>A period has a first day, and its last day is not before it.</summary>
    public static void CheckPeriod(DateOnly? from, DateOnly? to, string field)
    {
        Refuse(from is null || from == DateOnly.MinValue, CatalogueTexts.FirstDayNeeded, "ValidFrom");
        Refuse(to < from, CatalogueTexts.EndsBeforeFirstDay, field);
    }

    public static void Refuse(bool isWrong, string sentence, string field)
    {
        if (isWrong)
        {
            throw new RuleException(sentence) { Field = field };
        }
    }
}
