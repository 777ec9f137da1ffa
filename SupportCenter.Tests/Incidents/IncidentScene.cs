using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Demo;
using SupportCenter.Domain.Import;
using SupportCenter.Domain.Incidents;
using SupportCenter.Tests.Import;

namespace SupportCenter.Tests.Incidents;

/// <summary>16 July 2020, 13:00: the contractor has just told the city.</summary>
internal sealed class IncidentScene : IAsyncDisposable
{
    private IncidentScene(TestPortal portal, StaffMember second) => (Portal, Second) = (portal, second);

    public TestPortal Portal { get; }

    /// <summary>Another supervisor.</summary>
    public StaffMember Second { get; }

    public IncidentService City => Portal.As<IncidentService>(Role.Supervisor);

    public AffectedService Affected => Portal.As<AffectedService>(Role.Supervisor);

    public CallSheetService Calls => Portal.As<CallSheetService>(Role.Supervisor);

    public static async Task<IncidentScene> SetAsync()
    {
        var portal = await TestPortal.StartAsync();
        portal.Time.Set(new DateTimeOffset(2020, 7, 16, 13, 0, 0, TimeSpan.FromHours(9)));
        var second = Make.Staff(Role.Supervisor, "本市 第二 花子");
        await portal.AddAsync(second);
        return new IncidentScene(portal, second);
    }

    /// <summary>The same with the fictional workbooks of the centre of 2020 in it.</summary>
    public static async Task<IncidentScene> SetWithSamplesAsync()
    {
        var scene = await SetAsync();
        await scene.Portal.Database.FillCatalogueAsync(scene.Portal.Time);
        await scene.Portal.As<ImportService>(Role.Supervisor).AcceptAsync(SampleSetTests.ReadSamples());
        return scene;
    }

    public static IncidentDetails Details() =>
        new()
        {
            Title = "関係者サイトの記録が検索で見える",
            KnownOn = new DateOnly(2020, 7, 16),
            KnownAt = new TimeOnly(11, 30),
            How = HowKnown.Call,
            KnownBy = "事業者からセンター受付へ",
            What = "検索サイトで事業者名を検索すると、相談内容が見える。",
        };

    public async Task<Guid> OpenAsync(bool isDrill = false) => (await City.OpenAsync(Details(), IncidentSourceKind.Call, null, isDrill)).Id;

    /// <summary>An incident with these businesses on its list.</summary>
    public async Task<Guid> OpenWithAsync(int businesses)
    {
        for (var at = 0; at < businesses; at++)
        {
            await Portal.AddAsync(Make.Business(Make.Details($"株式会社例示{at:000}", $"075-000-{at:0000}")));
        }

        var id = await OpenAsync();
        var all = await Portal.ReadAsync(db => db.Businesses.Select(row => row.Id).ToListAsync());
        Assert.NotNull(await Affected.FixNamesAsync(id, all, ExposedData.List));
        return id;
    }

    /// <summary>The businesses are found by their names: fixtures come past the services that index them.</summary>
    public async Task IndexAsync()
    {
        var index = Portal.Database.Index;
        foreach (var business in await Portal.ReadAsync(db => db.Businesses.AsNoTracking().ToListAsync()))
        {
            await Portal.AddAsync([
                .. index
                    .Grams([business.LatestDetails()])
                    .Select(gram => new Domain.Businesses.SearchGram { Gram = gram, BusinessId = business.Id }),
            ]);
        }
    }

    public async Task<IncidentView> ViewAsync(Guid id) => (await City.FindAsync(id))!;

    public async Task<IncidentStepRow> StepAsync(Guid id, IncidentStepKind kind) =>
        (await ViewAsync(id)).Steps.Single(step => step.Kind == kind);

    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}
