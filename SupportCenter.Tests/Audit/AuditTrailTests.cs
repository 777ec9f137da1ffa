using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Drafts;

namespace SupportCenter.Tests.Audit;

public sealed class AuditTrailTests
{
    [Fact]
    public async Task ASVS_16_4_2_the_log_is_one_sequence_without_a_gap_in_which_each_row_carries_the_hash_of_the_one_before()
    {
        await using var portal = await TestPortal.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            Assert.ThrowsAsync<AccessRefusedException>(() => portal.AsAnyone<DraftService>().FindAsync("form"))));

        var rows = await portal.AuditAsync();

        Assert.Equal(Enumerable.Range(1, 20).Select(number => (long)number), rows.Select(row => row.Sequence));
        var previous = AuditTrail.Genesis;
        foreach (var row in rows)
        {
            Assert.Equal(previous, row.PreviousHash);
            Assert.Equal(AuditTrail.HashOf(row), row.Hash);
            previous = row.Hash;
        }
    }
}
