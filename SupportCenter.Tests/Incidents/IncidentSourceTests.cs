using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Documents.Scanning;
using SupportCenter.Domain.Exposure;
using SupportCenter.Domain.Incidents;
using SupportCenter.Portal.Audit;
using SupportCenter.Portal.Documents;
using SupportCenter.Portal.Exposure;
using SupportCenter.Portal.Incidents;
using SupportCenter.Portal.Workspace;
using SupportCenter.Tests.Components;
using SupportCenter.Tests.Documents;

namespace SupportCenter.Tests.Incidents;

/// <summary>Whatever says that something is wrong becomes an incident with two presses: one on the row, one on the form.</summary>
public sealed class IncidentSourceTests : PageTest
{
    [Fact]
    public async Task An_alarm_becomes_an_incident_in_two_presses()
    {
        var canary = await Portal
            .As<CanaryService>(Role.Supervisor)
            .PlantAsync(new BusinessDetails { BusinessName = "見張りの例示商店", Telephone = "075-000-9999" });
        await Portal.As<BusinessService>(Role.BookingStaff).FindAsync(canary);

        await BecomeAsync<AlarmsPage>("tbody .row-actions a", IncidentSourceKind.Alarm);
    }

    [Fact]
    public async Task A_finding_of_the_exposure_check_becomes_an_incident_in_two_presses()
    {
        await Portal
            .As<ExposureService>(CallerIdentity.Console)
            .RecordAsync(
                new ExposureReport(
                    null,
                    Portal.Time.GetUtcNow().UtcDateTime,
                    1,
                    0,
                    1,
                    1,
                    [new ExposureFound(FindingKind.Unlisted, "/data", "GET", 200, null, 1)]
                )
            );

        var state = (await Portal.As<ExposureService>(Role.Supervisor).LastAsync())!;
        await BecomeAsync<ExposureFindings>("tbody a.button[href*='from=finding']", IncidentSourceKind.Finding, it =>
            it.Add(findings => findings.State, state)
        );
    }

    [Fact]
    public async Task A_quarantined_paper_becomes_an_incident_in_two_presses()
    {
        var business = Make.Business(Make.Details());
        await Portal.AddAsync(business);
        var receipt = await Portal
            .As<DocumentService>(Role.Supervisor)
            .UploadAsync(DocumentOwner.Business(business.Id), "請求書.txt", new MemoryStream(SampleFiles.Text));
        await Portal.ReadAsync(db =>
            db.Documents.Where(row => row.Id == receipt!.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Scan, ScanState.Quarantined))
        );

        await BecomeAsync<QuarantinePage>("tbody a[href*='from=document']", IncidentSourceKind.Document);
    }

    [Theory]
    [InlineData(Role.BookingStaff)]
    [InlineData(Role.Scrivener)]
    [InlineData(Role.Supervisor)]
    [InlineData(Role.Auditor)]
    public void A_call_has_its_form_one_press_from_the_start_page_of_whoever_takes_it(Role role)
    {
        var start = Open<WorkspacePage>(role);

        Assert.Equal("事案を知らせる", start.Find(".page-head a[href='/incidents/new']").TextContent.Trim());
        var page = Render<NewIncidentPage>();
        page.WaitForAssertion(() => Assert.Single(page.FindAll("form.save-form")), Patience);
        Assert.NotEqual("", page.Find("#KnownOn").GetAttribute("value"));
    }

    private async Task BecomeAsync<TPage>(
        string link,
        IncidentSourceKind kind,
        Action<ComponentParameterCollectionBuilder<TPage>>? parameters = null
    )
        where TPage : IComponent
    {
        var page = Open(Role.Supervisor, parameters);
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(link)), Patience);
        Services.GetRequiredService<NavigationManager>().NavigateTo(page.Find(link).GetAttribute("href")!);
        var form = Render<NewIncidentPage>();
        form.WaitForAssertion(() => Assert.NotEmpty(form.FindAll("#What")), Patience);

        await SendAsync(form, "form.save-form");

        var incidents = Portal.As<IncidentService>(Role.Supervisor);
        var due = Assert.Single(await incidents.DueAsync());
        Assert.Equal(kind, Assert.Single((await incidents.FindAsync(due.IncidentId))!.Sources).Kind);
    }
}
