using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Incidents;
using SupportCenter.Portal.Incidents;
using SupportCenter.Portal.Printing;
using SupportCenter.Tests.Printing;

namespace SupportCenter.Tests.Incidents;

/// <summary>The sheet of nine items: drawn up by one, let out by another, the same ever after.</summary>
public sealed class IncidentPaperTests
{
    [Fact]
    [Asvs("2.3.5")]
    public async Task Whoever_drew_up_a_sheet_does_not_approve_it_and_a_second_supervisor_does_once()
    {
        await using var scene = await IncidentScene.SetAsync();
        var id = await scene.OpenAsync();
        var (mine, other) = (Papers(scene), scene.Portal.As<IncidentPaperService>(scene.Second));
        var paper = (await mine.PrepareAsync(id, IncidentPaperKind.Preliminary))!.Value;
        var row = Assert.Single(await mine.ListAsync(id));
        Assert.False(row.MayApprove);
        var refused = await Assert.ThrowsAsync<RuleException>(() => mine.ApproveAsync(paper, row.Hash));
        Assert.Equal(IncidentTexts.PaperNotYourOwn, refused.Message);
        await Assert.ThrowsAsync<RuleException>(() => other.ApproveAsync(paper, new string('0', 64)));

        Assert.True(await other.ApproveAsync(paper, row.Hash));

        await Assert.ThrowsAsync<RuleException>(() => other.ApproveAsync(paper, row.Hash));
        Assert.Equal("本市 第二 花子", (await mine.PrintAsync(paper))!.ApprovedBy);
        var log = await scene.Portal.AuditAsync();
        AssertEach.Of(new[] { AuditActs.IncidentPaperPrepared, AuditActs.IncidentPaperApproved, AuditActs.IncidentPaperPrinted }, act =>
            Assert.Contains(log, entry => entry.Act == act && entry.SubjectId == paper)
        );
        Assert.Contains(log, entry => entry.Fields.Contains($"sha256={row.Hash}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_sheet_says_what_was_known_when_it_was_drawn_up_and_not_what_was_learned_later()
    {
        await using var scene = await IncidentScene.SetAsync();
        var id = await scene.OpenWithAsync(3);
        var first = (await Papers(scene).PrepareAsync(id, IncidentPaperKind.Preliminary))!.Value;
        var details = IncidentScene.Details();
        (details.Cause, details.PersonsMost) = ("再委託先の設定の誤り", 120);
        await scene.City.ChangeAsync(id, details, (await scene.ViewAsync(id)).Version);
        var second = (await Papers(scene).PrepareAsync(id, IncidentPaperKind.Final))!.Value;

        var (before, after) = ((await Papers(scene).PrintAsync(first))!, (await Papers(scene).PrintAsync(second))!);

        Assert.Equal(11, before.Items.Count);
        Assert.Equal("調査中", before.Items.Single(item => item.Heading.StartsWith('4')).Text);
        Assert.Equal("再委託先の設定の誤り", after.Items.Single(item => item.Heading.StartsWith('4')).Text);
        Assert.Contains("最大：120人", after.Items.Single(item => item.Heading.StartsWith('3')).Text, StringComparison.Ordinal);
        Assert.Contains("影響を受けた事業者 3件", before.Items.Single(item => item.Heading.StartsWith('3')).Text, StringComparison.Ordinal);
        Assert.NotEqual(before.Hash, after.Hash);
    }

    [Fact]
    public async Task A_sheet_that_was_changed_in_the_database_is_neither_approved_nor_printed()
    {
        await using var scene = await IncidentScene.SetAsync();
        var id = await scene.OpenAsync();
        var paper = (await Papers(scene).PrepareAsync(id, IncidentPaperKind.FollowUp))!.Value;
        var row = Assert.Single(await Papers(scene).ListAsync(id));
        await scene.Portal.ReadAsync(async db =>
        {
            await new Domain.Keys.EncryptedRows(db).SetAsync<IncidentPaper>(nameof(IncidentPaper.Content), [paper], "[]", default);
            return true;
        });

        await Assert.ThrowsAsync<RuleException>(() => Papers(scene).PrintAsync(paper));
        await Assert.ThrowsAsync<RuleException>(() => scene.Portal.As<IncidentPaperService>(scene.Second).ApproveAsync(paper, row.Hash));
    }

    [Fact]
    public void The_paper_has_the_nine_items_in_their_order_the_hash_and_whether_it_is_a_drill_or_a_draft()
    {
        var paper = new PrintedPaper
        {
            FiscalYear = 2020,
            IncidentNumber = 1,
            IsDrill = true,
            Number = 2,
            Kind = IncidentPaperKind.Preliminary,
            Items = [.. Enumerable.Range(1, 9).Select(at => new PaperItem($"{at} 項目", $"本文その{at}　{new string('長', 400)}"))],
            Hash = new string('a', 64),
            PreparedBy = "本市 監督",
            PreparedAtUtc = new DateTime(2020, 7, 16, 5, 0, 0, DateTimeKind.Utc),
        };
        var printed = Drawn(paper);
        using var pdf = new PrintedPdf(printed.Bytes);

        Assert.True(printed.PageCount > 1);
        foreach (
            var said in (string[])
                [
                    "【訓練】漏えい等報告（速報）",
                    "令和2年度 訓練第1号　様式2",
                    "（承認前）",
                    "取扱注意",
                    new string('a', 32),
                    "転記するための控え",
                ]
        )
        {
            Assert.Contains(said, pdf.Flowing, StringComparison.Ordinal);
        }

        var places = Enumerable.Range(1, 9).Select(at => pdf.Flowing.IndexOf($"本文その{at}", StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        AssertEach.Of(pdf.Pages.Skip(1), page => Assert.Contains("訓練第1号", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_business_gets_a_letter_with_its_own_data_only()
    {
        await using var scene = await IncidentScene.SetWithSamplesAsync();
        var id = await scene.OpenAsync();
        Assert.NotNull(await scene.Affected.FixAsync(id, new AffectedQueryDetails(), null));
        var paper = (await Papers(scene).PrepareLettersAsync(id, Letter()))!.Value;

        var printed = (await Papers(scene).PrintAsync(paper))!;

        Assert.Equal(89, printed.Parts.Count);
        var names = await scene.Portal.ReadAsync(db => db.Businesses.Select(row => row.Name).ToListAsync());
        var letters = InJapanese(() => IncidentSheets.Letters(printed));
        AssertEach.Of(letters, letter =>
        {
            var said = $"{letter.Opening}{string.Concat(letter.Items.Select(item => item.Text))}";
            Assert.DoesNotContain(names, name => said.Contains(name, StringComparison.Ordinal));
            Assert.Contains(names, name => IsAll(letter.Addressee, name));
            Assert.Single(letter.Items, item => item.Text.Contains("企業名、", StringComparison.Ordinal));
        });
        // Whose record could not be seen is told of none.
        var lines = await scene.Portal.ReadAsync(db => db.AffectedBusinesses.Where(row => row.IncidentId == id).ToListAsync());
        Assert.Equal(
            lines.Count(line => !line.IsListOnly),
            letters.Count(letter => letter.Items[1].Text.Contains("相談の記録", StringComparison.Ordinal))
        );
        var part = await scene.Portal.ReadAsync(db => db.IncidentPaperParts.Where(row => row.PaperId == paper).FirstAsync());
        var one = Assert.Single((await Papers(scene).PrintLetterAsync(part.Id))!.Parts);
        Assert.Equal(part.Number, one.Number);
        var log = await scene.Portal.AuditAsync();
        Assert.Contains(log, row =>
            row.Act == AuditActs.IncidentPaperPrinted && row.Businesses.Select(entry => entry.BusinessId).SequenceEqual([part.BusinessId])
        );
        using var pdf = new PrintedPdf(Drawn(printed).Bytes);
        Assert.True(pdf.Pages.Count >= 89);
    }

    [Fact]
    public async Task Letters_are_sent_after_a_second_person_approved_them_and_later_ones_go_to_the_others()
    {
        await using var scene = await IncidentScene.SetAsync();
        var id = await scene.OpenWithAsync(3);
        var call = (await scene.Calls.NextAsync(id))!;
        await scene.Calls.NoteAsync(call.Id, ContactResult.WrongNumber, new ContactDetails(), 0);
        var paper = (await Papers(scene).PrepareLettersAsync(id, Letter()))!.Value;
        var today = new SentDetails { SentOn = scene.Portal.Today };
        Assert.Equal(
            IncidentTexts.LettersNotApproved,
            (await Assert.ThrowsAsync<RuleException>(() => Papers(scene).SendAsync(paper, today))).Message
        );
        var row = Assert.Single(await Papers(scene).ListAsync(id));
        Assert.Equal(3, row.Parts);
        Assert.True(await scene.Portal.As<IncidentPaperService>(scene.Second).ApproveAsync(paper, row.Hash));

        Assert.True(await Papers(scene).SendAsync(paper, today));

        var counts = (await scene.Calls.CountAsync(id))!;
        Assert.Equal((1, 0, 2), (counts.Sent, counts.OtherWay, counts.NotYet));
        Assert.Equal(3, await scene.Portal.ReadAsync(db => db.ContactAttempts.CountAsync(tried => tried.Way == ContactWay.Letter)));
        Assert.Contains((await scene.ViewAsync(id)).Events, entry => entry.Text == "通知書 3件を発送した（様式1）。");
        Assert.Equal(
            IncidentTexts.LettersSentAlready,
            (await Assert.ThrowsAsync<RuleException>(() => Papers(scene).SendAsync(paper, today))).Message
        );
        var only = Letter();
        only.OnlyNew = true;
        var nobody = await Assert.ThrowsAsync<RuleException>(() => Papers(scene).PrepareLettersAsync(id, only));
        Assert.Equal(IncidentTexts.NobodyToWriteTo, nobody.Message);
        var later = Make.Business(Make.Details("株式会社あとから", "075-000-9998"));
        await scene.Portal.AddAsync(later);
        await scene.Affected.FixNamesAsync(id, [later.Id], ExposedData.List);
        var second = (await Papers(scene).PrepareLettersAsync(id, only))!.Value;
        Assert.StartsWith(
            "株式会社あとから",
            (await Papers(scene).PrintAsync(second))!.Parts.Single().Item.Heading,
            StringComparison.Ordinal
        );
    }

    [Fact]
    [Asvs("14.2.7")]
    public async Task A_letter_that_was_changed_or_emptied_in_the_database_is_not_printed()
    {
        await using var scene = await IncidentScene.SetAsync();
        var id = await scene.OpenWithAsync(2);
        foreach (var content in new[] { "", "{\"Heading\":\"株式会社他人\",\"Text\":\"\"}" })
        {
            var paper = (await Papers(scene).PrepareLettersAsync(id, Letter()))!.Value;
            Assert.NotNull(await Papers(scene).PrintAsync(paper));
            await scene.Portal.ReadAsync(async db =>
            {
                var part = await db.IncidentPaperParts.Where(row => row.PaperId == paper).Select(row => row.Id).FirstAsync();
                await new Domain.Keys.EncryptedRows(db).SetAsync<IncidentPaperPart>(
                    nameof(IncidentPaperPart.Content),
                    [part],
                    content,
                    default
                );
                return true;
            });

            Assert.Equal(
                IncidentTexts.PaperDamaged,
                (await Assert.ThrowsAsync<RuleException>(() => Papers(scene).PrintAsync(paper))).Message
            );
        }
    }

    [Fact]
    public async Task What_leaves_the_office_names_no_business_and_says_which_text_does()
    {
        await using var scene = await IncidentScene.SetAsync();
        var id = await scene.OpenWithAsync(1);
        await scene.IndexAsync();
        var details = IncidentScene.Details();
        details.Cause = "株式会社例示000の資料を取り違えた";
        await scene.City.ChangeAsync(id, details, (await scene.ViewAsync(id)).Version);

        var refused = await Assert.ThrowsAsync<RuleException>(() => Papers(scene).PrepareAsync(id, IncidentPaperKind.Council));
        Assert.Contains("5 原因", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("例示000", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RuleException>(() => Papers(scene).PrepareLettersAsync(id, Letter()));
        Assert.NotNull(await Papers(scene).PrepareAsync(id, IncidentPaperKind.Preliminary));

        await scene.City.ChangeAsync(id, IncidentScene.Details(), (await scene.ViewAsync(id)).Version);
        var council = (await Papers(scene).PrepareAsync(id, IncidentPaperKind.Council))!.Value;
        var items = (await Papers(scene).PrintAsync(council))!.Items;
        Assert.Equal(Enumerable.Range(1, 9), items.Select(item => item.Heading[0] - '0'));
        Assert.Contains("個人情報保護委員会への確報：令和2年8月14日までに提出", items[7].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_half_year_list_has_what_was_decided_on_in_its_months_and_neither_drills_nor_what_was_none()
    {
        await using var scene = await IncidentScene.SetAsync();
        var (real, none) = (await scene.OpenAsync(), await scene.OpenAsync());
        await scene.OpenAsync(isDrill: true);
        await scene.City.DecideAsync(none, IncidentState.NotApplicable, "誤報", (await scene.ViewAsync(none)).Version);
        var undecided = await Assert.ThrowsAsync<RuleException>(() => Papers(scene).PrepareHalfYearAsync(scene.Portal.Today));
        Assert.Equal(IncidentTexts.HalfYearUndecided, undecided.Message);
        await scene.City.DecideAsync(real, IncidentState.Handling, "確認した", (await scene.ViewAsync(real)).Version);

        var paper = await Papers(scene).PrepareHalfYearAsync(new DateOnly(2020, 9, 30));
        var before = await Papers(scene).PrepareHalfYearAsync(new DateOnly(2020, 3, 31));

        var printed = (await Papers(scene).PrintAsync(paper))!;
        Assert.Equal(new DateOnly(2020, 4, 1), printed.HalfYear);
        Assert.Equal("令和2年度 事案第1号\n令和2年7月16日", Assert.Single(printed.Items).Heading);
        Assert.Equal(new DateOnly(2019, 10, 1), (await Papers(scene).PrintAsync(before))!.HalfYear);
        Assert.Contains("ありません", (await Papers(scene).PrintAsync(before))!.Items.Single().Text, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RuleException>(() => Papers(scene).PrepareHalfYearAsync(new DateOnly(2020, 10, 1)));
        using var draft = new PrintedPdf(Drawn(printed).Bytes);
        Assert.Contains("令和2年度上半期", draft.Flowing, StringComparison.Ordinal);
        Assert.DoesNotContain("本市 監督", draft.Flowing, StringComparison.Ordinal);
        var row = (await Papers(scene).ListHalfYearsAsync())[0].Paper;
        Assert.False(row.MayApprove);
        Assert.True(await scene.Portal.As<IncidentPaperService>(scene.Second).ApproveAsync(paper, row.Hash));
    }

    [Fact]
    public async Task The_contact_log_has_every_attempt_in_its_order_and_stays_sound_when_a_business_is_disposed_of()
    {
        await using var scene = await IncidentScene.SetAsync();
        var id = await scene.OpenWithAsync(2);
        var call = (await scene.Calls.NextAsync(id))!;
        await scene.Calls.NoteAsync(call.Id, ContactResult.Absent, new ContactDetails(), 0);
        scene.Portal.Time.Advance(TimeSpan.FromMinutes(5));
        await scene.Calls.TakeAsync(call.Id);
        await scene.Calls.NoteAsync(call.Id, ContactResult.Told, new ContactDetails { ToWhom = "見本 花子", Reaction = "了解した" }, 0);

        var paper = (await Papers(scene).PrepareAsync(id, IncidentPaperKind.ContactLog))!.Value;

        var printed = (await Papers(scene).PrintAsync(paper))!;
        var lines = printed.Parts.Single(part => part.Item.Heading == call.Name).Item.Text.Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.Contains("不在", lines[0], StringComparison.Ordinal);
        Assert.Contains("説明済　本市 監督　相手：見本 花子　了解した", lines[1], StringComparison.Ordinal);
        Assert.Equal("未連絡", printed.Parts.Single(part => part.Item.Heading != call.Name).Item.Text);

        await scene.Portal.ReadAsync(async db =>
        {
            await Domain.Retention.BusinessErasure.EraseAsync(db, call.BusinessId, default);
            return true;
        });
        var left = (await Papers(scene).PrintAsync(paper))!;
        Assert.Single(left.Parts);
        Assert.Equal(printed.Hash, left.Hash);
    }

    private static LetterDetails Letter() => new() { Opening = "深くお詫び申し上げます。", Contact = "本市 産業部　受付 9時～17時" };

    private static bool IsAll(string addressee, string name) =>
        addressee.StartsWith(name + "　", StringComparison.Ordinal)
        && (addressee == name + "　御中" || addressee.EndsWith(" 様", StringComparison.Ordinal));

    private static RenderedPdf Drawn(PrintedPaper paper) =>
        InJapanese(() =>
            IncidentSheets.Render(
                paper,
                new PrintMark("本市 監督", new DateTimeOffset(2020, 7, 16, 14, 0, 0, TimeSpan.FromHours(9)), "令和2年7月16日")
            )
        );

    private static T InJapanese<T>(Func<T> make)
    {
        var culture = System.Globalization.CultureInfo.CurrentUICulture;
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("ja");
        try
        {
            return make();
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentUICulture = culture;
        }
    }

    private static IncidentPaperService Papers(IncidentScene scene) => scene.Portal.As<IncidentPaperService>(Role.Supervisor);
}
