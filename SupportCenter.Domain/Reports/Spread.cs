namespace SupportCenter.Domain.Reports;

/// <summary>A median with its quartiles, and of how many it is.</summary>
/// <param name="N">How many values there were.</param>
/// <param name="Median">The value in the middle, or the mean of the two in the middle; null where there was none.</param>
public sealed record Spread(int N, decimal? Median)
{
    /// <summary>The lower quartile, as QUARTILE.INC of spreadsheets has it; null where there was no value, and in an edition that was fixed
    /// without it.</summary>
    public decimal? Lower { get; init; }

    /// <summary>The upper quartile.</summary>
    public decimal? Upper { get; init; }

    /// <summary>Of values that are given with how often each was there; in any order.</summary>
    public static Spread Of(IEnumerable<(int Value, int Count)> values)
    {
        var sorted = values.Where(entry => entry.Count > 0).OrderBy(entry => entry.Value).ToList();
        var n = sorted.Sum(entry => entry.Count);
        return n == 0 ? new Spread(0, null) : new Spread(n, Between(2)) { Lower = Between(1), Upper = Between(3) };

        // So many quarters of the way from the first to the last value, between two values in proportion.
        decimal Between(int quarters)
        {
            var (whole, rest) = Math.DivRem((n - 1) * quarters, 4);
            return rest == 0 ? At(whole) : At(whole) + ((At(whole + 1) - At(whole)) * rest / 4m);
        }

        int At(int place)
        {
            foreach (var (value, count) in sorted)
            {
                if ((place -= count) < 0)
                {
                    return value;
                }
            }

            throw new InvalidOperationException("The place is behind the end.");
        }
    }
}
