using SupportCenter.Domain.Schedule;

namespace SupportCenter.Tests.Schedule;

public sealed class RecurrenceTests
{
    [Fact]
    public void Every_second_Tuesday_from_the_first_one_in_the_period()
    {
        var series = Recurrence.Weekly(new(2020, 6, 3), new(2020, 7, 31), DayOfWeek.Tuesday, 2, movesOffClosedDays: false);

        Assert.Equal(
            [new(2020, 6, 9), new(2020, 6, 23), new(2020, 7, 7), new(2020, 7, 21)],
            series.Dates().Select(date => date.Date!.Value)
        );
    }

    [Fact]
    public void Second_and_fourth_Tuesday_of_every_month()
    {
        var series = Recurrence.Monthly(new(2020, 6, 10), new(2020, 8, 31), DayOfWeek.Tuesday, [4, 2], movesOffClosedDays: false);

        Assert.Equal(
            [new(2020, 6, 23), new(2020, 7, 14), new(2020, 7, 28), new(2020, 8, 11), new(2020, 8, 25)],
            series.Dates().Select(date => date.Date!.Value)
        );
    }

    [Fact]
    public void A_fifth_weekday_exists_in_some_months_only()
    {
        var series = Recurrence.Monthly(new(2020, 6, 1), new(2020, 9, 30), DayOfWeek.Tuesday, [5], movesOffClosedDays: false);

        Assert.Equal([new(2020, 6, 30), new(2020, 9, 29)], series.Dates().Select(date => date.Date!.Value));
    }

    [Fact]
    public void A_holiday_is_left_out_and_the_reason_is_kept()
    {
        var series = Recurrence.Weekly(new(2020, 7, 20), new(2020, 7, 31), DayOfWeek.Thursday, 1, movesOffClosedDays: false);

        Assert.Equal([new(new(2020, 7, 23), null, Holiday.Marine), new(new(2020, 7, 30), new(2020, 7, 30), null)], series.Dates());
    }

    [Fact]
    public void A_holiday_is_moved_to_the_next_working_day()
    {
        var series = Recurrence.Weekly(new(2020, 7, 20), new(2020, 7, 31), DayOfWeek.Thursday, 1, movesOffClosedDays: true);

        // Thursday is 海の日, Friday スポーツの日, then comes the weekend.
        Assert.Equal(new(new(2020, 7, 23), new(2020, 7, 27), Holiday.Marine), series.Dates()[0]);
        Assert.True(series.Dates()[0].IsMoved);
    }

    [Fact]
    public void A_date_that_would_move_onto_another_of_the_series_is_left_out()
    {
        // In the ten days of 2019 Tuesday 30 April would move to Tuesday 7 May, which the series has already.
        var series = Recurrence.Weekly(new(2019, 4, 30), new(2019, 5, 31), DayOfWeek.Tuesday, 1, movesOffClosedDays: true);

        Assert.Equal(new(new(2019, 4, 30), null, Holiday.Sandwiched), series.Dates()[0]);
        Assert.Equal(new(2019, 5, 7), series.Dates()[1].Date);
    }

    [Fact]
    public void A_date_does_not_move_behind_the_end_of_the_period()
    {
        var series = Recurrence.Weekly(new(2020, 12, 29), new(2020, 12, 31), DayOfWeek.Tuesday, 1, movesOffClosedDays: true);

        Assert.Equal([new(new(2020, 12, 29), null, Holiday.YearEnd)], series.Dates());
    }

    [Fact]
    public void Two_thousand_random_series_keep_the_rules_of_a_series()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var from = new DateOnly(2000, 1, 1).AddDays(random.Next(18_000));
            var to = from.AddDays(random.Next(-5, 500));
            var (weekday, moves, weeks) = ((DayOfWeek)random.Next(7), random.Next(2) == 0, random.Next(1, 6));
            int[] nths = [.. Enumerable.Range(1, 5).Where(_ => random.Next(2) == 0)];
            var series =
                random.Next(2) == 0
                    ? Recurrence.Weekly(from, to, weekday, weeks, moves)
                    : Recurrence.Monthly(from, to, weekday, nths, moves);

            HoldsItsRules(series, $"seed {seed}: {series}");
        }
    }

    private static void HoldsItsRules(Recurrence series, string which)
    {
        var dates = series.Dates();
        var held = dates.Where(date => date.Date is not null).Select(date => date.Date!.Value).ToList();

        Assert.True(
            dates.All(date => date.Regular.DayOfWeek == series.Weekday && date.Regular >= series.From && date.Regular <= series.To),
            which
        );
        Assert.True(dates.Select(date => date.Regular).SequenceEqual(dates.Select(date => date.Regular).Distinct().Order()), which);
        Assert.True(held.All(date => date >= series.From && date <= series.To && JapaneseHolidays.ClosedOn(date) is null), which);
        Assert.True(held.Distinct().Count() == held.Count, which);
        Assert.True(dates.All(date => date.ClosedFor == JapaneseHolidays.ClosedOn(date.Regular)), which);
        Assert.True(dates.All(date => date.ClosedFor is not null || date.Date == date.Regular), which);
        Assert.True(series.MovesOffClosedDays || dates.All(date => !date.IsMoved), which);
        Assert.True(
            dates.Where(date => date.IsMoved).All(date => JapaneseHolidays.IsWorkingDay(date.Date!.Value) && date.Date > date.Regular),
            which
        );
        if (series.EveryWeeks > 0)
        {
            Assert.True(
                dates.Zip(dates.Skip(1)).All(pair => pair.Second.Regular.DayNumber - pair.First.Regular.DayNumber == 7 * series.EveryWeeks),
                which
            );
        }
        else
        {
            Assert.True(dates.All(date => series.Nths.Contains(((date.Regular.Day - 1) / 7) + 1)), which);
        }
    }
}
