using System.Text;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Handovers;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;
using SupportCenter.Tests.Consultations;

namespace SupportCenter.Tests.Handovers;

/// <summary>申し送り: who sees which, on which day, and what the log says of it.</summary>
public sealed class HandoverTests : IAsyncLifetime
{
    private const string Text = "相続の件は次回に。控えの写しをお渡しする。";
    private ConsultationScene scene = null!;

    private TestPortal Portal => scene.Portal;

    public async Task InitializeAsync() => scene = await ConsultationScene.SetAsync();

    public Task DisposeAsync() => scene.DisposeAsync().AsTask();

    [Fact]
    public async Task What_is_handed_to_tomorrows_clinic_is_first_on_the_page_of_who_sits_there()
    {
        var tomorrow = Make.Clinic(await VenueAsync(), Portal.Today.AddDays(1), scene.Stranger);
        await Portal.AddAsync(tomorrow);
        await WriteAsync(Role.Scrivener, new HandoverDetails { Text = Text, ClinicId = tomorrow.Id });
        Assert.Empty(await Portal.As<HandoverService>(scene.Colleague).OfTodayAsync());

        Portal.Time.Advance(TimeSpan.FromDays(1));

        var row = Assert.Single(await Portal.As<HandoverService>(scene.Stranger).OfTodayAsync());
        Assert.Equal((Text, "行政書士 見本一", tomorrow.Date), (row.Text, row.WrittenBy, row.DueOn));
        Assert.Equal([row.Id], (await Portal.As<HandoverService>(scene.Stranger).OfClinicAsync(tomorrow.Id)).Select(one => one.Id));
        Assert.True(await Portal.As<HandoverService>(scene.Stranger).FinishAsync(row.Id));
        Assert.Empty(await Portal.As<HandoverService>(scene.Stranger).OfTodayAsync());
    }

    [Fact]
    [Asvs("8.2.2")]
    public async Task A_scrivener_sees_those_of_own_clinics_and_of_businesses_met_and_no_others()
    {
        var met = await WriteAsync(Role.Supervisor, new HandoverDetails { Text = "事業者の件", BusinessId = scene.Business.Id });
        var visit = await WriteAsync(Role.Supervisor, new HandoverDetails { Text = "予約の件", ReservationId = scene.Reservation.Id });
        var clinic = await WriteAsync(Role.Supervisor, new HandoverDetails { Text = "会場の件", ClinicId = scene.Clinic.Id });
        var venue = await WriteAsync(Role.Supervisor, new HandoverDetails { Text = "机の件", VenueId = scene.Clinic.VenueId });
        var all = new HashSet<Guid> { met, visit, clinic, venue };

        Assert.Equal(all, await SeenAsync(Portal.Staff[Role.Scrivener]));
        Assert.Equal(all, await SeenAsync(scene.Colleague));
        Assert.Equal([], await SeenAsync(scene.Stranger));
        Assert.Equal(all, await SeenAsync(Portal.Staff[Role.Supervisor]));
        foreach (var id in all)
        {
            Assert.False(await Portal.As<HandoverService>(scene.Stranger).FinishAsync(id));
        }

        Assert.Empty(await Portal.As<HandoverService>(scene.Stranger).OfBusinessAsync(scene.Business.Id));
        Assert.Empty(await Portal.As<HandoverService>(scene.Stranger).OfClinicAsync(scene.Clinic.Id));
    }

    [Fact]
    [Asvs("8.2.3")]
    public async Task Reception_sees_those_that_somebody_lets_it_read()
    {
        await WriteAsync(Role.Scrivener, new HandoverDetails { Text = Text, ReservationId = scene.Reservation.Id });
        var open = new HandoverDetails
        {
            Text = "電話で控えを頼む",
            ReservationId = scene.Reservation.Id,
            IsForReception = true,
        };
        var forReception = await WriteAsync(Role.Scrivener, open);

        Assert.Equal([forReception], await SeenAsync(Portal.Staff[Role.BookingStaff]));
        var sheet = await Portal.As<ReservationPrintService>(Role.BookingStaff).DaySheetAsync(scene.Clinic.Id);
        Assert.Equal(["電話で控えを頼む"], sheet!.Handovers.Select(row => row.Text));
        Assert.Equal(2, (await Portal.As<ReservationPrintService>(Role.Scrivener).DaySheetAsync(scene.Clinic.Id))!.Handovers.Count);
    }

    [Fact]
    [Asvs("8.2.2")]
    public async Task Nobody_hands_over_about_whom_they_cannot_see()
    {
        var theirs = Portal.As<HandoverWritingService>(scene.Stranger);
        Assert.Null(await theirs.WriteAsync(new HandoverDetails { Text = Text, BusinessId = scene.Business.Id }));
        Assert.Null(await theirs.WriteAsync(new HandoverDetails { Text = Text, ReservationId = scene.Reservation.Id }));
        var call = await Portal
            .As<CallbackService>(Role.BookingStaff)
            .QueueAsync(new CallbackDetails { BusinessName = "見本商店", Telephone = "075-000-7777" });
        Assert.Null(await theirs.WriteAsync(new HandoverDetails { Text = Text, CallbackId = call }));

        var mine = await WriteAsync(
            Role.BookingStaff,
            new HandoverDetails
            {
                Text = Text,
                CallbackId = call,
                IsForReception = true,
            }
        );
        Assert.Equal("見本商店", (await ListAsync(Portal.Staff[Role.Supervisor])).Rows.Single(row => row.Id == mine).BusinessName);
        Assert.Empty(await ActsAsync(AuditActs.HandoverWritten, scene.Stranger.Id));
    }

    [Fact]
    public async Task Whoever_is_charged_with_it_has_to_be_able_to_see_it()
    {
        await RefusedAsync(
            new HandoverDetails { ReservationId = scene.Reservation.Id, OwnerId = scene.Stranger.Id },
            HandoverTexts.OwnerDoesNotSee,
            nameof(HandoverDetails.OwnerId)
        );
        await RefusedAsync(
            new HandoverDetails { ReservationId = scene.Reservation.Id, OwnerId = Portal.Staff[Role.BookingStaff].Id },
            HandoverTexts.OwnerIsReception,
            nameof(HandoverDetails.IsForReception)
        );
        await RefusedAsync(
            new HandoverDetails { ReservationId = scene.Reservation.Id, OwnerId = Portal.Staff[Role.Auditor].Id },
            HandoverTexts.OwnerMissing,
            nameof(HandoverDetails.OwnerId)
        );

        var id = await WriteAsync(
            Role.Supervisor,
            new HandoverDetails
            {
                Text = Text,
                ReservationId = scene.Reservation.Id,
                OwnerId = scene.Colleague.Id,
            }
        );
        Assert.True((await Portal.As<HandoverService>(scene.Colleague).OfTodayAsync()).Single(row => row.Id == id).IsMineToDo);
    }

    [Fact]
    public async Task A_place_is_needed_and_a_day_that_is_to_come()
    {
        await RefusedAsync(new HandoverDetails(), HandoverTexts.PlaceNeeded, nameof(HandoverDetails.ClinicId));
        await RefusedAsync(
            new HandoverDetails { ClinicId = scene.Clinic.Id, VenueId = scene.Clinic.VenueId },
            HandoverTexts.PlaceNeeded,
            nameof(HandoverDetails.ClinicId)
        );
        await RefusedAsync(
            new HandoverDetails { ClinicId = scene.Clinic.Id, DueOn = Portal.Today.AddDays(-1) },
            HandoverTexts.DueOver,
            nameof(HandoverDetails.DueOn)
        );
        Portal.Time.Advance(TimeSpan.FromDays(1));
        await RefusedAsync(new HandoverDetails { ClinicId = scene.Clinic.Id }, HandoverTexts.ClinicOver, nameof(HandoverDetails.ClinicId));
    }

    [Fact]
    public async Task What_is_about_a_business_is_on_the_day_on_which_it_comes_next()
    {
        var next = Make.Clinic(await VenueAsync(), Portal.Today.AddDays(7), scene.Stranger);
        await Portal.AddAsync(next);
        await scene.BookAsync(0, next);
        var id = await WriteAsync(Role.Supervisor, new HandoverDetails { Text = Text, BusinessId = scene.Business.Id });

        Assert.Equal([id], (await Portal.As<HandoverService>(scene.Stranger).OfClinicAsync(next.Id)).Select(row => row.Id));
    }

    [Fact]
    public async Task It_is_done_once_and_can_be_taken_up_again()
    {
        var id = await WriteAsync(Role.Scrivener, new HandoverDetails { Text = Text, ClinicId = scene.Clinic.Id });
        var theirs = Portal.As<HandoverService>(scene.Colleague);
        Assert.True(await theirs.FinishAsync(id));
        Assert.Equal(
            HandoverTexts.DoneBefore,
            (await Assert.ThrowsAsync<RuleException>(() => Portal.As<HandoverService>(Role.Scrivener).FinishAsync(id))).Message
        );
        var done = Assert.Single((await ListAsync(Portal.Staff[Role.Scrivener], done: true)).Rows);
        Assert.Equal("行政書士 例示二子", done.DoneBy);

        Assert.True(await Portal.As<HandoverService>(Role.Scrivener).ReopenAsync(id));

        Assert.Single((await ListAsync(scene.Colleague)).Rows);
        Assert.Single(await ActsAsync(AuditActs.HandoverReopened));
    }

    [Fact]
    [Asvs("11.3.3")]
    public async Task The_text_lies_encrypted_and_is_found_by_its_pieces()
    {
        await WriteAsync(Role.Scrivener, new HandoverDetails { Text = Text, ClinicId = scene.Clinic.Id });
        await WriteAsync(Role.Scrivener, new HandoverDetails { Text = "次回の控え", ClinicId = scene.Clinic.Id });

        Assert.Equal([Text], (await ListAsync(scene.Colleague, "控えの写し")).Rows.Select(row => row.Text));
        Assert.Empty((await ListAsync(scene.Colleague, "写しの控え")).Rows);
        Assert.Empty((await ListAsync(scene.Stranger, "控え")).Rows);
        Assert.Equal(2, (await ListAsync(scene.Colleague, "控え")).Count);
        Assert.Equal(-1, (await Portal.FileAsync()).AsSpan().IndexOf(Encoding.UTF8.GetBytes("相続の件")));
    }

    [Fact]
    [Asvs("16.3.2")]
    public async Task Each_that_is_shown_or_printed_is_in_the_ledger_of_its_business_once_a_screen()
    {
        var id = await WriteAsync(Role.Scrivener, new HandoverDetails { Text = Text, ReservationId = scene.Reservation.Id });
        var screen = Portal.As<HandoverService>(scene.Colleague);
        await screen.OfTodayAsync();
        await screen.OfClinicAsync(scene.Clinic.Id);
        await Portal.As<ReservationPrintService>(scene.Colleague).DaySheetAsync(scene.Clinic.Id);

        var rows = (await Portal.AuditAsync()).Where(row => row.SubjectId == id).ToList();
        Assert.Equal([AuditActs.HandoverWritten, AuditActs.HandoversListed, AuditActs.DaySheetPrinted], rows.Select(row => row.Act));
        AssertEach.Of(rows, row => Assert.Equal([scene.Business.Id], row.Businesses.Select(one => one.BusinessId)));
    }

    private async Task RefusedAsync(HandoverDetails details, string sentence, string field)
    {
        details.Text = Text;
        var refused = await Assert.ThrowsAsync<RuleException>(() => Portal.As<HandoverWritingService>(Role.Supervisor).WriteAsync(details));
        Assert.Equal((sentence, field), (refused.Message, refused.Field));
    }

    private async Task<Guid> WriteAsync(Role role, HandoverDetails details) =>
        (await Portal.As<HandoverWritingService>(role).WriteAsync(details))!.Value;

    private async Task<Venue> VenueAsync()
    {
        var venue = Make.Venue("左京区役所", Domain.Text.Ward.Sakyo);
        await Portal.AddAsync(venue);
        return venue;
    }

    private Task<Page<HandoverRow>> ListAsync(StaffMember person, string? search = null, bool done = false) =>
        Portal.As<HandoverService>(person).ListAsync(new HandoverFilter(search, done), new PageRequest(0, 50));

    private async Task<HashSet<Guid>> SeenAsync(StaffMember person) => [.. (await ListAsync(person)).Rows.Select(row => row.Id)];

    private async Task<IReadOnlyList<AuditEntry>> ActsAsync(string act, Guid? by = null) =>
        [.. (await Portal.AuditAsync()).Where(row => row.Act == act && (by is null || row.ActorId == by))];
}
