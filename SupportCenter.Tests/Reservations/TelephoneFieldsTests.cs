using Bunit;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;
using SupportCenter.Portal.Businesses;
using SupportCenter.Portal.Reservations;
using SupportCenter.Tests.Components;

namespace SupportCenter.Tests.Reservations;

/// <summary>Extensions, second numbers, numbers of other countries and none, wherever a number is asked for.</summary>
public sealed class TelephoneFieldsTests : PageTest
{
    private static readonly Type[] Types =
    [
        .. typeof(ITelephoneFields)
            .Assembly.GetTypes()
            .Where(type => type.GetProperties().Any(one => one.IsDefined(typeof(TelephoneNumberAttribute), false))),
    ];

    /// <summary>Every form that asks for a number.</summary>
    public static TheoryData<Type> Forms => [.. Types];

    [Fact]
    public void Whoever_asks_for_a_number_asks_for_its_extension_and_for_the_reason_of_none()
    {
        Assert.Contains(typeof(CallbackDetails), Types);
        AssertEach.Of(Types, type => Assert.True(type.IsAssignableTo(typeof(ITelephoneFields)), type.Name));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void What_is_behind_a_number_is_kept_in_its_own_field_of_every_form(Type form)
    {
        var typed = Of(form, "０７５－０００－１２３４（内線１２）", "平日のみ", null);

        var kept = (ITelephoneFields)Cleaned(typed);

        Assert.Equal(("0750001234", "平日のみ （内線１２）"), (kept.Telephone, kept.TelephoneNote));
        Assert.Empty(Broken(kept));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_foreign_number_or_none_is_taken_with_a_reason_and_refused_without(Type form)
    {
        Assert.NotEmpty(Broken(Of(form, "+1 212 555 0100", null, null)));
        Assert.Empty(Broken(Of(form, "+1 212 555 0100", null, TelephoneReason.Foreign)));
        Assert.Equal(
            "+12125550100",
            ((ITelephoneFields)Cleaned(Of(form, "＋１（２１２）５５５－０１００", null, TelephoneReason.Foreign))).Telephone
        );
        Assert.NotEmpty(Broken(Of(form, "12", null, TelephoneReason.Foreign)));
        Assert.NotEmpty(Broken(Of(form, "\u3164", null, TelephoneReason.Foreign)));
        Assert.True(Assert.Single(Broken(Of(form, "", null, null))).IsMissing);
        AssertEach.Of(new[] { TelephoneReason.None, TelephoneReason.Withheld, TelephoneReason.Other }, reason =>
            Assert.Empty(Broken(Of(form, "　", null, reason)))
        );
        Assert.NotEmpty(Broken(Of(form, "075-000-12", null, TelephoneReason.None)));
        Assert.Empty(Broken(Of(form, "075-000-1234", null, TelephoneReason.Other)));
    }

    [Fact]
    public async Task An_extension_that_is_typed_behind_the_number_is_seen_to_move_into_its_field_and_is_kept()
    {
        var page = await OpenWalkInAsync();
        await TypeAsync(page, "#BusinessName", "株式会社例示製作所");
        await TypeAsync(page, "#Telephone", "075-000-1234 内線12");

        Assert.Equal(
            ("075-000-1234", "内線12"),
            (page.Find("#Telephone").GetAttribute("value"), page.Find("#TelephoneNote").GetAttribute("value"))
        );
        await TypeAsync(page, "#Telephone", "075-000-1234、090-0000-9876");
        Assert.Equal("内線12 090-0000-9876", page.Find("#TelephoneNote").GetAttribute("value"));
        await SendAsync(page);

        var (id, business) = await BookedAsync(page);
        var staff = Portal.As<ReservationService>(Role.BookingStaff);
        Assert.Equal("075-***-**34 内線** ***-****-****", (await staff.FindAsync(id))!.TelephoneMasked);
        Assert.Equal("075-000-1234 内線12 090-0000-9876", await staff.RevealTelephoneAsync(id));
        Assert.Equal(
            "075-000-1234 内線12 090-0000-9876",
            await Portal.As<BusinessService>(Role.BookingStaff).RevealTelephoneAsync(business)
        );
        var next = (await Portal.As<BookingService>(Role.BookingStaff).PrefillAsync(business))!;
        Assert.Equal(("075-000-1234", "内線12 090-0000-9876"), (next.Telephone, next.TelephoneNote));
    }

    [Fact]
    public async Task A_client_without_a_number_is_received_once_the_reason_is_chosen()
    {
        var page = await OpenWalkInAsync();
        await TypeAsync(page, "#BusinessName", "例示の屋台");
        await SendAsync(page);
        AssertRefused(page, "#Telephone", "", "理由");

        await TypeAsync(page, "#TelephoneReason", nameof(TelephoneReason.None));

        Assert.Empty(page.FindAll("#Telephone-error"));
        await SendAsync(page);
        var (id, business) = await BookedAsync(page);
        Assert.Equal("（電話がない）", (await Portal.As<ReservationService>(Role.BookingStaff).FindAsync(id))!.TelephoneMasked);
        Assert.Null(await Portal.As<ReservationService>(Role.BookingStaff).RevealTelephoneAsync(id));
        var facts = Open<BusinessPage>(Role.BookingStaff, it => it.Add(one => one.Id, business.ToShort()));
        facts.WaitForAssertion(() => Assert.Contains("（電話がない）", facts.Markup, StringComparison.Ordinal), Patience);
        Assert.DoesNotContain(facts.FindAll("dd button"), button => button.TextContent.Contains("表示", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_caller_with_a_foreign_number_is_received_found_by_it_and_recognised_the_next_time()
    {
        var page = await OpenWalkInAsync();
        await TypeAsync(page, "#BusinessName", "Example Trading");
        await TypeAsync(page, "#Telephone", "+1 212 555 0100");
        await SendAsync(page);
        AssertRefused(page, "#Telephone", "+1 212 555 0100", "海外の番号");

        await TypeAsync(page, "#TelephoneReason", nameof(TelephoneReason.Foreign));
        await SendAsync(page);

        var (id, business) = await BookedAsync(page);
        Assert.Equal("+12125550100 （海外の番号）", await Portal.As<ReservationService>(Role.BookingStaff).RevealTelephoneAsync(id));
        Assert.Equal([business], await FoundAsync("+1-212-555-0100"));
        var known = Assert.Single(await Portal.As<BookingService>(Role.BookingStaff).SuggestAsync(null, "+1 (212) 555-0100"));
        Assert.Equal(business, known.Id);
    }

    [Theory]
    [InlineData("れいじせいさくじょ")]
    [InlineData("レイジセイサクショ")]
    [InlineData("ﾚｲｼﾞ")]
    [InlineData("せいさく")]
    public async Task A_business_is_found_by_the_reading_of_its_name_in_any_kana(string typed)
    {
        var business = await BookAsync(Details("株式会社禮示製作所", "れいじせいさくしょ れいじせいさくじょ"));

        Assert.Equal([business], await FoundAsync(typed));
        Assert.Equal(business, Assert.Single(await Portal.As<BookingService>(Role.BookingStaff).SuggestAsync(typed, null)).Id);
    }

    [Fact]
    public async Task A_second_number_finds_the_business_and_an_extension_does_not_outlive_its_number()
    {
        var details = Make.Details();
        details.TelephoneNote = "内線12、又は０９０－００００－９８７６";
        var business = await BookAsync(details);
        Assert.Equal([business], await FoundAsync("090-0000-9876"));
        Assert.Equal([business], await FoundAsync("9876"));

        var moved = Make.Details(telephone: "075-000-5555");
        await BookAsync(moved);

        var known = await Portal.ReadAsync(db => db.Businesses.SingleAsync());
        Assert.Equal(("0750005555", null), (known.Telephone, known.TelephoneNote));
        Assert.Equal([business], (await FoundAsync("090-0000-9876")).Distinct());
    }

    [Fact]
    public async Task A_caller_who_is_rung_back_keeps_extension_and_reason_from_the_list_into_the_booking()
    {
        var callbacks = Portal.As<CallbackService>(Role.BookingStaff);
        var id = await callbacks.QueueAsync(
            new CallbackDetails
            {
                BusinessName = "待つ商店",
                Telephone = "+44 20 0000 0000 ext.7",
                TelephoneReason = TelephoneReason.Foreign,
            }
        );

        Assert.Equal("**********00 ext.* （海外の番号）", Assert.Single(await callbacks.ListAsync()).MaskedTelephone);
        Assert.Equal("+442000000000 ext.7 （海外の番号）", await callbacks.RevealTelephoneAsync(id));
        var details = (await callbacks.PrefillAsync(id))!.Details;
        Assert.Equal(
            ("+442000000000", "ext.7", TelephoneReason.Foreign),
            (details.Telephone, details.TelephoneNote, details.TelephoneReason!.Value)
        );
    }

    [Fact]
    public async Task A_business_without_a_number_can_be_corrected()
    {
        var details = Details("例示の屋台", null);
        (details.Telephone, details.TelephoneReason) = ("", TelephoneReason.Withheld);
        var id = await BookAsync(details);
        var businesses = Portal.As<BusinessService>(Role.BookingStaff);
        var opened = (await businesses.OpenForCorrectionAsync(id))!;
        opened.Details.BusinessNameReading = "れいじのやたい";

        Assert.True((await businesses.CorrectAsync(id, opened.Details, opened.Version)).IsSaved);

        Assert.Equal([id], await FoundAsync("やたい"));
        Assert.Equal("れいじのやたい", (await businesses.FindAsync(id))!.NameReading);
    }

    private static ReservationDetails Details(string name, string? reading)
    {
        var details = Make.Details(name);
        details.BusinessNameReading = reading;
        return details;
    }

    private async Task<Guid> BookAsync(ReservationDetails details)
    {
        var venue = Make.Venue();
        var clinic = Make.Clinic(venue, Portal.Today.AddDays(4), Portal.Staff[Role.Scrivener]);
        await Portal.AddAsync(venue, clinic);
        var booked = await Portal
            .As<BookingService>(Role.BookingStaff)
            .BookAsync(
                new BookingInput
                {
                    SlotId = clinic.Slots[0].Id,
                    Details = details,
                    CommandKey = NewId.Create(),
                }
            );
        return booked.Booked!.BusinessId;
    }

    private async Task<IEnumerable<Guid>> FoundAsync(string typed) =>
        (
            await Portal
                .As<ReservationListService>(Role.BookingStaff)
                .ListAsync(new() { Search = typed }, new PageRequest(0, 20, null, false))
        ).Rows.Select(row => row.BusinessId);

    private async Task<(Guid Id, Guid Business)> BookedAsync(IRenderedComponent<WalkInPage> page)
    {
        page.WaitForState(() => page.FindAll(".read-back").Count == 1, Patience);
        var row = await Portal.ReadAsync(db => db.Reservations.Select(row => new { row.Id, row.BusinessId }).SingleAsync());
        return (row.Id, row.BusinessId);
    }

    private async Task<IRenderedComponent<WalkInPage>> OpenWalkInAsync()
    {
        var venue = Make.Venue();
        var clinic = Make.Clinic(venue, Portal.Today, Portal.Staff[Role.Scrivener]);
        await Portal.AddAsync(venue, clinic);
        Portal.Time.Advance(new TimeSpan(4, 12, 0));
        var page = Open<WalkInPage>(Role.BookingStaff, parameters => parameters.Add(it => it.Id, clinic.Id.ToShort()));
        page.WaitForState(() => page.FindAll("input[name=place]").Count == 3, Patience);
        return page;
    }

    private static ITelephoneFields Of(Type form, string telephone, string? note, TelephoneReason? reason)
    {
        var details = (ITelephoneFields)Activator.CreateInstance(form)!;
        (details.Telephone, details.TelephoneNote, details.TelephoneReason) = (telephone, note, reason);
        return details;
    }

    private static List<BrokenRule> Broken(ITelephoneFields details) =>
        [.. typeof(ITelephoneFields).GetProperties().SelectMany(property => FormChecks.OfField(details, property.Name))];

    private static object Cleaned(object details) =>
        typeof(FormFields).GetMethod(nameof(FormFields.Cleaned))!.MakeGenericMethod(details.GetType()).Invoke(null, [details])!;
}
