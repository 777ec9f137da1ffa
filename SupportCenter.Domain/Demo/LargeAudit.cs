using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Demo;

/// <summary>Adds views of the businesses that there are to the audit log, for measurements: the same rows as the portal writes, in one
/// chain.</summary>
public static class LargeAudit
{
    /// <summary>Every so manieth act is a list that shows a page of businesses.</summary>
    private const int ListEvery = 50;
    private const int PageOfList = 20;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(60);

    private static readonly (string Act, string Kind, Permission Permission)[] Acts =
    [
        (AuditActs.BusinessViewed, nameof(Business), Permission.ViewBusinesses),
        (AuditActs.ReservationViewed, nameof(Reservation), Permission.ViewReservations),
        (AuditActs.RecordViewed, nameof(ConsultationRecord), Permission.ViewConsultations),
        (AuditActs.TelephoneRevealed, nameof(Business), Permission.RevealTelephone),
    ];

    /// <summary>Adds so many rows in one transaction, the last of them now.</summary>
    /// <exception cref="RuleException">There is no business that could have been seen.</exception>
    public static async Task FillAuditAsync(this PortalDatabase database, int rows, TimeProvider time, CancellationToken ct = default)
    {
        await using var seeding = await Seeding.BeginAsync(database, time, ct);
        var db = seeding.Db;
        var businesses = await db.Businesses.OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(ct);
        var staff = await db.Staff.AsNoTracking().OrderBy(row => row.Name).ToListAsync(ct);
        if (businesses.Count == 0 || staff.Count == 0)
        {
            throw new RuleException(SeedTexts.NothingToSee);
        }

        using var entries = new PreparedInsert<AuditEntry>(db);
        using var links = new PreparedInsert<AuditedBusiness>(db);
        var (sequence, hash) = await AuditTrail.LastAsync(db, ct);
        for (var made = 0; made < rows; made++)
        {
            ct.ThrowIfCancellationRequested();
            var at = seeding.UtcNow - (Between * (rows - made));
            // Steps that share no factor with usual counts visit everybody in turn.
            IEnumerable<Guid> seen = Enumerable
                .Range(0, made % ListEvery == 0 ? Math.Min(PageOfList, businesses.Count) : 1)
                .Select(next => businesses[(int)(((made * 7919L) + next) % businesses.Count)]);
            var entry = Entry(++sequence, hash, at, staff[(int)(made * 104_729L % staff.Count)], made, [.. seen]);
            hash = entry.Hash;
            entries.Write(entry);
            entry.Businesses.ForEach(links.Write);
        }

        await seeding.FinishAsync(ct);
    }

    private static AuditEntry Entry(long sequence, byte[] previous, DateTime at, StaffMember person, int made, Guid[] seen)
    {
        var (act, kind, permission) =
            seen.Length > 1 ? (AuditActs.ReservationsListed, nameof(Reservation), Permission.ViewReservations) : Acts[made % Acts.Length];
        AuditEntry Row(byte[] hash) =>
            new()
            {
                Sequence = sequence,
                AtUtc = new DateTime(at.Ticks - (at.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc),
                Act = act,
                ActorKind = nameof(CallerKind.Staff),
                ActorId = person.Id,
                ActorRole = person.Role.ToString(),
                Permission = permission.ToString(),
                Origin = "192.0.2.1",
                SubjectKind = kind,
                SubjectId = seen.Length > 1 ? null : seen[0],
                Businesses = [.. seen.Select(business => new AuditedBusiness { BusinessId = business, Sequence = sequence })],
                Fields = "",
                PreviousHash = previous,
                Hash = hash,
            };
        return Row(AuditTrail.HashOf(Row([])));
    }
}
