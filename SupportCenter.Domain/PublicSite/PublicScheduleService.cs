using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.PublicSite;

/// <summary>What the public page says: where and when the centre tours. It reads only what <see cref="PublicClinic"/> holds.</summary>
public sealed class PublicScheduleService(AuthorizedDbContextFactory authorized)
{
    /// <summary>How far ahead the page looks.</summary>
    public const int Days = 28;

    /// <summary>The clinics from now on, four weeks ahead, by date and time; cancelled ones too, for those who remember the date.</summary>
    [RequiresPermission(Permission.ViewPublicSchedule)]
    public async Task<PublicSchedule> ReadAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewPublicSchedule, ct);
        var now = Data.CentreTime.ToCivil(authorized.UtcNow);
        var (today, clock) = (DateOnly.FromDateTime(now), TimeOnly.FromDateTime(now));
        var last = today.AddDays(Days - 1);
        var clinics = await db
            .Clinics.Where(clinic => clinic.Date <= last && (clinic.Date > today || (clinic.Date == today && clinic.EndsAt > clock)))
            .OrderBy(clinic => clinic.Date)
            .ThenBy(clinic => clinic.StartsAt)
            .ThenBy(clinic => clinic.Venue!.Details.ListOrder)
            .ThenBy(clinic => clinic.Id)
            .Select(clinic => new PublicClinic(
                clinic.Date,
                clinic.StartsAt,
                clinic.EndsAt,
                clinic.Venue!.Details.Name,
                clinic.Venue.Details.Ward,
                clinic.Venue.Details.Address,
                clinic.Venue.Details.Access,
                clinic.Venue.Details.OpeningHours,
                clinic.ClosedAtUtc != null
                    ? 0
                    : clinic.Slots.Count(slot =>
                        !slot.IsClosed
                        && (slot.Date > today || slot.StartsAt > clock)
                        && !db.Reservations.Any(row => row.SlotId == slot.Id && row.Status < ReservationStatus.Cancelled)
                    ),
                clinic.ClosedAtUtc != null
            ))
            .ToListAsync(ct);
        return new PublicSchedule(today, last, clinics);
    }
}
