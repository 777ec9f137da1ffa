using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Oversight;

namespace SupportCenter.Tests.Oversight;

/// <summary>16 July 2020: two supervisors, a contractor whose receptionist answers for it, the catalogue of a new database.</summary>
internal sealed class OversightScene : IAsyncDisposable
{
    private OversightScene(TestPortal portal, StaffMember second, Guid contract) => (Portal, Second, Contract) = (portal, second, contract);

    public TestPortal Portal { get; }

    /// <summary>Another supervisor.</summary>
    public StaffMember Second { get; }

    /// <summary>The contractor's contract, which holds.</summary>
    public Guid Contract { get; }

    public InspectionService City => Portal.As<InspectionService>(Role.Supervisor);

    public RosterService Rosters => Portal.As<RosterService>(Role.Supervisor);

    public CheckItemService Items => Portal.As<CheckItemService>(Role.Supervisor);

    /// <summary>The contractor's 管理責任者.</summary>
    public InspectionAnswerService Contractor => Portal.As<InspectionAnswerService>(Role.BookingStaff);

    public static async Task<OversightScene> SetAsync()
    {
        var portal = await TestPortal.StartAsync();
        var second = Make.Staff(Role.Supervisor, "本市 第二 花子");
        await portal.AddAsync(second);
        await portal.FillAsync();
        var contracts = portal.As<ContractService>(Role.Supervisor);
        var contract = (await contracts.ListAsync()).First(row => row.Organisation == Organisation.Contractor).Id;
        var version = (await contracts.FindAsync(contract))!.Version;
        await contracts.NameManagerAsync(contract, portal.Staff[Role.BookingStaff].Id, version);
        return new OversightScene(portal, second, contract);
    }

    public static InspectionDetails Details(DateOnly? on = null) =>
        new()
        {
            InspectedOn = on ?? new DateOnly(2020, 7, 15),
            Mode = InspectionMode.OnSite,
            Place = "受付室",
            Inspectors = "監督 一郎、監督 二郎",
            Met = "受付室長 例示 三郎",
        };

    public async Task<Guid> OpenAsync() => (await City.OpenAsync(Contract, Details()))!.Value;

    public async Task<InspectionView> ViewAsync(Guid inspection) => (await City.FindAsync(inspection))!;

    public async Task<FindingRow> ItemAsync(Guid inspection, EvidenceKind evidence) =>
        (await ViewAsync(inspection)).Items.First(item => item.Evidence == evidence);

    /// <summary>Judges an item.</summary>
    public async Task JudgeAsync(FindingRow item, FindingResult result = FindingResult.Conforms)
    {
        var details = new FindingDetails { Result = result };
        if (result != FindingResult.Conforms)
        {
            (details.Severity, details.Note) = (FindingSeverity.Grave, "媒体の管理簿に、令和2年5月の記入がない。");
        }

        Assert.True(await City.JudgeAsync(item.Id, details, item.Version));
    }

    /// <summary>An inspection with one finding, of which a correction is ordered, due in ten days.</summary>
    public async Task<(Guid Inspection, Guid Correction)> FoundAsync()
    {
        var inspection = await OpenAsync();
        var item = await ItemAsync(inspection, EvidenceKind.Backups);
        await JudgeAsync(item, FindingResult.Fails);
        Assert.True(
            await City.OrderAsync(item.Id, new CorrectionDetails { Wanted = "管理簿を毎週記入する", DueOn = Portal.Today.AddDays(10) })
        );
        return (inspection, await Portal.ReadAsync(db => db.Corrections.Select(row => row.Id).SingleAsync()));
    }

    public async Task<CorrectionRow> CorrectionAsync(Guid inspection) =>
        (await ViewAsync(inspection)).Items.SelectMany(item => item.Corrections).Single();

    public ValueTask DisposeAsync() => Portal.DisposeAsync();

    public static async Task RefusedAsync(string sentence, Func<Task> act) =>
        Assert.Equal(sentence, (await Assert.ThrowsAsync<RuleException>(act)).Message);
}
