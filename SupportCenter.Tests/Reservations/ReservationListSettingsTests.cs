using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Retention;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Reservations;

/// <summary>How a person wants the list: kept on the server, for that person alone.</summary>
public sealed class ReservationListSettingsTests
{
    [Fact]
    public async Task Settings_are_kept_for_the_person_who_chose_them_and_for_nobody_else()
    {
        await using var portal = await TestPortal.StartAsync();
        var (clerk, city) = (Of(portal, Role.BookingStaff), Of(portal, Role.Supervisor));
        Assert.Null(await clerk.FindAsync());
        var filter = new SavedReservationFilter
        {
            Period = ReservationPeriod.NextWeek,
            Ward = Ward.Fushimi,
            VenueId = NewId.Create(),
        };

        await clerk.SaveAsync(
            new()
            {
                Columns = [ReservationColumn.Date, ReservationColumn.Memo],
                Filters = [filter],
                PageSize = 50,
            }
        );
        var kept = await Of(portal, Role.BookingStaff).FindAsync();

        Assert.NotNull(kept);
        Assert.Equal([ReservationColumn.Business, ReservationColumn.Date, ReservationColumn.Memo], kept.Columns);
        Assert.Equal((filter, 50), (Assert.Single(kept.Filters), kept.PageSize));
        Assert.Null(await city.FindAsync());
        await clerk.ResetAsync();
        Assert.Null(await clerk.FindAsync());
    }

    [Fact]
    public async Task What_is_unknown_or_stands_twice_is_left_out()
    {
        await using var portal = await TestPortal.StartAsync();
        var same = new SavedReservationFilter { Status = ReservationStatus.Booked };
        var unknown = new SavedReservationFilter { Ward = (Ward)99 };

        var kept = await Of(portal, Role.Scrivener)
            .SaveAsync(
                new()
                {
                    Columns = [ReservationColumn.Wish, (ReservationColumn)99, ReservationColumn.Wish],
                    Filters = [same, same with { }, unknown, new()],
                    PageSize = 100_000,
                }
            );

        Assert.Equal([ReservationColumn.Business, ReservationColumn.Wish], kept.Columns);
        Assert.Equal((same, 25), (Assert.Single(kept.Filters), kept.PageSize));
    }

    [Fact]
    public async Task Nothing_that_somebody_typed_is_kept_with_a_filter()
    {
        await using var portal = await TestPortal.StartAsync();
        var typed = new ReservationFilter
        {
            Search = "例示製作所",
            Industry = "和菓子の例示",
            From = new DateOnly(2020, 7, 1),
            Period = ReservationPeriod.Past,
        };

        await Of(portal, Role.BookingStaff).SaveAsync(new() { Filters = [SavedReservationFilter.Of(typed)] });

        var row = await portal.ReadAsync(db => db.ListPreferences.SingleAsync());
        Assert.DoesNotContain("例示", row.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u", row.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("2020", row.Content, StringComparison.Ordinal);
        Assert.Contains(nameof(ReservationPeriod.Past), row.Content, StringComparison.Ordinal);
        Assert.DoesNotContain(typeof(SavedReservationFilter).GetProperties(), property => property.PropertyType == typeof(string));
        Assert.DoesNotContain(typeof(ReservationListSettings).GetProperties(), property => property.PropertyType == typeof(string));
    }

    [Fact]
    public async Task Settings_that_this_version_cannot_read_are_as_good_as_none()
    {
        await using var portal = await TestPortal.StartAsync();
        await Of(portal, Role.Supervisor).SaveAsync(new());
        await portal.ReadAsync(db =>
            db.ListPreferences.ExecuteUpdateAsync(row => row.SetProperty(one => one.Content, """{"Columns":["Gone"]}"""))
        );

        Assert.Null(await Of(portal, Role.Supervisor).FindAsync());
    }

    [Fact]
    public async Task Settings_go_when_the_persons_time_here_is_over()
    {
        await using var portal = await TestPortal.StartAsync();
        var leaving = Make.Staff(Role.Scrivener, "行政書士 見本九", endsOn: portal.Today);
        await portal.AddAsync(leaving);
        await portal.As<ReservationListSettingsService>(leaving).SaveAsync(new());
        await Of(portal, Role.Scrivener).SaveAsync(new());
        var tidy = () => portal.As<RetentionService>(CallerIdentity.Console).TidyAsync();

        await tidy();
        Assert.Equal(2, await portal.ReadAsync(db => db.ListPreferences.CountAsync()));
        portal.Time.Advance(TimeSpan.FromDays(1));
        await tidy();

        var left = await portal.ReadAsync(db => db.ListPreferences.Select(row => row.StaffId).ToListAsync());
        Assert.Equal(portal.Staff[Role.Scrivener].Id, Assert.Single(left));
    }

    [Fact]
    public async Task Keeping_settings_leaves_no_audit_row()
    {
        await using var portal = await TestPortal.StartAsync();
        await Of(portal, Role.BookingStaff).SaveAsync(new());
        Assert.Empty(await portal.AuditAsync());
    }

    [Theory]
    [InlineData(Role.Scrivener)]
    [InlineData(Role.BookingStaff)]
    [InlineData(Role.Supervisor)]
    public void Each_role_that_may_list_reservations_may_keep_its_columns(Role role)
    {
        Assert.Equal(AccessScope.Own, Permissions.For(role, Permission.KeepPreferences));
        var first = ReservationListSettings.For(Permissions.Allows(role, Permission.BookReservations)).Cleaned();
        Assert.Equal(first.Columns.Distinct().Count(), first.Columns.Count);
        Assert.Equal(ReservationColumn.Business, first.Columns[0]);
    }

    private static ReservationListSettingsService Of(TestPortal portal, Role role) => portal.As<ReservationListSettingsService>(role);
}
