using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Components;

namespace SupportCenter.Tests.Components;

/// <summary>Date fields on 16 July 2020.</summary>
public sealed class DateFieldTests : ScreenTest
{
    [Theory]
    [InlineData("2026/12/10")]
    [InlineData("2026-12-10")]
    [InlineData("令和8年12月10日")]
    [InlineData("R8.12.10")]
    [InlineData("２０２６年１２月１０日（木）")]
    public async Task A_date_is_read_as_it_is_typed_and_read_back_in_the_era(string typed)
    {
        var details = new SampleDetails();
        var form = Open(details);

        await form.Find("#Date").ChangeAsync(typed);

        Assert.Equal(new DateOnly(2026, 12, 10), details.Date);
        Assert.Equal("令和8年12月10日(木)", form.Find("#Date-reading").TextContent);
        Assert.Equal(typed, form.Find("#Date").GetAttribute("value"));
    }

    [Theory]
    [InlineData("来週", "相談日は日付で入力してください")]
    [InlineData("11/31", "相談日：その日は暦にありません")]
    [InlineData("令和8年12月10日(金)", "令和8年12月10日(木)")]
    [InlineData("平成40年1月1日", "その元号にこの日はありません")]
    [InlineData("26/12/10", "西暦4桁")]
    public async Task What_is_no_date_stays_as_typed_with_a_sentence_beside_it(string typed, string sentence)
    {
        var details = new SampleDetails { Date = new(2020, 1, 1) };
        var form = Open(details);

        await form.Find("#Date").ChangeAsync(typed);
        form.Find("#Date").FocusOut();

        Assert.Equal(typed, form.Find("#Date").GetAttribute("value"));
        Assert.Equal("true", form.Find("#Date").GetAttribute("aria-invalid"));
        Assert.Contains(sentence, form.Find("#Date-error").TextContent, StringComparison.Ordinal);
        Assert.Empty(form.FindAll("#Date-reading"));
        Assert.Equal(new DateOnly(2020, 1, 1), details.Date);
    }

    [Fact]
    public async Task A_date_that_is_no_longer_wanted_is_emptied()
    {
        var details = new SampleDetails { Date = new(2020, 1, 1) };
        var form = Open(details);
        Assert.Equal("2020/01/01", form.Find("#Date").GetAttribute("value"));

        await form.Find("#Date").ChangeAsync("");

        Assert.Null(details.Date);
        Assert.Empty(form.FindAll("#Date-reading"));
    }

    [Fact]
    public async Task A_day_is_picked_from_the_calendar_beside_the_field()
    {
        var details = new SampleDetails { Date = new(2020, 9, 10) };
        var form = Open(details);
        var opener = form.Find("[data-calendar-open]");
        Assert.Equal(("相談日をカレンダーから選ぶ", "dialog"), (opener.GetAttribute("aria-label"), opener.GetAttribute("aria-haspopup")));

        await opener.ClickAsync();
        Assert.Equal("令和2年9月10日(木)", form.Find("[role=gridcell][aria-selected=true] button").GetAttribute("aria-label"));
        await form.Find("button[aria-label^='令和2年9月22日(火)']").ClickAsync();

        Assert.Equal(new DateOnly(2020, 9, 22), details.Date);
        Assert.Equal("2020/09/22", form.Find("#Date").GetAttribute("value"));
        Assert.Empty(form.FindAll("[role=grid]"));
    }

    [Theory]
    [InlineData("ArrowRight", false, "2020-09-11")]
    [InlineData("ArrowLeft", false, "2020-09-09")]
    [InlineData("ArrowUp", false, "2020-09-03")]
    [InlineData("ArrowDown", false, "2020-09-17")]
    [InlineData("Home", false, "2020-09-06")]
    [InlineData("End", false, "2020-09-12")]
    [InlineData("PageUp", false, "2020-08-10")]
    [InlineData("PageDown", false, "2020-10-10")]
    [InlineData("PageUp", true, "2019-09-10")]
    [InlineData("PageDown", true, "2021-09-10")]
    public async Task The_keys_of_the_calendar_go_from_day_to_day(string key, bool shift, string day)
    {
        var month = Calendar(new(2020, 9, 10));

        await month.Find("[role=grid]").KeyDownAsync(new KeyboardEventArgs { Key = key, ShiftKey = shift });

        var expected = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var tabbable = Assert.Single(month.FindAll("[role=grid] button[tabindex='0']"));
        Assert.StartsWith(JapaneseDate.Format(expected), tabbable.GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Equal(tabbable.Id, JSInterop.Invocations["portal.focus"].Single().Arguments[0]);
    }

    [Fact]
    public void Holidays_are_marked_and_said_in_words_and_weekdays_have_their_names()
    {
        var month = Calendar(new(2020, 9, 10));

        Assert.Equal("令和2年9月（2020年）", month.Find(".month-bar p").TextContent);
        Assert.Equal("21日 敬老の日、22日 秋分の日", month.Find(".calendar-holidays").TextContent);
        Assert.Equal("令和2年9月21日(月) 敬老の日", month.Find(".holiday button").GetAttribute("aria-label"));
        Assert.Equal("日月火水木金土", string.Concat(month.FindAll("th").Select(head => head.TextContent)));
        Assert.Equal("日曜日", month.Find("th").GetAttribute("abbr"));
    }

    [Fact]
    public void The_calendar_speaks_English_too()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

        var month = Calendar(new(2020, 9, 10));

        Assert.Equal("September 2020", month.Find(".month-bar p").TextContent);
        Assert.Equal("Sunday", month.Find("th").GetAttribute("abbr"));
        Assert.Contains("Respect for the Aged Day", month.Find(".calendar-holidays").TextContent, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_filter_takes_what_people_type_and_keeps_what_it_cannot_read()
    {
        DateOnly? picked = null;
        var filter = Render<DateField>(field =>
            field
                .Add(it => it.Id, "from")
                .Add(it => it.Label, "いつから")
                .Add(it => it.Year, YearRule.Coming)
                .Add(it => it.ValueChanged, EventCallback.Factory.Create<DateOnly?>(this, date => picked = date))
        );

        await filter.Find("#from").ChangeAsync("7/15");
        Assert.Equal(new DateOnly(2021, 7, 15), picked);

        await filter.Find("#from").ChangeAsync("未定");
        Assert.Equal(("未定", "true"), (filter.Find("#from").GetAttribute("value"), filter.Find("#from").GetAttribute("aria-invalid")));
        Assert.Contains("いつからは日付で入力してください", filter.Find("#from-error").TextContent, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2021, 7, 15), picked);
    }

    private IRenderedComponent<CalendarMonth> Calendar(DateOnly value) =>
        Render<CalendarMonth>(month => month.Add(it => it.Value, value).Add(it => it.Today, Portal.Today));
}
