using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Incidents;

namespace SupportCenter.Tests.Incidents;

/// <summary>An incident from the call at half past eleven to its end.</summary>
public sealed class IncidentServiceTests : IAsyncLifetime
{
    private IncidentScene scene = null!;

    private TestPortal Portal => scene.Portal;

    public async Task InitializeAsync() => scene = await IncidentScene.SetAsync();

    public Task DisposeAsync() => scene.DisposeAsync().AsTask();

    [Fact]
    public async Task The_reception_reports_a_call_and_the_city_sees_at_once_what_is_due_and_that_nobody_has_it()
    {
        var reported = await Portal
            .As<IncidentService>(Role.BookingStaff)
            .OpenAsync(IncidentScene.Details(), IncidentSourceKind.Call, null, isDrill: false);
        Assert.Equal("令和2年度 事案第1号", reported.Number);
        await Assert.ThrowsAsync<AccessRefusedException>(() => Portal.As<IncidentService>(Role.BookingStaff).FindAsync(reported.Id));

        var due = Assert.Single(await scene.City.DueAsync());
        Assert.Equal((IncidentState.Suspected, new DateOnly(2020, 7, 16), null, true), (due.State, due.DueOn, due.Owner, due.IsNear));
        Assert.StartsWith("漏えいを止める", due.Step, StringComparison.Ordinal);
        var entry = Assert.Single((await scene.ViewAsync(reported.Id)).Events);
        Assert.Equal(new DateTime(2020, 7, 16, 2, 30, 0, DateTimeKind.Utc), entry.HappenedAtUtc);
        Assert.Contains(await Portal.AuditAsync(), row => row.Act == AuditActs.IncidentOpened && row.SubjectId == reported.Id);
    }

    [Fact]
    public async Task The_two_reports_to_the_commission_are_due_by_the_law_and_move_when_a_criterion_or_the_day_changes()
    {
        var id = await scene.OpenAsync();
        Assert.Equal(new DateOnly(2020, 7, 20), (await scene.StepAsync(id, IncidentStepKind.Preliminary)).DueOn);
        Assert.Equal(new DateOnly(2020, 8, 14), (await scene.StepAsync(id, IncidentStepKind.Final)).DueOn);

        var details = IncidentScene.Details();
        details.Wrongful = CriterionAnswer.Met;
        await scene.City.ChangeAsync(id, details, (await scene.ViewAsync(id)).Version);
        Assert.Equal(new DateOnly(2020, 9, 14), (await scene.StepAsync(id, IncidentStepKind.Final)).DueOn);

        details = IncidentScene.Details();
        (details.Sensitive, details.Property, details.Wrongful, details.PersonsMost) = (
            CriterionAnswer.NotMet,
            CriterionAnswer.NotMet,
            CriterionAnswer.NotMet,
            100
        );
        await scene.City.ChangeAsync(id, details, (await scene.ViewAsync(id)).Version);
        Assert.Null((await scene.StepAsync(id, IncidentStepKind.Final)).DueOn);
        Assert.Equal(ReportingDuty.None, (await scene.ViewAsync(id)).Duty);
    }

    [Fact]
    public async Task Every_change_keeps_the_text_before_it_and_of_two_at_once_one_is_told()
    {
        var id = await scene.OpenAsync();
        var seen = (await scene.ViewAsync(id)).Version;
        var details = IncidentScene.Details();
        details.Cause = "委託先の設定の誤り";
        Assert.True(await scene.City.ChangeAsync(id, details, seen));

        var refused = await Assert.ThrowsAsync<RuleException>(() =>
            Portal.As<IncidentService>(scene.Second).ChangeAsync(id, IncidentScene.Details(), seen)
        );

        Assert.Equal(DomainTexts.ChangedByAnother, refused.Message);
        var version = Assert.Single((await scene.ViewAsync(id)).Versions);
        Assert.Equal(("本市 監督", null), (version.ReplacedBy, version.Details.Cause));
        Assert.Equal([nameof(IncidentDetails.Cause)], version.ChangedFields);
    }

    [Fact]
    public async Task The_time_line_cannot_be_changed_or_deleted_and_a_correction_stands_beside_what_was_wrong()
    {
        var id = await scene.OpenAsync();
        var wrong = (await scene.ViewAsync(id)).Events[0].Id;
        await scene.City.CorrectEventAsync(wrong, Entry("午前11時20分の間違い"));

        var events = (await scene.ViewAsync(id)).Events;
        Assert.Equal(2, events.Count);
        Assert.True(events.Single(entry => entry.Id == wrong).IsCorrected);
        Assert.Equal(wrong, events.Single(entry => entry.Id != wrong).CorrectsId);
        await Assert.ThrowsAsync<RuleException>(() => scene.City.CorrectEventAsync(wrong, Entry("もう一度")));

        foreach (var table in new[] { "Incidents", "IncidentEvents", "IncidentVersions", "IncidentSteps", "IncidentSources" })
        {
            await AssertRefusedAsync($"DELETE FROM \"{table}\"", table == "IncidentVersions");
        }

        await AssertRefusedAsync("UPDATE \"IncidentEvents\" SET \"HappenedAtUtc\" = '2020-07-17 00:00:00'", isEmpty: false);
        await AssertRefusedAsync("UPDATE \"Incidents\" SET \"RecordedAtUtc\" = '2020-07-17 00:00:00'", isEmpty: false);
    }

    [Fact]
    public async Task A_step_that_was_late_says_why_and_the_time_line_says_that_it_is_done()
    {
        var id = await scene.OpenAsync();
        var step = await scene.StepAsync(id, IncidentStepKind.InformOffices);
        Portal.Time.Advance(TimeSpan.FromDays(1));
        var done = new DoneDetails
        {
            DoneOn = new DateOnly(2020, 7, 17),
            DoneAt = new TimeOnly(9, 0),
            Result = "受付 第12号",
        };
        var refused = await Assert.ThrowsAsync<RuleException>(() => scene.City.FinishStepAsync(step.Id, done));
        Assert.Equal((IncidentTexts.LateReasonNeeded, nameof(DoneDetails.LateReason)), (refused.Message, refused.Field));
        Assert.True((await scene.StepAsync(id, IncidentStepKind.InformOffices)).IsLate);

        done.LateReason = "担当者が不在だったため";
        Assert.True(await scene.City.FinishStepAsync(step.Id, done));

        Assert.Equal(IncidentStepState.Done, (await scene.StepAsync(id, IncidentStepKind.InformOffices)).State);
        Assert.Contains((await scene.ViewAsync(id)).Events, entry => entry.Text.EndsWith("受付 第12号", StringComparison.Ordinal));
        await Assert.ThrowsAsync<RuleException>(() => scene.City.SkipStepAsync(step.Id, "不要"));
        Assert.True(await scene.City.ReopenStepAsync(step.Id, "別の部署にも報告が必要"));
        Assert.Equal(IncidentStepState.Open, (await scene.StepAsync(id, IncidentStepKind.InformOffices)).State);
    }

    [Fact]
    public async Task An_incident_is_closed_only_when_every_step_is_done_or_somebody_said_why_it_is_not_needed()
    {
        var id = await scene.OpenAsync();
        await DecideAsync(id, IncidentState.Handling);
        Assert.Equal("本市 監督", (await scene.ViewAsync(id)).Owner);
        await DecideAsync(id, IncidentState.Reported);
        var refused = await Assert.ThrowsAsync<RuleException>(() => DecideAsync(id, IncidentState.Closed));
        Assert.Contains("11", refused.Message, StringComparison.Ordinal);

        foreach (var step in (await scene.ViewAsync(id)).Steps)
        {
            await scene.City.SkipStepAsync(step.Id, "訓練のため");
        }

        await DecideAsync(id, IncidentState.Closed);
        Assert.Empty(await scene.City.DueAsync());
        var version = await Portal.ReadAsync(db => db.Incidents.Select(row => row.Version).SingleAsync());
        await Assert.ThrowsAsync<RuleException>(() => scene.City.ChangeAsync(id, IncidentScene.Details(), version));
        await DecideAsync(id, IncidentState.Handling); // What is over can be taken up again.
        await Assert.ThrowsAsync<RuleException>(() => DecideAsync(id, IncidentState.Suspected));
    }

    [Fact]
    public async Task A_suspicion_ends_with_a_reason_or_becomes_an_incident_and_without_a_reason_it_stays()
    {
        var id = await scene.OpenAsync();
        var seen = (await scene.ViewAsync(id)).Version;
        await Assert.ThrowsAsync<RuleException>(() => scene.City.DecideAsync(id, IncidentState.NotApplicable, " ", seen));
        Assert.Equal(IncidentState.Suspected, (await scene.ViewAsync(id)).State);
        await DecideAsync(id, IncidentState.NotApplicable);
        Assert.Contains((await scene.ViewAsync(id)).Events, entry => entry.Text.Contains("確認した結果", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_alarm_becomes_an_incident_or_is_none_and_there_is_no_third_way()
    {
        var (first, second) = (await RaiseAsync(), await RaiseAsync());
        var details = (await scene.City.PrepareAsync(IncidentSourceKind.Alarm, first))!;
        Assert.Equal((HowKnown.Alarm, new DateOnly(2020, 7, 16)), (details.How, details.KnownOn));
        var incident = await scene.City.OpenAsync(details, IncidentSourceKind.Alarm, first, isDrill: false);
        Assert.True(await scene.City.AddSourceAsync(incident.Id, IncidentSourceKind.Alarm, second));

        var alarms = await Portal.As<AlarmService>(Role.Supervisor).ListAsync(new PageRequest(0, 20));
        AssertEach.Of(alarms.Rows, row =>
            Assert.Equal((false, AlarmOutcome.Incident, incident.Id), (row.IsOpen, row.Outcome, row.IncidentId))
        );
        Assert.Equal(2, (await scene.ViewAsync(incident.Id)).Sources.Count);
        await Assert.ThrowsAsync<RuleException>(() => scene.City.OpenAsync(details, IncidentSourceKind.Alarm, first, isDrill: false));
        await Assert.ThrowsAsync<RuleException>(() =>
            Portal.As<AlarmService>(Role.Supervisor).DismissAsync(first, new AlarmRemark { Text = "該当しない" })
        );
        Assert.DoesNotContain(typeof(Alarm).GetMethods().Select(method => method.Name), name =>
            name is not (nameof(Alarm.Dismiss) or nameof(Alarm.Become)) && name.StartsWith("Acknowledge", StringComparison.Ordinal)
        );
    }

    [Fact]
    [Asvs("8.2.2")]
    public async Task Whoever_does_not_see_alarms_cannot_make_one_an_incident_nor_learn_that_it_is_there()
    {
        var alarm = await RaiseAsync();
        var clerk = Portal.As<IncidentService>(Role.BookingStaff);
        Assert.Null(await clerk.PrepareAsync(IncidentSourceKind.Alarm, alarm));
        await Assert.ThrowsAsync<RuleException>(() =>
            clerk.OpenAsync(IncidentScene.Details(), IncidentSourceKind.Alarm, alarm, isDrill: false)
        );
        Assert.Equal(1, await Portal.As<AlarmService>(Role.Supervisor).CountOpenAsync());
    }

    [Fact]
    public async Task Drills_are_counted_apart_and_a_day_of_knowing_that_lies_ahead_is_refused()
    {
        await scene.OpenAsync();
        var drill = await scene.City.OpenAsync(IncidentScene.Details(), IncidentSourceKind.Call, null, isDrill: true);
        Assert.Equal("令和2年度 訓練第1号", drill.Number);
        var ahead = IncidentScene.Details();
        ahead.KnownOn = new DateOnly(2020, 7, 17);
        var refused = await Assert.ThrowsAsync<RuleException>(() =>
            scene.City.OpenAsync(ahead, IncidentSourceKind.Call, null, isDrill: false)
        );
        Assert.Equal(nameof(IncidentDetails.KnownOn), refused.Field);
    }

    [Fact]
    [Asvs("16.3.1")]
    public async Task Every_act_on_an_incident_and_every_look_at_one_is_in_the_log_without_a_word_of_what_was_written()
    {
        var id = await scene.OpenAsync();
        await scene.City.ListAsync(new PageRequest(0, 20));
        await scene.City.AddEventAsync(id, Entry("株式会社例示製作所から電話"));
        await scene.City.AddStepAsync(id, new StepDetails { Title = "例示製作所を訪問" }, scene.Second.Id);
        await scene.City.AssignAsync(id, scene.Second.Id);
        await scene.City.AssignStepAsync((await scene.StepAsync(id, IncidentStepKind.Contain)).Id, scene.Second.Id);
        Assert.False(await scene.City.AssignAsync(id, Portal.Staff[Role.BookingStaff].Id));
        await DecideAsync(id, IncidentState.Handling);

        var log = await Portal.AuditAsync();
        Assert.Superset(
            new HashSet<string>([
                AuditActs.IncidentOpened,
                AuditActs.IncidentsListed,
                AuditActs.IncidentViewed,
                AuditActs.IncidentEventAdded,
                AuditActs.IncidentStepAdded,
                AuditActs.IncidentAssigned,
                AuditActs.IncidentStepAssigned,
                AuditActs.IncidentDecided,
            ]),
            log.Select(row => row.Act).ToHashSet()
        );
        Assert.DoesNotContain(log, row => row.Fields.Contains("例示", StringComparison.Ordinal));
        Assert.False(
            System.Text.Encoding.UTF8.GetString(await Portal.FileAsync()).Contains("例示製作所", StringComparison.Ordinal),
            "What was written lies in clear."
        );
    }

    private async Task DecideAsync(Guid id, IncidentState to) =>
        Assert.True(await scene.City.DecideAsync(id, to, "確認した結果による", (await scene.ViewAsync(id)).Version));

    private EventDetails Entry(string text) =>
        new()
        {
            Kind = IncidentEventKind.Found,
            HappenedOn = Portal.Today,
            HappenedAt = new TimeOnly(11, 20),
            Who = "例示 太郎",
            Text = text,
        };

    /// <summary>Somebody opens a canary.</summary>
    private async Task<Guid> RaiseAsync()
    {
        Portal.Time.Advance(TimeSpan.FromHours(2));
        var canary = await Portal
            .As<CanaryService>(Role.Supervisor)
            .PlantAsync(new BusinessDetails { BusinessName = "見張りの例示商店", Telephone = "075-000-9999" });
        await Portal.As<BusinessService>(Role.BookingStaff).FindAsync(canary);
        return await Portal.ReadAsync(db => db.Alarms.Where(row => row.BusinessId == canary).Select(row => row.Id).SingleAsync());
    }

    private async Task AssertRefusedAsync(string sql, bool isEmpty)
    {
        await using var db = Portal.Database.CreateContext();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        if (!isEmpty)
        {
            var refused = await Assert.ThrowsAsync<SqliteException>(() => command.ExecuteNonQueryAsync());
            Assert.Contains("incident", refused.Message, StringComparison.OrdinalIgnoreCase);
        }
    }
}
