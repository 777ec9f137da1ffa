using System.Globalization;

namespace SupportCenter.Domain.Documents.Formats;

/// <summary>Refuses what does something when a paper is opened: fetches from elsewhere, starts a program, or carries another file with it.
/// The sentence says what it was, so that the person can take it out.</summary>
internal static class ActiveContent
{
    /// <summary>Functions of spreadsheets that fetch from elsewhere or start something, for a regular expression.</summary>
    public const string FetchingFunctions = @"WEBSERVICE|RTD|DDE|CALL|REGISTER\.ID|EXEC|IMAGE|IMPORTTEXT|IMPORTCSV|SQL\.REQUEST";

    public static RuleException Found(string what) => new(Filled(DocumentTexts.HasActiveContent, what));

    public static RuleException Link() => Found(DocumentTexts.ActiveLink);

    public static RuleException Embedded() => Found(DocumentTexts.ActiveEmbedded);

    public static RuleException Control() => Found(DocumentTexts.ActiveControl);

    public static RuleException Data() => Found(DocumentTexts.ActiveData);

    public static RuleException Command() => Found(DocumentTexts.ActiveCommand);

    public static RuleException Script() => Found(DocumentTexts.ActiveScript);
}
