using System.Runtime;
using System.Runtime.InteropServices;

namespace SupportCenter.Portal.Reports;

/// <summary>Some moments after something has left the portal (an export, a print, a paper), gives back the memory that its texts stood in: .NET leaves what is done
/// with where it is until it needs the room, and whoever gets a dump of the process would read it.</summary>
/// <remarks>What open screens show is in use and stays; so may pieces of papers, in the buffers that the server shares. To collect everything holds all work up for
/// some hundredths of a second, hence the pause after it.</remarks>
internal sealed class MemorySweep(TimeProvider time) : BackgroundService
{
    // The answer is still held when it has just been sent.
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim asked = new(0);

    /// <summary>Asks for a sweep.</summary>
    public void Ask() => asked.Release();

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        GiveBackNativeBlocks();
        while (true)
        {
            await asked.WaitAsync(stoppingToken);
            await Task.Delay(Afterwards, time, stoppingToken);
            Sweep();
            await Task.Delay(Pause, time, stoppingToken);
            while (asked.CurrentCount > 1)
            {
                // Whoever has asked since gets one sweep together.
                await asked.WaitAsync(stoppingToken);
            }

            if (asked.CurrentCount == 0)
            {
                // What some thread still held at the first sweep.
                Sweep();
            }
        }
    }

    private static void Sweep()
    {
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        // Only the aggressive mode gives the pages back, and with them what stands in them.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    /// <summary>Has blocks of 64 KB and more, such as those that zlib compresses in, given back to the system when they are freed: glibc would keep them as they are.</summary>
    private static void GiveBackNativeBlocks()
    {
        const int MmapThreshold = -3;
        try
        {
            _ = SetAllocator(MmapThreshold, 1 << 16);
        }
        catch (Exception other) when (other is DllNotFoundException or EntryPointNotFoundException)
        {
            // Windows and musl give such blocks back by themselves.
        }
    }

    [DllImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int SetAllocator(int option, int value);
}

/// <summary>Puts the sweep behind endpoints.</summary>
internal static class MemorySweepEndpoints
{
    /// <summary>Registers the sweep.</summary>
    public static IServiceCollection AddMemorySweep(this IServiceCollection services) => services.AddSingleton<MemorySweep>().AddHostedService(all => all.GetRequiredService<MemorySweep>());

    /// <summary>Asks for a sweep when an answer of these endpoints has been sent, or was broken off.</summary>
    public static RouteGroupBuilder SweepMemoryAfterwards(this RouteGroupBuilder endpoints) => endpoints.AddEndpointFilter((call, next) =>
    {
        var sweep = call.HttpContext.RequestServices.GetRequiredService<MemorySweep>();
        call.HttpContext.Response.OnCompleted(() =>
        {
            sweep.Ask();
            return Task.CompletedTask;
        });
        return next(call);
    });
}
