namespace SupportCenter.Tests.Reports;

/// <summary>Somebody who knows everything that is published and solves for what is not: whole numbers from 0 up, sums of which lie between
/// bounds. Bounds are propagated until nothing is narrowed any more.</summary>
internal sealed class IntervalAttacker
{
    private const int Unbounded = 1_000_000;
    private readonly List<(int Lowest, int Highest)> bounds = [];
    private readonly Dictionary<object, int> numbers = [];
    private readonly List<(int[] Plus, int[] Minus, int Lowest, int Highest)> sums = [];

    /// <summary>The number of something that the attacker wants to know.</summary>
    public int this[object what]
    {
        get
        {
            if (!numbers.TryGetValue(what, out var number))
            {
                numbers[what] = number = bounds.Count;
                bounds.Add((0, Unbounded));
            }

            return number;
        }
    }

    /// <summary>Some numbers added up, less some others, are not below or above.</summary>
    public void Know(IEnumerable<object> plus, int lowest, int highest, params object[] minus) =>
        sums.Add(([.. plus.Select(what => this[what])], [.. minus.Select(what => this[what])], lowest, highest));

    /// <summary>A published count: the exact one is a neighbour.</summary>
    public void KnowRounded(IEnumerable<object> plus, int rounded, int most = 4) => Know(plus, rounded - most, rounded + most);

    /// <summary>Whether what is known fits together.</summary>
    public bool Solve()
    {
        for (var narrowed = true; narrowed; )
        {
            narrowed = false;
            foreach (var (plus, minus, lowest, highest) in sums)
            {
                var least = plus.Sum(at => bounds[at].Lowest) - minus.Sum(at => bounds[at].Highest);
                var most = plus.Sum(at => bounds[at].Highest) - minus.Sum(at => bounds[at].Lowest);
                foreach (var at in plus)
                {
                    var (from, to) = bounds[at];
                    narrowed |= Narrow(at, lowest - (most - to), highest - (least - from));
                }

                foreach (var at in minus)
                {
                    var (from, to) = bounds[at];
                    narrowed |= Narrow(at, least + to - highest, most + from - lowest);
                }
            }
        }

        return bounds.TrueForAll(one => one.Lowest <= one.Highest);
    }

    /// <summary>How many values are left for a number.</summary>
    public int ValuesOf(object what) => bounds[this[what]].Highest - bounds[this[what]].Lowest + 1;

    /// <summary>What is left for a number.</summary>
    public (int Lowest, int Highest) Of(object what) => bounds[this[what]];

    private bool Narrow(int at, int lowest, int highest)
    {
        var (from, to) = bounds[at];
        bounds[at] = (Math.Max(from, lowest), Math.Min(to, highest));
        return bounds[at] != (from, to);
    }
}
