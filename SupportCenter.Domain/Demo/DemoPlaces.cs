using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Demo;

/// <summary>The ward offices and branch offices where the centre tours, and fictional people who work for it.</summary>
internal static class DemoPlaces
{
    // Names of public offices; addresses stop at the ward, since a demonstration needs no more.
    private static readonly (string Name, Ward Ward)[] Offices =
    [
        ("北区役所", Ward.Kita),
        ("上京区役所", Ward.Kamigyo),
        ("左京区役所", Ward.Sakyo),
        ("中京区役所", Ward.Nakagyo),
        ("東山区役所", Ward.Higashiyama),
        ("山科区役所", Ward.Yamashina),
        ("下京区役所", Ward.Shimogyo),
        ("南区役所", Ward.Minami),
        ("右京区役所", Ward.Ukyo),
        ("西京区役所", Ward.Nishikyo),
        ("洛西支所", Ward.Nishikyo),
        ("伏見区役所", Ward.Fushimi),
        ("深草支所", Ward.Fushimi),
        ("醍醐支所", Ward.Fushimi),
    ];

    private static readonly (string Name, Organisation Organisation, Role Role)[] People =
    [
        ("行政書士 見本一", Organisation.Scriveners, Role.Scrivener),
        ("行政書士 例示二子", Organisation.Scriveners, Role.Scrivener),
        ("行政書士 仮名三郎", Organisation.Scriveners, Role.Scrivener),
        ("受付 例示", Organisation.Contractor, Role.BookingStaff),
        ("受付 見本", Organisation.Contractor, Role.BookingStaff),
        ("本市 雛形 京子", Organisation.City, Role.Supervisor),
        ("本市 仮名 市郎", Organisation.City, Role.Supervisor),
        ("運用 試 太郎", Organisation.Subcontractor, Role.Administrator),
        ("運用 試 花子", Organisation.Subcontractor, Role.Administrator),
        ("監査 例 一", Organisation.City, Role.Auditor),
        ("監査 例 二", Organisation.City, Role.Auditor),
    ];

    public static IReadOnlyList<Venue> Venues() =>
        [
            .. Offices.Select(
                (office, at) =>
                    new Venue(
                        new VenueDetails
                        {
                            Name = office.Name,
                            Ward = office.Ward,
                            Address = $"京都市{office.Ward.Label()}（{office.Name}）",
                            Access = "1階 相談コーナー（総合案内でお尋ねください）",
                            OpeningHours = "9:00～17:00",
                            ListOrder = at + 1,
                        }
                    )
            ),
        ];

    /// <summary>The demonstration's people; those who work under a contract until its last day, if one is given.</summary>
    public static IReadOnlyList<StaffMember> Staff(DateOnly since, DateOnly? until = null) =>
        [.. People.Select((person, at) => Member(person, at + 1, since, until))];

    private static StaffMember Member(
        (string Name, Organisation Organisation, Role Role) person,
        int number,
        DateOnly since,
        DateOnly? until
    )
    {
        var member = new StaffMember(person.Name, person.Organisation, person.Role, since);
        member.Revise(
            new StaffDetails
            {
                Name = person.Name,
                StartsOn = since,
                EndsOn = person.Organisation == Organisation.City ? null : until,
                ContractBasis = person.Organisation switch
                {
                    Organisation.City => "人事発令",
                    Organisation.Scriveners => $"巡回相談業務 委嘱状 第{number}号",
                    Organisation.Contractor => "相談受付業務 委託契約 第5条",
                    _ => "システム運用 再委託契約 別紙2",
                },
            }
        );
        return member;
    }

    /// <summary>As many scriveners more, numbered, for a centre that tours many places on one day.</summary>
    public static IReadOnlyList<StaffMember> MoreScriveners(int count, DateOnly since) =>
        [.. Enumerable.Range(1, count).Select(n => new StaffMember($"行政書士 仮名第{n}", Organisation.Scriveners, Role.Scrivener, since))];
}
