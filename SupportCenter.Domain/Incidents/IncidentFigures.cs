using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reports;

namespace SupportCenter.Domain.Incidents;

/// <summary>What the 月次報告 says of incidents: counts only. Drills are counted apart, and their deadlines not at all.</summary>
public sealed record IncidentFigures
{
    /// <summary>Incidents that became known in the period and are none that turned out to be nothing.</summary>
    public required int Known { get; init; }

    /// <summary>Of those that became known up to its end how many are open when it is counted.</summary>
    public required int Open { get; init; }

    /// <summary>Drills that began in the period.</summary>
    public required int Drills { get; init; }

    /// <summary>Deadlines whose last day is in the period and which were met.</summary>
    public required int Met { get; init; }

    /// <summary>Those that were not: done later, or open when the day was over.</summary>
    public required int Missed { get; init; }

    /// <summary>Those that are open, and whose day is not over.</summary>
    public required int Pending { get; init; }

    internal static async Task<IncidentFigures> ReadAsync(
        PortalDbContext db,
        StatisticsPeriod period,
        IncidentOptions rules,
        DateOnly today,
        CancellationToken ct
    )
    {
        var incidents = await db
            .Incidents.AsNoTracking()
            .Where(row => row.Details.KnownOn <= period.To && row.State != IncidentState.NotApplicable)
            .ToListAsync(ct);
        var real = incidents.FindAll(row => !row.IsDrill);
        var ids = real.ConvertAll(row => row.Id);
        var steps = (
            await db
                .IncidentSteps.AsNoTracking()
                .Where(row => ids.Contains(row.IncidentId) && row.State != IncidentStepState.NotNeeded)
                .ToListAsync(ct)
        ).ToLookup(row => row.IncidentId);
        var due = real.SelectMany(incident => steps[incident.Id].Select(step => (Step: step, Last: step.DueOn(incident, rules))))
            .Where(row => row.Last >= period.From && row.Last <= period.To)
            .Select(row => row.Step.IsMet(row.Last!.Value, today))
            .ToList();
        bool InPeriod(Incident row) => row.Details.KnownOn >= period.From;
        return new IncidentFigures
        {
            Known = real.Count(InPeriod),
            Open = real.Count(row => row.IsOpen),
            Drills = incidents.Count(row => row.IsDrill && InPeriod(row)),
            Met = due.Count(met => met == true),
            Missed = due.Count(met => met == false),
            Pending = due.Count(met => met is null),
        };
    }
}
