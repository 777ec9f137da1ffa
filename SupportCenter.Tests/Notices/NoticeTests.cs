using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Notices;

namespace SupportCenter.Tests.Notices;

/// <summary>お知らせ: for whom they are, receipts that belong to a version, and that nothing is ever lost.</summary>
public sealed class NoticeTests : IAsyncLifetime
{
    private NoticeScene scene = null!;

    public async Task InitializeAsync() => scene = await NoticeScene.SetAsync();

    public Task DisposeAsync() => scene.DisposeAsync().AsTask();

    [Fact]
    public async Task A_notice_is_new_to_those_whom_it_is_for_until_each_has_read_it()
    {
        await scene.City.PostAsync(NoticeScene.Notice());

        var row = await scene.FirstAsync(Role.Scrivener);
        Assert.True(row.IsUnread);
        Assert.Equal((0, 4), (row.ReadCount, row.Readers.Count));
        await scene.Read(Role.Scrivener).MarkReadAsync(new Dictionary<Guid, int> { [row.Id] = row.Number });

        Assert.False((await scene.FirstAsync(Role.Scrivener)).IsUnread);
        Assert.True((await scene.FirstAsync(Role.BookingStaff)).IsUnread);
        Assert.Equal(1, (await scene.FirstAsync(Role.Supervisor)).ReadCount);
        Assert.Equal(0, (await scene.Read(Role.Scrivener).DueAsync()).Unread);
        Assert.Single(await scene.ActsAsync(AuditActs.NoticeRead));
    }

    [Fact]
    public async Task Whoever_reads_it_twice_leaves_one_receipt_and_the_writer_none()
    {
        var id = await scene.City.PostAsync(NoticeScene.Notice());
        var seen = new Dictionary<Guid, int> { [id] = 1 };

        await scene.Read(Role.Scrivener).MarkReadAsync(seen);
        await scene.Read(Role.Scrivener).MarkReadAsync(seen);
        await scene.Read(Role.Supervisor).MarkReadAsync(seen);

        Assert.Single(await scene.ActsAsync(AuditActs.NoticeRead));
        Assert.False((await scene.FirstAsync(Role.Supervisor)).IsUnread);
    }

    [Fact]
    [Asvs("8.2.2")]
    public async Task A_notice_for_a_role_or_an_organisation_looks_missing_to_the_others()
    {
        var notice = NoticeScene.Notice();
        (notice.Roles, notice.Organisations) = (AudienceRoles.BookingStaff | AudienceRoles.Administrator, AudienceOrganisations.Contractor);
        var id = await scene.City.PostAsync(notice);

        Assert.Equal(1, await scene.CountAsync(Role.BookingStaff));
        Assert.Equal(1, await scene.CountAsync(Role.Supervisor));
        foreach (var other in (Role[])[Role.Scrivener, Role.Administrator, Role.Auditor])
        {
            Assert.Equal(0, await scene.CountAsync(other));
            Assert.Null(await scene.Read(other).FindAsync(id));
            Assert.False(await scene.Read(other).ConfirmAsync(id, 1));
            await scene.Read(other).MarkReadAsync(new Dictionary<Guid, int> { [id] = 1 });
        }

        Assert.Equal(["例示受付"], (await scene.FirstAsync(Role.Supervisor)).Readers.Select(reader => reader.Name));
        Assert.Empty(await scene.ActsAsync(AuditActs.NoticeRead));
    }

    [Fact]
    public async Task A_correction_of_substance_asks_again_and_says_which_version_was_confirmed_before()
    {
        var id = await scene.City.PostAsync(NoticeScene.Notice(needsConfirmation: true));
        await scene.Read(Role.Scrivener).ConfirmAsync(id, 1);
        Assert.Empty((await scene.Read(Role.Scrivener).DueAsync()).ToConfirm);

        await CorrectAsync(id, "9月から受付の電話番号の案内を変えます。", isSmall: false);

        var row = await scene.FirstAsync(Role.Scrivener);
        Assert.True(row is { IsUnread: true, AwaitsMe: true, Number: 2 });
        var reader = row.Readers.Single(one => one.Name == scene.Portal.Staff[Role.Scrivener].Name);
        Assert.Equal((null, null, 1), (reader.ReadAtUtc, reader.ConfirmedAtUtc, reader.EarlierNumber));
        Assert.Single((await scene.Read(Role.Scrivener).DueAsync()).ToConfirm);
    }

    [Fact]
    public async Task A_small_correction_does_not_ask_again_and_both_texts_are_kept()
    {
        var id = await scene.City.PostAsync(NoticeScene.Notice("受付の電話番号の案内を変えまず。", needsConfirmation: true));
        await scene.Read(Role.Scrivener).ConfirmAsync(id, 1);

        await CorrectAsync(id, "受付の電話番号の案内を変えます。", isSmall: true);

        var row = await scene.FirstAsync(Role.Scrivener);
        Assert.True(row is { IsUnread: false, AwaitsMe: false, Number: 2 });
        var versions = (await scene.Read(Role.Scrivener).FindAsync(id))!.Versions;
        Assert.Equal(
            [(2, true, "受付の電話番号の案内を変えます。"), (1, false, "受付の電話番号の案内を変えまず。")],
            versions.Select(version => (version.Number, version.IsSmall, version.Text))
        );
    }

    [Fact]
    public async Task What_has_to_be_confirmed_from_now_on_asks_however_small_the_correction_is_said_to_be()
    {
        var id = await scene.City.PostAsync(NoticeScene.Notice());
        await scene.Read(Role.Scrivener).MarkReadAsync(new Dictionary<Guid, int> { [id] = 1 });

        await CorrectAsync(id, "同じ文です。", isSmall: true, needsConfirmation: true);

        Assert.True(await scene.FirstAsync(Role.Scrivener) is { IsUnread: true, AwaitsMe: true });
    }

    [Fact]
    public async Task Nobody_confirms_what_was_corrected_before_their_eyes()
    {
        var id = await scene.City.PostAsync(NoticeScene.Notice(needsConfirmation: true));
        await CorrectAsync(id, "別の内容です。", isSmall: false);

        var refused = await Assert.ThrowsAsync<RuleException>(() => scene.Read(Role.Scrivener).ConfirmAsync(id, 1));

        Assert.Equal(NoticeTexts.CorrectedMeanwhile, refused.Message);
        Assert.True((await scene.FirstAsync(Role.Scrivener)).AwaitsMe);
    }

    [Fact]
    public async Task Two_who_correct_at_once_do_not_overwrite_each_other()
    {
        var id = await scene.City.PostAsync(NoticeScene.Notice());
        var seen = (await scene.FirstAsync(Role.Supervisor)).Version;
        await CorrectAsync(id, "一人目の訂正です。", isSmall: false);

        var refused = await Assert.ThrowsAsync<RuleException>(() =>
            scene.City.CorrectAsync(id, seen, new NoticeCorrection { Notice = NoticeScene.Notice("二人目の訂正です。") })
        );

        Assert.Equal(DomainTexts.ChangedByAnother, refused.Message);
    }

    [Fact]
    public async Task A_withdrawn_notice_stays_with_who_and_why_and_takes_no_more_receipts()
    {
        var id = await scene.City.PostAsync(NoticeScene.Notice(needsConfirmation: true));
        Assert.True(await scene.City.WithdrawAsync(id, "日程が変わったため"));

        Assert.Equal((0, 1), (await scene.CountAsync(Role.Scrivener), await scene.CountAsync(Role.Scrivener, past: true)));
        var view = await scene.Read(Role.Scrivener).FindAsync(id);
        Assert.Equal(("本市 監督", "日程が変わったため"), (view!.Notice.Withdrawal!.By, view.Notice.Withdrawal.Reason));
        await Assert.ThrowsAsync<RuleException>(() => scene.Read(Role.Scrivener).ConfirmAsync(id, 1));
        await Assert.ThrowsAsync<RuleException>(() => scene.City.WithdrawAsync(id, "もう一度"));
        Assert.Empty((await scene.Read(Role.Scrivener).DueAsync()).ToConfirm);
    }

    [Fact]
    [Asvs("8.2.2")]
    public async Task Only_the_writer_and_the_city_correct_and_withdraw()
    {
        var mine = scene.Portal.As<NoticePostingService>(Role.Scrivener);
        var id = await mine.PostAsync(NoticeScene.Notice());
        var row = await scene.FirstAsync(Role.BookingStaff);
        var other = scene.Portal.As<NoticePostingService>(Role.BookingStaff);

        Assert.False(row.MayChange);
        Assert.False(await other.WithdrawAsync(id, "消したい"));
        Assert.False(await other.CorrectAsync(id, row.Version, new NoticeCorrection { Notice = NoticeScene.Notice("別の文です。") }));
        Assert.True((await scene.FirstAsync(Role.Scrivener)).MayChange);
        Assert.True(await scene.City.WithdrawAsync(id, "内容に誤りがあったため"));
    }

    [Fact]
    public async Task Comments_stand_in_their_order_and_a_withdrawn_one_without_its_text()
    {
        var id = await scene.City.PostAsync(NoticeScene.Notice());
        await scene.Portal.As<NoticePostingService>(Role.Scrivener).CommentAsync(id, new CommentDetails { Text = "承知しました。" });
        scene.Portal.Time.Advance(TimeSpan.FromMinutes(1));
        await scene.Portal.As<NoticePostingService>(Role.BookingStaff).CommentAsync(id, new CommentDetails { Text = "受付も承知です。" });
        var comments = (await scene.Read(Role.Supervisor).FindAsync(id))!.Comments;
        Assert.Equal(["承知しました。", "受付も承知です。"], comments.Select(comment => comment.Text));
        Assert.False(await scene.Portal.As<NoticePostingService>(Role.BookingStaff).WithdrawCommentAsync(comments[0].Id, "ほかの人のもの"));

        await scene.City.WithdrawCommentAsync(comments[0].Id, "名前が書かれていたため");

        var after = (await scene.Read(Role.BookingStaff).FindAsync(id))!;
        Assert.Equal((null, "受付も承知です。", 1), (after.Comments[0].Text, after.Comments[1].Text, after.Notice.Comments));
    }

    [Fact]
    public async Task Texts_are_found_in_whatever_spelling()
    {
        await scene.City.PostAsync(NoticeScene.Notice("ＵＳＢメモリーは使えません。"));
        await scene.City.PostAsync(NoticeScene.Notice());

        Assert.Equal(
            (1, 0, 2),
            (
                await scene.CountAsync(Role.Scrivener, "usbめもり"),
                await scene.CountAsync(Role.Scrivener, "ファクス"),
                await scene.CountAsync(Role.Scrivener, " ")
            )
        );
    }

    [Fact]
    public async Task Over_is_what_has_a_last_day_that_has_passed()
    {
        var notice = NoticeScene.Notice(needsConfirmation: true);
        notice.Until = scene.Portal.Today;
        await scene.City.PostAsync(notice);
        scene.Portal.Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal((0, 1), (await scene.CountAsync(Role.Scrivener), await scene.CountAsync(Role.Scrivener, past: true)));
        Assert.Equal(0, (await scene.Read(Role.Scrivener).DueAsync()).Unread);
        var refused = await Assert.ThrowsAsync<RuleException>(() => scene.City.PostAsync(notice));
        Assert.Equal((NoticeTexts.UntilOver, nameof(NoticeDetails.Until)), (refused.Message, refused.Field));
    }

    [Fact]
    public async Task What_is_not_confirmed_when_a_clinic_begins_reaches_the_city()
    {
        var id = await scene.City.PostAsync(NoticeScene.Notice(needsConfirmation: true));
        await scene.City.PostAsync(NoticeScene.Notice());
        Assert.Empty(await scene.Read(Role.Supervisor).UnconfirmedAsync());

        scene.Portal.Time.Advance(TimeSpan.FromHours(3));

        var clinic = Assert.Single(await scene.Read(Role.Supervisor).UnconfirmedAsync());
        Assert.Equal((scene.Clinic.Id, "中京区役所"), (clinic.ClinicId, clinic.VenueName));
        Assert.Equal([new UnconfirmedPerson("行政書士 見本一", 1)], clinic.People);
        await scene.Read(Role.Scrivener).ConfirmAsync(id, 1);
        Assert.Empty(await scene.Read(Role.Supervisor).UnconfirmedAsync());
    }

    [Fact]
    [Asvs("16.4.2")]
    public async Task The_log_binds_each_version_to_the_hash_of_its_text()
    {
        var id = await scene.City.PostAsync(NoticeScene.Notice("承認の手順が変わります。"));
        await CorrectAsync(id, "承認の手順が変わりました。", isSmall: true);

        var rows = (await scene.Portal.AuditAsync()).Where(row => row.SubjectKind == nameof(NoticeVersion)).ToList();
        Assert.Equal([AuditActs.NoticePosted, AuditActs.NoticeCorrected], rows.Select(row => row.Act));
        AssertEach.Of(rows, row => Assert.Contains("sha256=", row.Fields, StringComparison.Ordinal));
        Assert.NotEqual(rows[0].Fields.Split("sha256=")[1], rows[1].Fields.Split("sha256=")[1]);
        Assert.DoesNotContain(rows, row => row.Fields.Contains("手順", StringComparison.Ordinal));
    }

    private async Task CorrectAsync(Guid id, string text, bool isSmall, bool? needsConfirmation = null)
    {
        var now = (await scene.Read(Role.Supervisor).FindAsync(id))!.Notice;
        var notice = NoticeScene.Notice(text, needsConfirmation ?? now.Details.NeedsConfirmation);
        Assert.True(await scene.City.CorrectAsync(id, now.Version, new NoticeCorrection { Notice = notice, IsSmall = isSmall }));
    }
}
