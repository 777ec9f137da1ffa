using SupportCenter.Domain.Forms;

namespace SupportCenter.Portal.Printing;

/// <summary>
/// What the paper of one consultation shows (別紙2): texts as they are to be read, already allowed to whoever prints it. An empty text
/// leaves its cell to be filled in by hand.
///</summary>
public sealed record ConsultationSheet
{
    /// <summary>受付日, such as 令和2年7月1日(水).</summary>
    public required string ReceivedOn { get; init; }

    /// <summary>受付者.</summary>
    public required string ReceivedBy { get; init; }

    /// <summary>予約日 月 日 (曜日).</summary>
    public required string ClinicDate { get; init; }

    /// <summary>会場名.</summary>
    public required string VenueName { get; init; }

    /// <summary>時間帯, such as 13:00～13:50.</summary>
    public required string Slot { get; init; }

    /// <summary>企業名, as it was typed.</summary>
    public required string BusinessName { get; init; }

    /// <summary>担当者名.</summary>
    public required string ContactName { get; init; }

    /// <summary>TEL, with hyphens.</summary>
    public required string Telephone { get; init; }

    /// <summary>会社所在地, such as 中京区.</summary>
    public required string Ward { get; init; }

    /// <summary>業種.</summary>
    public required string Industry { get; init; }

    /// <summary>従業員数: the number alone; 人 is the form's own.</summary>
    public required string EmployeeCount { get; init; }

    /// <summary>確認事項 1.–3., in their order; the form numbers them.</summary>
    public required IReadOnlyList<SheetQuestion> Questions { get; init; }

    /// <summary>The last 確認事項, ご予約頂くのは初めてでしょうか: the number alone; 回目 is the form's own.</summary>
    public required string VisitNumber { get; init; }

    /// <summary>What was said at the booking in fields that the paper form does not have.</summary>
    public IReadOnlyList<FieldFact> BookedFurther { get; init; } = [];

    /// <summary>行政書士名.</summary>
    public required string Scrivener { get; init; }

    /// <summary>相談時間: the start, such as 13:02.</summary>
    public required string StartedAt { get; init; }

    /// <summary>相談時間: the end.</summary>
    public required string EndedAt { get; init; }

    /// <summary>相談時間: the minutes, the number alone.</summary>
    public required string Minutes { get; init; }

    /// <summary>相談者区分.</summary>
    public required IReadOnlyList<SheetChoice> ClientCategories { get; init; }

    /// <summary>相談内容区分.</summary>
    public required IReadOnlyList<SheetChoice> Topics { get; init; }

    /// <summary>活用したい支援策: a measure under its issuer has level 1.</summary>
    public required IReadOnlyList<SheetChoice> Measures { get; init; }

    /// <summary>お困りごと.</summary>
    public required IReadOnlyList<SheetChoice> Troubles { get; init; }

    /// <summary>売上減少の状況.</summary>
    public required IReadOnlyList<SheetChoice> SalesDeclines { get; init; }

    /// <summary>What was written in fields that the paper form does not have.</summary>
    public IReadOnlyList<FieldFact> Further { get; init; } = [];

    /// <summary>【相談の概要】.</summary>
    public required string Summary { get; init; }

    /// <summary>【案内した制度】: one text for each, such as 雇用調整助成金：概要のみお伝えし….</summary>
    public required IReadOnlyList<string> Guidance { get; init; }

    /// <summary>【所感】.</summary>
    public required string Impression { get; init; }

    /// <summary>■備考・その他.</summary>
    public required string Remarks { get; init; }

    /// <summary>Who prints it, when, and whether it is a draft.</summary>
    public required PrintMark Print { get; init; }
}

/// <summary>One of the 確認事項.</summary>
/// <param name="Text">The question without its number.</param>
/// <param name="Answer">The answer; empty where it was not asked.</param>
/// <param name="AnswerBelow">Whether the answer is a sentence, which has a line of its own under the question.</param>
public sealed record SheetQuestion(string Text, string Answer, bool AnswerBelow = false);
