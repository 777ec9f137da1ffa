using SupportCenter.Domain.Incidents;

namespace SupportCenter.Tests.Incidents;

/// <summary>The arithmetic of the law: the day of knowing is day 1, weekends count, a last day on which the city is closed moves
/// on.</summary>
public sealed class IncidentDeadlineTests
{
    /// <summary>The national holidays as they were published, ten years of them, written down apart from the code.</summary>
    private static readonly HashSet<DateOnly> Published =
    [
        .. Days(2018, "1/1 1/8 2/11 2/12 3/21 4/29 4/30 5/3 5/4 5/5 7/16 8/11 9/17 9/23 9/24 10/8 11/3 11/23 12/23 12/24"),
        .. Days(2019, "1/1 1/14 2/11 3/21 4/29 4/30 5/1 5/2 5/3 5/4 5/5 5/6 7/15 8/11 8/12 9/16 9/23 10/14 10/22 11/3 11/4 11/23"),
        .. Days(2020, "1/1 1/13 2/11 2/23 2/24 3/20 4/29 5/3 5/4 5/5 5/6 7/23 7/24 8/10 9/21 9/22 11/3 11/23"),
        .. Days(2021, "1/1 1/11 2/11 2/23 3/20 4/29 5/3 5/4 5/5 7/22 7/23 8/8 8/9 9/20 9/23 11/3 11/23"),
        .. Days(2022, "1/1 1/10 2/11 2/23 3/21 4/29 5/3 5/4 5/5 7/18 8/11 9/19 9/23 10/10 11/3 11/23"),
        .. Days(2023, "1/1 1/2 1/9 2/11 2/23 3/21 4/29 5/3 5/4 5/5 7/17 8/11 9/18 9/23 10/9 11/3 11/23"),
        .. Days(2024, "1/1 1/8 2/11 2/12 2/23 3/20 4/29 5/3 5/4 5/5 5/6 7/15 8/11 8/12 9/16 9/22 9/23 10/14 11/3 11/4 11/23"),
        .. Days(2025, "1/1 1/13 2/11 2/23 2/24 3/20 4/29 5/3 5/4 5/5 5/6 7/21 8/11 9/15 9/23 10/13 11/3 11/23 11/24"),
        .. Days(2026, "1/1 1/12 2/11 2/23 3/20 4/29 5/3 5/4 5/5 5/6 7/20 8/11 9/21 9/22 9/23 10/12 11/3 11/23"),
        .. Days(2027, "1/1 1/11 2/11 2/23 3/21 3/22 4/29 5/3 5/4 5/5 7/19 8/11 9/20 9/23 10/11 11/3 11/23"),
    ];

    [Theory]
    [InlineData("2020-07-16", 30, "2020-08-14")]
    [InlineData("2020-07-16", 60, "2020-09-14")] // Day 60 is Sunday 13 September.
    [InlineData("2020-07-16", 5, "2020-07-20")]
    [InlineData("2020-07-16", 3, "2020-07-20")] // Day 3 is a Saturday.
    [InlineData("2020-07-16", 1, "2020-07-16")]
    [InlineData("2020-07-19", 5, "2020-07-27")] // Thursday 23 and Friday 24 July 2020 were holidays, then came a weekend.
    [InlineData("2020-11-30", 30, "2021-01-04")] // Day 30 is 29 December: the city is closed until 3 January.
    [InlineData("2019-04-25", 3, "2019-05-07")] // Ten closed days in a row.
    public void The_last_day_of_a_period(string known, int days, string last) =>
        Assert.Equal(DateOnly.Parse(last, null), IncidentDeadlines.LastDay(DateOnly.Parse(known, null), days));

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(30)]
    [InlineData(60)]
    public void Over_ten_years_a_last_day_is_the_first_open_day_from_the_end_of_the_period_on(int days)
    {
        var before = DateOnly.MinValue;
        for (var known = new DateOnly(2018, 1, 1); known < new DateOnly(2027, 10, 1); known = known.AddDays(1))
        {
            var (end, last) = (known.AddDays(days - 1), IncidentDeadlines.LastDay(known, days));
            Assert.True(IsOpen(last), $"{known}: the city is closed on {last}");
            for (var day = end; day < last; day = day.AddDays(1))
            {
                Assert.False(IsOpen(day), $"{known}: {day} was passed over");
            }

            Assert.True(last >= end && last >= before, $"{known}: {last} is too early");
            before = last;
        }
    }

    [Fact]
    public void A_wrongful_purpose_gives_the_final_report_sixty_days_and_nothing_else_more_time()
    {
        var (known, rules) = (new DateOnly(2020, 7, 16), new IncidentOptions());
        foreach (var kind in Enum.GetValues<IncidentStepKind>())
        {
            var (usual, wrongful) = (
                IncidentDeadlines.DueOn(kind, known, isWrongful: false, rules),
                IncidentDeadlines.DueOn(kind, known, isWrongful: true, rules)
            );
            Assert.True(kind is IncidentStepKind.Final or IncidentStepKind.Prevent == (usual != wrongful), kind.ToString());
        }

        Assert.Equal(new DateOnly(2020, 8, 14), IncidentDeadlines.DueOn(IncidentStepKind.Final, known, isWrongful: false, rules));
        Assert.Equal(new DateOnly(2020, 9, 14), IncidentDeadlines.DueOn(IncidentStepKind.Final, known, isWrongful: true, rules));
        Assert.Equal(new DateOnly(2020, 7, 17), IncidentDeadlines.DueOn(IncidentStepKind.MeetHeads, known, isWrongful: false, rules));
    }

    [Fact]
    public void The_numbers_of_the_rules_are_settings()
    {
        var rules = new IncidentOptions { PreliminaryDays = 10, FinalDays = 40 };
        var known = new DateOnly(2020, 7, 16);
        Assert.Equal(IncidentDeadlines.LastDay(known, 10), IncidentDeadlines.DueOn(IncidentStepKind.Preliminary, known, false, rules));
        Assert.Equal(IncidentDeadlines.LastDay(known, 40), IncidentDeadlines.DueOn(IncidentStepKind.Final, known, false, rules));
    }

    [Theory]
    [InlineData(null, null, CriterionAnswer.Unknown, ReportingDuty.Open)]
    [InlineData(null, 100, CriterionAnswer.NotMet, ReportingDuty.None)]
    [InlineData(null, 101, CriterionAnswer.Met, ReportingDuty.Exists)]
    [InlineData(101, null, CriterionAnswer.Met, ReportingDuty.Exists)]
    [InlineData(80, 120, CriterionAnswer.Met, ReportingDuty.Exists)]
    [InlineData(80, null, CriterionAnswer.Unknown, ReportingDuty.Open)]
    public void While_the_number_of_persons_is_open_the_greatest_that_is_possible_counts(
        int? least,
        int? most,
        CriterionAnswer many,
        ReportingDuty duty
    )
    {
        var details = new IncidentDetails
        {
            Sensitive = CriterionAnswer.NotMet,
            Property = CriterionAnswer.NotMet,
            Wrongful = CriterionAnswer.NotMet,
            PersonsLeast = least,
            PersonsMost = most,
        };
        Assert.Equal((many, duty), (details.ManyAnswer(100), details.Duty(100)));
    }

    [Fact]
    public void One_criterion_that_is_met_is_a_duty_and_one_that_is_open_is_no_reason_to_wait()
    {
        var details = new IncidentDetails { PersonsMost = 1 };
        Assert.Equal(ReportingDuty.Open, details.Duty(100));
        details.Sensitive = CriterionAnswer.Met;
        Assert.Equal(ReportingDuty.Exists, details.Duty(100));
    }

    private static bool IsOpen(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
        && !Published.Contains(day)
        && day is not ({ Month: 12, Day: >= 29 } or { Month: 1, Day: <= 3 });

    private static IEnumerable<DateOnly> Days(int year, string days) =>
        days.Split(' ')
            .Select(day => day.Split('/'))
            .Select(parts => new DateOnly(year, int.Parse(parts[0], null), int.Parse(parts[1], null)));
}
