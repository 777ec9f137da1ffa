using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Demo;

namespace SupportCenter.Benchmarks;

/// <summary>The databases that are measured, made once by the portal's own <c>seed</c> and kept: under the folder that the environment
/// variable SUPPORTCENTER_BENCHMARK_DATA names, else under the system's folder for temporary files.</summary>
internal static class LargeDatabases
{
    private const string Variable = "SUPPORTCENTER_BENCHMARK_DATA";

    /// <summary>100,000 reservations of 20,000 businesses with 80,000 records, or 1,000 of 200 with 800.</summary>
    public static async Task<PortalDatabase> OpenAsync(int reservations)
    {
        var database = await PortalDatabase.OpenAsync(StorageOf(reservations));
        await using var db = database.CreateContext();
        if (!await db.Reservations.AnyAsync())
        {
            await database.FillLargeAsync(new LargeSeedSize(reservations / 5, reservations, reservations / 5 * 4), TimeProvider.System);
        }

        return database;
    }

    /// <summary>A million audit rows over 200 businesses.</summary>
    public static async Task<PortalDatabase> OpenAuditAsync()
    {
        var database = await PortalDatabase.OpenAsync(AuditStorage);
        await using var db = database.CreateContext();
        if (!await db.Reservations.AnyAsync())
        {
            await database.FillLargeAsync(new LargeSeedSize(200, 1_000, 800), TimeProvider.System);
            await database.FillAuditAsync(1_000_000, TimeProvider.System);
        }

        return database;
    }

    public static StorageOptions AuditStorage => In("audit");

    public static StorageOptions StorageOf(int reservations) => In($"{reservations}");

    private static StorageOptions In(string folder) =>
        new()
        {
            DataDirectory = Path.Combine(
                Environment.GetEnvironmentVariable(Variable) ?? Path.Combine(Path.GetTempPath(), "supportcenter-benchmarks"),
                folder
            ),
        };

    /// <summary>A member of staff with a session that has just begun.</summary>
    public static async Task<CallerIdentity> SignInAsync(PortalDatabase database, Guid staff)
    {
        await using var services = new ServiceCollection()
            .AddSupportCenter(database)
            .AddSingleton<ICaller>(new FixedCaller(CallerIdentity.Anyone))
            .BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var key = (await scope.ServiceProvider.GetRequiredService<SignInService>().SignInChosenAsync(staff)).Key!;
        var session = await scope.ServiceProvider.GetRequiredService<SessionService>().ResumeAsync(key, isUse: true);
        return CallerIdentity.Staff(staff, "benchmark", session!.Id);
    }
}
