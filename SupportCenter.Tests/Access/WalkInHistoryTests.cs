using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Workspace;
using SupportCenter.Tests.Documents;
using SupportCenter.Tests.Reservations;

namespace SupportCenter.Tests.Access;

/// <summary>Whoever knows a name and a number cannot open what that business confided to somebody else.</summary>
public sealed class WalkInHistoryTests : IAsyncLifetime
{
    private static readonly PageRequest FirstPage = new(0, 20);
    private readonly StaffMember curious = Make.Staff(Role.Scrivener, "行政書士 例示二");
    private TestPortal portal = null!;
    private Guid business;
    private Guid earlier;
    private Guid paper;
    private Clinic today = null!;

    /// <summary>A business that confided a record and a paper to a scrivener last week; another scrivener has a desk today.</summary>
    public async Task InitializeAsync()
    {
        portal = await TestPortal.StartAsync();
        var venue = Make.Venue();
        var lastWeek = Make.Clinic(venue, portal.Today, portal.Staff[Role.Scrivener]);
        today = Make.Clinic(venue, portal.Today.AddDays(7), curious);
        await portal.AddAsync(curious, venue, lastWeek, today);
        var visit = (await portal.As<BookingService>(Role.BookingStaff).BookAsync(BookingTestCentre.Input(lastWeek.Slots[0]))).Booked!;
        earlier = (await portal.As<ConsultationService>(Role.Scrivener).StartAsync(visit.Id))!.Value;
        business = await portal.ReadAsync(db => db.Businesses.Select(row => row.Id).SingleAsync());
        paper = (
            await portal
                .As<DocumentService>(Role.Supervisor)
                .UploadAsync(DocumentOwner.Business(business), "決算書.txt", new MemoryStream(DocumentDesk.Letters(900)))
        )!.Id;
        portal.Time.Advance(new TimeSpan(7, 4, 12, 0)); // 14:12: the first of three slots is over.
    }

    public async Task DisposeAsync() => await portal.DisposeAsync();

    [Fact]
    [Asvs("8.2.2")]
    public async Task A_walk_in_that_a_scrivener_receives_opens_nothing_of_what_the_business_said_earlier()
    {
        var came = await ReceiveAsync(curious);

        await AssertClosedAsync();
        Assert.Equal(1, came.VisitNumber);
        var view = (await portal.As<ReservationService>(curious).FindAsync(came.Id))!;
        Assert.False(view.AwaitsLink || view.IsBusinessOpen);
        var page = await portal.As<ReservationListService>(curious).ListAsync(new ReservationFilter(), new PageRequest(0, 50));
        Assert.False(page.Rows.Single(row => row.Id == came.Id).IsBusinessOpen);
        var whole = await portal.As<ReservationListService>(Role.BookingStaff).ListAsync(new ReservationFilter(), new PageRequest(0, 50));
        Assert.True(whole.Rows.Single(row => row.Id == came.Id).IsBusinessOpen);
        Assert.DoesNotContain(view.History, step => step.Act == ReservationAct.Attached);
    }

    [Fact]
    [Asvs("8.2.2")]
    public async Task A_business_that_was_never_here_looks_just_the_same_to_the_scrivener()
    {
        var known = await ReceiveAsync(curious);
        var unknown = (
            await portal
                .As<BookingService>(curious)
                .WalkInAsync(today.Id, BookingTestCentre.Input(today.Slots[2], Make.Details("初めての店", "075-000-7777")))
        ).Booked!;

        var views = new List<ReservationView>();
        foreach (var id in new[] { known.Id, unknown.Id })
        {
            views.Add((await portal.As<ReservationService>(curious).FindAsync(id))!);
        }

        Assert.Equal(
            (views[0].AwaitsLink, views[0].IsBusinessOpen, views[0].VisitNumber),
            (views[1].AwaitsLink, views[1].IsBusinessOpen, views[1].VisitNumber)
        );
        Assert.Equal(views[0].History.Select(step => step.Act), views[1].History.Select(step => step.Act));
    }

    [Fact]
    [Asvs("8.2.2")]
    public async Task A_search_finds_what_was_said_at_the_visit_and_tells_nothing_that_the_business_said_elsewhere()
    {
        var details = Make.Details(contact: "来訪 太郎");
        var came = (
            await portal.As<BookingService>(curious).WalkInAsync(today.Id, BookingTestCentre.Input(today.Slots[1], details))
        ).Booked!;
        var record = (await portal.As<ConsultationService>(curious).StartAsync(came.Id))!.Value;

        foreach (
            var (text, isFound) in new[] { ("花子", false), ("見本 花子", false), ("太郎", true), ("例示製作所", true), ("1234", true) }
        )
        {
            var rows = await portal.As<ReservationListService>(curious).ListAsync(new ReservationFilter { Search = text }, FirstPage);
            Assert.Equal(isFound ? [came.Id] : [], rows.Rows.Select(row => row.Id));
            var records = await portal.As<ConsultationListService>(curious).ListAsync(new ConsultationFilter { Search = text }, FirstPage);
            Assert.Equal(isFound ? [record] : [], records.Rows.Select(row => row.Id));
        }

        await portal.As<ReservationService>(Role.BookingStaff).LinkAsync(came.Id);
        var open = await portal.As<ReservationListService>(curious).ListAsync(new ReservationFilter { Search = "花子" }, FirstPage);
        Assert.Equal([came.Id], open.Rows.Select(row => row.Id));
    }

    [Fact]
    [Asvs("8.2.2")]
    public async Task A_name_alone_joins_nothing_for_a_scrivener()
    {
        var details = Make.Details(telephone: "075-000-9999");
        var came = (
            await portal.As<BookingService>(curious).WalkInAsync(today.Id, BookingTestCentre.Input(today.Slots[1], details))
        ).Booked!;

        Assert.NotEqual(
            business,
            await portal.ReadAsync(db => db.Reservations.Where(row => row.Id == came.Id).Select(row => row.BusinessId).SingleAsync())
        );
        Assert.DoesNotContain(await portal.AuditAsync(), row => row.Act == AuditActs.WalkInAttachedUnmet);
    }

    [Theory]
    [InlineData(SameBusiness.Yes)]
    [InlineData(SameBusiness.NotAsked)]
    [Asvs("8.2.2")]
    public async Task A_scrivener_picks_no_business_never_met_by_its_id(SameBusiness answer)
    {
        var input = BookingTestCentre.Input(today.Slots[1], Make.Details("別の店", "075-000-8888"));
        (input.BusinessId, input.SameBusiness) = (business, answer);

        var refused = await Assert.ThrowsAsync<RuleException>(() => portal.As<BookingService>(curious).WalkInAsync(today.Id, input));

        Assert.Equal(DomainTexts.NotFound, refused.Message);
    }

    [Fact]
    public async Task A_colleague_at_the_same_clinic_steps_in()
    {
        var colleague = Make.Staff(Role.Scrivener, "行政書士 例示三");
        await portal.AddAsync(colleague);
        var shared = new Clinic(today.VenueId, portal.Today, new TimeOnly(16, 0), new TimeOnly(17, 0), 60, [curious.Id, colleague.Id]);
        await portal.AddAsync(shared);
        var came = (await portal.As<BookingService>(curious).WalkInAsync(shared.Id, BookingTestCentre.Input(shared.Slots[0]))).Booked!;
        var record = (await portal.As<ConsultationService>(curious).StartAsync(came.Id))!.Value;

        Assert.NotNull(await portal.As<ConsultationService>(colleague).FindAsync(record));
        Assert.Null(await portal.As<ConsultationService>(colleague).FindAsync(earlier));
    }

    [Theory]
    [InlineData(Role.BookingStaff)]
    [InlineData(Role.Supervisor)]
    [Asvs("8.2.2")]
    public async Task It_opens_when_reception_or_the_city_says_that_it_is_the_same_business(Role role)
    {
        var came = await ReceiveAsync(curious);
        var due = await portal.As<WaitingWorkService>(role).LinksAsync();
        Assert.Equal((1, came.Id), (due.Count, due.OldestId));
        Assert.True((await portal.As<ReservationService>(role).FindAsync(came.Id))!.AwaitsLink);

        await portal.As<ReservationService>(role).LinkAsync(came.Id);

        await AssertOpenAsync();
        Assert.Equal(2, (await portal.As<ReservationService>(curious).FindAsync(came.Id))!.VisitNumber);
        Assert.Equal(0, (await portal.As<WaitingWorkService>(role).LinksAsync()).Count);
        await Assert.ThrowsAsync<RuleException>(() => portal.As<ReservationService>(role).LinkAsync(came.Id));
        Assert.Contains(await portal.AuditAsync(), row => row.Act == AuditActs.WalkInLinked && row.SubjectId == came.Id);
    }

    [Fact]
    [Asvs("8.2.1")]
    public async Task A_scrivener_does_not_say_it_themselves()
    {
        var came = await ReceiveAsync(curious);
        await Assert.ThrowsAsync<AccessRefusedException>(() => portal.As<ReservationService>(curious).LinkAsync(came.Id));
        await AssertClosedAsync();
    }

    [Fact]
    [Asvs("8.2.2")]
    public async Task It_opens_when_the_city_has_confirmed_the_record_of_the_visit_and_not_when_it_is_handed_in()
    {
        var came = await ReceiveAsync(curious);
        var records = portal.As<ConsultationService>(curious);
        var record = (await records.FindAsync((await records.StartAsync(came.Id))!.Value))!;
        (record.Details.StartedAt, record.Details.EndedAt) = (new TimeOnly(14, 0), new TimeOnly(14, 1));
        (record.Details.ClientCategory, record.Details.Summary) = (ClientCategory.SmallBusiness, "例");
        var handedIn = (await records.SubmitAsync(record.Id, record.Details, record.Version))!;
        Assert.Null(handedIn.Conflict);
        await AssertClosedAsync();

        Assert.True(await portal.As<ConsultationService>(Role.Supervisor).ConfirmAsync(record.Id, handedIn.Version));

        await AssertOpenAsync();
    }

    [Fact]
    [Asvs("8.2.2")]
    public async Task It_stays_closed_when_whoever_received_the_client_gets_another_role()
    {
        var colleague = Make.Staff(Role.Scrivener, "行政書士 例示三");
        await portal.AddAsync(colleague);
        var shared = new Clinic(today.VenueId, portal.Today, new TimeOnly(16, 0), new TimeOnly(17, 0), 60, [curious.Id, colleague.Id]);
        await portal.AddAsync(shared);
        var came = await portal.As<BookingService>(colleague).WalkInAsync(shared.Id, BookingTestCentre.Input(shared.Slots[0]));
        Assert.NotNull(came.Booked);
        await AssertClosedAsync();

        await portal.ReadAsync(db =>
            db.Staff.Where(row => row.Id == colleague.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Role, Role.BookingStaff))
        );

        await AssertClosedAsync();
    }

    [Fact]
    [Asvs("16.3.2")]
    public async Task Joining_is_an_audit_row_of_its_own_and_an_alarm_where_the_scrivener_had_not_met_the_business()
    {
        var came = await ReceiveAsync(curious);

        var row = Assert.Single(await portal.AuditAsync(), row => row.Act == AuditActs.WalkInAttachedUnmet);
        Assert.Equal((came.Id, curious.Id), (row.SubjectId, row.ActorId));
        var alarms = await portal.As<AlarmService>(Role.Supervisor).ListAsync(FirstPage);
        Assert.Equal(AlarmKind.UnmetBusiness, Assert.Single(alarms.Rows).Kind);
    }

    [Fact]
    [Asvs("16.3.2")]
    public async Task Reception_joins_a_walk_in_without_an_alarm_and_the_scrivener_is_prepared()
    {
        var came = await ReceiveAsync(portal.Staff[Role.BookingStaff]);

        await AssertOpenAsync();
        Assert.Equal(2, came.VisitNumber);
        Assert.Contains(await portal.AuditAsync(), row => row.Act == AuditActs.WalkInAttached && row.SubjectId == came.Id);
        Assert.Empty((await portal.As<AlarmService>(Role.Supervisor).ListAsync(FirstPage)).Rows);
    }

    [Fact]
    public async Task The_scrivener_works_with_the_visit_all_the_same()
    {
        var came = await ReceiveAsync(curious);
        var own = await portal
            .As<DocumentService>(curious)
            .UploadAsync(DocumentOwner.Reservation(came.Id), "持参.txt", new MemoryStream(DocumentDesk.Letters(400)));

        Assert.NotNull(own);
        var listed = await portal.As<DocumentService>(curious).ListAsync(DocumentOwner.Reservation(came.Id), FirstPage);
        Assert.Equal(own.Id, Assert.Single(listed!.Rows).Id);
        var record = await portal.As<ConsultationService>(curious).StartAsync(came.Id);
        Assert.False((await portal.As<ConsultationService>(curious).FindAsync(record!.Value))!.IsBusinessOpen);
    }

    private async Task<BookedReservation> ReceiveAsync(StaffMember who) =>
        (await portal.As<BookingService>(who).WalkInAsync(today.Id, BookingTestCentre.Input(today.Slots[1]))).Booked!;

    private async Task AssertClosedAsync() => Assert.Equal((false, false, false), await SeesAsync());

    private async Task AssertOpenAsync() => Assert.Equal((true, true, true), await SeesAsync());

    private async Task<(bool Business, bool Record, bool Paper)> SeesAsync()
    {
        var listed = await portal.As<DocumentService>(curious).ListAsync(DocumentOwner.Business(business), FirstPage);
        return (
            await portal.As<BusinessService>(curious).FindAsync(business) is not null,
            await portal.As<ConsultationService>(curious).FindAsync(earlier) is not null,
            listed?.Rows.Any(row => row.Id == paper) == true
        );
    }
}
