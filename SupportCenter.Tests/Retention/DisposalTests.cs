using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Drafts;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Retention;
using SupportCenter.Tests.Consultations;

namespace SupportCenter.Tests.Retention;

/// <summary>The act that needs two people, what it leaves out, and what it says of itself afterwards.</summary>
public sealed class DisposalTests : IAsyncLifetime
{
    private static readonly PageRequest First = new(0, 50);
    private RetentionScene scene = null!;

    private TestPortal Portal => scene.Portal;

    public async Task InitializeAsync() => scene = await RetentionScene.SetAsync();

    public Task DisposeAsync() => scene.DisposeAsync().AsTask();

    [Fact]
    [Asvs("2.3.5")]
    public async Task One_supervisor_alone_disposes_of_nothing_and_two_do_it_once()
    {
        Portal.Time.Set(RetentionScene.FirstDayDue);
        var order = await scene.Disposals.AskAsync(Asked());
        await RefusedAsync(ApprovalTexts.Needed, () => scene.Disposals.CarryOutAsync(order));
        var approval = (await scene.ApprovalOfAsync(order)).Id;
        await RefusedAsync(ApprovalTexts.NotYourOwn, () => Portal.As<ApprovalService>(Role.Supervisor).ReleaseAsync(approval, null));
        Assert.Equal(1, await BusinessesAsync());

        await Portal.As<ApprovalService>(scene.Second).ReleaseAsync(approval, null);

        Assert.False(await Portal.As<DisposalService>(scene.Second).CarryOutAsync(order));
        Assert.True(await scene.Disposals.CarryOutAsync(order));
        Assert.Equal(0, await BusinessesAsync());
        await RefusedAsync(ApprovalTexts.UsedAlready, () => scene.Disposals.CarryOutAsync(order));
    }

    [Fact]
    [Asvs("2.3.5")]
    public async Task A_disposal_that_was_refused_or_is_a_day_old_is_not_carried_out()
    {
        Portal.Time.Set(RetentionScene.FirstDayDue);
        var refused = await scene.Disposals.AskAsync(Asked());
        await Portal.As<ApprovalService>(scene.Second).RefuseAsync((await scene.ApprovalOfAsync(refused)).Id, "監査が終わるまで待つため");
        await RefusedAsync(ApprovalTexts.Needed, () => scene.Disposals.CarryOutAsync(refused));

        Portal.Time.Advance(TimeSpan.FromMinutes(1));
        var late = await scene.ReleasedAsync();
        Portal.Time.Advance(TimeSpan.FromHours(24));
        await RefusedAsync(ApprovalTexts.Expired, () => scene.Disposals.CarryOutAsync(late));

        Assert.Equal(1, await BusinessesAsync());
        Assert.Equal(
            [DisposalStage.Expired, DisposalStage.Refused],
            (await scene.Disposals.ListAsync(First)).Rows.Select(row => row.Stage)
        );
    }

    [Theory]
    [InlineData(Role.Scrivener)]
    [InlineData(Role.BookingStaff)]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Auditor)]
    [Asvs("2.3.5")]
    public async Task Nobody_but_the_city_asks_releases_or_carries_out(Role role)
    {
        Portal.Time.Set(RetentionScene.FirstDayDue);
        var order = await scene.Disposals.AskAsync(Asked());
        var (theirs, approval) = (Portal.As<DisposalService>(role), (await scene.ApprovalOfAsync(order)).Id);

        await Assert.ThrowsAsync<AccessRefusedException>(() => theirs.AskAsync(Asked()));
        await Assert.ThrowsAsync<AccessRefusedException>(() => theirs.CarryOutAsync(order));
        await Assert.ThrowsAsync<AccessRefusedException>(() => theirs.CarryOnAsync());
        await Assert.ThrowsAsync<AccessRefusedException>(() => Portal.As<ApprovalService>(role).ReleaseAsync(approval, null));
        await Assert.ThrowsAsync<AccessRefusedException>(() =>
            Portal.As<RetentionService>(role).HoldAsync(scene.Business.Id, new HoldDetails { Reason = "係争中" })
        );
    }

    [Fact]
    public async Task The_second_person_sees_what_is_in_it_before_answering()
    {
        Portal.Time.Set(RetentionScene.FirstDayDue);
        var order = await scene.Disposals.AskAsync(Asked());

        var asked = Assert.Single((await Portal.As<ApprovalService>(scene.Second).ListAsync(ApprovalFilter.Open, First)).Rows);
        Assert.Equal(("令和8年度 廃棄第1号 （1件）", order), (asked.Subject.Text, asked.Subject.DisposalId!.Value));
        var item = Assert.Single((await Portal.As<DisposalService>(scene.Second).ItemsAsync(order, First)).Rows);
        Assert.Equal(("株式会社例示製作所", 2020), (item.Name, item.LastFiscalYear));
        Assert.Equal(
            scene.Business.Id,
            Assert.Single(Assert.Single(await Portal.AuditAsync(), row => row.SubjectKind == "Disposal").Businesses).BusinessId
        );
        Assert.False((await Portal.As<DisposalService>(scene.Second).FindAsync(order))!.MayCarryOut);
    }

    [Fact]
    public async Task What_falls_due_after_the_request_is_not_in_it()
    {
        Portal.Time.Set(RetentionScene.FirstDayDue.AddMinutes(-590));
        await scene.CameOnAsync(new DateOnly(2019, 6, 1));
        var order = await scene.ReleasedAsync();
        Portal.Time.Set(RetentionScene.FirstDayDue);
        Assert.Equal(2, (await scene.City.CountAsync()).Businesses);

        await scene.Disposals.CarryOutAsync(order);

        Assert.Equal([scene.Business.Id], await Portal.ReadAsync(db => db.Businesses.Select(row => row.Id).ToListAsync()));
    }

    [Fact]
    public async Task Who_came_back_or_is_held_or_written_about_meanwhile_is_left_out_and_said_so()
    {
        var (held, typed, gone) = (
            await scene.CameOnAsync(new DateOnly(2020, 8, 3), "例示A", "075-000-1111"),
            await TypedAboutAsync(),
            await scene.CameOnAsync(new DateOnly(2020, 8, 5), "例示C", "075-000-3333")
        );
        Portal.Time.Set(RetentionScene.FirstDayDue);
        var order = await scene.ReleasedAsync();
        await scene.City.HoldAsync(held.Id, new HoldDetails { Reason = "係争が始まったため" });
        await Portal.As<DraftService>(Role.Scrivener).SaveAsync(Draft.OfRecord(typed.Record), "{}");
        await scene.BookOnceMoreAsync(new DateOnly(2026, 4, 10));

        await scene.Disposals.CarryOutAsync(order);

        var states = (await scene.ItemsAsync(order)).ToDictionary(item => item.SubjectId, item => item.State);
        Assert.Equal(
            (DisposalState.CameBack, DisposalState.Held, DisposalState.Draft, DisposalState.Disposed),
            (states[scene.Business.Id], states[held.Id], states[typed.Business], states[gone.Id])
        );
        Assert.Equal(3, await BusinessesAsync());
        Assert.Equal(3, (await Portal.AuditAsync()).Count(row => row.Act == AuditActs.DisposalLeftOut));
        Assert.Equal(
            gone.Id,
            Assert.Single(await Portal.AuditAsync(), row => row.Act == AuditActs.Disposed && row.SubjectKind == nameof(Business)).SubjectId
        );
        var certificate = (await scene.Disposals.CertificateAsync(order))!;
        Assert.Equal((1, 3), (certificate.Disposed.Count(), certificate.LeftOut.Count()));
    }

    [Fact]
    public async Task Only_one_disposal_is_under_way_and_each_has_the_next_number_of_its_year()
    {
        Portal.Time.Set(RetentionScene.FirstDayDue);
        await scene.Disposals.CarryOutAsync(await scene.ReleasedAsync());
        await scene.CameOnAsync(new DateOnly(2020, 8, 3));
        Portal.Time.Advance(TimeSpan.FromMinutes(1));
        await scene.Disposals.AskAsync(Asked());

        await RefusedAsync(RetentionTexts.OneAtATime, () => Portal.As<DisposalService>(scene.Second).AskAsync(Asked()));
        Portal.Time.Advance(TimeSpan.FromDays(366));
        await Portal.As<DisposalService>(scene.Second).AskAsync(Asked());

        Assert.Equal(
            [(2027, 1), (2026, 2), (2026, 1)],
            (await scene.Disposals.ListAsync(First)).Rows.Select(row => (row.FiscalYear, row.Number))
        );
    }

    [Fact]
    public async Task A_reason_that_says_nothing_is_refused_beside_its_field()
    {
        Portal.Time.Set(RetentionScene.FirstDayDue);
        Assert.Equal(
            "Reason",
            (await Assert.ThrowsAsync<RuleException>(() => scene.Disposals.AskAsync(new DisposalDetails { Reason = "満了" }))).Field
        );
        Assert.Equal(0, await Portal.ReadAsync(db => db.DisposalOrders.CountAsync()));
    }

    [Fact]
    public async Task Call_backs_go_with_the_business_whose_number_they_are_from_and_those_of_nobody_go_by_themselves()
    {
        await scene.IndexBusinessAsync();
        var calls = Portal.As<CallbackService>(Role.BookingStaff);
        await calls.QueueAsync(RetentionScene.Call("075-000-1234"));
        await calls.QueueAsync(RetentionScene.Call("075-000-7777"));
        Portal.Time.Set(RetentionScene.FirstDayDue.AddDays(-1));
        var young = await calls.QueueAsync(RetentionScene.Call("075-000-8888"));
        Portal.Time.Set(RetentionScene.FirstDayDue);

        var order = await scene.ReleasedAsync();
        await scene.Disposals.CarryOutAsync(order);

        Assert.Equal([young], await Portal.ReadAsync(db => db.Callbacks.Select(row => row.Id).ToListAsync()));
        Assert.Equal(
            [(DisposalSubject.Business, 1), (DisposalSubject.Callback, 1)],
            (await scene.ItemsAsync(order)).OrderBy(item => item.Kind).Select(item => (item.Kind, item.Callbacks))
        );
    }

    [Fact]
    public async Task The_certificate_says_who_what_when_and_which_row_of_the_log_and_names_nobody()
    {
        await scene.FillAsync();
        Portal.Time.Set(RetentionScene.FirstDayDue);
        var order = await scene.ReleasedAsync();
        Assert.Null(await scene.Disposals.CertificateAsync(order));
        await scene.Disposals.CarryOutAsync(order);

        var certificate = (await Portal.As<DisposalService>(Role.Auditor).CertificateAsync(order))!;

        Assert.Equal(
            ("本市 監督", "本市 承認 花子", RetentionScene.Why, 5),
            (certificate.OrderedBy, certificate.ReleasedBy, certificate.Reason, certificate.Years)
        );
        Assert.Equal(new DateOnly(2026, 5, 6), certificate.BackupsUntil);
        var item = Assert.Single(certificate.Items);
        Assert.Equal((1, 1, 2, 1, 300_900L), (item.Reservations, item.Records, item.Documents, item.Callbacks, item.Bytes));
        Assert.Equal(Portal.Database.Index.Fingerprint(scene.Business.Id), item.Fingerprint);
        var row = Assert.Single(await Portal.AuditAsync(), entry => entry.Act == AuditActs.DisposalCompleted);
        Assert.Equal((row.Sequence, Convert.ToHexString(row.Hash), order), (certificate.Sequence, certificate.Hash, row.SubjectId));
        Assert.DoesNotContain("例示", System.Text.Json.JsonSerializer.Serialize(certificate), StringComparison.Ordinal);
        Assert.Contains(await Portal.AuditAsync(), entry =>
            entry.Act == AuditActs.DisposalCertificatePrinted && entry.ActorId == Portal.Staff[Role.Auditor].Id
        );
    }

    [Fact]
    public async Task A_disposal_that_was_broken_off_is_carried_on_by_the_clock_or_by_the_one_who_asked()
    {
        for (var n = 0; n < 6; n++)
        {
            await scene.CameOnAsync(new DateOnly(2020, 8, 3).AddDays(n), $"例示{n}", $"075-000-300{n}");
        }

        Portal.Time.Set(RetentionScene.FirstDayDue);
        var order = await scene.ReleasedAsync();
        await BreakOffAfterAsync(order, 2);
        Assert.Equal((DisposalStage.Erasing, 7), (await StageAsync(order)));
        Assert.Equal(5, await BusinessesAsync());
        await BreakOffAfterAsync(order, 2);
        Assert.Equal(3, await BusinessesAsync());
        // Released a day ago and begun: no second approval is needed to finish.
        Portal.Time.Advance(TimeSpan.FromDays(2));

        Assert.Equal(1, (await Portal.As<DisposalService>(CallerIdentity.Console).CarryOnAsync()).Completed);

        Assert.Equal((DisposalStage.Completed, 7), (await StageAsync(order)));
        Assert.Equal(0, await BusinessesAsync());
        Assert.Equal(0, (await Portal.As<DisposalService>(CallerIdentity.Console).CarryOnAsync()).Completed);
        Assert.Equal(7, (await Portal.AuditAsync()).Count(row => row.Act == AuditActs.Disposed && row.SubjectKind == nameof(Business)));
    }

    [Fact]
    public async Task A_business_that_cannot_be_erased_keeps_no_other_from_being_erased()
    {
        await scene.CameOnAsync(new DateOnly(2020, 8, 3), "例示一", "075-000-3001");
        await scene.CameOnAsync(new DateOnly(2020, 8, 4), "例示二", "075-000-3002");
        Portal.Time.Set(RetentionScene.FirstDayDue);
        var order = await scene.ReleasedAsync();
        await BreakOffAfterAsync(order, 1);
        await ExecuteAsync(
            "CREATE TRIGGER Stuck BEFORE DELETE ON Businesses WHEN OLD.Id = (SELECT MIN(Id) FROM Businesses) "
                + "BEGIN SELECT RAISE(ABORT, 'stuck'); END"
        );

        var round = await Portal.As<DisposalService>(CallerIdentity.Console).CarryOnAsync();

        Assert.Equal(0, round.Completed);
        Assert.Single(round.Failed);
        Assert.Equal(1, await BusinessesAsync());
        await ExecuteAsync("DROP TRIGGER Stuck");
        Assert.Equal(1, (await Portal.As<DisposalService>(CallerIdentity.Console).CarryOnAsync()).Completed);
        Assert.Equal(0, await BusinessesAsync());
    }

    private Task ExecuteAsync(string sql) => Portal.ReadAsync(db => db.Database.ExecuteSqlRawAsync(sql));

    /// <summary>Lets it go on until so many businesses are gone, and stops it there.</summary>
    private async Task BreakOffAfterAsync(Guid order, int gone)
    {
        using var stop = new CancellationTokenSource();
        using var watch = Portal.Database.Changes.Watch(changes =>
        {
            if (changes.Any(change => change.Kind == nameof(DisposalItem)) && --gone == 0)
            {
                stop.Cancel();
            }
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scene.Disposals.CarryOutAsync(order, stop.Token));
    }

    private async Task<(DisposalStage Stage, int All)> StageAsync(Guid order) =>
        (await scene.Disposals.FindAsync(order)) is { } view ? (view.Stage, view.All) : default;

    /// <summary>A business with a record that was handed in.</summary>
    private async Task<(Guid Business, Guid Record)> TypedAboutAsync()
    {
        var other = Make.Business(Make.Details("例示B", "075-000-2222"));
        await Portal.AddAsync(other);
        return (other.Id, await scene.Scene.RecordOfStrangerAsync(other, 1));
    }

    private static DisposalDetails Asked() => new() { Reason = RetentionScene.Why };

    private Task<int> BusinessesAsync() => Portal.ReadAsync(db => db.Businesses.CountAsync());

    private static async Task RefusedAsync(string sentence, Func<Task> attempt) =>
        Assert.Equal(sentence, (await Assert.ThrowsAsync<RuleException>(attempt)).Message);
}
