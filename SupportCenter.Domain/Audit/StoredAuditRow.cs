using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SupportCenter.Domain.Audit;

/// <summary>One row as it is in the file, and whether each column is spelt exactly as the portal spells it: a value that reads the
/// same but is written otherwise was written by somebody else.</summary>
internal sealed record StoredAuditRow(AuditEntry Entry, bool IsWellWritten)
{
    public const string Columns =
        "\"Sequence\", \"AtUtc\", \"Act\", \"ActorKind\", \"ActorId\", \"ActorRole\", \"Permission\", \"Origin\", "
        + "\"SubjectKind\", \"SubjectId\", \"Fields\", \"PreviousHash\", \"Hash\"";

    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss.FFFFFFF";
    private const int HashBytes = 32;
    private const int IdLength = 36;

    public static StoredAuditRow Read(SqliteDataReader reader, IEnumerable<AuditedBusiness> businesses, bool businessesAreWellWritten)
    {
        var sound = businessesAreWellWritten;
        var (at, goodTime) = TimeOf(reader.GetValue(1));
        var (actor, goodActor) = IdOf(reader.GetValue(4));
        var (subject, goodSubject) = IdOf(reader.GetValue(9));
        var (previous, hash) = (reader.GetValue(11) as byte[], reader.GetValue(12) as byte[]);
        sound &= goodTime && goodActor && goodSubject && previous?.Length == HashBytes && hash?.Length == HashBytes;

        string? Text(int column)
        {
            var value = reader.GetValue(column);
            sound &= value is string or DBNull;
            return value as string;
        }

        string RequiredText(int column)
        {
            var text = Text(column);
            sound &= text is not null;
            return text ?? "";
        }

        var entry = new AuditEntry
        {
            Sequence = reader.GetInt64(0),
            AtUtc = at,
            Act = RequiredText(2),
            ActorKind = RequiredText(3),
            ActorId = actor,
            ActorRole = Text(5),
            Permission = RequiredText(6),
            Origin = Text(7),
            SubjectKind = RequiredText(8),
            SubjectId = subject,
            Fields = RequiredText(10),
            Businesses = [.. businesses],
            PreviousHash = previous ?? [],
            Hash = hash ?? [],
        };
        return new StoredAuditRow(entry, sound);
    }

    /// <summary>Whether the row carries the hash of what it says, as number <paramref name="sequence"/>.</summary>
    public bool IsItselfAs(long sequence) =>
        IsWellWritten && AuditTrail.HashOf(sequence == Entry.Sequence ? Entry : Renumbered(sequence)).AsSpan().SequenceEqual(Entry.Hash);

    public static (Guid? Id, bool IsWellWritten) IdOf(object stored) =>
        stored switch
        {
            DBNull => (null, true),
            string { Length: IdLength } text when Guid.TryParseExact(text, "D", out var id) => (id, !text.Any(char.IsAsciiLetterLower)),
            _ => (null, false),
        };

    private static (DateTime At, bool IsWellWritten) TimeOf(object stored) =>
        stored is string text && DateTime.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? (DateTime.SpecifyKind(at, DateTimeKind.Utc), at.ToString(TimeFormat, CultureInfo.InvariantCulture) == text)
            : (default, false);

    private AuditEntry Renumbered(long sequence) =>
        new()
        {
            Sequence = sequence,
            AtUtc = Entry.AtUtc,
            Act = Entry.Act,
            ActorKind = Entry.ActorKind,
            ActorId = Entry.ActorId,
            ActorRole = Entry.ActorRole,
            Permission = Entry.Permission,
            Origin = Entry.Origin,
            SubjectKind = Entry.SubjectKind,
            SubjectId = Entry.SubjectId,
            Fields = Entry.Fields,
            Businesses = Entry.Businesses,
            PreviousHash = Entry.PreviousHash,
            Hash = Entry.Hash,
        };
}
