using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Demo;
using SupportCenter.Tests.Data;

namespace SupportCenter.Tests.Audit;

/// <summary>The ledger is one statement that reads its page in the order of an index: at a million rows it costs what it costs at a
/// hundred.</summary>
public sealed class LedgerPlanTests
{
    [Theory]
    [InlineData("business")]
    [InlineData("person")]
    [InlineData("log of a person")]
    [InlineData("log of an act")]
    [InlineData("log of a period")]
    public async Task A_page_is_read_by_index_and_not_sorted(string asked)
    {
        await using var portal = await TestPortal.StartAsync();
        var business = Make.Business(Make.Details());
        await portal.AddAsync(business);
        await portal.Database.FillAuditAsync(200, portal.Time);
        var person = portal.Staff[Role.BookingStaff].Id;
        var (ledger, log) = (portal.As<LedgerService>(Role.Auditor), portal.As<AuditLogService>(Role.Auditor));
        Func<Task> ask = asked switch
        {
            "business" => () => ledger.OfBusinessAsync(business.Id, new(0, 50)),
            "person" => () => ledger.OfPersonAsync(person, new(0, 50)),
            "log of a person" => () => log.ListAsync(new() { StaffId = person }, new(0, 50)),
            "log of an act" => () => log.ListAsync(new() { Act = AuditActs.BusinessViewed }, new(0, 50)),
            _ => () => log.ListAsync(new() { From = portal.Today.AddDays(-1), To = portal.Today }, new(0, 50)),
        };

        var statements = await SentStatements.DuringAsync(ask);
        var page = Assert.Single(statements, sql =>
            !sql.Contains("\"Sessions\"", StringComparison.Ordinal)
            && (sql.Contains("\"SubjectKind\"", StringComparison.Ordinal) || sql.Contains("\"Origin\"", StringComparison.Ordinal))
        );
        if (asked is "business" or "person")
        {
            Assert.Equal(2, statements.Count); // who asks, and the page with its count
        }

        var plan = (await SentStatements.PlanAsync(portal, page)).ConvertAll(step => step.Text);
        // What is scanned without an index is the page itself, which the plan makes first.
        var scanned = plan.Where(step =>
                step.StartsWith("SCAN ", StringComparison.Ordinal) && !step.Contains(" USING ", StringComparison.Ordinal)
            )
            .Select(step => step["SCAN ".Length..]);
        Assert.DoesNotContain(scanned, table => !plan.Contains($"CO-ROUTINE {table}") && !plan.Contains($"MATERIALIZE {table}"));
        if (asked is "business")
        {
            Assert.Contains(plan, step => step.Contains("(BusinessId=?)", StringComparison.Ordinal));
            Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
        }
        else if (asked is "person" or "log of a person")
        {
            Assert.Contains(plan, step => step.Contains("IX_Audit_ActorId_Sequence (ActorId=?", StringComparison.Ordinal));
        }
        else if (asked is "log of an act")
        {
            Assert.Contains(plan, step => step.Contains("IX_Audit_Act_Sequence (Act=?", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_seeded_log_is_one_sound_chain()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.AddAsync(Make.Business(Make.Details()), Make.Business(Make.Details("例示別商店", "075-000-9999")));
        await portal.Database.FillAuditAsync(500, portal.Time);

        var verdict = AuditVerifier.Verify(portal.Database.Places);
        Assert.Equal((true, 501), (verdict.IsSound, verdict.Rows));
    }
}
