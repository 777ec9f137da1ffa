using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;

namespace SupportCenter.Benchmarks;

/// <summary>One page of the reservation list as an open screen reads it, against its SQL through ADO.NET and the decryption of the
/// page.</summary>
public class ReservationListBenchmarks
{
    private ReservationLists lists = null!;
    private IServiceScope circuit = null!;
    private PlainAdo plain = null!;

    [Params(1_000, 100_000)]
    public int Reservations { get; set; }

    [ParamsAllValues]
    public Asked Asked { get; set; }

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        lists = await ReservationLists.OpenAsync(Reservations);
        circuit = lists.NewCircuit();
        // The first look leaves an audit row (measured by FirstLookBenchmarks); an open list refreshes without one for a quarter of an
        // hour.
        await lists.AskAsync(Asked, circuit);
        plain = lists.Plain(await SentCommands.DuringAsync(() => lists.AskAsync(Asked, circuit)));
    }

    [Benchmark(Baseline = true)]
    public int PlainAdo() => plain.Run();

    [Benchmark]
    public Task<int> List() => lists.AskAsync(Asked, circuit);

    [GlobalCleanup]
    public void CleanUp()
    {
        circuit.Dispose();
        lists.Dispose();
    }
}
