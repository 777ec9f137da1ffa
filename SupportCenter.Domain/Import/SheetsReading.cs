using System.Globalization;

namespace SupportCenter.Domain.Import;

/// <summary>
/// Reads all sheets, twice where it helps: a paper whose dates lack their year is read again near the days that the other papers name.
///</summary>
internal sealed class SheetsReading
{
    private readonly List<ReservationListReading> lists = [];
    private readonly List<string> listFiles = [];

    public SheetsReading(IReadOnlyList<(string File, SheetGrid Sheet)> sheets, DateOnly? near)
    {
        var records = sheets.Where(sheet => ConsultationSheetReader.IsRecord(sheet.Sheet)).ToList();
        var first = records.ConvertAll(sheet => ConsultationSheetReader.Read(sheet.File, sheet.Sheet, Hint(sheet)));
        foreach (var (file, sheet) in sheets.Where(sheet => !ConsultationSheetReader.IsRecord(sheet.Sheet)))
        {
            listFiles.Add(file);
            lists.Add(ReservationListReader.Read(file, sheet, Hint((file, sheet)) ?? Middle(first, [])));
        }

        var middle = Middle(first, Rows) ?? near;
        lists =
        [
            .. lists.Zip(sheets.Where(sheet => !ConsultationSheetReader.IsRecord(sheet.Sheet)), (list, sheet) =>
                list.Rows.Any(row => LacksYear(row.Booking)) ? ReservationListReader.Read(sheet.File, sheet.Sheet, middle) : list
            ),
        ];
        Records =
        [
            .. first
                .Zip(records, (reading, sheet) =>
                    reading is not null && LacksYear(reading.Booking)
                        ? ConsultationSheetReader.Read(sheet.File, sheet.Sheet, middle)
                        : reading
                )
                .OfType<ConsultationSheetReading>(),
        ];
    }

    public IReadOnlyList<ConsultationSheetReading> Records { get; }

    public IReadOnlyList<ReservationListRow> Rows => [.. lists.SelectMany(list => list.Rows)];

    public IReadOnlyList<LeftOutRow> LeftOut => [.. lists.SelectMany(list => list.LeftOut)];

    /// <summary>What is to be said of a list as a whole: columns that it lacks, comments outside of its rows.</summary>
    public IReadOnlyList<RefusedFile> Remarks =>
        [
            .. lists
                .Zip(listFiles, (list, file) => Sentences(list).Select(sentence => new RefusedFile(file, sentence)))
                .SelectMany(all => all),
        ];

    private static IEnumerable<string> Sentences(ReservationListReading list) =>
        list.MissingColumns.Count == 0
            ? list.Comments
            : list.Comments.Prepend(
                Filled(ImportTexts.Remark_MissingColumns, string.Join('・', list.MissingColumns.Select(ImportDoubt.Label)))
            );

    private static DateOnly? Hint((string File, SheetGrid Sheet) sheet) => YearHints.In(sheet.Sheet.Name) ?? YearHints.In(sheet.File);

    private static bool LacksYear(BookingReading booking) =>
        booking.ReceivedOn is { Value: null, Typed.Length: > 0 } || booking.ClinicDate is { Value: null, Typed.Length: > 0 };

    /// <summary>The middle one of all days that are beyond doubt.</summary>
    private static DateOnly? Middle(IEnumerable<ConsultationSheetReading?> records, IEnumerable<ReservationListRow> rows)
    {
        var days = records
            .OfType<ConsultationSheetReading>()
            .Select(record => record.Booking)
            .Concat(rows.Select(row => row.Booking))
            .Where(booking => booking.ClinicDateIsCertain)
            .Select(booking => booking.ClinicDate.Value!.Value)
            .Order()
            .ToList();
        return days.Count == 0 ? null : days[days.Count / 2];
    }
}
