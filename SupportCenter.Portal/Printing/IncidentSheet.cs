namespace SupportCenter.Portal.Printing;

/// <summary>報告様式: the nine items of a report on a leak; texts as they are to be read.</summary>
/// <param name="Title">Such as 漏えい等報告（速報）.</param>
/// <param name="Number">Such as 令和2年度 事案第1号　第1号様式.</param>
/// <param name="Items">Heading and text of each item, in their order.</param>
/// <param name="Facts">Who drew it up, who let it go out, the hash.</param>
public sealed record IncidentSheet(
    string Title,
    string Number,
    IReadOnlyList<(string Heading, string Text)> Items,
    IReadOnlyList<(string Label, string Text)> Facts
);
