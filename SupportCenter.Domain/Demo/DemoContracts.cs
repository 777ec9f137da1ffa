using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Oversight;

namespace SupportCenter.Domain.Demo;

/// <summary>Approved contracts of everybody who works for the city: without them nobody of the demonstration could sign in.</summary>
internal static class DemoContracts
{
    /// <summary>Adds one contract of each organisation, and the subcontract below the contractor's.</summary>
    /// <param name="db">Where they are added; the caller saves.</param>
    /// <param name="staff">The people, two supervisors among them.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    /// <param name="nowUtc">The time.</param>
    public static IReadOnlyList<Contract> Add(
        PortalDbContext db,
        IReadOnlyList<StaffMember> staff,
        DateOnly from,
        DateOnly to,
        DateTime nowUtc
    )
    {
        var city = staff.Where(person => person.Role == Role.Supervisor).ToList();
        var (first, second) = (city[0], city[^1]);
        Contract Approved(ContractDetails details, Guid? above = null)
        {
            (details.ValidFrom, details.ValidTo) = (from, to);
            var contract = new Contract(details, above, first.Id, nowUtc);
            contract.Approve(second.Id, nowUtc);
            if (staff.FirstOrDefault(person => person.Organisation == details.Organisation) is { } manager)
            {
                contract.NameManager(manager);
            }

            db.Add(contract);
            return contract;
        }

        var scriveners = Approved(
            new ContractDetails
            {
                Organisation = Organisation.Scriveners,
                Party = "例示府行政書士会",
                Work = "巡回相談における相談と、相談票の記録",
                Data = "予約の一覧（別紙1）、相談票（別紙2）、事業者から預かる書類",
                Clauses = "個人情報取扱特記事項 第3版",
                Places = "市内の各会場",
            }
        );
        var contractor = Approved(
            new ContractDetails
            {
                Organisation = Organisation.Contractor,
                Party = "株式会社例示コールセンター",
                Work = "相談予約の電話受付と、予約の一覧の管理",
                Data = "予約の一覧（別紙1）。相談票は取り扱わない。",
                Clauses = "個人情報取扱特記事項 第3版",
                Places = "市内の受付室（持ち出し禁止）",
            }
        );
        var subcontractor = Approved(
            new ContractDetails
            {
                Organisation = Organisation.Subcontractor,
                Party = "例示システム株式会社",
                Work = "ポータルの運用と、バックアップ",
                Data = "暗号化されたデータベースのファイルのみ。内容は見ない。",
                Clauses = "個人情報取扱特記事項 第3版",
                Places = "市のデータセンター",
            },
            contractor.Id
        );
        return [scriveners, contractor, subcontractor];
    }
}
