using System.Collections.Concurrent;

namespace SupportCenter.Portal.Components;

/// <summary>How much of the same fault is written down: its stack a few times a minute, then a line each, and no more than so many. Whoever
/// causes it again and again, without having signed in even, must not fill the disk or hide something else.</summary>
internal sealed class FaultBudget(TimeProvider time, int stacks = 3, int lines = 40)
{
    private const int MostKinds = 1000;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Spent> kinds = new(StringComparer.Ordinal);

    /// <summary>What may be said of one more fault of a kind, and how many went unsaid in the minute before.</summary>
    public (FaultDetail Detail, int Unsaid) Spend(string kind)
    {
        if (kinds.Count > MostKinds)
        {
            kinds.Clear();
        }

        var spent = kinds.GetOrAdd(kind, _ => new Spent());
        lock (spent)
        {
            var (now, unsaid) = (time.GetUtcNow(), 0);
            if (now - spent.Since >= Minute)
            {
                (spent.Since, unsaid, spent.Count) = (now, Math.Max(0, spent.Count - lines), 0);
            }

            spent.Count++;
            var detail =
                spent.Count <= stacks ? FaultDetail.Stack
                : spent.Count <= lines ? FaultDetail.Line
                : FaultDetail.Nothing;
            return (detail, unsaid);
        }
    }

    private sealed class Spent
    {
        public DateTimeOffset Since { get; set; }

        public int Count { get; set; }
    }
}

/// <summary>How much is written of a fault.</summary>
internal enum FaultDetail
{
    Nothing = 0,
    Line = 1,
    Stack = 2,
}
