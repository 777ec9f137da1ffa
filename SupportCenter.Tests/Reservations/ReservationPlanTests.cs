using SupportCenter.Domain.Access;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;
using SupportCenter.Tests.Data;

namespace SupportCenter.Tests.Reservations;

/// <summary>What a page of the list costs is decided by how the database reads it: a plan that scans or sorts a table grows with the
/// table.</summary>
public sealed class ReservationPlanTests
{
    public static TheoryData<string> Questions => [.. Cases.Keys];

    private static Dictionary<string, (ReservationFilter Filter, string Sort)> Cases { get; } =
        new()
        {
            ["everything"] = (new(), ReservationSort.Date),
            ["period"] = (new() { From = new DateOnly(2020, 7, 1), To = new DateOnly(2020, 7, 31) }, ReservationSort.Date),
            ["venue"] = (new() { VenueId = Guid.Empty }, ReservationSort.Date),
            ["ward"] = (new() { Ward = Ward.Fushimi }, ReservationSort.Date),
            ["status"] = (new() { Status = ReservationStatus.Booked }, ReservationSort.Date),
            ["industry"] = (new() { Industry = "製造業" }, ReservationSort.Date),
            ["scrivener"] = (new() { ScrivenerId = Guid.Empty }, ReservationSort.Date),
            ["venue and period"] = (new() { VenueId = Guid.Empty, From = new DateOnly(2020, 7, 1) }, ReservationSort.Date),
            ["by ward"] = (new(), ReservationSort.Ward),
            ["by industry"] = (new(), ReservationSort.Industry),
            ["by status"] = (new(), ReservationSort.Status),
            ["by day of receipt"] = (new(), ReservationSort.ReceivedOn),
        };

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task A_page_is_read_in_the_order_of_an_index(string question)
    {
        await using var scene = await ListScene.SetAsync();
        var (filter, sort) = Cases[question];
        var statements = await SentStatements.DuringAsync(() =>
            scene.AsBookingStaff.ListAsync(filter, ListScene.Page(take: 20, sortBy: sort, descending: true))
        );

        var plan = await SentStatements.PlanAsync(scene.Portal, Assert.Single(statements, IsPage));

        var read = Assert.Single(plan, step =>
            step.Text.Contains(" r", StringComparison.Ordinal)
            && (step.Text.StartsWith("SCAN", StringComparison.Ordinal) || step.Text.StartsWith("SEARCH", StringComparison.Ordinal))
        );
        Assert.Contains("USING COVERING INDEX", read.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(plan, step => step.Text.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rare_name_leads_to_its_reservations_by_index()
    {
        await using var scene = await ListScene.SetAsync();
        var statements = await SentStatements.DuringAsync(() =>
            scene.AsBookingStaff.ListAsync(new() { Search = "例題製作所祇園" }, ListScene.Page(take: 20))
        );

        var plan = await SentStatements.PlanAsync(scene.Portal, statements.Last(IsPage));

        Assert.Contains(plan, step => step.Text.Contains("IX_Reservations_BusinessId", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.Text.StartsWith("SCAN r", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_rows_of_a_page_are_looked_up_by_their_ids()
    {
        await using var scene = await ListScene.SetAsync();
        var statements = await SentStatements.DuringAsync(() => scene.AsBookingStaff.ListAsync(new(), ListScene.Page(take: 20)));

        var plan = await SentStatements.PlanAsync(
            scene.Portal,
            Assert.Single(statements, sql => sql.Contains("\"Details_Memo\"", StringComparison.Ordinal))
        );

        Assert.Contains(plan, step => step.Text.StartsWith("SEARCH r USING INDEX", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.Text.StartsWith("SCAN r", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_scriveners_records_are_decided_one_by_one_and_not_by_gathering_everybody_met()
    {
        await using var scene = await ListScene.SetAsync();
        var statements = await SentStatements.DuringAsync(() =>
            scene.Portal.As<ConsultationListService>(Role.Scrivener).ListAsync(new(), ListScene.Page(take: 20))
        );

        var plan = await SentStatements.PlanAsync(
            scene.Portal,
            statements.Last(sql => sql.Contains("\"Records\"", StringComparison.Ordinal))
        );

        Assert.Contains(plan, step => step.Text.Contains("IX_Reservations_BusinessId", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step =>
            step.Text.StartsWith("SCAN", StringComparison.Ordinal) && step.Text.Contains("Reservations", StringComparison.Ordinal)
        );
    }

    /// <summary>The statement that finds the ids of the page.</summary>
    private static bool IsPage(string sql) => sql.StartsWith("SELECT \"r\".\"Id\"\nFROM \"Reservations\"", StringComparison.Ordinal);
}
