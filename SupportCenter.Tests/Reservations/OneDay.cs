using SupportCenter.Domain.Access;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Tests.Reservations;

/// <summary>A clinic today (13:00, 14:00 booked, 15:00 free) and another tomorrow at another venue, with a 行政書士 who has no desk
/// here.</summary>
internal sealed class OneDay : IAsyncDisposable
{
    private OneDay(TestPortal portal)
    {
        Portal = portal;
        Clinic = Make.Clinic(Venue, portal.Today, portal.Staff[Role.Scrivener]);
        Tomorrow = Make.Clinic(OtherVenue, portal.Today.AddDays(1), Stranger);
        Business = Make.Business(Make.Details());
        First = Make.Reservation(Business, Clinic, Clinic.Slots[0], portal.Staff[Role.BookingStaff]);
        Second = Make.Reservation(Business, Clinic, Clinic.Slots[1], portal.Staff[Role.BookingStaff]);
    }

    public TestPortal Portal { get; }

    public Venue Venue { get; } = Make.Venue();

    public Venue OtherVenue { get; } = Make.Venue("右京区役所", Domain.Text.Ward.Ukyo);

    public StaffMember Stranger { get; } = Make.Staff(Role.Scrivener, "行政書士 見本二");

    public Clinic Clinic { get; }

    public Clinic Tomorrow { get; }

    public Business Business { get; }

    public Reservation First { get; }

    public Reservation Second { get; }

    public static async Task<OneDay> SetAsync()
    {
        var portal = await TestPortal.StartAsync();
        var day = new OneDay(portal);
        await portal.AddAsync([
            day.Venue,
            day.OtherVenue,
            day.Stranger,
            day.Clinic,
            day.Tomorrow,
            day.Business,
            .. ListScene.Grams(portal, day.Business, Make.Details()),
            day.First,
            day.Second,
        ]);
        return day;
    }

    public ReservationService As(Role role) => Portal.As<ReservationService>(role);

    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}
