using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Backups;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Exposure;
using SupportCenter.Domain.Reservations;
using SupportCenter.Tests.Drills;

namespace SupportCenter.Tests.Backups;

/// <summary>Backups: consistent, sealed, tried out, kept as long as they may be.</summary>
public sealed class BackupTests
{
    private static readonly PageRequest FirstPage = new(0, 50);

    [Fact]
    public async Task A_backup_made_while_people_book_is_whole_and_holds_all_that_was_acknowledged_before_it()
    {
        var folder = Directory.CreateTempSubdirectory("portal-backup-");
        try
        {
            await DrillSite.PrepareAsync(folder.FullName);
            await using var site = await DrillSite.OpenAsync(folder.FullName);
            var slots = await site.ReadAsync(db => db.Slots.OrderByDescending(slot => slot.Date).Select(slot => slot.Id).ToListAsync());
            var (acknowledged, before) = (0, 0);
            using var enough = new CancellationTokenSource();
            var booking = await site.AsAsync<BookingService>(Role.BookingStaff);
            var people = Task.Run(async () =>
            {
                for (var n = 0; !enough.IsCancellationRequested && n < 600; n++)
                {
                    Assert.NotNull((await booking.BookAsync(DrillWorker.Caller(slots[n]))).Booked);
                    Interlocked.Increment(ref acknowledged);
                }
            });
            await Eventually.TrueAsync("people book", () => Task.FromResult(Volatile.Read(ref acknowledged) >= 5));
            before = Volatile.Read(ref acknowledged);
            var during = 0;
            var writer = new BackupWriter(site.Database)
            {
                // Somebody books between the snapshot and the copy: nobody waits for a backup.
                OnSnapshot = () =>
                {
                    var seen = Volatile.Read(ref acknowledged);
                    SpinWait.SpinUntil(() => Volatile.Read(ref acknowledged) >= seen + 2, TimeSpan.FromSeconds(30));
                    during = Volatile.Read(ref acknowledged);
                },
            };
            StoredBackup made;
            using (site.Database.BackupFolder.Lock())
            {
                made = await writer.WriteAsync(BackupKind.ByHand, TimeProvider.System, inTurn: false, CancellationToken.None);
            }

            await enough.CancelAsync();
            await people;

            using var copy = DatabaseCopy.Open(made.File, SqliteOpenMode.ReadOnly);
            Assert.Null(DatabaseCopy.DamageOf(copy));
            var held = DatabaseCopy.FactsOf(copy).Tables["Reservations"] - 1; // One was there from the start.
            Assert.InRange(held, before, during);
            Assert.True(AuditVerifier.VerifyCopy(made.File, site.Database.Places, CancellationToken.None).IsSound);
            Assert.False(File.Exists(made.File + "-wal"), "A backup is one file.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    [Asvs("11.3.2")]
    public async Task A_backup_is_its_owners_alone_and_has_neither_the_key_nor_anything_in_clear()
    {
        var folder = Directory.CreateTempSubdirectory("portal-backup-");
        try
        {
            await DrillSite.PrepareAsync(folder.FullName);
            await using var site = await DrillSite.OpenAsync(folder.FullName);
            var made = await site.As<BackupService>(CallerIdentity.Console).MakeAsync();

            var bytes = await File.ReadAllBytesAsync(made.File);
            Assert.True(bytes.AsSpan().IndexOf("例示製作所"u8) < 0, "A name stands in the backup.");
            var key = System.Text.Json.JsonDocument.Parse(
                await File.ReadAllTextAsync(Path.Combine(folder.FullName, "keys", "portal.keys.json"))
            );
            var secret = Convert.FromBase64String(key.RootElement.GetProperty("Keys")[0].GetProperty("Secret").GetString()!);
            Assert.True(bytes.AsSpan().IndexOf(secret) < 0, "The key stands in the backup.");
            var all = Directory.GetFiles(Path.GetDirectoryName(made.File)!);
            Assert.DoesNotContain(all, file => File.ReadAllText(file).Contains(Convert.ToBase64String(secret), StringComparison.Ordinal));
            if (!OperatingSystem.IsWindows())
            {
                AssertEach.Of(all, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(file).UnixFileMode));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_backup_leaves_a_row_in_the_log_and_nothing_is_copied_while_nothing_was_changed()
    {
        await using var portal = await TestPortal.StartAsync();
        var clock = portal.As<BackupService>(CallerIdentity.Console);
        await clock.KeepAsync();
        Assert.Equal(AuditActs.BackupMade, (await portal.AuditAsync())[^1].Act);

        portal.Time.Advance(TimeSpan.FromMinutes(10));
        await clock.KeepAsync();
        portal.Time.Advance(TimeSpan.FromMinutes(10));
        await clock.KeepAsync();
        Assert.Equal(1, await CountAsync(portal));

        portal.Time.Advance(TimeSpan.FromMinutes(10));
        await portal.AddAsync(Make.Venue());
        await clock.KeepAsync();
        Assert.Equal(2, await CountAsync(portal));
        Assert.False((await portal.As<BackupService>(Role.Administrator).OverviewAsync()).IsOverdue);
    }

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
        Assert.Equal(1, await CountAsync(portal));
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
        Assert.Equal(1, await CountAsync(portal));
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

    [Fact]
    [Asvs("16.5.3")]
    public async Task A_damaged_public_key_is_an_alarm_and_stops_no_other_step()
    {
        await using var portal = await TestPortal.StartAsync();
        var clock = portal.As<BackupService>(CallerIdentity.Console);
        var old = await clock.MakeAsync();
        var pem = await File.ReadAllTextAsync(portal.Database.Places.PublicKeyFile);
        var at = pem.IndexOf("MFk", StringComparison.Ordinal);
        await File.WriteAllTextAsync(portal.Database.Places.PublicKeyFile, pem[..(at + 3)] + "AAAA" + pem[(at + 7)..]);
        portal.Time.Advance(TimeSpan.FromDays(35) + TimeSpan.FromMinutes(1));
        await portal.AddAsync(Make.Venue());

        await clock.KeepAsync();

        Assert.False(File.Exists(old.File));
        Assert.Equal([AlarmKind.BackupOverdue], await AlarmsAsync(portal));
        Assert.NotEmpty((await portal.As<BackupService>(Role.Supervisor).ListAsync(FirstPage)).Rows);
    }

    [Fact]
    public async Task One_that_nobody_of_here_signed_or_of_a_time_to_come_is_not_counted_on()
    {
        await using var portal = await TestPortal.StartAsync();
        var clock = portal.As<BackupService>(CallerIdentity.Console);
        var made = await clock.MakeAsync();
        var manifest = await File.ReadAllTextAsync(made.File + ".json");
        await File.WriteAllTextAsync(made.File + ".json", manifest.Replace("\"ByHand\"", "\"Command\"", StringComparison.Ordinal));
        Assert.True((await portal.As<BackupService>(Role.Supervisor).OverviewAsync()).IsOverdue);
        Assert.Equal(BackupState.Unusable, (await portal.As<BackupService>(Role.Supervisor).ListAsync(FirstPage)).Rows[0].State);

        // Nothing was changed since, and yet there is none that the portal counts on: it makes another.
        await clock.KeepAsync();
        Assert.False((await portal.As<BackupService>(Role.Supervisor).OverviewAsync()).IsOverdue);
        var good = Directory.GetFiles(portal.Database.Storage.BackupFolder, "*.db").Single(file => file != made.File);
        File.Delete(good);
        portal.Time.Advance(TimeSpan.FromMinutes(10));
        await clock.KeepAsync();
        Assert.False((await portal.As<BackupService>(Role.Supervisor).OverviewAsync()).IsOverdue);
    }

    [Fact]
    [Asvs("16.5.3")]
    public async Task A_step_that_fails_keeps_no_other_from_being_taken()
    {
        await using var portal = await TestPortal.StartAsync();
        var clock = portal.As<BackupService>(CallerIdentity.Console);
        var old = await clock.MakeAsync();
        await File.WriteAllTextAsync(portal.Database.Places.KeyFile, "no key");
        portal.Time.Advance(TimeSpan.FromDays(35) + TimeSpan.FromMinutes(1));
        await portal.AddAsync(Make.Venue());

        await Assert.ThrowsAsync<AggregateException>(() => clock.KeepAsync());

        Assert.False(File.Exists(old.File), "An old backup is still there.");
        Assert.Equal([AlarmKind.BackupFailed, AlarmKind.BackupOverdue], await AlarmsAsync(portal));
    }

    [Fact]
    [Asvs("16.5.3")]
    public async Task While_another_process_is_at_it_a_turn_of_the_clock_is_no_fault()
    {
        await using var portal = await TestPortal.StartAsync();
        var clock = portal.As<BackupService>(CallerIdentity.Console);
        await clock.MakeAsync();
        await portal.AddAsync(Make.Venue());
        using (portal.Database.BackupFolder.Lock())
        {
            await clock.KeepAsync();
        }

        Assert.Empty(await AlarmsAsync(portal));
    }

    [Fact]
    public async Task A_file_that_somebody_names_does_not_lie_among_those_that_the_portal_names()
    {
        await using var portal = await TestPortal.StartAsync();
        var clock = portal.As<BackupService>(CallerIdentity.Console);
        await clock.MakeAsync();
        var folder = portal.Database.Storage.BackupFolder;

        foreach (var place in new[] { folder, Path.Combine(folder, "..", Path.GetFileName(folder)) })
        {
            var refused = await Assert.ThrowsAsync<RuleException>(() => clock.MakeFileAsync(Path.Combine(place, "mine.db")));
            Assert.Equal(BackupTexts.FileInFolder, refused.Message);
        }
    }

    [Fact]
    [Asvs("16.5.3")]
    public void A_full_disk_is_known_by_every_fault_that_says_so()
    {
        Assert.True(StorageFault.IsFull(new IOException("", OperatingSystem.IsWindows() ? 112 : 28)));
        Assert.True(StorageFault.IsFull(new InvalidDataException("", new SqliteException("", 13))));
        Assert.False(StorageFault.IsFull(new IOException("", 5)));
        Assert.True(StorageFault.IsFull(Assert.Throws<IOException>(() => StorageFault.EnsureRoom(Path.GetTempPath(), long.MaxValue))));
        StorageFault.EnsureRoom(Path.GetTempPath(), 1);
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_an_alarm_and_so_is_a_last_backup_that_grows_old()
    {
        await using var portal = await TestPortal.StartAsync();
        var clock = portal.As<BackupService>(CallerIdentity.Console);
        await clock.KeepAsync();
        var folder = portal.Database.Storage.BackupFolder;
        Directory.Move(folder, folder + "-away");
        await File.WriteAllTextAsync(folder, "");
        await portal.AddAsync(Make.Venue());
        portal.Time.Advance(TimeSpan.FromMinutes(10));

        var failed = await Assert.ThrowsAsync<AggregateException>(() => clock.KeepAsync());
        AssertEach.Of(failed.InnerExceptions, fault => Assert.Equal(BackupTexts.NotWritten, Assert.IsType<RuleException>(fault).Message));
        File.Delete(folder);
        Directory.Move(folder + "-away", folder);
        Assert.Equal([AlarmKind.BackupFailed, AlarmKind.BackupOverdue], await AlarmsAsync(portal));
        await clock.KeepAsync();

        portal.Time.Advance(TimeSpan.FromMinutes(31));
        Assert.True((await portal.As<BackupService>(Role.Supervisor).OverviewAsync()).IsOverdue);
    }

    [Fact]
    public async Task Two_backups_at_once_do_not_meet()
    {
        await using var portal = await TestPortal.StartAsync();
        using (portal.Database.BackupFolder.Lock())
        {
            var refused = await Assert.ThrowsAsync<BackupBusyException>(() => portal.As<BackupService>(Role.Supervisor).MakeAsync());
            Assert.Equal(BackupTexts.Busy, refused.Message);
        }

        await portal.As<BackupService>(Role.Supervisor).MakeAsync();
    }

    [Fact]
    public async Task What_a_stop_in_the_middle_left_is_no_backup_and_goes_with_the_next()
    {
        await using var portal = await TestPortal.StartAsync();
        var folder = portal.Database.Storage.BackupFolder;
        Directory.CreateDirectory(folder);
        var half = Path.Combine(folder, $"{NewId.Create():N}.part");
        await File.WriteAllTextAsync(half, "half");
        await File.WriteAllTextAsync(half + "-journal", "half");
        await File.WriteAllTextAsync(Path.Combine(folder, "portal-20200716T000000Z-aaaaaaaa.db"), "no manifest");
        await File.WriteAllTextAsync(Path.Combine(folder, "backup.lock"), "");
        Directory.CreateDirectory(Path.Combine(folder, "drill-aaaaaaaa"));
        Assert.Equal(0, await CountAsync(portal));

        var made = await portal.As<BackupService>(Role.Supervisor).MakeAsync();

        Assert.Equal(
            new[] { "backup.lock", Path.GetFileName(made.File), Path.GetFileName(made.File) + ".json" },
            Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
    }

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
        Assert.Equal(row.SubjectId, (await portal.As<BackupService>(Role.Supervisor).ListAsync(FirstPage)).Rows[0].Id);
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
        Assert.Equal([AlarmKind.BackupUnusable], await AlarmsAsync(portal));
        Assert.Equal(BackupState.Unusable, (await portal.As<BackupService>(Role.Supervisor).ListAsync(FirstPage)).Rows[0].State);
        Assert.Empty(Directory.GetDirectories(portal.Database.Storage.BackupFolder));
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

    private static async Task<int> CountAsync(TestPortal portal) =>
        (await portal.As<BackupService>(Role.Supervisor).ListAsync(FirstPage)).Rows.Count;

    private static async Task<IEnumerable<AlarmKind>> AlarmsAsync(TestPortal portal) =>
        (await portal.As<AlarmService>(Role.Auditor).ListAsync(FirstPage)).Rows.Select(row => row.Kind).Order();

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
