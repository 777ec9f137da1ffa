using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Demo;
using SupportCenter.Domain.Import;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Tests.Import;

/// <summary>The samples, all the way into the database.</summary>
public sealed class ImportServiceTests
{
    private static ImportReading Samples { get; } =
        ImportReading.Read(
            Directory
                .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Samples"), "*.xls*", SearchOption.AllDirectories)
                .Select(file => new ImportFile(Path.GetFileName(file), () => File.OpenRead(file)))
        );

    [Fact]
    public async Task The_samples_become_89_businesses_95_reservations_and_88_records_and_a_second_import_adds_nothing()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.Database.FillCatalogueAsync(portal.Time);
        var import = portal.As<ImportService>(Role.Supervisor);

        var preview = await import.PreviewAsync(Samples);
        var first = await import.AcceptAsync(Samples);
        var second = await import.AcceptAsync(Samples);

        Assert.Equal(new ImportOutcome(95, 88, 0, 0), first);
        Assert.Equal(first, preview.Counts);
        Assert.Equal(new ImportOutcome(0, 0, 95, 0), second);
        Assert.Equal(
            (89, 95, 88),
            await portal.ReadAsync(async db =>
                (await db.Businesses.CountAsync(), await db.Reservations.CountAsync(), await db.Records.CountAsync())
            )
        );
    }

    [Fact]
    public async Task What_was_typed_stands_in_the_record_and_folded_search_finds_it()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.Database.FillCatalogueAsync(portal.Time);
        await portal.As<ImportService>(Role.Supervisor).AcceptAsync(Samples);

        var found = await portal
            .As<ReservationListService>(Role.Supervisor)
            .ListAsync(new ReservationFilter { Search = "吉野見本" }, new PageRequest(0, 50));
        AssertEach.Of(found.Rows, row => Assert.Contains("𠮷野見本", row.BusinessName, StringComparison.Ordinal));
        Assert.NotEmpty(found.Rows);

        var record = await portal.ReadAsync(db => db.Records.Include(row => row.Reservation).ToListAsync());
        var one = record.Single(row => row.Reservation!.Details.BusinessName == "(株)齋藤ひながた3");
        Assert.Equal((new TimeOnly(16, 0), new TimeOnly(16, 55), 55), (one.Details.StartedAt, one.Details.EndedAt, one.Details.Minutes()));
        Assert.Equal(2, one.Details.MeasureIds.Count);
        Assert.Equal("従業員の休業手当について知りたい。", one.Details.Summary);
        Assert.Equal(2, one.Details.Guidance.Count);
        Assert.Equal("要通訳", one.Details.Remarks);
        Assert.Equal(ReservationStatus.Completed, one.Reservation!.Status);
    }

    [Fact]
    public async Task A_booking_at_the_time_of_a_planned_slot_has_that_slot_and_the_next_one_its_own()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.Database.FillCatalogueAsync(portal.Time);
        var business = Samples.Businesses.First(one => one.Bookings is [{ Record: null }]);
        var booking = business.Bookings[0].Booking;
        var (date, start, end) = (booking.ClinicDate.Value!.Value, booking.Start.Value!.Value, booking.End.Value!.Value);
        var venue = Make.Venue(booking.Venue.Value, Domain.Text.Ward.Nakagyo);
        var hours = new Timetable(start, end.AddHours(2), (int)(end - start).TotalMinutes) { GapMinutes = 10 };
        var planned = new Clinic(venue.Id, date, hours, [portal.Staff[Role.Scrivener].Id]);
        await portal.AddAsync(venue, planned);
        var other = business with { Name = "有限会社仮名", Telephone = "0750003333" };

        await portal.As<ImportService>(Role.Supervisor).AcceptAsync(Samples with { Businesses = [business, other] });

        var slots = await portal.ReadAsync(db => db.Reservations.Select(row => row.SlotId).ToListAsync());
        Assert.Equal(2, slots.Distinct().Count());
        Assert.Contains(planned.Slots[0].Id, slots);
        Assert.Equal(planned.Slots.Count + 1, await portal.ReadAsync(db => db.Slots.CountAsync(slot => slot.ClinicId == planned.Id)));
    }

    [Fact]
    public async Task An_import_that_fails_half_way_leaves_nothing()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.Database.FillCatalogueAsync(portal.Time);
        var last = Samples.Businesses[40];
        var nowhere = last.Bookings[0] with { Booking = last.Bookings[0].Booking with { Venue = default } };
        var reading = Samples with { Businesses = [.. Samples.Businesses.Take(40), last with { Bookings = [nowhere] }] };

        await Assert.ThrowsAnyAsync<Exception>(() => portal.As<ImportService>(Role.Supervisor).AcceptAsync(reading));

        Assert.Equal(0, await portal.ReadAsync(db => db.Reservations.CountAsync()));
        Assert.Equal(0, await portal.ReadAsync(db => db.Businesses.CountAsync()));
    }
}
