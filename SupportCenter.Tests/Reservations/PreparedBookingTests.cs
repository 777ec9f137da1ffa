using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;
using SupportCenter.Tests.Data;

namespace SupportCenter.Tests.Reservations;

/// <summary>A booking is decided before the write lock is taken: what changes in between is decided anew.</summary>
public sealed class PreparedBookingTests
{
    [Fact]
    public async Task A_slot_that_is_closed_while_its_booking_waits_is_refused()
    {
        await using var centre = await BookingTestCentre.StartAsync();

        var refused = await Assert.ThrowsAsync<RuleException>(() =>
            BookWhileAsync(centre, Input(centre), db => db.Slots.ExecuteUpdateAsync(set => set.SetProperty(slot => slot.IsClosed, true)))
        );

        Assert.Equal((BookingTexts.SlotClosed, nameof(BookingInput.SlotId)), (refused.Message, refused.Field));
        Assert.Empty(await centre.Portal.ReadAsync(db => db.Reservations.ToListAsync()));
    }

    [Fact]
    public async Task A_slot_that_another_takes_hold_of_while_its_booking_waits_is_refused()
    {
        await using var centre = await BookingTestCentre.StartAsync();
        var hold = new SlotHold(
            centre.Clinic.Slots[0].Id,
            centre.Portal.Staff[Role.Supervisor].Id,
            NewId.Create(),
            centre.Portal.Time.GetUtcNow().UtcDateTime.AddMinutes(5)
        );

        var refused = await Assert.ThrowsAsync<RuleException>(() => BookWhileAsync(centre, Input(centre), add: hold));

        Assert.Equal(BookingTexts.SlotHeldByAnother, refused.Message);
        Assert.Equal(1, await centre.Portal.ReadAsync(db => db.SlotHolds.CountAsync()));
    }

    [Fact]
    public async Task A_slot_whose_time_ends_while_its_booking_waits_is_refused()
    {
        await using var centre = await BookingTestCentre.StartAsync();

        var refused = await Assert.ThrowsAsync<RuleException>(() => BookWhileAsync(centre, Input(centre), _ =>
            {
                centre.Portal.Time.Advance(TimeSpan.FromDays(5));
                return Task.FromResult(0);
            }));

        Assert.Equal(BookingTexts.SlotOver, refused.Message);
    }

    [Fact]
    public async Task A_business_that_gets_the_same_number_while_a_booking_waits_is_asked_about()
    {
        await using var centre = await BookingTestCentre.StartAsync();
        var other = Make.Business(Make.Details("合同会社別名工房"));
        other.TelephoneKey = centre.Portal.Database.Index.TelephoneKey(other.Telephone);

        var outcome = await BookWhileAsync(centre, Input(centre), add: other);

        Assert.Null(outcome.Booked);
        Assert.Equal(other.Id, Assert.Single(outcome.Doubts).Business.Id);
        Assert.Empty(await centre.Portal.ReadAsync(db => db.Reservations.ToListAsync()));
    }

    [Fact]
    public async Task A_business_that_moves_while_its_booking_waits_is_asked_about()
    {
        await using var centre = await BookingTestCentre.StartAsync();
        var known = (await centre.BookAsync(1, Make.Details(telephone: "075-000-7777"))).Booked!.BusinessId;

        // The same name and a new number: the same business, as long as it is not said to stand elsewhere.
        var outcome = await BookWhileAsync(centre, Input(centre), db =>
            db.Businesses.ExecuteUpdateAsync(set =>
                set.SetProperty(row => row.Ward, Domain.Text.Ward.Kita).SetProperty(row => row.Version, NewId.Create())
            )
        );

        Assert.Equal(known, Assert.Single(outcome.Doubts).Business.Id);
    }

    [Fact]
    [Asvs("8.3.2")]
    public async Task Whoever_loses_the_right_while_they_wait_long_for_the_write_lock_changes_nothing()
    {
        await using var centre = await BookingTestCentre.StartAsync();
        var person = centre.Portal.Staff[Role.BookingStaff].Id;

        await Assert.ThrowsAsync<AccessRefusedException>(() => BookWhileAsync(centre, Input(centre), async db =>
            {
                await Task.Delay(TimeSpan.FromSeconds(1.2));
                return await db
                    .Staff.Where(row => row.Id == person)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.Role, Role.Auditor));
            }));

        Assert.Empty(await centre.Portal.ReadAsync(db => db.Reservations.ToListAsync()));
        // The next one gets the lock.
        using var turn = await centre.Portal.Database.Gate.EnterAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_booking_that_is_refused_waits_for_nobody()
    {
        await using var centre = await BookingTestCentre.StartAsync();
        var wrong = Input(centre);
        wrong.Details.BusinessName = "";
        var booking = centre.Booking;
        using var turn = await centre.Portal.Database.Gate.EnterAsync(CancellationToken.None);

        var refused = await Assert.ThrowsAsync<RuleException>(() => booking.BookAsync(wrong)).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(nameof(ReservationDetails.BusinessName), refused.Field);
    }

    [Fact]
    public async Task Whoever_waits_for_a_booking_waits_for_few_statements()
    {
        await using var centre = await BookingTestCentre.StartAsync();
        await centre.BookAsync(1, Make.Details("見本運輸", "075-000-9999"));
        var booking = centre.Booking;

        var sent = await SentStatements.DuringAsync(() => booking.BookAsync(Input(centre)));

        // The state of the slot is asked twice: what follows the second time is sent while the write lock is held.
        var held = sent[sent.FindLastIndex(sql => sql.Contains("\"SlotHolds\"", StringComparison.Ordinal))..];
        Assert.InRange(held.Count, 1, 13); // One of them counts the change for the calendar.
        Assert.Single(held, sql => sql.Contains("INSERT OR IGNORE INTO \"SearchGrams\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_piece_of_a_name_and_a_number_is_in_the_index_once_and_earlier_ones_stay()
    {
        await using var centre = await BookingTestCentre.StartAsync();
        var index = centre.Portal.Database.Index;
        var (before, after) = (Make.Details(), Make.Details("例示製作所", "075-000-0001"));

        var business = (await centre.BookAsync(0, before)).Booked!.BusinessId;
        await centre.BookAsync(1, after);

        var stored = await centre.Portal.ReadAsync(db => db.SearchGrams.Where(row => row.BusinessId == business).ToListAsync());
        var expected = index.Grams(
            [before.BusinessName, after.BusinessName, before.ContactName, after.ContactName],
            [before.Telephone, after.Telephone]
        );
        Assert.Equal(expected.Concat(index.WholeNames([before, after])).Distinct().Order(), stored.Select(row => row.Gram).Order());
    }

    private static BookingInput Input(BookingTestCentre centre) => BookingTestCentre.Input(centre.Clinic.Slots[0]);

    private static Task<BookingOutcome> BookWhileAsync(BookingTestCentre centre, BookingInput input, object add) =>
        BookWhileAsync(centre, input, async _ =>
        {
            await centre.Portal.AddAsync(add);
            return 1;
        });

    /// <summary>Books, and changes something while the booking is decided and waits for the write lock.</summary>
    private static async Task<BookingOutcome> BookWhileAsync(
        BookingTestCentre centre,
        BookingInput input,
        Func<PortalDbContext, Task<int>> change
    )
    {
        var booking = centre.Booking;
        Task<BookingOutcome> waiting;
        using (await centre.Portal.Database.Gate.EnterAsync(CancellationToken.None))
        {
            // SQLite answers at once: what comes back has been decided, and waits.
            waiting = booking.BookAsync(input);
            Assert.False(waiting.IsCompleted);
            await centre.Portal.ReadAsync(change);
        }

        return await waiting;
    }
}
