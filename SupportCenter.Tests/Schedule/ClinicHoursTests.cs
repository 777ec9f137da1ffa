using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.PublicSite;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Workspace;
using SupportCenter.Tests.Access;

namespace SupportCenter.Tests.Schedule;

/// <summary>A clinic with a lunch break: whoever reads its hours reads the break, and a client who comes in it does not end it.</summary>
public sealed partial class ClinicHoursTests
{
    private const string Hours = "9:30～11:20、13:00～15:50";

    [Fact]
    public async Task Every_view_of_a_clinic_says_its_break()
    {
        var (portal, clinic) = await OpenAsync(new(8, 0));
        await using var _ = portal;

        AssertEach.Of(await HoursAsync(portal, clinic), shown => Assert.Equal((shown.Key, Hours), (shown.Key, shown.Value)));
    }

    [Fact]
    public async Task A_client_received_in_the_break_gets_the_time_until_the_next_slot_and_the_break_stays()
    {
        var (portal, clinic) = await OpenAsync(new(12, 32));
        await using var _ = portal;
        var booking = portal.As<BookingService>(Role.BookingStaff);
        var desk = Assert.Single((await booking.FindWalkInPlaceAsync(clinic.Id))!.Desks);
        Assert.Equal("いまは休憩の時間です（11:20～13:00）。受け付けるかどうかを担当者に確かめてください。", desk.Extra.Sentence());

        var came = (
            await booking.WalkInAsync(
                clinic.Id,
                new()
                {
                    DeskId = desk.DeskId,
                    Details = Make.Details(),
                    CommandKey = NewId.Create(),
                }
            )
        ).Booked!;

        Assert.Equal((new TimeOnly(12, 30), new TimeOnly(13, 0)), (came.StartsAt, came.EndsAt));
        Assert.Equal(desk.Extra.Time, new SlotTime(came.StartsAt, came.EndsAt));
        Assert.True(
            await portal.ReadAsync(db => db.Slots.Where(slot => slot.StartsAt == came.StartsAt).Select(slot => slot.IsExtra).SingleAsync())
        );
        AssertEach.Of(await HoursAsync(portal, clinic), shown => Assert.Equal((shown.Key, Hours), (shown.Key, shown.Value)));
    }

    [Theory]
    [InlineData("9:07", ExtraPlace.Before, "9:05-9:30", "最初の枠（9:30）より前です。")]
    [InlineData("9:31", ExtraPlace.Within, "9:30-10:20", "いまの枠（9:30～10:20）と重なります。")]
    [InlineData("10:18", ExtraPlace.Within, "10:15-10:30", "いまの枠（9:30～10:20）と重なります。")]
    [InlineData("10:20", ExtraPlace.Between, "10:20-10:30", "いまは枠と枠の間です（10:20～10:30）。")]
    [InlineData(
        "11:20",
        ExtraPlace.Between,
        "11:20-12:10",
        "いまは休憩の時間です（11:20～13:00）。受け付けるかどうかを担当者に確かめてください。"
    )]
    [InlineData("15:55", ExtraPlace.After, "15:55-16:45", "最後の枠（15:50まで）より後です。")]
    [InlineData("23:40", ExtraPlace.After, "23:40-23:59", "最後の枠（15:50まで）より後です。")]
    public void The_screen_says_how_the_time_of_a_client_without_booking_lies(string now, ExtraPlace place, string time, string words)
    {
        var extra = ExtraTime.At(Plan.Slots(), TimeOnly.Parse(now, null), 50);

        Assert.Equal((place, words), (extra.Place, extra.Sentence()));
        Assert.Equal(time, $"{extra.Time.From:H\\:mm}-{extra.Time.To:H\\:mm}");
    }

    [Fact]
    public void Whoever_comes_between_the_slots_of_a_desk_takes_nothing_from_a_slot() =>
        Prop.ForAll(Gen.Choose(0, (24 * 60) - 1).ToArbitrary(), Gen.Choose(5, 120).ToArbitrary(), (minute, length) =>
            {
                var now = TimeOnly.MinValue.AddMinutes(minute);
                var extra = ExtraTime.At(Plan.Slots(), now, length);
                var met = Plan.Slots().Where(slot => slot.From < extra.Time.To && extra.Time.From < slot.To).ToList();
                return extra.Time.From < extra.Time.To
                    && extra.Time.From <= now
                    && met.TrueForAll(slot => slot.From <= now)
                    && (extra.Place == ExtraPlace.Within) == Plan.Slots().Any(slot => slot.From <= now && now < slot.To);
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void No_screen_writes_the_hours_of_a_clinic_without_its_break() =>
        Assert.DoesNotContain(ArchitectureTests.Sources(), file => StartAndEnd().IsMatch(file.Text));

    private static Timetable Plan { get; } =
        new(new(9, 30), new(16, 0), 50) { GapMinutes = 10, Break = new SlotTime(new(12, 0), new(13, 0)) };

    [GeneratedRegex(@"(?:Format|Times)\(\s*clinic\.StartsAt\s*,\s*clinic\.EndsAt\s*\)", RegexOptions.IgnoreCase)]
    private static partial Regex StartAndEnd();

    /// <summary>The hours in every view of a clinic that there is, by the name of its type.</summary>
    private static async Task<Dictionary<string, string>> HoursAsync(TestPortal portal, Clinic clinic)
    {
        var (schedule, today) = (portal.As<ScheduleService>(Role.Scrivener), portal.Today);
        object[] views =
        [
            Assert.Single(await schedule.ListAsync(new ClinicFilter(today, today))),
            (await schedule.FindAsync(clinic.Id))!,
            Assert.Single((await portal.As<DayService>(Role.Supervisor).FindDayAsync(today, null)).Clinics),
            Assert.Single((await portal.As<WorkspaceService>(Role.Scrivener).ScrivenerDayAsync()).Clinics),
            Assert.Single((await portal.AsAnyone<PublicScheduleService>().ReadAsync()).Clinics),
        ];
        // Whatever view has hours is among them.
        Assert.Equal(
            typeof(Clinic)
                .Assembly.GetTypes()
                .Where(type => type.GetProperty("Hours") is not null && type.GetProperty("Sessions") is not null)
                .Select(type => type.Name)
                .Order(StringComparer.Ordinal),
            views.Select(view => view.GetType().Name).Order(StringComparer.Ordinal)
        );
        return views.ToDictionary(view => view.GetType().Name, view => (string)view.GetType().GetProperty("Hours")!.GetValue(view)!);
    }

    private static async Task<(TestPortal Portal, Clinic Clinic)> OpenAsync(TimeOnly now)
    {
        var portal = await TestPortal.StartAsync();
        var venue = Make.Venue();
        var clinic = new Clinic(venue.Id, portal.Today, Plan, [portal.Staff[Role.Scrivener].Id]);
        await portal.AddAsync(venue, clinic);
        portal.Time.Advance(now.ToTimeSpan() - CentreTime.ToCivil(portal.Time.GetUtcNow().UtcDateTime).TimeOfDay);
        return (portal, clinic);
    }
}
