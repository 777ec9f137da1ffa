namespace SupportCenter.Portal.Printing;

/// <summary>事業者の要約: texts as they are to be read.</summary>
/// <param name="BusinessName">The business.</param>
/// <param name="Facts">What is known of it, each under its label.</param>
/// <param name="Visits">Its appointments in the order of time.</param>
/// <param name="Records">Its records in the order of time.</param>
/// <param name="Documents">The names of its papers.</param>
/// <param name="Note">What is not in it on purpose, such as 所感.</param>
public sealed record BusinessSummarySheet(
    string BusinessName,
    IReadOnlyList<BinderFact> Facts,
    IReadOnlyList<SummaryVisit> Visits,
    IReadOnlyList<SummarySheetRecord> Records,
    IReadOnlyList<SummarySheetDocument> Documents,
    string Note
);

/// <summary>One appointment.</summary>
public sealed record SummaryVisit(string When, string VenueName, string Scrivener, string Visit, string Status);

/// <summary>One record: its heading, and its parts, each under a label.</summary>
public sealed record SummarySheetRecord(string Heading, IReadOnlyList<BinderFact> Parts);

/// <summary>One paper.</summary>
public sealed record SummarySheetDocument(string FileName, string Kind, string UploadedOn);
