using SupportCenter.Domain.Access;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Import;
using SupportCenter.Domain.Reservations;
using SupportCenter.Tests.Consultations;

namespace SupportCenter.Tests.Access;

/// <summary>What each role is given, read off what the use cases give back.</summary>
public sealed class ReceivedFieldsTests
{
    private static readonly string[] OfTheRecord =
    [
        nameof(ConsultationDetails.OtherTopic),
        nameof(ConsultationDetails.CityMeasure),
        nameof(ConsultationDetails.OtherMeasure),
        nameof(ConsultationDetails.OtherTrouble),
        nameof(ConsultationDetails.Summary),
        nameof(ConsultationDetails.Guidance),
        nameof(ConsultationDetails.Impression),
        nameof(ConsultationDetails.Remarks),
    ];

    private static readonly string?[] OfBusinesses =
    [
        typeof(ReservationView).Namespace,
        typeof(BusinessView).Namespace,
        typeof(ConsultationView).Namespace,
        typeof(DocumentRow).Namespace,
        typeof(ImportReport).Namespace,
    ];

    [Fact]
    [Asvs("15.3.1")]
    public void What_the_record_says_reaches_scriveners_and_the_city_and_nobody_else()
    {
        var fields = ReceivedFields.All.Where(field => OfTheRecord.Contains(field.Name)).ToList();

        Assert.Equal(OfTheRecord.Length, fields.Count);
        AssertEach.Of(fields, field =>
            Assert.Equal(
                [
                    (Role.Scrivener, AccessScope.Own),
                    (Role.BookingStaff, AccessScope.None),
                    (Role.Supervisor, AccessScope.All),
                    (Role.Administrator, AccessScope.None),
                    (Role.Auditor, AccessScope.None),
                ],
                Enum.GetValues<Role>().Select(role => (role, field.For(role)))
            )
        );
        AssertEach.Of(fields, field => Assert.Equal([Role.Administrator], Enum.GetValues<Role>().Where(field.OnlyInEmergencyFor)));
    }

    [Fact]
    [Asvs("15.3.1")]
    public void What_was_said_at_the_booking_reaches_those_who_book_and_receive()
    {
        foreach (
            var field in ReceivedFields.All.Where(field =>
                field.Name
                    is nameof(ReservationDetails.BusinessName)
                        or nameof(ReservationDetails.Telephone)
                        or nameof(ReservationDetails.WishedMeasure)
                        or nameof(ReservationDetails.Memo)
            )
        )
        {
            Assert.Equal(
                (AccessScope.Own, AccessScope.All, AccessScope.All, AccessScope.None, AccessScope.None),
                (
                    field.For(Role.Scrivener),
                    field.For(Role.BookingStaff),
                    field.For(Role.Supervisor),
                    field.For(Role.Administrator),
                    field.For(Role.Auditor)
                )
            );
        }
    }

    [Theory]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Auditor)]
    [Asvs("15.3.1")]
    public void No_type_that_holds_anything_of_a_business_is_given_to_administrators_or_auditors_but_in_an_emergency(Role role)
    {
        var given = Enum.GetValues<Permission>()
            .Where(permission => permission != Permission.ViewInEmergency && Permissions.Allows(role, permission))
            .SelectMany(ReceivedFields.TypesGivenWith)
            .Distinct()
            .ToList();

        Assert.NotEmpty(given);
        // Of an emergency access that was asked for: states and times, the record's id alone.
        Assert.Empty(
            given
                .Where(type => OfBusinesses.Contains(type.Namespace) && !type.IsEnum && type != typeof(EmergencyRow))
                .Select(type => type.Name)
        );
    }

    [Fact]
    [Asvs("15.3.1")]
    public void No_entity_leaves_a_use_case()
    {
        var given = Enum.GetValues<Permission>().SelectMany(ReceivedFields.TypesGivenWith).Distinct().ToList();

        Assert.NotEmpty(given);
        Assert.Empty(given.Where(type => typeof(Domain.Audit.IAudited).IsAssignableFrom(type)).Select(type => type.Name));
    }

    [Fact]
    [Asvs("15.3.1")]
    public async Task Booking_staff_are_not_even_told_which_record_there_is()
    {
        await using var scene = await ConsultationScene.SetAsync();
        await scene.StartAsync();

        var clerk = (await scene.Portal.As<ReservationService>(Role.BookingStaff).FindAsync(scene.Reservation.Id))!;
        var business = (await scene.Portal.As<BusinessService>(Role.BookingStaff).FindAsync(scene.Business.Id))!;

        Assert.Null(clerk.RecordId);
        AssertEach.Of(business.Visits, visit => Assert.Null(visit.RecordId));
        Assert.NotNull((await scene.Portal.As<ReservationService>(Role.Supervisor).FindAsync(scene.Reservation.Id))!.RecordId);
    }
}
