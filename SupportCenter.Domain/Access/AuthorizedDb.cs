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

    internal AuthorizedDb(PortalDatabase database, ICaller caller, TimeProvider time) =>
        (this.database, this.caller, this.time) = (database, caller, time);

    internal DateTime UtcNow => time.GetUtcNow().UtcDateTime;

    /// <summary>Today's civil date where the centre works (Asia/Tokyo).</summary>
    internal DateOnly Today => CentreTime.Today(time);

    /// <summary>Opens the data for reading.</summary>
    /// <exception cref="AccessRefusedException">The caller may not; the refusal is in the audit log.</exception>
    internal async Task<PortalDbContext> OpenAsync(Permission permission, CancellationToken cancellation)
    {
        var db = database.CreateContext();
        try
        {
            // Opened once for all statements of the use case: each opening sets up the connection anew.
            await db.Database.OpenConnectionAsync(cancellation);
            db.Viewer = await ReadViewerAsync(db, permission, cancellation);
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
        await RecordRefusalAsync(refused, cancellation);
        throw new AccessRefusedException(permission);
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

    private async Task<Viewer> ReadViewerAsync(PortalDbContext db, Permission permission, CancellationToken cancellation)
    {
        var identity = caller.Identity;
        if (identity.Kind != CallerKind.Staff)
        {
            var reach = identity.Kind == CallerKind.Console ? Permissions.ForConsole(permission) : Permissions.ForAnyone(permission);
            return new Viewer(identity.Kind, null, null, permission, reach, identity.Origin);
        }

        var person = await database.FindStaffAsync(db, identity.StaffId, cancellation);
        var allowed = person is not null && person.IsActiveOn(Today) ? Permissions.For(person.Role, permission) : Reach.None;
        return new Viewer(identity.Kind, identity.StaffId, person?.Role, permission, allowed, identity.Origin);
    }

    private async Task RecordRefusalAsync(Viewer refused, CancellationToken cancellation)
    {
        var db = database.CreateContext();
        db.Viewer = refused;
        await using var work = await Work.BeginAsync(db, database, AuditActs.AccessRefused, time, cancellation);
        work.Note(nameof(Permission), null);
        await work.CommitAsync(cancellation);
    }
}
