using System.Globalization;

namespace SupportCenter.Domain.Import;

/// <summary>Says what somebody who looks at a cell sees, or does not see, besides its value: an error, a struck text, a comment, that it is
/// hidden.</summary>
internal static class CellRemarks
{
    private const int MostPlaces = 5;
    private static readonly CultureInfo Japanese = CultureInfo.GetCultureInfo("ja");

    /// <summary>Doubts why a cell holds no value, when it holds none.</summary>
    public static void AddUnreadable(GridCell? cell, ImportField? field, ImportDoubtList doubts)
    {
        doubts.AddIf(cell?.Value is UncalculatedFormula, field, ImportTexts.Doubt_Formula);
        if (cell?.Value is ErrorValue error)
        {
            doubts.Add(field, Filled(ImportTexts.Doubt_Error, error.Code));
        }
    }

    /// <summary>What is to be said of a cell.</summary>
    /// <param name="field">The field that it belongs to, or null; then the label is part of the sentence.</param>
    /// <param name="label">What stands over it or beside it.</param>
    /// <param name="cell">The cell.</param>
    public static IReadOnlyList<ImportDoubt> Of(ImportField? field, string label, GridCell cell)
    {
        var doubts = new ImportDoubtList();
        AddUnreadable(cell, null, doubts);
        doubts.AddIf(cell.IsHidden, null, ImportTexts.Doubt_HiddenCell);
        if (cell.Struck is { } struck && !string.IsNullOrWhiteSpace(struck))
        {
            doubts.Add(null, Filled(ImportTexts.Doubt_Struck, struck.Trim()));
        }

        doubts.AddIf(cell.IsCrossed && cell.Text.Length > 0, null, ImportTexts.Doubt_Crossed);
        doubts.AddIf(cell.Note is not null, null, ImportTexts.Doubt_Note);
        return [.. doubts.All.Select(doubt => Doubt(field, label, doubt.Sentence))];
    }

    /// <summary>A doubt about a field, or about something that has a label only.</summary>
    public static ImportDoubt Doubt(ImportField? field, string label, string sentence) =>
        field is null or ImportField.Heading
            ? new ImportDoubt(null, Filled(ImportTexts.Doubt_Of, label, sentence))
            : new ImportDoubt(field, sentence);

    /// <summary>The first five of the places, and that there are more.</summary>
    public static string Places(IReadOnlyCollection<string> places) =>
        string.Join('・', places.Take(MostPlaces)) + (places.Count > MostPlaces ? "…" : "");

    /// <summary>A comment as a line of the memo; none when the cell has none.</summary>
    public static IEnumerable<string> Comment(string label, GridCell cell) =>
        cell.Note is { } note ? [Filled(InJapanese(nameof(ImportTexts.Kept_Comment)), label, note)] : [];

    /// <summary>A line of the memo for what a field cannot hold.</summary>
    public static string Line(ImportField field, string typed) => Line(Label(field), typed);

    /// <summary>The same, under a heading as it is typed.</summary>
    public static string Line(string heading, string typed) => Filled(InJapanese(nameof(ImportTexts.Kept_Line)), heading, typed);

    /// <summary>What is stored is Japanese, whatever language the screen has.</summary>
    public static string Label(ImportField field) =>
        ImportTexts.ResourceManager.GetString("Field_" + field, Japanese) ?? ImportDoubt.Label(field);

    private static string InJapanese(string text) => ImportTexts.ResourceManager.GetString(text, Japanese)!;
}
