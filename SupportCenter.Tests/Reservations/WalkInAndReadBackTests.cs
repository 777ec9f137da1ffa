using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Tests.Reservations;

public sealed class WalkInAndReadBackTests
{
    private static async Task<(TestPortal Portal, Clinic Clinic)> OpenTodayAsync()
    {
        var portal = await TestPortal.StartAsync();
        var venue = Make.Venue();
        var clinic = Make.Clinic(venue, portal.Today, portal.Staff[Role.Scrivener]);
        await portal.AddAsync(venue, clinic);
        portal.Time.Advance(new TimeSpan(4, 12, 0)); // 14:12: the first of three slots is over.
        return (portal, clinic);
    }

    [Fact]
    public async Task A_client_without_booking_takes_a_free_slot_and_has_arrived()
    {
        var (portal, clinic) = await OpenTodayAsync();
        await using var _ = portal;
        var booking = portal.As<BookingService>(Role.Scrivener);
        var place = (await booking.FindWalkInPlaceAsync(clinic.Id))!;
        Assert.Equal([new TimeOnly(14, 0), new TimeOnly(15, 0)], place.FreeSlots.Select(slot => slot.StartsAt));

        var came = (await booking.WalkInAsync(clinic.Id, BookingTestCentre.Input(clinic.Slots[1]))).Booked!;

        var row = await portal.ReadAsync(db => db.Reservations.AsNoTracking().SingleAsync());
        Assert.Equal((came.Id, ReservationStatus.Arrived, true, new TimeOnly(14, 0)), (row.Id, row.Status, row.IsWalkIn, row.StartsAt));
        Assert.Single((await booking.FindWalkInPlaceAsync(clinic.Id))!.FreeSlots);
    }

    [Fact]
    public async Task When_nothing_is_free_the_desk_gets_an_extra_slot_that_begins_now()
    {
        var (portal, clinic) = await OpenTodayAsync();
        await using var _ = portal;
        var input = new BookingInput
        {
            DeskId = clinic.Desks[0].Id,
            Details = Make.Details(),
            CommandKey = NewId.Create(),
        };

        var came = (await portal.As<BookingService>(Role.BookingStaff).WalkInAsync(clinic.Id, input)).Booked!;

        Assert.Equal((new TimeOnly(14, 10), new TimeOnly(15, 0)), (came.StartsAt, came.EndsAt)); // Up to the next slot of the desk.
        Assert.Equal(4, await portal.ReadAsync(db => db.Slots.CountAsync()));
    }

    [Fact]
    [Asvs("8.2.2")]
    public async Task A_scrivener_receives_nobody_at_anothers_clinic_and_learns_nothing_of_businesses_met_elsewhere()
    {
        var (portal, clinic) = await OpenTodayAsync();
        await using var _ = portal;
        var stranger = Make.Staff(Role.Scrivener, "行政書士 例示二");
        var known = Make.Business(Make.Details("別の会社"));
        await portal.AddAsync(stranger);
        Assert.Null(await portal.As<BookingService>(stranger).FindWalkInPlaceAsync(clinic.Id));
        await Assert.ThrowsAsync<RuleException>(() =>
            portal.As<BookingService>(stranger).WalkInAsync(clinic.Id, BookingTestCentre.Input(clinic.Slots[1]))
        );

        await portal
            .As<BookingService>(Role.BookingStaff)
            .WalkInAsync(clinic.Id, BookingTestCentre.Input(clinic.Slots[1], Make.Details("別の会社")));
        var elsewhere = new Clinic(clinic.VenueId, portal.Today, new TimeOnly(16, 0), new TimeOnly(17, 0), 60, [stranger.Id]);
        await portal.AddAsync(elsewhere);
        var outcome = await portal
            .As<BookingService>(stranger)
            .WalkInAsync(elsewhere.Id, BookingTestCentre.Input(elsewhere.Slots[0], Make.Details("同じ番号の店")));

        Assert.Empty(outcome.Doubts);
        Assert.Equal(2, await portal.ReadAsync(db => db.Businesses.CountAsync()));
    }

    [Fact]
    public async Task A_walk_in_belongs_to_a_clinic_of_today()
    {
        await using var centre = await BookingTestCentre.StartAsync();
        Assert.Null(await centre.Booking.FindWalkInPlaceAsync(centre.Clinic.Id));
        await Assert.ThrowsAsync<RuleException>(() =>
            centre.Booking.WalkInAsync(centre.Clinic.Id, BookingTestCentre.Input(centre.Clinic.Slots[0]))
        );
    }

    private static BookedReservation Booked(TimeOnly at, string? access, string? contact = "見本 花子") =>
        new(
            NewId.Create(),
            NewId.Create(),
            new DateOnly(2020, 7, 16),
            at,
            at.AddHours(1),
            "中京区役所",
            access,
            "見本一",
            "株式会社例示製作所",
            contact,
            2
        );

    [Fact]
    public void The_read_back_says_day_weekday_time_place_scrivener_and_what_to_bring()
    {
        var sentence = ReadBack.Sentence(Booked(new TimeOnly(13, 0), "1階 会議室"));

        Assert.StartsWith(
            "株式会社例示製作所の見本 花子様、ご予約を復唱いたします。7月16日木曜日、13時から、中京区役所 1階 会議室で、行政書士の見本一がお話を伺います。",
            sentence,
            StringComparison.Ordinal
        );
        Assert.Contains("確定申告書", sentence, StringComparison.Ordinal);
        var titled = ReadBack.Sentence(Booked(new TimeOnly(13, 0), "1階 会議室") with { ScrivenerName = "行政書士 見本一" });
        Assert.Contains("会議室で、行政書士 見本一がお話を伺います。", titled, StringComparison.Ordinal);
    }

    [Fact]
    public void The_read_back_is_japanese_on_an_english_screen_too_and_keeps_a_long_way_apart()
    {
        var before = System.Globalization.CultureInfo.CurrentUICulture;
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("en");
        try
        {
            var sentence = ReadBack.Sentence(
                Booked(
                    new TimeOnly(9, 30),
                    "地下鉄の例示駅から徒歩五分、\n正面玄関を入って右手の階段で二階へ、つきあたりの第三会議室です",
                    contact: null
                )
            );
            Assert.Contains(
                "株式会社例示製作所様、ご予約を復唱いたします。7月16日木曜日、9時30分から、中京区役所で、",
                sentence,
                StringComparison.Ordinal
            );
            Assert.Contains("会場への行き方は、地下鉄の例示駅から徒歩五分、 正面玄関", sentence, StringComparison.Ordinal);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentUICulture = before;
        }
    }
}
