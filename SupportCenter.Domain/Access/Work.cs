using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Access;

/// <summary>One change, or one recorded view: a transaction whose audit rows are written before it commits. Disposed without
/// <see cref="CommitAsync"/>, it leaves nothing behind.</summary>
internal sealed class Work : IAsyncDisposable
{
    private readonly IDisposable turn;
    private readonly IDbContextTransaction transaction;
    private readonly PortalDatabase database;
    private readonly TimeProvider time;
    private readonly string act;
    private readonly List<AuditNote> notes = [];
    private readonly List<Change> changes = [];

    private Work(PortalDbContext db, PortalDatabase database, string act, TimeProvider time, IDisposable turn, IDbContextTransaction transaction)
    {
        (Db, this.database, this.act, this.time, this.turn, this.transaction) = (db, database, act, time, turn, transaction);
        db.BeforeSave = WriteAuditAsync;
    }

    public PortalDbContext Db { get; }

    public Viewer Viewer => Db.Viewer;

    internal static async Task<Work> BeginAsync(PortalDbContext db, PortalDatabase database, string act, TimeProvider time, CancellationToken cancellation)
    {
        IDisposable? mine = null;
        try
        {
            mine = await database.Gate.EnterAsync(cancellation);
            return new Work(db, database, act, time, mine, await db.Database.BeginTransactionAsync(cancellation));
        }
        catch
        {
            mine?.Dispose();
            await db.DisposeAsync();
            throw;
        }
    }

    /// <summary>Leaves an audit row that no change of data would leave: a view, a reveal, a download, a print.</summary>
    public void Note(string subjectKind, Guid? subject, Guid? business = null, params string[] fields) =>
        notes.Add(new AuditNote(subjectKind, subject, business is { } one ? [one] : [], fields));

    /// <summary>Leaves one audit row for a list that showed something of several businesses.</summary>
    public void NoteList(string listKind, IReadOnlyCollection<Guid> businesses, Guid? subject = null) =>
        notes.Add(new AuditNote(listKind, subject, businesses, []));

    /// <summary>Writes the changes and their audit rows, all or none; then tells those who watch.</summary>
    /// <exception cref="DbUpdateException">An index or a version refused the change; nothing was written.</exception>
    public async Task CommitAsync(CancellationToken cancellation)
    {
        await Db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        database.Changes.Publish(changes);
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await Db.DisposeAsync();
        turn.Dispose();
    }

    private async Task WriteAuditAsync(CancellationToken cancellation)
    {
        var found = AuditNote.FromChanges(Db.ChangeTracker);
        changes.AddRange(found.Select(note => new Change(note.SubjectKind, note.Subject)));
        changes.AddRange(Change.FromAnnounced(Db.ChangeTracker));
        found.AddRange(notes);
        notes.Clear();
        await AuditTrail.AppendAsync(Db, act, found, time.GetUtcNow().UtcDateTime, cancellation);
    }
}
