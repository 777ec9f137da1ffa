using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Tests.Consultations;

public sealed class ConsultationServiceTests
{
    [Fact]
    public async Task Beginning_the_record_marks_the_client_as_arrived_and_beginning_again_opens_the_same_record()
    {
        await using var scene = await ConsultationScene.SetAsync();

        var first = await scene.Mine.StartAsync(scene.Reservation.Id);
        var again = await scene.Mine.StartAsync(scene.Reservation.Id);
        var colleagues = await scene.Portal.As<ConsultationService>(scene.Colleague).StartAsync(scene.Reservation.Id);

        Assert.NotNull(first);
        Assert.Equal((first, first), (again, colleagues));
        var view = (await scene.Mine.FindAsync(first.Value))!;
        Assert.Equal(
            (ReservationStatus.Arrived, RecordStatus.Draft, "行政書士 見本一"),
            (view.Booked.Status, view.Status, view.ScrivenerName)
        );
    }

    [Fact]
    public async Task Two_who_begin_at_the_same_moment_get_the_same_record()
    {
        await using var scene = await ConsultationScene.SetAsync();

        var ids = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i =>
                    Task.Run(() =>
                        scene
                            .Portal.As<ConsultationService>(i % 2 == 0 ? scene.Portal.Staff[Role.Scrivener] : scene.Colleague)
                            .StartAsync(scene.Reservation.Id)
                    )
                )
        );

        Assert.Single(ids.Distinct());
        Assert.Equal(1, await scene.Portal.ReadAsync(db => db.Records.CountAsync()));
    }

    [Fact]
    public async Task A_cancelled_reservation_gets_no_record()
    {
        await using var scene = await ConsultationScene.SetAsync();
        await scene.Portal.ReadAsync(db =>
            db.Reservations.ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, ReservationStatus.Cancelled))
        );

        var refused = await Assert.ThrowsAsync<RuleException>(() => scene.Mine.StartAsync(scene.Reservation.Id));

        Assert.Equal(ConsultationTexts.ReservationCancelled, refused.Message);
        Assert.Equal(0, await scene.Portal.ReadAsync(db => db.Records.CountAsync()));
    }

    [Fact]
    [Asvs("8.2.2")]
    public async Task A_reservation_of_another_clinic_cannot_be_begun()
    {
        await using var scene = await ConsultationScene.SetAsync();
        Assert.Null(await scene.Portal.As<ConsultationService>(scene.Stranger).StartAsync(scene.Reservation.Id));
    }

    [Fact]
    public async Task What_was_booked_stands_above_the_form_with_the_telephone_masked_and_the_questions_of_the_day()
    {
        await using var scene = await ConsultationScene.SetAsync();

        var booked = (await scene.StartAsync()).Booked;

        Assert.Equal(
            ("株式会社例示製作所", "見本 花子", "中京区役所", "製造業", 12),
            (booked.BusinessName, booked.ContactName, booked.VenueName, booked.Industry, booked.EmployeeCount)
        );
        Assert.DoesNotContain("1234", booked.Telephone, StringComparison.Ordinal);
        Assert.Equal(
            ["持続化給付金の申請をしておりますか？", "コロナ関連の融資を利用していますか？"],
            booked.Questions.Select(question => question.Text)
        );
        AssertEach.Of(booked.Questions, question => Assert.Equal(Answer.Unknown, question.Answer));
    }

    [Fact]
    [Asvs("14.2.6")]
    public async Task Only_the_printed_sheet_has_the_whole_number_and_printing_is_recorded()
    {
        await using var scene = await ConsultationScene.SetAsync();
        var id = (await scene.StartAsync()).Id;

        Assert.Equal("075-000-1234", (await scene.Mine.PrintAsync(id))!.Booked.Telephone);

        Assert.Equal(id, Assert.Single(await scene.ActsAsync(AuditActs.RecordPrinted)).SubjectId);
    }

    [Fact]
    public async Task A_view_is_in_the_ledger_of_the_business_before_anything_is_shown()
    {
        await using var scene = await ConsultationScene.SetAsync();
        var id = (await scene.StartAsync()).Id;

        await scene.City.FindAsync(id);

        var row = (await scene.ActsAsync(AuditActs.RecordViewed))[^1];
        Assert.Equal((id, "Supervisor", scene.Business.Id), (row.SubjectId, row.ActorRole, Assert.Single(row.Businesses).BusinessId));
    }

    [Fact]
    public async Task Every_field_comes_back_as_it_was_saved_with_ends_trimmed_and_empty_rows_left_out()
    {
        await using var scene = await ConsultationScene.SetAsync();
        var opened = await scene.StartAsync();
        var details = ConsultationScene.Complete("　髙﨑𠮷のご相談\r\n二行目  ");
        details.Topics |= Topics.Other;
        details.OtherTopic = "事業承継";
        details.Troubles |= Troubles.Other;
        details.OtherTrouble = "人手不足";
        details.CityMeasure = "例示支援";
        details.OtherMeasure = "例示融資";
        details.Remarks = " ";
        details.MeasureIds = [.. opened.Measures.Select(measure => measure.Id)];
        details.Guidance.Add(new GuidanceRow { Measure = "  " });

        var outcome = await scene.Mine.SaveAsync(opened.Id, details, opened.Version);

        Assert.Null(outcome!.Conflict);
        var read = (await scene.Mine.FindAsync(opened.Id))!;
        Assert.Equal(outcome.Version, read.Version);
        Assert.Equal("髙﨑𠮷のご相談\n二行目", read.Details.Summary);
        Assert.Equal(
            ("事業承継", "人手不足", "例示支援", "例示融資", null),
            (read.Details.OtherTopic, read.Details.OtherTrouble, read.Details.CityMeasure, read.Details.OtherMeasure, read.Details.Remarks)
        );
        Assert.Equal(
            (38, ClientCategory.SmallBusiness, SalesDecline.FiftyPercent),
            (read.Details.Minutes(), read.Details.ClientCategory, read.Details.SalesDecline)
        );
        Assert.Equal(9, read.Details.MeasureIds.Count);
        Assert.Equal("中小企業雇用継続緊急支援センター", Assert.Single(read.Details.Guidance).Referral);
    }

    [Fact]
    public async Task Handing_in_completes_the_reservation_and_the_city_confirms()
    {
        await using var scene = await ConsultationScene.SetAsync();
        var opened = await scene.StartAsync();

        var handedIn = await scene.Mine.SubmitAsync(opened.Id, ConsultationScene.Complete(), opened.Version);
        var waiting = (await scene.City.FindAsync(opened.Id))!;
        Assert.True(await scene.City.ConfirmAsync(opened.Id, waiting.Version));

        Assert.Equal(RecordStatus.Submitted, handedIn!.Status);
        Assert.Equal((ReservationStatus.Completed, true, false), (waiting.Booked.Status, waiting.MayConfirm, waiting.MayWrite));
        var read = (await scene.City.FindAsync(opened.Id))!;
        Assert.Equal((RecordStatus.Confirmed, "本市 監督", false), (read.Status, read.ConfirmedBy, read.MayConfirm));
    }

    [Fact]
    public async Task A_record_that_lacks_what_the_city_needs_is_not_handed_in_and_nothing_of_it_is_stored()
    {
        await using var scene = await ConsultationScene.SetAsync();
        var opened = await scene.StartAsync();
        (Action<ConsultationDetails> Leave, string Field)[] gaps =
        [
            (details => details.EndedAt = null, nameof(ConsultationDetails.StartedAt)),
            (details => details.ClientCategory = null, nameof(ConsultationDetails.ClientCategory)),
            (details => details.Summary = " 　", nameof(ConsultationDetails.Summary)),
        ];

        foreach (var (leave, field) in gaps)
        {
            var details = ConsultationScene.Complete();
            leave(details);
            Assert.Equal(
                field,
                (await Assert.ThrowsAsync<RuleException>(() => scene.Mine.SubmitAsync(opened.Id, details, opened.Version))).Field
            );
        }

        var read = (await scene.Mine.FindAsync(opened.Id))!;
        Assert.Equal(
            (RecordStatus.Draft, opened.Version, null, ReservationStatus.Arrived),
            (read.Status, read.Version, read.Details.Summary, read.Booked.Status)
        );
    }

    [Fact]
    public async Task Handing_in_twice_or_confirming_a_draft_is_refused()
    {
        await using var scene = await ConsultationScene.SetAsync();
        var opened = await scene.StartAsync();
        await Assert.ThrowsAsync<RuleException>(() => scene.City.ConfirmAsync(opened.Id, opened.Version));
        var handedIn = await scene.Mine.SubmitAsync(opened.Id, ConsultationScene.Complete(), opened.Version);

        await Assert.ThrowsAsync<RuleException>(() =>
            scene.Mine.SubmitAsync(opened.Id, ConsultationScene.Complete("別の文"), handedIn!.Version)
        );
    }

    [Fact]
    public async Task The_city_does_not_confirm_a_text_that_was_changed_while_it_was_read()
    {
        await using var scene = await ConsultationScene.SetAsync();
        var opened = await scene.StartAsync();
        var read = await scene.Mine.SubmitAsync(opened.Id, ConsultationScene.Complete(), opened.Version);
        await scene.Mine.SaveAsync(opened.Id, ConsultationScene.Complete("直した文"), read!.Version);

        var refused = await Assert.ThrowsAsync<RuleException>(() => scene.City.ConfirmAsync(opened.Id, read.Version));

        Assert.Equal(ConsultationTexts.ChangedMeanwhile, refused.Message);
    }

    [Fact]
    public async Task A_change_after_handing_in_keeps_the_earlier_text_with_who_when_and_what_and_waits_for_the_city_again()
    {
        await using var scene = await ConsultationScene.SetAsync();
        var opened = await scene.StartAsync();
        var version = (await scene.Mine.SubmitAsync(opened.Id, ConsultationScene.Complete("一"), opened.Version))!.Version;
        await scene.City.ConfirmAsync(opened.Id, version);
        version = (await scene.City.FindAsync(opened.Id))!.Version;
        scene.Portal.Time.Advance(TimeSpan.FromHours(1));

        var changed = await scene
            .Portal.As<ConsultationService>(scene.Colleague)
            .SaveAsync(opened.Id, ConsultationScene.Complete("二"), version);
        await scene.Mine.SaveAsync(opened.Id, ConsultationScene.Complete("三"), changed!.Version);

        Assert.Equal(RecordStatus.Submitted, changed.Status);
        var versions = (await scene.City.VersionsAsync(opened.Id))!;
        Assert.Equal(
            [("二", "三", "行政書士 見本一"), ("一", "二", "行政書士 例示二子")],
            versions.Select(row => (row.Before.Summary!, row.After.Summary!, row.ReplacedBy))
        );
        AssertEach.Of(versions, row => Assert.Equal([nameof(ConsultationDetails.Summary)], row.ChangedFields));
        Assert.Equal(scene.Portal.Time.GetUtcNow().UtcDateTime, versions[0].ReplacedAtUtc);
    }

    [Fact]
    public async Task Saving_the_same_text_again_neither_keeps_a_version_nor_takes_the_confirmation_away()
    {
        await using var scene = await ConsultationScene.SetAsync();
        var opened = await scene.StartAsync();
        var version = (await scene.Mine.SubmitAsync(opened.Id, ConsultationScene.Complete(), opened.Version))!.Version;
        await scene.City.ConfirmAsync(opened.Id, version);

        // The scrivener's page still names the version before the confirmation.
        var outcome = await scene.Mine.SaveAsync(opened.Id, ConsultationScene.Complete(), version);

        Assert.Equal((RecordStatus.Confirmed, null), (outcome!.Status, outcome.Conflict));
        Assert.Empty((await scene.Mine.VersionsAsync(opened.Id))!);
    }

    [Fact]
    public async Task The_second_of_two_editors_sees_the_first_ones_text_and_nothing_of_either_is_lost()
    {
        await using var scene = await ConsultationScene.SetAsync();
        var opened = await scene.StartAsync();
        await scene
            .Portal.As<ConsultationService>(scene.Colleague)
            .SaveAsync(opened.Id, ConsultationScene.Complete("同僚の文"), opened.Version);
        var mine = ConsultationScene.Complete("私の文");
        mine.Remarks = "私の備考";

        var outcome = await scene.Mine.SaveAsync(opened.Id, mine, opened.Version);

        var conflict = outcome!.Conflict!;
        Assert.Equal(("同僚の文", "行政書士 例示二子"), (conflict.Theirs.Summary, conflict.SavedBy));
        Assert.Equal([nameof(ConsultationDetails.Summary), nameof(ConsultationDetails.Remarks)], conflict.DifferentFields);
        Assert.Equal("同僚の文", (await scene.Mine.FindAsync(opened.Id))!.Details.Summary);

        // What the person chose is saved under the version that the comparison named.
        Assert.Null((await scene.Mine.SaveAsync(opened.Id, mine, conflict.Version))!.Conflict);
        Assert.Equal("私の文", (await scene.Mine.FindAsync(opened.Id))!.Details.Summary);
    }

    [Fact]
    public async Task Two_who_save_at_the_same_moment_never_overwrite_each_other()
    {
        await using var scene = await ConsultationScene.SetAsync();
        var opened = await scene.StartAsync();

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i =>
                    Task.Run(() =>
                        scene
                            .Portal.As<ConsultationService>(Role.Scrivener)
                            .SaveAsync(opened.Id, ConsultationScene.Complete($"文{i}"), opened.Version)
                    )
                )
        );

        Assert.Single(outcomes, outcome => outcome!.Conflict is null);
        Assert.Equal(5, outcomes.Count(outcome => outcome!.Conflict is { DifferentFields: [nameof(ConsultationDetails.Summary)] }));
    }
}
