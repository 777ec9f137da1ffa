using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Backups;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Tests.Drills;

namespace SupportCenter.Tests.Backups;

/// <summary>Backups are consistent and encrypted, and what goes wrong with one is an alarm.</summary>
public sealed class BackupTests
{
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
        Assert.Equal(1, await portal.CountBackupsAsync());

        portal.Time.Advance(TimeSpan.FromMinutes(10));
        await portal.AddAsync(Make.Venue());
        await clock.KeepAsync();
        Assert.Equal(2, await portal.CountBackupsAsync());
        Assert.False((await portal.As<BackupService>(Role.Administrator).OverviewAsync()).IsOverdue);
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
        Assert.Equal([AlarmKind.BackupOverdue], await portal.AlarmKindsAsync());
        Assert.NotEmpty((await portal.As<BackupService>(Role.Supervisor).ListAsync(BackupLists.FirstPage)).Rows);
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
        Assert.Equal(
            BackupState.Unusable,
            (await portal.As<BackupService>(Role.Supervisor).ListAsync(BackupLists.FirstPage)).Rows[0].State
        );

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
        Assert.Equal([AlarmKind.BackupFailed, AlarmKind.BackupOverdue], await portal.AlarmKindsAsync());
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

        Assert.Empty(await portal.AlarmKindsAsync());
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
        Assert.Equal([AlarmKind.BackupFailed, AlarmKind.BackupOverdue], await portal.AlarmKindsAsync());
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
        Assert.Equal(0, await portal.CountBackupsAsync());

        var made = await portal.As<BackupService>(Role.Supervisor).MakeAsync();

        Assert.Equal(
            new[] { "backup.lock", Path.GetFileName(made.File), Path.GetFileName(made.File) + ".json" },
            Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
    }
}
