using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Schedule;

/// <summary>The one search over the free slots of all venues, and the five minutes for which a picked slot is kept from other
/// telephones.</summary>
public sealed class SlotSearchService(AuthorizedDbContextFactory authorized)
{
    // A hold holds no personal data and ends by itself: it leaves no audit row (the booking that follows does).
    private const string Act = "slot.held";

    /// <summary>The free slots that fit the wish, soonest first, at most <see cref="SlotCriteria.MostTaken"/>. A slot that somebody else
    /// holds is among them, with that person's name: it may fall free again in a moment.</summary>
    [RequiresPermission(Permission.ViewSchedule)]
    public async Task<IReadOnlyList<FreeSlot>> FindAsync(SlotCriteria wish, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewSchedule, ct);
        var nowUtc = authorized.UtcNow;
        return await db.Free(CentreTime.ToCivil(nowUtc))
            .Wished(wish)
            .SoonestFirst()
            .Take(Math.Clamp(wish.Take, 1, SlotCriteria.MostTaken))
            .Shown(db, db.AccessContext.StaffId, nowUtc)
            .ToListAsync(ct);
    }

    /// <summary>Keeps the slot for the asker; asking again keeps it for another five minutes. Gives the moment (UTC) until which it is
    /// kept.</summary>
    /// <exception cref="RuleException">The slot is not free any more, or another person holds it.</exception>
    [RequiresPermission(Permission.BookReservations)]
    public async Task<DateTime> HoldAsync(Guid slotId, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.BookReservations, Act, ct);
        var (db, me, nowUtc) = (work.Db, work.AccessContext.Me, authorized.UtcNow);
        if (!await db.Free(CentreTime.ToCivil(nowUtc)).AnyAsync(slot => slot.Id == slotId, ct))
        {
            throw new RuleException(ScheduleTexts.SlotNotFree);
        }

        var until = nowUtc + SlotHold.Length;
        var hold = await db.SlotHolds.FirstOrDefaultAsync(row => row.SlotId == slotId, ct);
        if (hold is null)
        {
            db.SlotHolds.Add(new SlotHold(slotId, me, until));
        }
        else if (hold.HolderId != me && hold.UntilUtc > nowUtc)
        {
            var holder = await db.Staff.Where(person => person.Id == hold.HolderId).Select(person => person.Name).FirstAsync(ct);
            throw new RuleException(Filled(ScheduleTexts.SlotHeldByAnother, holder));
        }
        else
        {
            hold.Take(me, until);
        }

        await work.CommitAsync(ct);
        return until;
    }

    /// <summary>Gives the slot back at once; nothing happens when the asker does not hold it.</summary>
    [RequiresPermission(Permission.BookReservations)]
    public async Task ReleaseAsync(Guid slotId, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.BookReservations, Act, ct);
        if (
            await work.Db.SlotHolds.FirstOrDefaultAsync(row => row.SlotId == slotId && row.HolderId == work.AccessContext.Me, ct) is
            { } hold
        )
        {
            work.Db.SlotHolds.Remove(hold);
            await work.CommitAsync(ct);
        }
    }
}
