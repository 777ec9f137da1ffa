using System.Diagnostics;

namespace SupportCenter.Benchmarks.Load;

/// <summary><c>-- load</c>: starts builds of the portal and measures them by turns, so that what the machine does besides meets all of
/// them.</summary>
internal sealed class LoadCommand(LoadOptions options)
{
    private const int Turns = 60;
    private const int Circuits = 30;
    private const int SoakStep = 1000;
    private const int SoakAtOnce = 4;
    private const double Kilo = 1024;

    /// <summary>For so long the portal keeps a circuit whose connection broke off, and a moment.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(195);
    private readonly Figures figures = new();

    public static Task<int> RunAsync(string[] args) => LoadOptions.RunAsync(args, options => new LoadCommand(options).MeasureAsync());

    private async Task MeasureAsync()
    {
        await PartAsync("booking", BookingAsync);
        var portals = new List<StartedPortal>();
        try
        {
            foreach (var build in options.Builds)
            {
                portals.Add(await StartedPortal.StartAsync(build, options.Port + portals.Count));
            }

            await PartAsync("weight", () => EachAsync(portals, 1, WeighAsync));
            await PartAsync("turn", () => TurnsAsync(portals));
            await PartAsync("memory", () => EachAsync(portals, options.Rounds, MemoryAsync));
            await PartAsync("crowd", () => EachAsync(portals, options.Rounds, CrowdsAsync));
            await PartAsync("soak", () => EachAsync(portals, 1, SoakAsync));
        }
        finally
        {
            foreach (var portal in portals)
            {
                await portal.DisposeAsync();
            }

            figures.Write(Console.Out);
        }
    }

    private Task PartAsync(string name, Func<Task> measure) => options.Parts.Contains(name) ? measure() : Task.CompletedTask;

    private static async Task EachAsync(List<StartedPortal> portals, int rounds, Func<StartedPortal, Task> measure)
    {
        for (var round = 0; round < rounds; round++)
        {
            foreach (var portal in portals)
            {
                await measure(portal);
            }
        }
    }

    /// <summary>The first opening of the booking page in a process that has shown nothing but the sign-in page.</summary>
    private async Task BookingAsync()
    {
        for (var round = 0; round < options.Rounds; round++)
        {
            foreach (var build in options.Builds)
            {
                await using var portal = await StartedPortal.StartAsync(build, options.Port);
                using var browser = await Browser.SignInAsync(portal.Address, Scenarios.Role, 0);
                var before = portal.Figures.ProcessorTime;
                var (circuit, took) = await browser.OpenAsync(Scenarios.Booking, Scenarios.CanBook);
                figures.Add("booking page, cold, ms", build.Name, took.TotalMilliseconds);
                figures.Add("… processor time, ms", build.Name, (portal.Figures.ProcessorTime - before).TotalMilliseconds);
                await circuit.DisposeAsync();
                var (again, warm) = await browser.OpenAsync(Scenarios.Booking, Scenarios.CanBook);
                figures.Add("booking page, second opening, ms", build.Name, warm.TotalMilliseconds);
                await again.DisposeAsync();
            }
        }
    }

    private async Task WeighAsync(StartedPortal portal)
    {
        using var browser = await Browser.SignInAsync(portal.Address, Scenarios.Role, 0);
        var own = 0;
        foreach (var asset in await browser.AssetsOfAsync(Scenarios.List))
        {
            var bytes = await browser.WeighAsync(asset);
            figures.Add($"{Figures.PlainName(asset)}, compressed, KB", portal.Name, bytes / Kilo);
            own += asset.Contains("blazor.web", StringComparison.Ordinal) ? 0 : bytes;
        }

        figures.Add("styles and scripts beside blazor.web.js, compressed, KB", portal.Name, own / Kilo);
    }

    private async Task TurnsAsync(List<StartedPortal> portals)
    {
        if (options.WarmUp > 0)
        {
            await EachAsync(portals, 1, portal => TurnAsync(portal, options.WarmUp, (_, _) => { }));
        }

        await EachAsync(portals, options.Rounds, portal =>
            TurnAsync(portal, Turns, (what, value) => figures.Add(what, portal.Name, value))
        );
    }

    /// <summary>One person turns pages, one after the other.</summary>
    private static async Task TurnAsync(StartedPortal portal, int turns, Action<string, double> add)
    {
        using var browser = await Browser.SignInAsync(portal.Address, Scenarios.Role, 0);
        var (circuit, _) = await browser.OpenAsync(Scenarios.List, Scenarios.HasRows);
        await using (circuit)
        {
            var (before, bytes, times) = (portal.Figures.ProcessorTime, circuit.Bytes, new List<double>());
            for (var i = 0; i < turns; i++)
            {
                times.Add((await Scenarios.TurnAsync(circuit)).TotalMilliseconds);
            }

            add("page turn, render batches, KB", (circuit.Bytes.Batches - bytes.Batches) / Kilo / turns);
            add("page turn, on the wire, KB", (circuit.Bytes.Wire - bytes.Wire) / Kilo / turns);
            add("page turn, processor time, ms", (portal.Figures.ProcessorTime - before).TotalMilliseconds / turns);
            add("page turn, one person, median, ms", Figures.Percentile(times, 0.5));
        }
    }

    private async Task MemoryAsync(StartedPortal portal)
    {
        using var browser = await Browser.SignInAsync(portal.Address, Scenarios.Role, 0);
        foreach (var (name, path, shows) in Scenarios.Pages)
        {
            var (heap, memory) = (await portal.Figures.CollectAsync(), portal.Figures.PrivateBytes);
            var open = new List<Circuit>();
            for (var i = 0; i < Circuits; i++)
            {
                open.Add((await browser.OpenAsync(path, shows)).Circuit);
            }

            figures.Add($"a circuit, {name}, heap, KB", portal.Name, (await portal.Figures.CollectAsync() - heap) / Kilo / Circuits);
            figures.Add($"a circuit, {name}, private memory, KB", portal.Name, (portal.Figures.PrivateBytes - memory) / Kilo / Circuits);
            foreach (var circuit in open)
            {
                await circuit.DisposeAsync();
            }
        }
    }

    /// <summary>Tabs are opened and closed by the thousand: what is left of them is what grows. Every tenth connection breaks off without a
    /// word, as when a lid is closed. After the first thousand and after the last, nothing is left that could be taken up again.</summary>
    private async Task SoakAsync(StartedPortal portal)
    {
        using var browser = await Browser.SignInAsync(portal.Address, Scenarios.Role, 0);
        for (var opened = 0; opened < options.SoakCircuits; )
        {
            var until = Math.Min(opened + SoakStep, options.SoakCircuits);
            await Parallel.ForAsync(opened, until, new ParallelOptions { MaxDegreeOfParallelism = SoakAtOnce }, async (number, _) =>
            {
                var (path, shows) =
                    number % 2 == 0 ? (Scenarios.List, Scenarios.HasRows) : (Scenarios.Booking, (Func<Screen, bool>)Scenarios.CanBook);
                var (circuit, _) = await browser.OpenAsync(path, shows);
                await (number % 10 == 0 ? circuit.BreakOffAsync() : circuit.DisposeAsync());
            });
            opened = until;
            if (opened == SoakStep || opened == options.SoakCircuits)
            {
                await Task.Delay(Kept); // What is still kept for somebody who may come back is no growth.
            }

            var heap = await portal.Figures.CollectAsync();
            figures.Add($"heap after {opened} circuits, MB", portal.Name, heap / Kilo / Kilo);
            figures.Add($"private memory after {opened} circuits, MB", portal.Name, portal.Figures.PrivateBytes / Kilo / Kilo);
        }
    }

    private async Task CrowdsAsync(StartedPortal portal)
    {
        foreach (var people in options.Crowds)
        {
            await using var crowd = await Crowd.GatherAsync(portal.Address, people);
            var (before, own) = (portal.Figures.ProcessorTime, Process.GetCurrentProcess().TotalProcessorTime);
            var started = Stopwatch.GetTimestamp();
            var (times, late) = await crowd.ActAsync(TimeSpan.FromSeconds(options.Seconds));
            var wall = Stopwatch.GetElapsedTime(started);
            var name = $"{people} people, one act in {Crowd.Pause.TotalSeconds:0} s";
            figures.Add($"{name}: p50, ms", portal.Name, Figures.Percentile(times, 0.5));
            figures.Add($"{name}: p95, ms", portal.Name, Figures.Percentile(times, 0.95));
            figures.Add($"{name}: acts a second", portal.Name, times.Count / wall.TotalSeconds);
            figures.Add($"{name}: acts that began late, %", portal.Name, 100.0 * late / times.Count);
            figures.Add($"{name}: processors used", portal.Name, (portal.Figures.ProcessorTime - before) / wall);
            figures.Add(
                $"{name}: processors used by the driver",
                portal.Name,
                (Process.GetCurrentProcess().TotalProcessorTime - own) / wall
            );
        }
    }
}
