using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reservations;

/// <summary>A waiting caller as the list shows it; the telephone number masked.</summary>
public sealed record CallbackRow(
    Guid Id,
    string BusinessName,
    string? ContactName,
    string MaskedTelephone,
    Ward? Ward,
    DateOnly? From,
    DateOnly? To,
    string? Memo,
    DateTime QueuedAtUtc,
    string QueuedBy,
    CallbackOffer? Offer
);

/// <summary>A free slot that fits a waiting caller's wish.</summary>
public sealed record CallbackOffer(Guid SlotId, DateOnly Date, TimeOnly StartsAt, string VenueName);

/// <summary>How many callers wait, and how many of them could be rung now.</summary>
public sealed record CallbackCount(int Waiting, int Offered);

/// <summary>The form's first contents for a waiting caller, and where and when the caller would come.</summary>
public sealed record CallbackPrefill(Guid Id, Ward? Ward, DateOnly? From, DateOnly? To, ReservationDetails Details);

/// <summary>Which free slot is offered to whom.</summary>
internal static class CallbackOffers
{
    private const int LooksAtMost = 2000;

    /// <summary>The offers by request: in the order of calling everyone takes the next slot that fits, so that two never get the
    /// same.</summary>
    public static async Task<Dictionary<Guid, CallbackOffer>> ForAsync(
        PortalDbContext db,
        IReadOnlyList<CallbackRequest> inOrder,
        DateTime nowUtc,
        CancellationToken cancellation
    )
    {
        var offers = new Dictionary<Guid, CallbackOffer>();
        if (inOrder.Count == 0)
        {
            return offers;
        }

        var free = await FreeAsync(db, nowUtc, cancellation);
        foreach (var request in inOrder)
        {
            if (free.Find(slot => Fits(request.Details, slot.Ward, slot.Offer.Date)) is { Offer: { } offer } taken)
            {
                offers[request.Id] = offer;
                free.Remove(taken);
            }
        }

        return offers;
    }

    private static bool Fits(CallbackDetails wish, Ward ward, DateOnly date) =>
        (wish.Ward is null || wish.Ward == ward) && (wish.From is null || wish.From <= date) && (wish.To is null || date <= wish.To);

    /// <summary>The slots that nobody has booked, holds or closed, and whose time is to come; nearest first.</summary>
    private static async Task<List<(Ward Ward, CallbackOffer Offer)>> FreeAsync(
        PortalDbContext db,
        DateTime nowUtc,
        CancellationToken cancellation
    )
    {
        var rows = await db.Free(CentreTime.ToCivil(nowUtc))
            .Where(slot => !db.SlotHolds.Any(hold => hold.SlotId == slot.Id && hold.UntilUtc > nowUtc))
            .SoonestFirst()
            .Take(LooksAtMost)
            .Select(slot => new
            {
                slot.Id,
                slot.Date,
                slot.StartsAt,
                slot.Clinic!.Venue!.Details.Name,
                slot.Clinic.Venue.Details.Ward,
            })
            .ToListAsync(cancellation);
        return rows.ConvertAll(row => (row.Ward, new CallbackOffer(row.Id, row.Date, row.StartsAt, row.Name)));
    }
}
