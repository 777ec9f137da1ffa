using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Backups;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Tests.Drills;

/// <summary>A file system of a few megabytes that is really full. Making one takes the rights of root, on Linux; elsewhere these tests
/// are skipped.</summary>
public sealed class FullDiskTests
{
    [FullDiskFact]
    public async Task On_a_full_disk_changes_are_refused_in_words_reads_go_on_and_writes_resume_with_room()
    {
        using var disk = SmallDisk.Mount(megabytes: 12);
        await DrillSite.PrepareAsync(disk.Folder);
        await using var site = await DrillSite.OpenAsync(disk.Folder);
        var business = await site.ReadAsync(db => db.Businesses.Select(row => row.Id).SingleAsync());
        var documents = await site.AsAsync<DocumentService>(Role.BookingStaff);
        var booking = await site.AsAsync<BookingService>(Role.BookingStaff);
        var slots = await site.ReadAsync(db => db.Slots.OrderByDescending(slot => slot.Date).Select(slot => slot.Id).ToListAsync());

        var refused = await UntilRefusedAsync(_ =>
            documents.UploadAsync(new DocumentOwner(DocumentOwnerKind.Business, business), "見本.txt", Text(1_000_000))
        );
        Assert.Equal(DomainTexts.StorageFull, refused.Message);
        refused = await UntilRefusedAsync(round => booking.BookAsync(DrillWorker.Caller(slots[round])));
        Assert.Equal(DomainTexts.StorageFull, refused.Message);

        var before = await site.ReadAsync(db => db.Reservations.CountAsync());
        Assert.NotEmpty(await (await site.AsAsync<SlotSearchService>(Role.BookingStaff)).FindAsync(new SlotCriteria()));
        Assert.Equal("ok", await site.IntegrityAsync());

        disk.Resize(megabytes: 40);
        Assert.NotNull((await booking.BookAsync(DrillWorker.Caller(slots[^10]))).Booked);
        Assert.Equal(before + 1, await site.ReadAsync(db => db.Reservations.CountAsync()));
    }

    [FullDiskFact]
    public async Task Where_there_is_no_room_for_a_backup_nothing_half_is_left_and_an_alarm_says_so()
    {
        using var disk = SmallDisk.Mount(megabytes: 2);
        var folder = Directory.CreateTempSubdirectory("portal-backup-");
        try
        {
            await DrillSite.PrepareAsync(folder.FullName);
            var storage = new StorageOptions { DataDirectory = folder.FullName, BackupDirectory = disk.Folder };
            using var database = await PortalDatabase.OpenAsync(storage);
            await using var services = Portal.SystemServices.Of(database, TimeProvider.System);
            await using var scope = services.CreateAsyncScope();
            var backups = scope.ServiceProvider.GetRequiredService<BackupService>();
            await File.WriteAllBytesAsync(Path.Combine(disk.Folder, "other"), new byte[1_700_000]);

            var refused = await Assert.ThrowsAsync<RuleException>(() => backups.MakeAsync());

            Assert.Equal(BackupTexts.NoRoom, refused.Message);
            Assert.Equal(["backup.lock", "other"], Directory.GetFiles(disk.Folder).Select(Path.GetFileName).Order());
            await using (var db = database.CreateContext())
            {
                Assert.Equal(1, await db.Alarms.CountAsync(alarm => alarm.Kind == Domain.Audit.AlarmKind.BackupFailed));
            }

            disk.Resize(megabytes: 40);
            Assert.True(File.Exists((await backups.MakeAsync()).File));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static MemoryStream Text(int length) =>
        new(Encoding.ASCII.GetBytes(Convert.ToHexString(RandomNumberGenerator.GetBytes(length / 2))));

    private static async Task<RuleException> UntilRefusedAsync(Func<int, Task> act)
    {
        for (var round = 0; round < 1000; round++)
        {
            try
            {
                await act(round);
            }
            catch (RuleException refused)
            {
                return refused;
            }
        }

        throw new InvalidOperationException("The disk was never full.");
    }

    /// <summary>A file system in memory.</summary>
    private sealed class SmallDisk : IDisposable
    {
        public string Folder { get; } = Directory.CreateTempSubdirectory("portal-full-").FullName;

        public static SmallDisk Mount(int megabytes)
        {
            var disk = new SmallDisk();
            Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=700", "tmpfs", disk.Folder);
            return disk;
        }

        public void Resize(int megabytes) => Run("mount", "-o", $"remount,size={megabytes}m", Folder);

        public void Dispose()
        {
            Run("umount", "-l", Folder);
            Directory.Delete(Folder);
        }

        private static void Run(string program, params string[] words)
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, words) { RedirectStandardError = true, UseShellExecute = false }
            )!;
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException(process.StandardError.ReadToEnd());
            }
        }

        public static bool CanBeMade()
        {
            if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
            {
                return false;
            }

            try
            {
                using var disk = Mount(megabytes: 1);
                return true;
            }
            catch (Exception fault) when (fault is InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }
    }

    private sealed class FullDiskFactAttribute : FactAttribute
    {
        public FullDiskFactAttribute() =>
            Skip = SmallDisk.CanBeMade() ? null : "A file system of its own can be mounted by root on Linux only.";
    }
}
