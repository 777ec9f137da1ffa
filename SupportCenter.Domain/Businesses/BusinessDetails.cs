using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Businesses;

/// <summary>What a person corrects of a business, under the labels of the paper.</summary>
public sealed class BusinessDetails
{
    /// <summary>As it is written by the business itself, 異体字 too.</summary>
    [Personal, LocalizedRequired]
    [LocalizedMaxLength(200)]
    [Display(Name = nameof(ReservationTexts.BusinessName), ResourceType = typeof(ReservationTexts))]
    public string Name { get; set; } = "";

    [Personal, LocalizedMaxLength(100)]
    [Display(Name = nameof(ReservationTexts.ContactName), ResourceType = typeof(ReservationTexts))]
    public string? ContactName { get; set; }

    /// <summary>Typed in any width, with any hyphen, dot or bracket; the digits are kept.</summary>
    [Personal, LocalizedRequired]
    [JapaneseTelephone, DataType(DataType.PhoneNumber)]
    [Display(
        Name = nameof(ReservationTexts.Telephone),
        Description = nameof(ReservationTexts.TelephoneHint),
        ResourceType = typeof(ReservationTexts)
    )]
    public string? Telephone { get; set; }

    [Display(Name = nameof(ReservationTexts.Ward), ResourceType = typeof(ReservationTexts))]
    public Ward? Ward { get; set; }

    [LocalizedMaxLength(60)]
    [Display(Name = nameof(ReservationTexts.Industry), ResourceType = typeof(ReservationTexts))]
    public string? Industry { get; set; }

    [LocalizedRange(0, 1_000_000)]
    [Display(Name = nameof(ReservationTexts.EmployeeCount), ResourceType = typeof(ReservationTexts))]
    public int? EmployeeCount { get; set; }
}
