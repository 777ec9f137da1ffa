using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Consultations;

namespace SupportCenter.Domain.Access;

/// <summary>What signing in needs of the staff list.</summary>
public sealed class SignInService(AuthorizedDb authorized)
{
    /// <summary>Everybody who may work today, for the development sign-in only (no other page lists staff to somebody who has not signed in).</summary>
    [Needs(Permission.ViewSignInChoices)]
    public async Task<IReadOnlyList<StaffView>> ListChoicesAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewSignInChoices, ct);
        var today = authorized.Today;
        return await db.Staff.AsNoTracking()
            .Where(StaffMember.ActiveOn(today))
            .OrderBy(person => person.Organisation).ThenBy(person => person.Role).ThenBy(person => person.Name)
            .Select(person => new StaffView(person.Id, person.Name, person.Organisation, person.Role)).ToListAsync(ct);
    }

    /// <summary>Records that the caller has signed in, and tells who that is.</summary>
    /// <exception cref="AccessRefusedException">The caller is not, or no longer, a member of staff.</exception>
    [Needs(Permission.UsePortal)]
    public Task<StaffView> SignInAsync(CancellationToken ct = default) => RecordAsync(AuditActs.SignedIn, ct);

    /// <summary>Records that the caller has signed out.</summary>
    [Needs(Permission.UsePortal)]
    public Task<StaffView> SignOutAsync(CancellationToken ct = default) => RecordAsync(AuditActs.SignedOut, ct);

    private async Task<StaffView> RecordAsync(string act, CancellationToken ct)
    {
        await using var work = await authorized.BeginAsync(Permission.UsePortal, act, ct);
        work.Note(nameof(StaffMember), work.Viewer.Me);
        if (act == AuditActs.SignedOut)
        {
            await EmergencyAccessService.EndAllAsync(work, authorized.UtcNow, ct);
        }

        var view = await work.Db.Staff.AsNoTracking().Where(person => person.Id == work.Viewer.Me)
            .Select(person => new StaffView(person.Id, person.Name, person.Organisation, person.Role)).SingleAsync(ct);
        await work.CommitAsync(ct);
        return view;
    }
}

/// <summary>A member of staff as colleagues see them.</summary>
public sealed record StaffView(Guid Id, string Name, Organisation Organisation, Role Role);
