using Bunit;
using SupportCenter.Domain;

namespace SupportCenter.Tests.Components;

public sealed class SaveFormTests : ScreenTest
{
    [Fact]
    public async Task A_second_press_while_saving_is_ignored()
    {
        var (saves, gate) = (0, new TaskCompletionSource());
        var form = Open(Complete(), () =>
        {
            saves++;
            return gate.Task.WaitAsync(TimeSpan.FromSeconds(30));
        });

        var first = form.Find("form").SubmitAsync();
        Assert.Equal("true", form.Find("button[type=submit]").GetAttribute("aria-disabled"));
        await form.Find("form").SubmitAsync();
        gate.SetResult();
        await first;

        Assert.Equal(1, saves);
        Assert.Null(form.Find("button[type=submit]").GetAttribute("aria-disabled"));
    }

    [Fact]
    public async Task What_is_missing_is_said_above_and_beside_and_nothing_is_saved()
    {
        var saved = false;
        var details = new SampleDetails();
        details.Rows.Add(new SampleRow());
        var form = Open(details, () =>
        {
            saved = true;
            return Task.CompletedTask;
        });

        await form.Find("form").SubmitAsync();

        Assert.False(saved);
        Assert.Equal(
            ["BusinessName", "Measure"],
            form.FindAll(".summary.error button").Select(button => button.GetAttribute("data-focus"))
        );
        Assert.Equal("true", form.Find("#Measure").GetAttribute("aria-invalid"));
        JSInterop.VerifyFocusAsyncInvoke();
    }

    [Fact]
    public async Task A_broken_rule_is_shown_as_it_stands_and_nothing_typed_is_lost()
    {
        var form = Open(Complete(), () =>
            throw new RuleException("その時間帯はたった今埋まりました。") { Field = nameof(SampleDetails.Start) }
        );
        await form.Find("#Memo").ChangeAsync("折り返し希望");

        await form.Find("form").SubmitAsync();

        Assert.Contains("その時間帯はたった今埋まりました。", form.Find(".summary.error").TextContent, StringComparison.Ordinal);
        Assert.Contains("その時間帯はたった今埋まりました。", form.Find("#Start-error").TextContent, StringComparison.Ordinal);
        Assert.Equal("折り返し希望", form.Find("#Memo").GetAttribute("value"));
        Assert.Equal("", Log.Text);
    }

    [Fact]
    [Asvs("16.5.1")]
    public async Task A_fault_is_shown_as_a_number_and_logged_under_it_without_what_the_exception_quotes()
    {
        var form = Open(Complete(), () => throw new FormatException("株式会社例示製作所 075-000-1234"));

        await form.Find("form").SubmitAsync();

        var number = form.FindAll(".summary.error li")[1].TextContent.Trim().Split(' ')[^1];
        Assert.Matches("^[0-9A-F]{4}-[0-9A-F]{4}$", number);
        Assert.Contains(number, Log.Text, StringComparison.Ordinal);
        Assert.Contains(nameof(FormatException), Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("075-000-1234", Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("075-000-1234", form.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_fault_the_same_form_can_be_saved()
    {
        var attempts = 0;
        var form = Open(Complete(), () => ++attempts == 1 ? throw new TimeoutException() : Task.CompletedTask);

        await form.Find("form").SubmitAsync();
        await form.Find("form").SubmitAsync();

        Assert.Equal(2, attempts);
        Assert.Empty(form.FindAll(".summary.error"));
    }

    private static SampleDetails Complete() => new() { BusinessName = "株式会社例示製作所" };
}
