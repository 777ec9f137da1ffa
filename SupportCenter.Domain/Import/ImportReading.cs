using System.Globalization;

namespace SupportCenter.Domain.Import;

/// <summary>A file to import: its name without folder, and its content.</summary>
public sealed record ImportFile(string Name, Func<Stream> Open);

/// <summary>A file that was not read, and the sentence that says why.</summary>
public sealed record RefusedFile(string File, string Sentence);

/// <summary>
/// One booking as the papers tell it: its row in the list, its 相談票, or both. <see cref="Booking"/> is what to go by.
///</summary>
public sealed record ImportedBooking(BookingReading Booking, ReservationListRow? Row, ConsultationSheetReading? Record)
{
    /// <summary>Further 相談票 of the same booking: copies or corrected versions, for a person to choose from.</summary>
    public IReadOnlyList<ConsultationSheetReading> OtherRecords { get; init; } = [];
}

/// <summary>A business with all its bookings in the order of their dates.</summary>
public sealed record ImportedBusiness(string Name, string Telephone, IReadOnlyList<ImportedBooking> Bookings)
{
    /// <summary>The number of the business in the portal that has exported it; null where papers of the old site tell of it.</summary>
    public Guid? ExportedId { get; init; }
}

/// <summary>
/// Everything that a set of legacy workbooks says, read together: the lists and records explain each other's years, the businesses are
/// matched, and each record is tied to its booking. Nothing is written anywhere.
///</summary>
public sealed record ImportReading
{
    /// <summary>The businesses, each once, in the order in which the lists (then the records) first name them.</summary>
    public IReadOnlyList<ImportedBusiness> Businesses { get; init; } = [];

    /// <summary>The rows of the lists in their order, with the bookings as they came out after all files were compared.</summary>
    public IReadOnlyList<ReservationListRow> Rows { get; init; } = [];

    /// <summary>The 相談票 in the order of their files' names.</summary>
    public IReadOnlyList<ConsultationSheetReading> Records { get; init; } = [];

    /// <summary>The reservations of exports of a portal; they are no list of a day, and say nothing of other bookings.</summary>
    public IReadOnlyList<ReservationListRow> Exported { get; init; } = [];

    /// <summary>Records of exports without their reservation: it has to be here.</summary>
    internal IReadOnlyList<(LeftOutRow Row, ConsultationSheetReading Record)> Loose { get; init; } = [];

    /// <summary>The businesses that the papers of the old site tell of.</summary>
    internal IEnumerable<ImportedBusiness> OfPapers => Businesses.Where(business => business.ExportedId is null);

    /// <summary>The businesses of exports of a portal.</summary>
    internal IEnumerable<ImportedBusiness> OfExports => Businesses.Where(business => business.ExportedId is not null);

    /// <summary>Rows of the lists that hold something but are no booking of their own.</summary>
    public IReadOnlyList<LeftOutRow> LeftOut { get; init; } = [];

    /// <summary>What is doubtful about a file as a whole: columns that a list does not have, hidden sheets that were left unread.</summary>
    public IReadOnlyList<RefusedFile> Remarks { get; init; } = [];

    /// <summary>The files that were not read.</summary>
    public IReadOnlyList<RefusedFile> Refused { get; init; } = [];

    /// <summary>All bookings: the rows of the lists, and the records that no list has.</summary>
    public int BookingCount => Businesses.Sum(business => business.Bookings.Count);

    /// <summary>The businesses of which there is no 相談票 yet: their consultation lay ahead.</summary>
    public int WithoutRecord => Businesses.Count(business => business.Bookings.All(booking => booking.Record is null));

    /// <summary>Reads the files. A file that cannot be read is refused with its sentence; the others are read all the same.</summary>
    /// <param name="files">The workbooks, in any order.</param>
    /// <param name="near">A day near which the papers were written, used only where they themselves say no year at all.</param>
    /// <remarks>What a portal has exported (.xlsx, .zip, .csv) is known by its heads and read as it was written.</remarks>
    public static ImportReading Read(IEnumerable<ImportFile> files, DateOnly? near = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        var refused = new List<RefusedFile>();
        var sheets = new List<(string File, SheetGrid Sheet)>();
        var said = new List<RefusedFile>();
        var exported = new List<(string File, IReadOnlyList<DataTable> Tables)>();
        foreach (var file in files.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            try
            {
                byte[] content;
                using (var stream = file.Open())
                {
                    content = WorkbookReading.Bytes(stream);
                }

                if (DataFile.Read(content) is { } tables)
                {
                    exported.Add((file.Name, tables));
                    continue;
                }

                var (papers, remarks) = Papers(file.Name, content);
                sheets.AddRange(papers.Select(sheet => (file.Name, sheet)));
                said.AddRange(remarks.Select(sentence => new RefusedFile(file.Name, sentence)));
            }
            catch (RuleException refusal)
            {
                refused.Add(new RefusedFile(file.Name, refusal.Message));
            }
        }

        var reading = ImportLinking.Link(new SheetsReading(sheets, near));
        return DataReading.Add(reading with { Refused = refused, Remarks = [.. reading.Remarks, .. said] }, exported);
    }

    // A hidden sheet may be an old copy or the very list: nobody can tell but a person. It is never read by itself, and no sheet that holds
    // something is passed over in silence.
    private static (IEnumerable<SheetGrid> Papers, IEnumerable<string> Remarks) Papers(string name, byte[] content)
    {
        var (sheets, remarks) = WorkbookReading.Read(content);
        var papers = sheets.Where(sheet => ConsultationSheetReader.IsRecord(sheet) || ReservationListReader.IsList(sheet)).ToList();
        if (papers.Count == 0)
        {
            throw new RuleException(ImportTexts.Refused_NeitherListNorRecord);
        }

        if (papers.TrueForAll(sheet => sheet.IsHidden))
        {
            throw new RuleException(ImportTexts.Refused_OnlyHidden);
        }

        if (
            papers.TrueForAll(sheet =>
                sheet.IsHidden || ConsultationSheetReader.IsRecord(sheet) && ConsultationSheetReader.Read(name, sheet) is null
            )
        )
        {
            throw new RuleException(ImportTexts.Refused_BlankForm);
        }

        return (
            papers.Where(sheet => !sheet.IsHidden),
            [
                .. remarks,
                .. papers.Where(sheet => sheet.IsHidden).Select(sheet => Filled(ImportTexts.Remark_HiddenSheet, sheet.Name)),
                .. sheets
                    .Where(sheet => !papers.Contains(sheet) && sheet.Cells.Any())
                    .Select(sheet => Filled(ImportTexts.Remark_OtherSheet, sheet.Name)),
            ]
        );
    }
}
