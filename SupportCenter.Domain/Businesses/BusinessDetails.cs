using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Businesses;

/// <summary>What a person corrects of a business, under the labels of the paper.</summary>
public sealed class BusinessDetails : ITelephoneFields
{
    /// <summary>As it is written by the business itself, 異体字 too.</summary>
    [Personal, LocalizedRequired]
    [LocalizedMaxLength(200)]
    [Display(Name = nameof(ReservationTexts.BusinessName), ResourceType = typeof(ReservationTexts))]
    public string Name { get; set; } = "";

    /// <summary>How the name is read, where that is not plain.</summary>
    [Personal, LocalizedMaxLength(200)]
    [Display(Name = nameof(ReservationTexts.BusinessNameReading), ResourceType = typeof(ReservationTexts))]
    public string? NameReading { get; set; }

    [Personal, LocalizedMaxLength(100)]
    [Display(Name = nameof(ReservationTexts.ContactName), ResourceType = typeof(ReservationTexts))]
    public string? ContactName { get; set; }

    /// <summary>Typed in any width, with any hyphen, dot or bracket; the digits are kept.</summary>
    [Personal, TelephoneNeeded]
    [TelephoneNumber, DataType(DataType.PhoneNumber)]
    [Display(
        Name = nameof(ReservationTexts.Telephone),
        Description = nameof(ReservationTexts.TelephoneHint),
        ResourceType = typeof(ReservationTexts)
    )]
    public string Telephone { get; set; } = "";

    /// <inheritdoc />
    [Personal, LocalizedMaxLength(200)]
    [Display(
        Name = nameof(ReservationTexts.TelephoneNote),
        Description = nameof(ReservationTexts.TelephoneNoteHint),
        ResourceType = typeof(ReservationTexts)
    )]
    public string? TelephoneNote { get; set; }

    /// <inheritdoc />
    [Display(
        Name = nameof(ReservationTexts.TelephoneReason),
        Description = nameof(ReservationTexts.TelephoneReasonHint),
        ResourceType = typeof(ReservationTexts)
    )]
    public TelephoneReason? TelephoneReason { get; set; }

    [Display(Name = nameof(ReservationTexts.Ward), ResourceType = typeof(ReservationTexts))]
    public Ward? Ward { get; set; }

    [LocalizedMaxLength(60)]
    [Display(Name = nameof(ReservationTexts.Industry), ResourceType = typeof(ReservationTexts))]
    public string? Industry { get; set; }

    [LocalizedRange(0, 1_000_000)]
    [Display(Name = nameof(ReservationTexts.EmployeeCount), ResourceType = typeof(ReservationTexts))]
    public int? EmployeeCount { get; set; }

    /// <summary>The same of what was said at a booking.</summary>
    internal static BusinessDetails Of(ReservationDetails said) =>
        new()
        {
            Name = said.BusinessName,
            NameReading = said.BusinessNameReading,
            ContactName = said.ContactName,
            Telephone = said.Telephone,
            TelephoneNote = said.TelephoneNote,
            TelephoneReason = said.TelephoneReason,
            Ward = said.Ward,
            Industry = said.Industry,
            EmployeeCount = said.EmployeeCount,
        };

    /// <summary>The same as a booking would say it.</summary>
    internal ReservationDetails Said() =>
        new()
        {
            BusinessName = Name,
            BusinessNameReading = NameReading,
            ContactName = ContactName,
            Telephone = Telephone,
            TelephoneNote = TelephoneNote,
            TelephoneReason = TelephoneReason,
            Ward = Ward,
            Industry = Industry,
            EmployeeCount = EmployeeCount,
        };
}
