using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Schedule;

/// <summary>A venue as lists and choices show it.</summary>
public sealed record VenueRow(Guid Id, string Name, Ward Ward, string Address, bool IsUsed);

/// <summary>The places where the centre tours.</summary>
public sealed class VenueService(AuthorizedDbContextFactory authorized)
{
    /// <summary>All venues in the order of the list, those no longer used too.</summary>
    [RequiresPermission(Permission.ViewSchedule)]
    public async Task<IReadOnlyList<VenueRow>> ListAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewSchedule, ct);
        return await db
            .Venues.OrderBy(venue => venue.Details.ListOrder)
            .ThenBy(venue => venue.Details.Name)
            .Select(venue => new VenueRow(venue.Id, venue.Details.Name, venue.Details.Ward, venue.Details.Address, venue.Details.IsUsed))
            .ToListAsync(ct);
    }

    /// <summary>What can be edited of a venue; null when there is none.</summary>
    [RequiresPermission(Permission.ManageSchedule)]
    public async Task<VenueDetails?> FindAsync(Guid id, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ManageSchedule, ct);
        return (await db.Venues.AsNoTracking().FirstOrDefaultAsync(venue => venue.Id == id, ct))?.Details;
    }

    /// <summary>Saves a venue, a new one when <paramref name="id"/> is null, and gives its id.</summary>
    /// <exception cref="RuleException">Something is missing or too long, the ward is not the address's, or another venue has the
    /// name.</exception>
    [RequiresPermission(Permission.ManageSchedule)]
    public async Task<Guid> SaveAsync(Guid? id, VenueDetails details, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ManageSchedule, AuditActs.VenueSaved, ct);
        FormChecks.Ensure(details);
        if (await work.Db.Venues.AnyAsync(venue => venue.Id != id && venue.Details.Name == details.Name, ct))
        {
            throw new RuleException(Filled(ScheduleTexts.VenueNameTaken, details.Name)) { Field = nameof(VenueDetails.Name) };
        }

        var venue = id is null
            ? null
            : await work.Db.Venues.FirstOrDefaultAsync(row => row.Id == id, ct) ?? throw new RuleException(DomainTexts.NotFound);
        if (venue is null)
        {
            venue = new Venue(details);
            work.Db.Venues.Add(venue);
        }
        else
        {
            venue.Revise(details);
        }

        await work.CommitAsync(ct);
        return venue.Id;
    }
}
