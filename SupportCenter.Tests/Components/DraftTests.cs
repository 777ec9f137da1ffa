using Bunit;
using Microsoft.Extensions.DependencyInjection;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Components;

namespace SupportCenter.Tests.Components;

public sealed class DraftTests : ScreenTest
{
    private const string Key = "reservation:new";

    [Fact]
    public async Task What_was_typed_is_kept_after_moments_and_offered_to_the_next_form()
    {
        var form = Open(new SampleDetails(), draft: Key);
        await form.InvokeAsync(() => form.Find("#BusinessName").ChangeAsync("㈱例示製作所"));
        await form.InvokeAsync(() => form.Find("#EmployeeCount").ChangeAsync("約三十から四十"));
        await WaitForDraftAsync("約三十から四十");
        await LeaveAsync(form);

        var details = new SampleDetails();
        var next = Open(details, draft: Key);

        Assert.Equal("入力途中の内容が残っています（7月16日(木) 10:00）", next.Find(".summary.warning h2").TextContent);
        Assert.True(next.Find("form").HasAttribute("inert"));
        await next.InvokeAsync(() => next.Find(".summary.warning button").ClickAsync());
        Assert.Equal("㈱例示製作所", details.BusinessName);
        Assert.Equal("約三十から四十", next.Find("#EmployeeCount").GetAttribute("value"));
        Assert.Equal("true", next.Find("#EmployeeCount").GetAttribute("aria-invalid"));
        Assert.False(next.Find("form").HasAttribute("inert"));
    }

    [Fact]
    public async Task A_draft_that_is_not_wanted_is_forgotten()
    {
        await Drafts.SaveAsync(
            Key,
            FormDraft.Write(new SampleDetails { Memo = "途中" }, new Dictionary<string, string>(StringComparer.Ordinal))
        );
        var details = new SampleDetails();
        var form = Open(details, draft: Key);

        await form.InvokeAsync(() => form.FindAll(".summary.warning button")[1].ClickAsync(new()));

        Assert.Empty(form.FindAll(".summary.warning"));
        Assert.Null(details.Memo);
        Assert.Empty(await Drafts.ListAsync(Key));
    }

    [Fact]
    public async Task A_form_that_leaves_the_screen_is_kept_at_once()
    {
        var form = Render<SaveForm>(it =>
            it.Add(save => save.Model, new SampleDetails())
                .Add(save => save.DraftKey, Key)
                .Add(save => save.DraftEvery, TimeSpan.FromHours(1))
                .Add(save => save.OnSave, () => Task.CompletedTask)
        );
        ((SampleDetails)form.Instance.Model).Memo = "電話が切れた";

        await form.InvokeAsync(async () => await form.Instance.DisposeAsync());

        Assert.Contains("電話が切れた", Assert.Single(await Drafts.ListAsync(Key)).Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_saved_leaves_no_draft()
    {
        var form = Open(new SampleDetails(), draft: Key);
        await form.InvokeAsync(() => form.Find("#BusinessName").ChangeAsync("例示美容室"));
        await WaitForDraftAsync("例示美容室");

        await form.InvokeAsync(() => form.Find("form").SubmitAsync());
        await form.InvokeAsync(async () => await form.Instance.Form.DisposeAsync());

        Assert.Empty(await Drafts.ListAsync(Key));
    }

    [Fact]
    public async Task Each_screen_has_its_own_draft_and_saving_one_leaves_the_other()
    {
        var one = await TypeAsync("一つ目の画面");
        var other = Open(new SampleDetails(), draft: Key);
        Assert.Empty(other.FindAll(".summary.warning"));
        await other.InvokeAsync(() => other.Find("#Memo").ChangeAsync("二つ目の画面"));
        await WaitForDraftAsync("二つ目の画面");
        Assert.Equal(2, (await Drafts.ListAsync(Key)).Count);

        await other.InvokeAsync(() => other.Find("#BusinessName").ChangeAsync("例示美容室"));
        await other.InvokeAsync(() => other.Find("form").SubmitAsync());

        Assert.Contains("一つ目の画面", Assert.Single(await Drafts.ListAsync(Key)).Json, StringComparison.Ordinal);
        Assert.NotNull(one.Find(".draft-note"));
    }

    [Fact]
    public async Task The_drafts_of_closed_screens_are_offered_each_with_its_texts_and_one_taken_up_leaves_the_others()
    {
        var (one, other) = (await TypeAsync("一つ目の画面"), await TypeAsync("二つ目の画面"));
        await LeaveAsync(one);
        await LeaveAsync(other);

        var details = new SampleDetails();
        var next = Open(details, draft: Key);
        Assert.Equal("入力途中の内容が2件残っています", next.Find(".summary.warning h2").TextContent);
        var second = next.FindAll(".draft-list li").Single(item => item.TextContent.Contains("二つ目の画面", StringComparison.Ordinal));
        var waiting = Open(new SampleDetails(), draft: Key);
        Assert.Equal(2, waiting.FindAll(".draft-list li").Count);

        await next.InvokeAsync(() => second.QuerySelector("button")!.ClickAsync(new()));

        Assert.Equal("二つ目の画面", details.Memo);
        Assert.Empty(next.FindAll(".summary.warning"));
        // The screen that offered both says at once that one of them is taken.
        await waiting.WaitForAssertionAsync(() =>
            Assert.Contains("一つ目の画面", Assert.Single(waiting.FindAll(".draft-list li")).TextContent, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_screen_that_nobody_looked_at_says_that_its_draft_was_taken_over_and_writes_another()
    {
        var asleep = await TypeAsync("眠った画面");
        var connection = Services.GetRequiredService<ScreenConnection>();
        await connection.OnConnectionDownAsync(null!, CancellationToken.None);
        var details = new SampleDetails();
        var next = Open(details, draft: Key);

        await next.InvokeAsync(() => next.Find(".draft-list button").ClickAsync(new()));
        await connection.OnConnectionUpAsync(null!, CancellationToken.None);

        await asleep.WaitForAssertionAsync(() => Assert.Contains("引き継がれました", asleep.Markup, StringComparison.Ordinal));
        Assert.Empty(asleep.FindAll(".draft-note"));
        await asleep.InvokeAsync(() => asleep.Find("#Memo").ChangeAsync("目を覚まして書いた"));
        await WaitForDraftAsync("目を覚まして書いた");
        Assert.Equal(2, (await Drafts.ListAsync(Key)).Count);
        Assert.Equal("眠った画面", details.Memo);
    }

    [Fact]
    public async Task A_page_that_was_quicker_than_the_one_it_replaces_still_offers_its_draft()
    {
        var before = await TypeAsync("読み込み直す前");
        var after = Open(new SampleDetails(), draft: Key);
        Assert.Empty(after.FindAll(".draft-list"));

        await LeaveAsync(before);

        await after.WaitForAssertionAsync(() =>
            Assert.Contains("読み込み直す前", after.Find(".draft-list").TextContent, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Drafts_that_are_left_for_later_stay()
    {
        await LeaveAsync(await TypeAsync("あとで続ける"));
        var form = Open(new SampleDetails(), draft: Key);

        await form.InvokeAsync(() => form.FindAll(".summary.warning button")[^1].ClickAsync(new()));

        Assert.Empty(form.FindAll(".summary.warning"));
        Assert.False(form.Find("form").HasAttribute("inert"));
        Assert.Single(await Drafts.ListAsync(Key));
    }

    [Fact]
    public async Task A_save_that_is_a_step_on_the_way_keeps_the_draft_until_the_end()
    {
        var details = new SampleDetails { BusinessName = "例示美容室" };
        var form = Render<SaveForm>(it =>
            it.Add(save => save.Model, details)
                .Add(save => save.DraftKey, Key)
                .Add(save => save.KeepsDraft, true)
                .Add(save => save.DraftEvery, TimeSpan.FromHours(1))
                .Add(save => save.OnSave, () => Task.CompletedTask)
        );
        details.Memo = "下見の前に書いた";

        await form.InvokeAsync(() => form.Find("form").SubmitAsync());
        Assert.Contains("下見の前に書いた", Assert.Single(await Drafts.ListAsync(Key)).Json, StringComparison.Ordinal);

        await form.InvokeAsync(() => form.Instance.ForgetDraftAsync());
        await form.InvokeAsync(async () => await form.Instance.DisposeAsync());
        Assert.Empty(await Drafts.ListAsync(Key));
    }

    [Fact]
    public async Task An_untouched_form_leaves_no_draft()
    {
        var form = Open(new SampleDetails { Memo = "前からの内容" }, draft: Key);

        await form.InvokeAsync(async () => await form.Instance.Form.DisposeAsync()); // A last look, as when the page is left.

        Assert.Empty(await Drafts.ListAsync(Key));
    }

    [Fact]
    public async Task A_draft_of_another_shape_is_said_to_be_unreadable_and_does_no_harm()
    {
        await Drafts.SaveAsync(Key, """{"details":{"EmployeeCount":"many"},"typed":{}}""");
        var details = new SampleDetails { Memo = "そのまま" };
        var form = Open(details, draft: Key);

        await form.InvokeAsync(() => form.Find(".summary.warning button").ClickAsync());

        Assert.Contains("読み取れませんでした", form.Find(".summary.warning").TextContent, StringComparison.Ordinal);
        Assert.Equal("そのまま", details.Memo);
    }

    [Fact]
    public void A_half_filled_reservation_comes_back_whole()
    {
        var kept = Make.Details();
        kept.Answers.Add(new QuestionAnswer(NewId.Create(), Answer.Considering));
        var restored = new ReservationDetails();

        var typed = FormDraft.Restore(
            FormDraft.Write(kept, new Dictionary<string, string>(StringComparer.Ordinal) { ["EmployeeCount"] = "約" }),
            restored
        );

        Assert.Equal("約", typed["EmployeeCount"]);
        Assert.Equal((kept.BusinessName, kept.Telephone, kept.Ward), (restored.BusinessName, restored.Telephone, restored.Ward));
        Assert.Equal(Ward.Fushimi, restored.Ward);
        Assert.Equal(kept.Answers, restored.Answers);
    }

    [Fact]
    public void A_half_written_consultation_record_comes_back_whole()
    {
        var kept = new ConsultationDetails
        {
            StartedAt = new TimeOnly(13, 5),
            Topics = Enum.GetValues<Topics>()[^1],
            Summary = "売上が半減した。\n家賃が重い。",
        };
        kept.MeasureIds.Add(NewId.Create());
        kept.Guidance.Add(new GuidanceRow { Measure = "家賃支援", Explained = "要件" });
        var restored = new ConsultationDetails();

        FormDraft.Restore(FormDraft.Write(kept, new Dictionary<string, string>(StringComparer.Ordinal)), restored);

        Assert.Equal((kept.StartedAt, kept.Topics, kept.Summary), (restored.StartedAt, restored.Topics, restored.Summary));
        Assert.Equal(kept.MeasureIds, restored.MeasureIds);
        Assert.Equal("要件", Assert.Single(restored.Guidance).Explained);
    }

    [Fact]
    public void What_a_browser_still_held_when_the_server_stopped_joins_the_draft()
    {
        var kept = FormDraft.Write(
            new SampleDetails { BusinessName = "例示", Memo = "前半" },
            new Dictionary<string, string>(StringComparer.Ordinal)
        );
        var restored = new SampleDetails();

        var typed = FormDraft.Restore(FormDraft.Add(kept, [new("Memo", "前半と後半"), new("Start", "９３")]), restored);

        Assert.Equal("例示", restored.BusinessName);
        Assert.Equal(("前半と後半", "９３"), (typed["Memo"], typed["Start"]));
        Assert.Equal("前半", Assert.Single(FormDraft.Restore(FormDraft.Add(null, [new("Memo", "前半")]), restored)).Value);
    }

    private Task WaitForDraftAsync(string typed) =>
        Eventually.TrueAsync($"The draft holds {typed}.", async () =>
            (await Drafts.ListAsync(Key)).Any(draft => draft.Json.Contains(typed, StringComparison.Ordinal))
        );

    private static Task LeaveAsync(IRenderedComponent<SampleForm> form) =>
        form.InvokeAsync(async () => await form.Instance.Form.DisposeAsync());

    private async Task<IRenderedComponent<SampleForm>> TypeAsync(string memo)
    {
        var form = Open(new SampleDetails(), draft: Key);
        await form.InvokeAsync(() => form.Find("#Memo").ChangeAsync(memo));
        await WaitForDraftAsync(memo);
        return form;
    }
}
