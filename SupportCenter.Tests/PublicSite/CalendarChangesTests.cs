using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Ical.Net.CalendarComponents;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.PublicSite;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;
using SupportCenter.Portal;
using SupportCenter.Portal.PublicSite;

namespace SupportCenter.Tests.PublicSite;

/// <summary>The calendar as a subscriber's program reads it (Ical.Net), while people change clinics (RFC 5545 §3.8.4.7,
/// §3.8.7).</summary>
public sealed class CalendarChangesTests : IAsyncLifetime
{
    private TestPortal portal = null!;
    private Venue venue = null!;
    private Clinic[] clinics = [];
    private int calls;

    public async Task InitializeAsync()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ja");
        portal = await TestPortal.StartAsync();
        venue = Make.Venue();
        var (elsewhere, other) = (Make.Venue("伏見区役所", Ward.Fushimi), Make.Staff(Role.Scrivener, "行政書士 例示二"));
        clinics =
        [
            Make.Clinic(venue, portal.Today, portal.Staff[Role.Scrivener]),
            Make.Clinic(venue, portal.Today.AddDays(1), portal.Staff[Role.Scrivener], other),
            Make.Clinic(elsewhere, portal.Today.AddDays(2), other),
        ];
        await portal.AddAsync(venue, elsewhere, other);
        await portal.AddAsync([.. clinics]);
    }

    public Task DisposeAsync() => portal.DisposeAsync().AsTask();

    [Fact]
    public async Task Each_change_of_a_clinic_grows_its_sequence_and_time_and_no_other_name_appears()
    {
        var before = await ReadAsync();
        Assert.Equal(clinics.Length, before.Count);
        foreach (var change in Changes)
        {
            before = await HoldsAfterAsync(change, before);
        }
    }

    [Fact]
    public void Whatever_is_changed_in_whatever_order_a_subscriber_sees_it_grow()
    {
        var order = Gen.Choose(0, Changes.Length - 1).ListOf(6).ToArbitrary();
        Prop.ForAll(order, picked =>
            {
                var tried = new CalendarChangesTests();
                tried.RunAsync(picked).GetAwaiter().GetResult();
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(15));
    }

    [Fact]
    public async Task A_cancelled_clinic_says_so_in_its_summary_and_its_status_and_keeps_its_name()
    {
        var before = (await ReadAsync()).Values.Single(entry => entry.DtStart!.Date == clinics[2].Date);

        await CloseAsync(clinics[2]);
        var after = (await ReadAsync())[before.Uid!];

        Assert.Equal(("CONFIRMED", "CANCELLED"), (before.Status, after.Status));
        Assert.StartsWith("【中止】", after.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("中止", before.Summary, StringComparison.Ordinal);
        Assert.True(after.Sequence > before.Sequence);
    }

    [Fact]
    public async Task No_moment_in_the_calendar_is_ahead_of_now_at_any_hour_of_the_day()
    {
        for (var hour = 0; hour < 24; hour++)
        {
            portal.Time.Set(new DateTimeOffset(2020, 7, 16, hour, 30, 0, TimeSpan.FromHours(9)));
            await ReadAsync(); // Checks each entry.
        }

        // The clock was set back after a change.
        await RenameVenueAsync();
        portal.Time.Set(new DateTimeOffset(2020, 7, 16, 8, 0, 0, TimeSpan.FromHours(9)));
        await ReadAsync();
    }

    [Fact]
    public async Task What_changes_nothing_leaves_the_file_as_it_is()
    {
        var before = await FileAsync();

        portal.Time.Advance(TimeSpan.FromMinutes(1));
        await portal.As<SlotSearchService>(Role.BookingStaff).HoldAsync(clinics[1].Slots[0].Id, Domain.Data.NewId.Create());

        Assert.Equal(before, await FileAsync());
    }

    private Func<Task>[] Changes =>
        [
            () => BookAsync(clinics[1]),
            () => CancelAsync(),
            () => MoveAsync(clinics[2]),
            () => AddSlotAsync(clinics[1], before: true),
            () => AddSlotAsync(clinics[2], before: false),
            () => CloseSlotAsync(clinics[1]),
            RenameVenueAsync,
            () => WalkInAsync(),
            PassAsync,
            () => CloseAsync(clinics[2]),
        ];

    private async Task RunAsync(IEnumerable<int> picked)
    {
        await InitializeAsync();
        try
        {
            var entries = await ReadAsync();
            foreach (var at in picked)
            {
                entries = await HoldsAfterAsync(Changes[at], entries);
            }
        }
        finally
        {
            await DisposeAsync();
        }
    }

    private async Task<Dictionary<string, CalendarEvent>> HoldsAfterAsync(Func<Task> change, Dictionary<string, CalendarEvent> before)
    {
        portal.Time.Advance(TimeSpan.FromSeconds(5));
        await change();
        var after = await ReadAsync();
        Assert.Equal(before.Keys.Order(), after.Keys.Order());
        foreach (var (uid, entry) in after)
        {
            var was = before[uid];
            var (grew, later) = (entry.Sequence - was.Sequence, entry.LastModified! > was.LastModified!);
            Assert.True(SaidBy(was) == SaidBy(entry) ? grew >= 0 : grew > 0 && later, $"{SaidBy(was)} -> {SaidBy(entry)}: {grew}, {later}");
        }

        return after;
    }

    /// <summary>All that a subscriber reads of an entry, but for what counts its changes.</summary>
    private static string SaidBy(CalendarEvent entry) =>
        string.Join(
            '|',
            entry
                .Properties.Where(property => property.Name is not ("SEQUENCE" or "LAST-MODIFIED" or "DTSTAMP"))
                .Select(property => $"{property.Name}={string.Join(',', property.Values)}")
                .Order(StringComparer.Ordinal)
        );

    /// <summary>The entries by name, each complete and valid.</summary>
    private async Task<Dictionary<string, CalendarEvent>> ReadAsync()
    {
        var calendar = Ical.Net.Calendar.Load(await FileAsync())!;
        Assert.Equal(("2.0", "PUBLISH"), (calendar.Version, calendar.Method));
        Assert.Equal("Asia/Tokyo", Assert.Single(calendar.TimeZones).TzId);
        foreach (var entry in calendar.Events)
        {
            AssertEach.Of(["UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "LAST-MODIFIED", "SUMMARY", "STATUS"], name =>
                Assert.Single(entry.Properties, property => property.Name == name)
            );
            Assert.True(entry.DtStamp!.IsUtc && entry.LastModified!.IsUtc);
            Assert.True(entry.DtStamp.AsUtc <= portal.Time.GetUtcNow().UtcDateTime && entry.LastModified.AsUtc <= entry.DtStamp.AsUtc);
            Assert.True(entry.DtStart! < entry.DtEnd!);
            Assert.Equal("Asia/Tokyo", entry.DtStart!.TzId);
        }

        return calendar.Events.ToDictionary(entry => entry.Uid!, StringComparer.Ordinal);
    }

    private async Task<string> FileAsync() =>
        Encoding.UTF8.GetString(ScheduleCalendar.Render(await portal.AsAnyone<PublicScheduleService>().ReadAsync(), new CentreOptions()));

    private async Task BookAsync(Clinic clinic)
    {
        var free = await portal
            .As<SlotSearchService>(Role.BookingStaff)
            .FindAsync(new SlotCriteria { From = clinic.Date, To = clinic.Date });
        if (free.Count > 0)
        {
            await portal.As<BookingService>(Role.BookingStaff).BookAsync(Input(free[0].SlotId));
        }
    }

    private BookingInput Input(Guid? slot) =>
        new()
        {
            SlotId = slot,
            DeskId = clinics[0].Desks[0].Id,
            Details = Make.Details($"有限会社仮名{++calls}", string.Create(CultureInfo.InvariantCulture, $"075-000-{1000 + calls}")),
            CommandKey = Domain.Data.NewId.Create(),
        };

    private async Task<Reservation?> BookedAsync() =>
        await portal.ReadAsync(async db =>
            await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.FirstOrDefaultAsync(
                db.Reservations.Where(row => row.Status == ReservationStatus.Booked)
            )
        );

    private async Task CancelAsync()
    {
        if (await BookedAsync() is { } booked)
        {
            await portal.As<ReservationService>(Role.BookingStaff).CancelAsync(booked.Id, "都合がつかない");
        }
    }

    private async Task MoveAsync(Clinic to)
    {
        await BookAsync(clinics[1]);
        var free = await portal.As<SlotSearchService>(Role.BookingStaff).FindAsync(new SlotCriteria { From = to.Date, To = to.Date });
        if (free.Count > 0 && await BookedAsync() is { } booked)
        {
            await portal.As<ReservationService>(Role.BookingStaff).RescheduleAsync(booked.Id, free[0].SlotId, null, booked.Version);
        }
    }

    private async Task AddSlotAsync(Clinic clinic, bool before)
    {
        var view = await portal.As<ScheduleService>(Role.BookingStaff).FindAsync(clinic.Id);
        if (view!.IsClosed || view.StartsAt < new TimeOnly(2, 0) || view.EndsAt > new TimeOnly(22, 0))
        {
            return;
        }

        var from = before ? view.StartsAt.AddHours(-1) : view.EndsAt;
        await portal
            .As<ClinicService>(Role.BookingStaff)
            .AddSlotAsync(view.Desks[0].Id, new NewSlot { StartsAt = from, EndsAt = from.AddMinutes(50) });
    }

    private async Task CloseSlotAsync(Clinic clinic)
    {
        var view = await portal.As<ScheduleService>(Role.BookingStaff).FindAsync(clinic.Id);
        if (view!.Desks.SelectMany(desk => desk.Slots).FirstOrDefault(slot => slot.State == SlotState.Free) is { } free)
        {
            await portal
                .As<ClosingService>(Role.BookingStaff)
                .CloseAsync(
                    new ClosingOrder
                    {
                        ClinicId = clinic.Id,
                        SlotId = free.Id,
                        Reason = "行政書士の都合",
                    }
                );
        }
    }

    private async Task CloseAsync(Clinic clinic)
    {
        var service = portal.As<ClosingService>(Role.BookingStaff);
        var plan = await service.PlanAsync(clinic.Id, null);
        if ((await portal.As<ScheduleService>(Role.BookingStaff).FindAsync(clinic.Id))!.IsClosed)
        {
            return;
        }

        await service.CloseAsync(
            new ClosingOrder
            {
                ClinicId = clinic.Id,
                Reason = "台風のため",
                Moves = [.. plan!.Hits.Select(hit => new ClosingMove { ReservationId = hit.ReservationId, Fate = ClosingDecision.Cancel })],
            }
        );
    }

    private async Task RenameVenueAsync()
    {
        var service = portal.As<VenueService>(Role.BookingStaff);
        var details = (await service.FindAsync(venue.Id))!;
        (details.Name, details.Access) = ($"中京区役所{++calls}", $"{calls}階の会議室");
        await service.SaveAsync(venue.Id, details);
    }

    private async Task WalkInAsync() => await portal.As<BookingService>(Role.BookingStaff).WalkInAsync(clinics[0].Id, Input(null));

    private Task PassAsync()
    {
        // Slots begin, at most to the last one of today.
        if (CentreHour < 15)
        {
            portal.Time.Advance(TimeSpan.FromMinutes(70));
        }

        return Task.CompletedTask;
    }

    private int CentreHour => portal.Time.GetUtcNow().ToOffset(TimeSpan.FromHours(9)).Hour;
}
