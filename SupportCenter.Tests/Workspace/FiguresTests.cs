using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;
using SupportCenter.Domain.Workspace;
using SupportCenter.Tests.Data;

namespace SupportCenter.Tests.Workspace;

/// <summary>The figures of the start page, held against a count in memory over random data.</summary>
public sealed class FiguresTests
{
    private const int Weeks = 4;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_figures_of_day_and_week_are_those_of_an_independent_count(int seed)
    {
        await using var portal = await TestPortal.StartAsync();
        var (clinics, reservations) = await FillAsync(portal, seed);

        foreach (var role in new[] { Role.Supervisor, Role.BookingStaff, Role.Scrivener })
        {
            var visible = clinics
                .Where(clinic => role != Role.Scrivener || clinic.Desks.Any(desk => desk.ScrivenerId == portal.Staff[role].Id))
                .ToList();
            var week = await portal.As<CentreFiguresService>(role).WeekAsync();
            Assert.Equal([new DateOnly(2020, 7, 13), new DateOnly(2020, 7, 19)], [week.Days[0].Date, week.Days[^1].Date]);
            Assert.Equal([new DateOnly(2020, 7, 6), new DateOnly(2020, 7, 12)], [week.DaysBefore[0].Date, week.DaysBefore[^1].Date]);
            foreach (var day in week.Days.Concat(week.DaysBefore))
            {
                Assert.Equal(Expected(day.Date, visible, reservations), day);
            }

            var today = await portal.As<CentreFiguresService>(role).DayAsync();
            Assert.Equal(
                visible.Where(clinic => clinic.Date == portal.Today).Select(clinic => clinic.Id).Order(),
                today.Select(clinic => clinic.Id).Order()
            );
            foreach (var clinic in today) // None for a scrivener without a desk that day.
            {
                Assert.Equal(CountsOf(reservations.Where(row => row.ClinicId == clinic.Id)), clinic.Counts);
            }
        }
    }

    [Fact]
    public async Task Outcomes_are_compared_up_to_today_and_appointments_over_the_whole_week()
    {
        await using var portal = await TestPortal.StartAsync();
        var (_, reservations) = await FillAsync(portal, 7);
        var (monday, before) = (new DateOnly(2020, 7, 13), new DateOnly(2020, 7, 6));
        int Count(DateOnly from, int days, params ReservationStatus[] statuses) =>
            reservations.Count(row => row.Date >= from && row.Date < from.AddDays(days) && statuses.Contains(row.Status));

        var week = await portal.As<CentreFiguresService>(Role.Supervisor).WeekAsync();

        ReservationStatus[] all =
        [
            ReservationStatus.Booked,
            ReservationStatus.Arrived,
            ReservationStatus.Completed,
            ReservationStatus.NoShow,
        ];
        Assert.Equal(new Trend(Count(monday, 7, all), Count(before, 7, all)), week.Appointments);
        ReservationStatus[] came = [ReservationStatus.Arrived, ReservationStatus.Completed];
        Assert.Equal(new Trend(Count(monday, 4, came), Count(before, 4, came)), week.Came);
        Assert.Equal(new Trend(Count(monday, 4, ReservationStatus.NoShow), Count(before, 4, ReservationStatus.NoShow)), week.NoShow);
        Assert.Equal(new Trend(Count(portal.Today, 1, all), Count(portal.Today.AddDays(-7), 1, all)), week.AppointmentsToday);
    }

    [Fact]
    public async Task Figures_are_read_by_index_in_few_statements_and_leave_no_audit_row()
    {
        await using var portal = await TestPortal.StartAsync();
        await FillAsync(portal, 11);
        var figures = portal.As<CentreFiguresService>(Role.Supervisor);
        var rows = (await portal.AuditAsync()).Count;

        var statements = await SentStatements.DuringAsync(async () =>
        {
            await figures.DayAsync();
            await figures.WeekAsync();
        });

        Assert.Equal(rows, (await portal.AuditAsync()).Count);
        var asked = statements.Where(sql => !sql.Contains("\"Sessions\"", StringComparison.Ordinal)).ToList();
        Assert.InRange(asked.Count(sql => sql.StartsWith("SELECT", StringComparison.Ordinal)), 1, 5);
        foreach (var sql in asked.Where(sql => sql.StartsWith("SELECT", StringComparison.Ordinal)))
        {
            Assert.DoesNotContain(await SentStatements.PlanAsync(portal, sql), step =>
                step.Text.StartsWith("SCAN", StringComparison.Ordinal)
                && (step.Text.StartsWith("SCAN r", StringComparison.Ordinal) || step.Text.StartsWith("SCAN s", StringComparison.Ordinal))
                && !step.Text.Contains("SUBQUERY", StringComparison.Ordinal)
            );
        }
    }

    private static DateFigures Expected(DateOnly date, List<Clinic> clinics, List<Reservation> reservations)
    {
        var ids = clinics.Select(clinic => clinic.Id).ToHashSet();
        var booked = reservations.Where(row => row.Date == date && ids.Contains(row.ClinicId)).ToList();
        var open = clinics.Where(clinic => clinic.Date == date).SelectMany(clinic => clinic.Slots).Where(slot => !slot.IsClosed).ToList();
        var taken = booked.Where(row => row.IsActive).Select(row => row.SlotId).ToHashSet();
        return new DateFigures(date, CountsOf(booked), open.Count, open.Count(slot => !taken.Contains(slot.Id)));
    }

    private static StatusCounts CountsOf(IEnumerable<Reservation> rows)
    {
        var statuses = rows.Select(row => row.Status).ToList();
        int Of(ReservationStatus status) => statuses.Count(one => one == status);
        return new StatusCounts(
            Of(ReservationStatus.Booked),
            Of(ReservationStatus.Arrived),
            Of(ReservationStatus.Completed),
            Of(ReservationStatus.NoShow)
        );
    }

    private static async Task<(List<Clinic> Clinics, List<Reservation> Reservations)> FillAsync(TestPortal portal, int seed)
    {
        var random = new Random(seed);
        var colleague = Make.Staff(Role.Scrivener, "行政書士 例示二子");
        var venues = new[] { Make.Venue(), Make.Venue("伏見区役所", Ward.Fushimi), Make.Venue("左京区役所", Ward.Sakyo) };
        var business = Make.Business(Make.Details());
        var (clinics, reservations) = (new List<Clinic>(), new List<Reservation>());
        for (var day = -14; day < (Weeks * 7) - 14; day++)
        {
            foreach (var venue in venues.Where(_ => random.Next(3) > 0))
            {
                var who = random.Next(2) == 0 ? portal.Staff[Role.Scrivener] : colleague;
                var clinic = Make.Clinic(venue, portal.Today.AddDays(day), who);
                clinics.Add(clinic);
                reservations.AddRange(clinic.Slots.SelectMany(slot => Booked(portal, random, business, clinic, slot)).ToList());
            }
        }

        await portal.AddAsync([colleague, .. venues, business, .. clinics, .. reservations]);
        return (clinics, reservations);
    }

    private static IEnumerable<Reservation> Booked(
        TestPortal portal,
        Random random,
        Domain.Businesses.Business business,
        Clinic clinic,
        Slot slot
    )
    {
        var by = portal.Staff[Role.BookingStaff];
        var now = portal.Time.GetUtcNow().UtcDateTime;
        for (var turn = 0; turn < 2; turn++)
        {
            var made = Make.Reservation(business, clinic, slot, by);
            switch (random.Next(7))
            {
                case 0:
                    slot.Close("会場の都合");
                    yield break;
                case 1:
                    yield break;
                case 2:
                    made.Cancel("都合により", by.Id, now);
                    break;
                case 3:
                    made.MissAppointment(by.Id, now);
                    break;
                case 4:
                    made.Arrive(by.Id, now);
                    break;
                case 5:
                    made.Complete(by.Id, now);
                    break;
            }

            yield return made;
            if (made.IsActive)
            {
                yield break;
            }
        }
    }
}
