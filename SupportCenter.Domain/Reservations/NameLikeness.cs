namespace SupportCenter.Domain.Reservations;

/// <summary>Whether two folded names are near enough to be asked about: a slip of the pen, a missing word.</summary>
internal static class NameLikeness
{
    private const int ShortestContained = 3;
    private const int LongestCompared = 100;

    /// <summary>One differing sign in a name of up to five, two in a longer one, or one name within the other (例示製作 and 例示製作所).</summary>
    public static bool AreNear(string one, string other)
    {
        var (brief, full) = one.Length <= other.Length ? (one, other) : (other, one);
        if (brief.Length < 2 || full.Length > LongestCompared)
        {
            return false;
        }

        if (brief.Length >= ShortestContained && full.Contains(brief, StringComparison.Ordinal))
        {
            return true;
        }

        var allowed =
            brief.Length <= 2 ? 0
            : brief.Length <= 5 ? 1
            : 2;
        return full.Length - brief.Length <= allowed && Distance(brief, full) <= allowed;
    }

    /// <summary>How many signs have to be changed, added or taken out (Levenshtein).</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var above = row[j];
                row[j] = one[i - 1] == other[j - 1] ? diagonal : 1 + Math.Min(diagonal, Math.Min(above, row[j - 1]));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
