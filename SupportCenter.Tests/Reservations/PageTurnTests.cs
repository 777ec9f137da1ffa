using SupportCenter.Benchmarks.Load;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Tests.Data;
using SupportCenter.Tests.Security;
using LoadBrowser = SupportCenter.Benchmarks.Load.Browser;

namespace SupportCenter.Tests.Reservations;

/// <summary>What turning a page of the reservation list costs: bytes to the browser, statements to the database.</summary>
public sealed class PageTurnTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>
{
    private const int MostBytes = 25 * 1024;
    private const int Turns = 3;

    [Fact]
    public async Task Another_page_of_the_list_is_sent_in_25_KB()
    {
        using var browser = await LoadBrowser.SignInAsync(new Uri(portal.Address), Scenarios.Role, 0);
        var (circuit, _) = await browser.OpenAsync(Scenarios.List, Scenarios.HasRows);
        await using (circuit)
        {
            await Scenarios.TurnAsync(circuit);
            var before = circuit.Bytes;
            for (var turn = 0; turn < Turns; turn++)
            {
                await Scenarios.TurnAsync(circuit);
            }

            Assert.InRange((circuit.Bytes.Batches - before.Batches) / Turns, 1024, MostBytes);
            // Nothing else of weight comes with the pages.
            Assert.InRange((circuit.Bytes.Wire - before.Wire) / Turns, 1024, MostBytes);
        }
    }

    [Fact]
    public async Task A_turned_page_reads_who_asks_the_ids_and_the_rows_and_counts_nothing()
    {
        await using var scene = await ListScene.SetAsync();
        var lists = scene.AsBookingStaff;
        var first = await lists.ListAsync(new(), ListScene.Page(take: 20));
        var next = ListScene.Page(skip: 20, take: 20) with { Counted = new RowCount(first.Count, first.CountIsCapped) };

        var statements = await SentStatements.DuringAsync(() => lists.ListAsync(new(), next));

        Assert.Collection(
            statements,
            sql => Assert.Contains("FROM \"Sessions\"", sql, StringComparison.Ordinal),
            sql => Assert.Contains("FROM \"Contracts\"", sql, StringComparison.Ordinal),
            sql => Assert.StartsWith("SELECT \"r\".\"Id\"\nFROM \"Reservations\"", sql, StringComparison.Ordinal),
            sql => Assert.Contains("\"Details_Memo\"", sql, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_turned_page_gives_the_count_that_was_known_and_the_last_page_tells_it_anew()
    {
        await using var scene = await ListScene.SetAsync();
        var lists = scene.AsBookingStaff;
        var known = new RowCount(90, false);

        var turned = await lists.ListAsync(new(), ListScene.Page(skip: 20, take: 20) with { Counted = known });
        var last = await lists.ListAsync(new(), ListScene.Page(skip: 80, take: 20) with { Counted = known });

        Assert.Equal((90, false), (turned.Count, turned.CountIsCapped));
        Assert.Equal((scene.Samples.Count, false), (last.Count, last.CountIsCapped));
    }
}
