using System.Diagnostics;
using System.Globalization;

namespace SupportCenter.Benchmarks.Load;

/// <summary>A build of the portal that is started for a measurement, on a data folder of its own, and stopped afterwards.</summary>
internal sealed class StartedPortal : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process process;

    private StartedPortal(string name, Uri address, Process process) =>
        (Name, Address, this.process, Figures) = (name, address, process, new PortalProcess(process.Id));

    public string Name { get; }

    public Uri Address { get; }

    public PortalProcess Figures { get; }

    /// <summary>Starts it and waits until it answers. Limits that protect it from one person are lifted: the driver is many.</summary>
    public static async Task<StartedPortal> StartAsync(PortalBuild build, int port)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Path.GetDirectoryName(build.Program)!,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (
            var word in new[]
            {
                build.Program,
                $"--urls={address.GetLeftPart(UriPartial.Authority)}",
                $"--Storage:DataDirectory={build.Data}",
                "--Sessions:SignInsPerMinute=100000",
                "--Sessions:ScreensPerPerson=1000",
                "--Exposure:At=",
                "--Logging:LogLevel:Default=Warning",
            }
        )
        {
            start.ArgumentList.Add(word);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginOutputReadLine();
        var portal = new StartedPortal(build.Name, address, process);
        await portal.AnswersAsync();
        return portal;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task AnswersAsync()
    {
        using var http = new HttpClient();
        for (var started = Stopwatch.GetTimestamp(); ; await Task.Delay(20))
        {
            try
            {
                await http.GetStringAsync(new Uri(Address, "/health"));
                return;
            }
            catch (HttpRequestException) when (!process.HasExited && Stopwatch.GetElapsedTime(started) < Patience)
            {
                // Not yet.
            }
        }
    }
}

/// <summary>A build of the portal by the name that it has in the figures.</summary>
/// <param name="Name">The head of its column.</param>
/// <param name="Program">SupportCenter.Portal.dll.</param>
/// <param name="Data">The data folder that it is measured on.</param>
internal sealed record PortalBuild(string Name, string Program, string Data)
{
    /// <summary>Reads <c>name=program=data</c>.</summary>
    public static PortalBuild Parse(string text) =>
        text.Split('=') is [var name, var program, var data]
            ? new PortalBuild(name, Path.GetFullPath(program), Path.GetFullPath(data))
            : throw new ArgumentException("Expected: name=path/to/SupportCenter.Portal.dll=data-folder", nameof(text));
}
