using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Oversight;

namespace SupportCenter.Domain.Access;

/// <summary>The life of a session after sign-in: used, looked at, ended.</summary>
public sealed class SessionService(AuthorizedDbContextFactory authorized)
{
    // Being used leaves no audit row: what is done with a session does.
    private const string Used = "session.used";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Finds the session of a cookie's key; null when no such key was ever given.</summary>
    /// <param name="isUse">Whether a person does something with it: then it lives on.</param>
    [RequiresPermission(Permission.SignIn)]
    public async Task<ResumedSession?> ResumeAsync(string key, bool isUse, CancellationToken ct = default)
    {
        var hash = StaffSession.HashOf(key);
        StaffSession? session;
        ContractCover cover;
        await using (var db = await authorized.OpenAsync(Permission.SignIn, ct))
        {
            cover = await authorized.CoverAsync(db, ct);
            session = await db.Sessions.AsNoTracking().Include(row => row.Staff).FirstOrDefaultAsync(row => row.KeyHash == hash, ct);
        }

        if (session is null)
        {
            return null;
        }

        var ended = session.EndAsOf(authorized.UtcNow, authorized.Sessions, cover);
        if (ended is null && isUse)
        {
            await TouchAsync(Permission.SignIn, session, ct);
        }

        var person = session.Staff;
        return new ResumedSession(
            session.Id,
            new StaffView(person.Id, person.Name, person.Organisation, person.Role),
            session.AbsoluteEndUtc,
            session.Origin,
            ended
        );
    }

    /// <summary>How the caller's own session stands: for the page, which warns before it ends. Asking is not use.</summary>
    [RequiresPermission(Permission.SignIn)]
    public async Task<SessionState> StateAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.SignIn, ct);
        var cover = await authorized.CoverAsync(db, ct);
        var session = await db
            .Sessions.AsNoTracking()
            .Include(row => row.Staff)
            .FirstOrDefaultAsync(row => row.Id == authorized.Session, ct);
        return session is null
            ? new SessionState(SessionEnd.Unknown, default, default)
            : new SessionState(
                session.EndAsOf(authorized.UtcNow, authorized.Sessions, cover),
                session.LastSeenAtUtc + authorized.Sessions.Idle,
                session.AbsoluteEndUtc
            );
    }

    /// <summary>Somebody is at the screen: the session lives on. Written at most once a minute.</summary>
    [RequiresPermission(Permission.UsePortal)]
    public async Task UseAsync(CancellationToken ct = default)
    {
        StaffSession session;
        await using (var db = await authorized.OpenAsync(Permission.UsePortal, ct))
        {
            session = await db.Sessions.AsNoTracking().SingleAsync(row => row.Id == authorized.Session, ct);
        }

        await TouchAsync(Permission.UsePortal, session, ct);
    }

    /// <summary>Ends the caller's own session; nothing happens when there is none, or when it is over.</summary>
    [RequiresPermission(Permission.SignIn)]
    public Task SignOutAsync(CancellationToken ct = default) =>
        EndAsync(
            Permission.SignIn,
            AuditActs.SignedOut,
            SessionEnd.SignedOut,
            sessions => sessions.Where(row => row.Id == authorized.Session),
            ct
        );

    /// <summary>Ends the sessions that are on a session of the provider, by the name that the provider gave it.</summary>
    [RequiresPermission(Permission.SignIn)]
    public Task EndAtProviderAsync(string providerSession, CancellationToken ct = default)
    {
        var hash = StaffSession.HashOf(providerSession);
        return EndAsync(
            Permission.SignIn,
            AuditActs.SignedOut,
            SessionEnd.EndedByProvider,
            sessions => sessions.Where(row => row.ProviderSession == hash),
            ct
        );
    }

    /// <summary>Who is signed in, the latest sign-in first.</summary>
    [RequiresPermission(Permission.ViewSessions)]
    public async Task<Page<SessionRow>> ListAsync(PageRequest page, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewSessions, ct);
        var (now, seenAfter) = (authorized.UtcNow, authorized.UtcNow - authorized.Sessions.Idle);
        var living = db
            .Sessions.AsNoTracking()
            .Where(row => row.EndedAtUtc == null && row.AbsoluteEndUtc > now && row.LastSeenAtUtc > seenAfter);
        var count = await living.CountCappedAsync(ct);
        var rows = await living
            .OrderByDescending(row => row.StartedAtUtc)
            .ThenBy(row => row.Id)
            .Skip(page.Skip)
            .Take(page.Take)
            .Select(row => new SessionRow(
                row.Id,
                row.StaffId,
                row.Staff.Name,
                row.Staff.Organisation,
                row.Role,
                row.StartedAtUtc,
                row.LastSeenAtUtc,
                row.MultiFactor,
                row.Origin,
                row.Id == authorized.Session
            ))
            .ToListAsync(ct);
        return Page.Of<SessionRow>(rows, count);
    }

    /// <summary>Ends one session of somebody (ASVS 7.4.5).</summary>
    [RequiresPermission(Permission.EndSessions)]
    public Task EndAsync(Guid session, CancellationToken ct = default) =>
        EndAsync(
            Permission.EndSessions,
            AuditActs.SessionEnded,
            SessionEnd.EndedByAdministrator,
            sessions => sessions.Where(row => row.Id == session),
            ct
        );

    /// <summary>Ends all sessions of a person (ASVS 7.4.5).</summary>
    [RequiresPermission(Permission.EndSessions)]
    public Task EndAllOfAsync(Guid person, CancellationToken ct = default) =>
        EndAsync(
            Permission.EndSessions,
            AuditActs.SessionEnded,
            SessionEnd.EndedByAdministrator,
            sessions => sessions.Where(row => row.StaffId == person),
            ct
        );

    /// <summary>Ends the sessions whose time is up or whose person may no longer work here, has another role, or
    /// belongs to an organisation without a contract, and gives how many these
    /// were. They were refused already; this closes their screens.</summary>
    [RequiresPermission(Permission.EndExpiredSessions)]
    public async Task<int> EndExpiredAsync(CancellationToken ct = default)
    {
        var now = authorized.UtcNow;
        await using (var db = await authorized.OpenAsync(Permission.EndExpiredSessions, ct))
        {
            var cover = await authorized.CoverAsync(db, ct);
            var open = await db.Sessions.AsNoTracking().Include(row => row.Staff).Where(row => row.EndedAtUtc == null).ToListAsync(ct);
            if (!open.Exists(row => row.EndAsOf(now, authorized.Sessions, cover) is not null))
            {
                return 0;
            }
        }

        await using var work = await authorized.BeginAsync(Permission.EndExpiredSessions, AuditActs.SessionEnded, ct);
        var current = await authorized.CoverAsync(work.Db, ct);
        var ended = 0;
        foreach (var session in await work.Db.Sessions.Include(row => row.Staff).Where(row => row.EndedAtUtc == null).ToListAsync(ct))
        {
            if (session.EndAsOf(now, authorized.Sessions, current) is { } why)
            {
                session.Finish(why, now);
                work.Note(nameof(StaffSession), session.Id, null, why.ToString());
                ended++;
            }
        }

        await work.CommitAsync(ct);
        return ended;
    }

    /// <summary>Which of these sessions are over: for the registry of connections of open screens.</summary>
    [RequiresPermission(Permission.EndExpiredSessions)]
    public async Task<IReadOnlyList<Guid>> EndedAmongAsync(IReadOnlyCollection<Guid> sessions, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.EndExpiredSessions, ct);
        var now = authorized.UtcNow;
        var cover = await authorized.CoverAsync(db, ct);
        var known = await db.Sessions.AsNoTracking().Include(row => row.Staff).Where(row => sessions.Contains(row.Id)).ToListAsync(ct);
        return [.. sessions.Except(known.Where(row => row.EndAsOf(now, authorized.Sessions, cover) is null).Select(row => row.Id))];
    }

    private async Task EndAsync(
        Permission permission,
        string act,
        SessionEnd why,
        Func<IQueryable<StaffSession>, IQueryable<StaffSession>> which,
        CancellationToken ct
    )
    {
        await using var work = await authorized.BeginAsync(permission, act, ct);
        var found = await which(work.Db.Sessions.Include(row => row.Staff)).Where(row => row.EndedAtUtc == null).ToListAsync(ct);
        if (permission == Permission.SignIn && found.Count > 0)
        {
            // The act is the person's own, whoever brought the word of it.
            work.Db.AccessContext = work.AccessContext with { Kind = CallerKind.Staff, StaffId = found[0].StaffId, Role = found[0].Role };
        }

        foreach (var session in found)
        {
            session.Finish(why, authorized.UtcNow, work.AccessContext.StaffId);
            work.Note(nameof(StaffSession), session.Id, null, why.ToString());
        }

        await work.CommitAsync(ct);
    }

    private async Task TouchAsync(Permission permission, StaffSession session, CancellationToken ct)
    {
        var now = authorized.UtcNow;
        if (now - session.LastSeenAtUtc < Minute && now - session.LastSeenAtUtc < authorized.Sessions.Idle / 10)
        {
            return;
        }

        await using var work = await authorized.BeginAsync(permission, Used, ct);
        await work
            .Db.Sessions.Where(row => row.Id == session.Id && row.EndedAtUtc == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastSeenAtUtc, now), ct);
        await work.CommitAsync(ct);
    }
}

/// <summary>The session that a cookie stands for, with its person as the staff list has them now.</summary>
/// <param name="Id">The session.</param>
/// <param name="Person">Whose it is.</param>
/// <param name="AbsoluteEndUtc">When it ends at the latest.</param>
/// <param name="Origin">From where the person signed in.</param>
/// <param name="Ended">Why it is over; null while it lives.</param>
public sealed record ResumedSession(Guid Id, StaffView Person, DateTime AbsoluteEndUtc, string? Origin, SessionEnd? Ended);

/// <summary>How a session stands: why it is over, or when it will be if nobody does anything, and when in any case (UTC).</summary>
public sealed record SessionState(SessionEnd? Ended, DateTime IdleEndUtc, DateTime AbsoluteEndUtc);

/// <summary>Somebody who is signed in.</summary>
public sealed record SessionRow(
    Guid Id,
    Guid StaffId,
    string Name,
    Organisation Organisation,
    Role Role,
    DateTime StartedAtUtc,
    DateTime LastSeenAtUtc,
    bool MultiFactor,
    string? Origin,
    bool IsMine
);
