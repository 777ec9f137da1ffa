using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Schedule;

/// <summary>Reads when clients are received at clinics: their sessions, one before and one after a break.</summary>
internal static class ClinicSessions
{
    /// <summary>The slots that make the hours of a clinic: open, and laid out for whoever comes.</summary>
    public static IQueryable<Slot> LaidOut(this IQueryable<Slot> slots) => slots.Where(slot => !slot.IsClosed && !slot.IsExtra);

    /// <summary>By clinic; a clinic without slots is missing.</summary>
    public static async Task<Dictionary<Guid, IReadOnlyList<SlotTime>>> ReadAsync(
        PortalDbContext db,
        IReadOnlyCollection<Guid> clinics,
        CancellationToken ct
    )
    {
        var times = await db
            .Slots.LaidOut()
            .Where(slot => clinics.Contains(slot.ClinicId))
            .Select(slot => new
            {
                slot.ClinicId,
                slot.StartsAt,
                slot.EndsAt,
            })
            .Distinct()
            .ToListAsync(ct);
        return times
            .GroupBy(one => one.ClinicId)
            .ToDictionary(own => own.Key, own => Timetable.Sessions(own.Select(one => new SlotTime(one.StartsAt, one.EndsAt))));
    }
}
