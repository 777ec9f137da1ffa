using Microsoft.Data.Sqlite;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Backups;
using SupportCenter.Domain.Exposure;

namespace SupportCenter.Tests.Backups;

/// <summary>A drill restores a backup into a folder of its own and reads it.</summary>
public sealed class BackupDrillTests
{
    [Fact]
    public async Task A_drill_opens_a_value_of_each_table_finds_the_canary_and_leaves_nothing_but_its_row()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.As<ProbeCanaryService>(CallerIdentity.Console).PlantAsync();
        await portal.As<CheckpointService>(CallerIdentity.Console).SignAsync();
        var clock = portal.As<BackupService>(CallerIdentity.Console);
        await clock.KeepAsync();

        var found = await clock.DrillIfDueAsync();

        Assert.NotNull(found);
        Assert.Null(found.Failure);
        Assert.True(found.Values >= 8, $"Only {found.Values} tables were opened.");
        Assert.Equal(1, found.Canaries);
        Assert.Empty(Directory.GetDirectories(portal.Database.Storage.BackupFolder));
        var row = Assert.Single(await portal.AuditAsync(), row => row.Act == AuditActs.BackupTried);
        Assert.Equal(row.SubjectId, (await portal.As<BackupService>(Role.Supervisor).ListAsync(BackupLists.FirstPage)).Rows[0].Id);
        Assert.Null(await clock.DrillIfDueAsync());
        portal.Time.Advance(TimeSpan.FromDays(30));
        Assert.NotNull(await clock.DrillIfDueAsync());
    }

    [Theory]
    [InlineData("a byte")]
    [InlineData("the end")]
    [InlineData("the manifest")]
    [InlineData("a later row")]
    public async Task A_drill_finds_a_damaged_backup_and_raises_an_alarm(string what)
    {
        await using var portal = await TestPortal.StartAsync();
        var clock = portal.As<BackupService>(CallerIdentity.Console);
        await portal.As<CheckpointService>(CallerIdentity.Console).SignAsync();
        var made = await clock.MakeAsync();
        var bytes = await File.ReadAllBytesAsync(made.File);
        switch (what)
        {
            case "a byte":
                bytes[bytes.Length / 2] ^= 1;
                await File.WriteAllBytesAsync(made.File, bytes);
                break;
            case "the end":
                await File.WriteAllBytesAsync(made.File, bytes[..^4096]);
                break;
            case "the manifest":
                await ReplaceAsync(made.File + ".json", "\"ByHand\"", "\"Command\"");
                break;
            default:
                // Somebody who can write the folder gives themselves a role, and fits the manifest to it.
                Execute(made.File, "UPDATE \"Staff\" SET \"Role\" = 3");
                await ReplaceAsync(
                    made.File + ".json",
                    portal.Database.BackupFolder.List()[0].Manifest.Sha256,
                    await DatabaseCopy.HashAsync(made.File, CancellationToken.None)
                );
                break;
        }

        var found = await clock.DrillAsync();

        Assert.NotNull(found!.Failure);
        Assert.Equal([AlarmKind.BackupUnusable], await portal.AlarmKindsAsync());
        Assert.Equal(
            BackupState.Unusable,
            (await portal.As<BackupService>(Role.Supervisor).ListAsync(BackupLists.FirstPage)).Rows[0].State
        );
        Assert.Empty(Directory.GetDirectories(portal.Database.Storage.BackupFolder));
    }

    private static async Task ReplaceAsync(string file, string old, string fresh) =>
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace(old, fresh, StringComparison.Ordinal));

    private static void Execute(string file, string sql)
    {
        using var connection = DatabaseCopy.Open(file, SqliteOpenMode.ReadWrite);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
