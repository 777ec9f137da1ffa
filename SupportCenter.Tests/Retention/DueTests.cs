using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Drafts;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Retention;
using SupportCenter.Tests.Consultations;
using SupportCenter.Tests.Data;
using SupportCenter.Tests.Documents;

namespace SupportCenter.Tests.Retention;

/// <summary>What falls due when, what keeps it, and what the clock clears away.</summary>
public sealed class DueTests : IAsyncLifetime
{
    private static readonly PageRequest First = new(0, 20);
    private RetentionScene scene = null!;

    private TestPortal Portal => scene.Portal;

    public async Task InitializeAsync() => scene = await RetentionScene.SetAsync();

    public Task DisposeAsync() => scene.DisposeAsync().AsTask();

    [Fact]
    public async Task A_business_is_due_on_the_first_of_April_after_five_years_and_not_on_the_day_before()
    {
        Portal.Time.Set(RetentionScene.FirstDayDue.AddDays(-1));
        Assert.Empty(await NamesAsync(DueFilter.Now));
        Assert.Equal(["株式会社例示製作所"], await NamesAsync(DueFilter.NextYear));

        Portal.Time.Set(RetentionScene.FirstDayDue);
        var row = Assert.Single((await scene.City.ListAsync(DueFilter.Now, First)).Rows);

        Assert.Equal(
            (scene.Business.Id, Portal.Today.AddDays(-1), 1, 0, 0),
            (row.Id, row.KeptUntil, row.Reservations, row.Records, row.Documents)
        );
        Assert.Equal(new DateOnly(2020, 7, 16), row.LastContact);
        Assert.Empty(await NamesAsync(DueFilter.NextYear));
        Assert.Equal(new DueCount(1, 0, new DateOnly(2021, 4, 1), 5), await scene.City.CountAsync());
    }

    [Theory]
    [InlineData("2021-03-31", ReservationStatus.Booked, true)]
    [InlineData("2021-04-01", ReservationStatus.Booked, false)]
    [InlineData("2021-04-01", ReservationStatus.Cancelled, true)]
    [InlineData("2021-04-02", ReservationStatus.Cancelled, false)]
    public async Task An_appointment_counts_by_its_date_and_a_cancelled_one_by_the_day_of_the_call(
        string appointment,
        ReservationStatus status,
        bool isDue
    )
    {
        var business = await scene.CameOnAsync(DateOnly.ParseExact(appointment, "yyyy-MM-dd", null), status: status);
        Portal.Time.Set(RetentionScene.FirstDayDue);

        Assert.Equal(isDue, (await scene.City.ListAsync(DueFilter.Now, First)).Rows.Any(row => row.Id == business.Id));
    }

    [Fact]
    public async Task What_staff_do_with_the_data_is_no_contact_and_a_paper_or_a_call_is_one()
    {
        await scene.IndexBusinessAsync();
        Portal.Time.Set(RetentionScene.FirstDayDue.AddDays(-20));
        await Portal.As<Domain.Businesses.BusinessService>(Role.Supervisor).FindAsync(scene.Business.Id);
        var correction = (await Portal.As<Domain.Businesses.BusinessService>(Role.Supervisor).OpenForCorrectionAsync(scene.Business.Id))!;
        await Portal
            .As<Domain.Businesses.BusinessService>(Role.Supervisor)
            .CorrectAsync(scene.Business.Id, correction.Details, correction.Version);
        Portal.Time.Set(RetentionScene.FirstDayDue);
        Assert.Single(await NamesAsync(DueFilter.Now));

        Portal.Time.Set(RetentionScene.FirstDayDue.AddDays(-10));
        await Portal.As<CallbackService>(Role.BookingStaff).QueueAsync(RetentionScene.Call("０７５（０００）１２３４"));
        Portal.Time.Set(RetentionScene.FirstDayDue);
        Assert.Empty(await NamesAsync(DueFilter.Now));

        Portal.Time.Set(RetentionScene.FirstDayDue.AddYears(6));
        Assert.Single(await NamesAsync(DueFilter.Now));
        Portal.Time.Set(RetentionScene.FirstDayDue.AddYears(5));
        await Portal
            .As<DocumentService>(Role.Supervisor)
            .UploadAsync(DocumentOwner.Business(scene.Business.Id), "試算表.txt", new MemoryStream(DocumentDesk.Letters(900)));
        Portal.Time.Set(RetentionScene.FirstDayDue.AddYears(6));
        Assert.Empty(await NamesAsync(DueFilter.Now));
    }

    [Fact]
    public async Task A_future_booking_keeps_a_business_out_of_the_list()
    {
        await scene.BookOnceMoreAsync(new DateOnly(2026, 4, 20));
        Portal.Time.Set(RetentionScene.FirstDayDue);

        Assert.Empty(await NamesAsync(DueFilter.Now));
    }

    [Fact]
    public async Task A_draft_of_a_record_keeps_a_business_and_is_shown_as_the_reason()
    {
        await scene.Scene.StartAsync();
        Portal.Time.Set(RetentionScene.FirstDayDue);

        Assert.True(Assert.Single((await scene.City.ListAsync(DueFilter.Now, First)).Rows).HasDraft);
        Assert.Equal(0, (await scene.City.CountAsync()).Businesses);
        Assert.Equal(
            RetentionTexts.NothingDue,
            (
                await Assert.ThrowsAsync<RuleException>(() => scene.Disposals.AskAsync(new DisposalDetails { Reason = RetentionScene.Why }))
            ).Message
        );
    }

    [Fact]
    public async Task A_hold_without_a_last_day_keeps_a_business_for_as_long_as_it_is_not_lifted()
    {
        Portal.Time.Set(RetentionScene.FirstDayDue);
        await scene.City.HoldAsync(scene.Business.Id, new HoldDetails { Reason = "係争中のため" });
        Portal.Time.Advance(TimeSpan.FromDays(1000));
        Assert.Equal(0, (await scene.City.CountAsync()).Businesses);
    }

    [Fact]
    public async Task A_hold_keeps_a_business_until_its_last_day_or_until_it_is_lifted_and_both_are_in_the_log()
    {
        Portal.Time.Set(RetentionScene.FirstDayDue);
        await scene.City.HoldAsync(scene.Business.Id, new HoldDetails { Reason = "係争中のため", Until = Portal.Today.AddDays(30) });
        Assert.Equal(
            RetentionTexts.HeldAlready,
            (
                await Assert.ThrowsAsync<RuleException>(() =>
                    scene.City.HoldAsync(scene.Business.Id, new HoldDetails { Reason = "もう一度" })
                )
            ).Message
        );
        var held = Assert.Single((await scene.City.ListAsync(DueFilter.Held, First)).Rows);
        Assert.Equal(("係争中のため", "本市 監督"), (held.Hold!.Reason, held.Hold.PlacedBy));
        Assert.Equal(0, (await scene.City.CountAsync()).Businesses);

        await scene.City.LiftAsync(scene.Business.Id, "和解したため");
        Assert.Equal(1, (await scene.City.CountAsync()).Businesses);

        await scene.City.HoldAsync(scene.Business.Id, new HoldDetails { Reason = "監査のため", Until = Portal.Today.AddDays(30) });
        Portal.Time.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, (await scene.City.CountAsync()).Businesses);
        Portal.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, (await scene.City.CountAsync()).Businesses);
        var acts = (await Portal.AuditAsync()).Where(row => row.SubjectKind == nameof(RetentionHold)).ToList();
        Assert.Equal([AuditActs.HoldPlaced, AuditActs.HoldLifted, AuditActs.HoldPlaced], acts.Select(row => row.Act));
        AssertEach.Of(acts, row => Assert.Equal(scene.Business.Id, Assert.Single(row.Businesses).BusinessId));
    }

    [Fact]
    public async Task A_hold_without_a_reason_or_with_a_day_that_is_over_is_refused_beside_its_field()
    {
        Assert.Equal(
            "Reason",
            (await Assert.ThrowsAsync<RuleException>(() => scene.City.HoldAsync(scene.Business.Id, new HoldDetails { Reason = " " }))).Field
        );
        Assert.Equal(
            "Until",
            (
                await Assert.ThrowsAsync<RuleException>(() =>
                    scene.City.HoldAsync(scene.Business.Id, new HoldDetails { Reason = "係争中", Until = Portal.Today.AddDays(-1) })
                )
            ).Field
        );
        await Assert.ThrowsAsync<RuleException>(() => scene.City.HoldAsync(NewId.Create(), new HoldDetails { Reason = "係争中" }));
        await Assert.ThrowsAsync<RuleException>(() => scene.City.LiftAsync(scene.Business.Id, "なし"));
    }

    [Fact]
    public async Task A_canary_is_never_due()
    {
        await Portal.As<CanaryService>(Role.Supervisor).PlantAsync(new() { BusinessName = "見張りの例示商店", Telephone = "075-000-9001" });
        Portal.Time.Set(RetentionScene.FirstDayDue.AddYears(20));

        var due = await NamesAsync(DueFilter.Now);
        Assert.NotEmpty(due);
        Assert.DoesNotContain("見張りの例示商店", due);
    }

    [Fact]
    public async Task A_caller_who_never_became_a_business_falls_due_from_the_call()
    {
        var calls = Portal.As<CallbackService>(Role.BookingStaff);
        await calls.QueueAsync(RetentionScene.Call("075-000-7777"));
        Portal.Time.Set(RetentionScene.FirstDayDue.AddDays(-1));
        Assert.Equal(0, (await scene.City.CountAsync()).Callbacks);

        Portal.Time.Set(RetentionScene.FirstDayDue);
        Assert.Equal(1, (await scene.City.CountAsync()).Callbacks);

        // One that was entered before there was a key is found out in time.
        await Portal.ReadAsync(db => db.Callbacks.ExecuteUpdateAsync(set => set.SetProperty(row => row.TelephoneKey, (byte[]?)null)));
        Assert.Equal(0, (await scene.City.CountAsync()).Callbacks);
        await Portal.As<RetentionService>(CallerIdentity.Console).TidyAsync();
        Assert.Equal(1, (await scene.City.CountAsync()).Callbacks);
    }

    [Fact]
    public async Task The_date_that_is_shown_and_the_date_that_is_searched_by_agree_for_any_mixture_of_contacts()
    {
        var random = new Random(20200716);
        for (var n = 0; n < 40; n++)
        {
            var day = new DateOnly(2021, 4, 1).AddDays(random.Next(-3, 3));
            await scene.CameOnAsync(
                day,
                $"例示{n}商店",
                $"075-000-{1000 + n}",
                random.Next(3) == 0 ? ReservationStatus.Cancelled : ReservationStatus.Booked
            );
        }

        var contacts = await Portal.ReadAsync(db => LastContacts.Of(db, db.Businesses).ToListAsync());
        foreach (var day in Enumerable.Range(-5, 10).Select(offset => new DateOnly(2021, 4, 1).AddDays(offset)))
        {
            var silent = await Portal.ReadAsync(db => db.Businesses.SilentSince(db, day).Select(row => row.Id).ToListAsync());
            Assert.Equal(contacts.Where(row => row.Last < day).Select(row => row.BusinessId).Order(), silent.Order());
        }
    }

    [Fact]
    public async Task A_page_of_the_list_takes_as_many_statements_for_twenty_businesses_as_for_one()
    {
        Portal.Time.Set(RetentionScene.FirstDayDue);
        var one = await SentAsync();
        for (var n = 0; n < 25; n++)
        {
            await scene.CameOnAsync(new DateOnly(2020, 9, 1).AddDays(n), $"例示{n}商店", $"075-000-{2000 + n}");
        }

        Assert.Equal(20, (await scene.City.ListAsync(DueFilter.Now, First)).Rows.Count);
        Assert.Equal(one, await SentAsync());
        var second = await scene.City.ListAsync(DueFilter.Now, new PageRequest(20, 20));
        Assert.Equal((6, 26), (second.Rows.Count, second.Count));
    }

    [Fact]
    public async Task Counting_reads_through_one_table_at_most_and_looks_the_others_up_in_their_indexes()
    {
        var counted = (await SentStatements.DuringAsync(() => scene.City.CountAsync()))
            .Where(sql => sql.Contains("COUNT(*)", StringComparison.Ordinal))
            .ToList();

        Assert.Equal(2, counted.Count);
        foreach (var sql in counted)
        {
            var steps = await SentStatements.PlanAsync(Portal, sql);
            // What was found so far is gone through as well; it is no table.
            var found = steps
                .Where(step => step.Text.StartsWith("CO-ROUTINE ", StringComparison.Ordinal))
                .Select(step => step.Text.Replace("CO-ROUTINE", "SCAN", StringComparison.Ordinal));
            Assert.InRange(
                steps.Select(step => step.Text).Except(found).Count(step => step.StartsWith("SCAN ", StringComparison.Ordinal)),
                0,
                1
            );
        }
    }

    [Fact]
    [Asvs("14.2.7")]
    public async Task Sign_ins_that_ended_long_ago_are_forgotten_and_those_of_the_last_months_stay()
    {
        var now = Portal.Time.GetUtcNow().UtcDateTime;
        StaffSession Ended(int daysAgo)
        {
            var session = new StaffSession(Portal.Staff[Role.Auditor], StaffSession.NewKey(), now.AddDays(-daysAgo), Portal.Sessions);
            session.Finish(SessionEnd.SignedOut, now.AddDays(-daysAgo));
            return session;
        }

        var (old, young) = (Ended(401), Ended(399));
        // Known members of staff are given; the rows alone are new.
        await Portal.ReadAsync(async db =>
        {
            db.BeforeSave = _ => Task.CompletedTask;
            db.AttachRange(Portal.Staff.Values);
            db.Sessions.AddRange(old, young);
            return await db.SaveChangesAsync();
        });

        Assert.Equal(1, await Portal.As<RetentionService>(CallerIdentity.Console).TidyAsync());

        Assert.Equal(
            [young.Id],
            await Portal.ReadAsync(db => db.Sessions.Where(row => row.EndedAtUtc != null).Select(row => row.Id).ToListAsync())
        );
        Assert.Single(await Portal.AuditAsync(), row => row.Act == AuditActs.SessionsForgotten);
        Assert.Equal(0, await Portal.As<RetentionService>(CallerIdentity.Console).TidyAsync());
    }

    [Fact]
    public async Task What_was_typed_and_never_saved_goes_when_the_whole_period_is_over()
    {
        await Portal.As<DraftService>(Role.BookingStaff).SaveAsync("reservation:new", "{}");
        Portal.Time.Set(RetentionScene.FirstDayDue.AddDays(-1));
        await Portal.As<RetentionService>(CallerIdentity.Console).TidyAsync();
        Assert.Equal(1, await Portal.ReadAsync(db => db.Drafts.CountAsync()));

        Portal.Time.Set(RetentionScene.FirstDayDue);
        await Portal.As<RetentionService>(CallerIdentity.Console).TidyAsync();
        Assert.Equal(0, await Portal.ReadAsync(db => db.Drafts.CountAsync()));
    }

    private async Task<IReadOnlyList<string>> NamesAsync(DueFilter filter) =>
        [.. (await scene.City.ListAsync(filter, First)).Rows.Select(row => row.Name)];

    private async Task<int> SentAsync()
    {
        var city = scene.City;
        await city.ListAsync(DueFilter.Now, First);
        return (await SentStatements.DuringAsync(() => city.ListAsync(DueFilter.Now, First))).Count;
    }
}
