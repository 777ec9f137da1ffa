using System.Diagnostics;
using System.Reflection;

namespace SupportCenter.Tests.Access;

/// <summary>The real program outside Development.</summary>
public sealed class WayInTests
{
    [Fact]
    public async Task ASVS_6_3_4_outside_Development_the_portal_does_not_start_without_Entra_ID_settings_and_names_them()
    {
        var program = typeof(WayInTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "PortalProgram").Value!;
        var folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var start = new ProcessStartInfo("dotnet", [program, "--urls", "http://127.0.0.1:0", "--Storage:DataDirectory", folder])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        using var portal = Process.Start(start)!;
        var said = portal.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await portal.WaitForExitAsync(limit.Token);

        Assert.Equal(1, portal.ExitCode);
        foreach (var setting in new[] { "AzureAd:TenantId", "AzureAd:ClientId", "AzureAd:ClientSecret" })
        {
            Assert.Contains(setting, await said, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(folder));
    }
}
