namespace SupportCenter.Domain.Reports;

/// <summary>A word that more businesses spoke of than in the period before, as a part of all.</summary>
/// <param name="Word">As it stands in the summaries, in one width.</param>
/// <param name="Businesses">The distinct businesses in whose summaries it stands: five and more.</param>
/// <param name="Before">Those of the period before; null where they are fewer than five, also where there are none.</param>
public sealed record RisingWord(string Word, int Businesses, int? Before);

/// <summary>増えた言葉: what the summaries of a period speak of more than those of the period before.</summary>
/// <param name="Period">The period.</param>
/// <param name="Businesses">The distinct businesses whose records were read.</param>
/// <param name="BusinessesBefore">Those of the period before.</param>
/// <param name="Words">The words, the one that rises most first.</param>
public sealed record RisingWords(StatisticsPeriod Period, int Businesses, int BusinessesBefore, IReadOnlyList<RisingWord> Words);

/// <summary>Which words rise, and how much, from the businesses that speak of each.</summary>
internal static class RisingWordsRule
{
    /// <summary>The words that may be shown, the one that rises most first. Order and choice follow from what is shown alone, so that
    /// neither tells of a number below five.</summary>
    public static IEnumerable<RisingWord> Of(WordCounts now, WordCounts before) =>
        now
            .Words.Where(word => word.Value.Count >= SmallNumbers.FewestBusinesses)
            .Select(word => new RisingWord(word.Key, word.Value.Count, ShownCount(before.Words.GetValueOrDefault(word.Key))))
            .Where(word => (long)word.Businesses * before.Businesses > (long)(word.Before ?? 0) * now.Businesses)
            .OrderByDescending(word => Likelihood(word.Businesses, now.Businesses, word.Before ?? 0, before.Businesses))
            .ThenBy(word => word.Word, StringComparer.Ordinal);

    private static int? ShownCount(HashSet<Guid>? businesses) =>
        businesses is { Count: >= SmallNumbers.FewestBusinesses } many ? many.Count : null;

    /// <summary>How much better two parts explain the counts than one part for both periods would (log-likelihood ratio; Dunning 1993):
    /// common words do not win by their number, nor rare ones by chance.</summary>
    private static double Likelihood(int now, int all, int before, int allBefore)
    {
        var part = (double)(now + before) / Math.Max(1, all + allBefore);
        return 2
            * (
                Term(now, all * part)
                + Term(before, allBefore * part)
                + Term(all - now, all * (1 - part))
                + Term(allBefore - before, allBefore * (1 - part))
            );
    }

    private static double Term(double seen, double expected) => seen <= 0 || expected <= 0 ? 0 : seen * Math.Log(seen / expected);
}

/// <summary>The words of a period, each with the businesses in whose summaries it stands.</summary>
internal sealed class WordCounts
{
    private readonly HashSet<Guid> businesses = [];

    public Dictionary<string, HashSet<Guid>> Words { get; } = new(StringComparer.Ordinal);

    public int Businesses => businesses.Count;

    public void Add(Guid business, string? summary)
    {
        businesses.Add(business);
        foreach (var word in Text.CompoundWords.In(summary))
        {
            if (!Words.TryGetValue(word, out var of))
            {
                Words[word] = of = [];
            }

            of.Add(business);
        }
    }
}
