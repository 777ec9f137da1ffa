using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Import;

/// <summary>Takes the rows of exports over, each under its number: what is here under a number stays as it is, and what was disposed of
/// does not come back.</summary>
internal sealed class ExportedRows
{
    private const int AtOnce = 500;
    private readonly HashSet<Guid> reservations = [];
    private readonly HashSet<Guid> recorded = [];
    private readonly HashSet<Guid> businesses = [];
    private readonly HashSet<Guid> disposed = [];
    private readonly BlindIndex index;

    private ExportedRows(BlindIndex index) => this.index = index;

    /// <summary>How much of a reading is new here.</summary>
    /// <exception cref="RuleException">It names questions, measures or places that are not here.</exception>
    public static async Task<ImportOutcome> PreviewAsync(PortalDbContext db, BlindIndex index, ImportReading reading, CancellationToken ct)
    {
        if (!Has(reading))
        {
            return new ImportOutcome(0, 0, 0, 0);
        }

        var rows = await LoadAsync(db, index, reading, ct);
        var catalogue = await ExportedCatalogue.LoadAsync(db, ct);
        catalogue.Ensure(reading);
        return reading.OfExports.Aggregate(new ImportOutcome(0, 0, 0, 0), (sum, business) => sum + rows.Count(business))
            + reading.Loose.Aggregate(new ImportOutcome(0, 0, 0, 0), (sum, loose) => sum + rows.Count(loose.Record.Line!));
    }

    /// <summary>Adds what is new to the context; nothing is saved.</summary>
    /// <exception cref="RuleException">It names questions, measures or places that are not here.</exception>
    public static async Task<ImportOutcome> TakeOverAsync(
        PortalDbContext db,
        BlindIndex index,
        ImportPlaces places,
        ImportReading reading,
        DateTime nowUtc,
        CancellationToken ct
    )
    {
        var outcome = new ImportOutcome(0, 0, 0, 0);
        if (!Has(reading))
        {
            return outcome;
        }

        var rows = await LoadAsync(db, index, reading, ct);
        var catalogue = await ExportedCatalogue.LoadAsync(db, ct);
        catalogue.Ensure(reading);
        foreach (var business in reading.OfExports)
        {
            outcome += rows.Count(business);
            if (!rows.disposed.Contains(business.ExportedId!.Value))
            {
                await rows.TakeOverAsync(db, places, catalogue, business, nowUtc, ct);
            }
        }

        foreach (var (_, record) in reading.Loose)
        {
            var count = rows.Count(record.Line!);
            outcome += count;
            if (count.NewRecords > 0)
            {
                var reservation = (await db.Reservations.FindAsync([record.Line!.ReservationId], ct))!;
                rows.Add(db, places, catalogue, record.Line, reservation, nowUtc);
            }
        }

        return outcome;
    }

    private static bool Has(ImportReading reading) => reading.OfExports.Any() || reading.Loose.Count > 0;

    private static async Task<ExportedRows> LoadAsync(PortalDbContext db, BlindIndex index, ImportReading reading, CancellationToken ct)
    {
        var rows = new ExportedRows(index);
        var lines = reading.OfExports.SelectMany(business => business.Bookings).Select(booking => booking.Booking.Line!).ToList();
        foreach (
            var some in lines.Select(line => line.Id).Concat(reading.Loose.Select(loose => loose.Record.Line!.ReservationId)).Chunk(AtOnce)
        )
        {
            rows.reservations.UnionWith(await db.Reservations.Where(row => some.Contains(row.Id)).Select(row => row.Id).ToListAsync(ct));
            rows.recorded.UnionWith(
                await db.Records.Where(row => some.Contains(row.ReservationId)).Select(row => row.ReservationId).ToListAsync(ct)
            );
        }

        foreach (var some in reading.OfExports.Select(business => business.ExportedId!.Value).Chunk(AtOnce))
        {
            rows.businesses.UnionWith(await db.Businesses.Where(row => some.Contains(row.Id)).Select(row => row.Id).ToListAsync(ct));
            rows.disposed.UnionWith(
                await db
                    .DisposalItems.Where(row => row.State == Retention.DisposalState.Disposed && some.Contains(row.SubjectId))
                    .Select(row => row.SubjectId)
                    .ToListAsync(ct)
            );
        }

        return rows;
    }

    private ImportOutcome Count(ImportedBusiness business)
    {
        if (disposed.Contains(business.ExportedId!.Value))
        {
            return new ImportOutcome(0, 0, 0, 0, 0, business.Bookings.Count);
        }

        var known = business.Bookings.Count(booking => reservations.Contains(booking.Booking.Line!.Id));
        return new ImportOutcome(
            business.Bookings.Count - known,
            business.Bookings.Count(booking => booking.Record is not null && !recorded.Contains(booking.Booking.Line!.Id)),
            known,
            0
        );
    }

    private ImportOutcome Count(RecordLine record) =>
        !reservations.Contains(record.ReservationId) ? new ImportOutcome(0, 0, 0, 0, 0, 1)
        : recorded.Contains(record.ReservationId) ? new ImportOutcome(0, 0, 0, 0)
        : new ImportOutcome(0, 1, 0, 0);

    private async Task TakeOverAsync(
        PortalDbContext db,
        ImportPlaces places,
        ExportedCatalogue catalogue,
        ImportedBusiness imported,
        DateTime nowUtc,
        CancellationToken ct
    )
    {
        var id = imported.ExportedId!.Value;
        var business = businesses.Contains(id) ? await db.Businesses.FindAsync([id], ct) : null;
        var isNew = business is null;
        var said = new List<ReservationDetails>();
        foreach (var booking in imported.Bookings)
        {
            var line = booking.Booking.Line!;
            Reservation? reservation = null;
            if (!reservations.Contains(line.Id))
            {
                line.Details.Answers = catalogue.Answers(line);
                said.Add(line.Details);
                business ??= db.Businesses.Add(Business.TakeOver(id, line.Details, nowUtc)).Entity;
                if (isNew)
                {
                    business.UpdateFrom(line.Details);
                }

                var isFree = line.Status is ReservationStatus.Cancelled or ReservationStatus.NoShow;
                var (clinic, slot) = places.Place(booking.Booking, line.Scrivener, isFree);
                reservation = db.Reservations.Add(Reservation.TakeOver(line, business, slot, clinic)).Entity;
            }

            if (booking.Record?.Line is { } record && !recorded.Contains(line.Id))
            {
                reservation ??= (await db.Reservations.FindAsync([line.Id], ct))!;
                Add(db, places, catalogue, record, reservation, nowUtc);
            }
        }

        if (business is not null && said.Count > 0)
        {
            index.IndexBusiness(db, business, index.Grams(said));
        }
    }

    private void Add(
        PortalDbContext db,
        ImportPlaces places,
        ExportedCatalogue catalogue,
        RecordLine line,
        Reservation reservation,
        DateTime nowUtc
    )
    {
        var scrivener = string.IsNullOrWhiteSpace(line.Scrivener) ? reservation.ScrivenerId : places.ScrivenerOf(line.Scrivener).Id;
        db.Records.Add(ConsultationRecord.TakeOver(line, catalogue.Details(line), reservation, scrivener, nowUtc));
        recorded.Add(reservation.Id);
    }
}

/// <summary>The rows of the catalogues that an export names by their words.</summary>
internal sealed class ExportedCatalogue
{
    private readonly ILookup<string, Guid> questions;
    private readonly ILookup<string, Guid> measures;
    private readonly ILookup<string, Guid> referrals;

    private ExportedCatalogue(ILookup<string, Guid> questions, ILookup<string, Guid> measures, ILookup<string, Guid> referrals) =>
        (this.questions, this.measures, this.referrals) = (questions, measures, referrals);

    public static async Task<ExportedCatalogue> LoadAsync(PortalDbContext db, CancellationToken ct)
    {
        // In the order in which an export writes them: two of the same words are told apart by that.
        var asked = await db.Questions.AsNoTracking().OrderBy(row => row.Order).ToListAsync(ct);
        var ticked = MeasureOrder.OnPaper(await db.Measures.AsNoTracking().ToListAsync(ct), _ => true);
        var places = await db.Referrals.ChoicesAsync(ct);
        return new ExportedCatalogue(
            asked.ToLookup(row => row.Text, row => row.Id),
            ticked.ToLookup(row => row.Name, row => row.Id),
            places.ToLookup(row => row.Name, row => row.Id)
        );
    }

    /// <summary>Sees that everything that is used is here: nothing is left out in silence.</summary>
    /// <exception cref="RuleException">Something is not; the sentence names it.</exception>
    public void Ensure(ImportReading reading)
    {
        var lines = reading.OfExports.SelectMany(business => business.Bookings).ToList();
        var records = lines
            .Select(booking => booking.Record?.Line)
            .Concat(reading.Loose.Select(loose => loose.Record.Line))
            .OfType<RecordLine>()
            .ToList();
        var missing = lines
            .SelectMany(booking => booking.Booking.Line!.Answers.Where(answer => Find(questions, answer.Name, answer.Nth) is null))
            .Select(answer => answer.Name)
            .Concat(
                records
                    .SelectMany(record => record.Measures.Where(cell => cell.Value && Find(measures, cell.Name, cell.Nth) is null))
                    .Select(cell => cell.Name)
            )
            .Concat(records.SelectMany(record => record.Guidance).SelectMany(Unknown))
            .Distinct()
            .ToList();
        FormChecks.Refuse(missing.Count > 0, Filled(ImportTexts.Refused_DataCatalogue, string.Join('、', missing.Take(20))), "");
    }

    public List<QuestionAnswer> Answers(ReservationLine line) =>
        [.. line.Answers.Select(answer => new QuestionAnswer(Find(questions, answer.Name, answer.Nth)!.Value, answer.Value))];

    public ConsultationDetails Details(RecordLine line)
    {
        line.Details.MeasureIds = [.. line.Measures.Where(cell => cell.Value).Select(cell => Find(measures, cell.Name, cell.Nth)!.Value)];
        foreach (var said in line.Guidance)
        {
            foreach (var (field, name) in said.Names)
            {
                FieldDescription.Of(typeof(Consultations.GuidanceRow), field).Write(said.Row, Find(CatalogueOf(field), name, 0));
            }
        }

        line.Details.Guidance = [.. line.Guidance.Select(said => said.Row)];
        return FormFields.Cleaned(line.Details);
    }

    private IEnumerable<string> Unknown(GuidanceLine line) =>
        line.Names.Where(pair => Find(CatalogueOf(pair.Key), pair.Value, 0) is null).Select(pair => pair.Value);

    private ILookup<string, Guid> CatalogueOf(string field) => field == nameof(Consultations.GuidanceRow.ReferralId) ? referrals : measures;

    private static Guid? Find(ILookup<string, Guid> catalogue, string name, int nth) =>
        catalogue[name].Skip(nth).Select(id => (Guid?)id).FirstOrDefault();
}
