using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Businesses;

/// <summary>What a person corrects of a business, under the labels of the paper. The properties have the names of <see
/// cref="ReservationDetails"/>, so that <see cref="FormFields.CopyShared"/> takes one over from the other.</summary>
public sealed class BusinessDetails : ITelephoneFields
{
    /// <summary>As it is written by the business itself, 異体字 too.</summary>
    [Personal, LocalizedRequired]
    [LocalizedMaxLength(200)]
    [Display(Name = nameof(ReservationTexts.BusinessName), ResourceType = typeof(ReservationTexts))]
    public string BusinessName { get; set; } = "";

    /// <summary>How the name is read, where that is not plain.</summary>
    [Personal, LocalizedMaxLength(200)]
    [Display(Name = nameof(ReservationTexts.BusinessNameReading), ResourceType = typeof(ReservationTexts))]
    public string? BusinessNameReading { get; set; }

    [Personal, LocalizedMaxLength(100)]
    [Display(Name = nameof(ReservationTexts.ContactName), ResourceType = typeof(ReservationTexts))]
    public string? ContactName { get; set; }

    /// <summary>Typed in any width, with any hyphen, dot or bracket; the digits are kept.</summary>
    [Personal, TelephoneRequired]
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
}
