using SupportCenter.Domain.Access;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Oversight;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests;

/// <summary>The one builder of test data: every name is fictional, every number 075-000-xxxx.</summary>
internal static class Make
{
    public static StaffMember Staff(Role role, string? name = null, DateOnly? endsOn = null) =>
        role switch
        {
            Role.Scrivener => new(name ?? "行政書士 見本一", Organisation.Scriveners, role, new DateOnly(2020, 4, 1), endsOn),
            Role.BookingStaff => new(name ?? "例示受付", Organisation.Contractor, role, new DateOnly(2020, 4, 1), endsOn),
            Role.Supervisor => new(name ?? "本市 監督", Organisation.City, role, new DateOnly(2020, 4, 1), endsOn),
            Role.Administrator => new(name ?? "運用 担当", Organisation.Subcontractor, role, new DateOnly(2020, 4, 1), endsOn),
            _ => new(name ?? "監査 担当", Organisation.City, role, new DateOnly(2020, 4, 1), endsOn),
        };

    /// <summary>Approved contracts of all organisations but the city, 2000 to 2099; without them their people cannot sign in.</summary>
    /// <param name="by">Who recorded them.</param>
    /// <param name="approvedBy">Who approved them.</param>
    public static IReadOnlyList<object> Contracts(StaffMember by, StaffMember approvedBy)
    {
        var at = new DateTime(2000, 4, 1, 0, 0, 0, DateTimeKind.Utc);
        Contract Approved(Organisation organisation, Guid? above)
        {
            var contract = new Contract(ContractOf(organisation), above, by.Id, at);
            contract.Approve(approvedBy.Id, at);
            return contract;
        }

        var contractor = Approved(Organisation.Contractor, null);
        return [Approved(Organisation.Scriveners, null), contractor, Approved(Organisation.Subcontractor, contractor.Id)];
    }

    /// <summary>What such a contract says.</summary>
    public static ContractDetails ContractOf(Organisation organisation, DateOnly? from = null, DateOnly? to = null) =>
        new()
        {
            Organisation = organisation,
            Party = "株式会社例示受託",
            Work = "相談予約の電話受付",
            Data = "予約の一覧（別紙1）",
            Clauses = "第3版",
            ValidFrom = from ?? new DateOnly(2000, 4, 1),
            ValidTo = to ?? new DateOnly(2099, 3, 31),
        };

    public static Venue Venue(string name = "中京区役所", Ward ward = Ward.Nakagyo) =>
        new(
            new VenueDetails
            {
                Name = name,
                Ward = ward,
                Address = "京都市" + name,
                Access = "1階 会議室",
                OpeningHours = "9:00～17:00",
            }
        );

    /// <summary>A clinic from 13:00 to 16:00 with slots of an hour.</summary>
    public static Clinic Clinic(Venue venue, DateOnly date, params StaffMember[] scriveners) =>
        new(venue.Id, date, new TimeOnly(13, 0), new TimeOnly(16, 0), 60, [.. scriveners.Select(person => person.Id)]);

    public static ReservationDetails Details(
        string name = "株式会社例示製作所",
        string telephone = "075-000-1234",
        string? contact = "見本 花子"
    ) =>
        new()
        {
            BusinessName = name,
            ContactName = contact,
            Telephone = telephone,
            Ward = Ward.Fushimi,
            Industry = "製造業",
            EmployeeCount = 12,
            WishedMeasure = "家賃支援について",
            Memo = "駐車場の有無を確認済",
        };

    public static Business Business(ReservationDetails details) => new(details, new DateTime(2020, 6, 15, 1, 0, 0, DateTimeKind.Utc));

    public static Reservation Reservation(
        Business business,
        Clinic clinic,
        Slot slot,
        StaffMember by,
        ReservationDetails? details = null
    ) =>
        Domain.Reservations.Reservation.Book(
            business,
            slot,
            clinic,
            details ?? Details(),
            by.Id,
            by.Name,
            NewId.Create(),
            new DateTime(2020, 7, 1, 1, 0, 0, DateTimeKind.Utc)
        );
}
