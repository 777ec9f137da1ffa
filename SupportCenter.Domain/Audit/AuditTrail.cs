using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Audit;

/// <summary>Appends to the audit log: a contiguous sequence in which each row carries the SHA-256 of the one before (ASVS
/// 16.4.2).</summary>
internal static class AuditTrail
{
    /// <summary>What stands for the hash of the row before the first.</summary>
    public static byte[] Genesis { get; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>Adds one row a note to the context, in the transaction that is open: if the rows cannot be written, the act is not
    /// done.</summary>
    /// <param name="after">The row that was added last and is not saved yet; null when the last one is in the database.</param>
    /// <returns>The rows that were added.</returns>
    public static async Task<IReadOnlyList<AuditEntry>> AppendAsync(
        PortalDbContext db,
        string act,
        IReadOnlyList<AuditNote> notes,
        DateTime atUtc,
        CancellationToken cancellation,
        AuditEntry? after = null
    )
    {
        if (notes.Count == 0)
        {
            return [];
        }

        var (sequence, hash) = after is null ? await LastAsync(db, cancellation) : (after.Sequence, after.Hash);
        var added = new List<AuditEntry>(notes.Count);
        foreach (var note in notes)
        {
            var entry = Next(db.AccessContext, act, note, atUtc, ++sequence, hash);
            hash = entry.Hash;
            added.Add(entry);
        }

        db.Audit.AddRange(added);
        return added;
    }

    /// <summary>The number and the hash of the last row; 0 and <see cref="Genesis"/> when there is none.</summary>
    public static async Task<(long Sequence, byte[] Hash)> LastAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var last = await db
            .Audit.AsNoTracking()
            .OrderByDescending(row => row.Sequence)
            .Select(row => new { row.Sequence, row.Hash })
            .FirstOrDefaultAsync(cancellation);
        return last is null ? (0, Genesis) : (last.Sequence, last.Hash);
    }

    /// <summary>The hash that a row must carry: SHA-256 of the previous hash and the row's canonical JSON.</summary>
    public static byte[] HashOf(AuditEntry row)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        buffer.Write(row.PreviousHash);
        WriteCanonical(row, buffer);
        return SHA256.HashData(buffer.WrittenSpan);
    }

    /// <summary>The one spelling of a row: keys in a fixed order, no white space, businesses sorted, everything but plain ASCII escaped,
    /// so that a line break in a value can never begin a new line (ASVS 16.4.1).</summary>
    public static void WriteCanonical(AuditEntry row, IBufferWriter<byte> buffer)
    {
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteNumber("sequence", row.Sequence);
        json.WriteNumber("atTicks", row.AtUtc.Ticks);
        json.WriteString("act", row.Act);
        json.WriteString("actorKind", row.ActorKind);
        json.WriteString("actor", row.ActorId?.ToString("N"));
        json.WriteString("role", row.ActorRole);
        json.WriteString("permission", row.Permission);
        json.WriteString("origin", row.Origin);
        json.WriteString("subjectKind", row.SubjectKind);
        json.WriteString("subject", row.SubjectId?.ToString("N"));
        json.WriteStartArray("businesses");
        foreach (var business in row.Businesses.Select(entry => entry.BusinessId.ToString("N")).Order(StringComparer.Ordinal))
        {
            json.WriteStringValue(business);
        }

        json.WriteEndArray();
        json.WriteString("fields", row.Fields);
        json.WriteEndObject();
    }

    /// <summary>The row that a note becomes, after the row with that hash.</summary>
    public static AuditEntry Next(AccessContext actor, string act, AuditNote note, DateTime atUtc, long sequence, byte[] previous)
    {
        // Stores keep microseconds at best: the hash is taken of what can be read back.
        var at = new DateTime(atUtc.Ticks - (atUtc.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
        AuditEntry Row(byte[] hash) =>
            new()
            {
                Sequence = sequence,
                AtUtc = at,
                Act = note.Act ?? act,
                ActorKind = actor.Kind.ToString(),
                ActorId = actor.StaffId,
                ActorRole = actor.Role?.ToString(),
                Permission = actor.Permission.ToString(),
                Origin = actor.Origin,
                SubjectKind = note.SubjectKind,
                SubjectId = note.Subject,
                Businesses =
                [
                    .. note.Businesses.Distinct().Select(business => new AuditedBusiness { BusinessId = business, Sequence = sequence }),
                ],
                Fields = string.Join(',', note.Fields),
                PreviousHash = previous,
                Hash = hash,
            };
        return Row(HashOf(Row([])));
    }
}
