using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Tests.Reservations;

/// <summary>A portal with one venue and one clinic four days ahead, and what the booking tests ask of it.</summary>
internal sealed class BookingTestCentre(TestPortal portal, Venue venue, Clinic clinic) : IAsyncDisposable
{
    public TestPortal Portal => portal;

    public Venue Venue => venue;

    public Clinic Clinic => clinic;

    public BookingService Booking => portal.As<BookingService>(Role.BookingStaff);

    public static async Task<BookingTestCentre> StartAsync(int slots = 3)
    {
        var portal = await TestPortal.StartAsync();
        var venue = Make.Venue();
        var clinic = new Clinic(
            venue.Id,
            portal.Today.AddDays(4),
            new TimeOnly(9, 0),
            new TimeOnly(9, 0).AddMinutes(slots * 20),
            20,
            [portal.Staff[Role.Scrivener].Id]
        );
        await portal.AddAsync(venue, clinic);
        return new BookingTestCentre(portal, venue, clinic);
    }

    public static BookingInput Input(Slot slot, ReservationDetails? details = null) =>
        new()
        {
            SlotId = slot.Id,
            Details = details ?? Make.Details(),
            CommandKey = NewId.Create(),
        };

    public Task<BookingOutcome> BookAsync(int slot, ReservationDetails? details = null) =>
        Booking.BookAsync(Input(clinic.Slots[slot], details));

    public ValueTask DisposeAsync() => portal.DisposeAsync();
}
