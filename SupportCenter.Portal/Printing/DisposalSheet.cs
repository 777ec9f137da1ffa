namespace SupportCenter.Portal.Printing;

/// <summary>廃棄証明書: texts as they are to be read. No name of any business.</summary>
/// <param name="Number">Such as 令和8年度 廃棄第1号.</param>
/// <param name="Facts">What the certificate states, each under its label.</param>
/// <param name="Disposed">What was disposed of, by fingerprint.</param>
/// <param name="LeftOut">What was not, and why.</param>
public sealed record DisposalSheet(
    string Number,
    IReadOnlyList<DisposalFact> Facts,
    IReadOnlyList<DisposalSheetRow> Disposed,
    IReadOnlyList<DisposalSheetRow> LeftOut
);

/// <summary>One statement of the certificate.</summary>
public sealed record DisposalFact(string Label, string Text);

/// <summary>One subject.</summary>
/// <param name="Fingerprint">Such as 3FA9-12BC-77D0-AB41.</param>
/// <param name="Kind">A business, or a call-back.</param>
/// <param name="LastYear">Such as 令和2年度.</param>
/// <param name="Parts">How many reservations, records and papers went with it; empty where it was left out.</param>
/// <param name="Outcome">Disposed of, or why it was left out.</param>
public sealed record DisposalSheetRow(string Fingerprint, string Kind, string LastYear, string Parts, string Outcome);
