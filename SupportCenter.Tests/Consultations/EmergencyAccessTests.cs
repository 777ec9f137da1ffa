using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;

namespace SupportCenter.Tests.Consultations;

public sealed class EmergencyAccessTests : IAsyncLifetime
{
    private const string Why = "帳票が表示されないとの連絡を受け、画面を確認するため";
    private ConsultationScene scene = null!;
    private ConsultationView record = null!;
    private Guid earlier;

    private TestPortal Portal => scene.Portal;

    /// <summary>One session of the administrator's.</summary>
    private EmergencyAccessService Administrator { get; set; } = null!;

    private EmergencyAccessService City => Portal.As<EmergencyAccessService>(Role.Supervisor);

    public async Task InitializeAsync()
    {
        scene = await ConsultationScene.SetAsync();
        earlier = await scene.RecordOfStrangerAsync(scene.Business);
        record = await scene.StartAsync();
        Administrator = Portal.As<EmergencyAccessService>(Role.Administrator);
    }

    public Task DisposeAsync() => scene.DisposeAsync().AsTask();

    [Fact]
    [Asvs("8.2.2")]
    public async Task An_administrator_without_an_open_access_finds_nothing()
    {
        var access = await AskAsync();

        Assert.Null(await Administrator.ViewAsync(access));
        Assert.Null(await Administrator.ViewAsync(record.Id));
        await RefusedAsync(ApprovalTexts.Needed, () => Administrator.StartAsync(access));
        Assert.Null(await Administrator.ViewAsync(access));
        await Assert.ThrowsAsync<AccessRefusedException>(() => Portal.As<ConsultationService>(Role.Administrator).FindAsync(record.Id));
    }

    [Fact]
    [Asvs("2.3.5")]
    public async Task A_released_access_shows_the_one_record_to_be_read_only_and_to_the_one_who_asked()
    {
        var access = await StartedAsync();

        var view = (await Administrator.ViewAsync(access))!;

        Assert.Equal((record.Id, false, false), (view.Sheet.Id, view.Sheet.MayWrite, view.Sheet.MayConfirm));
        Assert.Empty(view.Sheet.Earlier);
        Assert.DoesNotContain("1234", view.Sheet.Booked.Telephone, StringComparison.Ordinal);
        Assert.NotEqual(earlier, view.Sheet.Id);
        var other = Make.Staff(Role.Administrator, "運用 別人");
        await Portal.AddAsync(other);
        Assert.Null(await Portal.As<EmergencyAccessService>(other).ViewAsync(access));
        await RefusedAsync(ApprovalTexts.UsedAlready, () => Administrator.StartAsync(access));
    }

    [Fact]
    [Asvs("16.3.1")]
    public async Task Every_view_stands_in_the_ledger_of_the_business_under_a_name_of_its_own()
    {
        var access = await StartedAsync();
        await Administrator.ViewAsync(access);
        await Administrator.ViewAsync(access);

        var rows = (await scene.ActsAsync(AuditActs.EmergencyViewed)).Where(row => row.SubjectId == record.Id).ToList();
        Assert.Equal(2, rows.Count);
        AssertEach.Of(rows, row =>
            Assert.Equal(
                (Portal.Staff[Role.Administrator].Id, scene.Business.Id),
                (row.ActorId!.Value, Assert.Single(row.Businesses).BusinessId)
            )
        );
        Assert.Single(await scene.ActsAsync(AuditActs.EmergencyStarted), row =>
            row.SubjectKind == nameof(EmergencyAccess) && row.Businesses.Count == 1
        );
    }

    [Fact]
    public async Task It_is_over_at_its_limit()
    {
        var access = await StartedAsync(minutes: 15);
        Portal.Time.Advance(TimeSpan.FromMinutes(14));
        Assert.NotNull(await Administrator.ViewAsync(access));

        Portal.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Null(await Administrator.ViewAsync(access));
        Assert.Null(await Administrator.EndsAtAsync(access));
    }

    [Fact]
    public async Task The_supervisor_sees_it_while_it_is_open_and_stops_it_at_once()
    {
        var access = await StartedAsync();
        await Administrator.ViewAsync(access);
        var shown = Assert.Single(await City.WatchAsync());
        Assert.Equal((true, 1, Why, record.Id), (shown.IsOpen, shown.Views, shown.Reason, shown.RecordId));

        Assert.True(await City.StopAsync(access));

        Assert.Null(await Administrator.ViewAsync(access));
        var stopped = Assert.Single(await City.WatchAsync());
        Assert.Equal((false, true), (stopped.IsOpen, stopped.WasStopped));
        Assert.Single(await scene.ActsAsync(AuditActs.EmergencyStopped));
    }

    [Fact]
    public async Task It_is_over_when_the_administrator_finishes_or_signs_out()
    {
        var first = await StartedAsync();
        await Administrator.FinishAsync(first);
        Assert.Null(await Administrator.ViewAsync(first));

        var second = await StartedAsync();
        Assert.NotNull(await Administrator.ViewAsync(second));
        await Portal.As<SessionService>(Role.Administrator).SignOutAsync();
        Assert.False(Assert.Single(await City.WatchAsync(), row => row.Id == second).IsOpen);
        await Assert.ThrowsAsync<AccessRefusedException>(() => Administrator.ViewAsync(second));
        Portal.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await Portal.As<EmergencyAccessService>(Role.Administrator).ViewAsync(second));
    }

    [Fact]
    [Asvs("8.2.2")]
    public async Task It_is_open_in_the_session_in_which_it_was_begun_and_in_no_other_of_the_same_person()
    {
        var access = await StartedAsync();
        Portal.Time.Advance(TimeSpan.FromMinutes(1));
        var elsewhere = Portal.As<EmergencyAccessService>(Role.Administrator);

        Assert.Null(await elsewhere.ViewAsync(access));
        Assert.Null(await elsewhere.EndsAtAsync(access));
        Assert.NotNull(await Administrator.ViewAsync(access));
    }

    [Fact]
    [Asvs("8.2.2")]
    public async Task Another_administrator_neither_begins_it_nor_ends_it()
    {
        var another = Make.Staff(Role.Administrator, "運用 別人");
        await Portal.AddAsync(another);
        var access = await AskAsync();
        await ReleaseAsync(access);
        Assert.False(await Portal.As<EmergencyAccessService>(another).StartAsync(access));
        Assert.True(await Administrator.StartAsync(access));

        Assert.False(await Portal.As<EmergencyAccessService>(another).FinishAsync(access));
        Assert.NotNull(await Administrator.ViewAsync(access));
    }

    [Fact]
    public async Task A_released_request_that_is_not_begun_within_a_day_is_worth_nothing()
    {
        var access = await AskAsync();
        await ReleaseAsync(access);
        Portal.Time.Advance(TimeSpan.FromHours(24));

        await RefusedAsync(ApprovalTexts.Expired, () => Administrator.StartAsync(access));
    }

    [Theory]
    [InlineData("")]
    [InlineData("https://portal.example/consultations/")]
    [InlineData("00000000000000000000000000")]
    public async Task A_reference_that_is_no_records_is_refused_beside_its_field(string reference) =>
        Assert.Equal("Record", (await Assert.ThrowsAsync<RuleException>(() => AskAsync(reference))).Field);

    private async Task<Guid> AskAsync(string? reference = null, int minutes = 30) =>
        await Administrator.AskAsync(
            new EmergencyDetails
            {
                Record = reference ?? $"https://portal.example/consultations/{record.Id.ToShort()}",
                Minutes = minutes,
                Reason = Why,
            }
        );

    private async Task ReleaseAsync(Guid access) =>
        await Portal
            .As<ApprovalService>(Role.Supervisor)
            .ReleaseAsync(
                await Portal.ReadAsync(db => db.Approvals.Where(row => row.SubjectId == access).Select(row => row.Id).SingleAsync()),
                null
            );

    private async Task<Guid> StartedAsync(int minutes = 30)
    {
        var access = await AskAsync(minutes: minutes);
        await ReleaseAsync(access);
        Assert.True(await Administrator.StartAsync(access));
        return access;
    }

    private static async Task RefusedAsync(string sentence, Func<Task> attempt) =>
        Assert.Equal(sentence, (await Assert.ThrowsAsync<RuleException>(attempt)).Message);
}
