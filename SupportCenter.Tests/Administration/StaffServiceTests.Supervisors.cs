using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Administration;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Tests.Administration;

public sealed partial class StaffServiceTests
{
    [Fact]
    [Asvs("2.3.5")]
    public async Task Nobody_becomes_a_supervisor_without_a_second_persons_approval_and_it_counts_once()
    {
        var person = portal.Staff[Role.Auditor];
        await RefusedAsync(ApprovalTexts.Needed, () => ChangeRoleAsync(person, Organisation.City, Role.Supervisor));
        var asked = await Staff.AskSupervisorAsync(person.Id, Why);
        await RefusedAsync(ApprovalTexts.Needed, () => ChangeRoleAsync(person, Organisation.City, Role.Supervisor, asked));

        Assert.True(await City.ReleaseAsync(asked!.Value, null));
        Assert.True(await ChangeRoleAsync(person, Organisation.City, Role.Supervisor, asked));

        Assert.True(await ChangeRoleAsync(person, Organisation.City, Role.Auditor));
        await RefusedAsync(ApprovalTexts.UsedAlready, () => ChangeRoleAsync(person, Organisation.City, Role.Supervisor, asked));
        Assert.Equal(
            [AuditActs.ApprovalAsked, AuditActs.ApprovalReleased, AuditActs.StaffRoleChanged],
            (await portal.AuditAsync()).Where(row => row.SubjectKind == nameof(Approval)).Select(row => row.Act)
        );
    }

    [Fact]
    [Asvs("2.3.5")]
    public async Task A_new_supervisor_is_kept_out_until_a_second_person_has_agreed()
    {
        var id = await Staff.AddAsync(New("本市 新任", Organisation.City, Role.Supervisor));
        var sheet = (await Staff.FindAsync(id))!;
        Assert.Equal((StaffState.Disabled, StaffTexts.AwaitsApproval), (sheet.State, sheet.DisabledReason));
        await RefusedAsync(ApprovalTexts.Needed, () => Staff.EnableAsync(id, sheet.Version));

        var asked = await Staff.AskSupervisorAsync(id, Why);
        await City.ReleaseAsync(asked!.Value, "異動を確認しました");
        var mine = (await Staff.FindAsync(id))!.Request!;
        Assert.Equal((asked.Value, ApprovalState.Released), (mine.Id, mine.State));
        Assert.True(await Staff.EnableAsync(id, sheet.Version, asked));

        Assert.Equal(StaffState.Active, (await Staff.FindAsync(id))!.State);
    }

    [Fact]
    [Asvs("2.3.5")]
    public async Task No_other_account_takes_a_supervisors_place_and_no_ended_one_comes_back_without_approval()
    {
        var (active, ended) = (portal.Staff[Role.Supervisor], Make.Staff(Role.Supervisor, "本市 退任", portal.Today.AddDays(-1)));
        await portal.AddAsync(ended);

        await RefusedAsync(ApprovalTexts.Needed, async () =>
            await Staff.SaveAsync(
                active.Id,
                await DetailsAsync(active, it =>
                    (it.DirectoryTenant, it.DirectoryObject) = (NewId.Create().ToString(), NewId.Create().ToString())
                ),
                active.Version
            )
        );
        await RefusedAsync(ApprovalTexts.Needed, async () =>
            await Staff.SaveAsync(ended.Id, await DetailsAsync(ended, it => it.EndsOn = null), ended.Version)
        );
    }

    [Theory]
    [InlineData(Role.Supervisor)]
    [InlineData(Role.Administrator)]
    [Asvs("8.2.2")]
    public async Task The_last_supervisor_and_the_last_administrator_cannot_vanish(Role role)
    {
        var last = portal.Staff[role];
        var staff = portal.As<StaffService>(otherAdministrator);
        if (role == Role.Administrator)
        {
            // The one who asks is about to leave: whoever stays must stay.
            await portal.ReadAsync(db => EndAsync(db, otherAdministrator.Id, portal.Today));
        }

        var version = await VersionAsync(last);
        var to = role == Role.Administrator ? (Organisation.Contractor, Role.BookingStaff) : (Organisation.City, Role.Auditor);
        foreach (
            var attempt in new Func<Task>[]
            {
                () => staff.DisableAsync(last.Id, "試し", version),
                () => staff.ChangeRoleAsync(last.Id, new StaffRoleDetails { Organisation = to.Item1, Role = to.Item2 }, version),
                async () => await staff.SaveAsync(last.Id, await DetailsAsync(last, it => it.EndsOn = portal.Today.AddDays(-1)), version),
                async () => await staff.SaveAsync(last.Id, await DetailsAsync(last, it => it.EndsOn = portal.Today.AddDays(100)), version),
                async () => await staff.SaveAsync(last.Id, await DetailsAsync(last, it => it.StartsOn = portal.Today.AddDays(9)), version),
                () => staff.RemoveAsync(last.Id, version),
            }
        )
        {
            await Assert.ThrowsAsync<RuleException>(attempt);
        }

        Assert.Equal(version, await VersionAsync(last));
    }

    [Fact]
    public async Task A_supervisor_may_leave_on_a_day_from_which_another_takes_over_without_a_gap()
    {
        var (leaves, comes) = (
            portal.Staff[Role.Supervisor],
            new StaffMember("本市 後任", Organisation.City, Role.Supervisor, portal.Today.AddDays(10))
        );
        await portal.AddAsync(comes);

        await Assert.ThrowsAsync<RuleException>(async () =>
            await Staff.SaveAsync(leaves.Id, await DetailsAsync(leaves, it => it.EndsOn = portal.Today.AddDays(8)), leaves.Version)
        );
        Assert.True(
            await Staff.SaveAsync(leaves.Id, await DetailsAsync(leaves, it => it.EndsOn = portal.Today.AddDays(9)), leaves.Version)
        );
    }
}
