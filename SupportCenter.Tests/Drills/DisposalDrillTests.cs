using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Retention;

namespace SupportCenter.Tests.Drills;

/// <summary>The power goes out in the middle of a disposal.</summary>
public sealed class DisposalDrillTests
{
    private const int Businesses = 40;
    private const int Rounds = 4;

    /// <summary>A clock for which the drill's businesses are due.</summary>
    private static SettableTime Clock => new(new DateTimeOffset(2030, 7, 1, 10, 0, 0, TimeSpan.FromHours(9)));

    [Fact]
    [Asvs("14.2.7")]
    public async Task No_business_is_ever_half_gone_and_the_next_start_finishes_a_disposal_that_was_killed()
    {
        var folder = Directory.CreateTempSubdirectory("portal-drill-");
        try
        {
            var order = await PrepareAsync(folder.FullName);
            for (var round = 1; round <= Rounds; round++)
            {
                await KillAsync(folder.FullName, order, gone: round + 3);
                await using var site = await DrillSite.OpenAsync(folder.FullName, Clock);
                await EnsureWholeAsync(site);
            }

            await using var last = await DrillSite.OpenAsync(folder.FullName, Clock);
            Assert.NotEqual(0, await last.ReadAsync(db => db.Businesses.CountAsync()));
            await last.As<DisposalService>(CallerIdentity.Console).CarryOnAsync();
            Assert.Equal(0, await last.ReadAsync(db => db.Businesses.CountAsync()));
            Assert.Equal(
                Businesses,
                await last.ReadAsync(db => db.Audit.CountAsync(row => row.Act == AuditActs.Disposed && row.SubjectKind == nameof(Business)))
            );
            Assert.NotNull(await last.ReadAsync(db => db.DisposalOrders.Select(row => row.CompletedAtUtc).SingleAsync()));
            await EnsureWholeAsync(last);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The process that is killed.</summary>
    public static async Task<int> CarryOutAsync(string folder, Guid order)
    {
        await using var site = await DrillSite.OpenAsync(folder, Clock);
        var asker = await site.ReadAsync(db =>
            db.DisposalOrders.Where(row => row.Id == order).Select(row => row.OrderedById).SingleAsync()
        );
        using var slowly = site.Database.Changes.Watch(changes =>
        {
            // So slow that it can be killed on the way.
            if (changes.Any(change => change.Kind == nameof(DisposalItem)))
            {
                Console.WriteLine("gone");
                Thread.Sleep(20);
            }
        });
        return await (await site.AsAsync<DisposalService>(asker)).CarryOutAsync(order) ? 0 : 1;
    }

    private static async Task KillAsync(string folder, Guid order, int gone)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            ["exec", typeof(DisposalDrillTests).Assembly.Location, "dispose", folder, order.ToString()]
        )
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var worker = Process.Start(start)!;
        for (var n = 0; n < gone; n++)
        {
            Assert.NotNull(await worker.StandardOutput.ReadLineAsync());
        }

        worker.Kill();
        await worker.WaitForExitAsync();
    }

    /// <summary>Each business is there with its reservation, its record and its paper, or nothing of it is.</summary>
    private static async Task EnsureWholeAsync(DrillSite site)
    {
        Assert.Equal("ok", await site.IntegrityAsync());
        var there = await site.ReadAsync(db => db.Businesses.CountAsync());
        Assert.Equal(
            (there, there, there, there),
            (
                await site.ReadAsync(db => db.Reservations.CountAsync()),
                await site.ReadAsync(db => db.Records.CountAsync()),
                await site.ReadAsync(db => db.Documents.CountAsync()),
                await site.ReadAsync(db => db.DocumentChunks.CountAsync())
            )
        );
        Assert.Equal(
            Businesses - there,
            await site.ReadAsync(db => db.DisposalItems.CountAsync(item => item.State == DisposalState.Disposed))
        );
    }

    /// <summary>Businesses with a reservation, a record and a paper each, ten years old; a disposal of them that was released.</summary>
    private static async Task<Guid> PrepareAsync(string folder)
    {
        var (first, second, scrivener, clerk) = (
            Make.Staff(Role.Supervisor),
            Make.Staff(Role.Supervisor, "本市 承認 花子"),
            Make.Staff(Role.Scrivener),
            Make.Staff(Role.BookingStaff)
        );
        await using (
            var site = await DrillSite.OpenAsync(folder, new SettableTime(new DateTimeOffset(2020, 7, 16, 10, 0, 0, TimeSpan.FromHours(9))))
        )
        {
            await using var db = site.Database.CreateContext();
            db.BeforeSave = _ => Task.CompletedTask;
            var venue = Make.Venue();
            db.AddRange(first, second, scrivener, clerk, venue);
            for (var n = 0; n < Businesses; n++)
            {
                var clinic = Make.Clinic(venue, new DateOnly(2020, 7, 16).AddDays(n), scrivener);
                var business = Make.Business(Make.Details($"例示{n}商店", $"075-000-{1000 + n}"));
                var reservation = Make.Reservation(business, clinic, clinic.Slots[0], clerk);
                var record = new ConsultationRecord(reservation, scrivener.Id, DateTime.UnixEpoch);
                record.TakeOver(new ConsultationDetails { Summary = "見本の概要" }, [(byte)n], DateTime.UnixEpoch);
                db.AddRange(clinic, business, reservation, record);
            }

            await db.SaveChangesAsync();
            var documents = await site.AsAsync<DocumentService>(first.Id);
            foreach (var id in await site.ReadAsync(read => read.Businesses.Select(row => row.Id).ToListAsync()))
            {
                await documents.UploadAsync(DocumentOwner.Business(id), "見本.txt", new MemoryStream("見本の書類です。"u8.ToArray()));
            }
        }

        await using var due = await DrillSite.OpenAsync(folder, Clock);
        var order = await (await due.AsAsync<DisposalService>(first.Id)).AskAsync(
            new DisposalDetails { Reason = "文書管理規程による保存期間の満了のため" }
        );
        var approval = await due.ReadAsync(db => db.Approvals.Select(row => row.Id).SingleAsync());
        await (await due.AsAsync<ApprovalService>(second.Id)).ReleaseAsync(approval, null);
        return order;
    }
}
