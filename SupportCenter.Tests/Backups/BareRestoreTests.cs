using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Administration;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Backups;
using SupportCenter.Domain.Data;
using SupportCenter.Tests.Drills;

namespace SupportCenter.Tests.Backups;

/// <summary>復元 where no portal is left.</summary>
public sealed class BareRestoreTests : IAsyncLifetime
{
    private readonly DirectoryInfo lost = Directory.CreateTempSubdirectory("portal-lost-");
    private readonly DirectoryInfo bare = Directory.CreateTempSubdirectory("portal-bare-");
    private readonly AuditOptions audit = new();
    private MadeBackup backup = null!;
    private int reservations;

    private StorageOptions Bare => new() { DataDirectory = bare.FullName };

    /// <summary>A portal that was at work, signed its log elsewhere, was backed up, and is gone; its keys are at hand.</summary>
    public async Task InitializeAsync()
    {
        var checkpoints = lost.CreateSubdirectory("checkpoints").FullName;
        audit.Checkpoints.Directory = checkpoints;
        await DrillSite.PrepareAsync(lost.FullName);
        await using (var site = await DrillSite.OpenAsync(lost.FullName))
        {
            site.Database.Audit = audit;
            Assert.Null(await site.As<CheckpointService>(CallerIdentity.Console).SignAsync());
            backup = await site.As<BackupService>(CallerIdentity.Console).MakeAsync();
            reservations = await site.ReadAsync(db => db.Reservations.CountAsync());
            await site.AsAsync<SessionService>(Role.BookingStaff);
            Assert.Null(await site.As<CheckpointService>(CallerIdentity.Console).SignAsync());
        }

        var keys = PrivateFolder.Ensure(Path.Combine(bare.FullName, "keys"), "portal.keys.json");
        foreach (var file in Directory.GetFiles(Path.Combine(lost.FullName, "keys")))
        {
            File.Copy(file, Path.Combine(keys.FullName, Path.GetFileName(file)));
        }
    }

    public Task DisposeAsync()
    {
        lost.Delete(recursive: true);
        bare.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    [Asvs("16.4.2")]
    public async Task On_a_bare_machine_every_count_is_back_and_the_next_start_has_the_act_in_the_log_and_an_alarm()
    {
        await RunAsync();

        await using var site = await DrillSite.OpenAsync(bare.FullName);
        site.Database.Audit = audit;
        Assert.Equal("ok", await site.IntegrityAsync());
        Assert.Equal(reservations, await site.ReadAsync(db => db.Reservations.CountAsync()));
        Assert.Equal("株式会社例示製作所", await site.ReadAsync(db => db.Businesses.Select(row => row.Name).SingleAsync()));
        var row = await site.ReadAsync(db => db.Audit.SingleAsync(row => row.Act == AuditActs.DatabaseRestored));
        Assert.Equal((nameof(CallerKind.Console), true), (row.ActorKind, row.Fields.Contains("console", StringComparison.Ordinal)));
        Assert.Equal(
            1,
            await site.ReadAsync(db => db.Alarms.CountAsync(alarm => alarm.Kind == AlarmKind.Restored && alarm.AcknowledgedAtUtc == null))
        );
        Assert.Equal(0, await site.ReadAsync(db => db.Sessions.CountAsync(session => session.EndedAtUtc == null)));
        Assert.Null(await site.As<CheckpointService>(CallerIdentity.Console).SignAsync());
        var verdict = AuditVerifier.Verify(site.Database.Places);
        Assert.Empty(verdict.Damage);
        Assert.Single(verdict.Restores);
        Assert.Equal(["portal.db", "portal.gate"], FilesOf(bare).Except(["portal.db-shm", "portal.db-wal"]));
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("another's")]
    public async Task Without_the_key_a_restore_fails_in_words_and_leaves_nothing(string key)
    {
        var file = Path.Combine(bare.FullName, "keys", "portal.keys.json");
        File.Delete(file);
        if (key != "missing")
        {
            KeyFile.Fresh().Write(file);
        }

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => RunAsync());

        Assert.Contains(
            key == "missing" ? "key file is missing" : "belongs to another installation",
            refused.Message,
            StringComparison.Ordinal
        );
        Assert.Empty(FilesOf(bare).Except(["portal.gate"]));
        Assert.Empty(Directory.GetDirectories(bare.FullName, "restoring-*"));
    }

    [Theory]
    [InlineData("wrong", nameof(BackupTexts.NoBackup))]
    [InlineData("wrong with a manifest", nameof(BackupTexts.NoBackup))]
    [InlineData("truncated", nameof(BackupTexts.Damaged))]
    [InlineData("without a manifest", nameof(BackupTexts.NoManifest))]
    [InlineData("another's", nameof(BackupTexts.NotSigned))]
    [InlineData("without checkpoints", nameof(BackupTexts.NoCheckpoints))]
    public async Task A_file_that_is_no_backup_of_here_is_refused_in_words_and_leaves_nothing(string what, string sentence)
    {
        switch (what)
        {
            case "wrong":
                File.Delete(backup.File + ".json");
                await File.WriteAllTextAsync(backup.File, "見本");
                break;
            case "wrong with a manifest":
                await File.WriteAllTextAsync(backup.File, "見本");
                break;
            case "truncated":
                await File.WriteAllBytesAsync(backup.File, (await File.ReadAllBytesAsync(backup.File))[..^5000]);
                break;
            case "without a manifest":
                File.Delete(backup.File + ".json");
                break;
            case "another's":
                File.Delete(Path.Combine(bare.FullName, "keys", "checkpoint.public.pem"));
                break;
            default:
                audit.Checkpoints.Directory = Path.Combine(bare.FullName, "none");
                break;
        }

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => RunAsync());

        Assert.Equal(BackupTexts.ResourceManager.GetString(sentence, System.Globalization.CultureInfo.CurrentUICulture), refused.Message);
        Assert.Empty(FilesOf(bare).Except(["portal.gate"]));
        Assert.Empty(Directory.GetDirectories(bare.FullName, "restoring-*"));
    }

    [Fact]
    public async Task With_the_checkpoints_lost_it_restores_only_when_told_to_and_the_log_says_so()
    {
        audit.Checkpoints.Directory = Path.Combine(bare.FullName, "none");
        await RunAsync(withoutCheckpoints: true);

        await using var site = await DrillSite.OpenAsync(bare.FullName);
        var row = await site.ReadAsync(db => db.Audit.SingleAsync(row => row.Act == AuditActs.DatabaseRestored));
        Assert.Contains("without-checkpoints", row.Fields, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "revocations-unread=1")]
    public async Task With_the_public_key_lost_what_was_taken_away_stays_away_and_what_cannot_be_read_is_counted(bool isTorn, string said)
    {
        Guid person;
        await using (var site = await DrillSite.OpenAsync(lost.FullName))
        {
            site.Database.Audit = audit;
            person = await site.ReadAsync(db => db.Staff.Where(row => row.Role == Role.BookingStaff).Select(row => row.Id).SingleAsync());
            await site.AddAsync(Make.Staff(Role.Administrator, "運用 例示"));
            var version = await site.ReadAsync(db => db.Staff.Where(row => row.Id == person).Select(row => row.Version).SingleAsync());
            Assert.True(await (await site.AsAsync<StaffService>(Role.Administrator)).DisableAsync(person, "退職のため", version));
        }

        Assert.Single(Directory.GetFiles(audit.Checkpoints.Directory!, "revoked-*.json"));
        if (isTorn)
        {
            await File.WriteAllTextAsync(Path.Combine(audit.Checkpoints.Directory!, "revoked-000000002.json"), "{");
        }

        File.Delete(Path.Combine(bare.FullName, "keys", "checkpoint.public.pem"));
        Assert.Equal(1, (await RunAsync(withoutCheckpoints: true)).Reapplied);

        await using var restored = await DrillSite.OpenAsync(bare.FullName);
        Assert.True(
            await restored.ReadAsync(db => db.Staff.Where(row => row.Id == person).Select(row => row.DisabledAtUtc != null).SingleAsync())
        );
        var row = await restored.ReadAsync(db => db.Audit.SingleAsync(row => row.Act == AuditActs.DatabaseRestored));
        Assert.Contains(said, row.Fields, StringComparison.Ordinal);
    }

    [Fact]
    [Asvs("2.3.5")]
    public async Task Where_a_database_is_the_console_restores_nothing()
    {
        await using (await DrillSite.OpenAsync(bare.FullName)) { }

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => RunAsync());
        Assert.Equal(BackupTexts.DatabaseThere, refused.Message);
    }

    [Fact]
    public async Task A_restore_that_was_broken_off_is_no_empty_portal_and_the_next_restore_finishes_it()
    {
        Directory.CreateDirectory(Path.Combine(bare.FullName, "restoring-aaaaaaaa"));
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => PortalDatabase.OpenAsync(Bare));
        Assert.Equal(BackupTexts.BrokenOff, refused.Message);

        await RunAsync();

        await using var site = await DrillSite.OpenAsync(bare.FullName);
        Assert.Equal(reservations, await site.ReadAsync(db => db.Reservations.CountAsync()));
    }

    private Task<RestoredDatabase> RunAsync(bool withoutCheckpoints = false) =>
        BareRestore.RunAsync(Bare, audit, backup.File, withoutCheckpoints, TimeProvider.System, CancellationToken.None);

    private static IEnumerable<string> FilesOf(DirectoryInfo folder) =>
        folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal);
}
