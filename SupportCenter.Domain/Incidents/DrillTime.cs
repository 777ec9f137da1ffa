namespace SupportCenter.Domain.Incidents;

/// <summary>How long a step of a drill took.</summary>
/// <param name="What">The step, in words.</param>
/// <param name="AtUtc">When it was done; null while it is not.</param>
/// <param name="SinceCall">Since the call.</param>
/// <param name="SinceBefore">Since the step before it; this is how long it took.</param>
/// <param name="Within">What the aim counts from the city's knowing on (of the first step, from the call); null where there is no
/// aim.</param>
/// <param name="IsMet">Whether the aim was met; null where there is none, or it is not done.</param>
public sealed record DrillTime(
    string What,
    DateTime? AtUtc,
    TimeSpan? SinceCall,
    TimeSpan? SinceBefore,
    TimeSpan? Within = null,
    bool? IsMet = null
)
{
    /// <summary>From the call until the city knows.</summary>
    public static readonly TimeSpan KnownWithin = TimeSpan.FromMinutes(30);

    /// <summary>From then on until the list of affected businesses is fixed.</summary>
    public static readonly TimeSpan ListWithin = TimeSpan.FromMinutes(5);

    /// <summary>From then on until the first sheet of nine items is drawn up.</summary>
    public static readonly TimeSpan SheetWithin = TimeSpan.FromMinutes(60);

    /// <summary>The steps in the order in which they were taken, and last those that were not.</summary>
    /// <param name="callUtc">When the call came in.</param>
    /// <param name="knownUtc">When it was recorded, which tells the city.</param>
    /// <param name="steps">Each with the aim that counts from then on.</param>
    internal static IReadOnlyList<DrillTime> Of(
        DateTime callUtc,
        DateTime knownUtc,
        IEnumerable<(string What, DateTime? AtUtc, TimeSpan? Within)> steps
    )
    {
        var known = knownUtc - callUtc;
        var times = new List<DrillTime> { new(IncidentTexts.DrillKnown, knownUtc, known, known, KnownWithin, known <= KnownWithin) };
        var before = knownUtc;
        var all = steps.ToList();
        foreach (var (what, at, within) in all.Where(step => step.AtUtc is not null).OrderBy(step => step.AtUtc))
        {
            var done = at!.Value;
            times.Add(new DrillTime(what, done, done - callUtc, done - before, within, within is null ? null : done - knownUtc <= within));
            before = done;
        }

        times.AddRange(all.Where(step => step.AtUtc is null).Select(step => new DrillTime(step.What, null, null, null, step.Within)));
        return times;
    }
}
