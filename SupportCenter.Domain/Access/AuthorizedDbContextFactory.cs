using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Backups;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Oversight;

namespace SupportCenter.Domain.Access;

/// <summary>The only creator of a database context at run time. Whoever wants data names a permission; the caller's role and
/// validity are read again, the table is asked, a refusal is recorded (ASVS 8.3.1, 8.3.2, 16.3.2).</summary>
public sealed class AuthorizedDbContextFactory
{
    private static readonly TimeSpan ListedAgainAfter = TimeSpan.FromMinutes(15);
    private readonly ConcurrentDictionary<(string List, Guid Business), DateTime> listed = new();
    private readonly PortalDatabase database;
    private readonly ICaller caller;
    private readonly TimeProvider time;

    internal AuthorizedDbContextFactory(PortalDatabase database, ICaller caller, TimeProvider time, SessionSettings sessions) =>
        (this.database, this.caller, this.time, Sessions) = (database, caller, time, sessions);

    internal SessionSettings Sessions { get; }

    /// <summary>The session in which the caller asks, if it is a member of staff; it may have ended.</summary>
    internal Guid? Session => caller.Identity.Session;

    internal DateTime UtcNow => time.GetUtcNow().UtcDateTime;

    /// <summary>Where backups are kept.</summary>
    internal BackupFolder Backups => database.BackupFolder;

    /// <summary>What the statistics have read of each month.</summary>
    internal Reports.CountedMonths Counted => database.Counted;

    /// <summary>Today's civil date where the centre works (Asia/Tokyo).</summary>
    internal DateOnly Today => CentreTime.Today(time);

    /// <summary>Which organisations may work here today.</summary>
    internal Task<ContractCover> CoverAsync(PortalDbContext db, CancellationToken cancellation) =>
        ContractCover.ReadAsync(db, database, Today, cancellation);

    /// <summary>Tells open screens of a change that comes by itself with time.</summary>
    internal void PublishLater(Change change, TimeSpan after) => database.Changes.PublishLater(change, after, time);

    /// <summary>Opens the data for reading.</summary>
    /// <exception cref="AccessRefusedException">The caller may not, or the caller's session is over; the refusal is in the audit
    /// log.</exception>
    /// <exception cref="FreshSignInRequiredException">The caller may, but has to sign in once more before.</exception>
    internal async Task<PortalDbContext> OpenAsync(Permission permission, CancellationToken cancellation)
    {
        var db = database.CreateContext();
        SessionEnd? ended;
        try
        {
            // Opened once for all statements of the use case: each opening sets up the connection again.
            await db.Database.OpenConnectionAsync(cancellation);
            (db.AccessContext, ended) = await ReadAccessContextAsync(db, permission, cancellation);
            if (db.AccessContext.Scope != AccessScope.None)
            {
                return db;
            }
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }

        var refused = db.AccessContext;
        await db.DisposeAsync();
        await RecordRefusalAsync(refused, ended, cancellation);
        throw new AccessRefusedException(permission, ended);
    }

    /// <summary>Opens the data for one change, or one view that leaves an audit row: waits for the write lock, begins the transaction,
    /// and gives the rows of the audit log the name of the act.</summary>
    /// <exception cref="AccessRefusedException">The caller may not; the refusal is in the audit log.</exception>
    internal async Task<UnitOfWork> BeginAsync(Permission permission, string act, CancellationToken cancellation)
    {
        var db = await OpenAsync(permission, cancellation);
        return await UnitOfWork.BeginAsync(db, database, act, time, cancellation, ct => EnsureStillAllowedAsync(db, permission, ct));
    }

    /// <summary>The same without the write lock: for a change whose preparation is long. What is read before
    /// <see cref="UnitOfWork.EnterAsync"/> has to be looked at again after it.</summary>
    /// <exception cref="AccessRefusedException">The caller may not; the refusal is in the audit log.</exception>
    internal async Task<UnitOfWork> PrepareAsync(Permission permission, string act, CancellationToken cancellation)
    {
        var db = await OpenAsync(permission, cancellation);
        return new UnitOfWork(db, database, act, time, ct => EnsureStillAllowedAsync(db, permission, ct));
    }

    /// <summary>Somebody's session may have ended, or their role changed, while they waited for the write lock (ASVS 7.4.1).</summary>
    /// <exception cref="AccessRefusedException">They may not any more, or not as much.</exception>
    private async Task EnsureStillAllowedAsync(PortalDbContext db, Permission permission, CancellationToken cancellation)
    {
        var (now, ended) = await ReadAccessContextAsync(db, permission, cancellation);
        if (now != db.AccessContext)
        {
            throw new AccessRefusedException(permission, ended);
        }
    }

    /// <summary>Leaves an audit row for the businesses that a list is about to show, unless the same person saw them in a list within the
    /// last quarter of an hour: a list that refreshes itself is one view, not hundreds.</summary>
    /// <exception cref="AccessRefusedException">The caller may not; the refusal is in the audit log.</exception>
    internal async Task NoteListedAsync(
        Permission permission,
        string act,
        string listKind,
        IEnumerable<Guid> businesses,
        CancellationToken cancellation
    )
    {
        var fresh = NotSeenLately(listKind, businesses);
        if (fresh.Count > 0)
        {
            AccessContext actor;
            await using (var db = await OpenAsync(permission, cancellation))
            {
                actor = db.AccessContext;
            }

            await NoteAsync(actor, act, listKind, fresh, cancellation);
        }
    }

    /// <summary>The same, for whoever opened the data of the list a moment ago: the caller is not read a second time.</summary>
    internal async Task NoteListedAsync(
        AccessContext reader,
        string act,
        string listKind,
        IEnumerable<Guid> businesses,
        CancellationToken cancellation
    )
    {
        var fresh = NotSeenLately(listKind, businesses);
        if (fresh.Count > 0)
        {
            await NoteAsync(reader, act, listKind, fresh, cancellation);
        }
    }

    /// <summary>Leaves an audit row for one thing that is no business's alone and is about to be shown, unless the same person saw it
    /// within the last quarter of an hour: a page that refreshes itself is one view.</summary>
    /// <exception cref="AccessRefusedException">The caller may not; the refusal is in the audit log.</exception>
    internal async Task NoteViewedAsync(Permission permission, string act, string kind, Guid? subject, CancellationToken cancellation)
    {
        var seen = subject ?? Guid.Empty;
        if (NotSeenLately(act, [seen]).Count == 0)
        {
            return;
        }

        await using var work = await BeginAsync(permission, act, cancellation);
        work.Note(kind, subject);
        await work.CommitAsync(cancellation);
        listed[(act, seen)] = UtcNow;
    }

    private List<Guid> NotSeenLately(string listKind, IEnumerable<Guid> businesses)
    {
        var now = UtcNow;
        return
        [
            .. businesses
                .Distinct()
                .Where(business => !listed.TryGetValue((listKind, business), out var at) || now - at > ListedAgainAfter),
        ];
    }

    private async Task NoteAsync(AccessContext actor, string act, string listKind, List<Guid> businesses, CancellationToken cancellation)
    {
        var now = UtcNow;
        if (!await database.ListedViews.AppendAsync(new ListedView(actor, act, listKind, businesses, now), cancellation))
        {
            await using var work = await BeginAsync(actor.Permission, act, cancellation);
            work.NoteList(listKind, businesses);
            await work.CommitAsync(cancellation);
            database.ListedViews.NoteChecked(actor, now);
        }

        foreach (var business in businesses)
        {
            listed[(listKind, business)] = now;
        }
    }

    private async Task<(AccessContext AccessContext, SessionEnd? Ended)> ReadAccessContextAsync(
        PortalDbContext db,
        Permission permission,
        CancellationToken cancellation
    )
    {
        var identity = caller.Identity;
        // Whoever signs in or out is judged by what they bring, not by a session that may have ended.
        if (identity.Kind != CallerKind.Staff || permission == Permission.SignIn)
        {
            var reach = identity.Kind == CallerKind.Console ? Permissions.ForConsole(permission) : Permissions.ForAnyone(permission);
            return (new AccessContext(identity.Kind, null, null, permission, reach, identity.Origin), null);
        }

        var session = await database.FindSessionAsync(db, identity.Session, cancellation);
        var cover = session?.Staff.Organisation == Organisation.City ? ContractCover.CityOnly : await CoverAsync(db, cancellation);
        var ended = session is null || session.StaffId != identity.StaffId ? SessionEnd.Unknown : session.EndAsOf(UtcNow, Sessions, cover);
        var allowed = ended is null ? Permissions.For(session!.Staff.Role, permission) : AccessScope.None;
        if (
            allowed != AccessScope.None
            && Permissions.RequiresFreshSignIn(permission)
            && !(UtcNow - session!.AuthenticatedAtUtc <= Sessions.Fresh)
        )
        {
            throw new FreshSignInRequiredException(permission);
        }

        return (new AccessContext(identity.Kind, identity.StaffId, session?.Staff.Role, permission, allowed, identity.Origin), ended);
    }

    private async Task RecordRefusalAsync(AccessContext refused, SessionEnd? ended, CancellationToken cancellation)
    {
        var db = database.CreateContext();
        db.AccessContext = refused;
        await using var work = await UnitOfWork.BeginAsync(db, database, AuditActs.AccessRefused, time, cancellation);
        work.Note(nameof(Permission), null, null, ended is { } over ? [over.ToString()] : []);
        await work.CommitAsync(cancellation);
    }
}
