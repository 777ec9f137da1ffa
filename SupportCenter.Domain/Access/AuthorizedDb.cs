using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Access;

/// <summary>The key to the database: the only maker of a context at run time. Whoever wants data names a permission; the caller's role and
/// validity are read anew, the table is asked, a refusal is recorded (ASVS 8.3.1, 8.3.2, 16.3.2).</summary>
public sealed class AuthorizedDb
{
    private static readonly TimeSpan ListedAgainAfter = TimeSpan.FromMinutes(15);
    private readonly ConcurrentDictionary<(string List, Guid Business), DateTime> listed = new();
    private readonly PortalDatabase database;
    private readonly ICaller caller;
    private readonly TimeProvider time;

    internal AuthorizedDb(PortalDatabase database, ICaller caller, TimeProvider time, SessionSettings sessions) =>
        (this.database, this.caller, this.time, Sessions) = (database, caller, time, sessions);

    internal SessionSettings Sessions { get; }

    /// <summary>The session in which the caller asks, if it is a member of staff; it may be over.</summary>
    internal Guid? Session => caller.Identity.Session;

    internal DateTime UtcNow => time.GetUtcNow().UtcDateTime;

    /// <summary>Today's civil date where the centre works (Asia/Tokyo).</summary>
    internal DateOnly Today => CentreTime.Today(time);

    /// <summary>Opens the data for reading.</summary>
    /// <exception cref="AccessRefusedException">The caller may not, or the caller's session is over; the refusal is in the audit log.</exception>
    /// <exception cref="FreshSignInNeededException">The caller may, but has to sign in once more before.</exception>
    internal async Task<PortalDbContext> OpenAsync(Permission permission, CancellationToken cancellation)
    {
        var db = database.CreateContext();
        SessionEnd? ended;
        try
        {
            // Opened once for all statements of the use case: each opening sets up the connection anew.
            await db.Database.OpenConnectionAsync(cancellation);
            (db.Viewer, ended) = await ReadViewerAsync(db, permission, cancellation);
            if (db.Viewer.Reach != Reach.None)
            {
                return db;
            }
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }

        var refused = db.Viewer;
        await db.DisposeAsync();
        await RecordRefusalAsync(refused, ended, cancellation);
        throw new AccessRefusedException(permission, ended);
    }

    /// <summary>Opens the data for one change, or one view that leaves an audit row: waits for the turn to write, begins the transaction,
    /// and gives the rows of the audit log the name of the act.</summary>
    /// <exception cref="AccessRefusedException">The caller may not; the refusal is in the audit log.</exception>
    internal async Task<Work> BeginAsync(Permission permission, string act, CancellationToken cancellation)
    {
        var db = await OpenAsync(permission, cancellation);
        return await Work.BeginAsync(db, database, act, time, cancellation);
    }

    /// <summary>Leaves an audit row for the businesses that a list is about to show, unless the same person saw them in a list within the last
    /// quarter of an hour: a list that refreshes itself is one view, not hundreds.</summary>
    internal async Task NoteListedAsync(Permission permission, string act, string listKind, IEnumerable<Guid> businesses, CancellationToken cancellation)
    {
        var now = UtcNow;
        var fresh = businesses.Distinct().Where(business => !listed.TryGetValue((listKind, business), out var at) || now - at > ListedAgainAfter).ToArray();
        if (fresh.Length == 0)
        {
            return;
        }

        await using var work = await BeginAsync(permission, act, cancellation);
        work.NoteList(listKind, fresh);
        await work.CommitAsync(cancellation);
        foreach (var business in fresh)
        {
            listed[(listKind, business)] = now;
        }
    }

    private async Task<(Viewer Viewer, SessionEnd? Ended)> ReadViewerAsync(PortalDbContext db, Permission permission, CancellationToken cancellation)
    {
        var identity = caller.Identity;
        // Whoever signs in or out is judged by what they bring, not by a session that may be over.
        if (identity.Kind != CallerKind.Staff || permission == Permission.SignIn)
        {
            var reach = identity.Kind == CallerKind.Console ? Permissions.ForConsole(permission) : Permissions.ForAnyone(permission);
            return (new Viewer(identity.Kind, null, null, permission, reach, identity.Origin), null);
        }

        var session = await database.FindSessionAsync(db, identity.Session, cancellation);
        var ended = session is null || session.StaffId != identity.StaffId ? SessionEnd.Unknown : session.EndAsOf(UtcNow, Sessions);
        var allowed = ended is null ? Permissions.For(session!.Staff.Role, permission) : Reach.None;
        if (allowed != Reach.None && Permissions.NeedsFreshSignIn(permission) && !(UtcNow - session!.AuthenticatedAtUtc <= Sessions.Fresh))
        {
            throw new FreshSignInNeededException(permission);
        }

        return (new Viewer(identity.Kind, identity.StaffId, session?.Staff.Role, permission, allowed, identity.Origin), ended);
    }

    private async Task RecordRefusalAsync(Viewer refused, SessionEnd? ended, CancellationToken cancellation)
    {
        var db = database.CreateContext();
        db.Viewer = refused;
        await using var work = await Work.BeginAsync(db, database, AuditActs.AccessRefused, time, cancellation);
        work.Note(nameof(Permission), null, null, ended is { } over ? [over.ToString()] : []);
        await work.CommitAsync(cancellation);
    }
}
