using Bunit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;
using SupportCenter.Portal;
using SupportCenter.Portal.Schedule;

namespace SupportCenter.Tests.Schedule;

public sealed class CalendarTests : BunitContext
{
    private static readonly DateOnly July = new(2020, 7, 1);

    [Fact]
    public void A_month_is_a_table_with_caption_weekdays_holidays_in_words_and_a_link_for_each_clinic()
    {
        var (open, full, cancelled) = (
            Row(new(2020, 7, 16), 3),
            Row(new(2020, 7, 17), 0),
            Row(new(2020, 7, 17), 2) with
            {
                IsClosed = true,
                IsMine = true,
            }
        );

        var calendar = Render<ClinicCalendar>(parameters =>
            parameters
                .Add(part => part.Month, July)
                .Add(part => part.Today, new DateOnly(2020, 7, 16))
                .Add(part => part.Clinics, [open, full, cancelled])
        );

        Assert.Equal("令和2年7月の巡回相談", calendar.Find("caption").TextContent);
        Assert.Equal(
            ["日曜日", "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日"],
            calendar.FindAll("th[scope=col]").Select(head => head.TextContent)
        );
        Assert.Equal(5, calendar.FindAll("tbody tr").Count);
        Assert.Equal(31, calendar.FindAll("td:not(.other-month)").Count);
        Assert.Contains("海の日", Cell(calendar, 23), StringComparison.Ordinal);
        Assert.Contains("スポーツの日", Cell(calendar, 24), StringComparison.Ordinal);
        Assert.Contains("今日", Cell(calendar, 16), StringComparison.Ordinal);
        Assert.Equal(
            new[] { open, full, cancelled }.Select(row => PortalUrls.Clinic(row.Id)),
            calendar.FindAll("a").Select(link => link.GetAttribute("href"))
        );
        Assert.Equal("13:00～16:00 中京区役所 空き 3/6", Words(calendar.FindAll("a")[0].TextContent));
        Assert.EndsWith("満席", Words(calendar.FindAll("a")[1].TextContent), StringComparison.Ordinal);
        Assert.EndsWith("中止（担当）", Words(calendar.FindAll("a")[2].TextContent), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2020-02", 2020, 2)]
    [InlineData("2020-13", 2020, 7)]
    [InlineData("1999-12", 2020, 7)]
    [InlineData("2100-01", 2020, 7)]
    [InlineData("<script>", 2020, 7)]
    [InlineData(null, 2020, 7)]
    public void The_address_says_the_month_and_what_is_none_means_this_month(string? text, int year, int month) =>
        Assert.Equal(new DateOnly(year, month, 1), CalendarQuery.Read(text, null, null, null, new(2020, 7, 16)).Month);

    [Fact]
    public void An_address_reads_back_as_what_it_was_made_of()
    {
        var query = new CalendarQuery(July, NewId.Create(), Ward.Fushimi, NewId.Create());
        var parts = System.Web.HttpUtility.ParseQueryString(query.Address[(query.Address.IndexOf('?', StringComparison.Ordinal) + 1)..]);

        Assert.Equal(query, CalendarQuery.Read(parts["month"], parts["venue"], parts["ward"], parts["scrivener"], new(2026, 1, 1)));
        Assert.Equal((new DateOnly(2020, 7, 1), new DateOnly(2020, 7, 31)), (query.Filter.From, query.Filter.To));
    }

    private static ClinicRow Row(DateOnly date, int free) =>
        new(
            NewId.Create(),
            date,
            new(13, 0),
            new(16, 0),
            NewId.Create(),
            "中京区役所",
            Ward.Nakagyo,
            free,
            6,
            IsClosed: false,
            IsMine: false,
            ["行政書士 見本一"]
        );

    private static string Cell(IRenderedComponent<ClinicCalendar> calendar, int day) =>
        calendar.FindAll("td:not(.other-month)")[day - 1].TextContent;

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
