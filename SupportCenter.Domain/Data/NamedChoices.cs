using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Domain.Data;

/// <summary>The choices of filters and forms, in the one order that every screen shows them in.</summary>
internal static class NamedChoices
{
    /// <summary>Venues in the order of the venue list, then by name.</summary>
    public static Task<List<NamedChoice>> ChoicesAsync(this IQueryable<Venue> venues, CancellationToken ct) =>
        venues
            .AsNoTracking()
            .OrderBy(venue => venue.Details.ListOrder)
            .ThenBy(venue => venue.Details.Name)
            .Select(venue => new NamedChoice(venue.Id, venue.Details.Name))
            .ToListAsync(ct);

    /// <summary>People by name.</summary>
    public static Task<List<NamedChoice>> ChoicesAsync(this IQueryable<StaffMember> people, CancellationToken ct) =>
        people.AsNoTracking().OrderBy(person => person.Name).Select(person => new NamedChoice(person.Id, person.Name)).ToListAsync(ct);

    /// <summary>The names of industries in the order of the industry list, then by name.</summary>
    public static Task<List<string>> NamesAsync(this IQueryable<Industry> industries, CancellationToken ct) =>
        industries
            .AsNoTracking()
            .OrderBy(industry => industry.Order)
            .ThenBy(industry => industry.Name)
            .Select(industry => industry.Name)
            .ToListAsync(ct);
}
