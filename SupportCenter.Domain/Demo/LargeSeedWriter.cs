using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Domain.Demo;

/// <summary>Who and what takes part: people, the day's questions, the catalogue of measures.</summary>
internal sealed record LargeSeedPeople(
    IReadOnlyList<Guid> Scriveners,
    IReadOnlyList<StaffMember> Clerks,
    Guid Supervisor,
    IReadOnlyList<Guid> Questions,
    IReadOnlyList<SupportMeasure> Measures,
    IReadOnlyList<Referral> Referrals
)
{
    public static async Task<LargeSeedPeople> ReadAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var staff = await db.Staff.AsNoTracking().OrderBy(person => person.Name).ToListAsync(cancellation);
        var clerks = staff.Where(person => person.Role == Role.BookingStaff).ToList();
        return new LargeSeedPeople(
            [.. staff.Where(person => person.Role == Role.Scrivener).Select(person => person.Id)],
            clerks.Count > 0 ? clerks : staff,
            staff.Find(person => person.Role == Role.Supervisor)?.Id ?? staff[0].Id,
            await db.Questions.OrderBy(question => question.Order).Select(question => question.Id).ToListAsync(cancellation),
            await db.Measures.AsNoTracking().OrderBy(measure => measure.Details.PaperOrder).ToListAsync(cancellation),
            await db.Referrals.AsNoTracking().OrderBy(place => place.Order).ToListAsync(cancellation)
        );
    }
}

/// <summary>What happened at a large centre, day by day. Only the businesses and the hashes of their names stay in memory; every other row
/// is written at once and forgotten.</summary>
internal sealed class LargeSeedWriter : IDisposable
{
    private readonly Seeding seeding;
    private readonly BlindIndex index;
    private readonly LargeSeedSize size;
    private readonly LargeSchedule schedule;
    private readonly LargeSeedPeople cast;
    private readonly List<Business> businesses = [];
    private readonly List<int> visits = [];
    private readonly List<(long Gram, Guid Business)> grams = [];
    private readonly PreparedInsert<Clinic> clinicRows;
    private readonly PreparedInsert<Desk> deskRows;
    private readonly PreparedInsert<Slot> slotRows;
    private readonly PreparedInsert<Business> businessRows;
    private readonly PreparedInsert<SearchGram> gramRows;
    private readonly PreparedInsert<Reservation> reservationRows;
    private readonly PreparedInsert<ReservationChange> changeRows;
    private readonly PreparedInsert<ConsultationRecord> recordRows;
    private int booked;
    private int withoutRecord;

    public LargeSeedWriter(Seeding seeding, BlindIndex index, LargeSeedSize size, LargeSchedule schedule, LargeSeedPeople cast)
    {
        (this.seeding, this.index, this.size, this.schedule, this.cast) = (seeding, index, size, schedule, cast);
        var db = seeding.Db;
        (clinicRows, deskRows, slotRows) = (new(db), new(db), new(db));
        (businessRows, gramRows) = (new(db), new(db));
        (reservationRows, changeRows, recordRows) = (new(db), new(db), new(db));
    }

    /// <summary>Writes a day's clinics, its reservations and what became of them.</summary>
    public void Live(DateOnly date, int reservations)
    {
        var clinics = schedule.ClinicsOf(date, reservations, cast.Scriveners).ToList();
        foreach (var clinic in clinics)
        {
            clinicRows.Write(clinic);
            WriteAll(deskRows, clinic.Desks);
            WriteAll(slotRows, clinic.Slots);
        }

        (Clinic Clinic, Slot Slot)? freed = null;
        foreach (var next in LargeSchedule.Booked(clinics, reservations))
        {
            // A slot that was cancelled is given to the next caller.
            var (clinic, slot) = freed ?? next;
            var reservation = Book(clinic, slot);
            Happen(reservation);
            freed = reservation.Status == ReservationStatus.Cancelled && freed is null ? (clinic, slot) : null;
        }
    }

    /// <summary>Writes the businesses that never came, and the blind index in its own order, which is many times quicker than row by
    /// row.</summary>
    public void Finish()
    {
        while (businesses.Count < size.Businesses)
        {
            Meet(seeding.UtcNow);
        }

        grams.Sort();
        foreach (var (gram, business) in grams)
        {
            gramRows.Write(new SearchGram { Gram = gram, BusinessId = business });
        }
    }

    public void Dispose()
    {
        foreach (
            var rows in new IDisposable[]
            {
                clinicRows,
                deskRows,
                slotRows,
                businessRows,
                gramRows,
                reservationRows,
                changeRows,
                recordRows,
            }
        )
        {
            rows.Dispose();
        }
    }

    private static void WriteAll<T>(PreparedInsert<T> rows, IEnumerable<T> what)
        where T : class
    {
        foreach (var row in what)
        {
            rows.Write(row);
        }
    }

    private Reservation Book(Clinic clinic, Slot slot)
    {
        var k = booked++;
        var called = CentreTime.ToUtc(clinic.Date.AddDays(-1 - (k % 20)), new TimeOnly(9 + (k % 8), k % 60));
        var at = called < seeding.UtcNow ? called : seeding.UtcNow.AddMinutes(-(k % 600));
        var n = Caller(k, at);
        var details = FictionalBusinesses.Details(n, ++visits[n], cast.Questions);
        var clerk = cast.Clerks[k % cast.Clerks.Count];
        return Reservation.Book(businesses[n], slot, clinic, details, clerk.Id, clerk.Name, null, at);
    }

    /// <summary>Who calls: new businesses at an even pace over the whole time, else one that was here before, some of them often.</summary>
    private int Caller(int k, DateTime at)
    {
        var isNew = businesses.Count < size.Businesses && (long)(k + 1) * size.Businesses / size.Reservations > businesses.Count;
        if (isNew || businesses.Count == 0)
        {
            return Meet(at);
        }

        var circle = k % 5 < 2 ? Math.Max(1, businesses.Count / 10) : businesses.Count;
        return (int)((long)k * 7919 % circle);
    }

    private int Meet(DateTime at)
    {
        var n = businesses.Count;
        var details = FictionalBusinesses.Details(n, 1, cast.Questions);
        var business = new Business(details, at)
        {
            TelephoneKey = index.TelephoneKey(details.Telephone),
            NameKey = index.NameKey(details.BusinessName),
        };
        businessRows.Write(business);
        businesses.Add(business);
        visits.Add(0);
        grams.AddRange(index.Grams([details]).Select(gram => (gram, business.Id)));
        return n;
    }

    /// <summary>What has become of the reservation by today: so many records in all, spread evenly; without one it was cancelled, missed,
    /// or the record is still owed.</summary>
    private void Happen(Reservation reservation)
    {
        ConsultationRecord? record = null;
        if (reservation.Date < seeding.Today)
        {
            var k = (long)booked;
            if (k * size.Records / schedule.Past > (k - 1) * size.Records / schedule.Past)
            {
                record = Consult(reservation);
            }
            else
            {
                LeaveWithoutRecord(reservation, CentreTime.ToUtc(reservation.Date, reservation.EndsAt));
            }
        }

        reservationRows.Write(reservation);
        WriteAll(changeRows, reservation.Changes);
        if (record is not null)
        {
            recordRows.Write(record);
        }
    }

    private void LeaveWithoutRecord(Reservation reservation, DateTime then)
    {
        switch (withoutRecord++ % 20)
        {
            case < 11:
                reservation.Cancel(
                    "都合がつかなくなったとの電話",
                    reservation.ReceivedById!.Value,
                    CentreTime.ToUtc(reservation.Date, new TimeOnly(8, 45))
                );
                break;
            case < 17:
                reservation.MissAppointment(reservation.ScrivenerId, then);
                break;
            default:
                reservation.Arrive(reservation.ScrivenerId, then);
                break;
        }
    }

    private ConsultationRecord Consult(Reservation reservation)
    {
        var (by, then) = (reservation.ScrivenerId, CentreTime.ToUtc(reservation.Date, reservation.EndsAt));
        reservation.Arrive(by, CentreTime.ToUtc(reservation.Date, reservation.StartsAt));
        var record = new ConsultationRecord(reservation, by, then);
        record.Revise(FictionalRecords.Details(booked, reservation, cast.Measures, cast.Referrals), by, then);
        var daysAgo = seeding.Today.DayNumber - reservation.Date.DayNumber;
        if (daysAgo < 5 && booked % 3 == 0)
        {
            return record;
        }

        record.Submit(then);
        reservation.Complete(by, then);
        if (daysAgo > 7)
        {
            record.Confirm(cast.Supervisor, then.AddHours(20));
        }

        return record;
    }
}
