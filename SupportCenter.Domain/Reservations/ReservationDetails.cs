using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Words;

namespace SupportCenter.Domain.Reservations;

/// <summary>予約内容: what a person edits of a reservation, in the order of the paper (別紙2, upper half). A new field of the form is one
/// property here, one line in the form and one migration.</summary>
public sealed class ReservationDetails
{
    /// <summary>As typed, 異体字 too.</summary>
    [Personal, Needed]
    [AtMost(200)]
    [Display(Name = nameof(ReservationTexts.BusinessName), Description = nameof(ReservationTexts.BusinessNameHint), ResourceType = typeof(ReservationTexts))]
    public string BusinessName { get; set; } = "";

    [Personal, AtMost(100)]
    [Display(Name = nameof(ReservationTexts.ContactName), ResourceType = typeof(ReservationTexts))]
    public string? ContactName { get; set; }

    /// <summary>Typed in any width, with any hyphen, dot or bracket; the service keeps the digits.</summary>
    [Personal, Needed]
    [JapaneseTelephone, DataType(DataType.PhoneNumber)]
    [Display(Name = nameof(ReservationTexts.Telephone), Description = nameof(ReservationTexts.TelephoneHint), ResourceType = typeof(ReservationTexts))]
    public string? Telephone { get; set; }

    [Display(Name = nameof(ReservationTexts.Ward), ResourceType = typeof(ReservationTexts))]
    public Ward? Ward { get; set; }

    /// <summary>From the list that administrators keep, or free text; not personal, so that lists can filter by it.</summary>
    [AtMost(60)]
    [Display(Name = nameof(ReservationTexts.Industry), ResourceType = typeof(ReservationTexts))]
    public string? Industry { get; set; }

    [WholeNumber(0, 1_000_000)]
    [Display(Name = nameof(ReservationTexts.EmployeeCount), ResourceType = typeof(ReservationTexts))]
    public int? EmployeeCount { get; set; }

    /// <summary>確認事項 1 and 2: one answer for each question that was asked on that day.</summary>
    public List<QuestionAnswer> Answers { get; set; } = [];

    [Personal, AtMost(2000)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(ReservationTexts.WishedMeasure), ResourceType = typeof(ReservationTexts))]
    public string? WishedMeasure { get; set; }

    /// <summary>〇回目: counted from the business's history; staff may correct it.</summary>
    [WholeNumber(1, 999)]
    [Display(Name = nameof(ReservationTexts.VisitNumber), ResourceType = typeof(ReservationTexts))]
    public int VisitNumber { get; set; } = 1;

    [Personal, AtMost(2000)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(ReservationTexts.Memo), ResourceType = typeof(ReservationTexts))]
    public string? Memo { get; set; }

    /// <summary>The names of the properties in which other details say something else.</summary>
    internal IReadOnlyList<string> Differences(ReservationDetails other) =>
        [.. typeof(ReservationDetails).GetProperties()
            .Where(property => JsonSerializer.Serialize(property.GetValue(this)) != JsonSerializer.Serialize(property.GetValue(other)))
            .Select(property => property.Name)];

    /// <summary>A copy as it is kept: the telephone as digits, texts without the spaces around them, an empty text as none. The form's own object
    /// stays as it was typed.</summary>
    public ReservationDetails Cleaned()
    {
        var clean = (ReservationDetails)MemberwiseClone();
        clean.BusinessName = (BusinessName ?? "").Trim();
        clean.ContactName = Kept(ContactName);
        clean.Telephone = Words.Telephone.IsPlausible(Telephone) ? Words.Telephone.Digits(Telephone) : Kept(Telephone);
        clean.Industry = Kept(Industry);
        clean.WishedMeasure = Kept(WishedMeasure);
        clean.Memo = Kept(Memo);
        clean.Answers = [.. Answers ?? []];
        return clean;
    }

    private static string? Kept(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
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

/// <summary>A telephone number that can be rung: 10 or 11 digits with a leading zero, however it is typed.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class JapaneseTelephoneAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is null or "" || (value is string text && Words.Telephone.IsPlausible(text));

    public override string FormatErrorMessage(string name) => ReservationTexts.TelephoneWrong;
}
