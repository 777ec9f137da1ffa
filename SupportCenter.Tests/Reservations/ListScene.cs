using System.Globalization;
using System.Text.Json;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Reservations;

/// <summary>A portal with the 95 bookings of the sample list, as a person would have booked them: 14 venues, two 行政書士 who share
/// them.</summary>
internal sealed class ListScene : IAsyncDisposable
{
    private ListScene(TestPortal portal, IReadOnlyList<Sample> samples) => (Portal, Samples) = (portal, samples);

    public TestPortal Portal { get; }

    public IReadOnlyList<Sample> Samples { get; }

    /// <summary>The colleague who has the desks at every second venue.</summary>
    public StaffMember Colleague { get; } = Make.Staff(Role.Scrivener, "行政書士 雛形四葉");

    public List<Venue> Venues { get; } = [];

    public List<Reservation> Reservations { get; } = [];

    public ReservationListService AsBookingStaff => Portal.As<ReservationListService>(Role.BookingStaff);

    public static PageRequest Page(int skip = 0, int take = 200, string? sortBy = ReservationSort.Date, bool descending = false) =>
        new(skip, take, sortBy, descending);

    public static async Task<ListScene> SetAsync()
    {
        using var expected = JsonDocument.Parse(
            await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Samples", "expected.json"))
        );
        var samples = expected.RootElement.GetProperty("list").Deserialize<List<Sample>>(JsonSerializerOptions.Web)!;
        var scene = new ListScene(await TestPortal.StartAsync(), samples);
        await scene.FillAsync();
        return scene;
    }

    public StaffMember ScrivenerOf(string venue) =>
        Venues.FindIndex(row => row.Details.Name == venue) % 2 == 0 ? Portal.Staff[Role.Scrivener] : Colleague;

    /// <summary>The keyed pieces by which the search finds a business.</summary>
    public static IEnumerable<SearchGram> Grams(TestPortal portal, Business business, params ReservationDetails[] details)
    {
        var index = portal.Database.Index;
        (business.TelephoneKey, business.NameKey) = (index.TelephoneKey(business.Telephone), index.NameKey(business.Name));
        return index
            .Grams(details.SelectMany(one => new[] { one.BusinessName, one.ContactName }), details.Select(one => one.Telephone))
            .Select(gram => new SearchGram { Gram = gram, BusinessId = business.Id });
    }

    public ValueTask DisposeAsync() => Portal.DisposeAsync();

    private async Task FillAsync()
    {
        Venues.AddRange(
            Samples
                .Select(sample => sample.Venue)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Select((name, at) => Make.Venue(name, (Ward)((at % 11) + 1)))
        );
        var rows = new List<object>(Venues) { Colleague };
        foreach (var sameBusiness in Samples.GroupBy(sample => sample.Telephone))
        {
            var details = sameBusiness.Select(sample => sample.Details).ToArray();
            var business = Make.Business(details[^1]);
            rows.Add(business);
            rows.AddRange(Grams(Portal, business, details));
            rows.AddRange(sameBusiness.SelectMany(sample => Booked(sample, business)));
        }

        await Portal.AddAsync([.. rows]);
    }

    private IEnumerable<object> Booked(Sample sample, Business business)
    {
        var venue = Venues.Find(row => row.Details.Name == sample.Venue)!;
        var clinic = new Clinic(venue.Id, sample.Date, sample.StartsAt, sample.StartsAt.AddMinutes(50), 50, [ScrivenerOf(sample.Venue).Id]);
        var reservation = Make.Reservation(business, clinic, clinic.Slots[0], Portal.Staff[Role.BookingStaff], sample.Details);
        Reservations.Add(reservation);
        return [clinic, reservation];
    }
}

/// <summary>One row of the samples' list.</summary>
internal sealed record Sample(
    int No,
    string Business,
    string Person,
    string Telephone,
    string Ward,
    string Industry,
    int? Staff,
    string Venue,
    DateOnly Date,
    string Start,
    int Visit,
    string Wish,
    string Memo
)
{
    public TimeOnly StartsAt => TimeOnly.ParseExact(Start, "H:mm", CultureInfo.InvariantCulture);

    public ReservationDetails Details =>
        FormFields.Cleaned(
            new ReservationDetails
            {
                BusinessName = Business,
                ContactName = Person,
                Telephone = Telephone,
                Ward = WardNames.Parse(Ward),
                Industry = Industry,
                EmployeeCount = Staff,
                VisitNumber = Visit,
                WishedMeasure = Wish,
                Memo = Memo,
            }
        );
}
