using System.Globalization;
using BenchmarkDotNet.Attributes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reports;

namespace SupportCenter.Benchmarks;

/// <summary>The figures of a period, as the page of the statistics first asks for them (its audit row included), at 100,000 reservations
/// and 80,000 records; beside them the same tables by hand, one GROUP BY each, over one connection.</summary>
public class StatisticsBenchmarks
{
    private static readonly string[] Keys =
    [
        "r.\"Status\", r.\"IsWalkIn\", r.\"ImportKey\" IS NOT NULL, r.\"Details_VisitNumber\" > 1",
        "r.\"Details_Ward\"",
        "r.\"Details_Industry\"",
        "r.\"Details_EmployeeCount\"",
        "r.\"Details_VisitNumber\"",
        "r.\"Details_Answers\"",
        "r.\"VenueId\"",
        "r.\"ScrivenerId\"",
        "strftime('%w', r.\"Date\"), r.\"StartsAt\"",
        "r.\"Date\"",
        "c.\"Details_ClientCategory\"",
        "c.\"Details_Topics\"",
        "c.\"Details_Troubles\"",
        "c.\"Details_SalesDecline\", r.\"Details_Industry\"",
        "c.\"Details_MeasureIds\"",
        "c.\"GuidedMeasureIds\"",
        "c.\"ReferralIds\"",
        "c.\"Details_StartedAt\", c.\"Details_EndedAt\"",
    ];

    private PortalDatabase database = null!;
    private ServiceProvider services = null!;
    private StatisticsPeriod period = null!;

    [Params(PeriodKind.Month, PeriodKind.FiscalYear)]
    public PeriodKind Kind { get; set; }

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        database = await LargeDatabases.OpenAsync(100_000);
        await using var db = database.CreateContext();
        var supervisor = await db.Staff.Where(row => row.Role == Role.Supervisor).Select(row => row.Id).FirstAsync();
        // The last whole month before today: as full as any.
        var middle = await db.Reservations.OrderBy(row => row.Date).Select(row => row.Date).Skip(70_000).FirstAsync();
        period = StatisticsPeriod.Holding(Kind, middle);
        var signedIn = await LargeDatabases.SignInAsync(database, supervisor);
        services = new ServiceCollection()
            .AddSupportCenter(database)
            .AddScoped<ICaller>(_ => new FixedCaller(signedIn))
            .BuildServiceProvider();
    }

    [Benchmark(Baseline = true)]
    public int RawSql() => ByHand(period);

    /// <summary>The tables of a period, of the one before and of that of the year before.</summary>
    public static int ByHand(StatisticsPeriod period)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = LargeDatabases.StorageOf(100_000).DatabaseFile }.ConnectionString
        );
        connection.Open();
        return new[] { period, period.Before(), period.YearBefore() }.Sum(one => Keys.Sum(key => Count(connection, key, one)));
    }

    [Benchmark]
    public async Task<int> FirstLook()
    {
        await using var circuit = services.CreateAsyncScope();
        var read = await circuit.ServiceProvider.GetRequiredService<StatisticsService>().PeriodAsync(period, new StatisticsFilter());
        return read.Booking.Now.Completed > 0
            ? read.Consultations!.Tables.Count
            : throw new InvalidOperationException("Nothing was counted.");
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        services.Dispose();
        database.Dispose();
    }

    private static int Count(SqliteConnection connection, string key, StatisticsPeriod of)
    {
        using var command = connection.CreateCommand();
        var join = key.Contains("c.", StringComparison.Ordinal)
            ? " LEFT JOIN \"Records\" AS c ON c.\"ReservationId\" = r.\"Id\" AND c.\"Status\" > 0"
            : "";
        command.CommandText =
            $"SELECT {key}, COUNT(*), COUNT(DISTINCT r.\"BusinessId\") FROM \"Reservations\" AS r{join} "
            + $"WHERE r.\"Date\" >= @from AND r.\"Date\" <= @to GROUP BY {key}";
        command.Parameters.AddWithValue("@from", of.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        command.Parameters.AddWithValue("@to", of.To.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        var rows = 0;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            rows++;
        }

        return rows;
    }
}
