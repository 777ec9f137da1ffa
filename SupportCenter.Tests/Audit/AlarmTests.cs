using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Reservations;
using SupportCenter.Tests.Reservations;

namespace SupportCenter.Tests.Audit;

/// <summary>What raises an alarm, on the paths that people really take; the clock is at ten on a Thursday morning.</summary>
public sealed partial class AlarmTests
{
    [Fact]
    public async Task Whoever_opens_a_canary_raises_an_alarm_at_once_and_once_within_the_window()
    {
        await using var portal = await TestPortal.StartAsync();
        var canary = await PlantAsync(portal);
        var changes = new List<Change>();
        using var watching = portal.Database.Changes.Watch(changes.AddRange);

        await portal.As<BusinessService>(Role.BookingStaff).FindAsync(canary);
        await portal.As<BusinessService>(Role.BookingStaff).RevealTelephoneAsync(canary);

        var alarm = Assert.Single(await AlarmsAsync(portal));
        Assert.Equal(
            (AlarmKind.CanaryOpened, portal.Staff[Role.BookingStaff].Id, canary, "朝＊＊＊"),
            (alarm.Kind, alarm.StaffId, alarm.BusinessId, alarm.BusinessMasked)
        );
        Assert.Contains(changes, change => change.Kind == "Alarm");
        Assert.Equal(AuditActs.BusinessViewed, (await portal.AuditAsync()).Single(row => row.Sequence == alarm.Sequence).Act);

        portal.Time.Advance(TimeSpan.FromMinutes(61));
        await portal.As<BusinessService>(Role.BookingStaff).FindAsync(canary);
        Assert.Equal(2, (await AlarmsAsync(portal)).Count);
    }

    [Fact]
    [Asvs("16.3.2")]
    public async Task A_list_that_nobody_waited_for_keeps_no_later_list_from_the_alarm()
    {
        await using var centre = await FullClinicAsync();
        var portal = centre.Portal;
        portal.Database.Audit.Alarms.ListedPerHour = 3;
        var lists = portal.As<ReservationListService>(Role.BookingStaff);
        await lists.ListAsync(new ReservationFilter(), new PageRequest(0, 3));
        using (await portal.Database.Gate.EnterAsync(CancellationToken.None))
        {
            using var closed = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                lists.ListAsync(new ReservationFilter(), new PageRequest(3, 3), closed.Token)
            );
        }

        Assert.Empty(await AlarmsAsync(portal));
        await lists.ListAsync(new ReservationFilter(), new PageRequest(0, 9));

        Assert.Equal(AlarmKind.ManyListed, Assert.Single(await AlarmsAsync(portal)).Kind);
    }

    [Fact]
    [Asvs("16.3.2")]
    public async Task The_sheet_of_a_day_counts_as_a_list()
    {
        await using var centre = await FullClinicAsync();
        centre.Portal.Database.Audit.Alarms.ListedPerHour = 8;

        Assert.NotNull(await centre.Portal.As<ReservationPrintService>(Role.BookingStaff).DaySheetAsync(centre.Clinic.Id));

        Assert.Equal(AlarmKind.ManyListed, Assert.Single(await AlarmsAsync(centre.Portal)).Kind);
    }

    /// <summary>A clinic of nine slots that are booked by nine businesses.</summary>
    private static async Task<BookingTestCentre> FullClinicAsync()
    {
        var centre = await BookingTestCentre.StartAsync(slots: 9);
        var (portal, clinic) = (centre.Portal, centre.Clinic);
        foreach (var slot in Enumerable.Range(0, 9))
        {
            var business = Make.Business(Make.Details($"例示商店{slot}", $"075-000-80{slot:D2}"));
            await portal.AddAsync(business, Make.Reservation(business, clinic, clinic.Slots[slot], portal.Staff[Role.BookingStaff]));
        }

        return centre;
    }

    public static TheoryData<string, Role> Paths =>
        new()
        {
            { "page", Role.BookingStaff },
            { "page", Role.Supervisor },
            { "number", Role.BookingStaff },
            { "correction", Role.BookingStaff },
            { "suggestion", Role.BookingStaff },
            { "taking over", Role.BookingStaff },
        };

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Every_path_to_a_canary_counts(string path, Role role)
    {
        await using var portal = await TestPortal.StartAsync();
        var canary = await PlantAsync(portal);
        Task act = path switch
        {
            "page" => portal.As<BusinessService>(role).FindAsync(canary),
            "number" => portal.As<BusinessService>(role).RevealTelephoneAsync(canary),
            "correction" => portal.As<BusinessService>(role).OpenForCorrectionAsync(canary),
            "suggestion" => portal.As<BookingService>(role).SuggestAsync("朝霧見本堂", null),
            _ => portal.As<BookingService>(role).PrefillAsync(canary),
        };
        await act;

        Assert.Equal(AlarmKind.CanaryOpened, Assert.Single(await AlarmsAsync(portal)).Kind);
    }

    [Fact]
    public async Task A_canary_looks_like_any_other_business()
    {
        await using var portal = await TestPortal.StartAsync();
        var canary = await PlantAsync(portal);
        var other = Make.Business(Make.Details("朝霧見本堂", "075-000-7001", "見張 例子"));
        await portal.AddAsync(other);

        var (one, two) = (
            await portal.As<BusinessService>(Role.BookingStaff).FindAsync(canary),
            await portal.As<BusinessService>(Role.BookingStaff).FindAsync(other.Id)
        );

        Assert.Equal(two! with { Id = one!.Id, FirstSeenOn = one.FirstSeenOn, Visits = one.Visits, Stamp = one.Stamp }, one);
    }

    [Fact]
    public async Task Looking_at_a_canarys_ledger_and_planting_it_raise_nothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var canary = await PlantAsync(portal);
        await portal.As<LedgerService>(Role.Auditor).FindBusinessAsync(canary);
        await portal.As<CanaryService>(Role.Supervisor).ListAsync();
        await portal.As<CanaryService>(Role.Supervisor).WithdrawAsync(canary);
        await portal.As<BusinessService>(Role.BookingStaff).FindAsync(canary);

        Assert.Empty(await AlarmsAsync(portal));
    }

    [Fact]
    public async Task More_businesses_within_an_hour_than_anybody_needs_raise_an_alarm()
    {
        await using var portal = await TestPortal.StartAsync();
        portal.Database.Audit.Alarms.ViewsPerHour = 3;
        var businesses = Enumerable
            .Range(0, 5)
            .Select(number => Make.Business(Make.Details($"例示商店{number}", $"075-000-80{number:D2}")))
            .ToArray();
        await portal.AddAsync(businesses);
        var service = portal.As<BusinessService>(Role.BookingStaff);
        foreach (var business in businesses[..3])
        {
            // The same business again is not one more.
            await service.FindAsync(business.Id);
            await service.FindAsync(business.Id);
        }

        Assert.Empty(await AlarmsAsync(portal));
        await service.FindAsync(businesses[3].Id);
        await service.FindAsync(businesses[4].Id);
        Assert.Equal(AlarmKind.ManyViews, Assert.Single(await AlarmsAsync(portal)).Kind);
    }

    [Fact]
    [Asvs("16.3.2")]
    public async Task More_businesses_in_suggestions_than_anybody_needs_raise_an_alarm()
    {
        await using var centre = await BookingTestCentre.StartAsync(slots: 4);
        var portal = centre.Portal;
        portal.Database.Audit.Alarms.ListedPerHour = 3;
        for (var slot = 0; slot < 4; slot++)
        {
            await centre.BookAsync(slot, Make.Details($"例示{"東西南北"[slot]}商店", $"075-000-80{slot:D2}"));
        }

        foreach (var name in new[] { "例示東商店", "例示西商店", "例示南商店" })
        {
            Assert.NotEmpty(await centre.Booking.SuggestAsync(name, null));
        }

        Assert.Empty(await AlarmsAsync(portal));
        Assert.NotEmpty(await centre.Booking.SuggestAsync("例示北商店", null));
        Assert.Equal(AlarmKind.ManyListed, Assert.Single(await AlarmsAsync(portal)).Kind);
    }

    [Fact]
    [Asvs("16.3.2")]
    public async Task More_businesses_in_lists_than_anybody_needs_raise_an_alarm()
    {
        await using var centre = await FullClinicAsync();
        var portal = centre.Portal;
        portal.Database.Audit.Alarms.ListedPerHour = 6;
        var lists = portal.As<ReservationListService>(Role.BookingStaff);
        async Task TurnAsync(int skip) => await lists.ListAsync(new ReservationFilter(), new PageRequest(skip, 3));
        await TurnAsync(0);
        await TurnAsync(3);
        await TurnAsync(0);
        Assert.Empty(await AlarmsAsync(portal));
        portal.Time.Advance(TimeSpan.FromMinutes(61));
        await TurnAsync(6);
        await TurnAsync(0);
        Assert.Empty(await AlarmsAsync(portal));

        await TurnAsync(3);
        await TurnAsync(3);

        Assert.Equal(AlarmKind.ManyListed, Assert.Single(await AlarmsAsync(portal)).Kind);
        // Each row once in a quarter of an hour.
        Assert.Equal(5, (await portal.AuditAsync()).Count(row => row.Act == AuditActs.ReservationsListed));

        // The log is not asked about the same person at every list, and asked again in time.
        portal.Time.Advance(TimeSpan.FromMinutes(61));
        await TurnAsync(0);
        await TurnAsync(3);
        await TurnAsync(6);
        Assert.Equal(2, (await AlarmsAsync(portal)).Count);
    }

    [Fact]
    public async Task Businesses_of_an_hour_ago_and_those_of_another_person_do_not_count()
    {
        await using var portal = await TestPortal.StartAsync();
        portal.Database.Audit.Alarms.ViewsPerHour = 3;
        var businesses = Enumerable
            .Range(0, 4)
            .Select(number => Make.Business(Make.Details($"例示商店{number}", $"075-000-80{number:D2}")))
            .ToArray();
        await portal.AddAsync(businesses);
        foreach (var business in businesses)
        {
            await portal.As<BusinessService>(Role.BookingStaff).FindAsync(business.Id);
            portal.Time.Advance(TimeSpan.FromMinutes(25));
        }

        await portal.As<BusinessService>(Role.Supervisor).FindAsync(businesses[0].Id);
        Assert.Empty(await AlarmsAsync(portal));
    }

    [Fact]
    public async Task A_supervisor_says_what_became_of_an_alarm_and_nobody_says_so_twice()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.As<BusinessService>(Role.BookingStaff).FindAsync(await PlantAsync(portal));
        var id = (await AlarmsAsync(portal)).Single().Id;
        var alarms = portal.As<AlarmService>(Role.Supervisor);
        await Assert.ThrowsAsync<RuleException>(() => alarms.DismissAsync(id, new AlarmRemark { Text = " " }));
        Assert.Equal(1, await alarms.CountOpenAsync());

        await alarms.DismissAsync(id, new AlarmRemark { Text = "操作の練習でした。" });

        var settled = (await AlarmsAsync(portal)).Single();
        Assert.Equal((false, "本市 監督", "操作の練習でした。"), (settled.IsOpen, settled.AcknowledgedBy, settled.Remark));
        Assert.Equal(0, await portal.As<AlarmService>(Role.Auditor).CountOpenAsync());
        await Assert.ThrowsAsync<RuleException>(() => alarms.DismissAsync(id, new AlarmRemark { Text = "もう一度" }));
        await Assert.ThrowsAsync<AccessRefusedException>(() =>
            portal.As<AlarmService>(Role.Auditor).DismissAsync(id, new AlarmRemark { Text = "x" })
        );
        Assert.Contains(await portal.AuditAsync(), row => row.Act == AuditActs.AlarmAcknowledged && row.SubjectId == id);
    }

    private static Task<Guid> PlantAsync(TestPortal portal) =>
        portal
            .As<CanaryService>(Role.Supervisor)
            .PlantAsync(
                new BusinessDetails
                {
                    BusinessName = "朝霧見本堂",
                    ContactName = "見張 例子",
                    Telephone = "075-000-7001",
                    Ward = Domain.Text.Ward.Fushimi,
                    Industry = "製造業",
                    EmployeeCount = 12,
                }
            );

    private static async Task<IReadOnlyList<AlarmRow>> AlarmsAsync(TestPortal portal) =>
        (await portal.As<AlarmService>(Role.Auditor).ListAsync(new(0, 50))).Rows;
}
