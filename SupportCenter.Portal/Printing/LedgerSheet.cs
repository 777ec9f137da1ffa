namespace SupportCenter.Portal.Printing;

/// <summary>閲覧履歴の開示: what the paper for the business that asks shows, texts as they are to be read. No name of any member of
/// staff.</summary>
/// <param name="BusinessName">The business that asked.</param>
/// <param name="Rows">The acts on its data, the newest first.</param>
/// <param name="Note">A sentence under the table, such as that older acts are not shown; empty when there is none.</param>
public sealed record LedgerSheet(string BusinessName, IReadOnlyList<LedgerSheetRow> Rows, string Note);

/// <summary>One act.</summary>
/// <param name="At">Such as 令和2年7月16日 14:05.</param>
/// <param name="Who">The organisation and the role.</param>
/// <param name="Act">What was done.</param>
/// <param name="What">Which data of the business.</param>
public sealed record LedgerSheetRow(string At, string Who, string Act, string What);
