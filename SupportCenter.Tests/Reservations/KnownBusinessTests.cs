using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Reservations;

public sealed class KnownBusinessTests
{
    [Theory]
    [InlineData("㈱サンプル工房")]
    [InlineData("株式会社サンプル工房")]
    [InlineData("（株）さんぷる工房")]
    [InlineData("ｻﾝﾌﾟﾙ")]
    [InlineData("さんぷる")]
    [InlineData("サンプル　工房")]
    [InlineData("見本花子")]
    [InlineData("０７５－０００－１２３４")]
    [InlineData("075(000)1234")]
    [InlineData("0750001234")]
    [InlineData("075.000.12")]
    [InlineData("1234")]
    public async Task A_known_business_is_offered_whatever_the_spelling(string typed)
    {
        await using var centre = await BookingTestCentre.StartAsync();
        await centre.BookAsync(0, Make.Details("㈱サンプル工房"));
        await centre.BookAsync(1, Make.Details("例題商店", "075-000-8888", "例題 次郎"));

        var offered = await centre.Booking.SuggestAsync(typed, typed);

        var business = Assert.Single(offered);
        Assert.Equal(
            ("㈱サンプル工房", "見本 花子", "075-***-**34", 2),
            (business.Name, business.ContactName, business.MaskedTelephone, business.NextVisitNumber)
        );
        Assert.Equal((Ward.Fushimi, "製造業", 12), (business.Ward, business.Industry, business.EmployeeCount));
        Assert.Equal(centre.Clinic.Date, business.Ahead!.Date);
    }

    [Fact]
    public async Task The_number_goes_before_the_name_and_no_more_than_eight_are_offered()
    {
        await using var centre = await BookingTestCentre.StartAsync(slots: 12);
        for (var i = 0; i < 11; i++)
        {
            await centre.BookAsync(i, Make.Details($"例示商店 第{i}号店", $"075-000-10{i:00}", contact: null));
        }

        var byName = await centre.Booking.SuggestAsync("例示商店", null);
        var both = await centre.Booking.SuggestAsync("例示商店", "075-000-1007");

        Assert.Equal(8, byName.Count);
        Assert.Equal("例示商店 第7号店", both[0].Name);
        Assert.Empty(await centre.Booking.SuggestAsync("", "07"));
        Assert.Empty(await centre.Booking.SuggestAsync(null, null));
    }

    [Fact]
    public async Task What_was_offered_leaves_one_audit_row_however_often_it_is_typed_again()
    {
        await using var centre = await BookingTestCentre.StartAsync();
        var booked = (await centre.BookAsync(0)).Booked!;
        var booking = centre.Booking;

        await booking.SuggestAsync("例示", null);
        await booking.SuggestAsync("例示製", null);

        var row = Assert.Single(await centre.Portal.AuditAsync(), entry => entry.Act == AuditActs.BusinessesSuggested);
        Assert.Equal(booked.BusinessId, Assert.Single(row.Businesses).BusinessId);
    }

    [Fact]
    public async Task A_picked_business_fills_in_the_form_and_counts_the_visit()
    {
        await using var centre = await BookingTestCentre.StartAsync();
        var booked = (await centre.BookAsync(0)).Booked!;

        var details = (await centre.Booking.PrefillAsync(booked.BusinessId))!;

        Assert.Equal(
            ("株式会社例示製作所", "見本 花子", "075-000-1234", 2),
            (details.BusinessName, details.ContactName, details.Telephone, details.VisitNumber)
        );
        Assert.Equal((Ward.Fushimi, "製造業", 12), (details.Ward, details.Industry, details.EmployeeCount));
        Assert.True(details is { Memo: null, WishedMeasure: null, Answers: [] });
        Assert.Contains(await centre.Portal.AuditAsync(), entry =>
            entry.Act == AuditActs.BusinessViewed && entry.Businesses.Any(one => one.BusinessId == booked.BusinessId)
        );
        Assert.Null(await centre.Booking.PrefillAsync(Guid.Empty));
    }

    [Theory]
    [InlineData("別の会社", "０７５ー０００ー１２３４", DuplicateSigns.SameTelephone)]
    [InlineData("例示製作所 株式会社", "075-000-5555", DuplicateSigns.SameName)]
    [InlineData("例示制作所", "075-000-5555", DuplicateSigns.NearName)]
    [InlineData("例示製作所本店", "075-000-5555", DuplicateSigns.NearName)]
    public async Task Likely_duplicates_are_shown_before_saving_with_the_reservation_they_already_have(
        string name,
        string telephone,
        DuplicateSigns sign
    )
    {
        await using var centre = await BookingTestCentre.StartAsync();
        await centre.BookAsync(0);
        await centre.BookAsync(1, Make.Details("見本運輸", "075-000-0001"));

        var likely = Assert.Single(await centre.Booking.FindDuplicatesAsync(Make.Details(name, telephone)));

        Assert.Equal("株式会社例示製作所", likely.Business.Name);
        Assert.Equal(sign | DuplicateSigns.AlreadyBooked, likely.Signs);
    }

    [Fact]
    public async Task The_picked_business_is_shown_again_only_when_it_has_a_reservation_ahead()
    {
        await using var centre = await BookingTestCentre.StartAsync();
        var booked = (await centre.BookAsync(0)).Booked!;
        Assert.Equal(
            DuplicateSigns.AlreadyBooked,
            Assert.Single(await centre.Booking.FindDuplicatesAsync(Make.Details(), booked.BusinessId)).Signs & DuplicateSigns.AlreadyBooked
        );

        centre.Portal.Time.Advance(TimeSpan.FromDays(30));

        Assert.Empty(await centre.Booking.FindDuplicatesAsync(Make.Details(), booked.BusinessId));
    }

    [Fact]
    [Asvs("8.3.1")]
    public async Task A_scrivener_is_offered_no_business()
    {
        await using var centre = await BookingTestCentre.StartAsync();
        await Assert.ThrowsAsync<AccessRefusedException>(() => centre.Portal.As<BookingService>(Role.Scrivener).SuggestAsync("例示", null));
    }
}
