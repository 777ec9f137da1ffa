using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Retention;

namespace SupportCenter.Domain.Incidents;

/// <summary>No business on the list of an incident is disposed of while the incident is open: each has a hold of its own for it, which
/// nobody lifts by hand and which goes with the incident.</summary>
internal static class IncidentHolds
{
    /// <summary>Places a hold on each business that has none for this incident.</summary>
    public static async Task PlaceAsync(
        PortalDbContext db,
        Incident incident,
        IReadOnlyCollection<Guid> businesses,
        Guid by,
        DateTime nowUtc,
        CancellationToken ct
    )
    {
        var held = await db
            .RetentionHolds.Where(hold => hold.IncidentId == incident.Id && hold.LiftedAtUtc == null)
            .Select(hold => hold.BusinessId)
            .ToListAsync(ct);
        var reason = Filled(IncidentTexts.HoldReason, NumberOf(incident));
        db.RetentionHolds.AddRange(
            businesses
                .Except(held)
                .Select(business => new RetentionHold(business, new HoldDetails { Reason = reason }, by, nowUtc, incident.Id))
        );
    }

    /// <summary>Lifts the holds of the incident: all of them, or those of the given businesses.</summary>
    public static async Task LiftAsync(
        PortalDbContext db,
        Incident incident,
        Guid by,
        DateTime nowUtc,
        CancellationToken ct,
        Guid? business = null
    )
    {
        var holds = await db
            .RetentionHolds.Where(hold => hold.IncidentId == incident.Id && hold.LiftedAtUtc == null)
            .Where(hold => business == null || hold.BusinessId == business)
            .ToListAsync(ct);
        foreach (var hold in holds)
        {
            hold.Lift(Filled(IncidentTexts.HoldLifted, NumberOf(incident)), by, nowUtc);
        }
    }

    private static string NumberOf(Incident incident) => IncidentFormatter.Number(incident.FiscalYear, incident.Number, incident.IsDrill);
}
