namespace SupportCenter.Portal.Printing;

/// <summary>予約一覧: texts as they are to be read.</summary>
/// <param name="Facts">Period, count, reference, one text for each line under the title.</param>
/// <param name="Rows">The reservations in the order of time.</param>
public sealed record ReservationListSheet(IReadOnlyList<string> Facts, IReadOnlyList<ReservationListSheetRow> Rows);

/// <summary>One reservation.</summary>
/// <param name="Business">事業者名（担当者名）.</param>
/// <param name="Ward">行政区.</param>
/// <param name="Employees">従業員数, with its unit.</param>
/// <param name="Industry">業種.</param>
/// <param name="Telephone">電話番号.</param>
/// <param name="When">予約日時と会場.</param>
/// <param name="Answers">補助金・融資の申請の有無: what was asked, with the answers.</param>
/// <param name="Wish">相談したい内容.</param>
public sealed record ReservationListSheetRow(
    string Business,
    string Ward,
    string Employees,
    string Industry,
    string Telephone,
    string When,
    string Answers,
    string Wish
);
