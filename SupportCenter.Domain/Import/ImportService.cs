using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Import;

/// <summary>Takes what was read from the old site's workbooks into the portal: all of it or nothing, and each booking and record
/// once.</summary>
public sealed class ImportService(AuthorizedDbContextFactory authorized, PortalDatabase database)
{
    /// <summary>How much of a reading is new here, and what it says otherwise of bookings that are here already.</summary>
    [RequiresPermission(Permission.ImportWorkbooks)]
    public async Task<ImportPreview> PreviewAsync(ImportReading reading, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ImportWorkbooks, ct);
        var (recorded, before) = (await RecordedAsync(db, ct), await ImportedAsync(db, ct));
        var (outcome, changes) = (new ImportOutcome(0, 0, 0, 0), new List<ImportChange>());
        foreach (var business in reading.Businesses)
        {
            var (_, matched) = await MatchAsync(db, business, before, ct);
            outcome += new ImportOutcome(0, 0, 0, business.Bookings.Count(booking => !CanBePlaced(booking.Booking)));
            foreach (var match in matched)
            {
                outcome += Counted(match, recorded);
            }

            foreach (var match in matched.Where(match => match.Change is not null))
            {
                changes.Add(await ShownAsync(db, business, match, ct));
            }
        }

        return new ImportPreview(outcome, changes);
    }

    /// <summary>Writes what is new, and the changes that a person has decided on, in one transaction. Everything else that is here is left
    /// as people have kept it since.</summary>
    /// <param name="reading">What was read.</param>
    /// <param name="decisions">By reservation; a proposed change without decision is left out.</param>
    /// <param name="ct">Stops it, and nothing is written.</param>
    [RequiresPermission(Permission.ImportWorkbooks)]
    public async Task<ImportOutcome> AcceptAsync(
        ImportReading reading,
        IReadOnlyDictionary<Guid, ImportDecision>? decisions = null,
        CancellationToken ct = default
    )
    {
        await using var work = await authorized.BeginAsync(Permission.ImportWorkbooks, AuditActs.WorkbooksImported, ct);
        var dates = reading
            .Businesses.SelectMany(business => business.Bookings)
            .Select(booking => booking.Booking.ClinicDate.Value)
            .OfType<DateOnly>()
            .Distinct()
            .ToList();
        var accepting = new Accepting(
            work,
            await ImportPlaces.LoadAsync(work.Db, dates, authorized.Today, ct),
            await ImportDetails.LoadAsync(work.Db, ct),
            await RecordedAsync(work.Db, ct),
            await ImportedAsync(work.Db, ct),
            decisions ?? new Dictionary<Guid, ImportDecision>()
        );
        var outcome = new ImportOutcome(0, 0, 0, 0);
        foreach (var business in reading.Businesses)
        {
            outcome += await TakeOverAsync(accepting, business, ct);
        }

        work.Note(nameof(ImportReading), null);
        await work.CommitAsync(ct);
        return outcome;
    }

    /// <summary>What an import works with.</summary>
    private sealed record Accepting(
        UnitOfWork Work,
        ImportPlaces Places,
        ImportDetails Details,
        HashSet<Guid> Recorded,
        Dictionary<string, Guid> Before,
        IReadOnlyDictionary<Guid, ImportDecision> Decisions
    );

    private static bool CanBePlaced(BookingReading booking) =>
        booking is { ClinicDate.Value: not null, Start.Value: not null } && booking.Venue.Value.Length > 0;

    private static async Task<HashSet<Guid>> RecordedAsync(PortalDbContext db, CancellationToken ct) =>
        [.. await db.Records.Select(row => row.ReservationId).ToListAsync(ct)];

    /// <summary>The reservations that were imported before, by what they came from.</summary>
    private static async Task<Dictionary<string, Guid>> ImportedAsync(PortalDbContext db, CancellationToken ct) =>
        (
            await db
                .Reservations.AsNoTracking()
                .Where(row => row.ImportKey != null)
                .Select(row => new { row.Id, row.ImportKey })
                .ToListAsync(ct)
        ).ToDictionary(row => Convert.ToHexString(row.ImportKey!), row => row.Id);

    /// <summary>The business, and what becomes of each of its bookings that can be placed.</summary>
    private async Task<(Business? Business, List<MatchedBooking> Bookings)> MatchAsync(
        PortalDbContext db,
        ImportedBusiness imported,
        Dictionary<string, Guid> before,
        CancellationToken ct
    )
    {
        // A row that is not cancelled goes before one of the same time that is.
        var placed = imported
            .Bookings.Where(booking => CanBePlaced(booking.Booking))
            .OrderBy(booking => (booking.Booking.ClinicDate.Value, booking.Booking.Start.Value, booking.Booking.IsCancelled))
            .ToList();
        var keys = placed.ToDictionary<ImportedBooking, ImportedBooking, string>(
            booking => booking,
            booking => Convert.ToHexString(KeyOf(imported, booking.Booking)),
            ReferenceEqualityComparer.Instance
        );
        var ids = keys.Values.Where(before.ContainsKey).Select(key => before[key]).ToList();
        var business = await KnownAsync(db, imported, ct);
        var known = await ImportMatching.LoadAsync(db, business, ids, ct);

        // Its number and name may have been corrected here since: then what was imported says whose it is.
        business ??= known.Count > 0 ? await db.Businesses.FindAsync([known[0].BusinessId], ct) : null;
        return (business, ImportMatching.Match(placed, known, booking => before.GetValueOrDefault(keys[booking])));
    }

    private static ImportOutcome Counted(MatchedBooking match, HashSet<Guid> recorded)
    {
        var isNewRecord = match.Booking.Record is not null && (match.Known is null || !recorded.Contains(match.Known.Id));
        return match.Change is not null
            ? new ImportOutcome(0, 0, 0, 0, 1)
            : new ImportOutcome(match.IsNew ? 1 : 0, isNewRecord ? 1 : 0, match.IsNew ? 0 : 1, 0);
    }

    private static async Task<ImportChange> ShownAsync(
        PortalDbContext db,
        ImportedBusiness business,
        MatchedBooking match,
        CancellationToken ct
    )
    {
        var row = match.Known!;
        var venue = await db.Venues.Where(venue => venue.Id == row.VenueId).Select(venue => venue.Details.Name).FirstAsync(ct);
        return new ImportChange(match.Change!.Value, row.Id, business.Name, row.Date, row.StartsAt, venue, match.Booking);
    }

    private async Task<ImportOutcome> TakeOverAsync(Accepting accepting, ImportedBusiness imported, CancellationToken ct)
    {
        var db = accepting.Work.Db;
        var (business, matched) = await MatchAsync(db, imported, accepting.Before, ct);
        var outcome = new ImportOutcome(0, 0, 0, imported.Bookings.Count - matched.Count);
        var said = new List<ReservationDetails>();
        var booked = new Dictionary<string, Reservation>(StringComparer.Ordinal);
        foreach (var match in matched)
        {
            var booking = match.Booking;
            var decision = match.Change is null ? ImportDecision.Another : accepting.Decisions.GetValueOrDefault(match.Known!.Id);
            if (match.Change is { } change && (decision != ImportDecision.Another || change == ImportChangeKind.Cancelled))
            {
                outcome += await ChangeAsync(accepting, match, decision, ct);
                if (decision != ImportDecision.Apply || change == ImportChangeKind.Cancelled)
                {
                    continue;
                }
            }

            // Within one reading the same booking may stand twice: the second is known by then.
            var key = KeyOf(imported, booking.Booking);
            var known =
                decision == ImportDecision.Apply || match.Change is null
                    ? match.Known ?? booked.GetValueOrDefault(Convert.ToHexString(key))
                    : null;
            var reservation = known;
            if (reservation is null)
            {
                said.Add(accepting.Details.Of(booking.Booking));
                business = CreateOrUpdate(db, business, said[^1]);
                reservation = Book(db, business, booking, said[^1], accepting.Places, key);
                booked[Convert.ToHexString(key)] = reservation;
            }

            var isNewRecord = booking.Record is not null && accepting.Recorded.Add(reservation.Id);
            if (isNewRecord)
            {
                var record = new ConsultationRecord(reservation, reservation.ScrivenerId, authorized.UtcNow);
                record.TakeOver(accepting.Details.Of(booking.Record!), key, authorized.UtcNow);
                db.Records.Add(record);
            }

            outcome += new ImportOutcome(known is null ? 1 : 0, isNewRecord ? 1 : 0, known is null ? 0 : 1, 0);
        }

        if (business is not null && said.Count > 0)
        {
            database.Index.IndexBusiness(db, business, database.Index.Grams(said));
        }

        return outcome;
    }

    /// <summary>Moves or cancels what is here, when a person has said so.</summary>
    private async Task<ImportOutcome> ChangeAsync(Accepting accepting, MatchedBooking match, ImportDecision decision, CancellationToken ct)
    {
        if (decision != ImportDecision.Apply)
        {
            return new ImportOutcome(0, 0, 0, 0, 1);
        }

        var (row, me, now) = (match.Known!, accepting.Work.AccessContext.Me, authorized.UtcNow);
        if (match.Change == ImportChangeKind.Cancelled)
        {
            row.Cancel(ImportTexts.Change_Reason, me, now);
            return new ImportOutcome(0, 0, 1, 0);
        }

        var scrivener = match.Booking.Record?.Scrivener
            ?? await accepting.Work.Db.Staff.Where(person => person.Id == row.ScrivenerId).Select(person => person.Name).FirstAsync(ct);
        var (clinic, slot) = accepting.Places.Place(match.Booking.Booking, scrivener);
        row.Reschedule(slot, clinic, me, now, ImportTexts.Change_Reason);
        var memo = accepting.Details.Of(match.Booking.Booking).Memo;
        if (memo is not null && row.Details.Memo?.Contains(memo, StringComparison.Ordinal) != true)
        {
            var details = FormFields.Copy(row.Details);
            details.Memo = string.IsNullOrEmpty(details.Memo) ? memo : $"{details.Memo}\n{memo}";
            row.Revise(details, me, now);
        }

        return new ImportOutcome(0, 0, 0, 0); // It is counted as known, with its record.
    }

    private Business CreateOrUpdate(PortalDbContext db, Business? business, ReservationDetails said)
    {
        if (business is null)
        {
            return db.Businesses.Add(new Business(said, authorized.UtcNow)).Entity;
        }

        business.UpdateFrom(said);
        return business;
    }

    private static Reservation Book(
        PortalDbContext db,
        Business business,
        ImportedBooking booking,
        ReservationDetails said,
        ImportPlaces places,
        byte[] key
    )
    {
        var (clinic, slot) = places.Place(booking.Booking, booking.Record?.Scrivener);
        var status =
            booking.Record is not null ? ReservationStatus.Completed
            : booking.Booking.IsCancelled ? ReservationStatus.Cancelled
            : ReservationStatus.Booked;
        var receivedOn = booking.Booking.ReceivedOn.Value ?? booking.Booking.ClinicDate.Value!.Value;
        return db
            .Reservations.Add(Reservation.Import(business, slot, clinic, said, receivedOn, booking.Booking.ReceivedBy, status, key))
            .Entity;
    }

    /// <summary>The business that is here already: by its number, else by its folded name, unless another number contradicts.</summary>
    private async Task<Business?> KnownAsync(PortalDbContext db, ImportedBusiness imported, CancellationToken ct)
    {
        var finder = new BusinessFinder(db, database.Index);
        if (await finder.ByTelephoneAsync(imported.Telephone, ct) is { } same)
        {
            return same;
        }

        var namesakes = await finder.ByNameAsync(imported.Name, ct);
        return Text.Telephone.Digits(imported.Telephone).Length > 0
            ? namesakes.Find(row => IsContact(row, imported.Bookings[0].Booking))
            : namesakes.FirstOrDefault();
    }

    // As within one reading: another number under one name is the same business when the same person in the same ward gave it.
    private static bool IsContact(Business business, BookingReading said) =>
        said.Ward.Value is { } ward
        && ward == business.Ward
        && Text.TextFolding.Fold(said.ContactName) is { Length: > 0 } contact
        && contact == Text.TextFolding.Fold(business.ContactName ?? "");

    private byte[] KeyOf(ImportedBusiness business, BookingReading booking) =>
        database.Index.ImportKey(business.Telephone, business.Name, booking.ClinicDate.Value, booking.Start.Value);
}

/// <summary>What an import would do: its counts, and the changes of bookings that are here already, for a person to decide on.</summary>
public sealed record ImportPreview(ImportOutcome Counts, IReadOnlyList<ImportChange> Changes);

/// <summary>What became of an import: bookings and records that were new, bookings that were here already, bookings without a date,
/// time or venue, and changes that nobody has decided on.</summary>
public sealed record ImportOutcome(int NewReservations, int NewRecords, int KnownReservations, int Unplaced, int Undecided = 0)
{
    public static ImportOutcome operator +(ImportOutcome left, ImportOutcome right) =>
        new(
            left.NewReservations + right.NewReservations,
            left.NewRecords + right.NewRecords,
            left.KnownReservations + right.KnownReservations,
            left.Unplaced + right.Unplaced,
            left.Undecided + right.Undecided
        );

    /// <summary>The sum of two outcomes.</summary>
    public static ImportOutcome Add(ImportOutcome left, ImportOutcome right) => left + right;
}
