using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reservations;

/// <summary>予約内容: what a person edits of a reservation, in the order of the paper (別紙2, upper half). A new field of the form is one
/// property here, its label and one migration (CONTRIBUTING.md).</summary>
public sealed class ReservationDetails : ITelephoneFields
{
    /// <summary>As typed, 異体字 too.</summary>
    [OnPaper, Personal, LocalizedRequired]
    [LocalizedMaxLength(200)]
    [Display(
        Name = nameof(ReservationTexts.BusinessName),
        Description = nameof(ReservationTexts.BusinessNameHint),
        ResourceType = typeof(ReservationTexts)
    )]
    public string BusinessName { get; set; } = "";

    /// <summary>How the name is read, where that is not plain; searched like the name.</summary>
    [Beside(nameof(BusinessName)), Personal, LocalizedMaxLength(200)]
    [Display(
        Name = nameof(ReservationTexts.BusinessNameReading),
        Description = nameof(ReservationTexts.BusinessNameReadingHint),
        Order = 1,
        ResourceType = typeof(ReservationTexts)
    )]
    public string? BusinessNameReading { get; set; }

    [OnPaper, Personal, LocalizedMaxLength(100)]
    [Display(Name = nameof(ReservationTexts.ContactName), ResourceType = typeof(ReservationTexts))]
    public string? ContactName { get; set; }

    /// <summary>Typed in any width, with any hyphen, dot or bracket; the service keeps the digits.</summary>
    [OnPaper, Personal, TelephoneRequired]
    [TelephoneNumber, DataType(DataType.PhoneNumber)]
    [Display(
        Name = nameof(ReservationTexts.Telephone),
        Description = nameof(ReservationTexts.TelephoneHint),
        ResourceType = typeof(ReservationTexts)
    )]
    public string Telephone { get; set; } = "";

    /// <inheritdoc />
    [Beside(nameof(Telephone), IsReadWithIt = true), Personal, LocalizedMaxLength(200)]
    [Display(
        Name = nameof(ReservationTexts.TelephoneNote),
        Description = nameof(ReservationTexts.TelephoneNoteHint),
        Order = 1,
        ResourceType = typeof(ReservationTexts)
    )]
    public string? TelephoneNote { get; set; }

    /// <inheritdoc />
    [Beside(nameof(Telephone), IsReadWithIt = true)]
    [Display(
        Name = nameof(ReservationTexts.TelephoneReason),
        Description = nameof(ReservationTexts.TelephoneReasonHint),
        Order = 1,
        ResourceType = typeof(ReservationTexts)
    )]
    public TelephoneReason? TelephoneReason { get; set; }

    [OnPaper, Display(Name = nameof(ReservationTexts.Ward), ResourceType = typeof(ReservationTexts))]
    public Ward? Ward { get; set; }

    /// <summary>From the list that administrators keep, or free text; not personal, so that lists can filter by it.</summary>
    [OnPaper, LocalizedMaxLength(60)]
    [Display(Name = nameof(ReservationTexts.Industry), ResourceType = typeof(ReservationTexts))]
    public string? Industry { get; set; }

    [OnPaper, LocalizedRange(0, 1_000_000)]
    [Display(Name = nameof(ReservationTexts.EmployeeCount), ResourceType = typeof(ReservationTexts))]
    public int? EmployeeCount { get; set; }

    /// <summary>確認事項 1 and 2: one answer for each question that was asked on that day.</summary>
    [OnPaper, Display(Name = nameof(ReservationTexts.Confirmations), ResourceType = typeof(ReservationTexts))]
    public List<QuestionAnswer> Answers { get; set; } = [];

    [OnPaper, Personal, LocalizedMaxLength(2000)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(ReservationTexts.WishedMeasure), ResourceType = typeof(ReservationTexts))]
    public string? WishedMeasure { get; set; }

    /// <summary>〇回目: counted from the business's history; staff may correct it.</summary>
    [OnPaper, LocalizedRange(1, 999)]
    [Display(Name = nameof(ReservationTexts.VisitNumber), ResourceType = typeof(ReservationTexts))]
    public int VisitNumber { get; set; } = 1;

    [Personal, LocalizedMaxLength(2000)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(ReservationTexts.Memo), ResourceType = typeof(ReservationTexts))]
    public string? Memo { get; set; }

    /// <summary>The texts by which the business is searched as by a name.</summary>
    internal IReadOnlyList<string?> SearchableNames() => [BusinessName, BusinessNameReading, ContactName];

    /// <summary>The numbers by which it is found: the one that was given, and those beside it.</summary>
    internal IReadOnlyList<string?> SearchableNumbers() => [Telephone, .. Text.Telephone.All(TelephoneNote)];

    /// <summary>A copy to be shown: the number masked, or whole with its hyphens as the paper has it (ASVS 14.2.6).</summary>
    internal ReservationDetails ToShow(bool wholeTelephone = false)
    {
        var shown = (ReservationDetails)MemberwiseClone();
        shown.Show(wholeTelephone);
        return shown;
    }
}

/// <summary>The answer to one of the day's questions.</summary>
public sealed record QuestionAnswer(Guid QuestionId, Answer Answer);

/// <summary>している／していない／検討中／未確認.</summary>
public enum Answer
{
    [Display(Name = nameof(ReservationTexts.AnswerUnknown), ResourceType = typeof(ReservationTexts))]
    Unknown = 0,

    [Display(Name = nameof(ReservationTexts.AnswerYes), ResourceType = typeof(ReservationTexts))]
    Yes = 1,

    [Display(Name = nameof(ReservationTexts.AnswerNo), ResourceType = typeof(ReservationTexts))]
    No = 2,

    [Display(Name = nameof(ReservationTexts.AnswerConsidering), ResourceType = typeof(ReservationTexts))]
    Considering = 3,
}
