using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Tests.Drills;

/// <summary>A file system of a few megabytes that is really full. Making one takes the rights of root, on Linux; elsewhere these tests are skipped.</summary>
public sealed class FullDiskTests
{
    [FullDiskFact]
    public async Task On_a_full_disk_a_change_is_refused_in_words_what_is_there_can_be_read_and_work_goes_on_when_there_is_room_again()
    {
        using var disk = SmallDisk.Mount(megabytes: 12);
        await DrillSite.PrepareAsync(disk.Folder);
        await using var site = await DrillSite.OpenAsync(disk.Folder);
        var business = await site.ReadAsync(db => db.Businesses.Select(row => row.Id).SingleAsync());
        var documents = await site.AsAsync<DocumentService>(Role.BookingStaff);
        var booking = await site.AsAsync<BookingService>(Role.BookingStaff);
        var slots = await site.ReadAsync(db => db.Slots.OrderByDescending(slot => slot.Date).Select(slot => slot.Id).ToListAsync());

        var refused = await UntilRefusedAsync(_ => documents.UploadAsync(new DocumentOwner(DocumentOwnerKind.Business, business), "見本.txt", Text(1_000_000)));
        Assert.Equal(DomainTexts.StorageFull, refused.Message);
        refused = await UntilRefusedAsync(round => booking.BookAsync(DrillWorker.Caller(slots[round])));
        Assert.Equal(DomainTexts.StorageFull, refused.Message);

        var before = await site.ReadAsync(db => db.Reservations.CountAsync());
        Assert.NotEmpty(await (await site.AsAsync<SlotSearchService>(Role.BookingStaff)).FindAsync(new SlotWish()));
        Assert.Equal("ok", await site.IntegrityAsync());

        disk.Resize(megabytes: 40);
        Assert.NotNull((await booking.BookAsync(DrillWorker.Caller(slots[^10]))).Booked);
        Assert.Equal(before + 1, await site.ReadAsync(db => db.Reservations.CountAsync()));
    }

    private static MemoryStream Text(int length) => new(Encoding.ASCII.GetBytes(Convert.ToHexString(RandomNumberGenerator.GetBytes(length / 2))));

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
            using var process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardError = true, UseShellExecute = false })!;
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
        public FullDiskFactAttribute() => Skip = SmallDisk.CanBeMade() ? null : "A file system of its own can be mounted by root on Linux only.";
    }
}
