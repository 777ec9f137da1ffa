using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Import;

/// <summary>Puts the rows of exports beside what the papers of the old site say. Their numbers say what belongs together: nothing is
/// guessed, and nothing of one row is completed from another.</summary>
internal static class DataReading
{
    public static ImportReading Add(ImportReading reading, IReadOnlyList<(string File, IReadOnlyList<DataTable> Tables)> files)
    {
        if (files.Count == 0)
        {
            return reading;
        }

        var today = CentreTime.Today(TimeProvider.System);
        var sheets = files.Select(file => (file.File, Read: new DataSheets(file.File, file.Tables, today))).ToList();
        var leftOut = sheets.SelectMany(sheet => sheet.Read.LeftOut).ToList();
        var bookings = Once(
            sheets.SelectMany(sheet => sheet.Read.Reservations.Select(row => (sheet.File, Row: row))),
            row => row.Line.Id,
            leftOut
        );
        var lines = Once(sheets.SelectMany(sheet => sheet.Read.Records.Select(row => (sheet.File, Row: row))), row => row.Line.Id, leftOut);
        lines = Once(lines, row => row.Line.ReservationId, leftOut);
        Attach(lines, sheets.SelectMany(sheet => sheet.Read.Guidance.Select(row => (sheet.File, Row: row))), leftOut);
        var records = lines.ToDictionary(line => line.Row.Line.ReservationId, line => line);
        var booked = bookings.ConvertAll(row => Booked(row, records.GetValueOrDefault(row.Row.Line.Id)));
        var loose = lines
            .Where(line => !booked.Exists(booking => booking.Record?.Line == line.Row.Line))
            .Select(line => (new LeftOutRow(line.File, line.Row.Sheet, line.Row.Row, ImportTexts.LeftOut_NoReservation), Of(line, null)))
            .ToList();
        return reading with
        {
            Businesses =
            [
                .. reading.Businesses,
                .. booked
                    .GroupBy(booking => booking.Booking.Line!.BusinessId)
                    .Select(group => new ImportedBusiness(
                        group.Last().Booking.BusinessName,
                        group.Last().Booking.Telephone.Value,
                        [.. group.OrderBy(booking => (booking.Booking.ClinicDate.Value, booking.Booking.Start.Value))]
                    )
                    {
                        ExportedId = group.Key,
                    }),
            ],
            Exported = [.. booked.Select(booking => booking.Row!)],
            Records =
            [
                .. reading.Records,
                .. booked.Select(booking => booking.Record).OfType<ConsultationSheetReading>(),
                .. loose.Select(line => line.Item2),
            ],
            Loose = loose,
            LeftOut = [.. reading.LeftOut, .. leftOut],
            Remarks =
            [
                .. reading.Remarks,
                .. sheets.SelectMany(sheet => sheet.Read.Remarks.Distinct().Select(sentence => new RefusedFile(sheet.File, sentence))),
            ],
        };
    }

    private static List<(string File, (int Row, string Sheet, T Line, List<string> Doubts) Row)> Once<T>(
        IEnumerable<(string File, (int Row, string Sheet, T Line, List<string> Doubts) Row)> rows,
        Func<(int Row, string Sheet, T Line, List<string> Doubts), Guid> numberOf,
        List<LeftOutRow> leftOut
    )
    {
        var (known, once) = (new HashSet<Guid>(), new List<(string, (int, string, T, List<string>))>());
        foreach (var (file, row) in rows)
        {
            if (known.Add(numberOf(row)))
            {
                once.Add((file, row));
            }
            else
            {
                leftOut.Add(new LeftOutRow(file, row.Sheet, row.Row, ImportTexts.LeftOut_SameNumber));
            }
        }

        return once;
    }

    private static void Attach(
        List<(string File, (int Row, string Sheet, RecordLine Line, List<string> Doubts) Row)> records,
        IEnumerable<(string File, (int Row, string Sheet, GuidanceLine Line, List<string> Doubts) Row)> guidance,
        List<LeftOutRow> leftOut
    )
    {
        var byId = records.ToDictionary(record => record.Row.Line.Id, record => record.Row);
        foreach (var (file, row) in guidance)
        {
            if (!byId.TryGetValue(row.Line.RecordId, out var record))
            {
                leftOut.Add(new LeftOutRow(file, row.Sheet, row.Row, ImportTexts.LeftOut_NoRecordOfGuidance));
            }
            else if (record.Line.Guidance.Exists(other => other.Number == row.Line.Number))
            {
                leftOut.Add(new LeftOutRow(file, row.Sheet, row.Row, ImportTexts.LeftOut_SameNumber));
            }
            else
            {
                record.Line.Guidance.Add(row.Line);
                record.Doubts.AddRange(row.Doubts);
            }
        }

        foreach (var (_, row) in records)
        {
            row.Line.Guidance.Sort((one, other) => one.Number.CompareTo(other.Number));
        }
    }

    private static ImportedBooking Booked(
        (string File, (int Row, string Sheet, ReservationLine Line, List<string> Doubts) Row) row,
        (string File, (int Row, string Sheet, RecordLine Line, List<string> Doubts) Row) record
    )
    {
        var booking = Of(row.Row.Line, row.Row.Doubts);
        return new ImportedBooking(
            booking,
            new ReservationListRow(row.File, row.Row.Sheet, row.Row.Row, booking),
            record.File is null ? null : Of(record, booking)
        );
    }

    /// <summary>The booking as the screens of the import show it. What is stored is the line.</summary>
    private static BookingReading Of(ReservationLine line, IReadOnlyList<string> doubts)
    {
        line.Details = FormFields.Cleaned(line.Details);
        var said = line.Details;
        var found = Doubts(said, doubts);
        return new BookingReading
        {
            Line = line,
            ReceivedOn = new ReadValue<DateOnly?>("", line.ReceivedOn),
            ReceivedBy = line.ReceivedBy ?? "",
            ClinicDate = new ReadValue<DateOnly?>("", line.Date),
            ClinicDateIsCertain = true,
            Start = new ReadValue<TimeOnly?>("", line.StartsAt),
            End = new ReadValue<TimeOnly?>("", line.EndsAt),
            Venue = new ReadValue<string>(line.Venue!, line.Venue!),
            BusinessName = said.BusinessName,
            BusinessNameReading = said.BusinessNameReading ?? "",
            ContactName = said.ContactName ?? "",
            Telephone = new ReadValue<string>(said.Telephone, said.Telephone),
            TelephoneNote = said.TelephoneNote ?? "",
            Ward = new ReadValue<Ward?>("", said.Ward),
            Industry = said.Industry ?? "",
            EmployeeCount = new ReadValue<int?>("", said.EmployeeCount),
            WishedMeasure = said.WishedMeasure ?? "",
            VisitNumber = new ReadValue<int?>("", said.VisitNumber),
            Memo = said.Memo ?? "",
            IsCancelled = line.Status == Reservations.ReservationStatus.Cancelled,
            Doubts = found,
        };
    }

    private static ConsultationSheetReading Of(
        (string File, (int Row, string Sheet, RecordLine Line, List<string> Doubts) Row) record,
        BookingReading? booking
    )
    {
        var line = record.Row.Line;
        line.Details.Guidance = [.. line.Guidance.Select(said => said.Row)];
        var doubts = Doubts(line.Details, record.Row.Doubts);
        return new ConsultationSheetReading
        {
            Line = line,
            File = record.File,
            Sheet = record.Row.Sheet,
            Booking = booking ?? new BookingReading { BusinessName = line.BusinessName ?? "" },
            Scrivener = line.Scrivener ?? "",
            StartedAt = new ReadValue<TimeOnly?>("", line.Details.StartedAt),
            EndedAt = new ReadValue<TimeOnly?>("", line.Details.EndedAt),
            Minutes = line.Details.Minutes(),
            Summary = line.Details.Summary ?? "",
            Impression = line.Details.Impression ?? "",
            Remarks = line.Details.Remarks ?? "",
            Doubts = doubts,
        };
    }

    /// <summary>What could not be read, and where a form would not take a value; what is only missing was so where it was
    /// exported.</summary>
    private static IReadOnlyList<ImportDoubt> Doubts(object details, IReadOnlyList<string> unread) =>
        [
            .. unread.Select(sentence => new ImportDoubt(null, sentence)),
            .. FormChecks
                .Of(details)
                .Where(broken => !broken.IsMissing)
                .Select(broken => new ImportDoubt(null, broken.Sentence))
                .Distinct(),
        ];
}
