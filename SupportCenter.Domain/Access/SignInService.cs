using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Oversight;

namespace SupportCenter.Domain.Access;

/// <summary>Signing in: from what a provider vouches for to a session of a member of staff.</summary>
public sealed class SignInService(AuthorizedDbContextFactory authorized)
{
    /// <summary>Everybody who may work today, for the development sign-in only (no other page lists staff to somebody who has not signed
    /// in).</summary>
    [RequiresPermission(Permission.ViewSignInChoices)]
    public async Task<IReadOnlyList<StaffView>> ListChoicesAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewSignInChoices, ct);
        var today = authorized.Today;
        var cover = await authorized.CoverAsync(db, ct);
        var people = await db
            .Staff.AsNoTracking()
            .Where(StaffMember.ActiveOn(today))
            .OrderBy(person => person.Organisation)
            .ThenBy(person => person.Role)
            .ThenBy(person => person.Name)
            .ToListAsync(ct);
        return [.. people.Where(cover.LetsIn).Select(person => new StaffView(person.Id, person.Name, person.Organisation, person.Role))];
    }

    /// <summary>Begins a session for somebody who was chosen from the list of the development sign-in.</summary>
    [RequiresPermission(Permission.ViewSignInChoices)]
    public async Task<SignInResult> SignInChosenAsync(Guid staffId, CancellationToken ct = default)
    {
        StaffMember? person;
        ContractCover cover;
        await using (var db = await authorized.OpenAsync(Permission.ViewSignInChoices, ct))
        {
            person = await db.Staff.AsNoTracking().FirstOrDefaultAsync(row => row.Id == staffId, ct);
            cover = await authorized.CoverAsync(db, ct);
        }

        return RefusalOf(person, cover) is { } refusal
            ? await RefuseAsync(Permission.ViewSignInChoices, refusal, person, ct)
            : await StartAsync(
                Permission.ViewSignInChoices,
                person!,
                new DirectorySignIn("", "", [person!.Role]) { AuthenticatedAtUtc = authorized.UtcNow },
                ct
            );
    }

    /// <summary>Begins a session for the person whom the provider vouches for, if staff list and provider agree; otherwise says why not.
    /// Both are in the log.</summary>
    [RequiresPermission(Permission.SignIn)]
    public async Task<SignInResult> SignInAsync(DirectorySignIn signIn, CancellationToken ct = default)
    {
        StaffMember? person;
        ContractCover cover;
        await using (var db = await authorized.OpenAsync(Permission.SignIn, ct))
        {
            cover = await authorized.CoverAsync(db, ct);
            // Tenant and object id, never e-mail or name, which can change hands (ASVS 10.5.2).
            person = await db
                .Staff.AsNoTracking()
                .FirstOrDefaultAsync(row => row.DirectoryTenant == signIn.Tenant && row.DirectoryObject == signIn.ObjectId, ct);
        }

        return (RefusalOf(person, cover) ?? RefusalOf(person!, signIn)) is { } refusal
            ? await RefuseAsync(Permission.SignIn, refusal, person, ct)
            : await StartAsync(Permission.SignIn, person!, signIn, ct);
    }

    /// <summary>Leaves a row of a sign-in that failed before anybody was known: a token that is not valid, a provider that said
    /// no.</summary>
    [RequiresPermission(Permission.SignIn)]
    public Task<SignInResult> RefuseAsync(SignInRefusal refusal, CancellationToken ct = default) =>
        RefuseAsync(Permission.SignIn, refusal, null, ct);

    private SignInRefusal? RefusalOf(StaffMember? person, ContractCover cover) =>
        person is null ? SignInRefusal.UnknownPerson
        : !person.IsActiveOn(authorized.Today) ? SignInRefusal.NotActive
        : !cover.LetsIn(person) ? SignInRefusal.NoContract
        : null;

    private SignInRefusal? RefusalOf(StaffMember person, DirectorySignIn signIn) =>
        signIn.Roles is not [var only] || only != person.Role ? SignInRefusal.RoleDiffers
        : authorized.Sessions.RequireMultiFactor && !signIn.MultiFactor ? SignInRefusal.NoMultiFactor
        : null;

    private async Task<SignInResult> StartAsync(Permission permission, StaffMember person, DirectorySignIn signIn, CancellationToken ct)
    {
        await using var work = await authorized.BeginAsync(permission, AuditActs.SignedIn, ct);
        work.Db.AccessContext = work.AccessContext with { Kind = CallerKind.Staff, StaffId = person.Id, Role = person.Role };
        var key = StaffSession.NewKey();
        var session = new StaffSession(person, key, authorized.UtcNow, authorized.Sessions)
        {
            AuthenticatedAtUtc = signIn.AuthenticatedAtUtc,
            ProviderSession = signIn.ProviderSession is { } named ? StaffSession.HashOf(named) : null,
            MultiFactor = signIn.MultiFactor,
            Origin = work.AccessContext.Origin,
        };
        work.Db.Sessions.Add(session);
        work.Note(nameof(StaffSession), session.Id, null, signIn.MultiFactor ? [nameof(StaffSession.MultiFactor)] : []);
        if (authorized.Session is { } before && await work.Db.Sessions.FirstOrDefaultAsync(row => row.Id == before, ct) is { } earlier)
        {
            earlier.Finish(SessionEnd.SignedInAnew, authorized.UtcNow);
        }

        await work.CommitAsync(ct);
        return new SignInResult(key, null);
    }

    private async Task<SignInResult> RefuseAsync(Permission permission, SignInRefusal refusal, StaffMember? person, CancellationToken ct)
    {
        await using var work = await authorized.BeginAsync(permission, AuditActs.SignInRefused, ct);
        work.Note(nameof(StaffMember), person?.Id, null, refusal.ToString());
        await work.CommitAsync(ct);
        return new SignInResult(null, refusal);
    }
}

/// <summary>What a provider vouches for: who, in which of the portal's roles, and how they showed it.</summary>
/// <param name="Tenant">The directory.</param>
/// <param name="ObjectId">The person within it.</param>
/// <param name="Roles">The portal's roles that the provider names; exactly one, and that of the staff list, lets somebody in.</param>
public sealed record DirectorySignIn(string Tenant, string ObjectId, IReadOnlyList<Role> Roles)
{
    /// <summary>When the person showed who they are (UTC); null where the provider did not say.</summary>
    public DateTime? AuthenticatedAtUtc { get; init; }

    /// <summary>Whether more than a password was asked for.</summary>
    public bool MultiFactor { get; init; }

    /// <summary>The provider's own name of its session.</summary>
    public string? ProviderSession { get; init; }
}

/// <summary>The key of the session that began, or why none did.</summary>
public sealed record SignInResult(string? Key, SignInRefusal? Refused);

/// <summary>A member of staff as colleagues see them.</summary>
public sealed record StaffView(Guid Id, string Name, Organisation Organisation, Role Role);
