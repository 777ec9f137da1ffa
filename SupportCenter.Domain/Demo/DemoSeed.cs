using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Domain.Demo;

/// <summary>Fills a new database with what a newcomer needs to try the portal: fictional people, 14 venues, clinics four weeks back and
/// ahead, 89 businesses (the number of the notice) with bookings and records, all around today's date.</summary>
public static class DemoSeed
{
    private const int Businesses = 89;
    private const int Weeks = 4;
    private static readonly TimeOnly Opens = new(10, 0);
    private static readonly TimeOnly Closes = new(16, 0);
    private const int SlotMinutes = 60;

    /// <summary>Gives a new database, demonstration or not, the rows of the paper forms; one that has them is left as people keep
    /// it.</summary>
    public static async Task FillCatalogueAsync(this PortalDatabase database, TimeProvider time, CancellationToken ct = default)
    {
        await using var seeding = await Seeding.BeginAsync(database, time, ct);
        await Catalogue.FillAsync(seeding.Db, ct);
        if (seeding.Db.ChangeTracker.HasChanges())
        {
            await seeding.FinishAsync(ct, AuditActs.CatalogueFilled);
        }
    }

    /// <summary>Whether the database began with fictional people: the row that says so is one of the first of its log.</summary>
    public static async Task<bool> HasDemoDataAsync(this PortalDatabase database, CancellationToken ct = default)
    {
        await using var db = database.CreateContext();
        return await db.Audit.OrderBy(row => row.Sequence).Take(20).AnyAsync(row => row.Act == AuditActs.DemoDataMade, ct);
    }

    /// <summary>Fills the database, unless there is somebody in it already.</summary>
    public static async Task FillWithDemoAsync(this PortalDatabase database, TimeProvider time, CancellationToken ct = default)
    {
        if (await FillAsync(database, time, ct) is { } supervisor)
        {
            await AskForExportAsync(database, time, supervisor, ct);
            await DemoIncident.AddAsync(database, time, supervisor, ct);
            await DemoInspection.AddAsync(database, time, supervisor, ct);
        }
    }

    /// <summary>Gives the last of the supervisors; null when there was somebody already.</summary>
    private static async Task<StaffMember?> FillAsync(PortalDatabase database, TimeProvider time, CancellationToken ct)
    {
        await using var seeding = await Seeding.BeginAsync(database, time, ct);
        if (await seeding.Db.Staff.AnyAsync(ct))
        {
            return null;
        }

        await seeding.Db.Questions.LoadAsync(ct);
        await seeding.Db.Measures.LoadAsync(ct);
        await seeding.Db.Referrals.LoadAsync(ct);
        var staff = DemoPlaces.Staff(seeding.Today.AddYears(-1), EndOfContracts(seeding.Today));
        var venues = DemoPlaces.Venues();
        seeding.Db.AddRange(staff);
        seeding.Db.AddRange(venues);
        var clinics = Clinics(seeding.Today, venues, [.. staff.Where(person => person.Role == Role.Scrivener)]);
        seeding.Db.AddRange(clinics);
        Book(seeding, database.Index, clinics, [.. staff.Where(person => person.Role == Role.BookingStaff)]);
        DemoContracts.Add(seeding.Db, staff, seeding.Today.AddYears(-1), EndOfContracts(seeding.Today), seeding.UtcNow);
        DemoBoard.Add(seeding, database.Index, staff, clinics);
        await seeding.FinishAsync(ct);
        return staff.Last(person => person.Role == Role.Supervisor);
    }

    /// <summary>The end of the fiscal year in which the demonstration's clinics are, and those that a newcomer plans next.</summary>
    private static DateOnly EndOfContracts(DateOnly today)
    {
        var last = today.AddMonths(3);
        return new DateOnly(last.Month >= 4 ? last.Year + 1 : last.Year, 3, 31);
    }

    /// <summary>One request waits for the other supervisor's answer, so that a newcomer sees what that looks like. The log says who asked,
    /// as of any request: without that row its release would permit nothing.</summary>
    private static async Task AskForExportAsync(PortalDatabase database, TimeProvider time, StaffMember supervisor, CancellationToken ct)
    {
        var (now, today) = (time.GetUtcNow().UtcDateTime, CentreTime.Today(time));
        var db = database.CreateContext();
        db.AccessContext = new AccessContext(
            CallerKind.Staff,
            supervisor.Id,
            supervisor.Role,
            Permission.ExportInBulk,
            AccessScope.All,
            "console"
        );
        await using var work = await UnitOfWork.BeginAsync(db, database, AuditActs.ApprovalAsked, time, ct);
        var order = db.Add(new ExportOrder(ExportContents.Records, today.AddDays(-28), today, supervisor.Id, now)).Entity;
        var asked = await Approvals.AskAsync(
            work,
            ApprovalKind.BulkExport,
            order.Id,
            "月次の実績報告を作成するため（作成後に消去します）",
            now,
            ct
        );
        order.ApprovalId = asked.Id;
        await work.CommitAsync(ct);
    }

    /// <summary>Two scriveners tour on every working day; today there is always somebody, so that a newcomer has work to look at.</summary>
    private static List<Clinic> Clinics(DateOnly today, IReadOnlyList<Venue> venues, IReadOnlyList<StaffMember> scriveners)
    {
        var clinics = new List<Clinic>();
        for (var day = today.AddDays(-7 * Weeks); day <= today.AddDays(7 * Weeks); day = day.AddDays(1))
        {
            var isWorkday = JapaneseHolidays.IsWorkingDay(day);
            if (!isWorkday && day != today)
            {
                continue;
            }

            for (var tour = 0; tour < 2; tour++)
            {
                var scrivener = day == today ? scriveners[tour] : scriveners[(day.DayNumber + tour) % scriveners.Count];
                clinics.Add(
                    new Clinic(venues[((day.DayNumber * 2) + tour) % venues.Count].Id, day, Opens, Closes, SlotMinutes, [scrivener.Id])
                );
            }
        }

        return clinics;
    }

    private static void Book(Seeding seeding, BlindIndex index, List<Clinic> clinics, IReadOnlyList<StaffMember> clerks)
    {
        var db = seeding.Db;
        var questions = db.Questions.Local.OrderBy(question => question.Order).Select(question => question.Id).ToList();
        var measures = db.Measures.Local.OrderBy(measure => measure.Details.PaperOrder).ToList();
        var businesses = new Dictionary<int, Business>();
        var booked = 0;
        foreach (var clinic in clinics)
        {
            foreach (var slot in SlotsToBook(clinic, seeding.Today))
            {
                var n = booked % Businesses;
                var details = FictionalBusinesses.Details(n, 1 + (booked / Businesses), questions);
                if (!businesses.TryGetValue(n, out var business))
                {
                    businesses[n] = business = new Business(details, seeding.UtcNow);
                    db.Add(business);
                    index.IndexBusiness(db, business, details);
                }

                var clerk = clerks[booked % clerks.Count];
                var reservation = Reservation.Book(
                    business,
                    slot,
                    clinic,
                    details,
                    clerk.Id,
                    clerk.Name,
                    null,
                    CalledAt(clinic.Date, seeding.UtcNow, booked)
                );
                db.Add(reservation);
                Live(db, reservation, seeding, measures, booked);
                booked++;
            }
        }
    }

    /// <summary>When somebody rang: six days before, or, for what is further ahead, within the days until now.</summary>
    private static DateTime CalledAt(DateOnly clinic, DateTime nowUtc, int n)
    {
        var before = CentreTime.ToUtc(clinic.AddDays(-6), new TimeOnly(10, 30));
        return before <= nowUtc ? before : nowUtc.AddHours(-(n % 4 * 24)).AddMinutes(-(n % 60));
    }

    /// <summary>Two bookings a clinic, four today; the rest is free for the next caller.</summary>
    private static IEnumerable<Slot> SlotsToBook(Clinic clinic, DateOnly today) =>
        clinic.Slots.Where((_, at) => clinic.Date == today ? at is not (2 or 5) : (clinic.Date.DayNumber + at) % 3 == 0 || at == 1).Take(4);

    /// <summary>What has become of the booking by today.</summary>
    private static void Live(PortalDbContext db, Reservation reservation, Seeding seeding, IReadOnlyList<SupportMeasure> measures, int n)
    {
        if (reservation.Date >= seeding.Today)
        {
            return;
        }

        var then = CentreTime.ToUtc(reservation.Date, reservation.EndsAt);
        if (n % 17 == 5)
        {
            reservation.Cancel("都合がつかなくなったとの電話", reservation.ReceivedById!.Value, then);
            return;
        }

        if (n % 23 == 7)
        {
            reservation.MissAppointment(reservation.ScrivenerId, then);
            return;
        }

        reservation.Arrive(reservation.ScrivenerId, then);
        var record = new ConsultationRecord(reservation, reservation.ScrivenerId, then);
        record.Revise(
            FictionalRecords.Details(n, reservation, measures, [.. db.Referrals.Local.OrderBy(place => place.Order)]),
            reservation.ScrivenerId,
            then
        );
        db.Add(record);
        if (n % 2 == 0)
        {
            DemoPapers.Add(db, record, n, then);
        }

        if (n % 9 == 4)
        {
            return;
        }

        record.Submit(then);
        reservation.Complete(reservation.ScrivenerId, then);
        if (
            reservation.Date < seeding.Today.AddDays(-7)
            && db.Staff.Local.FirstOrDefault(person => person.Role == Role.Supervisor) is { } supervisor
        )
        {
            record.Confirm(supervisor.Id, then.AddHours(20));
        }
    }
}
