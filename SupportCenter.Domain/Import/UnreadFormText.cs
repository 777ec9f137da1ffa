using System.Text.RegularExpressions;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Import;

/// <summary>Adds to a 相談票 what the sheet says beside its fields: a label that stands there twice, comments, struck texts, errors, hidden
/// cells.</summary>
internal static partial class UnreadFormText
{
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

    // Only the first cell behind their label is read.
    private static readonly HashSet<ImportField> OfOneCell =
    [
        ImportField.ReceivedBy,
        ImportField.Venue,
        ImportField.BusinessName,
        ImportField.BusinessNameReading,
        ImportField.BusinessAndContact,
        ImportField.ContactName,
        ImportField.Industry,
        ImportField.WishedMeasure,
        ImportField.Memo,
        ImportField.Scrivener,
    ];

    // What is printed behind a name, or stamped.
    [GeneratedRegex("^[（(]?(様|さま|殿|御中|氏|印|㊞)[)）]?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Printed();

    // No reader takes their first value.
    private static readonly HashSet<ImportField> HasNoField = [ImportField.TelephoneNote, ImportField.ContactNameReading];

    /// <summary>The record with everything else that its sheet says.</summary>
    public static ConsultationSheetReading Add(ConsultationSheetReading record, SheetGrid sheet, LabelledForm form)
    {
        var (doubts, kept, notes) = (new List<ImportDoubt>(), new List<string>(), new List<string>());
        var owners = new Dictionary<(int Row, int Column), ImportField>();
        foreach (var label in form.Labels)
        {
            foreach (var cell in form.ValuesOf(label))
            {
                owners.TryAdd((cell.Row, cell.Column), label.Field);
            }

            owners.TryAdd((label.Range.Row, label.Range.Column), label.Field);
        }

        AddFurtherLabels(form, doubts, kept, notes);
        AddFurtherCells(form, doubts, kept, notes);
        AddOutside(sheet, form, doubts, kept);
        var hidden = new List<string>();
        foreach (var cell in sheet.Cells.Concat(sheet.Withdrawn))
        {
            var place = ListColumns.Place(cell.Row, cell.Column);
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
            doubts.Add(new ImportDoubt(null, Filled(ImportTexts.Doubt_Of, CellRemarks.Places(hidden), ImportTexts.Doubt_HiddenCell)));
        }

        if (sheet.Drawn.Select(shape => shape.Place).Distinct().ToList() is { Count: > 0 } drawn)
        {
            doubts.Add(new ImportDoubt(null, Filled(ImportTexts.Doubt_DrawnOverCells, CellRemarks.Places(drawn))));
        }

        doubts.AddRange(sheet.Besides.Select(sentence => new ImportDoubt(null, sentence)));
        return record with
        {
            Booking = record.Booking.WithNote(notes),
            Doubts = [.. record.Doubts.Concat(doubts).Distinct()],
            Remarks = string.Join('\n', kept.Prepend(record.Remarks).Where(line => line.Length > 0)),
        };
    }

    private static void AddFurtherLabels(LabelledForm form, List<ImportDoubt> doubts, List<string> kept, List<string> notes)
    {
        foreach (var labels in form.Labels.Where(label => !ReadWhole.Contains(label.Field)).GroupBy(label => label.Field))
        {
            var values = labels
                .Select(label => (Label: form.Typed(label), Text: CellValues.Joined(form.ValuesOf(label))))
                .Where(value => value.Text.Length > 0)
                .DistinctBy(value => TextFolding.Fold(value.Text))
                .ToList();
            foreach (var (label, text) in values.Skip(HasNoField.Contains(labels.Key) ? 0 : 1))
            {
                if (labels.Key is ImportField.Telephone or ImportField.TelephoneNote)
                {
                    notes.Add(TelephoneCell.Note(label, text));
                    doubts.Add(new ImportDoubt(labels.Key, ImportTexts.Doubt_KeptInNote));
                }
                else
                {
                    kept.Add(CellRemarks.Line(labels.Key, text));
                    doubts.Add(new ImportDoubt(labels.Key, ImportTexts.Doubt_KeptInMemo));
                }
            }
        }
    }

    /// <summary>Cells behind a label whose field is in the first of them.</summary>
    private static void AddFurtherCells(LabelledForm form, List<ImportDoubt> doubts, List<string> kept, List<string> notes)
    {
        foreach (var label in form.Labels)
        {
            var values = form.ValuesOf(label).Where(cell => !cell.IsUnreadable && !Printed().IsMatch(cell.Text)).ToList();
            foreach (var further in values.Skip(1).Where(cell => cell.Text != values[0].Text))
            {
                if (OfOneCell.Contains(label.Field))
                {
                    kept.Add(CellRemarks.Line(form.Typed(label), further.Text));
                    doubts.Add(new ImportDoubt(label.Field, ImportTexts.Doubt_KeptInMemo));
                }
                else if (label.Field is ImportField.Telephone && Telephone.IsPlausible(values[0].Text))
                {
                    notes.Add(VisibleText.OneLine(further.Text));
                    doubts.Add(new ImportDoubt(label.Field, ImportTexts.Doubt_KeptInNote));
                }
            }
        }
    }

    /// <summary>Cells that are behind no label: what stands between the one of a single value and the next.</summary>
    private static void AddOutside(SheetGrid sheet, LabelledForm form, List<ImportDoubt> doubts, List<string> kept)
    {
        var starts = form.Labels.ToLookup(label => (label.Range.Row, label.Range.Column));
        var values = form.Labels.SelectMany(form.ValuesOf).Select(cell => (cell.Row, cell.Column)).ToHashSet();
        var isBehindOne = false;
        foreach (var cell in sheet.Cells)
        {
            if (starts[(cell.Row, cell.Column)].LastOrDefault() is { } label)
            {
                isBehindOne = !ReadWhole.Contains(label.Field);
            }
            else if (isBehindOne && !cell.IsUnreadable && !values.Contains((cell.Row, cell.Column)) && !Printed().IsMatch(cell.Text))
            {
                var place = ListColumns.Place(cell.Row, cell.Column);
                kept.Add(CellRemarks.Line(place, cell.Text));
                doubts.Add(CellRemarks.Doubt(null, place, ImportTexts.Doubt_KeptInMemo));
            }
        }
    }
}
