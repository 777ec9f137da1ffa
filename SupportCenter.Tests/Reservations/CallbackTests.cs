using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Reservations;

public sealed class CallbackTests
{
    private static CallbackDetails Wish(string name, Ward? ward = null, DateOnly? from = null, DateOnly? to = null) =>
        new()
        {
            BusinessName = name,
            Telephone = "075-000-4321",
            Ward = ward,
            From = from,
            To = to,
        };

    private static async Task<CallbackService> QueueAsync(BookingTestCentre centre, params CallbackDetails[] callers)
    {
        var callbacks = centre.Portal.As<CallbackService>(Role.BookingStaff);
        foreach (var caller in callers)
        {
            await callbacks.QueueAsync(caller);
            centre.Portal.Time.Advance(TimeSpan.FromMinutes(1));
        }

        return callbacks;
    }

    [Fact]
    public async Task Callers_wait_in_the_order_of_calling_and_each_free_slot_is_offered_to_one_only()
    {
        await using var centre = await BookingTestCentre.StartAsync(slots: 2);
        await centre.BookAsync(0);
        await centre.BookAsync(1, Make.Details("満席商店", "075-000-0002"));
        var callbacks = await QueueAsync(centre, Wish("一番商店"), Wish("二番商店", Ward.Kita), Wish("三番商店"));
        Assert.Equal(new CallbackCount(3, 0), await callbacks.CountAsync());

        await CancelAsync(centre);

        var rows = await callbacks.ListAsync();
        Assert.Equal(["一番商店", "二番商店", "三番商店"], rows.Select(row => row.BusinessName));
        Assert.Equal(["075-***-**21", "075-***-**21", "075-***-**21"], rows.Select(row => row.MaskedTelephone));
        Assert.Equal([true, false, false], rows.Select(row => row.Offer is not null));
        Assert.Equal((centre.Clinic.Date, "中京区役所"), (rows[0].Offer!.Date, rows[0].Offer!.VenueName));
        Assert.Equal(new CallbackCount(3, 1), await callbacks.CountAsync());
    }

    [Fact]
    public async Task A_slot_is_offered_only_within_the_wished_ward_and_period_and_while_nobody_holds_it()
    {
        await using var centre = await BookingTestCentre.StartAsync(slots: 1);
        var day = centre.Clinic.Date;
        var callbacks = await QueueAsync(
            centre,
            Wish("北の店", Ward.Kita),
            Wish("早い店", to: day.AddDays(-1)),
            Wish("遅い店", from: day.AddDays(1)),
            Wish("合う店", Ward.Nakagyo, day, day)
        );
        Assert.Equal("合う店", Assert.Single(await callbacks.ListAsync(), row => row.Offer is not null).BusinessName);

        await centre.Portal.As<SlotSearchService>(Role.Supervisor).HoldAsync(centre.Clinic.Slots[0].Id, NewId.Create());

        Assert.Equal(0, (await callbacks.CountAsync()).Offered);
    }

    [Fact]
    public async Task A_booking_from_the_list_settles_the_request_and_a_second_one_is_told_so()
    {
        await using var centre = await BookingTestCentre.StartAsync();
        var callbacks = await QueueAsync(centre, Wish("待つ商店", Ward.Nakagyo));
        var id = (await callbacks.ListAsync())[0].Id;
        var prefill = (await callbacks.PrefillAsync(id))!;
        Assert.Equal(("待つ商店", "075-000-4321", Ward.Nakagyo), (prefill.Details.BusinessName, prefill.Details.Telephone, prefill.Ward));
        var input = BookingTestCentre.Input(centre.Clinic.Slots[0], prefill.Details);
        input.CallbackId = id;

        var booked = (await centre.Booking.BookAsync(input)).Booked!;

        Assert.Empty(await callbacks.ListAsync());
        Assert.Null(await callbacks.PrefillAsync(id));
        var kept = await centre.Portal.ReadAsync(async db => await db.Callbacks.FindAsync(id));
        Assert.Equal(booked.Id, kept!.ReservationId);
        (input.SlotId, input.CommandKey) = (centre.Clinic.Slots[1].Id, NewId.Create());
        var refused = await Assert.ThrowsAsync<RuleException>(() => centre.Booking.BookAsync(input));
        Assert.Equal(nameof(BookingInput.CallbackId), refused.Field);
    }

    [Fact]
    public async Task Giving_up_needs_a_reason_and_happens_once()
    {
        await using var centre = await BookingTestCentre.StartAsync();
        var callbacks = await QueueAsync(centre, Wish("待つ商店"));
        var id = (await callbacks.ListAsync())[0].Id;

        await Assert.ThrowsAsync<RuleException>(() => callbacks.GiveUpAsync(id, " "));
        await callbacks.GiveUpAsync(id, "三度かけて不在");

        Assert.Empty(await callbacks.ListAsync());
        await Assert.ThrowsAsync<RuleException>(() => callbacks.GiveUpAsync(id, "もう一度"));
    }

    [Fact]
    [Asvs("14.2.6")]
    public async Task The_number_is_masked_until_it_is_revealed_and_both_are_in_the_log()
    {
        await using var centre = await BookingTestCentre.StartAsync();
        var known = (await centre.BookAsync(0, Make.Details("待つ商店", "075-000-4321"))).Booked!;
        var callbacks = await QueueAsync(centre, Wish("待つ商店"));
        var id = (await callbacks.ListAsync())[0].Id;
        await callbacks.ListAsync();

        Assert.Equal("075-000-4321", await callbacks.RevealTelephoneAsync(id));
        Assert.Null(await centre.Portal.As<CallbackService>(Role.Scrivener).RevealTelephoneAsync(id));

        var log = await centre.Portal.AuditAsync();
        Assert.Equal(
            known.BusinessId,
            Assert.Single(Assert.Single(log, row => row.Act == AuditActs.CallbacksListed).Businesses).BusinessId
        );
        Assert.Single(log, row => row.Act == AuditActs.TelephoneRevealed);
    }

    [Theory]
    [InlineData("", "075-000-1234", nameof(CallbackDetails.BusinessName))]
    [InlineData("例示商店", "12", nameof(CallbackDetails.Telephone))]
    [InlineData("例示商店", "", nameof(CallbackDetails.Telephone))]
    public async Task A_wrong_field_is_refused_in_words(string name, string telephone, string field)
    {
        await using var centre = await BookingTestCentre.StartAsync();
        var refused = await Assert.ThrowsAsync<RuleException>(() =>
            QueueAsync(centre, new CallbackDetails { BusinessName = name, Telephone = telephone })
        );
        Assert.Equal(field, refused.Field);
    }

    [Fact]
    public async Task A_wish_that_ends_before_it_begins_is_refused()
    {
        await using var centre = await BookingTestCentre.StartAsync();
        var day = centre.Portal.Today;
        await Assert.ThrowsAsync<RuleException>(() => QueueAsync(centre, Wish("例示商店", from: day.AddDays(2), to: day.AddDays(1))));
        await Assert.ThrowsAsync<RuleException>(() => QueueAsync(centre, Wish("例示商店", to: day.AddDays(-1))));
    }

    private static async Task CancelAsync(BookingTestCentre centre)
    {
        var slot = centre.Clinic.Slots[0].Id;
        await centre.Portal.ReadAsync(db =>
            db.Reservations.Where(row => row.SlotId == slot)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, ReservationStatus.Cancelled))
        );
    }
}
