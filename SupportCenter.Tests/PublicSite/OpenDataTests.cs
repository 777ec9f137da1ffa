using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.PublicSite;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;
using SupportCenter.Portal;
using SupportCenter.Portal.PublicSite;

namespace SupportCenter.Tests.PublicSite;

/// <summary>The files for programs, spreadsheets and calendars, with texts that are out to break them.</summary>
public sealed class OpenDataTests
{
    private static readonly DateOnly Day = new(2020, 7, 16);
    private static readonly SlotTime Session = new(new(13, 0), new(16, 0));

    public OpenDataTests() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ja");

    [Theory]
    [InlineData("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"")]
    [InlineData("+81", "'+81")]
    [InlineData("-1階", "'-1階")]
    [InlineData("＝1", "'＝1")]
    [InlineData("@a", "'@a")]
    [InlineData("1階, 奥", "\"1階, 奥\"")]
    [InlineData("1階\n奥", "\"1階\n奥\"")]
    [Asvs("1.2.10")]
    public void A_cell_is_never_a_formula_and_never_two_cells(string typed, string cell)
    {
        var csv = Encoding.UTF8.GetString(OpenData.Csv(Schedule(Clinic(access: typed))));

        Assert.Contains($",{cell},", csv, StringComparison.Ordinal);
        Assert.StartsWith("\uFEFF開催日,開始,", csv, StringComparison.Ordinal);
        Assert.Contains("\r\n2020-07-16,13:00,16:00,", csv, StringComparison.Ordinal);
    }

    [Fact]
    public void No_line_of_the_calendar_is_longer_than_75_octets_and_none_breaks_within_a_character()
    {
        var bytes = ScheduleCalendar.Render(
            Schedule(Clinic(venue: string.Concat(Enumerable.Repeat("𠮷野家会館あ", 12)))),
            new CentreOptions()
        );
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);

        AssertEach.Of(text.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.DoesNotContain('\uFFFD', text);
        Assert.Contains(
            "𠮷野家会館あ𠮷野家会館あ𠮷野家会館あ",
            text.Replace("\r\n ", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.EndsWith("END:VCALENDAR\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_cannot_add_a_line_to_the_calendar()
    {
        var text = Text(Schedule(Clinic(access: "1階; 奥, 左\\右\r\nATTENDEE:x")));

        Assert.Contains("1階\\; 奥\\, 左\\\\右\\nATTENDEE:x", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\r\nATTENDEE", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_calendar_names_its_time_zone_and_says_what_is_cancelled()
    {
        var text = Text(Schedule(Clinic() with { IsCancelled = true }));

        Assert.Contains(
            "BEGIN:VTIMEZONE\r\nTZID:Asia/Tokyo\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900\r\n",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "\r\nDTSTART;TZID=Asia/Tokyo:20200716T130000\r\nDTEND;TZID=Asia/Tokyo:20200716T160000\r\n",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("\r\nSTATUS:CANCELLED\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\nSUMMARY:【中止】", text, StringComparison.Ordinal);
        Assert.Contains("\r\nDTSTAMP:20200715T233000Z\r\nLAST-MODIFIED:20200715T233000Z\r\nSEQUENCE:2\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_file_says_when_clients_are_received_before_and_after_a_break()
    {
        var (morning, afternoon) = (new SlotTime(new(9, 30), new(11, 20)), Session);
        var schedule = Schedule(Clinic() with { Sessions = [morning, afternoon] });

        Assert.Contains("\\n相談の時間 9:30～11:20、13:00～16:00\\n", Text(schedule), StringComparison.Ordinal);
        Assert.Contains(",Open,09:30-11:20 13:00-16:00\r\n", Encoding.UTF8.GetString(OpenData.Csv(schedule)), StringComparison.Ordinal);
        var json = JsonNode.Parse(OpenData.Json(schedule, new CentreOptions()))!;
        Assert.Equal(
            ["09:30", "13:00"],
            json["clinics"]![0]!["sessions"]!.AsArray().Select(session => session!["startsAt"]!.GetValue<string>())
        );
        Assert.DoesNotContain("相談の時間", Text(Schedule(Clinic())), StringComparison.Ordinal);
    }

    private static PublicClinic Clinic(string venue = "中京区役所", string? access = "1階") =>
        new(Day, new TimeOnly(13, 0), new TimeOnly(16, 0), venue, Ward.Nakagyo, "京都市中京区", access, "9:00～17:00", [Session], 3, false)
        {
            CalendarId = NewId.Create(),
            Revision = 2,
            RevisedAtUtc = new DateTime(2020, 7, 15, 23, 30, 0, DateTimeKind.Utc),
        };

    private static PublicSchedule Schedule(params PublicClinic[] clinics) => new(Day, Day.AddDays(27), clinics);

    private static string Text(PublicSchedule schedule) =>
        Encoding.UTF8.GetString(ScheduleCalendar.Render(schedule, new CentreOptions())).Replace("\r\n ", "", StringComparison.Ordinal);
}
