using System.Globalization;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Import;

/// <summary>Ties everything together: businesses, the rows of the lists, and the 相談票 of each booking.</summary>
internal static class ImportLinking
{
    private sealed class Booking(BookingReading reading, ReservationListRow? row)
    {
        public BookingReading Reading { get; set; } = reading;

        public ReservationListRow? Row { get; set; } = row;

        public List<ConsultationSheetReading> Records { get; } = [];
    }

    public static ImportReading Link(SheetsReading sheets)
    {
        var matching = new BusinessMatching();
        var bookings = new Dictionary<MatchedBusiness, List<Booking>>();
        var leftOut = new List<LeftOutRow>(sheets.LeftOut);
        foreach (var row in sheets.Rows)
        {
            var (business, reading) = matching.Of(row.Booking);
            AddRow(Of(bookings, business), row with { Booking = reading }, leftOut);
        }

        var records = new Dictionary<MatchedBusiness, List<ConsultationSheetReading>>();
        foreach (var record in sheets.Records)
        {
            var (business, reading) = matching.Of(record.Booking);
            Of(records, business).Add(record with { Booking = reading });
        }

        foreach (var (business, papers) in records)
        {
            LinkRecords(Of(bookings, business), papers);
        }

        MissingEnds.Fill(
            [.. bookings.Values.SelectMany(list => list)],
            booking => booking.Reading,
            booking => booking.Records.FirstOrDefault()?.Booking,
            (booking, reading) => booking.Reading = reading
        );
        return Result(matching.Businesses, bookings, sheets, leftOut);
    }

    private static List<T> Of<T>(Dictionary<MatchedBusiness, List<T>> lists, MatchedBusiness business)
    {
        if (!lists.TryGetValue(business, out var list))
        {
            lists.Add(business, list = []);
        }

        return list;
    }

    /// <summary>A row that another sheet has too (an older copy of the list) is left out; within one sheet both stay and are
    /// doubted.</summary>
    private static void AddRow(List<Booking> bookings, ReservationListRow row, List<LeftOutRow> leftOut)
    {
        var twin = bookings.Find(other =>
            other.Reading.ClinicDate.Value is { } date
            && date == row.Booking.ClinicDate.Value
            && other.Reading.Start.Value == row.Booking.Start.Value
        );
        if (twin?.Row is { } first && IsOtherSheet(first, row))
        {
            AddCopy(twin, row, leftOut);
            return;
        }

        if (twin?.Row is { } same && twin.Reading.IsCancelled != row.Booking.IsCancelled)
        {
            // Cancelled, and booked again: the booking that stands is the one.
            leftOut.Add(LeftOut(row.Booking.IsCancelled ? row : same, ImportTexts.LeftOut_CancelledTwin));
            if (twin.Reading.IsCancelled)
            {
                (twin.Reading, twin.Row) = (row.Booking, row);
            }

            return;
        }

        if (bookings.Find(other => IsMoved(other, row)) is { Row: { } before } moved)
        {
            var isNewer = IsNewer(row, before);
            leftOut.Add(LeftOut(isNewer ? before : row, ImportTexts.LeftOut_Moved));
            var stands = isNewer ? row : before with { Booking = moved.Reading };
            (moved.Reading, moved.Row) = (stands.Booking.WithDoubt(null, ImportTexts.Doubt_Moved), stands);
            return;
        }

        var reading = twin is null ? row.Booking : row.Booking.WithDoubt(null, ImportTexts.Doubt_TwiceInList);
        if (twin is null && bookings.Exists(other => IsSameVisit(other.Reading, reading)))
        {
            reading = reading.WithDoubt(null, ImportTexts.Doubt_SameVisitTwice);
        }

        bookings.Add(new Booking(reading, row));
    }

    private static bool IsSameVisit(BookingReading one, BookingReading other) =>
        !one.IsCancelled && !other.IsCancelled && one.VisitNumber.Value is { } visit && visit == other.VisitNumber.Value;

    private static LeftOutRow LeftOut(ReservationListRow row, string reason) => new(row.File, row.Sheet, row.Row, reason);

    private static bool IsOtherSheet(ReservationListRow one, ReservationListRow other) =>
        one.File != other.File || one.Sheet != other.Sheet;

    /// <summary>A row that another sheet has too: the newer sheet says whether the booking still stands.</summary>
    private static void AddCopy(Booking twin, ReservationListRow row, List<LeftOutRow> leftOut)
    {
        var before = twin.Row!;
        if (twin.Reading.IsCancelled == row.Booking.IsCancelled || !IsNewer(row, before))
        {
            leftOut.Add(LeftOut(row, ImportTexts.LeftOut_Duplicate));
            return;
        }

        leftOut.Add(LeftOut(before, ImportTexts.LeftOut_Duplicate));
        (twin.Reading, twin.Row) = (row.Booking, row);
    }

    /// <summary>Whether two sheets have the same booking at two times: received on the same day, for the same visit.</summary>
    private static bool IsMoved(Booking other, ReservationListRow row) =>
        other.Row is { } before
        && IsOtherSheet(before, row)
        && !other.Reading.IsCancelled
        && !row.Booking.IsCancelled
        && other.Reading.ReceivedOn.Value is { } received
        && received == row.Booking.ReceivedOn.Value
        && (other.Reading.VisitNumber.Value is not { } visit || row.Booking.VisitNumber.Value is not { } again || visit == again);

    /// <summary>Whether a row is of a newer sheet: a later file by name (with its numbers compared as numbers), or a sheet further
    /// right.</summary>
    private static bool IsNewer(ReservationListRow row, ReservationListRow than) =>
        row.File == than.File || CultureInfo.InvariantCulture.CompareInfo.Compare(row.File, than.File, CompareOptions.NumericOrdering) > 0;

    private static void LinkRecords(List<Booking> bookings, List<ConsultationSheetReading> records)
    {
        var pairs = records
            .SelectMany(record => bookings.Select(booking => (record, booking, score: Score(record.Booking, booking.Reading))))
            .Where(pair => pair.score >= 3)
            .OrderByDescending(pair => pair.score)
            .ToList();
        var linked = new HashSet<ConsultationSheetReading>();
        foreach (var (record, booking, _) in pairs.Where(pair => pair.booking.Records.Count == 0))
        {
            if (booking.Records.Count == 0 && linked.Add(record))
            {
                booking.Records.Add(record);
                Compare(booking, record);
            }
        }

        foreach (var record in records.Where(record => !linked.Contains(record)))
        {
            // A second paper of a booking that has one already is a copy or a correction; any other is a booking that no list knows.
            if (
                bookings.Find(booking =>
                    booking.Records.Count > 0
                    && booking.Reading.ClinicDate.Value == record.Booking.ClinicDate.Value
                    && booking.Reading.Start.Value == record.Booking.Start.Value
                ) is
                { } same
            )
            {
                same.Records.Add(record with { Booking = record.Booking.WithDoubt(null, ImportTexts.Doubt_SecondRecord) });
            }
            else
            {
                var unlisted = record with { Booking = record.Booking.WithDoubt(null, ImportTexts.Doubt_NotInList) };
                bookings.Add(new Booking(unlisted.Booking, null) { Records = { unlisted } });
            }
        }
    }

    /// <summary>How well a record and a booking of the same business agree; 3 and more is enough: the day, or at least the number of the
    /// visit.</summary>
    private static int Score(BookingReading record, BookingReading row)
    {
        var (one, other) = (record.ClinicDate.Value, row.ClinicDate.Value);
        var score =
            one is not null && one == other ? 8
            : one is { } a
            && other is { } b
            && a.Month == b.Month
            && a.Day == b.Day
            && !(record.ClinicDateIsCertain && row.ClinicDateIsCertain)
                ? 6
            : 0;
        score += record.VisitNumber.Value is { } visit && visit == row.VisitNumber.Value ? 3 : 0;
        return score + (record.Start.Value is { } start && start == row.Start.Value ? 1 : 0);
    }

    /// <summary>Lets the list and the record complete each other, and says where they differ.</summary>
    private static void Compare(Booking booking, ConsultationSheetReading record)
    {
        var (row, other) = (booking.Reading, record.Booking);
        if (row.ClinicDateIsCertain != other.ClinicDateIsCertain)
        {
            (row, other) = row.ClinicDateIsCertain
                ? (row, SameDay(other, row.ClinicDate.Value!.Value))
                : (SameDay(row, other.ClinicDate.Value!.Value), other);
        }

        (row, other) = (
            row.CompletedBy(other) with
            {
                Further = other
                    .Further.Concat(row.Further)
                    .GroupBy(entry => entry.Key)
                    .ToDictionary(entry => entry.Key, entry => entry.Last().Value),
            },
            other.WithVisitOf(row)
        );
        foreach (var field in Differences(row, other))
        {
            row = row.WithDoubt(field, ImportTexts.Doubt_ListAndRecordDiffer);
            other = other.WithDoubt(field, ImportTexts.Doubt_ListAndRecordDiffer);
        }

        booking.Reading = row;
        booking.Records[0] = record with { Booking = other };
    }

    /// <summary>The day that the other paper is sure of, where this one left it blank or left out only the year.</summary>
    private static BookingReading SameDay(BookingReading reading, DateOnly day)
    {
        if (reading.ClinicDate.Typed.Length == 0)
        {
            return reading with { ClinicDate = reading.ClinicDate with { Value = day } };
        }

        return JapaneseDate.Parse(reading.ClinicDate.Typed, day).Date == day
            ? (reading with { ClinicDate = reading.ClinicDate with { Value = day }, ClinicDateIsCertain = true })
                .WithoutDoubt(ImportField.ClinicDate, ImportTexts.Doubt_YearFromContext)
                .WithoutDoubt(ImportField.ClinicDate, ImportTexts.Doubt_Unreadable)
            : reading;
    }

    private static IEnumerable<ImportField> Differences(BookingReading row, BookingReading record)
    {
        static bool Differ<T>(T? one, T? other)
            where T : struct => one is { } a && other is { } b && !a.Equals(b);
        static bool Texts(string one, string other) =>
            one.Length > 0 && other.Length > 0 && TextFolding.Fold(one) != TextFolding.Fold(other);

        return new (ImportField Field, bool Differs)[]
        {
            (ImportField.BusinessName, Texts(row.BusinessName, record.BusinessName)),
            (ImportField.Telephone, Texts(row.Telephone.Value, record.Telephone.Value)),
            (ImportField.ClinicDate, Differ(row.ClinicDate.Value, record.ClinicDate.Value)),
            (ImportField.Slot, Differ(row.Start.Value, record.Start.Value)),
            (ImportField.Venue, Texts(row.Venue.Value, record.Venue.Value)),
            (ImportField.Ward, Differ(row.Ward.Value, record.Ward.Value)),
            (ImportField.EmployeeCount, Differ(row.EmployeeCount.Value, record.EmployeeCount.Value)),
            (ImportField.VisitNumber, Differ(row.VisitNumber.Value, record.VisitNumber.Value)),
        }
            .Where(pair => pair.Differs)
            .Select(pair => pair.Field);
    }

    private static ImportReading Result(
        IReadOnlyList<MatchedBusiness> businesses,
        Dictionary<MatchedBusiness, List<Booking>> bookings,
        SheetsReading sheets,
        List<LeftOutRow> leftOut
    )
    {
        var imported = new List<ImportedBusiness>();
        var rows = new List<ReservationListRow>();
        var records = new List<ConsultationSheetReading>();
        foreach (var business in businesses.Where(bookings.ContainsKey))
        {
            var list = InOrder(bookings[business]);
            imported.Add(
                new ImportedBusiness(
                    business.Name,
                    business.Telephones.FirstOrDefault() ?? "",
                    list.ConvertAll(booking => new ImportedBooking(
                        booking.Reading,
                        booking.Row is { } row ? row with { Booking = booking.Reading } : null,
                        booking.Records.FirstOrDefault()
                    )
                    {
                        OtherRecords = [.. booking.Records.Skip(1)],
                    })
                )
            );
            rows.AddRange(
                list.Where(booking => booking.Row is not null).Select(booking => booking.Row! with { Booking = booking.Reading })
            );
            records.AddRange(list.SelectMany(booking => booking.Records));
        }

        var order = sheets
            .Rows.Select((row, index) => (Key: (row.File, row.Sheet, row.Row), index))
            .ToDictionary(pair => pair.Key, pair => pair.index);
        return new ImportReading
        {
            Businesses = imported,
            Rows = [.. rows.OrderBy(row => order[(row.File, row.Sheet, row.Row)])],
            Records = [.. records.OrderBy(record => record.File, StringComparer.Ordinal)],
            LeftOut = leftOut,
            Remarks = sheets.Remarks,
        };
    }

    /// <summary>A business's bookings by date; a visit that no paper numbers is counted.</summary>
    private static List<Booking> InOrder(List<Booking> bookings)
    {
        var list = bookings
            .OrderBy(booking => booking.Reading.ClinicDate.Value ?? DateOnly.MaxValue)
            .ThenBy(booking => booking.Reading.Start.Value)
            .ToList();
        for (var index = 0; index < list.Count; index++)
        {
            var booking = list[index];
            if (booking.Reading.VisitNumber.Value is null)
            {
                booking.Reading = Counted(booking.Reading, index + 1);
                for (var paper = 0; paper < booking.Records.Count; paper++)
                {
                    booking.Records[paper] = booking.Records[paper] with { Booking = Counted(booking.Records[paper].Booking, index + 1) };
                }
            }
        }

        return list;
    }

    private static BookingReading Counted(BookingReading reading, int visit) =>
        reading.VisitNumber.Value is not null
            ? reading
            : (reading with { VisitNumber = reading.VisitNumber with { Value = visit } }).WithDoubt(
                ImportField.VisitNumber,
                ImportTexts.Doubt_VisitCounted
            );
}
