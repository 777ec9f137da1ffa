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
        var (recorded, before) = (await RecordedAsync(db, ct), await ImportedBefore.LoadAsync(db, database.Index, reading, ct));
        var (outcome, changes) = (new ImportOutcome(0, 0, 0, 0), new List<ImportChange>());
        var found = new HashSet<Guid>();
        foreach (var business in reading.OfPapers)
        {
            var (_, matched) = await before.MatchAsync(business, ct);
            found.UnionWith(matched.Select(match => match.Known?.Id).OfType<Guid>());
            outcome += new ImportOutcome(0, 0, 0, business.Bookings.Count(booking => !ImportedBefore.CanBePlaced(booking.Booking)));
            foreach (var match in matched)
            {
                outcome += Counted(match, recorded);
            }

            foreach (var match in matched.Where(match => match.Change is not null))
            {
                changes.Add(await ShownAsync(db, business.Name, match.Known!, match.Change!.Value, match.Booking, ct));
            }
        }

        foreach (var row in await before.MissingAsync(reading, found, ct))
        {
            changes.Add(await ShownAsync(db, row.Details.BusinessName, row, ImportChangeKind.Missing, null, ct));
            outcome += new ImportOutcome(0, 0, 0, 0, 1);
        }

        outcome += await ExportedRows.PreviewAsync(db, database.Index, reading, ct);
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
            await ImportedBefore.LoadAsync(work.Db, database.Index, reading, ct),
            decisions ?? new Dictionary<Guid, ImportDecision>()
        );
        var outcome = new ImportOutcome(0, 0, 0, 0);
        foreach (var business in reading.OfPapers)
        {
            outcome += await TakeOverAsync(accepting, business, ct);
        }

        outcome += await ExportedRows.TakeOverAsync(work.Db, database.Index, accepting.Places, reading, authorized.UtcNow, ct);

        foreach (var row in await accepting.Before.MissingAsync(reading, accepting.Found, ct))
        {
            outcome += Withdraw(accepting, row, accepting.Decisions.GetValueOrDefault(row.Id));
        }

        accepting.Places.CloseOverlapped();
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
        ImportedBefore Before,
        IReadOnlyDictionary<Guid, ImportDecision> Decisions
    )
    {
        /// <summary>The reservations that were here and that the reading has.</summary>
        public HashSet<Guid> Found { get; } = [];
    }

    private static async Task<HashSet<Guid>> RecordedAsync(PortalDbContext db, CancellationToken ct) =>
        [.. await db.Records.Select(row => row.ReservationId).ToListAsync(ct)];

    private static ImportOutcome Counted(MatchedBooking match, HashSet<Guid> recorded)
    {
        var isNewRecord = match.Booking.Record is not null && (match.Known is null || !recorded.Contains(match.Known.Id));
        return match.Change is not null
            ? new ImportOutcome(0, 0, 0, 0, 1)
            : new ImportOutcome(match.IsNew ? 1 : 0, isNewRecord ? 1 : 0, match.IsNew ? 0 : 1, 0);
    }

    private static async Task<ImportChange> ShownAsync(
        PortalDbContext db,
        string businessName,
        Reservation row,
        ImportChangeKind kind,
        ImportedBooking? imported,
        CancellationToken ct
    )
    {
        var venue = await db.Venues.Where(venue => venue.Id == row.VenueId).Select(venue => venue.Details.Name).FirstAsync(ct);
        return new ImportChange(kind, row.Id, businessName, row.Date, row.StartsAt, row.EndsAt, venue, imported);
    }

    private async Task<ImportOutcome> TakeOverAsync(Accepting accepting, ImportedBusiness imported, CancellationToken ct)
    {
        var db = accepting.Work.Db;
        var (business, matched) = await accepting.Before.MatchAsync(imported, ct);
        accepting.Found.UnionWith(matched.Select(match => match.Known?.Id).OfType<Guid>());
        var outcome = new ImportOutcome(0, 0, 0, imported.Bookings.Count - matched.Count);
        var details = new List<ReservationDetails>();
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
            var key = accepting.Before.KeyOf(imported, booking.Booking);
            var known =
                decision == ImportDecision.Apply || match.Change is null
                    ? match.Known ?? booked.GetValueOrDefault(Convert.ToHexString(key))
                    : null;
            var reservation = known;
            if (reservation is null)
            {
                details.Add(accepting.Details.Of(booking.Booking));
                business = CreateOrUpdate(db, business, details[^1]);
                reservation = Book(db, business, booking, details[^1], accepting.Places, key);
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

        if (business is not null && details.Count > 0)
        {
            database.Index.IndexBusiness(db, business, database.Index.Grams(details));
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
            return Withdraw(accepting, row, decision);
        }

        var scrivener = match.Booking.Record?.Scrivener
            ?? await accepting.Work.Db.Staff.Where(person => person.Id == row.ScrivenerId).Select(person => person.Name).FirstAsync(ct);
        accepting.Places.Leave(row.SlotId);
        var (clinic, slot) = accepting.Places.Place(match.Booking.Booking, scrivener);
        row.Reschedule(slot, clinic, me, now, ImportTexts.Change_Reason);
        if (Revised(row.Details, accepting.Details.Of(match.Booking.Booking)) is { } details)
        {
            row.Revise(details, me, now);
        }

        return new ImportOutcome(0, 0, 0, 0); // It is counted as known, with its record.
    }

    /// <summary>Cancels what is here, when a person has said so.</summary>
    private ImportOutcome Withdraw(Accepting accepting, Reservation row, ImportDecision decision)
    {
        if (decision != ImportDecision.Apply)
        {
            return new ImportOutcome(0, 0, 0, 0, 1);
        }

        accepting.Places.Leave(row.SlotId);
        row.Cancel(ImportTexts.Change_Reason, accepting.Work.AccessContext.Me, authorized.UtcNow);
        return new ImportOutcome(0, 0, 1, 0);
    }

    /// <summary>What was taken down here, with the memo and the numbers that the newer list has besides; null when it has none.</summary>
    private static ReservationDetails? Revised(ReservationDetails here, ReservationDetails imported)
    {
        var details = FormFields.Copy(here);
        details.Memo = Joined(details.Memo, '\n', imported.Memo);
        var number =
            imported.Telephone.Length > 0 && imported.Telephone != here.Telephone
                ? CellRemarks.Line(ImportField.Telephone, Text.Telephone.Format(imported.Telephone))
                : null;
        details.TelephoneNote = Joined(Joined(details.TelephoneNote, ' ', number), ' ', imported.TelephoneNote);
        return FormFields.AreSame(here, details) ? null : details;
    }

    private static string? Joined(string? here, char sign, string? more) =>
        string.IsNullOrEmpty(more) || here?.Contains(more, StringComparison.Ordinal) == true ? here
        : string.IsNullOrEmpty(here) ? more
        : $"{here}{sign}{more}";

    private Business CreateOrUpdate(PortalDbContext db, Business? business, ReservationDetails details)
    {
        if (business is null)
        {
            return db.Businesses.Add(new Business(details, authorized.UtcNow)).Entity;
        }

        business.UpdateFrom(details);
        return business;
    }

    private static Reservation Book(
        PortalDbContext db,
        Business business,
        ImportedBooking booking,
        ReservationDetails details,
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
            .Reservations.Add(Reservation.Import(business, slot, clinic, details, receivedOn, booking.Booking.ReceivedBy, status, key))
            .Entity;
    }
}

/// <summary>What an import would do: its counts, and the changes of bookings that are here already, for a person to decide on.</summary>
public sealed record ImportPreview(ImportOutcome Counts, IReadOnlyList<ImportChange> Changes);

/// <summary>What became of an import: bookings and records that were new, bookings that were here already, bookings without a date,
/// time or venue, changes that nobody has decided on, and rows of exports that cannot be taken over: of a business whose data was disposed
/// of, or records without their reservation.</summary>
public sealed record ImportOutcome(
    int NewReservations,
    int NewRecords,
    int KnownReservations,
    int Unplaced,
    int Undecided = 0,
    int Withheld = 0
)
{
    public static ImportOutcome operator +(ImportOutcome left, ImportOutcome right) =>
        new(
            left.NewReservations + right.NewReservations,
            left.NewRecords + right.NewRecords,
            left.KnownReservations + right.KnownReservations,
            left.Unplaced + right.Unplaced,
            left.Undecided + right.Undecided,
            left.Withheld + right.Withheld
        );

    /// <summary>The sum of two outcomes.</summary>
    public static ImportOutcome Add(ImportOutcome left, ImportOutcome right) => left + right;
}
