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

    // A clock that is asked a moment early would call the hold good.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    /// <summary>The free slots that fit the wish, soonest first, at most <see cref="SlotCriteria.MostTaken"/>. A slot that another form
    /// than the one with <paramref name="formKey"/> holds is among them, with whose it is: it may fall free again in a moment.</summary>
    [RequiresPermission(Permission.ViewSchedule)]
    public async Task<IReadOnlyList<FreeSlot>> FindAsync(SlotCriteria wish, Guid? formKey = null, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewSchedule, ct);
        var nowUtc = authorized.UtcNow;
        return await db.Free(CentreTime.ToCivil(nowUtc))
            .Wished(wish)
            .SoonestFirst()
            .Take(Math.Clamp(wish.Take, 1, SlotCriteria.MostTaken))
            .Shown(db, nowUtc, formKey)
            .ToListAsync(ct);
    }

    /// <summary>Keeps the slot for one form of the asker; asking again keeps it for another five minutes. Gives the moment (UTC) until
    /// which it is kept.</summary>
    /// <exception cref="RuleException">The slot is not free any more, or another form holds it: another person's, or the asker's own on
    /// another screen.</exception>
    [RequiresPermission(Permission.BookReservations)]
    public async Task<DateTime> HoldAsync(Guid slotId, Guid formKey, CancellationToken ct = default)
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
            db.SlotHolds.Add(new SlotHold(slotId, me, formKey, until));
        }
        else if (!hold.IsOf(me, formKey) && hold.UntilUtc > nowUtc)
        {
            throw new RuleException(
                hold.HolderId == me
                    ? ScheduleTexts.SlotHeldByYourself
                    : Filled(
                        ScheduleTexts.SlotHeldByAnother,
                        await db.Staff.Where(person => person.Id == hold.HolderId).Select(person => person.Name).FirstAsync(ct)
                    )
            );
        }
        else
        {
            hold.Take(me, formKey, until);
        }

        await work.CommitAsync(ct);
        authorized.PublishLater(new Change(nameof(SlotHold), slotId), SlotHold.Length + Moment);
        return until;
    }

    /// <summary>Gives the slot back at once; nothing happens when the form does not hold it, or asked for it again since
    /// <paramref name="untilUtc"/> was given: then a later screen has the form.</summary>
    [RequiresPermission(Permission.BookReservations)]
    public async Task ReleaseAsync(Guid slotId, Guid formKey, DateTime untilUtc, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.BookReservations, Act, ct);
        var hold = await work.Db.SlotHolds.FirstOrDefaultAsync(row => row.SlotId == slotId, ct);
        if (hold is not null && hold.IsOf(work.AccessContext.Me, formKey) && hold.UntilUtc == untilUtc)
        {
            work.Db.SlotHolds.Remove(hold);
            await work.CommitAsync(ct);
        }
    }
}
