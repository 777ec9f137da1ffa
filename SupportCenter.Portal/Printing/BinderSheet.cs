namespace SupportCenter.Portal.Printing;

/// <summary>相談票の綴り: what its cover says. Texts as they are to be read.</summary>
/// <param name="Facts">Which records, how many, who took them out, who released it, when.</param>
/// <param name="Reference">持ち出し番号, which is on every page.</param>
/// <param name="Print">Who printed it and when, for the foot of the cover and the contents.</param>
public sealed record BinderSheet(IReadOnlyList<BinderFact> Facts, string Reference, PrintMark Print);

/// <summary>One statement of the cover.</summary>
public sealed record BinderFact(string Label, string Text);
