using AngleSharp.Dom;
using Bunit;

namespace SupportCenter.Tests.Components;

public sealed class FieldTests : ScreenTest
{
    [Fact]
    public void A_field_is_labelled_by_its_property_and_tied_to_its_help_text()
    {
        var form = Open(new SampleDetails());

        var input = form.Find("#BusinessName");

        Assert.Equal("企業名※必須", Plain(form.Find("label[for=BusinessName]")));
        Assert.Equal("登記のとおりに", form.Find("#" + input.GetAttribute("aria-describedby")).TextContent);
        Assert.Equal("true", input.GetAttribute("aria-required"));
        Assert.Null(form.Find("#Telephone").GetAttribute("aria-required"));
    }

    [Theory]
    [InlineData("BusinessName", "input", "text")]
    [InlineData("Telephone", "input", "tel")]
    [InlineData("EmployeeCount", "input", "text")]
    [InlineData("Date", "input", "text")]
    [InlineData("Start", "input", "text")]
    [InlineData("Ward", "select", null)]
    [InlineData("Answer", "input", "radio")]
    [InlineData("Topics", "input", "checkbox")]
    [InlineData("IsFirst", "input", "checkbox")]
    [InlineData("Memo", "textarea", null)]
    public void Each_kind_of_property_has_its_kind_of_input(string id, string element, string? type)
    {
        var input = Open(new SampleDetails()).Find("#" + id);

        Assert.Equal(element, input.LocalName);
        Assert.Equal(type, input.GetAttribute("type"));
    }

    [Fact]
    public async Task Questions_with_few_answers_are_boxes_under_the_question_and_longer_ones_a_list()
    {
        var details = new SampleDetails();
        var form = Open(details);

        Assert.Equal("融資の利用※必須", Plain(form.Find("fieldset[role=radiogroup] legend")));
        Assert.Equal(["している", "していない"], form.FindAll("fieldset[role=radiogroup] label").Select(Plain));
        Assert.Equal(
            ["選択してください", "北区", "上京区", "左京区", "中京区", "東山区", "山科区", "市外"],
            form.FindAll("#Ward option").Select(Plain)
        );

        await form.Find("#Ward").ChangeAsync("Nakagyo");
        await form.Find("#Answer-No").ChangeAsync("No");

        Assert.Equal((SampleWard.Nakagyo, SampleAnswer.No), (details.Ward, details.Answer));
    }

    [Fact]
    public async Task Several_answers_are_boxes_of_their_own_without_the_combinations()
    {
        var details = new SampleDetails { Topics = SampleTopics.Other };
        var form = Open(details);

        Assert.Equal(["制度の詳細", "申請書の記載方法等", "その他"], form.FindAll("fieldset:not([role]) label").Select(Plain));
        await form.Find("#Topics").ChangeAsync(true);
        await form.Find("#Topics-Other").ChangeAsync(false);

        Assert.Equal(SampleTopics.Details, details.Topics);
    }

    [Theory]
    [InlineData("12", 12)]
    [InlineData("１２", 12)]
    [InlineData("１，２００人", 1200)]
    [InlineData(" 5 名", 5)]
    [InlineData("", null)]
    public async Task Numbers_are_read_in_any_width_and_stay_as_they_were_typed(string typed, int? expected)
    {
        var details = new SampleDetails { EmployeeCount = 3 };
        var form = Open(details);

        await form.Find("#EmployeeCount").ChangeAsync(typed);

        Assert.Equal(expected, details.EmployeeCount);
        Assert.Equal(typed, form.Find("#EmployeeCount").GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task A_time_as_the_screen_writes_it_is_taken_and_not_read_back()
    {
        var details = new SampleDetails();
        var form = Open(details);

        await form.Find("#Start").ChangeAsync("9:30");

        Assert.Equal(new TimeOnly(9, 30), details.Start);
        Assert.Empty(form.FindAll("#Start-reading"));
    }

    [Theory]
    [InlineData("930")]
    [InlineData("0930")]
    [InlineData("９：３０")]
    [InlineData("9時半")]
    [InlineData("午前9時30分")]
    public async Task Times_are_read_as_offices_write_them_and_the_reading_is_shown(string typed)
    {
        var details = new SampleDetails();
        var form = Open(details);

        await form.Find("#Start").ChangeAsync(typed);

        Assert.Equal(new TimeOnly(9, 30), details.Start);
        Assert.Equal("9:30", form.Find("#Start-reading").TextContent);
    }

    [Fact]
    public async Task Beside_a_date_stands_the_Japanese_year()
    {
        var form = Open(new SampleDetails());

        await form.Find("#Date").ChangeAsync("2020-07-16");

        Assert.Equal("令和2年7月16日(木)", form.Find("output[for=Date]").TextContent);
    }

    [Theory]
    [InlineData("EmployeeCount", "たくさん", "従業員数は数字で入力してください")]
    [InlineData("EmployeeCount", "99999999999", "従業員数は数字で入力してください")]
    [InlineData("VisitNumber", "", "回数を入力してください")]
    [InlineData("Start", "25時", "開始時刻は時刻で入力してください")]
    [InlineData("Start", "9:30～10:00", "開始時刻は時刻で入力してください")]
    public async Task What_cannot_be_read_stays_in_the_field_with_a_sentence_beside_it(string id, string typed, string sentence)
    {
        var form = Open(new SampleDetails());

        await form.Find("#" + id).ChangeAsync(typed);
        form.Find("#" + id).FocusOut();

        var input = form.Find("#" + id);
        Assert.Equal(typed, input.GetAttribute("value") ?? "");
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Contains($"{id}-error", input.GetAttribute("aria-describedby")!.Split(' '));
        Assert.Contains(sentence, form.Find($"#{id}-error").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BusinessName", "例示\t製作所\r\n本店\0", "例示 製作所 本店 ")]
    [InlineData("Telephone", "075-000\t1234", "075-000 1234")]
    [InlineData("EmployeeCount", "\t12", " 12")]
    [InlineData("Date", "2026/12/10\t", "2026/12/10 ")]
    [InlineData("Start", "9:30\n", "9:30 ")]
    [InlineData("Memo", "一行目\n二行目", "一行目\n二行目")]
    public async Task What_one_line_cannot_hold_is_a_space_before_everybodys_eyes(string id, string pasted, string seen)
    {
        var details = new SampleDetails();
        var form = Open(details);

        await form.Find("#" + id).ChangeAsync(pasted);

        Assert.Equal(seen, form.Find("#" + id).GetAttribute("value"));
        Assert.Empty(form.FindAll(".field-error"));
        Assert.DoesNotContain(details.BusinessName ?? "", char.IsControl);
    }

    [Fact]
    public async Task A_sentence_goes_when_its_field_is_put_right()
    {
        var details = new SampleDetails();
        var form = Open(details);
        await form.Find("#EmployeeCount").ChangeAsync("たくさん");
        form.Find("#EmployeeCount").FocusOut();

        await form.Find("#EmployeeCount").ChangeAsync("５");

        Assert.Equal(5, details.EmployeeCount);
        Assert.Empty(form.FindAll("#EmployeeCount-error"));
    }

    [Fact]
    public async Task Nobody_is_scolded_while_still_typing()
    {
        var form = Open(new SampleDetails());

        await form.Find("#EmployeeCount").ChangeAsync("約");

        Assert.Empty(form.FindAll(".field-error"));
        form.Find("#EmployeeCount").FocusOut();
        Assert.Single(form.FindAll(".field-error"));
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_kept_whole_and_counted()
    {
        var details = new SampleDetails();
        var form = Open(details);
        Assert.Empty(form.FindAll("#Memo-remaining"));

        await form.Find("#Memo").ChangeAsync(new string('あ', 48));
        Assert.Contains("あと2文字", form.Find("#Memo-remaining").TextContent, StringComparison.Ordinal);
        await form.Find("#Memo").ChangeAsync(new string('あ', 53));

        Assert.Contains("3文字多い", form.Find("#Memo-remaining").TextContent, StringComparison.Ordinal);
        Assert.Equal(53, details.Memo!.Length);
        Assert.Empty(form.FindAll("[maxlength]"));
    }

    [Fact]
    public async Task A_value_that_comes_from_elsewhere_replaces_what_was_typed()
    {
        var details = new SampleDetails();
        var form = Open(details);
        await form.Find("#EmployeeCount").ChangeAsync("１２人");

        details.EmployeeCount = 40;
        form.Render();

        Assert.Equal("40", form.Find("#EmployeeCount").GetAttribute("value"));
    }

    [Fact]
    public void Rows_that_ask_the_same_have_ids_of_their_own()
    {
        var details = new SampleDetails();
        details.Rows.AddRange([new SampleRow(), new SampleRow()]);

        var form = Open(details);

        Assert.Equal(["Measure", "Measure-2"], form.FindAll("input[id^=Measure]").Select(input => input.Id));
        Assert.Equal(["Measure", "Measure-2"], form.FindAll("label[for^=Measure]").Select(label => label.GetAttribute("for")));
    }

    [Fact]
    public void The_browser_remembers_nothing_that_was_typed()
    {
        var form = Open(new SampleDetails());

        Assert.Equal("off", form.Find("form").GetAttribute("autocomplete"));
        AssertEach.Of(form.FindAll("input[type=text], input[type=tel]"), input => Assert.Equal("off", input.GetAttribute("autocomplete")));
    }

    private static string Plain(IElement element) => string.Concat(element.TextContent.Where(sign => !char.IsWhiteSpace(sign)));
}
