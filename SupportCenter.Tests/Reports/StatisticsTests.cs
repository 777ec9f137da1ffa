using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;
using SupportCenter.Tests.Data;

namespace SupportCenter.Tests.Reports;

/// <summary>The statistics, held against a second count in memory over random data.</summary>
public sealed class StatisticsTests
{
    private static readonly StatisticsPeriod[] Periods =
    [
        StatisticsPeriod.Month(Day("2020-07-16")),
        StatisticsPeriod.Month(Day("2020-04-01")),
        StatisticsPeriod.Holding(PeriodKind.Quarter, Day("2020-06-30")),
        StatisticsPeriod.Holding(PeriodKind.FiscalYear, Day("2020-03-31")),
        StatisticsPeriod.Between(Day("2020-03-31"), Day("2020-04-01")),
        StatisticsPeriod.Month(Day("2018-01-01")),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_figures_of_a_period_are_those_of_an_independent_count(int seed)
    {
        await using var scene = await StatisticsScene.SetAsync(seed);
        foreach (var role in new[] { Role.Supervisor, Role.BookingStaff, Role.Scrivener })
        {
            foreach (var (period, filter) in Periods.SelectMany(period => Filters(scene).Select(filter => (period, filter))))
            {
                var counted = new StatisticsCount(scene, role, filter);
                var read = (await scene.Portal.As<StatisticsService>(role).PeriodAsync(period, filter)).Booking;

                Assert.Equal(counted.Figures(period), read.Now);
                Assert.Equal(counted.Figures(period.Before()), read.Before);
                Assert.Equal(counted.Figures(period.YearBefore()), read.YearBefore);
                Assert.Equal(counted.State(period), read.State);
                Assert.Equal(counted.Venues(period), read.Venues);
                Assert.Equal(counted.Hours(period), read.Hours);
                Assert.Equal(counted.Months(period), read.Months);
                Assert.Equal(
                    counted.Development(period),
                    read.Development.Select(part =>
                        (part.Grain, part.From, part.To, part.Clinics, part.Booked, part.Completed, part.Businesses)
                    )
                );
                Assert.Equal(role == Role.Scrivener, read.IsOwn);
            }
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task What_consultations_were_about_is_that_of_an_independent_count(int seed)
    {
        await using var scene = await StatisticsScene.SetAsync(seed, everyDays: 2);
        foreach (var role in new[] { Role.Supervisor, Role.Scrivener })
        {
            foreach (var (period, filter) in Periods.SelectMany(period => Filters(scene).Select(filter => (period, filter))))
            {
                var counted = new StatisticsCount(scene, role, filter);
                var read = (await scene.Portal.As<StatisticsService>(role).PeriodAsync(period, filter)).Consultations!;

                Assert.Equal(counted.Tables(period), read.Tables.Select(table => (table.Kind, table.N, StatisticsCount.Said(table.Rows))));
                Assert.Equal(
                    counted.Questions(period),
                    read.Questions.Select(table => (table.QuestionId, StatisticsCount.Said(table.Rows)))
                );
                Assert.Equal(counted.Declines(period), read.Declines.Select(row => StatisticsCount.Said(row.Declines)));
                Assert.Equal(counted.Minutes(period), read.Minutes);
            }
        }
    }

    [Fact]
    public async Task Every_consultation_is_in_exactly_one_row_of_each_table_of_single_answers()
    {
        await using var scene = await StatisticsScene.SetAsync(6);
        var period = StatisticsPeriod.Holding(PeriodKind.FiscalYear, Day("2020-03-31"));
        var (booking, read) = await scene.Portal.As<StatisticsService>(Role.Supervisor).PeriodAsync(period, new());

        Assert.True(booking.Now.Completed > 100);
        AssertEach.Of(read!.Tables, table => Assert.Equal(booking.Now.Completed, table.N));
        AssertEach.Of(read.Tables.Where(table => !table.IsMultiple), table => Assert.Equal(table.N, table.Rows.Sum(row => row.Count)));
        AssertEach.Of(read.Tables, table => Assert.True(table.Rows[^1].IsUnknown));
        // A visit has a number and a desk a scrivener always; the rest is missing now and then.
        AssertEach.Of(read.Tables.Where(table => table.Kind is not (StatisticsTableKind.Visits or StatisticsTableKind.Scriveners)), table =>
            Assert.NotEqual(0, table.Rows[^1].Count)
        );
        Assert.Equal(booking.Now.Completed, booking.Venues.Sum(venue => venue.Completed));
        Assert.Equal(booking.Now.Slots, booking.Venues.Sum(venue => venue.Slots));
        Assert.Equal(booking.Now.Booked + booking.Now.WalkIns, booking.Hours.Sum(hour => hour.Count));
    }

    [Theory]
    [InlineData(PeriodKind.Month, "2020-07-16", "2020-07-01", "2020-07-31", "2020-06-01", "2020-06-30", "2019-07-01", "2019-07-31")]
    [InlineData(PeriodKind.Month, "2020-02-29", "2020-02-01", "2020-02-29", "2020-01-01", "2020-01-31", "2019-02-01", "2019-02-28")]
    [InlineData(PeriodKind.Quarter, "2020-03-31", "2020-01-01", "2020-03-31", "2019-10-01", "2019-12-31", "2019-01-01", "2019-03-31")]
    [InlineData(PeriodKind.Quarter, "2020-04-01", "2020-04-01", "2020-06-30", "2020-01-01", "2020-03-31", "2019-04-01", "2019-06-30")]
    [InlineData(PeriodKind.FiscalYear, "2020-03-31", "2019-04-01", "2020-03-31", "2018-04-01", "2019-03-31", "2018-04-01", "2019-03-31")]
    [InlineData(PeriodKind.FiscalYear, "2020-04-01", "2020-04-01", "2021-03-31", "2019-04-01", "2020-03-31", "2019-04-01", "2020-03-31")]
    public void A_period_ends_where_the_month_and_the_fiscal_year_end(PeriodKind kind, string day, params string[] days)
    {
        var period = StatisticsPeriod.Holding(kind, Day(day));

        Assert.Equal(
            days.Select(Day),
            new[] { period, period.Before(), period.YearBefore() }.SelectMany(one => new[] { one.From, one.To })
        );
        Assert.Equal(period, period.Before().After());
    }

    [Fact]
    public void A_range_is_compared_with_as_many_days_before_and_with_the_same_dates_of_the_year_before()
    {
        var period = StatisticsPeriod.Between(Day("2020-03-01"), Day("2020-03-10"));

        Assert.Equal((Day("2020-02-20"), Day("2020-02-29")), (period.Before().From, period.Before().To));
        Assert.Equal((Day("2019-03-01"), Day("2019-03-10")), (period.YearBefore().From, period.YearBefore().To));
        Assert.Equal((Day("2019-04-01"), Day("2020-03-10")), (period.FiscalYearToDate().From, period.FiscalYearToDate().To));
        Assert.Throws<RuleException>(() => StatisticsPeriod.Between(Day("2020-03-02"), Day("2020-03-01")));
        Assert.Throws<RuleException>(() => StatisticsPeriod.Between(Day("2020-03-01"), Day("2023-03-01")));
        Assert.Throws<RuleException>(() => StatisticsPeriod.Month(new DateOnly(1, 1, 1)));
    }

    [Fact]
    public async Task A_call_shortly_after_midnight_in_kyoto_belongs_to_the_new_fiscal_year()
    {
        await using var portal = await TestPortal.StartAsync();
        CallbackRequest Call(string day, TimeOnly at) =>
            new(
                new() { BusinessName = "株式会社例示製作所", Telephone = "075-000-1234" },
                portal.Staff[Role.BookingStaff].Id,
                CentreTime.ToUtc(Day(day), at)
            );
        await portal.AddAsync(Call("2020-03-31", new TimeOnly(23, 59)), Call("2020-04-01", new TimeOnly(0, 1)));
        var statistics = portal.As<StatisticsService>(Role.Supervisor);

        async Task<int?> CallsAsync(string day) =>
            (await statistics.PeriodAsync(StatisticsPeriod.Holding(PeriodKind.FiscalYear, Day(day)), new())).Booking.Now.Callbacks;

        Assert.Equal((1, 1), (await CallsAsync("2020-03-31"), await CallsAsync("2020-04-01")));
    }

    [Fact]
    public async Task A_month_is_preliminary_until_it_is_over_and_every_record_is_confirmed()
    {
        await using var portal = await TestPortal.StartAsync();
        var venue = Make.Venue();
        var clinic = Make.Clinic(venue, Day("2020-06-10"), portal.Staff[Role.Scrivener]);
        var business = Make.Business(Make.Details());
        var reservation = Make.Reservation(business, clinic, clinic.Slots[0], portal.Staff[Role.BookingStaff]);
        await portal.AddAsync(venue, clinic, business, reservation);
        async Task<PeriodState> StateAsync(string day) =>
            (await portal.As<StatisticsService>(Role.Supervisor).PeriodAsync(StatisticsPeriod.Month(Day(day)), new())).Booking.State;

        Assert.Equal(new PeriodState(true, 1, 0, 0), await StateAsync("2020-06-10"));
        Assert.False((await StateAsync("2020-07-16")).IsComplete);
        Assert.True((await StateAsync("2020-05-01")).IsComplete);

        var records = portal.As<ConsultationService>(Role.Scrivener);
        await portal.As<ReservationService>(Role.BookingStaff).ArriveAsync(reservation.Id);
        Assert.Equal(new PeriodState(true, 0, 1, 0), await StateAsync("2020-06-10"));
        var id = (await records.StartAsync(reservation.Id))!.Value;
        await records.SubmitAsync(id, Consultations.ConsultationScene.Complete(), (await records.FindAsync(id))!.Version);
        Assert.Equal(new PeriodState(true, 0, 0, 1), await StateAsync("2020-06-10"));
        var city = portal.As<ConsultationService>(Role.Supervisor);
        await city.ConfirmAsync(id, (await city.FindAsync(id))!.Version);
        Assert.True((await StateAsync("2020-06-10")).IsComplete);
    }

    [Fact]
    public async Task What_was_imported_says_nothing_of_attendance_slots_and_waiting()
    {
        await using var scene = await StatisticsScene.SetAsync(9);
        var statistics = scene.Portal.As<StatisticsService>(Role.Supervisor);
        var period = StatisticsPeriod.Month(Day("2020-06-01"));
        var before = (await statistics.PeriodAsync(period, new())).Booking;

        await scene.Portal.ReadAsync(db => db.Database.ExecuteSqlRawAsync("UPDATE \"Reservations\" SET \"ImportKey\" = \"Id\""));

        var read = (await statistics.PeriodAsync(period, new())).Booking;
        Assert.True(before.Now is { Came: > 0, Filled: > 0 } && before.Now.DaysToAppointment.N > 0);
        Assert.Equal((0, 0, 0, 0), (read.Now.Came, read.Now.NoShow, read.Now.Filled, read.Now.DaysToAppointment.N));
        Assert.Equal(before.Now.Slots - before.Now.Filled, read.Now.Slots);
        Assert.Equal(before.Now.Completed, read.Now.Completed);
        Assert.Equal(read.Now.Slots, read.Venues.Sum(venue => venue.Slots));
    }

    [Fact]
    public async Task Each_view_and_each_file_of_statistics_is_one_row_of_the_log()
    {
        await using var portal = await TestPortal.StartAsync();
        var (statistics, period) = (portal.As<StatisticsService>(Role.Supervisor), StatisticsPeriod.Month(portal.Today));
        await portal
            .As<StatisticsService>(Role.BookingStaff)
            .PeriodAsync(
                period,
                new()
                {
                    VenueId = Guid.Empty,
                    Ward = Ward.Kita,
                    ScrivenerId = Guid.Empty,
                }
            );
        await statistics.PeriodAsync(period, new() { Ward = Ward.Kita, Industry = "菓子" }, StatisticsUse.Export);
        await portal.As<ReportEditionService>(Role.Supervisor).PrintAsync(period);

        const string days = "from=2020-07-01,to=2020-07-31";
        Assert.Equal(
            [
                // Whoever may not see whose the consultations were does not narrow by it.
                (AuditActs.StatisticsViewed, "BookingStatistics", $"{days},venue={Guid.Empty.ToShort()}"),
                (AuditActs.StatisticsTakenOut, "BookingStatistics", $"{days},ward=Kita,industry=chosen"),
                (AuditActs.StatisticsTakenOut, "ConsultationStatistics", $"{days},ward=Kita,industry=chosen"),
                (AuditActs.ReportPrinted, "MonthlyReport", days),
            ],
            (await portal.AuditAsync()).Select(row => (row.Act, row.SubjectKind, row.Fields))
        );
    }

    [Fact]
    public async Task Statistics_are_counted_in_a_bounded_number_of_statements_over_columns_in_clear()
    {
        await using var scene = await StatisticsScene.SetAsync(8);
        var statistics = scene.Portal.As<StatisticsService>(Role.Supervisor);
        var period = StatisticsPeriod.Holding(PeriodKind.FiscalYear, Day("2020-07-16"));

        var sent = await SentStatements.DuringAsync(async () =>
        {
            await statistics.PeriodAsync(period, new());
        });
        var statements = sent.Where(IsCount).ToList();

        // What the statements of Entity Framework do not read is read by the one of StatisticsEntries.
        statements.Add(StatisticsEntries.Statement(new StatisticsFilter(), null, withRecords: true));
        Assert.InRange(statements.Count, 8, 20);
        await using var db = scene.Portal.Database.CreateContext();
        var encrypted = db
            .Model.GetEntityTypes()
            .Where(type => type.ClrType != typeof(StaffMember))
            .SelectMany(PersonalMapping.EncryptedPropertiesOf)
            .Select(entry => entry.Purpose.Split('.', 2)[1].Replace('.', '_'))
            .Distinct()
            .ToList();
        Assert.Contains("Details_Summary", encrypted);
        Assert.DoesNotContain(statements.Where(sql => !sql.Contains("FROM \"Audit\"", StringComparison.Ordinal)), sql =>
            encrypted.Any(column =>
                column.Contains('_', StringComparison.Ordinal) && sql.Contains($"\"{column}\"", StringComparison.Ordinal)
            )
        );
        // The catalogues and the callers who waited are few and read whole, and of the log the last row is read; the rest has indexes.
        foreach (var sql in statements.Where(sql => !IsReadWhole(sql)))
        {
            var plan = (await SentStatements.PlanAsync(scene.Portal, sql)).Select(step => step.Text).ToList();
            var made = plan.Where(step => step.StartsWith("CO-ROUTINE ", StringComparison.Ordinal)).Select(step => step.Split(' ')[1]);
            var scanned = plan.Where(step =>
                step.StartsWith("SCAN ", StringComparison.Ordinal)
                && !step.Contains("VIRTUAL TABLE", StringComparison.Ordinal)
                && !made.Contains(step.Split(' ')[1])
            );
            Assert.True(!scanned.Any(), $"{string.Join(';', plan)}\n{sql}");
        }
    }

    private static bool IsCount(string sql) =>
        sql.StartsWith("SELECT", StringComparison.Ordinal) && !sql.Contains("\"Sessions\"", StringComparison.Ordinal);

    private static bool IsReadWhole(string sql) =>
        new[] { "Venues", "Measures", "Referrals", "Questions", "Staff", "Callbacks", "Audit" }.Any(table =>
            sql.Contains($"FROM \"{table}\"", StringComparison.Ordinal)
        );

    private static StatisticsFilter[] Filters(StatisticsScene scene) =>
        [
            new(),
            new() { VenueId = scene.Venues[0].Id },
            new() { ScrivenerId = scene.Colleague.Id },
            new() { Ward = Ward.Fushimi },
            new() { Industry = "製造業", VenueId = scene.Venues[1].Id },
        ];

    private static DateOnly Day(string iso) => DateOnly.Parse(iso, CultureInfo.InvariantCulture);
}
