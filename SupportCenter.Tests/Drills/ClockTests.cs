using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;

namespace SupportCenter.Tests.Drills;

/// <summary>Somebody sets the server's clock, or its battery is flat.</summary>
public sealed class ClockTests
{
    [Fact]
    public async Task A_clock_that_is_set_back_or_forward_by_a_day_changes_nothing_in_the_order_of_the_log()
    {
        await using var portal = await TestPortal.StartAsync();
        var business = Make.Business(Make.Details());
        await portal.AddAsync(business);
        var start = portal.Time.GetUtcNow();
        foreach (var days in new[] { 0, -1, 1, 0, -1 })
        {
            portal.Time.Set(start.AddDays(days));
            await portal.As<BusinessService>(Role.Supervisor).FindAsync(business.Id);
        }

        var rows = (await portal.AuditAsync()).Where(row => row.Act == AuditActs.BusinessViewed).ToList();

        Assert.Equal([0, -1, 1, 0, -1], rows.Select(row => (int)Math.Round((row.AtUtc - start.UtcDateTime).TotalDays)));
        var log = await portal.AuditAsync();
        Assert.Equal(Enumerable.Range(1, log.Count).Select(at => (long)at), log.Select(row => row.Sequence));
        AssertEach.Of(log.Zip(log.Skip(1)), pair => Assert.Equal(pair.First.Hash, pair.Second.PreviousHash));
    }
}
