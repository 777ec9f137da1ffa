using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;

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
        var now = CentreTime.ToCivil(authorized.UtcNow);
        var (today, clock) = (DateOnly.FromDateTime(now), TimeOnly.FromDateTime(now));
        var last = today.AddDays(Days - 1);
        var clinics = await db
            .Clinics.Where(clinic => clinic.Date <= last && (clinic.Date > today || (clinic.Date == today && clinic.EndsAt > clock)))
            .OrderBy(clinic => clinic.Date)
            .ThenBy(clinic => clinic.StartsAt)
            .ThenBy(clinic => clinic.Venue!.Details.ListOrder)
            .ThenBy(clinic => clinic.Id)
            .Select(clinic => new
            {
                clinic.Id,
                clinic.Date,
                clinic.StartsAt,
                clinic.EndsAt,
                Venue = clinic.Venue!.Details,
                Slots = clinic
                    .Slots.Where(slot => !slot.IsClosed && !slot.IsExtra)
                    .Select(slot => new SlotTime(slot.StartsAt, slot.EndsAt))
                    .ToList(),
                Free = clinic.Slots.Count(slot =>
                    !slot.IsClosed
                    && (slot.Date > today || slot.StartsAt > clock)
                    && !db.Reservations.Any(row => row.SlotId == slot.Id && row.Status < ReservationStatus.Cancelled)
                ),
                Begun = clinic
                    .Slots.Where(slot => slot.Date < today || (slot.Date == today && slot.StartsAt <= clock))
                    .Select(slot => slot.StartsAt)
                    .ToList(),
                IsCancelled = clinic.ClosedAtUtc != null,
                clinic.Revision,
                clinic.RevisedAtUtc,
            })
            .ToListAsync(ct);
        return new PublicSchedule(
            today,
            last,
            [
                .. clinics.Select(clinic => new PublicClinic(
                    clinic.Date,
                    clinic.StartsAt,
                    clinic.EndsAt,
                    clinic.Venue.Name,
                    clinic.Venue.Ward,
                    clinic.Venue.Address,
                    clinic.Venue.Access,
                    clinic.Venue.OpeningHours,
                    clinic.IsCancelled ? [] : Timetable.Sessions(clinic.Slots),
                    clinic.IsCancelled ? 0 : clinic.Free,
                    clinic.IsCancelled
                )
                {
                    CalendarId = CalendarIdOf(clinic.Id),
                    // A slot that begins is free no more: that is a change too, and nothing is written then.
                    Revision = clinic.Revision + clinic.Begun.Count,
                    RevisedAtUtc = Last(
                        clinic.RevisedAtUtc,
                        clinic.Begun.Count == 0 ? DateTime.UnixEpoch : CentreTime.ToUtc(clinic.Date, clinic.Begun.Max())
                    ),
                }),
            ]
        );
    }

    /// <summary>The later one, but nothing ahead of now: the clock may have been set back.</summary>
    private DateTime Last(DateTime one, DateTime other)
    {
        var (last, now) = (one > other ? one : other, authorized.UtcNow);
        return last > now ? now : last;
    }

    private static Guid CalendarIdOf(Guid clinic) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"calendar/{clinic.ToShort()}")).AsSpan(0, 16));
}
