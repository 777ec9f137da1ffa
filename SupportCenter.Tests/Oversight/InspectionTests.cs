using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Backups;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Oversight;

namespace SupportCenter.Tests.Oversight;

/// <summary>Inspections, findings, answers and corrections.</summary>
public sealed class InspectionTests : IAsyncLifetime
{
    private OversightScene scene = null!;

    private TestPortal Portal => scene.Portal;

    public async Task InitializeAsync() => scene = await OversightScene.SetAsync();

    public Task DisposeAsync() => scene.DisposeAsync().AsTask();

    [Fact]
    public async Task A_remote_inspection_says_why_and_every_inspection_has_two_inspectors()
    {
        var details = OversightScene.Details();
        details.Mode = InspectionMode.Remote;
        await OversightScene.RefusedAsync(InspectionTexts.RemoteNeedsReason, () => scene.City.OpenAsync(scene.Contract, details));
        details.RemoteReason = "大雨で交通が止まったため";
        details.Inspectors = "監督 一郎、";
        await OversightScene.RefusedAsync(InspectionTexts.TwoInspectors, () => scene.City.OpenAsync(scene.Contract, details));
        details.Inspectors = "監督 一郎\n監督 二郎";
        Assert.NotNull(await scene.City.OpenAsync(scene.Contract, details));
        await OversightScene.RefusedAsync(InspectionTexts.Ahead, () =>
            scene.City.OpenAsync(scene.Contract, OversightScene.Details(Portal.Today.AddDays(1)))
        );
    }

    [Fact]
    public async Task What_the_portal_knows_is_read_from_its_tables_at_that_moment_and_read_again_on_demand()
    {
        await Portal.As<BackupService>(Role.Administrator).MakeAsync();
        await Portal.As<AuditCheckService>(Role.Auditor).VerifyAsync();
        var inspection = await scene.OpenAsync();

        var backups = await FactsAsync(inspection, EvidenceKind.Backups);
        Assert.Equal((1L, Portal.Time.GetUtcNow().UtcDateTime), (CountOf(backups, EvidenceFactKind.GoodBackups), AtOf(backups)));
        Assert.NotEqual(0L, CountOf(await FactsAsync(inspection, EvidenceKind.AuditVerification), EvidenceFactKind.LogRows));
        Assert.Equal([EvidenceFactKind.Nothing], (await FactsAsync(inspection, EvidenceKind.ExposureCheck)).Select(fact => fact.Kind));
        Assert.Equal(1L, CountOf(await FactsAsync(inspection, EvidenceKind.Subcontracts), EvidenceFactKind.SubcontractsValid));
        var roster = await FactsAsync(inspection, EvidenceKind.Roster);
        Assert.Equal((1L, 0L), (CountOf(roster, EvidenceFactKind.OnStaffOnly), CountOf(roster, EvidenceFactKind.SignedInAfterLeaving)));
        var item = await scene.ItemAsync(inspection, EvidenceKind.Roster);
        Assert.Equal(Portal.Time.GetUtcNow().UtcDateTime, item.FactsAtUtc);
        Assert.Contains(await Portal.AuditAsync(), row => row.Sequence == item.FactsSequence);

        await scene.Rosters.EnterAsync(
            scene.Contract,
            new RosterDetails { HandedInOn = Portal.Today, Lines = "例示受付,済,2020/4/1,2020/4/2,2020/7/15" }
        );
        await Portal.SignInAsync(Portal.Staff[Role.BookingStaff]);
        Assert.Equal(0L, CountOf(await FactsAsync(inspection, EvidenceKind.Roster), EvidenceFactKind.SignedInAfterLeaving));
        Portal.Time.Advance(TimeSpan.FromMinutes(5));
        await scene.City.TakeEvidenceAsync(inspection);
        Assert.Equal(1L, CountOf(await FactsAsync(inspection, EvidenceKind.Roster), EvidenceFactKind.SignedInAfterLeaving));
    }

    [Fact]
    [Asvs("8.2.2")]
    public async Task Only_who_answers_for_an_organisation_sees_what_is_asked_of_it()
    {
        var other = Make.Staff(Role.BookingStaff, "受付 ほかの人");
        await Portal.AddAsync(other);
        var inspection = await scene.OpenAsync();
        var item = (await scene.ViewAsync(inspection)).Items[0];

        Assert.Equal(15, (await scene.Contractor.ListAsync()).Count);
        foreach (var service in new[] { Portal.As<InspectionAnswerService>(other), Portal.As<InspectionAnswerService>(Role.Administrator) })
        {
            Assert.Empty(await service.ListAsync());
            Assert.False(await service.AnswerItemAsync(item.Id, new AnswerDetails { Answer = "問題ありません" }, item.Version));
        }
    }

    [Fact]
    [Asvs("2.3.5")]
    public async Task An_answer_is_a_proposal_until_somebody_else_has_judged_it()
    {
        var inspection = await scene.OpenAsync();
        var asked = (await scene.Contractor.ListAsync())[0];
        Assert.True(await scene.Contractor.AnswerItemAsync(asked.Id, new AnswerDetails { Answer = "置いていません" }, asked.Version));

        var item = (await scene.ViewAsync(inspection)).Items.Single(row => row.Id == asked.Id);
        Assert.Equal((AnswerState.Proposed, "置いていません", "例示受付"), (item.State, item.Answer, item.AnsweredBy));
        await scene.JudgeAsync(item);
        item = (await scene.ViewAsync(inspection)).Items.Single(row => row.Id == asked.Id);
        Assert.Equal((AnswerState.Validated, "本市 監督"), (item.State, item.JudgedBy));
        Assert.DoesNotContain(await scene.Contractor.ListAsync(), row => row.Id == asked.Id);
        await OversightScene.RefusedAsync(InspectionTexts.JudgedAlready, () =>
            scene.Contractor.AnswerItemAsync(asked.Id, new AnswerDetails { Answer = "直しました" }, item.Version)
        );
    }

    [Fact]
    [Asvs("2.3.5")]
    public async Task Whoever_answered_judges_nothing_of_it_even_when_the_city_has_taken_them_over()
    {
        var (inspection, _) = await scene.FoundAsync();
        var asked = await scene.Contractor.ListAsync();
        var (correction, item) = (asked.First(row => row.IsCorrection), asked.First(row => !row.IsCorrection));
        await scene.Contractor.AnswerItemAsync(item.Id, new AnswerDetails { Answer = "置いていません" }, item.Version);
        await scene.Contractor.AnswerCorrectionAsync(correction.Id, new AnswerDetails { Answer = "記入しました" }, correction.Version);
        var mover = Portal.Staff[Role.BookingStaff];
        await Portal.ReadAsync(db =>
            db.Staff.Where(row => row.Id == mover.Id)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(row => row.Role, Role.Supervisor).SetProperty(row => row.Organisation, Organisation.City)
                )
        );
        var view = await scene.ViewAsync(inspection);
        var service = Portal.As<InspectionService>(mover);

        await OversightScene.RefusedAsync(InspectionTexts.NotYourOwn, () =>
            service.JudgeAsync(
                item.Id,
                new FindingDetails { Result = FindingResult.Conforms },
                view.Items.Single(row => row.Id == item.Id).Version
            )
        );
        var answered = await scene.CorrectionAsync(inspection);
        await OversightScene.RefusedAsync(InspectionTexts.NotYourOwn, () => service.VerifyAsync(answered.Id, answered.Version));
        await OversightScene.RefusedAsync(InspectionTexts.NotYourOwn, () => service.ReturnAsync(answered.Id, "足りない", answered.Version));
        Assert.True(await scene.City.VerifyAsync(answered.Id, answered.Version));
    }

    [Fact]
    public async Task A_finding_says_how_grave_it_is_and_what_was_seen()
    {
        var item = (await scene.ViewAsync(await scene.OpenAsync())).Items[0];
        Task JudgeAsync(FindingDetails details) => scene.City.JudgeAsync(item.Id, details, item.Version);

        await OversightScene.RefusedAsync(InspectionTexts.SeverityNeeded, () =>
            JudgeAsync(new FindingDetails { Result = FindingResult.Fails, Note = "あった" })
        );
        await OversightScene.RefusedAsync(InspectionTexts.NoteNeeded, () =>
            JudgeAsync(new FindingDetails { Result = FindingResult.Partly, Severity = FindingSeverity.Light })
        );
        await OversightScene.RefusedAsync(InspectionTexts.NoFinding, () =>
            scene.City.OrderAsync(item.Id, new CorrectionDetails { Wanted = "直す", DueOn = Portal.Today })
        );
        await JudgeAsync(new FindingDetails { Result = FindingResult.Conforms, Severity = FindingSeverity.Grave });
        Assert.Null((await scene.ViewAsync((await scene.City.ListAsync())[0].Id)).Items[0].Severity);
    }

    [Fact]
    public async Task A_correction_is_answered_sent_back_answered_again_and_verified()
    {
        var (inspection, id) = await scene.FoundAsync();
        var correction = await scene.CorrectionAsync(inspection);
        await OversightScene.RefusedAsync(InspectionTexts.NotAnswered, () => scene.City.VerifyAsync(id, correction.Version));
        await AnswerAsync("来月から記入します");
        correction = await scene.CorrectionAsync(inspection);
        await scene.City.ReturnAsync(id, "今月から記入すること", correction.Version);
        Assert.Equal("今月から記入すること", (await scene.Contractor.ListAsync())[0].ReturnReason);
        await AnswerAsync("今週から記入しました");
        correction = await scene.CorrectionAsync(inspection);
        Assert.Equal((AnswerState.Proposed, null), (correction.State, correction.ReturnReason));

        Assert.True(await scene.City.VerifyAsync(id, correction.Version));

        correction = await scene.CorrectionAsync(inspection);
        Assert.Equal((AnswerState.Validated, "本市 監督"), (correction.State, correction.VerifiedBy));
        Assert.DoesNotContain(await scene.Contractor.ListAsync(), row => row.IsCorrection);

        async Task AnswerAsync(string text)
        {
            var asked = (await scene.Contractor.ListAsync()).Single(row => row.IsCorrection);
            await scene.Contractor.AnswerCorrectionAsync(asked.Id, new AnswerDetails { Answer = text }, asked.Version);
        }
    }

    [Fact]
    public async Task A_correction_is_overdue_on_the_day_after_its_day_and_until_it_is_verified()
    {
        await scene.FoundAsync();
        Portal.Time.Advance(TimeSpan.FromDays(10));
        Assert.Equal((1, 0), ((await scene.City.DueAsync()).OpenCorrections, (await scene.City.DueAsync()).OverdueCorrections));

        Portal.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, (await scene.City.DueAsync()).OverdueCorrections);
        Assert.True((await scene.Contractor.ListAsync()).Single(row => row.IsCorrection).IsOverdue);

        var asked = (await scene.Contractor.ListAsync()).Single(row => row.IsCorrection);
        await scene.Contractor.AnswerCorrectionAsync(asked.Id, new AnswerDetails { Answer = "しました" }, asked.Version);
        Assert.Equal((1, 1), ((await scene.City.DueAsync()).OverdueCorrections, (await scene.City.DueAsync()).AnsweredCorrections));
    }

    [Fact]
    public async Task An_inspection_closes_when_every_item_is_judged_and_changes_no_more()
    {
        var inspection = await scene.OpenAsync();
        var view = await scene.ViewAsync(inspection);
        await OversightScene.RefusedAsync("判定していない項目が15件あります。", () => scene.City.CloseAsync(inspection, view.Version));
        foreach (var item in view.Items)
        {
            await scene.JudgeAsync(item);
        }

        Assert.True(await scene.City.CloseAsync(inspection, view.Version));
        view = await scene.ViewAsync(inspection);
        await OversightScene.RefusedAsync(InspectionTexts.IsClosed, () => scene.JudgeAsync(view.Items[0]));
        await OversightScene.RefusedAsync(InspectionTexts.IsClosed, () => scene.City.TakeEvidenceAsync(inspection));
        Assert.Empty(await scene.Contractor.ListAsync());
    }

    [Fact]
    public async Task The_year_has_a_line_for_every_contract_that_held_in_it_inspected_or_not()
    {
        Assert.Equal(3, (await scene.City.DueAsync()).NotInspected.Count);
        await scene.FoundAsync();

        var year = await scene.City.YearAsync(2020);

        Assert.Equal(3, year.Rows.Count);
        var row = year.Rows.Single(row => row.InspectedOn is not null);
        Assert.Equal((Organisation.Contractor, 1, 1, 0, 0), (row.Organisation, row.Fails, row.Corrections, row.Verified, row.Overdue));
        Assert.Equal(2, (await scene.City.DueAsync()).NotInspected.Count);
        Assert.Equal("令和2年度 検査第1号", InspectionFormatter.Number(2020, 1));
    }

    [Fact]
    [Asvs("16.3.2")]
    public async Task Each_state_of_an_inspection_is_a_row_of_the_log()
    {
        var (inspection, id) = await scene.FoundAsync();
        var asked = (await scene.Contractor.ListAsync()).Single(row => row.IsCorrection);
        await scene.Contractor.AnswerCorrectionAsync(id, new AnswerDetails { Answer = "しました" }, asked.Version);
        await scene.City.VerifyAsync(id, (await scene.CorrectionAsync(inspection)).Version);
        await scene.City.PrintAsync(inspection);

        var acts = (await Portal.AuditAsync()).Select(row => row.Act).ToHashSet();
        AssertEach.Of(
            new[]
            {
                AuditActs.InspectionOpened,
                AuditActs.InspectionViewed,
                AuditActs.FindingJudged,
                AuditActs.CorrectionOrdered,
                AuditActs.CorrectionAnswered,
                AuditActs.CorrectionVerified,
                AuditActs.InspectionPrinted,
            },
            act => Assert.Contains(act, acts)
        );
    }

    private async Task<IReadOnlyList<EvidenceFact>> FactsAsync(Guid inspection, EvidenceKind kind) =>
        (await scene.ItemAsync(inspection, kind)).Facts;

    private static long? CountOf(IEnumerable<EvidenceFact> facts, EvidenceFactKind kind) => facts.Single(fact => fact.Kind == kind).Count;

    private static DateTime? AtOf(IEnumerable<EvidenceFact> facts) => facts.First(fact => fact.AtUtc is not null).AtUtc;
}
