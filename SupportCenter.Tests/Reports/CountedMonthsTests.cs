using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Reports;

/// <summary>Months that are kept between looks at the statistics: nobody ever sees an old figure.</summary>
public sealed class CountedMonthsTests
{
    private static readonly StatisticsPeriod Period = StatisticsPeriod.Between(new DateOnly(2020, 4, 10), new DateOnly(2020, 7, 20));

    private static readonly string[] Changes =
    [
        One("UPDATE Reservations SET Status = 4", "Reservations", "Status = 2"),
        One("UPDATE Reservations SET Details_Ward = 3", "Reservations", "Status = 2 AND Details_Ward <> 3"),
        One("UPDATE Reservations SET Date = '2020-07-11'", "Reservations", "Status = 2"),
        One("UPDATE Records SET Details_Topics = 31", "Records", "Status > 0 AND Details_Topics <> 31"),
        One("UPDATE Records SET Status = 0", "Records", "Status > 0"),
        One("DELETE FROM Records", "Records", "Status > 0"),
        One("UPDATE Slots SET IsClosed = 1", "Slots", "IsClosed = 0"),
        One("UPDATE Clinics SET ClosedAtUtc = '2020-07-01'", "Clinics", "ClosedAtUtc IS NULL"),
        One("DELETE FROM Slots", "Slots", "IsClosed = 0"),
        One("DELETE FROM Reservations", "Reservations", "Status = 2"),
    ];

    [Fact]
    public async Task Whatever_is_written_to_what_is_counted_is_in_the_next_look()
    {
        await using var scene = await StatisticsScene.SetAsync(21);
        var seen = new HashSet<string>(StringComparer.Ordinal) { await LookAsync(scene.Portal, Role.Supervisor, new StatisticsFilter()) };
        foreach (var change in Changes)
        {
            await ExecuteAsync(scene.Portal, change);
            var after = await LookAsync(scene.Portal, Role.Supervisor, new StatisticsFilter());

            Assert.Equal(await AnewAsync(scene.Portal, Role.Supervisor, new StatisticsFilter()), after);
            seen.Add(after);
        }

        Assert.True(seen.Count > Changes.Length / 2, "Few of the changes were of anything that is counted.");
    }

    [Fact]
    public async Task The_portal_reads_ahead_and_whoever_looks_then_reads_no_reservation()
    {
        await using var scene = await StatisticsScene.SetAsync(24);
        await scene.Portal.As<StatisticsService>(CallerIdentity.Console).PrepareAsync();
        var rows = scene.Portal.Database.Counted;

        Assert.NotNull(rows.Find(new DateOnly(2020, 7, 1), await VersionAsync(scene.Portal, "2020-07")));
        Assert.NotNull(rows.Find(new DateOnly(2019, 4, 1), await VersionAsync(scene.Portal, "2019-04")));
        Assert.Null(rows.Find(new DateOnly(2020, 7, 1), "another"));
        await LookAsync(scene.Portal, Role.BookingStaff, new StatisticsFilter());
        Assert.Equal(
            await AnewAsync(scene.Portal, Role.BookingStaff, new StatisticsFilter()),
            await LookAsync(scene.Portal, Role.BookingStaff, new StatisticsFilter())
        );
        Assert.DoesNotContain(await scene.Portal.AuditAsync(), row => row.Permission == nameof(Permission.PrepareStatistics));
    }

    [Theory]
    [InlineData(Role.Supervisor)]
    [InlineData(Role.Scrivener)]
    [InlineData(Role.BookingStaff)]
    [Asvs("8.2.3")]
    public async Task Whoever_sees_a_part_gets_the_same_part_from_kept_months_as_from_the_rows(Role role)
    {
        await using var scene = await StatisticsScene.SetAsync(22);
        await LookAsync(scene.Portal, Role.Supervisor, new StatisticsFilter());
        StatisticsFilter[] filters =
        [
            new(),
            new() { VenueId = scene.Venues[0].Id },
            new() { ScrivenerId = scene.Colleague.Id },
            new() { Ward = Ward.Fushimi },
            new() { Industry = "飲食業" },
        ];
        foreach (var filter in filters)
        {
            Assert.Equal(await AnewAsync(scene.Portal, role, filter), await LookAsync(scene.Portal, role, filter));
        }
    }

    [Fact]
    public async Task Every_way_of_writing_a_counted_table_gives_its_month_another_version()
    {
        await using var scene = await StatisticsScene.SetAsync(23);
        foreach (var table in (string[])["Reservations", "Records", "Clinics", "Slots"])
        {
            var columns = await ColumnsAsync(scene.Portal, table);
            Assert.NotEmpty(columns);
            foreach (var column in columns)
            {
                var before = await VersionsAsync(scene.Portal);
                await ExecuteAsync(
                    scene.Portal,
                    $"""UPDATE "{table}" SET "{column}" = "{column}" WHERE rowid = (SELECT min(rowid) FROM "{table}")"""
                );
                Assert.True((await VersionsAsync(scene.Portal)).Except(before).Count() == 1, $"{table}.{column}");
            }

            var copied = $"""CREATE TEMP TABLE copy AS SELECT * FROM "{table}" ORDER BY rowid LIMIT 1;""";
            var deleted = $"""DELETE FROM "{table}" WHERE "Id" = (SELECT "Id" FROM copy);""";
            foreach (
                var sql in (string[])
                    [
                        $"{copied} {deleted}",
                        $"""{copied} {deleted} DELETE FROM "CountedVersions"; INSERT INTO "{table}" SELECT * FROM copy""",
                    ]
            )
            {
                var before = await VersionsAsync(scene.Portal);
                await ExecuteAsync(scene.Portal, sql);
                Assert.NotEmpty((await VersionsAsync(scene.Portal)).Except(before));
            }
        }
    }

    [Fact]
    public void What_was_used_longest_ago_makes_room()
    {
        var months = new CountedMonths();
        var half = new CountedMonth(new StatisticsEntry[CountedMonths.MostEntries / 2], [], []);
        var (first, second, third) = (new DateOnly(2020, 4, 1), new DateOnly(2020, 5, 1), new DateOnly(2020, 6, 1));
        months.Keep(first, "1", half);
        months.Keep(second, "1", half);
        Assert.NotNull(months.Find(first, "1"));
        months.Keep(third, "1", half);

        Assert.NotNull(months.Find(first, "1"));
        Assert.Null(months.Find(second, "1"));
        Assert.Null(months.Find(third, "2"));
    }

    /// <summary>A change of one row of two months.</summary>
    private static string One(string change, string table, string where) =>
        $"{change} WHERE Id = (SELECT Id FROM {table} WHERE {where} AND Date BETWEEN '2020-05-01' AND '2020-06-30' LIMIT 1)";

    private static async Task<string> LookAsync(TestPortal portal, Role role, StatisticsFilter filter) =>
        JsonSerializer.Serialize(await portal.As<StatisticsService>(role).PeriodAsync(Period, filter));

    /// <summary>The same, read from the rows.</summary>
    private static async Task<string> AnewAsync(TestPortal portal, Role role, StatisticsFilter filter)
    {
        await using var db = portal.Database.CreateContext();
        db.AccessContext = new AccessContext(
            CallerKind.Staff,
            portal.Staff[role].Id,
            role,
            Permission.ViewStatistics,
            Permissions.For(role, Permission.ViewStatistics),
            "test"
        );
        await using var snapshot = await db.Database.BeginTransactionAsync();
        var reader = new StatisticsReader(db, filter, portal.Today, portal.Time.GetUtcNow().UtcDateTime);
        return JsonSerializer.Serialize(
            new PeriodStatistics(
                await reader.BookingAsync(Period, CancellationToken.None),
                reader.MayConsultations ? await reader.ConsultationsAsync(Period, CancellationToken.None) : null
            )
        );
    }

    private static async Task<List<string>> ColumnsAsync(TestPortal portal, string table) =>
        await portal.ReadAsync(db => db.Database.SqlQuery<string>($"SELECT name AS Value FROM pragma_table_info({table})").ToListAsync());

    private static async Task<string> VersionAsync(TestPortal portal, string month) =>
        await portal.ReadAsync(db => db.CountedVersions.Where(row => row.Month == month).Select(row => row.Version).FirstOrDefaultAsync())
        ?? "";

    private static Task<List<string>> VersionsAsync(TestPortal portal) =>
        portal.ReadAsync(db => db.CountedVersions.Select(row => row.Version).ToListAsync());

    // Past everything that keeps the rows together: what is tried is the triggers.
    private static async Task ExecuteAsync(TestPortal portal, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={portal.DatabaseFile};Pooling=False;Foreign Keys=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
