using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers;

namespace SupportCenter.Benchmarks.Load;

/// <summary>The portal's process as the operating system and its run time describe it (Linux).</summary>
internal sealed class PortalProcess(int id)
{
    private const int TicksPerSecond = 100;
    private const long HeapCollect = 0x800000;

    /// <summary>Processor time since the process began.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            // The name of the program, in brackets, may hold spaces; user and system time are the 14th and 15th field.
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
            return TimeSpan.FromSeconds((double)ticks / TicksPerSecond);
        }
    }

    /// <summary>Memory of the process that is no file's.</summary>
    public long PrivateBytes =>
        1024
        * long.Parse(
            File.ReadLines($"/proc/{id}/status")
                .First(line => line.StartsWith("RssAnon", StringComparison.Ordinal))
                .Split(':')[1]
                .Replace("kB", "", StringComparison.Ordinal),
            CultureInfo.InvariantCulture
        );

    /// <summary>Has everything collected that nothing refers to, and gives what is left on the heap. Twice: what has a finalizer is gone at
    /// the second time only.</summary>
    public async Task<long> CollectAsync()
    {
        await CollectOnceAsync();
        await Task.Delay(TimeSpan.FromSeconds(1));
        return await CollectOnceAsync();
    }

    private async Task<long> CollectOnceAsync()
    {
        var provider = new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, HeapCollect | 1);
        using var session = new DiagnosticsClient(id).StartEventPipeSession([provider], requestRundown: false);
        using var source = new EventPipeEventSource(session.EventStream);
        var bytes = 0L;
        source.Clr.GCHeapStats += heap =>
        {
            bytes = heap.TotalHeapSize;
            _ = session.StopAsync(CancellationToken.None);
        };
        await Task.Run(source.Process);
        return bytes;
    }
}
