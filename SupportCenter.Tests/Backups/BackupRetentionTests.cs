using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Backups;
using SupportCenter.Domain.Data;

namespace SupportCenter.Tests.Backups;

/// <summary>Backups are kept as long as certificates of disposal say, in a folder of their own.</summary>
public sealed class BackupRetentionTests
{
    [Fact]
    public void All_backups_of_the_last_hour_stay_then_one_an_hour_then_one_a_day()
    {
        var now = new DateTime(2026, 7, 16, 3, 5, 0, DateTimeKind.Utc);
        var every10 = Enumerable.Range(0, 6 * 24 * 40).Select(n => Backup(now.AddMinutes(-10 * n))).ToList();

        var left = every10.Except(BackupFolder.Superfluous(every10, now, 35, _ => true)).ToList();

        Assert.Equal(7, left.Count(backup => now - backup.Manifest.AtUtc <= TimeSpan.FromHours(1)));
        Assert.InRange(left.Count(backup => now - backup.Manifest.AtUtc <= TimeSpan.FromHours(24)), 7 + 22, 7 + 25);
        Assert.InRange(left.Count, 7 + 22 + 33, 7 + 25 + 36);
        AssertEach.Of(left, backup => Assert.True(now - backup.Manifest.AtUtc <= TimeSpan.FromDays(35)));
        // The next look removes nothing more.
        Assert.Empty(BackupFolder.Superfluous(left, now, 35, _ => true));
    }

    [Fact]
    [Asvs("14.2.7")]
    public async Task None_is_kept_longer_than_certificates_say_whoever_made_it()
    {
        await using var portal = await TestPortal.StartAsync();
        var made = await portal.As<BackupService>(Role.Supervisor).MakeAsync();
        portal.Time.Advance(TimeSpan.FromDays(35));
        await portal.As<BackupService>(CallerIdentity.Console).KeepAsync();
        Assert.True(File.Exists(made.File));

        portal.Time.Advance(TimeSpan.FromMinutes(1));
        await portal.As<BackupService>(CallerIdentity.Console).KeepAsync();

        Assert.False(File.Exists(made.File));
        Assert.Contains(await portal.AuditAsync(), row => row.Act == AuditActs.BackupsRemoved && row.Fields == "count=1");
        Assert.Equal(1, await portal.CountBackupsAsync());
    }

    [Fact]
    [Asvs("14.2.7")]
    public async Task A_copy_under_another_name_or_of_a_time_to_come_is_not_kept_longer_either()
    {
        await using var portal = await TestPortal.StartAsync();
        var clock = portal.As<BackupService>(CallerIdentity.Console);
        var made = await clock.MakeAsync();
        var folder = portal.Database.Storage.BackupFolder;
        var copy = Path.Combine(folder, "copy of the old one.db");
        var later = Path.Combine(folder, "portal-20990101T000000Z-aaaaaaaa.db");
        var torn = Path.Combine(folder, "portal-20200101T000000Z-aaaaaaaa.db");
        File.Copy(made.File, copy);
        File.Copy(made.File, later);
        File.Copy(made.File, torn);
        var manifest = await File.ReadAllTextAsync(made.File + ".json");
        await File.WriteAllTextAsync(later + ".json", manifest.Replace("\"AtUtc\":\"20", "\"AtUtc\":\"30", StringComparison.Ordinal));
        await File.WriteAllTextAsync(torn + ".json", manifest[..20]);
        foreach (var file in Directory.GetFiles(folder))
        {
            File.SetLastWriteTimeUtc(file, portal.Time.GetUtcNow().UtcDateTime);
        }

        await clock.KeepAsync();
        AssertEach.Of(new[] { copy, later, torn }, file => Assert.True(File.Exists(file), file));
        portal.Time.Advance(TimeSpan.FromDays(35) + TimeSpan.FromMinutes(1));
        await clock.KeepAsync();

        Assert.DoesNotContain(Directory.GetFiles(folder), file => file.StartsWith(copy, StringComparison.Ordinal));
        Assert.DoesNotContain(Directory.GetFiles(folder), file => file.StartsWith(later, StringComparison.Ordinal));
        Assert.DoesNotContain(Directory.GetFiles(folder), file => file.StartsWith(torn, StringComparison.Ordinal));
        Assert.Equal(1, await portal.CountBackupsAsync());
    }

    [Fact]
    [Asvs("14.2.7")]
    public async Task A_link_in_the_folder_leads_the_removal_nowhere_and_a_file_that_stays_keeps_no_other()
    {
        await using var portal = await TestPortal.StartAsync();
        var clock = portal.As<BackupService>(CallerIdentity.Console);
        var old = await clock.MakeAsync();
        var elsewhere = Directory.CreateTempSubdirectory("portal-elsewhere-");
        var keys = Path.Combine(elsewhere.FullName, "portal.keys.json");
        await File.WriteAllTextAsync(keys, "{}");
        File.SetLastWriteTimeUtc(keys, portal.Time.GetUtcNow().UtcDateTime.AddDays(-100));
        Directory.CreateSymbolicLink(Path.Combine(portal.Database.Storage.BackupFolder, "x"), elsewhere.FullName);
        portal.Time.Advance(TimeSpan.FromDays(35) + TimeSpan.FromMinutes(1));

        await clock.KeepAsync();

        Assert.True(File.Exists(keys));
        Assert.False(File.Exists(old.File));
        elsewhere.Delete(recursive: true);
    }

    [Theory]
    [InlineData("keys")]
    [InlineData("checkpoints")]
    [Asvs("14.2.7")]
    public async Task Nothing_else_may_lie_in_the_folder_of_backups(string what)
    {
        var folder = Directory.CreateTempSubdirectory("portal-apart-");
        var backups = Path.Combine(folder.FullName, "backups");
        var audit = new AuditOptions();
        if (what == "keys")
        {
            audit.Checkpoints.KeyFile = Path.Combine(backups, "checkpoint.key.pem");
        }
        else
        {
            audit.Checkpoints.Directory = Path.Combine(backups, "checkpoints");
        }

        await Assert.ThrowsAsync<Domain.Settings.InvalidSettingException>(() =>
            PortalDatabase.OpenAsync(
                new StorageOptions { DataDirectory = Path.Combine(folder.FullName, "data"), BackupDirectory = backups },
                audit
            )
        );
        folder.Delete(recursive: true);
    }

    private static StoredBackup Backup(DateTime at) =>
        new(
            "",
            new BackupManifest(
                NewId.Create(),
                at,
                BackupKind.Scheduled,
                1,
                "",
                new DatabaseFacts(null, 0, "", 0, new Dictionary<string, long>()),
                0
            ),
            IsSigned: true
        );
}
