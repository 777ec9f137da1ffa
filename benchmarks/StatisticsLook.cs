using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reports;

namespace SupportCenter.Benchmarks;

/// <summary>A look at the statistics at 100,000 reservations and 80,000 records: the first one of a process, one after a change in one
/// month, and one after nothing was changed, beside the same tables by hand in plain SQL. Waiting and processor time of the whole process,
/// the middle of some rounds: on a busy machine the second is what counts.</summary>
internal static class StatisticsLook
{
    private const int Rounds = 7;

    public static async Task<int> RunAsync()
    {
        using var database = await LargeDatabases.OpenAsync(100_000);
        await using var db = database.CreateContext();
        var supervisor = await db.Staff.Where(row => row.Role == Role.Supervisor).Select(row => row.Id).FirstAsync();
        var middle = await db.Reservations.OrderBy(row => row.Date).Select(row => row.Date).Skip(70_000).FirstAsync();
        var signedIn = await LargeDatabases.SignInAsync(database, supervisor);
        await using var services = new ServiceCollection()
            .AddSupportCenter(database)
            .AddScoped<ICaller>(_ => new FixedCaller(signedIn))
            .BuildServiceProvider();
        foreach (var kind in (PeriodKind[])[PeriodKind.Month, PeriodKind.Quarter, PeriodKind.FiscalYear])
        {
            var period = StatisticsPeriod.Holding(kind, middle);
            await LookAsync(services, period);
            await MeasureAsync($"{kind}: nothing kept", Clear, () => LookAsync(services, period));
            await MeasureAsync($"{kind}: one month changed", () => ChangeAsync(database, middle), () => LookAsync(services, period));
            await MeasureAsync($"{kind}: all kept", () => Task.CompletedTask, () => LookAsync(services, period));
            await MeasureAsync(
                $"{kind}: plain SQL",
                () => Task.CompletedTask,
                () => Task.FromResult(StatisticsBenchmarks.ByHand(period)),
                2
            );
        }

        return 0;

        Task Clear()
        {
            database.Counted.Clear();
            return Task.CompletedTask;
        }
    }

    private static async Task<int> LookAsync(ServiceProvider services, StatisticsPeriod period)
    {
        await using var circuit = services.CreateAsyncScope();
        var read = await circuit.ServiceProvider.GetRequiredService<StatisticsService>().PeriodAsync(period, new StatisticsFilter());
        return read.Booking.Now.Completed;
    }

    /// <summary>What a booking does to the version of its month.</summary>
    private static async Task ChangeAsync(PortalDatabase database, DateOnly day)
    {
        await using var db = database.CreateContext();
        await db.Database.ExecuteSqlAsync(
            $"""UPDATE "Reservations" SET "Status" = "Status" WHERE "Id" = (SELECT "Id" FROM "Reservations" WHERE "Date" = {day} LIMIT 1)"""
        );
    }

    private static async Task MeasureAsync(string what, Func<Task> before, Func<Task<int>> act, int rounds = Rounds)
    {
        var (waited, worked) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            await before();
            GC.Collect();
            var (clock, processor) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
            _ = await act();
            waited.Add(clock.Elapsed.TotalMilliseconds);
            worked.Add((Process.GetCurrentProcess().TotalProcessorTime - processor).TotalMilliseconds);
        }

        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what, -34} {Middle(waited), 6:0} ms waiting ({waited.Min():0} to {waited.Max():0})  {Middle(worked), 6:0} ms processor"
            )
        );
    }

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
