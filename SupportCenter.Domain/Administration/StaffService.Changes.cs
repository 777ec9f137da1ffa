using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;

namespace SupportCenter.Domain.Administration;

/// <content>Roles, approvals, and the one way in which an entry is changed.</content>
public sealed partial class StaffService
{
    /// <summary>Gives the person another organisation and role. False when there is none.</summary>
    /// <param name="approval">Needed where the person becomes a supervisor (<see cref="AskSupervisorAsync"/>).</param>
    /// <exception cref="RuleException">The role does not fit, it is oneself, another was quicker, nobody would be left in a role that
    /// must be held, or there is no approval that counts (ASVS 2.3.5).</exception>
    [RequiresPermission(Permission.ChangeRoles)]
    public Task<bool> ChangeRoleAsync(
        Guid id,
        StaffRoleDetails details,
        Guid version,
        Guid? approval = null,
        CancellationToken ct = default
    ) =>
        ChangeAsync(
            new StaffChange(Permission.ChangeRoles, AuditActs.StaffRoleChanged, id, version, approval),
            person =>
            {
                FormChecks.Ensure(details);
                person.Become(details.Organisation!.Value, details.Role!.Value);
            },
            ct
        );

    /// <summary>Lets a person who was kept out in again. False when there is none.</summary>
    /// <param name="approval">Needed for a supervisor.</param>
    /// <exception cref="RuleException">As <see cref="ChangeRoleAsync"/>.</exception>
    [RequiresPermission(Permission.ChangeRoles)]
    public Task<bool> EnableAsync(Guid id, Guid version, Guid? approval = null, CancellationToken ct = default) =>
        ChangeAsync(
            new StaffChange(Permission.ChangeRoles, AuditActs.StaffEnabled, id, version, approval),
            person =>
            {
                FormChecks.Refuse(!person.IsDisabled, StaffTexts.NotDisabled, "");
                person.Enable();
            },
            ct
        );

    /// <summary>Renews a person whom nobody confirmed in the access review, with a supervisor's approval. False when there is
    /// none.</summary>
    /// <exception cref="RuleException">The person has not lapsed, or there is no approval of the renewal that counts.</exception>
    [RequiresPermission(Permission.ChangeRoles)]
    public Task<bool> RenewAsync(Guid id, Guid version, Guid? approval, CancellationToken ct = default) =>
        ChangeAsync(
            new StaffChange(Permission.ChangeRoles, AuditActs.StaffRenewed, id, version, approval) { Renews = true },
            person =>
            {
                FormChecks.Refuse(!person.HasLapsedOn(authorized.Today), StaffTexts.NotLapsed, "");
                person.AwaitConfirmation(null);
            },
            ct
        );

    /// <summary>Asks that a person may become a supervisor; gives the request's id, null when there is no such person.</summary>
    /// <exception cref="RuleException">The reason is too short, it is oneself, or it was asked before.</exception>
    [RequiresPermission(Permission.ChangeRoles)]
    public Task<Guid?> AskSupervisorAsync(Guid id, string reason, CancellationToken ct = default) =>
        AskAsync(ApprovalKind.SupervisorRole, id, reason, ct);

    /// <summary>Asks that a lapsed person may go on; gives the request's id, null when there is no such person.</summary>
    /// <exception cref="RuleException">The reason is too short, it is oneself, or it was asked before.</exception>
    [RequiresPermission(Permission.ChangeRoles)]
    public Task<Guid?> AskRenewalAsync(Guid id, string reason, CancellationToken ct = default) =>
        AskAsync(ApprovalKind.Renewal, id, reason, ct);

    private async Task<Guid?> AskAsync(ApprovalKind kind, Guid id, string reason, CancellationToken cancellation)
    {
        await using var work = await authorized.BeginAsync(Permission.ChangeRoles, AuditActs.ApprovalAsked, cancellation);
        if (await work.Db.Staff.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } person)
        {
            return null;
        }

        StaffRules.EnsureNotSelf(work, person);
        FormChecks.Refuse(kind == ApprovalKind.Renewal && !person.HasLapsedOn(authorized.Today), StaffTexts.NotLapsed, "");
        var asked = await Approvals.AskAsync(work, kind, id, reason, authorized.UtcNow, cancellation);
        await work.CommitAsync(cancellation);
        return asked.Id;
    }

    private async Task<bool> ChangeAsync(StaffChange asked, Action<StaffMember> change, CancellationToken cancellation)
    {
        await using var work = await authorized.BeginAsync(asked.Permission, asked.Act, cancellation);
        if (await work.Db.Staff.FirstOrDefaultAsync(row => row.Id == asked.Id, cancellation) is not { } person)
        {
            return false;
        }

        StaffRules.EnsureNotSelf(work, person);
        if (person.Version != asked.Version)
        {
            throw new RuleException(DomainTexts.ChangedByAnother);
        }

        var today = authorized.Today;
        var covered = await StaffRules.CoveredAsync(work.Db, today, cancellation);
        var before = StaffBefore.Of(person, today);
        change(person);
        if (asked.Removes)
        {
            await EnsureNoHistoryAsync(work.Db, person, cancellation);
            work.Db.Remove(person);
        }

        await StaffRules.EnsureStillCoveredAsync(work.Db, covered, today, cancellation);
        await EnsureDirectoryIsFreeAsync(work.Db, person, cancellation);
        if (asked.Renews || StaffRules.MakesSupervisor(before, person, today))
        {
            await Approvals.UseAsync(
                work,
                asked.Approval,
                asked.Renews ? ApprovalKind.Renewal : ApprovalKind.SupervisorRole,
                person.Id,
                authorized.UtcNow,
                cancellation
            );
        }

        if (asked.Renews)
        {
            await ReviewRules.NoteRenewalAsync(work.Db, person, asked.Approval!.Value, authorized.UtcNow, cancellation);
        }

        await work.CommitAsync(cancellation);
        return true;
    }

    private static async Task EnsureDirectoryIsFreeAsync(PortalDbContext db, StaffMember person, CancellationToken cancellation)
    {
        var taken =
            person.DirectoryObject is not null
            && await db.Staff.AnyAsync(
                row =>
                    row.Id != person.Id && row.DirectoryTenant == person.DirectoryTenant && row.DirectoryObject == person.DirectoryObject,
                cancellation
            );
        FormChecks.Refuse(taken, StaffTexts.DirectoryTaken, nameof(StaffDetails.DirectoryObject));
    }

    private static async Task EnsureNoHistoryAsync(PortalDbContext db, StaffMember person, CancellationToken cancellation)
    {
        var acted =
            await db.Audit.AnyAsync(row => row.ActorId == person.Id, cancellation)
            || await db.Desks.AnyAsync(row => row.ScrivenerId == person.Id, cancellation)
            || await db.Records.AnyAsync(row => row.ScrivenerId == person.Id, cancellation)
            || await db.Reservations.AnyAsync(row => row.ReceivedById == person.Id, cancellation)
            || await db.ReviewLines.AnyAsync(row => row.StaffId == person.Id, cancellation)
            || await db.Approvals.AnyAsync(row => row.SubjectId == person.Id, cancellation);
        FormChecks.Refuse(acted, StaffTexts.HasHistory, "");
    }

    /// <summary>What is to be changed, under which permission and name, and with whose approval.</summary>
    private sealed record StaffChange(Permission Permission, string Act, Guid Id, Guid Version, Guid? Approval = null)
    {
        public bool Renews { get; init; }

        public bool Removes { get; init; }
    }
}
