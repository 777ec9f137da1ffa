using FsCheck;
using FsCheck.Fluent;
using SupportCenter.Domain.Reports;

namespace SupportCenter.Tests.Reports;

/// <summary>What of exact counts leaves the house, on random years, and what whoever solves for the rest learns.</summary>
public sealed class SmallNumbersTests
{
    private static readonly DateOnly April = new(2020, 4, 1);

    [Fact]
    public void Every_published_count_is_a_multiple_of_5_and_a_neighbour_of_the_exact_one() =>
        OverYears(scene =>
        {
            foreach (var month in scene.Months())
            {
                var published = Published(month);
                var counts = published.Tables.SelectMany(table => table.Rows.Select(row => row.Count).Append(table.MergedCount));
                AssertEach.Of(
                    counts.Concat([published.Completed, published.NotHeld, published.Businesses, published.Slots, published.MeanMinutes]),
                    count => Assert.Equal(0, (count ?? 0) % 5)
                );
                foreach (var table in month.Tables)
                {
                    var shown = table.Rows.Where(row => !row.IsMerged).ToList();
                    foreach (var row in shown)
                    {
                        Assert.InRange(row.Number.Rounded - row.Number.Count, -4, 4);
                    }

                    if (!table.IsMultiple && shown.Count > 0)
                    {
                        var merged = table.Rows.Except(shown).ToList();
                        Assert.InRange(merged.Sum(row => row.Number.Rounded) - merged.Sum(row => row.Number.Count), -4, 4);
                    }
                }
            }
        });

    [Fact]
    public void The_rows_of_each_table_of_single_answers_add_up_to_the_one_rounded_total_of_months_and_years() =>
        OverYears(scene =>
        {
            var months = scene.Months();
            foreach (var figures in months.Append(SmallNumbers.OfYear(scene.Basis(null), months)))
            {
                foreach (var table in figures.Tables.Where(table => !table.IsMultiple))
                {
                    var (exact, rounded) =
                        table.Kind == PublicTableKind.NotHeld
                            ? (figures.NotHeld.Count, figures.NotHeld.Rounded)
                            : (figures.Completed.Count, figures.Completed.Rounded);
                    Assert.Equal(exact, table.Rows.Sum(row => row.Number.Count));
                    Assert.Equal(rounded, table.Rows.Sum(row => row.Number.Rounded));
                    AssertEach.Of(table.Rows, row => Assert.True(row.Number.Rounded >= 0));
                }

                foreach (var table in figures.Tables.Where(table => table.IsMultiple))
                {
                    var answered = figures.Completed.Rounded - table.Rows.Single(row => row.IsUnknown).Number.Rounded;
                    var options = table.Rows.Where(row => !row.IsUnknown).ToList();
                    foreach (var row in options)
                    {
                        Assert.InRange(row.Number.Rounded, 0, answered);
                    }

                    Assert.True(options.Sum(row => row.Number.Rounded) >= answered);
                }
            }
        });

    [Fact]
    public void A_year_is_the_sum_of_its_published_months_and_near_the_exact_count() =>
        OverYears(scene =>
        {
            var months = scene.Months();
            var year = SmallNumbers.OfYear(scene.Basis(null), months);

            Assert.Equal(months.Sum(month => month.Completed.Rounded), year.Completed.Rounded);
            // Errors do not add up: what a month was published too low, the next is published higher.
            if (months.TrueForAll(month => !month.Completed.IsProtected))
            {
                Assert.InRange(year.Completed.Rounded - year.Completed.Count, -2, 2);
            }

            foreach (var (table, row) in year.Tables.SelectMany(table => table.Rows.Select(row => (table, row))))
            {
                var parts = months.SelectMany(month => month.Tables.Single(one => one.Kind == table.Kind).Rows);
                Assert.Equal(
                    parts.Where(part => Equals(part.Key, row.Key) && part.IsOther == row.IsOther).Sum(part => part.Number.Rounded),
                    row.Number.Rounded
                );
            }
        });

    [Fact]
    public void A_category_of_1_to_4_businesses_is_never_shown_by_itself_and_never_merged_with_such_alone() =>
        OverYears(scene =>
        {
            var months = scene.Months();
            foreach (var figures in months.Append(SmallNumbers.OfYear(scene.Basis(null), months)))
            {
                foreach (var table in figures.Tables)
                {
                    var shown = table.Rows.Where(row => !row.IsMerged).ToList();
                    foreach (var row in shown)
                    {
                        Assert.False(row.Number.Businesses is > 0 and < 5, $"{table.Kind} {row.Key}");
                    }

                    if (shown.Any(row => !row.IsUnknown || !table.IsMultiple))
                    {
                        var merged = table.Rows.Where(row => row.IsMerged && !(table.IsMultiple && row.IsUnknown)).ToList();
                        Assert.True(merged.Count == 0 || merged.Exists(row => row.Number.Businesses >= 5), $"{table.Kind}");
                        Assert.True(
                            merged.Count > 0 || table.IsMultiple || shown.Count(row => row.Number.Count > 0 && !row.IsUnknown) > 1,
                            $"{table.Kind} tells that everybody is of one category"
                        );
                    }
                }
            }
        });

    [Fact]
    [Asvs("14.2.6")]
    public void Whoever_solves_everything_that_is_published_is_left_with_five_values_for_each_protected_cell() =>
        OverYears(scene =>
        {
            var months = scene.Months();
            var year = SmallNumbers.OfYear(scene.Basis(null), months);
            var attacker = PublicAttack.On(months, year);

            Assert.True(attacker.Solve());
            PublicAttack.EachProtected(months, (cell, exact) =>
            {
                Assert.InRange(exact, attacker.Of(cell).Lowest, attacker.Of(cell).Highest);
                Assert.True(attacker.ValuesOf(cell) >= 5, $"{cell}: {attacker.Of(cell)}");
            });
        });

    [Fact]
    public void The_same_attacker_finds_small_numbers_where_years_and_totals_are_rounded_by_themselves()
    {
        var found = 0;
        for (var seed = 0; seed < 40; seed++)
        {
            var scene = new PublicScene(seed);
            var months = scene.Months();
            found += PublicAttack.FoundInIndependentRounding(months);
        }

        Assert.True(found > 20, $"{found}");
    }

    [Fact]
    public void Every_protected_cell_can_be_any_of_five_numbers_with_all_that_is_published_unchanged() =>
        OverYears(scene =>
        {
            var months = scene.Months();
            var published = PublicAttack.Equations(months, SmallNumbers.OfYear(scene.Basis(null), months));
            PublicAttack.EachProtected(months, (cell, _) =>
            {
                for (var more = 0; more < 5; more++)
                {
                    var world = PublicAttack.Rounded(months);
                    PublicAttack.Move(world, months, cell, Math.Max(0, world[cell] - 4) + more);
                    AssertEach.Of(published, sum => Assert.InRange(sum.Of(world), sum.Lowest, sum.Highest));
                }
            });
        });

    [Fact]
    public void Two_editions_of_months_and_of_their_year_tell_no_more_of_a_protected_cell_than_one() =>
        OverYears(scene =>
        {
            var months = scene.Months();
            var firstYear = SmallNumbers.OfYear(scene.Basis(null), months);
            var corrected = Enumerable.Range(0, 12).Where(month => month % 3 == 0).ToList();
            foreach (var month in corrected)
            {
                scene.Correct(month);
            }

            var second = months
                .Select(
                    (first, month) =>
                        corrected.Contains(month)
                            ? SmallNumbers.OfMonth(scene.Basis(month), month == 0 ? null : months[month - 1], first)
                            : first
                )
                .ToList();
            var year = SmallNumbers.OfYear(scene.Basis(null), second);
            // The attacker knows even which cells the correction left as they were.
            var attacker = PublicAttack.OnPairs(months, firstYear, second, year);
            if (!attacker.Solve())
            {
                // Of what was corrected the sums of both editions need not fit together.
                return;
            }

            PublicAttack.EachProtected(second, (cell, _) => Assert.True(attacker.ValuesOf(cell) >= 5, $"{cell}: {attacker.Of(cell)}"));
        });

    [Fact]
    public void A_correction_that_leaves_every_count_between_its_neighbours_changes_nothing_that_is_published() =>
        OverYears(scene =>
        {
            var months = scene.Months();
            for (var month = 1; month < 12; month++)
            {
                var again = SmallNumbers.OfMonth(scene.Basis(month), months[month - 1], months[month]);
                Assert.Equal(Text(Published(months[month])), Text(Published(again)));
            }
        });

    [Fact]
    public void Fewer_than_5_businesses_in_a_month_are_no_number_and_no_table()
    {
        var rows = new PublicCount(null, 14, 4);
        var month = SmallNumbers.OfMonth(
            new PublicBasis
            {
                Clinics = 3,
                Slots = 12,
                Callbacks = 2,
                Completed = rows,
                NotHeld = rows,
                Minutes = new PublicSum(700, 14, 4),
                Tables = [new PublicCounts(PublicTableKind.Wards, [new("北", 13, 3), new("南", 1, 1), new(null, 0, 0)])],
            },
            null,
            null
        );
        var published = Published(month);

        Assert.Equal((null, null, null, null), (published.Completed, published.Businesses, published.NotHeld, published.MeanMinutes));
        Assert.Empty(published.Tables);
        // What the year shows of it says of how many businesses they were about, and not how often they came.
        Assert.Equal(5, month.Completed.Rounded);
    }

    [Theory]
    [InlineData(9, null)]
    [InlineData(10, 40)]
    public void A_mean_is_of_10_consultations_at_least(int n, int? expected)
    {
        var month = SmallNumbers.OfMonth(
            new PublicBasis
            {
                Clinics = 0,
                Slots = 0,
                Callbacks = 0,
                Completed = new PublicCount(null, n, n),
                NotHeld = new PublicCount(null, 0, 0),
                Minutes = new PublicSum(n * 38, n, n),
                Tables = [],
            },
            null,
            null
        );

        Assert.Equal(expected, month.MeanMinutes);
    }

    [Fact]
    public void Everybody_of_one_category_is_told_by_no_table()
    {
        PublicCount all = new(null, 30, 20);
        var month = SmallNumbers.OfMonth(
            new PublicBasis
            {
                Clinics = 0,
                Slots = 0,
                Callbacks = 0,
                Completed = all,
                NotHeld = new PublicCount(null, 0, 0),
                Minutes = new PublicSum(0, 0, 0),
                Tables =
                [
                    new PublicCounts(PublicTableKind.Wards, [new("北", 30, 20), new("南", 0, 0), new(null, 0, 0)]),
                    new PublicCounts(PublicTableKind.Visits, [new("1", 22, 14), new("2", 0, 0), new(null, 8, 6)]),
                    new PublicCounts(PublicTableKind.Topics, [new("金", 30, 20), new("人", 12, 9), new(null, 0, 0)], IsMultiple: true),
                    new PublicCounts(PublicTableKind.Employees, [new("0", 20, 12), new("1", 10, 8), new("2", 0, 0), new(null, 0, 0)]),
                ],
            },
            null,
            null
        );

        Assert.Equal([PublicTableKind.Employees], Published(month).Tables.Select(table => table.Kind));
    }

    private static PublicEdition Published(PublicFigures month) =>
        PublicEdition.Of(StatisticsPeriod.Month(April), 1, DateTime.UnixEpoch, "", month);

    private static string Text(PublicEdition edition) => System.Text.Json.JsonSerializer.Serialize(edition);

    private static void OverYears(Action<PublicScene> holds) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => holds(new PublicScene(seed)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(40));
}
