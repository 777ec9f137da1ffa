using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Import;

/// <summary>Adds to a 相談票 what the sheet says beside its fields: a label that stands there twice, comments, struck texts, errors, hidden
/// cells.</summary>
internal static class UnreadFormText
{
    private const int MostPlaces = 5;

    // These are read with all of their labels, or ask for nothing.
    private static readonly HashSet<ImportField> ReadWhole =
    [
        ImportField.Consultation,
        ImportField.Summary,
        ImportField.Guidance,
        ImportField.Impression,
        ImportField.Remarks,
        ImportField.ClientCategory,
        ImportField.Topics,
        ImportField.Measures,
        ImportField.Troubles,
        ImportField.SalesDecline,
        ImportField.Heading,
    ];

    /// <summary>The record with everything else that its sheet says.</summary>
    public static ConsultationSheetReading Add(ConsultationSheetReading record, SheetGrid sheet, LabelledForm form)
    {
        var (doubts, kept) = (new List<ImportDoubt>(), new List<string>());
        var owners = new Dictionary<(int Row, int Column), ImportField>();
        foreach (var label in form.Labels)
        {
            foreach (var cell in form.ValuesOf(label))
            {
                owners.TryAdd((cell.Row, cell.Column), label.Field);
            }

            owners.TryAdd((label.Range.Row, label.Range.Column), label.Field);
        }

        AddFurtherLabels(form, doubts, kept);
        var hidden = new List<string>();
        foreach (var cell in sheet.Cells.Concat(sheet.Withdrawn))
        {
            var place = $"{ListColumns.Letters(cell.Column)}{cell.Row + 1}";
            var field = owners.TryGetValue((cell.Row, cell.Column), out var owner) ? owner : (ImportField?)null;
            var label = field is { } known and not ImportField.Heading ? CellRemarks.Label(known) : place;
            if (field is null && cell.IsHidden)
            {
                hidden.Add(place);
            }

            doubts.AddRange(CellRemarks.Of(field, label, field is null ? cell with { IsHidden = false } : cell));
            kept.AddRange(CellRemarks.Comment(label, cell));
        }

        if (hidden.Count > 0)
        {
            var places = string.Join('・', hidden.Take(MostPlaces)) + (hidden.Count > MostPlaces ? "…" : "");
            doubts.Add(new ImportDoubt(null, Filled(ImportTexts.Doubt_Of, places, ImportTexts.Doubt_HiddenCell)));
        }

        doubts.AddRange(sheet.Shapes.Select(text => new ImportDoubt(null, Filled(ImportTexts.Doubt_Shape, text))));
        return record with
        {
            Doubts = [.. record.Doubts.Concat(doubts).Distinct()],
            Remarks = string.Join('\n', kept.Prepend(record.Remarks).Where(line => line.Length > 0)),
        };
    }

    private static void AddFurtherLabels(LabelledForm form, List<ImportDoubt> doubts, List<string> kept)
    {
        foreach (var labels in form.Labels.Where(label => !ReadWhole.Contains(label.Field)).GroupBy(label => label.Field))
        {
            var values = labels
                .Select(label => CellValues.Joined(form.ValuesOf(label)))
                .Where(text => text.Length > 0)
                .DistinctBy(TextFolding.Fold)
                .ToList();
            foreach (var further in values.Skip(1))
            {
                kept.Add(CellRemarks.Line(labels.Key, further));
                doubts.Add(new ImportDoubt(labels.Key, ImportTexts.Doubt_KeptInMemo));
            }
        }
    }
}
