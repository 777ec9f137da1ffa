using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Administration;

/// <summary>Who works here: for administrators, who keep the list, and for supervisors and auditors, who read it. Nobody changes their
/// own entry, the last administrator and the last supervisor cannot vanish, and whoever becomes a supervisor needs a second person's
/// approval.</summary>
public sealed partial class StaffService(AuthorizedDbContextFactory authorized)
{
    /// <summary>One page of the members of staff.</summary>
    [RequiresPermission(Permission.ViewStaff)]
    public async Task<Page<StaffRow>> ListAsync(StaffFilter filter, PageRequest request, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewStaff, ct);
        var today = authorized.Today;
        var people = await NarrowAsync(db.Staff.AsNoTracking(), filter, today, ct);
        var count = await people.CountCappedAsync(ct);
        var rows = await people
            .OrderBy(row => row.Organisation)
            .ThenBy(row => row.Role)
            .ThenBy(row => row.Name)
            .ThenBy(row => row.Id)
            .Skip(request.Skip)
            .Take(request.Take)
            .ToListAsync(ct);
        return Page.Of<StaffRow>(
            [
                .. rows.Select(row => new StaffRow(
                    row.Id,
                    row.Name,
                    row.Organisation,
                    row.Role,
                    row.StartsOn,
                    row.EndsOn,
                    row.ContractBasis,
                    row.ConfirmBy,
                    StaffSheet.StateOf(row, today)
                )),
            ],
            count
        );
    }

    /// <summary>The page of one person; null when there is none.</summary>
    [RequiresPermission(Permission.ViewStaff)]
    public async Task<StaffSheet?> FindAsync(Guid id, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewStaff, ct);
        var person = await db.Staff.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct);
        return person is null ? null : await SheetAsync(db, person, ct);
    }

    /// <summary>Enters a new person; gives their id. A supervisor begins kept out until a second person has agreed
    /// (<see cref="EnableAsync"/>).</summary>
    /// <exception cref="RuleException">A field is wrong, the role does not fit, or the directory account is another person's.</exception>
    [RequiresPermission(Permission.ChangeRoles)]
    public async Task<Guid> AddAsync(NewStaffDetails details, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ChangeRoles, AuditActs.StaffAdded, ct);
        FormChecks.Ensure(details);
        var (organisation, role) = (details.Organisation!.Value, details.Role!.Value);
        StaffMember.EnsureFits(organisation, role);
        var person = new StaffMember(details.Name, organisation, role, details.StartsOn!.Value);
        person.Revise(Cleaned(details));
        if (role == Role.Supervisor)
        {
            person.Disable(StaffTexts.AwaitsApproval, authorized.UtcNow);
        }

        await EnsureDirectoryIsFreeAsync(work.Db, person, ct);
        work.Db.Add(person);
        await work.CommitAsync(ct);
        return person.Id;
    }

    /// <summary>Changes name, dates, contract and directory ids of the person as they stood at <paramref name="version"/>. False when
    /// there is none.</summary>
    /// <param name="approval">Only where the change makes somebody a supervisor: an ended one comes back, or another account takes the
    /// place.</param>
    /// <exception cref="RuleException">A field is wrong, it is oneself, another was quicker, or nobody would be left in a role that must
    /// be held.</exception>
    [RequiresPermission(Permission.ManageStaff)]
    public Task<bool> SaveAsync(Guid id, StaffDetails details, Guid version, Guid? approval = null, CancellationToken ct = default) =>
        ChangeAsync(
            new StaffChange(Permission.ManageStaff, AuditActs.StaffChanged, id, version, approval),
            person =>
            {
                FormChecks.Ensure(details);
                person.Revise(Cleaned(details));
            },
            ct
        );

    /// <summary>利用停止: keeps the person out from the next command on. False when there is none.</summary>
    /// <exception cref="RuleException">No reason, it is oneself, another was quicker, or nobody would be left in a role that must be
    /// held.</exception>
    [RequiresPermission(Permission.ManageStaff)]
    public Task<bool> DisableAsync(Guid id, string reason, Guid version, CancellationToken ct = default) =>
        ChangeAsync(
            new StaffChange(Permission.ManageStaff, AuditActs.StaffDisabled, id, version),
            person =>
            {
                FormChecks.Refuse(VisibleText.IsBlank(reason) || reason.Length > Approval.MostReason, StaffTexts.ReasonNeeded, "Reason");
                FormChecks.Refuse(person.IsDisabled, StaffTexts.AlreadyDisabled, "Reason");
                person.Disable(VisibleText.Trimmed(reason), authorized.UtcNow);
            },
            ct
        );

    /// <summary>Removes an entry that was made by mistake. A person with any history is never removed, only ended. False when there is
    /// none.</summary>
    /// <exception cref="RuleException">There is history, it is oneself, or another was quicker.</exception>
    [RequiresPermission(Permission.ManageStaff)]
    public Task<bool> RemoveAsync(Guid id, Guid version, CancellationToken ct = default) =>
        ChangeAsync(new StaffChange(Permission.ManageStaff, AuditActs.StaffRemoved, id, version) { Removes = true }, _ => { }, ct);

    private static async Task<IQueryable<StaffMember>> NarrowAsync(
        IQueryable<StaffMember> people,
        StaffFilter filter,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        people = filter.Organisation is { } organisation ? people.Where(row => row.Organisation == organisation) : people;
        people = filter.Role is { } role ? people.Where(row => row.Role == role) : people;
        people = filter.WithGone ? people : people.Where(row => (row.EndsOn == null || row.EndsOn >= today));
        if (TextFolding.Fold(filter.Search) is not { Length: > 0 } part)
        {
            return people;
        }

        // There are some dozens: their names are compared here, as all names are.
        var names = await people.Select(row => new { row.Id, row.Name }).ToListAsync(cancellation);
        var fitting = names
            .Where(row => TextFolding.Fold(row.Name).Contains(part, StringComparison.Ordinal))
            .Select(row => row.Id)
            .ToList();
        return people.Where(row => fitting.Contains(row.Id));
    }

    private static StaffDetails Cleaned(StaffDetails details)
    {
        var clean = FormFields.Cleaned(details);
        // Entra ID writes its ids in small letters; the comparison at sign-in is exact.
        (clean.DirectoryTenant, clean.DirectoryObject) = (CleanId(clean.DirectoryTenant), CleanId(clean.DirectoryObject));
        return clean;
    }

    private static string? CleanId(string? id) => id is null ? null : DirectoryIdentifier.Normalize(id);

    private async Task<StaffSheet> SheetAsync(PortalDbContext db, StaffMember person, CancellationToken cancellation)
    {
        var now = authorized.UtcNow;
        var asked = await Approvals.PendingAsync(db, ApprovalKind.SupervisorRole, person.Id, now, cancellation)
            ?? await Approvals.PendingAsync(db, ApprovalKind.Renewal, person.Id, now, cancellation);
        return new StaffSheet
        {
            Id = person.Id,
            Version = person.Version,
            Details = new StaffDetails
            {
                Name = person.Name,
                StartsOn = person.StartsOn,
                EndsOn = person.EndsOn,
                ContractBasis = person.ContractBasis,
                DirectoryTenant = person.DirectoryTenant,
                DirectoryObject = person.DirectoryObject,
            },
            Organisation = person.Organisation,
            Role = person.Role,
            State = StaffSheet.StateOf(person, authorized.Today),
            DisabledAtUtc = person.DisabledAtUtc,
            DisabledReason = person.DisabledReason,
            ConfirmBy = person.ConfirmBy,
            LastSignedInAtUtc = await db.LastSignedIn(person.Id).FirstOrDefaultAsync(cancellation),
            IsMyself = person.Id == db.AccessContext.StaffId,
            Request = asked is null ? null : new StaffApproval(asked.Id, asked.Kind, asked.StateAt(now), asked.ExpiresAtUtc),
        };
    }
}
