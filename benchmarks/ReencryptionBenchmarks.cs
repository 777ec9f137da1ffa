using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Demo;
using SupportCenter.Domain.Keys;

namespace SupportCenter.Benchmarks;

/// <summary>Encrypting everything again with a new key: 10,000 reservations of 2,000 businesses with 8,000 records, in turns at the write
/// gate with the pauses that let people in.</summary>
[IterationCount(3), WarmupCount(0), InvocationCount(1)]
public class ReencryptionBenchmarks
{
    private string folder = "";
    private PortalDatabase database = null!;
    private ServiceProvider services = null!;

    [GlobalSetup]
    public async Task SetUp()
    {
        folder = Directory.CreateTempSubdirectory("portal-reencrypt-").FullName;
        database = await PortalDatabase.OpenAsync(new StorageOptions { DataDirectory = folder });
        await database.FillLargeAsync(new LargeSeedSize(2_000, 10_000, 8_000), TimeProvider.System);
        services = new ServiceCollection()
            .AddSupportCenter(database)
            .AddSingleton<ICaller>(new FixedCaller(CallerIdentity.Console))
            .BuildServiceProvider();
    }

    [Benchmark]
    public async Task<long> ReencryptAll()
    {
        await using var scope = services.CreateAsyncScope();
        var keys = scope.ServiceProvider.GetRequiredService<KeyRotationService>();
        await keys.AddKeyAsync();
        var state = await keys.ReencryptAsync();
        Console.WriteLine($"// {state.ActiveKey!.Reencrypted} values");
        return state.ActiveKey.Reencrypted;
    }

    [GlobalCleanup]
    public void Drop()
    {
        services.Dispose();
        database.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
