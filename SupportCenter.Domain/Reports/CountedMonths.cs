namespace SupportCenter.Domain.Reports;

/// <summary>Which version the counted rows of a calendar month have: written by triggers of the database with every change of a row that
/// the statistics count, whoever makes it (<see cref="Data.CountedTriggers"/>). Random, so that no version ever comes back: a restored
/// database has the one that it had then.</summary>
public sealed class CountedVersion
{
    /// <summary>2020-07.</summary>
    public string Month { get; init; } = "";

    public string Version { get; init; } = "";
}

/// <summary>A clinic and how many of its slots were open; of a scrivener's figures, of the own desk.</summary>
internal sealed record OfferedClinic(Guid Id, DateOnly Date, Guid VenueId, bool IsClosed, int OpenSlots);

/// <summary>What the statistics read of a calendar month: columns in clear, in the order of the days, of everybody.</summary>
internal sealed record CountedMonth(
    IReadOnlyList<StatisticsEntry> Entries,
    IReadOnlyList<OfferedClinic> Offers,
    IReadOnlyList<Guid> ClosedSlots
);

/// <summary>Keeps what was read of each month, so that a look reads only the months that were changed since. A month is found under the
/// version that the reader's own snapshot has, and under no other: nothing old is ever counted. In memory, of one process.</summary>
internal sealed class CountedMonths
{
    /// <summary>More reservations than these are not kept: about a hundred megabytes.</summary>
    public const int MostEntries = 400_000;

    private readonly Lock access = new();
    private readonly Dictionary<DateOnly, Kept> kept = [];
    private long turn;

    /// <summary>The numbers of the businesses in what is kept.</summary>
    public BusinessNumbers Numbers { get; } = new();

    /// <summary>What was read of a month of that version; null where it has to be read (again).</summary>
    public CountedMonth? Find(DateOnly month, string version)
    {
        lock (access)
        {
            if (!kept.TryGetValue(month, out var found) || found.Version != version)
            {
                return null;
            }

            found.UsedAt = ++turn;
            return found.Month;
        }
    }

    /// <summary>Keeps what was read of a month; what was used longest ago makes room.</summary>
    public void Keep(DateOnly month, string version, CountedMonth read)
    {
        lock (access)
        {
            kept[month] = new Kept(version, read) { UsedAt = ++turn };
            while (kept.Count > 1 && kept.Values.Sum(one => (long)one.Month.Entries.Count) > MostEntries)
            {
                kept.Remove(kept.MinBy(one => one.Value.UsedAt).Key);
            }
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        lock (access)
        {
            kept.Clear();
        }
    }

    private sealed class Kept(string version, CountedMonth month)
    {
        public string Version => version;

        public CountedMonth Month => month;

        public long UsedAt { get; set; }
    }
}

/// <summary>Numbers businesses from 0 in the order in which they are met, so that distinct ones can be counted by bits.</summary>
internal sealed class BusinessNumbers
{
    private readonly Lock access = new();
    private readonly Dictionary<Guid, int> numbers = [];

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (access)
            {
                return numbers.Count;
            }
        }
    }

    /// <summary>The number of a business.</summary>
    public int Of(Guid business)
    {
        lock (access)
        {
            if (!numbers.TryGetValue(business, out var number))
            {
                numbers[business] = number = numbers.Count;
            }

            return number;
        }
    }
}
