using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Schedule;

/// <summary>Who is where on some dates: finds the scrivener who would be at two venues at once, and the venue that would hold two
/// clinics.</summary>
internal sealed class ClinicConflicts
{
    private readonly List<Taken> taken;

    private ClinicConflicts(List<Taken> taken) => this.taken = taken;

    /// <summary>Reads the clinics of the dates that are not closed, but for <paramref name="except"/>.</summary>
    public static async Task<ClinicConflicts> LoadAsync(
        PortalDbContext db,
        IReadOnlyCollection<DateOnly> dates,
        Guid? except,
        CancellationToken ct
    ) =>
        new(
            await db
                .Clinics.Where(clinic => dates.Contains(clinic.Date) && clinic.ClosedAtUtc == null && clinic.Id != except)
                .OrderBy(clinic => clinic.Date)
                .ThenBy(clinic => clinic.StartsAt)
                .Select(clinic => new Taken(
                    clinic.Date,
                    clinic.StartsAt,
                    clinic.EndsAt,
                    clinic.VenueId,
                    clinic.Venue!.Details.Name,
                    clinic.Desks.Select(desk => new Person(desk.ScrivenerId, desk.Scrivener!.Name)).ToList()
                ))
                .ToListAsync(ct)
        );

    /// <summary>Takes a further clinic into account, one that is being made beside others.</summary>
    public void Add(ClinicDate place, TimeOnly from, TimeOnly to, string venueName, IEnumerable<Person> scriveners) =>
        taken.Add(new Taken(place.Date, from, to, place.VenueId, venueName, [.. scriveners]));

    /// <summary>What stands against a clinic there and then with these scriveners, in one sentence; null when nothing does.</summary>
    public string? Find(ClinicDate place, TimeOnly from, TimeOnly to, IReadOnlyCollection<Guid> scriveners)
    {
        foreach (var other in taken.Where(other => other.Date == place.Date && other.StartsAt < to && from < other.EndsAt))
        {
            if (other.VenueId == place.VenueId)
            {
                return Say(ScheduleTexts.VenueIsTaken, other, other.VenueName);
            }

            if (other.Scriveners.Find(person => scriveners.Contains(person.Id)) is { } person)
            {
                return Say(ScheduleTexts.ScrivenerIsElsewhere, other, person.Name);
            }
        }

        return null;
    }

    private static string Say(string sentence, Taken other, string who) =>
        Filled(sentence, ScreenDate.Long(other.Date), who, other.VenueName, JapaneseTime.Format(other.StartsAt, other.EndsAt));

    internal sealed record Person(Guid Id, string Name);

    private sealed record Taken(DateOnly Date, TimeOnly StartsAt, TimeOnly EndsAt, Guid VenueId, string VenueName, List<Person> Scriveners);
}
