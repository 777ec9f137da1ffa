using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Notices;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Tests.Notices;

/// <summary>A clinic of today with the portal's scrivener at its desk, and a booked business that the search knows.</summary>
internal sealed class NoticeScene(TestPortal portal, Clinic clinic) : IAsyncDisposable
{
    public TestPortal Portal => portal;

    /// <summary>13:00 to 16:00; it is 10:00.</summary>
    public Clinic Clinic => clinic;

    public NoticePostingService City => portal.As<NoticePostingService>(Role.Supervisor);

    public NoticeService Read(Role role) => portal.As<NoticeService>(role);

    public static async Task<NoticeScene> SetAsync()
    {
        var portal = await TestPortal.StartAsync();
        var venue = Make.Venue();
        var clinic = Make.Clinic(venue, portal.Today, portal.Staff[Role.Scrivener]);
        await portal.AddAsync(venue, clinic);
        return new NoticeScene(portal, clinic);
    }

    /// <summary>Books as somebody at the telephone does: the search knows the name from then on.</summary>
    public async Task<Guid> BookAsync(ReservationDetails said, int slot = 0)
    {
        var booked = await portal
            .As<BookingService>(Role.BookingStaff)
            .BookAsync(
                new BookingInput
                {
                    SlotId = clinic.Slots[slot].Id,
                    Details = said,
                    CommandKey = NewId.Create(),
                }
            );
        return booked.Booked!.Id;
    }

    public static NoticeDetails Notice(string text = "8月から受付の電話番号の案内を変えます。", bool needsConfirmation = false) =>
        new() { Text = text, NeedsConfirmation = needsConfirmation };

    public async Task<NoticeRow> FirstAsync(Role role) => (await Read(role).ListAsync(new NoticeFilter(), new PageRequest(0, 20))).Rows[0];

    public async Task<int> CountAsync(Role role, string? search = null, bool past = false) =>
        (await Read(role).ListAsync(new NoticeFilter(search, past), new PageRequest(0, 20))).Count;

    public async Task<IReadOnlyList<AuditEntry>> ActsAsync(string act) => [.. (await portal.AuditAsync()).Where(row => row.Act == act)];

    public ValueTask DisposeAsync() => portal.DisposeAsync();
}
