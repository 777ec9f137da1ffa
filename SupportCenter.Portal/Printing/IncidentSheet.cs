namespace SupportCenter.Portal.Printing;

/// <summary>A paper of an incident that is a table of items: the nine items, what the council is told, the list for publication, the
/// contact
/// log; texts as they are to be read.</summary>
/// <param name="Title">Such as 漏えい等報告（速報）.</param>
/// <param name="Number">Such as 令和2年度 事案第1号　様式1.</param>
/// <param name="Note">What the paper is for; empty for nothing.</param>
/// <param name="Items">Heading and text of each item, in their order.</param>
/// <param name="Facts">Who drew it up, who let it go out, the hash.</param>
public sealed record IncidentSheet(
    string Title,
    string Number,
    string Note,
    IReadOnlyList<(string Heading, string Text)> Items,
    IReadOnlyList<(string Label, string Text)> Facts
);

/// <summary>通知書: a letter to one business.</summary>
/// <param name="Title">お詫びとお知らせ.</param>
/// <param name="Addressee">Whom it is for, with 様 or 御中.</param>
/// <param name="Date">The day of the letter, as it is to be read.</param>
/// <param name="Reference">Such as 令和2年度 事案第1号　様式3-12.</param>
/// <param name="Opening">The first paragraphs.</param>
/// <param name="Items">Heading and text of each item, in their order.</param>
public sealed record IncidentLetter(
    string Title,
    string Addressee,
    string Date,
    string Reference,
    string Opening,
    IReadOnlyList<(string Heading, string Text)> Items
);

/// <summary>連絡票 on paper: for whoever calls without a screen.</summary>
/// <param name="Number">How the incident is called.</param>
/// <param name="Counts">How many are on the list, and how many need no call any more.</param>
/// <param name="Script">The words to read out, with their version; empty where there are none.</param>
/// <param name="Rows">Whoever is still to be told.</param>
public sealed record IncidentCallSheet(string Number, string Counts, string Script, IReadOnlyList<IncidentCallSheetRow> Rows);

/// <summary>A business that is still to be told.</summary>
/// <param name="Business">Its name, with the reading and the contact person.</param>
/// <param name="Telephone">Empty where there is none.</param>
/// <param name="Data">What could be seen.</param>
/// <param name="SoFar">What came of earlier attempts, and the next time.</param>
public sealed record IncidentCallSheetRow(string Business, string Telephone, string Data, string SoFar);
