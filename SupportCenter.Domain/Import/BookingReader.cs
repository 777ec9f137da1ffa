using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Import;

/// <summary>Reads the booking's fields from wherever their cells are: a row of the list or the labels of the record.</summary>
internal static class BookingReader
{
    /// <summary>
    /// Reads a booking. Dates without year are taken next to each other and next to <paramref name="near"/>.
    ///</summary>
    /// <param name="cells">Gives the cells of a field; none when the paper has no such field or it is blank.</param>
    /// <param name="near">A day near which the paper was written, or null when nothing is known.</param>
    public static BookingReading Read(Func<ImportField, IReadOnlyList<GridCell>> cells, DateOnly? near)
    {
        var doubts = new ImportDoubtList();
        var (business, contact) = Names(cells, doubts);
        var (received, clinic, slot) = When(cells, near, doubts);
        var venue = CellValues.Lines(cells(ImportField.Venue), ImportField.Venue, doubts);
        var (venueName, guessed) = VenueNames.Read(venue);
        doubts.AddIf(guessed, ImportField.Venue, ImportTexts.Doubt_VenueGuessed);
        var telephone = CellValues.Telephone(cells(ImportField.Telephone), doubts);
        var reading = new BookingReading
        {
            No = CellValues.Number(cells(ImportField.No), ImportField.No, new ImportDoubtList()),
            ReceivedOn = new ReadValue<DateOnly?>(received.Typed, received.Value.Date),
            ReceivedBy = CellValues.Line(cells(ImportField.ReceivedBy), ImportField.ReceivedBy, doubts),
            ClinicDate = new ReadValue<DateOnly?>(clinic.Typed, clinic.Value.Date),
            ClinicDateIsCertain = clinic.Value is { Date: not null, Doubts: DateDoubts.None },
            Start = new ReadValue<TimeOnly?>(slot.Typed, slot.Value.Start),
            End = new ReadValue<TimeOnly?>(slot.Typed, slot.Value.End),
            Venue = new ReadValue<string>(venue, venueName),
            BusinessName = business,
            BusinessNameReading = Reading(cells, business, doubts),
            ContactName = contact,
            Telephone = telephone,
            TelephoneNote = TelephoneCell.Note(telephone),
            Ward = CellValues.Ward(cells(ImportField.Ward), doubts),
            Industry = CellValues.Line(cells(ImportField.Industry), ImportField.Industry, doubts),
            EmployeeCount = CellValues.Number(cells(ImportField.EmployeeCount), ImportField.EmployeeCount, doubts),
            GrantApplied = CellValues.Answer(cells(ImportField.GrantApplied), ImportField.GrantApplied, doubts),
            LoanUsed = CellValues.Answer(cells(ImportField.LoanUsed), ImportField.LoanUsed, doubts),
            WishedMeasure = CellValues.Lines(cells(ImportField.WishedMeasure), ImportField.WishedMeasure, doubts),
            VisitNumber = CellValues.Visit(cells(ImportField.VisitNumber), doubts),
            Memo = CellValues.Lines(cells(ImportField.Memo), ImportField.Memo, doubts),
            Further = FurtherLabels.Read(FurtherLabels.OfReservation, cells, near, doubts),
        };
        doubts.AddIf(reading.BusinessName.Length == 0, ImportField.BusinessName, ImportTexts.Doubt_Missing);
        doubts.AddIf(reading.ClinicDate.Typed.Length == 0, ImportField.ClinicDate, ImportTexts.Doubt_Missing);
        doubts.AddIf(reading.Start.Typed.Length == 0, ImportField.Slot, ImportTexts.Doubt_Missing);
        doubts.AddIf(reading.ReceivedOn.Value > reading.ClinicDate.Value, ImportField.ReceivedOn, ImportTexts.Doubt_ReceivedAfterClinic);
        ImportDetails.AddLimits(ImportDetails.WithoutCatalogue.Of(reading), doubts);
        return (reading with { Doubts = doubts.All }).With([], Kept(slot));
    }

    /// <summary>What stands beside a time in the same cell: who comes late.</summary>
    private static IEnumerable<string> Kept(ReadValue<TimeReading> slot) =>
        (slot.Value.Doubts & (TimeDoubts.MoreText | TimeDoubts.Unreadable)) != TimeDoubts.None
            ? [CellRemarks.Line(ImportField.Slot, slot.Typed)]
            : [];

    /// <summary>How the business is read: its own label says it, else what Excel has kept from typing, where that says more than the
    /// name.</summary>
    private static string Reading(Func<ImportField, IReadOnlyList<GridCell>> cells, string business, ImportDoubtList doubts)
    {
        var typed = CellValues.Line(cells(ImportField.BusinessNameReading), ImportField.BusinessNameReading, doubts);
        if (typed.Length > 0)
        {
            return typed;
        }

        var kept =
            cells(ImportField.BusinessName) is [{ Reading: { } own, Struck: null }, ..] ? own
            : cells(ImportField.BusinessAndContact) is [{ Reading: { } both, Struck: null } cell, ..]
                ? CellValues.Names([cell.WithValue(both)], new ImportDoubtList()).Business
            : "";
        if (kept.Length == 0 || TextFolding.Fold(kept) == TextFolding.Fold(business))
        {
            return "";
        }

        doubts.Add(ImportField.BusinessNameReading, Filled(ImportTexts.Doubt_ReadingKept, kept));
        return kept;
    }

    private static (string Business, string Contact) Names(Func<ImportField, IReadOnlyList<GridCell>> cells, ImportDoubtList doubts)
    {
        var business = CellValues.Line(cells(ImportField.BusinessName), ImportField.BusinessName, doubts);
        var contact = CellValues.Line(cells(ImportField.ContactName), ImportField.ContactName, doubts);
        if (cells(ImportField.BusinessAndContact) is not { Count: > 0 } both)
        {
            return (business, contact);
        }

        var (name, person) = CellValues.Names(both, doubts);
        return (business.Length > 0 ? business : name, contact.Length > 0 ? contact : person);
    }

    private static (ReadValue<DateReading> Received, ReadValue<DateReading> Clinic, ReadValue<TimeReading> Slot) When(
        Func<ImportField, IReadOnlyList<GridCell>> cells,
        DateOnly? near,
        ImportDoubtList doubts
    )
    {
        var day = cells(ImportField.ClinicDate) is { Count: > 0 } date ? date : cells(ImportField.ClinicDateAndSlot);
        var certain = CellValues.Date(day, null).Date.Value.Date;
        var received = CellValues.Date(cells(ImportField.ReceivedOn), certain ?? near).Date;
        var (clinic, timeText) = CellValues.Date(day, received.Value.Date ?? near);
        var slot = Slot(cells, timeText);
        doubts.Add(ImportField.ReceivedOn, received.Value.Doubts & ~DateDoubts.MoreText);
        doubts.Add(ImportField.ClinicDate, clinic.Value.Doubts);
        doubts.Add(ImportField.Slot, slot.Value.Doubts);
        return (received, clinic, slot);
    }

    private static ReadValue<TimeReading> Slot(Func<ImportField, IReadOnlyList<GridCell>> cells, string besideDate)
    {
        if (cells(ImportField.Slot) is { Count: > 0 } range)
        {
            return CellValues.Times(range);
        }

        var (start, end) = (CellValues.Times(cells(ImportField.SlotStart)), CellValues.Times(cells(ImportField.SlotEnd)));
        if (start.Typed.Length > 0)
        {
            var typed = end.Typed.Length > 0 ? $"{start.Typed}～{end.Typed}" : start.Typed;
            var doubts =
                start.Value.Doubts
                | end.Value.Doubts
                | (end.Value.Start <= start.Value.Start ? TimeDoubts.EndBeforeStart : TimeDoubts.None);
            return new ReadValue<TimeReading>(typed, new TimeReading(start.Value.Start, end.Value.Start ?? start.Value.End, null, doubts));
        }

        return new ReadValue<TimeReading>(besideDate, JapaneseTime.Parse(besideDate));
    }
}
