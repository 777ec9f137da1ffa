using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Reservations;
using SupportCenter.Portal.Printing;
using SupportCenter.Portal.Reports;
using SupportCenter.Tests.Printing;
using SupportCenter.Tests.Retention;

namespace SupportCenter.Tests.Reports;

/// <summary>月次報告 as an edition that one supervisor writes and another one fixes.</summary>
public sealed class ReportEditionTests
{
    private static readonly DateOnly June = new(2020, 6, 1);
    private static readonly StatisticsPeriod InJune = StatisticsPeriod.Month(June);

    private static readonly PrintMark Mark = new(
        "本市 監督",
        new DateTimeOffset(2020, 7, 16, 10, 0, 0, TimeSpan.FromHours(9)),
        "令和2年7月16日(木) 10:00"
    );

    public ReportEditionTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ja");

    [Fact]
    public async Task Who_last_wrote_the_texts_never_fixes_them_and_another_supervisor_does()
    {
        await using var portal = await TestPortal.StartAsync();
        var (mine, second) = (portal.As<ReportEditionService>(Role.Supervisor), await SecondAsync(portal));
        await mine.SaveAsync(InJune, 1, null, Texts());

        Assert.Equal(StatisticsTexts.EditionNotYourOwn, await RefusalAsync(() => FixAsync(mine)));
        // Whoever corrects a word is the one who wrote last.
        await second.SaveAsync(InJune, 1, (await second.ReadAsync(InJune)).Draft!.Version, Texts("言葉を直した"));
        Assert.Equal(StatisticsTexts.EditionNotYourOwn, await RefusalAsync(() => FixAsync(second)));
        await FixAsync(mine);

        var read = await mine.ReadAsync(InJune);
        Assert.Equal((1, "本市 監督 花子", portal.Staff[Role.Supervisor].Name), Told(read.Fixed!));
        Assert.Equal(read.NowHash, read.Fixed!.Hash);
        var log = (await portal.AuditAsync()).Where(row => row.SubjectKind == nameof(ReportEdition)).ToList();
        Assert.Equal([AuditActs.ReportWritten, AuditActs.ReportWritten, AuditActs.ReportFixed], log.Select(row => row.Act));
        Assert.Contains($"month=2020-06,edition=1,sha256={read.Fixed.Hash}", log[^1].Fields, StringComparison.Ordinal);
        AssertEach.Of(log, row => Assert.DoesNotContain("例年より", row.Fields, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_month_that_is_not_over_or_has_no_summary_is_not_fixed()
    {
        await using var portal = await TestPortal.StartAsync();
        var (mine, second) = (portal.As<ReportEditionService>(Role.Supervisor), await SecondAsync(portal));
        await mine.SaveAsync(StatisticsPeriod.Month(portal.Today), 1, null, Texts());
        await mine.SaveAsync(InJune, 1, null, new EditionDetails { First = " 　\u200B", Issues = "なし" });

        Assert.Equal(StatisticsTexts.EditionNotOver, await RefusalAsync(() => FixAsync(second, portal.Today)));
        Assert.Equal(StatisticsTexts.EditionSummaryNeeded, await RefusalAsync(() => FixAsync(second)));
        Assert.False(await second.FixAsync(Guid.Empty, Guid.Empty, ""));
        portal.Time.Set(new DateTimeOffset(2020, 7, 31, 23, 59, 0, TimeSpan.FromHours(9)));
        Assert.Equal(StatisticsTexts.EditionNotOver, await RefusalAsync(() => FixAsync(Again(portal), portal.Today)));
        portal.Time.Set(new DateTimeOffset(2020, 8, 1, 0, 0, 0, TimeSpan.FromHours(9)));
        await FixAsync(Again(portal), new DateOnly(2020, 7, 1));
    }

    [Fact]
    public async Task Texts_or_figures_that_changed_since_they_were_seen_are_not_fixed()
    {
        await using var scene = await StatisticsScene.SetAsync(21);
        var (mine, second) = (scene.Portal.As<ReportEditionService>(Role.Supervisor), await SecondAsync(scene.Portal));
        await mine.SaveAsync(InJune, 1, null, Texts());
        var seen = await second.ReadAsync(InJune);

        await mine.SaveAsync(InJune, 1, seen.Draft!.Version, Texts("あとから書いた"));
        Assert.Equal(DomainTexts.ChangedByAnother, await RefusalAsync(() => FixAsync(second, seen)));
        Assert.Equal(
            DomainTexts.ChangedByAnother,
            await RefusalAsync(() => mine.SaveAsync(InJune, 1, seen.Draft.Version, Texts("古い画面")))
        );
        seen = await second.ReadAsync(InJune);
        await CancelOneAsync(scene);
        Assert.Equal(StatisticsTexts.EditionFiguresChanged, await RefusalAsync(() => FixAsync(second, seen)));
        Assert.Null((await second.ReadAsync(InJune)).Fixed);
    }

    [Fact]
    public async Task A_fixed_edition_never_changes_and_its_paper_is_the_same_after_the_records_changed()
    {
        await using var scene = await StatisticsScene.SetAsync(22);
        var (mine, second) = (scene.Portal.As<ReportEditionService>(Role.Supervisor), await SecondAsync(scene.Portal));
        await mine.SaveAsync(InJune, 1, null, Texts());
        await FixAsync(second);
        var before = await ContentAsync(mine);
        Assert.Empty(DifferencesOf(await mine.ReadAsync(InJune)));

        await CancelOneAsync(scene);
        var read = await mine.ReadAsync(InJune);

        Assert.Equal(before, await ContentAsync(mine));
        Assert.Equal(before, await ContentAsync(mine, 1));
        Assert.Contains(DifferencesOf(read), difference =>
            difference.Label == "主な数字　完了（延べ件数）　当月"
            && difference.Fixed == $"{read.Fixed!.Figures!.Booking.Now.Completed}件"
            && difference.Now == $"{read.Fixed.Figures.Booking.Now.Completed - 1}件"
        );
        Assert.Equal(StatisticsTexts.EditionFixed, await RefusalAsync(() => mine.SaveAsync(InJune, 1, read.Fixed!.Version, Texts("変更"))));
        Assert.Equal(
            StatisticsTexts.EditionFixed,
            await RefusalAsync(() => second.FixAsync(read.Fixed!.Id, read.Fixed.Version, read.NowHash))
        );
    }

    [Fact]
    public async Task A_correction_has_the_next_number_and_a_reason_and_holds_once_it_is_fixed()
    {
        await using var scene = await StatisticsScene.SetAsync(23);
        var (mine, second) = (scene.Portal.As<ReportEditionService>(Role.Supervisor), await SecondAsync(scene.Portal));
        await mine.SaveAsync(InJune, 1, null, Texts());
        Assert.Equal(DomainTexts.ChangedByAnother, await RefusalAsync(() => mine.SaveAsync(InJune, 2, null, Texts(reason: "早すぎる"))));
        await FixAsync(second);
        await CancelOneAsync(scene);

        var refused = await Assert.ThrowsAsync<RuleException>(() => mine.SaveAsync(InJune, 2, null, Texts()));
        Assert.Equal((StatisticsTexts.EditionReasonNeeded, "Reason"), (refused.Message, refused.Field));
        Assert.Equal(DomainTexts.ChangedByAnother, await RefusalAsync(() => mine.SaveAsync(InJune, 3, null, Texts(reason: "とばした"))));
        await mine.SaveAsync(InJune, 2, null, Texts("訂正した要約", "取消が1件、あとから分かった"));
        Assert.Equal(
            [1],
            (await mine.PrintAsync(InJune))!.Corrections.Select(row => row.Number).Prepend((await mine.PrintAsync(InJune))!.Edition!.Number)
        );
        await FixAsync(second);

        var read = await mine.ReadAsync(InJune);
        Assert.Equal([1, 2], read.Editions.Select(edition => edition.Number));
        Assert.Equal((2, null), (read.Fixed!.Number, read.Draft));
        Assert.Empty(DifferencesOf(read));
        Assert.NotEqual(read.Editions[0].Hash, read.Editions[1].Hash);
        using var paper = new PrintedPdf(await PrintAsync(mine));
        Assert.Contains("確定 第2版", paper.Pages[0], StringComparison.Ordinal);
        Assert.Contains("訂正した要約", paper.Pages[0], StringComparison.Ordinal);
        Assert.Contains("取消が1件、あとから分かった", AtTheEnd(paper), StringComparison.Ordinal);
        using var first = new PrintedPdf(await PrintAsync(mine, 1));
        Assert.DoesNotContain("取消が1件", first.Text, StringComparison.Ordinal);
        Assert.Null(await mine.PrintAsync(InJune, 3));
    }

    [Fact]
    public async Task The_paper_of_a_fixed_edition_says_its_texts_its_number_its_hash_and_who_fixed_it()
    {
        await using var scene = await StatisticsScene.SetAsync(24);
        var (mine, second) = (scene.Portal.As<ReportEditionService>(Role.Supervisor), await SecondAsync(scene.Portal));
        var texts = Texts();
        (texts.Second, texts.Third, texts.Issues) = (new string('二', 150), new string('三', 150), "一つめの課題\n二つめの提案髙﨑𠮷");
        await mine.SaveAsync(InJune, 1, null, texts);
        using (var draft = new PrintedPdf(await PrintAsync(mine)))
        {
            Assert.Contains("速報", draft.Pages[0], StringComparison.Ordinal);
            Assert.Contains("例年より", draft.Pages[0], StringComparison.Ordinal);
            Assert.DoesNotContain("ハッシュ", draft.Text, StringComparison.Ordinal);
        }

        await FixAsync(second);
        var read = await mine.ReadAsync(InJune);
        using var paper = new PrintedPdf(await PrintAsync(mine));

        foreach (var told in (string[])["確定 第1版", "確定 本市 監督 花子", texts.First!, "要約"])
        {
            Assert.Contains(told, Flowing(paper.Pages[0]), StringComparison.Ordinal);
        }

        Assert.Contains(texts.Second + texts.Third, paper.Flowing, StringComparison.Ordinal);
        Assert.DoesNotContain("手書き", paper.Text, StringComparison.Ordinal);
        Assert.Contains(read.Fixed!.Hash!, AtTheEnd(paper), StringComparison.Ordinal);
        Assert.Contains("二つめの提案髙﨑𠮷", AtTheEnd(paper), StringComparison.Ordinal);
        Assert.InRange(paper.Pages.Count, 4, 6);
        AssertEach.Of(paper.Sizes(), size => Assert.True(double.Parse(size, CultureInfo.InvariantCulture) >= 9, size));
    }

    [Fact]
    public async Task Figures_come_back_from_their_text_as_they_were()
    {
        await using var scene = await StatisticsScene.SetAsync(25, everyDays: 1);
        var read = await scene.Portal.As<ReportEditionService>(Role.Supervisor).ReadAsync(InJune);
        var text = FixedFigures.Write(read.Now);
        var back = FixedFigures.Read(text);

        Assert.Equal(text, FixedFigures.Write(back));
        Assert.Equal(Content(new PrintedReport(read.Now, null, [])), Content(new PrintedReport(back, null, [])));
        Assert.Equal(
            read.Now.Consultations.Tables.SelectMany(table => table.Rows).Select(row => (row.Label(), row.Count, row.Businesses)),
            back.Consultations.Tables.SelectMany(table => table.Rows).Select(row => (row.Label(), row.Count, row.Businesses))
        );
        Assert.DoesNotContain("例示", text, StringComparison.Ordinal);
        Assert.DoesNotContain(JsonText("株式会社例示"), text, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Editions are kept for years: whoever renames a category or a field reads here that old ones could not be read.</summary>
    [Fact]
    public void Figures_that_were_kept_long_ago_are_read_still()
    {
        var now = """{"Clinics":3,"Slots":null,"Booked":7,"Completed":5,"Businesses":4,"DaysToAppointment":{"N":2,"Median":3.5}}""";
        var kept = FixedFigures.Read(
            $$$"""
            {"Booking":{"Period":{"Kind":"Month","From":"2020-06-01","To":"2020-06-30"},"Filter":{"VenueId":null,"Ward":null},
            "Now":{{{now}}},"Before":{{{now}}},"YearBefore":{{{now}}},
            "State":{"IsOver":true,"OutcomesMissing":1,"RecordsMissing":2,"RecordsUnconfirmed":3},
            "Venues":[{"Name":"中京","Clinics":1,"Slots":2,"Filled":1,"Booked":1,"Completed":1,"Businesses":1,"NoShow":0}],
            "Hours":[{"Weekday":"Friday","Hour":13,"Count":2}],"Months":[{"Month":"2020-06-01","Completed":5,"Callbacks":null}],
            "IsOwn":false},
            "Consultations":{"Period":{"Kind":"Month","From":"2020-06-01","To":"2020-06-30"},"Tables":[
            {"Kind":"Wards","N":5,"Rows":[
            {"Key":{"Ward":"Kita"},"Count":5,"Businesses":4,"IsOther":false},{"Key":{"EmployeeClass":"OneToFive"},"Count":1,"Businesses":1},
            {"Key":{"VisitClass":"First"},"Count":1,"Businesses":1},
            {"Key":{"ClientCategory":"SoleProprietor"},"Count":1},
            {"Key":{"Topics":"Contents"},"Count":1},{"Key":{"Troubles":"Supplies"},"Count":1},
            {"Key":{"SalesDecline":"FiftyPercent"},"Count":1},{"Key":"菓子","Count":1,"Businesses":1},
            {"Key":{"CountedMeasure":{"Name":"支援","Issuer":"City"}},"Count":1},{"Key":null,"Count":0,"IsOther":true}],
            "IsMultiple":true}],"Minutes":{"N":0,"Median":null}},"YearToDate":{{{now}}}}
            """
        );

        Assert.Equal((June, 5, 3.5m), (kept.Booking.Period.From, kept.Booking.Now.Completed, kept.Booking.Now.DaysToAppointment.Median));
        Assert.Equal((null, 3), (kept.Booking.Now.Slots, kept.Booking.State.RecordsUnconfirmed));
        Assert.Contains("菓子", kept.Consultations.Tables[0].Rows.Select(row => row.Label()));
        Assert.Contains("北区", kept.Consultations.Tables[0].Rows.Select(row => row.Label()));
    }

    [Fact]
    public async Task Figures_that_somebody_changed_in_the_database_are_neither_shown_nor_printed()
    {
        await using var portal = await TestPortal.StartAsync();
        var (mine, second) = (portal.As<ReportEditionService>(Role.Supervisor), await SecondAsync(portal));
        await mine.SaveAsync(InJune, 1, null, Texts());
        await FixAsync(second);
        await portal.ReadAsync(db => db.Database.ExecuteSqlAsync($"UPDATE ReportEditions SET Figures = replace(Figures, ':0', ':9')"));

        Assert.Equal((true, null), ((await mine.ReadAsync(InJune)).Fixed!.IsFixed, (await mine.ReadAsync(InJune)).Fixed!.Figures));
        Assert.Equal(StatisticsTexts.EditionDamaged, await RefusalAsync(() => mine.PrintAsync(InJune)));
    }

    [Fact]
    public async Task Fixed_figures_survive_the_disposal_of_their_businesses()
    {
        await using var scene = await RetentionScene.SetAsync();
        await scene.FillAsync();
        var july = scene.Portal.Today;
        scene.Portal.Time.Set(new DateTimeOffset(2020, 8, 3, 9, 0, 0, TimeSpan.FromHours(9)));
        await scene.Portal.As<ReportEditionService>(Role.Supervisor).SaveAsync(StatisticsPeriod.Month(july), 1, null, Texts());
        await FixAsync(scene.Portal.As<ReportEditionService>(scene.Second), july);
        var before = Content((await scene.Portal.As<ReportEditionService>(Role.Supervisor).PrintAsync(StatisticsPeriod.Month(july)))!);

        scene.Portal.Time.Set(RetentionScene.FirstDayDue);
        await scene.Disposals.CarryOutAsync(await scene.ReleasedAsync());

        var mine = scene.Portal.As<ReportEditionService>(Role.Supervisor);
        var read = await mine.ReadAsync(StatisticsPeriod.Month(july));
        Assert.Equal((1, 0), (read.Fixed!.Figures!.Booking.Now.Completed, read.Now.Booking.Now.Completed));
        Assert.Equal(before, Content((await mine.PrintAsync(StatisticsPeriod.Month(july)))!));
        Assert.NotEmpty(DifferencesOf(read));
    }

    [Fact]
    public async Task A_scrivener_prints_the_own_figures_and_no_edition()
    {
        await using var scene = await StatisticsScene.SetAsync(26);
        var mine = scene.Portal.As<ReportEditionService>(Role.Supervisor);
        await mine.SaveAsync(InJune, 1, null, Texts());
        await FixAsync(await SecondAsync(scene.Portal));
        var own = scene.Portal.As<ReportEditionService>(Role.Scrivener);

        var printed = await own.PrintAsync(InJune);
        Assert.Equal((null, true), (printed!.Edition, printed.Report.Booking.IsOwn));
        Assert.Null(await own.PrintAsync(InJune, 1));
    }

    private static (int, string?, string?) Told(EditionView edition) => (edition.Number, edition.PreparedBy, edition.FixedBy);

    private static EditionDetails Texts(string first = "相談は例年より多かった。", string? reason = null) =>
        new() { First = first, Reason = reason };

    /// <summary>What stands after the tables: on the last page, or on the one before where the definitions take the last.</summary>
    private static string AtTheEnd(PrintedPdf paper) => string.Concat(paper.Pages.TakeLast(2).Select(Flowing));

    private static string Flowing(string page) => page.Replace("\n", "", StringComparison.Ordinal);

    private static string JsonText(string text) => string.Concat(text.Select(letter => $"\\u{(int)letter:x4}"));

    private static async Task<ReportEditionService> SecondAsync(TestPortal portal)
    {
        var second = Make.Staff(Role.Supervisor, "本市 監督 花子");
        await portal.AddAsync(second);
        return portal.As<ReportEditionService>(second);
    }

    /// <summary>The second supervisor, signed in at the time that it is now.</summary>
    private static ReportEditionService Again(TestPortal portal)
    {
        using var db = portal.Database.CreateContext();
        return portal.As<ReportEditionService>(db.Staff.AsNoTracking().Single(row => row.Name == "本市 監督 花子"));
    }

    private static async Task FixAsync(ReportEditionService who, DateOnly? month = null) =>
        await FixAsync(who, await who.ReadAsync(StatisticsPeriod.Month(month ?? June)));

    private static async Task FixAsync(ReportEditionService who, ReportState seen) =>
        Assert.True(await who.FixAsync(seen.Draft!.Id, seen.Draft.Version, seen.NowHash));

    private static async Task<string> RefusalAsync(Func<Task> act) => (await Assert.ThrowsAsync<RuleException>(act)).Message;

    private static IReadOnlyList<EditionDifference> DifferencesOf(ReportState read) =>
        EditionDifference.Between(read.Fixed!.Figures!, read.Now);

    /// <summary>All that the paper is drawn from, and its text. The file itself names its fonts by chance.</summary>
    private static string Content(PrintedReport month)
    {
        using var paper = new PrintedPdf(Paper(month));
        return JsonSerializer.Serialize(ReportSheets.Of(month, Mark.By, Mark.AtText)) + paper.Text;
    }

    private static async Task<string> ContentAsync(ReportEditionService who, int? number = null) =>
        Content((await who.PrintAsync(InJune, number))!);

    private static byte[] Paper(PrintedReport month) => ReportPdf.Render(ReportSheets.Of(month, Mark.By, Mark.AtText), Mark).Bytes;

    private static async Task<byte[]> PrintAsync(ReportEditionService who, int? number = null) =>
        Paper((await who.PrintAsync(InJune, number))!);

    /// <summary>A consultation of June that was held turns out to have been none.</summary>
    private static async Task CancelOneAsync(StatisticsScene scene)
    {
        var one = scene.Reservations.First(row =>
            row.Status == ReservationStatus.Completed && row.Date >= June && row.Date < June.AddMonths(1)
        );
        await scene.Portal.ReadAsync(db =>
            db.Reservations.Where(row => row.Id == one.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, ReservationStatus.Cancelled))
        );
    }
}
