using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Incidents;

/// <summary>What the papers of an incident are made from.</summary>
internal sealed record PaperFacts
{
    private static readonly CultureInfo Japanese = CultureInfo.GetCultureInfo("ja");

    public required Incident Incident { get; init; }

    /// <summary>The time line without what was corrected, in the order in which things happened.</summary>
    public required IReadOnlyList<(DateTime AtUtc, string Text)> Events { get; init; }

    /// <summary>Businesses on the list.</summary>
    public required int Businesses { get; init; }

    /// <summary>Of them those of which only the items of the list could be seen.</summary>
    public required int ListOnly { get; init; }

    /// <summary>Persons among them.</summary>
    public required int Persons { get; init; }

    /// <summary>Businesses that were told.</summary>
    public required int Told { get; init; }

    public IReadOnlyList<IncidentStep> Steps { get; init; } = [];

    public IncidentDetails Details => Incident.Details;

    public static async Task<PaperFacts> ReadAsync(PortalDbContext db, Incident incident, CancellationToken ct)
    {
        var lines = await db
            .AffectedBusinesses.AsNoTracking()
            .Where(row => row.IncidentId == incident.Id && row.RemovedAtUtc == null)
            .ToListAsync(ct);
        var events = await db
            .IncidentEvents.AsNoTracking()
            .Where(row => row.IncidentId == incident.Id && !db.IncidentEvents.Any(other => other.CorrectsId == row.Id))
            .OrderBy(row => row.HappenedAtUtc)
            .ThenBy(row => row.EnteredAtUtc)
            .Select(row => new { row.HappenedAtUtc, row.Text })
            .ToListAsync(ct);
        return new PaperFacts
        {
            Incident = incident,
            Events = events.ConvertAll(row => (row.HappenedAtUtc, row.Text)),
            Businesses = lines.Count,
            ListOnly = lines.Count(line => line.IsListOnly),
            Persons = lines.Sum(line => line.Persons),
            Told = lines.Count(line => line.LastResult == ContactResult.Told),
            Steps = await db.IncidentSteps.AsNoTracking().Where(row => row.IncidentId == incident.Id).ToListAsync(ct),
        };
    }

    /// <summary>Puts texts together in Japanese, whatever language the screen speaks: papers are Japanese.</summary>
    public static T InJapanese<T>(Func<T> make)
    {
        var screen = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = Japanese;
            return make();
        }
        finally
        {
            CultureInfo.CurrentUICulture = screen;
        }
    }
}
