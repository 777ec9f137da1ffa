using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Drafts;

namespace SupportCenter.Tests.Access;

public sealed class AuthorizedDbTests
{
    [Fact]
    [Asvs("8.3.1", "16.3.2")]
    public async Task Somebody_who_has_not_signed_in_is_refused_and_the_refusal_is_in_the_log()
    {
        await using var portal = await TestPortal.StartAsync();

        var refused = await Assert.ThrowsAsync<AccessRefusedException>(() => portal.AsAnyone<DraftService>().FindAsync("exports"));

        Assert.Equal(Permission.KeepDrafts, refused.Permission);
        var row = Assert.Single(await portal.AuditAsync());
        Assert.Equal((AuditActs.AccessRefused, "Anyone", "KeepDrafts"), (row.Act, row.ActorKind, row.Permission));
    }

    [Fact]
    [Asvs("8.3.2")]
    public async Task A_person_whose_work_has_ended_fails_on_the_next_command()
    {
        await using var portal = await TestPortal.StartAsync();
        var person = portal.Staff[Role.BookingStaff];
        var drafts = portal.As<DraftService>(person);
        await drafts.SaveAsync("exports", "{}");

        await EndAsync(portal, person);

        await Assert.ThrowsAsync<AccessRefusedException>(() => drafts.SaveAsync("exports", "{}"));
    }

    [Fact]
    public async Task A_draft_is_its_writers_own()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.As<DraftService>(Role.BookingStaff).SaveAsync("exports", """{"BusinessName":"株式会社例示"}""");

        Assert.Null(await portal.As<DraftService>(Role.Supervisor).FindAsync("exports"));
        Assert.Contains(
            "株式会社例示",
            (await portal.As<DraftService>(Role.BookingStaff).FindAsync("exports"))!.Json,
            StringComparison.Ordinal
        );
    }

    private static Task<int> EndAsync(TestPortal portal, StaffMember person) =>
        portal.ReadAsync(db =>
            db.Staff.Where(row => row.Id == person.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.EndsOn, portal.Today.AddDays(-1)))
        );
}
