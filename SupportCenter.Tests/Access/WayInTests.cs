using System.Diagnostics;
using System.Reflection;

namespace SupportCenter.Tests.Access;

/// <summary>The real program outside Development.</summary>
public sealed class WayInTests
{
    [Fact]
    [Asvs("6.3.4")]
    public async Task Outside_Development_the_portal_does_not_start_without_Entra_ID_settings_and_names_them()
    {
        var (exitCode, output, isStored) = await StartAsync();

        Assert.Equal(1, exitCode);
        foreach (var setting in new[] { "AzureAd:TenantId", "AzureAd:Authority", "AzureAd:ClientId", "AzureAd:ClientSecret" })
        {
            Assert.Contains(setting, output, StringComparison.Ordinal);
        }

        Assert.False(isStored);
    }

    [Fact]
    [Asvs("6.3.4")]
    public async Task A_portal_that_is_given_two_providers_does_not_start_and_says_so_in_one_sentence()
    {
        var (exitCode, output, isStored) = await StartAsync(
            "--AzureAd:TenantId=11111111-2222-3333-4444-555555555555",
            "--AzureAd:Authority=https://adfs.example.jp/adfs",
            "--AzureAd:ClientId=portal",
            "--AzureAd:ClientSecret=not-a-secret-of-anybody"
        );

        Assert.Equal(2, exitCode);
        Assert.Equal(
            "Set either AzureAd:TenantId (Entra ID) or AzureAd:Authority (another OpenID Connect provider), not both.",
            output.Trim()
        );
        Assert.False(isStored);
    }

    private static async Task<(int ExitCode, string Said, bool IsStored)> StartAsync(params string[] settings)
    {
        var program = typeof(WayInTests)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(entry => entry.Key == "PortalProgram")
            .Value!;
        var folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var start = new ProcessStartInfo(
            "dotnet",
            [program, "--urls", "http://127.0.0.1:0", "--Storage:DataDirectory", folder, .. settings]
        )
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        using var portal = Process.Start(start)!;
        var output = portal.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await portal.WaitForExitAsync(limit.Token);
        return (portal.ExitCode, await output, Directory.Exists(folder));
    }
}
