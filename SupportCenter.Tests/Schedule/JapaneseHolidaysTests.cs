using System.Globalization;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Schedule;

/// <summary>Against the dates that the Cabinet Office published (官報, 国民の祝日について).</summary>
public sealed class JapaneseHolidaysTests
{
    public static TheoryData<int, string> PublishedYears =>
        new()
        {
            { 1948, "9/23 11/3 11/23" },
            { 1949, "1/1 1/15 3/21 4/29 5/3 5/5 9/23 11/3 11/23" },
            { 1959, "1/1 1/15 3/21 4/10 4/29 5/3 5/5 9/24 11/3 11/23" },
            { 1973, "1/1 1/15 2/11 3/21 4/29 4/30 5/3 5/5 9/15 9/23 9/24 10/10 11/3 11/23" },
            { 1988, "1/1 1/15 2/11 3/20 3/21 4/29 5/3 5/4 5/5 9/15 9/23 10/10 11/3 11/23" },
            { 1989, "1/1 1/2 1/15 1/16 2/11 2/24 3/21 4/29 5/3 5/4 5/5 9/15 9/23 10/10 11/3 11/23 12/23" },
            { 1992, "1/1 1/15 2/11 3/20 4/29 5/3 5/4 5/5 9/15 9/23 10/10 11/3 11/23 12/23" },
            { 2000, "1/1 1/10 2/11 3/20 4/29 5/3 5/4 5/5 7/20 9/15 9/23 10/9 11/3 11/23 12/23" },
            { 2003, "1/1 1/13 2/11 3/21 4/29 5/3 5/5 7/21 9/15 9/23 10/13 11/3 11/23 11/24 12/23" },
            { 2008, "1/1 1/14 2/11 3/20 4/29 5/3 5/4 5/5 5/6 7/21 9/15 9/23 10/13 11/3 11/23 11/24 12/23" },
            { 2009, "1/1 1/12 2/11 3/20 4/29 5/3 5/4 5/5 5/6 7/20 9/21 9/22 9/23 10/12 11/3 11/23 12/23" },
            { 2015, "1/1 1/12 2/11 3/21 4/29 5/3 5/4 5/5 5/6 7/20 9/21 9/22 9/23 10/12 11/3 11/23 12/23" },
            { 2016, "1/1 1/11 2/11 3/20 3/21 4/29 5/3 5/4 5/5 7/18 8/11 9/19 9/22 10/10 11/3 11/23 12/23" },
            { 2019, "1/1 1/14 2/11 3/21 4/29 4/30 5/1 5/2 5/3 5/4 5/5 5/6 7/15 8/11 8/12 9/16 9/23 10/14 10/22 11/3 11/4 11/23" },
            { 2020, "1/1 1/13 2/11 2/23 2/24 3/20 4/29 5/3 5/4 5/5 5/6 7/23 7/24 8/10 9/21 9/22 11/3 11/23" },
            { 2021, "1/1 1/11 2/11 2/23 3/20 4/29 5/3 5/4 5/5 7/22 7/23 8/8 8/9 9/20 9/23 11/3 11/23" },
            { 2022, "1/1 1/10 2/11 2/23 3/21 4/29 5/3 5/4 5/5 7/18 8/11 9/19 9/23 10/10 11/3 11/23" },
            { 2024, "1/1 1/8 2/11 2/12 2/23 3/20 4/29 5/3 5/4 5/5 5/6 7/15 8/11 8/12 9/16 9/22 9/23 10/14 11/3 11/4 11/23" },
            { 2026, "1/1 1/12 2/11 2/23 3/20 4/29 5/3 5/4 5/5 5/6 7/20 8/11 9/21 9/22 9/23 10/12 11/3 11/23" },
            { 2027, "1/1 1/11 2/11 2/23 3/21 3/22 4/29 5/3 5/4 5/5 7/19 8/11 9/20 9/23 10/11 11/3 11/23" },
        };

    [Theory]
    [MemberData(nameof(PublishedYears))]
    public void The_holidays_of_a_year_are_those_that_were_published(int year, string published)
    {
        var computed = JapaneseHolidays.In(year).Keys.Order().Select(day => day.ToString("M/d", CultureInfo.InvariantCulture));

        Assert.Equal(published, string.Join(' ', computed));
    }

    [Theory]
    [InlineData(2019, 5, 1, Holiday.Accession)]
    [InlineData(2019, 4, 30, Holiday.Sandwiched)]
    [InlineData(2019, 10, 22, Holiday.Enthronement)]
    [InlineData(2020, 7, 24, Holiday.Sports)]
    [InlineData(2019, 10, 14, Holiday.HealthAndSports)]
    [InlineData(2008, 5, 6, Holiday.Substitute)]
    [InlineData(2006, 5, 4, Holiday.Sandwiched)]
    [InlineData(2007, 5, 4, Holiday.Greenery)]
    [InlineData(2006, 4, 29, Holiday.Greenery)]
    [InlineData(1988, 4, 29, Holiday.EmperorsBirthday)]
    [InlineData(2007, 4, 29, Holiday.Showa)]
    public void Each_holiday_has_the_name_of_its_time(int year, int month, int day, Holiday name) =>
        Assert.Equal(name, JapaneseHolidays.On(new DateOnly(year, month, day)));

    [Fact]
    public void Every_holiday_can_be_said()
    {
        AssertEach.Of(Enum.GetValues<Holiday>(), holiday => Assert.NotEqual(holiday.ToString(), holiday.Label()));
        Assert.Equal("文化の日", Holiday.CultureDay.Label());
    }

    [Fact]
    public void No_holiday_before_the_law_came_into_force()
    {
        Assert.Null(JapaneseHolidays.On(new DateOnly(1948, 5, 3)));
        Assert.Empty(JapaneseHolidays.In(1947));
        Assert.Empty(JapaneseHolidays.In(2100));
    }

    [Fact]
    public void Whenever_a_holiday_falls_on_a_Sunday_the_next_day_that_is_none_is_free()
    {
        for (var year = 1974; year <= 2099; year++)
        {
            var days = JapaneseHolidays.In(year);
            foreach (
                var sunday in days.Where(day => day.Key.DayOfWeek == DayOfWeek.Sunday && day.Value != Holiday.Sandwiched)
                    .Select(day => day.Key)
            )
            {
                var next = sunday.AddDays(1);
                while (days.TryGetValue(next, out var holiday) && holiday is not (Holiday.Substitute or Holiday.Sandwiched))
                {
                    next = next.AddDays(1);
                }

                Assert.True(days.ContainsKey(next), $"{sunday:O} has no substitute");
            }
        }
    }

    [Theory]
    [InlineData(12, 28, null)]
    [InlineData(12, 29, Holiday.YearEnd)]
    [InlineData(12, 31, Holiday.YearEnd)]
    [InlineData(1, 1, Holiday.NewYear)]
    [InlineData(1, 2, Holiday.YearEnd)]
    [InlineData(1, 3, Holiday.YearEnd)]
    [InlineData(1, 4, null)]
    public void The_centre_is_closed_at_the_turn_of_the_year(int month, int day, Holiday? reason) =>
        Assert.Equal(reason, JapaneseHolidays.ClosedOn(new DateOnly(2021, month, day)));
}
