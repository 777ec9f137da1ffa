using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Reports;

/// <summary>A fiscal year of random consultations, small and large ones, with the exact counts of its months.</summary>
internal sealed class PublicScene
{
    private readonly Random random;
    private readonly List<Held> held = [];
    private readonly List<(int Month, Guid Business, NotHeldReason Reason)> notHeld = [];

    public PublicScene(int seed)
    {
        random = new Random(seed);
        var businesses = Enumerable.Range(0, random.Next(1, 120)).Select(_ => NewId.Create()).ToList();
        // How much of a year is in few wards and sizes differs from year to year.
        var (wards, visits) = (random.Next(1, 14), random.Next(1, 4));
        for (var month = 0; month < 12; month++)
        {
            var most = random.Next(4) == 0 ? random.Next(0, 6) : random.Next(0, 130);
            for (var at = 0; at < most; at++)
            {
                var business = businesses[Skewed(businesses.Count)];
                var times = random.Next(10) == 0 ? random.Next(1, 15) : 1;
                for (var time = 0; time < times; time++)
                {
                    held.Add(Consultation(month, business, wards, visits));
                }
            }

            foreach (var _ in Enumerable.Range(0, random.Next(0, 25)))
            {
                notHeld.Add((month, businesses[Skewed(businesses.Count)], (NotHeldReason)random.Next(1, 5)));
            }
        }
    }

    public sealed record Held(
        int Month,
        Guid Business,
        Ward? Ward,
        EmployeeClass? Employees,
        VisitClass? Visit,
        string? Industry,
        Topics? Topics
    );

    /// <summary>The exact counts of a month, 0 for April, or of the year.</summary>
    public PublicBasis Basis(int? month)
    {
        var rows = held.Where(row => month is null || row.Month == month).ToList();
        var others = notHeld.Where(row => month is null || row.Month == month).ToList();
        return new PublicBasis
        {
            Clinics = 7 * (month is null ? 12 : 1),
            Slots = 33 * (month is null ? 12 : 1),
            Callbacks = 3 * (month is null ? 12 : 1),
            Completed = Count(null, rows.Select(row => row.Business)),
            NotHeld = Count(null, others.Select(row => row.Business)),
            Minutes = new PublicSum(rows.Count * 37, rows.Count, rows.Select(row => row.Business).Distinct().Count()),
            Tables =
            [
                One(PublicTableKind.Wards, rows, [.. WardNames.All.Cast<object>()], row => row.Ward),
                One(PublicTableKind.Employees, rows, [.. Enum.GetValues<EmployeeClass>().Cast<object>()], row => row.Employees),
                One(PublicTableKind.Visits, rows, [.. Enum.GetValues<VisitClass>().Cast<object>()], row => row.Visit),
                One(PublicTableKind.Industries, rows, ["製造業", "小売業", "飲食業"], row => row.Industry),
                Many(rows),
                new PublicCounts(
                    PublicTableKind.NotHeld,
                    [
                        .. Enum.GetValues<NotHeldReason>()
                            .Select(reason => Count(reason, others.Where(row => row.Reason == reason).Select(row => row.Business))),
                    ]
                ),
            ],
        };
    }

    /// <summary>The months of the year, each published after the other.</summary>
    public List<PublicFigures> Months()
    {
        List<PublicFigures> months = [];
        for (var month = 0; month < 12; month++)
        {
            months.Add(SmallNumbers.OfMonth(Basis(month), month == 0 ? null : months[^1], null));
        }

        return months;
    }

    /// <summary>Some consultations of a month turn out to have been none, or to have been others.</summary>
    public void Correct(int month)
    {
        foreach (var row in held.Where(row => row.Month == month).ToList().Where(_ => random.Next(20) == 0))
        {
            held.Remove(row);
            if (random.Next(2) == 0)
            {
                held.Add(row with { Ward = (Ward)random.Next(1, 13), Employees = null });
            }
        }
    }

    private int Skewed(int count) => Math.Min(random.Next(count), random.Next(count));

    private T? Maybe<T>(T value)
        where T : struct => random.Next(6) == 0 ? null : value;

    private Held Consultation(int month, Guid business, int wards, int visits) =>
        new(
            month,
            business,
            Maybe((Ward)(1 + Math.Min(Skewed(wards), 11))),
            Maybe((EmployeeClass)(1 + Skewed(5))),
            Maybe((VisitClass)(1 + random.Next(visits))),
            random.Next(7) switch
            {
                0 => null,
                1 => "typed",
                2 => "飲食業",
                3 => "小売業",
                _ => "製造業",
            },
            Maybe((Topics)random.Next(0, 8))
        );

    private static PublicCount Count(object? key, IEnumerable<Guid> businesses)
    {
        var all = businesses.ToList();
        return new PublicCount(key, all.Count, all.Distinct().Count());
    }

    private static PublicCounts One(PublicTableKind kind, List<Held> rows, object[] categories, Func<Held, object?> key) =>
        new(
            kind,
            [
                .. categories.Select(category =>
                    Count(category, rows.Where(row => Equals(key(row), category)).Select(row => row.Business))
                ),
                .. kind == PublicTableKind.Industries
                    ? new[] { Count(null, rows.Where(row => row.Industry == "typed").Select(row => row.Business)) with { IsOther = true } }
                    : [],
                Count(null, rows.Where(row => key(row) is null).Select(row => row.Business)),
            ]
        );

    private static PublicCounts Many(List<Held> rows)
    {
        Topics[] topics = [(Topics)1, (Topics)2, (Topics)4];
        return new PublicCounts(
            PublicTableKind.Topics,
            [
                .. topics.Select(topic => Count(topic, rows.Where(row => row.Topics?.HasFlag(topic) == true).Select(row => row.Business))),
                Count(null, rows.Where(row => row.Topics is null or Topics.None).Select(row => row.Business)),
            ],
            IsMultiple: true
        );
    }
}
