using FsCheck;
using FsCheck.Fluent;
using SupportCenter.Domain.Retention;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Retention;

public sealed class RetentionPeriodTests
{
    private static readonly RetentionPeriod FiveYears = new(5);

    [Theory]
    [InlineData("2020-07-16", "2026-03-31")]
    [InlineData("2021-03-31", "2026-03-31")]
    [InlineData("2021-04-01", "2027-03-31")]
    [InlineData("2020-02-29", "2025-03-31")]
    [InlineData("2024-02-29", "2029-03-31")]
    [InlineData("2019-12-31", "2025-03-31")]
    [InlineData("2020-01-01", "2025-03-31")]
    public void Data_is_kept_until_the_end_of_March_five_years_after_the_fiscal_year_of_the_last_contact(string last, string until) =>
        Assert.Equal(Day(until), FiveYears.LastDay(Day(last)));

    [Theory]
    [InlineData("2026-03-31", "2020-04-01")]
    [InlineData("2026-04-01", "2021-04-01")]
    [InlineData("2028-02-29", "2022-04-01")]
    public void Whatever_was_silent_since_the_cutoff_is_due(string today, string cutoff) =>
        Assert.Equal(Day(cutoff), FiveYears.Cutoff(Day(today)));

    [Fact]
    public void A_day_is_due_exactly_when_its_last_day_is_over() =>
        Prop.ForAll(Days.ToArbitrary(), Days.ToArbitrary(), Gen.Choose(1, 100).ToArbitrary(), (last, today, years) =>
            {
                var period = new RetentionPeriod(years);
                return (last < period.Cutoff(today)) == (today > period.LastDay(last));
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void It_is_kept_for_the_whole_number_of_years_and_never_a_year_more() =>
        Prop.ForAll(Days.ToArbitrary(), Gen.Choose(1, 100).ToArbitrary(), (last, years) =>
            {
                var end = new RetentionPeriod(years).LastDay(last);
                return end >= last.AddYears(years)
                    && end < last.AddYears(years + 1)
                    && JapaneseDate.FiscalYear(end) == JapaneseDate.FiscalYear(last) + years
                    && (end.Month, end.Day) == (3, 31);
            })
            .QuickCheckThrowOnFailure();

    /// <summary>Any day, and often one around the end of a fiscal year or a leap day.</summary>
    private static Gen<DateOnly> Days =>
        Gen.OneOf(
            Gen.Choose(new DateOnly(1990, 1, 1).DayNumber, new DateOnly(2100, 12, 31).DayNumber).Select(DateOnly.FromDayNumber),
            Gen.Choose(1990, 2100)
                .SelectMany(year => Gen.Elements(new DateOnly(year, 3, 31), new DateOnly(year, 4, 1), new DateOnly(year, 2, 28).AddDays(1)))
        );

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
