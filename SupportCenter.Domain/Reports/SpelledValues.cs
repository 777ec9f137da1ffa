using System.Text;

namespace SupportCenter.Domain.Reports;

/// <summary>Values of a column of which few differ: each spelling is read once, and found again by its bytes.</summary>
internal sealed class SpelledValues<T>(Func<string, T> read)
{
    private readonly Dictionary<int, List<(byte[] Spelling, T Value)>> known = [];

    public T Of(ReadOnlySpan<byte> spelling)
    {
        var hash = new HashCode();
        hash.AddBytes(spelling);
        var key = hash.ToHashCode();
        if (!known.TryGetValue(key, out var same))
        {
            known[key] = same = [];
        }

        foreach (var entry in same)
        {
            if (spelling.SequenceEqual(entry.Spelling))
            {
                return entry.Value;
            }
        }

        var value = read(Encoding.UTF8.GetString(spelling));
        same.Add((spelling.ToArray(), value));
        return value;
    }
}
