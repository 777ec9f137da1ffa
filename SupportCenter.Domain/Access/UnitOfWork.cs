using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Backups;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Domain.Access;

/// <summary>One change, or one recorded view: a transaction whose audit rows are written before it commits. Disposed without
/// <see cref="CommitAsync"/>, it leaves nothing behind.</summary>
internal sealed class UnitOfWork : IAsyncDisposable
{
    private readonly PortalDatabase database;
    private readonly TimeProvider time;
    private readonly string act;
    private readonly Func<CancellationToken, Task> ensureStillAllowed;
    private readonly List<AuditNote> notes = [];
    private readonly List<Change> changes = [];
    private readonly ClinicRevisions revisions = new();
    private IDisposable? turn;
    private IDbContextTransaction? transaction;
    private bool isRevoking;

    /// <summary>A wait after which what was true before it is looked at again.</summary>
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(1);

    /// <summary>Takes over data that was opened. Until <see cref="EnterAsync"/> it can be read and not saved.</summary>
    /// <param name="ensureStillAllowed">Fails if the caller may not any more; asked after a long wait for the write lock.</param>
    internal UnitOfWork(
        PortalDbContext db,
        PortalDatabase database,
        string act,
        TimeProvider time,
        Func<CancellationToken, Task>? ensureStillAllowed = null
    ) =>
        (Db, this.database, this.act, this.time, this.ensureStillAllowed) = (
            db,
            database,
            act,
            time,
            ensureStillAllowed ?? (_ => Task.CompletedTask)
        );

    /// <summary>Whether the write lock was waited for so long that what was read before it may be of another time.</summary>
    public bool HasWaitedLong { get; private set; }

    public PortalDbContext Db { get; }

    public AccessContext AccessContext => Db.AccessContext;

    internal static async Task<UnitOfWork> BeginAsync(
        PortalDbContext db,
        PortalDatabase database,
        string act,
        TimeProvider time,
        CancellationToken cancellation,
        Func<CancellationToken, Task>? ensureStillAllowed = null
    )
    {
        var work = new UnitOfWork(db, database, act, time, ensureStillAllowed);
        try
        {
            await work.EnterAsync(cancellation);
            return work;
        }
        catch
        {
            await work.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits for the write lock and begins the transaction. What was read before may have been changed since then.</summary>
    /// <exception cref="RuleException">Another process holds the lock, and does not let go of it.</exception>
    /// <exception cref="AccessRefusedException">The wait was long, and the caller may not any more.</exception>
    public async Task EnterAsync(CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        turn = await database.Gate.EnterAsync(cancellation);
        transaction = await Db.Database.BeginTransactionAsync(cancellation);
        HasWaitedLong = Stopwatch.GetElapsedTime(began) > LongWait;
        if (HasWaitedLong)
        {
            await ensureStillAllowed(cancellation);
        }

        Db.BeforeSave = WriteAuditAsync;
    }

    /// <summary>Leaves an audit row that no change of data would leave: a view, a reveal, a download, a print.</summary>
    public void Note(string subjectKind, Guid? subject, Guid? business = null, params string[] fields) =>
        notes.Add(new AuditNote(subjectKind, subject, business is { } one ? [one] : [], fields));

    /// <summary>The same under another name than that of the whole work.</summary>
    public void NoteAs(string otherAct, string subjectKind, Guid? subject, Guid? business = null) =>
        notes.Add(new AuditNote(subjectKind, subject, business is { } one ? [one] : [], []) { Act = otherAct });

    /// <summary>Leaves one audit row for a list that showed something of several businesses.</summary>
    public void NoteList(string listKind, IReadOnlyCollection<Guid> businesses, Guid? subject = null) =>
        notes.Add(new AuditNote(listKind, subject, businesses, []));

    /// <summary>The same under another name than that of the whole work.</summary>
    public void NoteListAs(string otherAct, string listKind, IReadOnlyCollection<Guid> businesses, Guid? subject) =>
        notes.Add(new AuditNote(listKind, subject, businesses, []) { Act = otherAct });

    /// <summary>Writes the changes and their audit rows, all or none; then tells those who watch.</summary>
    /// <exception cref="DbUpdateException">An index or a version refused the change; nothing was written.</exception>
    /// <exception cref="RuleException">The disk is full; nothing was written.</exception>
    public async Task CommitAsync(CancellationToken cancellation)
    {
        await Db.SaveChangesAsync(cancellation);
        await revisions.WriteAsync(Db, time.GetUtcNow().UtcDateTime, cancellation);
        try
        {
            await transaction!.CommitAsync(cancellation);
        }
        catch (DbException fault) when (StorageFault.IsFull(fault))
        {
            throw new RuleException(DomainTexts.StorageFull);
        }

        database.Changes.Publish(changes);
        await ListRevocationsAsync(cancellation);
    }

    /// <summary>What was taken back is written beside the checkpoints as well, where a restore does not reach. The act is done by then:
    /// whatever fails now, the next turn of the backups makes up for it, and says so if it cannot.</summary>
    private async Task ListRevocationsAsync(CancellationToken cancellation)
    {
        if (!isRevoking)
        {
            return;
        }

        try
        {
            await new RevocationList(database.Places).CatchUpAsync(database, Db, time.GetUtcNow().UtcDateTime, cancellation);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The list stands where it stood, and is read from there again.
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Whatever fails on the way, the next one gets the gate.
        using (turn)
        {
            await using (Db)
            {
                if (transaction is not null)
                {
                    await transaction.DisposeAsync();
                }
            }
        }
    }

    private async Task WriteAuditAsync(CancellationToken cancellation)
    {
        revisions.Note(Db.ChangeTracker);
        var found = AuditNote.FromChanges(Db.ChangeTracker);
        changes.AddRange(found.Select(note => new Change(note.SubjectKind, note.Subject)));
        changes.AddRange(Change.FromPublished(Db.ChangeTracker));
        found.AddRange(notes);
        notes.Clear();
        var now = time.GetUtcNow().UtcDateTime;
        var rows = await AuditTrail.AppendAsync(Db, act, found, now, cancellation);
        isRevoking |= rows.Any(RevocationList.IsRevoking);
        await RaiseAlarmsAsync(rows, now, cancellation);
        if (rows.Any(row => AuditActs.IsSignedAtOnce(row.Act)))
        {
            changes.Add(new Change(AuditActs.Exported, null));
        }
    }

    /// <summary>What the rows give cause for is part of the same transaction: no act without its alarm.</summary>
    private async Task RaiseAlarmsAsync(IReadOnlyList<AuditEntry> rows, DateTime now, CancellationToken cancellation)
    {
        var alarms = await new AlarmRules(Db, database.Audit.Alarms).FindAsync(rows, cancellation);
        if (alarms.Count == 0)
        {
            return;
        }

        Db.Alarms.AddRange(alarms);
        changes.AddRange(alarms.Select(alarm => new Change(nameof(Alarm), alarm.Id)));
        await AuditTrail.AppendAsync(
            Db,
            AuditActs.AlarmRaised,
            [.. alarms.Select(alarm => new AuditNote(nameof(Alarm), alarm.Id, [], []))],
            now,
            cancellation,
            after: rows[^1]
        );
    }
}
