using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Tests.Reservations;

namespace SupportCenter.Tests.Businesses;

public sealed class BusinessServiceTests
{
    [Fact]
    public async Task A_business_is_shown_with_its_visits_newest_first_and_the_view_is_in_its_ledger()
    {
        await using var day = await OneDay.SetAsync();

        var view = (await day.Portal.As<BusinessService>(Role.BookingStaff).FindAsync(day.Business.Id))!;

        Assert.Equal(("株式会社例示製作所", "075-***-**34"), (view.Name, view.TelephoneMasked));
        Assert.Equal([day.Second.Id, day.First.Id], view.Visits.Select(visit => visit.ReservationId));
        AssertEach.Of(view.Visits, visit => Assert.True(visit.CanOpen));
        var row = Assert.Single(await day.Portal.AuditAsync());
        Assert.Equal((AuditActs.BusinessViewed, day.Business.Id), (row.Act, Assert.Single(row.Businesses).BusinessId));
    }

    [Fact]
    [Asvs("8.2.2")]
    public async Task A_scrivener_sees_the_history_of_the_businesses_met_and_no_others()
    {
        await using var day = await OneDay.SetAsync();
        var stranger = day.Portal.As<BusinessService>(day.Stranger);
        Assert.Null(await stranger.FindAsync(day.Business.Id));
        Assert.Null(await stranger.RevealTelephoneAsync(day.Business.Id));

        await day.Portal.AddAsync(Make.Reservation(day.Business, day.Tomorrow, day.Tomorrow.Slots[0], day.Portal.Staff[Role.BookingStaff]));
        var view = (await stranger.FindAsync(day.Business.Id))!;

        Assert.Equal([true, false, false], view.Visits.Select(visit => visit.CanOpen));
        Assert.Equal("075-000-1234", await stranger.RevealTelephoneAsync(day.Business.Id));
        await Assert.ThrowsAsync<AccessRefusedException>(() => stranger.OpenForCorrectionAsync(day.Business.Id));
    }

    [Fact]
    public async Task A_corrected_business_is_found_by_its_new_name_and_its_reservations_keep_what_was_said()
    {
        await using var day = await OneDay.SetAsync();
        var businesses = day.Portal.As<BusinessService>(Role.BookingStaff);
        var opened = (await businesses.OpenForCorrectionAsync(day.Business.Id))!;

        opened.Details.BusinessName = "　例示ホールディングス ";
        opened.Details.Telephone = "075-000-5678";
        Assert.True((await businesses.CorrectAsync(day.Business.Id, opened.Details, opened.Version)).IsSaved);

        var view = (await businesses.FindAsync(day.Business.Id))!;
        Assert.Equal(("例示ホールディングス", "075-***-**78"), (view.Name, view.TelephoneMasked));
        Assert.Equal("株式会社例示製作所", (await day.As(Role.BookingStaff).FindAsync(day.First.Id))!.BusinessName);
        var found = await day
            .Portal.As<ReservationListService>(Role.BookingStaff)
            .ListAsync(new() { Search = "ﾎｰﾙﾃﾞｨﾝｸﾞｽ" }, ListScene.Page());
        Assert.Equal(2, found.Count);
        Assert.Contains(await day.Portal.AuditAsync(), row =>
            row.Act == AuditActs.BusinessCorrected && row.Fields.Contains("Name", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Of_two_who_correct_one_business_the_second_sees_what_stands_now()
    {
        await using var day = await OneDay.SetAsync();
        var (first, second) = (day.Portal.As<BusinessService>(Role.BookingStaff), day.Portal.As<BusinessService>(Role.Supervisor));
        var (mine, yours) = (
            (await first.OpenForCorrectionAsync(day.Business.Id))!,
            (await second.OpenForCorrectionAsync(day.Business.Id))!
        );
        mine.Details.ContactName = "見本 太郎";
        yours.Details.ContactName = "見本 次郎";

        Assert.True((await first.CorrectAsync(day.Business.Id, mine.Details, mine.Version)).IsSaved);
        var outcome = await second.CorrectAsync(day.Business.Id, yours.Details, yours.Version);

        Assert.Equal((false, "見本 太郎", "見本 次郎"), (outcome.IsSaved, outcome.Theirs!.Details.ContactName, yours.Details.ContactName));
        Assert.True((await second.CorrectAsync(day.Business.Id, yours.Details, outcome.Theirs.Version)).IsSaved);
    }

    [Fact]
    public async Task An_open_page_is_told_only_of_what_concerns_it()
    {
        await using var day = await OneDay.SetAsync();
        var businesses = day.Portal.As<BusinessService>(Role.BookingStaff);
        var stamp = (await businesses.FindAsync(day.Business.Id))!.Stamp;

        Assert.False(await businesses.IsNewerAsync(day.Business.Id, stamp));
        await day.As(Role.BookingStaff).ArriveAsync(day.First.Id);
        Assert.True(await businesses.IsNewerAsync(day.Business.Id, stamp));
    }

    [Theory]
    [InlineData("", "075-000-1234", "BusinessName")]
    [InlineData("名", "電話なし", "Telephone")]
    public async Task A_wrong_field_is_refused_beside_the_field(string name, string telephone, string field)
    {
        await using var day = await OneDay.SetAsync();
        var businesses = day.Portal.As<BusinessService>(Role.BookingStaff);
        var version = (await businesses.OpenForCorrectionAsync(day.Business.Id))!.Version;

        var refused = await Assert.ThrowsAsync<RuleException>(() =>
            businesses.CorrectAsync(day.Business.Id, new() { BusinessName = name, Telephone = telephone }, version)
        );

        Assert.Equal(field, refused.Field);
    }
}
