using System.Diagnostics;
using SupportCenter.Tests.Browser;
using SupportCenter.Tests.Drills;

namespace SupportCenter.Tests.Keys;

/// <summary>The command at the console and the portal beside it, as processes that are killed.</summary>
public sealed class RotationDrillTests
{
    [Fact]
    [Asvs("11.2.2")]
    public async Task A_rotation_that_was_killed_is_finished_by_the_portal_and_the_old_key_is_taken_out_at_the_console()
    {
        await using var scene = await KeyScene.SetAsync();
        await scene.AddDraftsAsync(3_000);
        var before = await KeyScene.OpenAllAsync(scene.Site);
        await KillInTheMiddleAsync(scene);
        var half = await KeyScene.CountAsync(scene.Site);
        Assert.True(half.ContainsKey(1), "It was finished before it was killed.");
        Assert.Equal(1, (await RunAsync(scene, "--retire")).ExitCode);

        await using (await PortalProcess.StartAsync(scene.Folder))
        {
            await Eventually.TrueAsync(
                "the portal has sealed everything anew",
                async () => !(await KeyScene.Keys(scene.Site).StateAsync()).IsUnderWay,
                TimeSpan.FromMinutes(2)
            );
            Assert.Equal([2u], (await KeyScene.CountAsync(scene.Site)).Keys);
            var (exitCode, output) = await RunAsync(scene, "--retire");
            Assert.Equal(0, exitCode);
            Assert.Contains("取り除いた古い鍵：1", output, StringComparison.Ordinal);
        }

        await using var later = await DrillSite.OpenAsync(scene.Folder);
        var after = await KeyScene.OpenAllAsync(later);
        Assert.Empty(before.Except(after));
        Assert.Equal([2u], later.Database.Cipher.Keys.Numbers);
    }

    [Fact]
    [Asvs("11.2.2")]
    public async Task The_command_says_counts_only_and_refuses_where_there_is_no_data()
    {
        await using var scene = await KeyScene.SetAsync();
        var (exitCode, output) = await RunAsync(scene);
        Assert.Equal(0, exitCode);
        Assert.Contains("鍵 2 を追加しました", output, StringComparison.Ordinal);
        Assert.DoesNotContain("印付", output, StringComparison.Ordinal);

        using var nowhere = Start(Path.Combine(scene.Folder, "nowhere"));
        await nowhere.WaitForExitAsync();
        Assert.Equal(1, nowhere.ExitCode);
        Assert.False(Directory.Exists(Path.Combine(scene.Folder, "nowhere")));
    }

    /// <summary>Ends the command as a power cut would, just after it has added the key.</summary>
    private static async Task KillInTheMiddleAsync(KeyScene scene)
    {
        using var command = Start(scene.Folder);
        Assert.Contains("鍵 2", await command.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);
        await Eventually.TrueAsync("some values are encrypted anew", async () =>
            (await KeyScene.Keys(scene.Site).StateAsync()).ActiveKey?.Reencrypted > 0
        );
        command.Kill();
        await command.WaitForExitAsync();
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(KeyScene scene, params string[] options)
    {
        using var command = Start(scene.Folder, options);
        var output = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        return (command.ExitCode, output);
    }

    private static Process Start(string folder, params string[] options) =>
        Process.Start(
            new ProcessStartInfo("dotnet", [PortalProcess.Program, "rotate-keys", .. options, $"--Storage:DataDirectory={folder}"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
}
