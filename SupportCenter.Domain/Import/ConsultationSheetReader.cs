using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Import;

/// <summary>Reads a sheet of the 相談票 by its labels, wherever they stand.</summary>
public static class ConsultationSheetReader
{
    // The labels of the lower half. In a list they would be in one row; on the paper each has its own.
    private static readonly HashSet<ImportField> LowerHalf =
    [
        ImportField.Scrivener,
        ImportField.ConsultationTime,
        ImportField.ClientCategory,
        ImportField.Topics,
        ImportField.Measures,
        ImportField.Troubles,
        ImportField.SalesDecline,
        ImportField.Consultation,
        ImportField.Summary,
        ImportField.Guidance,
        ImportField.Impression,
    ];

    /// <summary>Whether a sheet has the labels of a 相談票.</summary>
    public static bool IsRecord(SheetGrid sheet)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        var lower = sheet.Form.Labels.Where(label => LowerHalf.Contains(label.Field)).ToList();
        return lower.Select(label => label.Range.Row).Distinct().Count() >= 2 && lower.Select(label => label.Field).Distinct().Count() >= 3;
    }

    /// <summary>Reads a sheet, or gives null for an empty form (no business, no telephone, no scrivener).</summary>
    /// <param name="file">The name of the file, kept with the reading.</param>
    /// <param name="sheet">The sheet.</param>
    /// <param name="near">A day near which the record was written, for dates without year.</param>
    public static ConsultationSheetReading? Read(string file, SheetGrid sheet, DateOnly? near = null)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        sheet = sheet.WithoutStruckRows();
        var form = sheet.Form;
        var booking = BookingReader.Read(form.Values, near);
        var doubts = new ImportDoubtList();
        var scrivener = CellValues.Line(form.Values(ImportField.Scrivener), ImportField.Scrivener, doubts);
        if (booking.BusinessName.Length == 0 && booking.Telephone.Value.Length == 0 && scrivener.Length == 0)
        {
            return null;
        }

        var reading = new ConsultationSheetReading
        {
            File = file,
            Sheet = sheet.Name,
            Booking = booking,
            Scrivener = scrivener,
            Further = FurtherLabels.Read(FurtherLabels.OfRecord, form.Values, near, doubts),
        };
        reading = WithText(WithBoxes(WithTimes(reading, form, doubts), new TickedGroups(sheet, form), doubts), sheet, form, doubts);
        doubts.AddIf(scrivener.Length == 0, ImportField.Scrivener, ImportTexts.Doubt_Missing);
        ImportDetails.AddLimits(ImportDetails.WithoutCatalogue.Of(reading with { Measures = [] }), doubts);
        return UnreadFormText.Add(reading with { Doubts = doubts.All }, sheet, form);
    }

    private static ConsultationSheetReading WithTimes(ConsultationSheetReading reading, LabelledForm form, ImportDoubtList doubts)
    {
        var times = CellValues.Times(form.Values(ImportField.ConsultationTime));
        var (start, end) = (times.Value.Start, times.Value.End);
        doubts.Add(ImportField.ConsultationTime, times.Value.Doubts);
        doubts.AddIf(start is null && times.Typed.Length == 0, ImportField.ConsultationTime, ImportTexts.Doubt_Missing);
        return reading with
        {
            StartedAt = new ReadValue<TimeOnly?>(times.Typed, start),
            EndedAt = new ReadValue<TimeOnly?>(times.Typed, end),
            Minutes = times.Value.Minutes ?? (start < end ? (int)(end.Value - start.Value).TotalMinutes : null),
        };
    }

    private static ConsultationSheetReading WithBoxes(ConsultationSheetReading reading, TickedGroups groups, ImportDoubtList doubts)
    {
        var topics = groups.Of(ImportField.Topics, doubts);
        var troubles = groups.Of(ImportField.Troubles, doubts);
        return reading with
        {
            ClientCategory = One(groups.Of(ImportField.ClientCategory, doubts), ImportField.ClientCategory, doubts),
            Topics = WithoutOther(topics),
            OtherTopic = groups.OtherNote(ImportField.Topics),
            OtherTopicTicked = topics.Any(option => option.Name == PaperOptions.Other),
            Measures = groups.Of(ImportField.Measures, doubts),
            Troubles = WithoutOther(troubles),
            OtherTrouble = groups.OtherNote(ImportField.Troubles),
            OtherTroubleTicked = troubles.Any(option => option.Name == PaperOptions.Other),
            SalesDecline = One(groups.Of(ImportField.SalesDecline, doubts), ImportField.SalesDecline, doubts),
        };
    }

    private static string[] WithoutOther(IReadOnlyList<TickedOption> options) =>
        [.. options.Where(option => option.Name != PaperOptions.Other).Select(option => option.Name)];

    private static string One(IReadOnlyList<TickedOption> ticked, ImportField field, ImportDoubtList doubts)
    {
        doubts.AddIf(ticked.Count == 0, field, ImportTexts.Doubt_NoTick);
        doubts.AddIf(ticked.Count > 1, field, ImportTexts.Doubt_SeveralTicks);
        return ticked.Count == 0 ? "" : ticked[0].Name;
    }

    private static ConsultationSheetReading WithText(
        ConsultationSheetReading reading,
        SheetGrid sheet,
        LabelledForm form,
        ImportDoubtList doubts
    )
    {
        var text = ConsultationLines(sheet, form);
        var parts = ConsultationTextReader.Read(text);
        doubts.AddIf(text.Length > 0 && !ConsultationTextReader.HasHeadings(text), ImportField.Consultation, ImportTexts.Doubt_NoHeadings);
        doubts.AddIf(parts.Guidance.Any(row => row.Measure.Length == 0), ImportField.Guidance, ImportTexts.Doubt_NoMeasure);
        return reading with
        {
            Summary = parts.Summary,
            Guidance = parts.Guidance,
            Impression = parts.Impression,
            Remarks = Remarks(sheet, form),
        };
    }

    /// <summary>Everything from the label 相談内容 (or the first 【…】) to the next label that is none of the text's own headings.</summary>
    private static string ConsultationLines(SheetGrid sheet, LabelledForm form)
    {
        var label = form.First(ImportField.Consultation)
            ?? form.Labels.FirstOrDefault(found => found.Field is ImportField.Summary or ImportField.Guidance or ImportField.Impression);
        var start = label is not null
            ? (label.Range.Row, label.Field == ImportField.Consultation ? label.Range.LastColumn + 1 : label.Range.Column)
            : sheet
                .Cells.Where(cell => ConsultationTextReader.HasHeadings(cell.Text))
                .Select(cell => ((int, int)?)(cell.Row, cell.Column))
                .FirstOrDefault()
                ?? (int.MaxValue, 0);
        var cells = sheet
            .Cells.Where(cell => (cell.Row, cell.Column).CompareTo(start) >= 0)
            .TakeWhile(cell =>
                !form.IsLabel(cell)
                || form.Labels.Any(found =>
                    found.Range.Row == cell.Row
                    && found.Range.Column == cell.Column
                    && found.Field is ImportField.Summary or ImportField.Guidance or ImportField.Impression
                )
            );
        return string.Join('\n', cells.Select(cell => cell.Text).Prepend(label?.Inline?.Text ?? "")).Trim();
    }

    /// <summary>What is behind or below ■備考・その他, down to the end of the sheet or the next label.</summary>
    private static string Remarks(SheetGrid sheet, LabelledForm form)
    {
        if (form.Labels.LastOrDefault(found => found.Field == ImportField.Remarks) is not { } label)
        {
            return "";
        }

        var below = sheet
            .Cells.Where(cell => (cell.Row, cell.Column).CompareTo((label.Range.Row, label.Range.LastColumn)) > 0)
            .TakeWhile(cell => !form.IsLabel(cell));
        return string.Join('\n', below.Select(cell => cell.Text).Prepend(label.Inline?.Text ?? "")).Trim();
    }
}
