using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Audit;

/// <summary>Appends to the audit log: a contiguous sequence in which each row carries the SHA-256 of the one before (ASVS 16.4.2).</summary>
internal static class AuditTrail
{
    /// <summary>What stands for the hash of the row before the first.</summary>
    public static byte[] Genesis { get; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>Adds one row a note to the context, in the transaction that is open: if the rows cannot be written, the act is not done.</summary>
    public static async Task AppendAsync(PortalDbContext db, string act, IReadOnlyList<AuditNote> notes, DateTime atUtc, CancellationToken cancellation)
    {
        if (notes.Count == 0)
        {
            return;
        }

        var last = await db.Audit.AsNoTracking().OrderByDescending(row => row.Sequence)
            .Select(row => new { row.Sequence, row.Hash }).FirstOrDefaultAsync(cancellation);
        var (sequence, hash) = (last?.Sequence ?? 0, last?.Hash ?? Genesis);
        foreach (var note in notes)
        {
            var entry = Next(db, act, note, atUtc, ++sequence, hash);
            hash = entry.Hash;
            db.Audit.Add(entry);
        }
    }

    /// <summary>The hash that a row must carry: SHA-256 of the previous hash and the row's canonical JSON (fixed order, UTC, no white space).</summary>
    public static byte[] HashOf(AuditEntry row)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        buffer.Write(row.PreviousHash);
        using (var json = new Utf8JsonWriter(buffer))
        {
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

        return SHA256.HashData(buffer.WrittenSpan);
    }

    private static AuditEntry Next(PortalDbContext db, string act, AuditNote note, DateTime atUtc, long sequence, byte[] previous)
    {
        // Stores keep microseconds at best: the hash is taken of what can be read back.
        var at = new DateTime(atUtc.Ticks - (atUtc.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
        AuditEntry Row(byte[] hash) => new()
        {
            Sequence = sequence,
            AtUtc = at,
            Act = act,
            ActorKind = db.Viewer.Kind.ToString(),
            ActorId = db.Viewer.StaffId,
            ActorRole = db.Viewer.Role?.ToString(),
            Permission = db.Viewer.Permission.ToString(),
            Origin = db.Viewer.Origin,
            SubjectKind = note.SubjectKind,
            SubjectId = note.Subject,
            Businesses = [.. note.Businesses.Distinct().Select(business => new AuditedBusiness { BusinessId = business, Sequence = sequence })],
            Fields = string.Join(',', note.Fields),
            PreviousHash = previous,
            Hash = hash,
        };
        return Row(HashOf(Row([])));
    }
}
