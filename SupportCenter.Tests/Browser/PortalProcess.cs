using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace SupportCenter.Tests.Browser;

/// <summary>The real portal as a process of its own, with demo data in a folder of its own, on a free port of the loopback
/// address.</summary>
public sealed partial class PortalProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder log = new();
    private readonly bool ownsFolder;

    private PortalProcess(Process process, string folder, bool ownsFolder) =>
        (this.process, Folder, this.ownsFolder) = (process, folder, ownsFolder);

    /// <summary>Where the portal answers, without a slash at the end.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The number of the process.</summary>
    public int Id => process.Id;

    /// <summary>The data folder.</summary>
    public string Folder { get; }

    /// <summary>What the portal has logged so far.</summary>
    public string Log
    {
        get
        {
            lock (log)
            {
                return log.ToString();
            }
        }
    }

    /// <summary>The built portal, to be run by dotnet.</summary>
    public static string Program =>
        typeof(PortalProcess)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(entry => entry.Key == "PortalProgram")
            .Value!;

    /// <summary>Starts a portal and waits until it answers.</summary>
    /// <param name="folder">A data folder to continue with; null for a new one with demo data.</param>
    /// <param name="port">A port to come back on; 0 for a free one.</param>
    /// <param name="settings">Environment variables with settings; by default those of Development on plain http. An empty one is taken
    /// away.</param>
    /// <param name="program">Another program than the one that was built with the tests: a published one.</param>
    public static async Task<PortalProcess> StartAsync(
        string? folder = null,
        int port = 0,
        IReadOnlyDictionary<string, string>? settings = null,
        string? program = null
    )
    {
        var data = folder ?? Directory.CreateTempSubdirectory("portal-browser-").FullName;
        var start = new ProcessStartInfo("dotnet", [program ?? Program, "--Storage:DataDirectory", data])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        // All tests sign in from one address.
        start.Environment["Sessions__SignInsPerMinute"] = "1000";
        // The whole of it is asked elsewhere; beside a browser a sample is enough.
        start.Environment["Exposure__IdsPerEndpoint"] = "100";
        foreach (var (name, value) in settings ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            if (value.Length == 0)
            {
                start.Environment.Remove(name);
            }
            else
            {
                start.Environment[name] = value;
            }
        }

        var portal = new PortalProcess(new Process { StartInfo = start }, data, folder is null);
        await portal.RunAsync();
        return portal;
    }

    /// <summary>Ends the process at once, as a power cut would; the data folder stays.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
        if (ownsFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private async Task RunAsync()
    {
        var listening = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.EnableRaisingEvents = true;
        process.OutputDataReceived += (_, line) => Note(line.Data, listening);
        process.ErrorDataReceived += (_, line) => Note(line.Data, listening);
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException("The portal ended:\n" + Log));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Address = await listening.Task.WaitAsync(TimeSpan.FromMinutes(2));
    }

    private void Note(string? line, TaskCompletionSource<string> listening)
    {
        if (line is null)
        {
            return;
        }

        lock (log)
        {
            log.AppendLine(line);
        }

        if (Listening().Match(line) is { Success: true } match)
        {
            listening.TrySetResult(match.Groups["address"].Value);
        }
    }

    [GeneratedRegex(@"Now listening on: (?<address>https?://\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();
}
