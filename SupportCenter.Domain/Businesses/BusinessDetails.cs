using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Words;

namespace SupportCenter.Domain.Businesses;

/// <summary>What a person corrects of a business, under the labels of the paper.</summary>
public sealed class BusinessDetails
{
    /// <summary>As it is written by the business itself, 異体字 too.</summary>
    [Personal, Needed]
    [AtMost(200)]
    [Display(Name = nameof(ReservationTexts.BusinessName), ResourceType = typeof(ReservationTexts))]
    public string Name { get; set; } = "";

    [Personal, AtMost(100)]
    [Display(Name = nameof(ReservationTexts.ContactName), ResourceType = typeof(ReservationTexts))]
    public string? ContactName { get; set; }

    /// <summary>Typed in any width, with any hyphen, dot or bracket; the digits are kept.</summary>
    [Personal, Needed]
    [JapaneseTelephone, DataType(DataType.PhoneNumber)]
    [Display(Name = nameof(ReservationTexts.Telephone), Description = nameof(ReservationTexts.TelephoneHint), ResourceType = typeof(ReservationTexts))]
    public string? Telephone { get; set; }

    [Display(Name = nameof(ReservationTexts.Ward), ResourceType = typeof(ReservationTexts))]
    public Ward? Ward { get; set; }

    [AtMost(60)]
    [Display(Name = nameof(ReservationTexts.Industry), ResourceType = typeof(ReservationTexts))]
    public string? Industry { get; set; }

    [WholeNumber(0, 1_000_000)]
    [Display(Name = nameof(ReservationTexts.EmployeeCount), ResourceType = typeof(ReservationTexts))]
    public int? EmployeeCount { get; set; }

    /// <summary>A copy as it is kept: without the spaces around texts, an empty text as none. The form's own object stays as it was typed.</summary>
    public BusinessDetails Cleaned()
    {
        var clean = (BusinessDetails)MemberwiseClone();
        (clean.Name, clean.ContactName, clean.Telephone, clean.Industry) = ((Name ?? "").Trim(), Kept(ContactName), Kept(Telephone), Kept(Industry));
        return clean;
    }

    private static string? Kept(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
