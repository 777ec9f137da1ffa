using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Reservations;
using SupportCenter.Tests.Reservations;

namespace SupportCenter.Tests.Audit;

/// <summary>The audit rows of lists, which are written several at a time.</summary>
public sealed class ListedViewTests
{
    [Fact]
    [Asvs("16.4.2")]
    public async Task Lists_that_are_asked_for_at_once_leave_a_row_each_in_one_chain()
    {
        await using var scene = await ListScene.SetAsync();
        var portal = scene.Portal;
        var before = (await portal.AuditAsync()).Count;

        var pages = await Task.WhenAll(
            Enumerable
                .Range(0, 30)
                .Select(_ => portal.As<ReservationListService>(Role.BookingStaff).ListAsync(new(), ListScene.Page(0, 20)))
        );

        var rows = await portal.AuditAsync();
        var listed = rows.Skip(before).Where(row => row.Act == AuditActs.ReservationsListed).ToList();
        Assert.Equal(30, listed.Count);
        Assert.NotEmpty(pages[0].Rows);
        AssertEach.Of(listed, row => Assert.Equal(portal.Staff[Role.BookingStaff].Id, row.ActorId));
        var shown = pages[0].Rows.Select(row => row.BusinessId).Distinct().Order().ToList();
        AssertEach.Of(listed, row => Assert.Equal(shown, row.Businesses.Select(touched => touched.BusinessId).Order()));
        var previous = AuditTrail.Genesis;
        foreach (var (row, number) in rows.Select((row, at) => (row, at + 1)))
        {
            Assert.Equal(number, row.Sequence);
            Assert.Equal(previous, row.PreviousHash);
            Assert.Equal(AuditTrail.HashOf(row), row.Hash);
            previous = row.Hash;
        }
    }

    [Fact]
    [Asvs("16.3.2")]
    public async Task A_list_is_not_given_before_its_row_is_committed()
    {
        await using var scene = await ListScene.SetAsync();
        var portal = scene.Portal;
        // Signing in takes the gate too: first that, then the turn that keeps the row waiting.
        var lists = portal.As<ReservationListService>(Role.BookingStaff);
        var before = (await portal.AuditAsync()).Count;
        var turn = await portal.Database.Gate.EnterAsync(default);

        var asked = lists.ListAsync(new(), ListScene.Page(0, 20));
        await Assert.ThrowsAsync<TimeoutException>(() => asked.WaitAsync(TimeSpan.FromMilliseconds(300)));
        Assert.Equal(before, (await portal.AuditAsync()).Count);
        turn.Dispose();

        Assert.NotEmpty((await asked).Rows);
        Assert.Equal(before + 1, (await portal.AuditAsync()).Count);
    }

    [Fact]
    public async Task A_canary_among_lists_that_wait_together_raises_its_alarm()
    {
        await using var scene = await ListScene.SetAsync();
        var portal = scene.Portal;
        var canary = scene.Reservations[0].BusinessId;
        await portal.AddAsync(
            new Canary
            {
                BusinessId = canary,
                PlantedAtUtc = portal.Time.GetUtcNow().UtcDateTime,
                PlantedBy = portal.Staff[Role.Supervisor].Id,
            }
        );

        await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => portal.As<ReservationListService>(Role.BookingStaff).ListAsync(new(), ListScene.Page()))
        );

        Assert.Single(await portal.ReadAsync(db => db.Alarms.Where(alarm => alarm.Kind == AlarmKind.CanaryOpened).ToListAsync()));
        Assert.Equal(10, (await portal.AuditAsync()).Count(row => row.Act == AuditActs.ReservationsListed));
    }
}
