using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Audit;

/// <summary>Writes the audit rows of lists that are about to be shown: the most frequent writes by far. Views that wait at the same moment
/// share one hold of the gate, one transaction and one flush (group commit), and their rows are plain statements. Each caller goes on only
/// when its row is committed.</summary>
internal sealed class ListedViewLog(PortalDatabase database)
{
    private readonly Lock entering = new();
    private readonly ListedCounts counts = new();
    private List<ListedView> waiting = [];
    private bool isWriting;

    /// <summary>Appends the row and waits for the commit. False: nothing was written, because the view may be cause for an alarm; the
    /// caller writes it as a unit of work, which looks at that. A caller that no longer waits leaves the row all the same.</summary>
    /// <exception cref="RuleException">The disk is full; nothing was written.</exception>
    /// <exception cref="DbUpdateException">The row could not be written.</exception>
    public async Task<bool> AppendAsync(ListedView view, CancellationToken cancellation)
    {
        if (
            AuditActs.Views.Contains(view.Act)
            || AuditActs.Refusals.Contains(view.Act)
            || AuditActs.IsSignedAtOnce(view.Act)
            || counts.NeedsAlarmCheck(view, database.Audit.Alarms.ListedPerHour)
        )
        {
            return false;
        }

        lock (entering)
        {
            waiting.Add(view);
            if (!isWriting)
            {
                isWriting = true;
                // In nobody's name: who began the writing is of no account for the others' rows.
                using (ExecutionContext.SuppressFlow())
                {
                    _ = Task.Run(WriteAllAsync, CancellationToken.None);
                }
            }
        }

        try
        {
            return await view.Written.Task.WaitAsync(cancellation);
        }
        catch (DbException fault) when (StorageFault.IsFull(fault))
        {
            throw new RuleException(DomainTexts.StorageFull);
        }
        catch (DbException fault)
        {
            throw new DbUpdateException("The audit row of a list was not written.", fault);
        }
    }

    /// <summary>A list that <see cref="AppendAsync"/> left to the log is committed, with the alarm that it gave cause for.</summary>
    public void NoteChecked(AccessContext actor, DateTime atUtc)
    {
        if (actor.StaffId is { } person)
        {
            counts.NoteChecked(person, atUtc);
        }
    }

    private async Task WriteAllAsync()
    {
        do
        {
            List<ListedView> group = [];
            try
            {
                using var turn = await database.Gate.EnterAsync(CancellationToken.None);
                group = Take();
                var written = Write(group);
                group.ForEach(view => view.Written.TrySetResult(written.Contains(view)));
            }
            catch (Exception fault)
            {
                group = group.Count == 0 ? Take() : group;
                group.ForEach(view => view.Written.TrySetException(fault));
            }
        } while (!IsDone());
    }

    private List<ListedView> Take()
    {
        lock (entering)
        {
            (var taken, waiting) = (waiting, []);
            return taken;
        }
    }

    private bool IsDone()
    {
        lock (entering)
        {
            isWriting = waiting.Count > 0;
            return !isWriting;
        }
    }

    /// <summary>Writes the rows in one transaction, all or none, and gives the views that have theirs. Without Entity Framework, whose
    /// passes cost more than the statements.</summary>
    private HashSet<ListedView> Write(List<ListedView> group)
    {
        using var connection = database.OpenPlain();
        using var transaction = connection.BeginTransaction();
        using var log = new AuditInserts(connection);
        var canaries = log.ReadCanaries();
        var (sequence, hash) = log.ReadLast();
        var written = new HashSet<ListedView>(ReferenceEqualityComparer.Instance);
        foreach (var view in group.Where(view => !view.Businesses.Any(canaries.Contains)))
        {
            var note = new AuditNote(view.ListKind, null, view.Businesses, []);
            var row = AuditTrail.Next(view.Actor, view.Act, note, view.AtUtc, ++sequence, hash);
            log.Insert(row);
            hash = row.Hash;
            written.Add(view);
        }

        transaction.Commit();
        return written;
    }

    /// <summary>The statements of one transaction.</summary>
    private sealed class AuditInserts(SqliteConnection connection) : IDisposable
    {
        private readonly SqliteCommand row = Command(
            connection,
            """
            INSERT INTO "Audit" ("Sequence", "AtUtc", "Act", "ActorKind", "ActorId", "ActorRole", "Permission", "Origin", "SubjectKind",
                "SubjectId", "Fields", "PreviousHash", "Hash")
            VALUES (@sequence, @at, @act, @kind, @actor, @role, @permission, @origin, @subjectKind, @subject, @fields, @previous, @hash)
            """
        );

        private readonly SqliteCommand businesses = Command(
            connection,
            """
            INSERT INTO "AuditedBusinesses" ("BusinessId", "Sequence") SELECT "value", @sequence FROM json_each(@businesses)
            """
        );

        /// <summary>The businesses that exist for nobody: a list that shows one is cause for an alarm.</summary>
        public HashSet<Guid> ReadCanaries()
        {
            using var command = Command(connection, """SELECT "BusinessId" FROM "Canaries" """);
            using var reader = command.ExecuteReader();
            var found = new HashSet<Guid>();
            while (reader.Read())
            {
                found.Add(reader.GetGuid(0));
            }

            return found;
        }

        /// <summary>The number and the hash of the last row, as <see cref="AuditTrail.LastAsync"/> gives them.</summary>
        public (long Sequence, byte[] Hash) ReadLast()
        {
            using var command = Command(connection, """SELECT "Sequence", "Hash" FROM "Audit" ORDER BY "Sequence" DESC LIMIT 1""");
            using var reader = command.ExecuteReader();
            return reader.Read() ? (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : (0, AuditTrail.Genesis);
        }

        public void Insert(AuditEntry entry)
        {
            Execute(
                row,
                ("@sequence", entry.Sequence),
                ("@at", entry.AtUtc),
                ("@act", entry.Act),
                ("@kind", entry.ActorKind),
                ("@actor", entry.ActorId),
                ("@role", entry.ActorRole),
                ("@permission", entry.Permission),
                ("@origin", entry.Origin),
                ("@subjectKind", entry.SubjectKind),
                ("@subject", entry.SubjectId),
                ("@fields", entry.Fields),
                ("@previous", entry.PreviousHash),
                ("@hash", entry.Hash)
            );
            // Ids are in the database as Entity Framework writes them: in capital letters.
            var ids = JsonSerializer.Serialize(entry.Businesses.Select(touched => touched.BusinessId.ToString().ToUpperInvariant()));
            Execute(businesses, ("@sequence", entry.Sequence), ("@businesses", ids));
        }

        public void Dispose()
        {
            row.Dispose();
            businesses.Dispose();
        }

        private static SqliteCommand Command(SqliteConnection connection, string sql)
        {
            var command = connection.CreateCommand();
            command.CommandText = sql;
            return command;
        }

        private static void Execute(SqliteCommand command, params ReadOnlySpan<(string Name, object? Value)> values)
        {
            command.Parameters.Clear();
            foreach (var (name, value) in values)
            {
                command.Parameters.AddWithValue(name, value ?? DBNull.Value);
            }

            command.ExecuteNonQuery();
        }
    }
}

/// <summary>How many different businesses each person was shown in lists within the last hour by this process: whether it is worth asking
/// the log, which decides.</summary>
internal sealed class ListedCounts
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>An alarm is not raised again at once: until then the log, which takes several times the time of a list, has nothing new to
    /// say.</summary>
    private static readonly TimeSpan RecheckAfter = TimeSpan.FromMinutes(5);

    private readonly Dictionary<Guid, Dictionary<Guid, DateTime>> shown = [];
    private readonly Dictionary<Guid, DateTime> checkedAt = [];

    /// <summary>Adds a list, and tells whether the person was now shown more than <paramref name="most"/> different businesses and the log
    /// was not checked for that lately.</summary>
    public bool NeedsAlarmCheck(ListedView view, int most)
    {
        if (view.Actor.StaffId is not { } person || !AuditActs.Lists.Contains(view.Act))
        {
            return false;
        }

        lock (shown)
        {
            if (!shown.TryGetValue(person, out var seen))
            {
                Forget(view.AtUtc - Hour);
                shown[person] = seen = [];
            }

            foreach (var business in view.Businesses)
            {
                seen[business] = view.AtUtc;
            }

            return seen.Values.Count(at => at > view.AtUtc - Hour) > most
                && !(checkedAt.TryGetValue(person, out var last) && view.AtUtc - last < RecheckAfter);
        }
    }

    /// <summary>The log has decided about a list of that person, and its answer is committed.</summary>
    public void NoteChecked(Guid person, DateTime atUtc)
    {
        lock (shown)
        {
            checkedAt[person] = atUtc;
        }
    }

    // At the first list of a person since they were forgotten: nobody is kept for longer than it matters.
    private void Forget(DateTime before)
    {
        foreach (var (person, seen) in shown)
        {
            foreach (var (business, at) in seen)
            {
                if (at <= before)
                {
                    seen.Remove(business);
                }
            }

            if (seen.Count == 0)
            {
                shown.Remove(person);
                checkedAt.Remove(person);
            }
        }
    }
}

/// <summary>A list of businesses that somebody is about to see.</summary>
internal sealed class ListedView(AccessContext actor, string act, string listKind, IReadOnlyCollection<Guid> businesses, DateTime atUtc)
{
    public AccessContext Actor => actor;

    public string Act => act;

    public string ListKind => listKind;

    public IReadOnlyCollection<Guid> Businesses => businesses;

    public DateTime AtUtc => atUtc;

    /// <summary>Whether the row was written, as soon as that is known.</summary>
    public TaskCompletionSource<bool> Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
