using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Demo;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Data;

public sealed class LargeSeedTests
{
    private static readonly LargeSeedSize Size = new(200, 1_000, 800);

    [Fact]
    public async Task As_many_rows_are_made_as_were_asked_for_and_one_audit_row_says_so()
    {
        await using var portal = await FilledAsync();

        Assert.Equal(200, await portal.ReadAsync(db => db.Businesses.CountAsync()));
        Assert.Equal(1_000, await portal.ReadAsync(db => db.Reservations.CountAsync()));
        Assert.Equal(800, await portal.ReadAsync(db => db.Records.CountAsync()));
        Assert.Equal(AuditActs.DemoDataMade, Assert.Single(await portal.AuditAsync()).Act);
        var dates = await portal.ReadAsync(db => db.Reservations.Select(row => row.Date).ToListAsync());
        Assert.True(dates.Min() < portal.Today.AddYears(-2));
        Assert.True(dates.Max() > portal.Today.AddDays(14));
        var statuses = await portal.ReadAsync(db => db.Reservations.Select(row => row.Status).Distinct().ToListAsync());
        Assert.Equal(Enum.GetValues<ReservationStatus>().Length, statuses.Count);
    }

    [Fact]
    public async Task The_list_shows_the_rows_and_finds_a_business_in_another_spelling_or_by_its_number()
    {
        await using var portal = await FilledAsync();
        var list = portal.As<ReservationListService>(Role.BookingStaff);
        var newest = new PageRequest(0, 20, ReservationSort.Date, Descending: true);

        var page = await list.ListAsync(new ReservationFilter(), newest);
        Assert.Equal((20, PageRequest.CountCap, false), (page.Rows.Count, page.Count, page.CountIsCapped));
        AssertEach.Of(page.Rows, row => Assert.StartsWith("075-***-**", row.TelephoneMasked, StringComparison.Ordinal));

        var byName = await list.ListAsync(new ReservationFilter { Search = "（株）テスト運輸" }, newest);
        Assert.NotEmpty(byName.Rows);
        AssertEach.Of(byName.Rows, row => Assert.Equal("ﾃｽﾄ運輸 株式会社", row.BusinessName));
        var byNumber = await list.ListAsync(new ReservationFilter { Search = "０７５－０００－０１１７" }, newest);
        Assert.Equal(byName.Rows.Select(row => row.Id), byNumber.Rows.Select(row => row.Id));
    }

    [Fact]
    public async Task The_records_read_as_if_scriveners_had_written_them()
    {
        await using var portal = await FilledAsync();

        var records = await portal.ReadAsync(db => db.Records.AsNoTracking().Include(row => row.Reservation).ToListAsync());
        AssertEach.Of(records, record => Assert.False(string.IsNullOrEmpty(record.Details.Summary)));
        AssertEach.Of(records, record => Assert.Equal(2, record.Details.Guidance.Count));
        AssertEach.Of(records, record =>
            Assert.Equal(record.Status != RecordStatus.Draft, record.Reservation!.Status == ReservationStatus.Completed)
        );
        AssertEach.Of(records, record => Assert.Equal(record.BusinessId, record.Reservation!.BusinessId));
    }

    [Fact]
    public async Task Nobody_sits_at_two_desks_at_once_and_every_visit_is_counted()
    {
        await using var portal = await FilledAsync();

        var seats = await portal.ReadAsync(db =>
            db.Desks.Join(db.Clinics, desk => desk.ClinicId, clinic => clinic.Id, (desk, clinic) => new { clinic.Date, desk.ScrivenerId })
                .ToListAsync()
        );
        Assert.Equal(seats.Count, seats.Distinct().Count());
        var visits = await portal.ReadAsync(db =>
            db.Reservations.Select(row => new { row.BusinessId, row.Details.VisitNumber }).ToListAsync()
        );
        AssertEach.Of(visits.GroupBy(row => row.BusinessId), rows =>
            Assert.Equal(Enumerable.Range(1, rows.Count()), rows.Select(row => row.VisitNumber).Order())
        );
    }

    [Fact]
    public async Task A_database_with_work_in_it_is_left_as_it_is()
    {
        await using var portal = await FilledAsync();

        var refused = await Assert.ThrowsAsync<RuleException>(() => portal.Database.FillLargeAsync(Size, portal.Time));
        Assert.Equal(SeedTexts.NotEmpty, refused.Message);
        Assert.Equal(1_000, await portal.ReadAsync(db => db.Reservations.CountAsync()));
    }

    [Fact]
    public async Task More_records_than_consultations_are_refused_and_nothing_is_left_behind()
    {
        await using var portal = await TestPortal.StartAsync();

        await Assert.ThrowsAsync<RuleException>(() => portal.Database.FillLargeAsync(new LargeSeedSize(10, 100, 100), portal.Time));
        Assert.False(await portal.ReadAsync(db => db.Venues.AnyAsync()));
        Assert.Empty(await portal.AuditAsync());
    }

    [Fact]
    public void Twenty_thousand_fictional_businesses_are_told_apart_by_folded_name_and_by_number()
    {
        var all = Enumerable.Range(0, LargeSeedSize.MostBusinesses).Select(n => FictionalBusinesses.Details(n, 1, [])).ToList();

        Assert.Equal(all.Count, all.Select(business => TextFolding.Fold(business.BusinessName)).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(all.Count, all.Select(business => business.Telephone).Distinct(StringComparer.Ordinal).Count());
        AssertEach.Of(all, business => Assert.Matches("^(075000|0900000)[0-9]{4}$", business.Telephone));
    }

    private static async Task<TestPortal> FilledAsync()
    {
        var portal = await TestPortal.StartAsync();
        await portal.Database.FillLargeAsync(Size, portal.Time);
        return portal;
    }
}
