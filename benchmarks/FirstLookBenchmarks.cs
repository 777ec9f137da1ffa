using BenchmarkDotNet.Attributes;

namespace SupportCenter.Benchmarks;

/// <summary>The first look at the list in a circuit, which leaves an audit row of the businesses that it shows; against the same SQL, the
/// same rows written in a transaction, and the decryption of the page.</summary>
public class FirstLookBenchmarks
{
    private ReservationLists lists = null!;
    private PlainAdo plain = null!;

    [Params(1_000, 100_000)]
    public int Reservations { get; set; }

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        lists = await ReservationLists.OpenAsync(Reservations);
        await LookAsync();
        plain = lists.Plain(await SentCommands.DuringAsync(LookAsync));
    }

    [Benchmark(Baseline = true)]
    public int PlainAdo() => plain.Run();

    [Benchmark]
    public Task<int> FirstLook() => LookAsync();

    [GlobalCleanup]
    public void CleanUp() => lists.Dispose();

    private async Task<int> LookAsync()
    {
        using var circuit = lists.NewCircuit();
        return await lists.AskAsync(Asked.FirstPage, circuit);
    }
}
