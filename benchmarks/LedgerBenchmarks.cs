using BenchmarkDotNet.Attributes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Benchmarks;

/// <summary>Whose access ledger is asked for.</summary>
public enum LedgerOf
{
    /// <summary>One business of two hundred: some 7,000 acts.</summary>
    Business,

    /// <summary>One member of staff: some 90,000 acts.</summary>
    Person,

    /// <summary>The audit log of one person within a month long ago.</summary>
    LogOfMonth,
}

/// <summary>One page of 50 rows at a million audit rows, against its SQL through ADO.NET.</summary>
public class LedgerBenchmarks
{
    private static readonly PageRequest Page = new(0, 50);
    private PortalDatabase database = null!;
    private ServiceProvider services = null!;
    private PlainAdo plain = null!;
    private Guid business;
    private Guid person;
    private AuditFilter month = new();

    [ParamsAllValues]
    public LedgerOf Of { get; set; }

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        database = await LargeDatabases.OpenAuditAsync();
        await using var db = database.CreateContext();
        business = await db.AuditedBusinesses.Where(link => link.Sequence == 500_000).Select(link => link.BusinessId).FirstAsync();
        person = await db.Audit.Where(row => row.Sequence == 500_000).Select(row => row.ActorId!.Value).SingleAsync();
        var longAgo = DateOnly.FromDateTime(await db.Audit.Where(row => row.Sequence == 100_000).Select(row => row.AtUtc).SingleAsync());
        month = new AuditFilter
        {
            StaffId = person,
            From = longAgo,
            To = longAgo.AddDays(30),
        };
        var auditor = await db.Staff.Where(row => row.Role == Role.Auditor).Select(row => row.Id).FirstAsync();
        var signedIn = await LargeDatabases.SignInAsync(database, auditor);
        services = new ServiceCollection()
            .AddSupportCenter(database)
            .AddScoped<ICaller>(_ => new FixedCaller(signedIn))
            .BuildServiceProvider();
        plain = new PlainAdo(LargeDatabases.AuditStorage.DatabaseFile, database.Cipher, await SentCommands.DuringAsync(Ledger));
    }

    [Benchmark(Baseline = true)]
    public int PlainAdo() => plain.Run();

    [Benchmark]
    public async Task<int> Ledger()
    {
        await using var circuit = services.CreateAsyncScope();
        var ledger = circuit.ServiceProvider.GetRequiredService<LedgerService>();
        var rows = Of switch
        {
            LedgerOf.Business => (await ledger.OfBusinessAsync(business, Page)).Rows.Count,
            LedgerOf.Person => (await ledger.OfPersonAsync(person, Page)).Rows.Count,
            _ => (await circuit.ServiceProvider.GetRequiredService<AuditLogService>().ListAsync(month, Page)).Rows.Count,
        };
        return rows == Page.Take ? rows : throw new InvalidOperationException($"{Of} gives {rows} rows.");
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        services.Dispose();
        database.Dispose();
    }
}
