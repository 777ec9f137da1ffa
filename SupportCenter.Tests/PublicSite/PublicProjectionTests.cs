using System.Reflection;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.PublicSite;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.PublicSite;

/// <summary>What the public page is made from can hold nobody's data, whoever asks and whatever is booked.</summary>
public sealed class PublicProjectionTests
{
    /// <summary>Places, times and counts. Whatever is added here is published.</summary>
    private static readonly Dictionary<string, Type> Published = new(StringComparer.Ordinal)
    {
        ["PublicSchedule.From"] = typeof(DateOnly),
        ["PublicSchedule.To"] = typeof(DateOnly),
        ["PublicSchedule.Clinics"] = typeof(IReadOnlyList<PublicClinic>),
        ["PublicClinic.Date"] = typeof(DateOnly),
        ["PublicClinic.StartsAt"] = typeof(TimeOnly),
        ["PublicClinic.EndsAt"] = typeof(TimeOnly),
        ["PublicClinic.VenueName"] = typeof(string),
        ["PublicClinic.Ward"] = typeof(Ward),
        ["PublicClinic.Address"] = typeof(string),
        ["PublicClinic.Access"] = typeof(string),
        ["PublicClinic.OpeningHours"] = typeof(string),
        ["PublicClinic.Sessions"] = typeof(IReadOnlyList<SlotTime>),
        ["PublicClinic.Pauses"] = typeof(string),
        ["PublicClinic.Hours"] = typeof(string),
        ["PublicClinic.CalendarId"] = typeof(Guid),
        ["PublicClinic.Revision"] = typeof(int),
        ["PublicClinic.RevisedAtUtc"] = typeof(DateTime),
        ["PublicClinic.Free"] = typeof(int),
        ["PublicClinic.IsCancelled"] = typeof(bool),
        ["PublicClinic.Availability"] = typeof(Availability),
    };

    [Fact]
    [Asvs("15.3.1")]
    public void The_public_schedule_is_made_of_places_times_and_counts_only()
    {
        var found = new[] { typeof(PublicSchedule), typeof(PublicClinic) }.SelectMany(type =>
            type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Select(property => KeyValuePair.Create($"{type.Name}.{property.Name}", property.PropertyType))
        );
        Assert.Equal(
            Published.OrderBy(entry => entry.Key, StringComparer.Ordinal),
            found.OrderBy(entry => entry.Key, StringComparer.Ordinal)
        );
        AssertEach.Of(
            typeof(PublicScheduleService).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly),
            method =>
            {
                Assert.Equal(typeof(Task<PublicSchedule>), method.ReturnType);
                Assert.Equal(Permission.ViewPublicSchedule, method.GetCustomAttribute<RequiresPermissionAttribute>()!.Permission);
            }
        );
        // Its texts are a venue's, all of which is public.
        AssertEach.Of(["Name", "Address", "Access", "OpeningHours"], name => Assert.NotNull(typeof(VenueDetails).GetProperty(name)));
    }

    [Fact]
    public async Task A_clinic_that_is_over_is_not_shown_and_the_words_follow_the_free_places()
    {
        await using var portal = await TestPortal.StartAsync();
        var (venue, business) = (Make.Venue(), Make.Business(Make.Details()));
        var today = Make.Clinic(venue, portal.Today, portal.Staff[Role.Scrivener]);
        var tomorrow = Make.Clinic(venue, portal.Today.AddDays(1), portal.Staff[Role.Scrivener]);
        await portal.AddAsync(
            venue,
            business,
            today,
            tomorrow,
            Make.Reservation(business, tomorrow, tomorrow.Slots[0], portal.Staff[Role.BookingStaff])
        );
        var service = portal.AsAnyone<PublicScheduleService>();

        Assert.Equal([Availability.Open, Availability.Few], (await service.ReadAsync()).Clinics.Select(clinic => clinic.Availability));
        portal.Time.Set(new DateTimeOffset(2020, 7, 16, 15, 30, 0, TimeSpan.FromHours(9)));
        Assert.Equal([Availability.Full, Availability.Few], (await service.ReadAsync()).Clinics.Select(clinic => clinic.Availability));
        portal.Time.Set(new DateTimeOffset(2020, 7, 16, 16, 0, 0, TimeSpan.FromHours(9)));
        Assert.Equal([portal.Today.AddDays(1)], (await service.ReadAsync()).Clinics.Select(clinic => clinic.Date));
    }
}
