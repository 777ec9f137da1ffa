using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Demo;
using SupportCenter.Tests.Browser;

namespace SupportCenter.Tests.ControlGroup;

/// <summary>The program as it is handed over: published into a folder of its own and started without a word about the environment, as
/// whoever runs it would.</summary>
public sealed class PublishedPortal : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("portal-published-").FullName;

    public PortalProcess Portal { get; private set; } = null!;

    public string Program => Path.Combine(folder, "program", "SupportCenter.Portal.dll");

    public string Data => Path.Combine(folder, "data");

    /// <summary>Settings of a provider that nobody reaches: nobody signs in here.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "",
            ["DOTNET_ENVIRONMENT"] = "",
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["AzureAd__Instance"] = "https://127.0.0.1:1/",
            ["AzureAd__TenantId"] = "11111111-2222-3333-4444-555555555555",
            ["AzureAd__ClientId"] = "99999999-8888-7777-6666-555555555555",
            ["AzureAd__ClientSecret"] = "not-a-secret-of-anybody",
        };

    public async Task InitializeAsync()
    {
        if (new ControlGroupFactAttribute().Skip is not null)
        {
            return;
        }

        var configuration = typeof(PublishedPortal).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var (code, output) = await RunAsync(
            "dotnet",
            [
                "publish",
                Path.Combine(Here(), "..", "..", "SupportCenter.Portal"),
                "--no-build",
                "-c",
                configuration,
                "-o",
                Path.Combine(folder, "program"),
                "--nologo",
            ]
        );
        Assert.True(code == 0, output);
        using (var database = await PortalDatabase.OpenAsync(new StorageOptions { DataDirectory = Data }))
        {
            await database.FillCatalogueAsync(TimeProvider.System);
            await database.FillWithDemoAsync(TimeProvider.System);
        }

        Portal = await PortalProcess.StartAsync(Data, settings: Settings, program: Program);
    }

    /// <summary>Runs one of the published program's commands and gives its exit code and what it said.</summary>
    public Task<(int Code, string Output)> CommandAsync(params string[] command) =>
        RunAsync("dotnet", [Program, .. command, $"--Storage:DataDirectory={Data}"]);

    public async Task DisposeAsync()
    {
        if (Portal is not null)
        {
            await Portal.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    private async Task<(int Code, string Output)> RunAsync(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Settings)
        {
            start.Environment[name] = value;
            if (value.Length == 0)
            {
                start.Environment.Remove(name);
            }
        }

        using var process = Process.Start(start)!;
        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(await output));
    }

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
