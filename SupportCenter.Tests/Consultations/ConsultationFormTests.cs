using AngleSharp.Dom;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Drafts;
using SupportCenter.Portal.Components;
using SupportCenter.Portal.Consultations;

namespace SupportCenter.Tests.Consultations;

/// <summary>The form itself over the real services and a real database.</summary>
public sealed class ConsultationFormTests
{
    // 別紙2, from the top: DATA-DICTIONARY's labels, verbatim.
    private static readonly string[] Paper =
    [
        "行政書士名",
        "相談時間",
        "相談者区分",
        "中小企業",
        "小規模事業者",
        "個人事業者",
        "その他",
        "相談内容区分",
        "利用できる支援策を教えてほしい",
        "個別の支援策の内容を教えてほしい",
        "制度の詳細",
        "申請書の記載方法等",
        "その他",
        "活用したい支援策",
        "京都市の支援策",
        "京都府の支援策",
        "支援補助金(事業再出発支援・緊急応援)",
        "国の支援策",
        "持続化給付金",
        "家賃支援",
        "ものづくり・商業・サービス",
        "持続化補助金",
        "IT導入",
        "お困りごと",
        "売上の減少",
        "原材料、部品等の調達が困難",
        "受注・利用者減少",
        "取引、商談、イベント等の延期・中止",
        "感染防止対策",
        "その他",
        "売上減少の状況",
        "コロナ前と比較して、売上が",
        "変動なし",
        "30%以上減少",
        "50%以上減少",
        "80%以上減少",
        "相談内容",
        "【相談の概要】",
        "【案内した制度】",
        "【所感】",
        "■備考・その他",
    ];

    [Fact]
    public async Task The_form_has_the_papers_words_in_the_papers_order()
    {
        await using var scene = await ConsultationScene.SetAsync();
        await using var screen = await Screen.OpenAsync(scene);

        var text = screen.Form.Find("form").TextContent;

        var at = 0;
        foreach (var word in Paper)
        {
            var found = text.IndexOf(word, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"{word} is missing after {text[..at]}");
            at = found + word.Length;
        }
    }

    [Fact]
    public async Task One_key_each_puts_in_the_start_and_the_end_and_the_minutes_are_computed()
    {
        await using var scene = await ConsultationScene.SetAsync();
        await using var screen = await Screen.OpenAsync(scene);

        await screen.Form.InvokeAsync(() => screen.Form.Find("[data-shortcut=s]").ClickAsync());
        scene.Portal.Time.Advance(TimeSpan.FromMinutes(38));
        await screen.Form.InvokeAsync(() => screen.Form.Find("[data-shortcut=e]").ClickAsync());
        await screen.Form.InvokeAsync(() => screen.Form.Find("[data-shortcut=s]").ClickAsync()); // A slip: the start stands.

        Assert.Equal("10:00", screen.Form.Find("#StartedAt").GetAttribute("value"));
        Assert.Equal("10:38", screen.Form.Find("#EndedAt").GetAttribute("value"));
        Assert.Equal("(38分)", screen.Form.Find(".time-row > output").TextContent);
        await screen.Form.InvokeAsync(() => screen.Form.Find("#EndedAt").ChangeAsync("0959"));
        Assert.Equal("終了が開始より前です", screen.Form.Find(".time-row > output").TextContent);
    }

    [Fact]
    public async Task What_is_ticked_and_typed_is_stored_and_a_bracket_ticks_its_box()
    {
        await using var scene = await ConsultationScene.SetAsync();
        await using var screen = await Screen.OpenAsync(scene);

        await screen.Form.InvokeAsync(() => screen.Form.Find("#StartedAt").ChangeAsync("１３時２分"));
        await screen.Form.InvokeAsync(() => screen.Form.Find("#EndedAt").ChangeAsync("1340"));
        await screen.Form.InvokeAsync(() => screen.Form.Find("#ClientCategory-SmallBusiness").ChangeAsync("SmallBusiness"));
        await screen.Form.InvokeAsync(() => screen.Form.Find("#OtherTopic").ChangeAsync("事業承継"));
        await screen.Form.InvokeAsync(() => screen.Form.Find("#CityMeasure").ChangeAsync("例示支援"));
        await screen.Form.InvokeAsync(() => screen.Form.Find("#Summary").ChangeAsync("新聞に載っていた制度"));
        await screen.Form.InvokeAsync(() => screen.Form.Find("#add-guidance").ClickAsync());
        await screen.Form.InvokeAsync(() => screen.Form.Find("#Measure").ChangeAsync("雇用調整助成金"));
        await screen.SaveAsync();

        var stored = (await scene.Mine.FindAsync(screen.View.Id))!.Details;
        Assert.Equal(
            (38, ClientCategory.SmallBusiness, Topics.Other, "事業承継"),
            (stored.Minutes(), stored.ClientCategory, stored.Topics, stored.OtherTopic)
        );
        Assert.Equal("京都市の支援策", screen.View.Measures.Single(measure => measure.Id == Assert.Single(stored.MeasureIds)).Name);
        Assert.Equal(("例示支援", "雇用調整助成金"), (stored.CityMeasure, Assert.Single(stored.Guidance).Measure));
    }

    [Fact]
    public async Task Guidance_rows_are_added_moved_and_removed_by_buttons()
    {
        await using var scene = await ConsultationScene.SetAsync();
        await using var screen = await Screen.OpenAsync(scene);
        for (var i = 0; i < 3; i++)
        {
            await screen.Form.InvokeAsync(() => screen.Form.Find("#add-guidance").ClickAsync());
            await screen.Form.InvokeAsync(() =>
                screen.Form.FindAll(".guidance-row")[^1].QuerySelector("input[list]")!.ChangeAsync($"制度{i}")
            );
        }

        await screen.Form.InvokeAsync(() => screen.Form.FindAll(".guidance-row")[2].QuerySelectorAll("button")[0].ClickAsync());
        await screen.Form.InvokeAsync(() => screen.Form.FindAll(".guidance-row")[0].QuerySelectorAll("button")[2].ClickAsync());

        Assert.Equal(
            ["制度2", "制度1"],
            screen.Form.FindAll(".guidance-row").Select(row => row.QuerySelector("input[list]")!.GetAttribute("value"))
        );
        Assert.True(screen.Form.FindAll(".guidance-row")[0].QuerySelector("button")!.HasAttribute("disabled"));
    }

    [Fact]
    public async Task Handing_in_needs_its_own_button_and_says_what_is_missing()
    {
        await using var scene = await ConsultationScene.SetAsync();
        await using var screen = await Screen.OpenAsync(scene);

        await screen.SubmitAsync();
        Assert.Contains(
            "相談時間（開始と終了）を入力してください。",
            screen.Form.Find(".summary.error").TextContent,
            StringComparison.Ordinal
        );

        // The press came to nothing: the next save is a save.
        await FillAsync(screen);
        await screen.SaveAsync();
        Assert.Equal(RecordStatus.Draft, (await scene.Mine.FindAsync(screen.View.Id))!.Status);

        await screen.SubmitAsync();
        Assert.Equal(RecordStatus.Submitted, (await scene.Mine.FindAsync(screen.View.Id))!.Status);
        Assert.Empty(screen.Form.FindAll("[data-shortcut=t]"));
    }

    [Fact]
    public async Task Of_two_editors_the_second_sees_both_texts_chooses_and_nothing_is_lost()
    {
        await using var scene = await ConsultationScene.SetAsync();
        await using var screen = await Screen.OpenAsync(scene);
        await screen.Form.InvokeAsync(() => screen.Form.Find("#Summary").ChangeAsync("私の概要"));
        var theirs = ConsultationScene.Complete("同僚の概要");
        theirs.Remarks = "同僚の備考";
        await scene.Portal.As<ConsultationService>(scene.Colleague).SaveAsync(screen.View.Id, theirs, screen.View.Version);

        await screen.SaveAsync();

        var panel = screen.Form.Find(".conflict");
        Assert.Contains("行政書士 例示二子さん", panel.TextContent, StringComparison.Ordinal);
        Assert.Contains("同僚の概要", panel.TextContent, StringComparison.Ordinal);
        Assert.Contains("私の概要", panel.TextContent, StringComparison.Ordinal);
        // What only they changed is proposed as theirs; what I changed as mine.
        Assert.Equal("Mine", Chosen(panel, nameof(ConsultationDetails.Summary)));
        Assert.Equal("Theirs", Chosen(panel, nameof(ConsultationDetails.Remarks)));

        await screen.Form.InvokeAsync(() =>
            screen.Form.Find($"input[name=conflict-{nameof(ConsultationDetails.Summary)}][value=Both]").ChangeAsync("Both")
        );
        await screen.Form.InvokeAsync(() => screen.Form.Find(".conflict .mud-button-root").ClickAsync());
        await screen.SaveAsync();

        var stored = (await scene.Mine.FindAsync(screen.View.Id))!.Details;
        Assert.Equal(("同僚の概要\n私の概要", "同僚の備考"), (stored.Summary, stored.Remarks));
    }

    [Fact]
    public async Task Anothers_save_is_announced_while_mine_is_being_typed()
    {
        await using var scene = await ConsultationScene.SetAsync();
        await using var screen = await Screen.OpenAsync(scene);

        await scene
            .Portal.As<ConsultationService>(scene.Colleague)
            .SaveAsync(screen.View.Id, ConsultationScene.Complete("同僚の概要"), screen.View.Version);

        screen.Form.WaitForAssertion(
            () => Assert.Contains("別の画面で保存されました", screen.Form.Markup, StringComparison.Ordinal),
            TimeSpan.FromSeconds(5)
        );
        await screen.Form.InvokeAsync(() => screen.Form.Find(".summary.warning button").ClickAsync());
        screen.Form.WaitForAssertion(
            () => Assert.Contains("同僚の概要", screen.Form.Find(".conflict").TextContent, StringComparison.Ordinal),
            TimeSpan.FromSeconds(5)
        );
    }

    [Fact]
    public async Task The_city_reads_the_sheet_without_a_field_to_type_in()
    {
        await using var scene = await ConsultationScene.SetAsync();
        var opened = await scene.StartAsync();
        await scene.Mine.SubmitAsync(opened.Id, ConsultationScene.Complete(), opened.Version);
        await using var screen = new Screen(scene, scene.Portal.Staff[Role.Supervisor]);

        var view = (await scene.City.FindAsync(opened.Id))!;
        var sheet = screen.Render<ConsultationReading>(parameters => parameters.Add(part => part.View, view));

        Assert.Empty(sheet.FindAll("input, textarea, select"));
        foreach (
            var text in new[]
            {
                "13:02～13:40 (38分)",
                "小規模事業者",
                "利用できる支援策を教えてほしい、制度の詳細",
                "売上の減少",
                "50%以上減少",
                "新聞に載っていた制度",
                "・雇用調整助成金：概要のみお伝えした。 → 中小企業雇用継続緊急支援センター",
            }
        )
        {
            Assert.Contains(text, sheet.Find("section").ParentElement!.TextContent, StringComparison.Ordinal);
        }
    }

    private static async Task FillAsync(Screen screen)
    {
        await screen.Form.InvokeAsync(() => screen.Form.Find("#StartedAt").ChangeAsync("13:02"));
        await screen.Form.InvokeAsync(() => screen.Form.Find("#EndedAt").ChangeAsync("13:40"));
        await screen.Form.InvokeAsync(() => screen.Form.Find("#ClientCategory-SmallBusiness").ChangeAsync("SmallBusiness"));
        await screen.Form.InvokeAsync(() => screen.Form.Find("#Summary").ChangeAsync("新聞に載っていた制度"));
    }

    private static string? Chosen(IElement panel, string field) =>
        panel.QuerySelector($"input[name=conflict-{field}][checked]")?.GetAttribute("value");

    /// <summary>A bUnit context whose services are a person's own of the scene's portal.</summary>
    private sealed class Screen : BunitContext
    {
        public Screen(ConsultationScene scene, StaffMember person)
        {
            System.Globalization.CultureInfo.CurrentUICulture = new("ja");
            JSInterop.Mode = JSRuntimeMode.Loose;
            Services.AddSingleton<TimeProvider>(scene.Portal.Time);
            Services.AddSingleton(scene.Portal.Database.Changes);
            Services.AddScreen();
            Services.AddSingleton(scene.Portal.As<ConsultationService>(person));
            Services.AddSingleton(scene.Portal.As<DraftService>(person));
        }

        public ConsultationView View { get; private set; } = null!;

        public IRenderedComponent<ConsultationForm> Form { get; private set; } = null!;

        public static async Task<Screen> OpenAsync(ConsultationScene scene)
        {
            var screen = new Screen(scene, scene.Portal.Staff[Role.Scrivener]) { View = await scene.StartAsync() };
            screen.Form = screen.Render<ConsultationForm>(parameters => parameters.Add(form => form.View, screen.View));
            screen.Form.WaitForAssertion(() => screen.Form.Find("#Summary"), TimeSpan.FromSeconds(5));
            return screen;
        }

        public Task SaveAsync() => Form.InvokeAsync(() => Form.Find("form").SubmitAsync());

        // As in a browser, a press on a submit button submits its form.
        public Task SubmitAsync() => Form.InvokeAsync(() => Form.Find("[data-shortcut=t]").ClickAsync(new()));
    }
}
