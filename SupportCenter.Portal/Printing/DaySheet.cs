namespace SupportCenter.Portal.Printing;

/// <summary>One venue on one day, for the scriveners who sit there: what the day's sheet shows, texts as they are to be read.</summary>
/// <param name="Date">Such as 令和2年7月16日(木).</param>
/// <param name="VenueName">The venue.</param>
/// <param name="Scriveners">Who is at the desks.</param>
/// <param name="Rows">The reservations in the order of time.</param>
/// <param name="Handovers">What is handed over to the day, in the order in which it is to be seen to.</param>
public sealed record DaySheet(
    string Date,
    string VenueName,
    string Scriveners,
    IReadOnlyList<DaySheetRow> Rows,
    IReadOnlyList<DaySheetHandover> Handovers
);

/// <summary>One handover on the day's sheet.</summary>
/// <param name="Text">What is handed over.</param>
/// <param name="About">The business or caller whom it is about; empty where it is about none.</param>
/// <param name="Owner">Who has to see to it; empty for whoever is there.</param>
/// <param name="From">Who wrote it, and when.</param>
public sealed record DaySheetHandover(string Text, string About, string Owner, string From);

/// <summary>One reservation of the day. No telephone number: the sheet lies on a desk.</summary>
/// <param name="Slot">Such as 13:00～13:50.</param>
/// <param name="BusinessName">The business, as it was typed.</param>
/// <param name="ContactName">Who will come.</param>
/// <param name="Industry">業種.</param>
/// <param name="WishedMeasure">相談したい制度.</param>
/// <param name="Visit">初回, or the count of visits such as 2回目.</param>
/// <param name="Status">予約済, 来所 ….</param>
public sealed record DaySheetRow(
    string Slot,
    string BusinessName,
    string ContactName,
    string Industry,
    string WishedMeasure,
    string Visit,
    string Status
);
