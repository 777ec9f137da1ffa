using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Portal.Printing;
using SupportCenter.Portal.Reports;
using SupportCenter.Tests.Consultations;
using SupportCenter.Tests.Printing;

namespace SupportCenter.Tests.Businesses;

/// <summary>事業者の要約.</summary>
public sealed class BusinessSummaryTests : IAsyncLifetime
{
    private ConsultationScene scene = null!;

    public async Task InitializeAsync()
    {
        scene = await ConsultationScene.SetAsync();
        var record = await scene.StartAsync();
        await scene.Mine.SubmitAsync(record.Id, ConsultationScene.Complete(), record.Version);
    }

    public Task DisposeAsync() => scene.DisposeAsync().AsTask();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Asvs("16.3.1")]
    public async Task It_has_visits_records_and_measures_and_what_was_thought_only_where_that_was_chosen(bool withImpression)
    {
        var summary = (await Of(Role.Supervisor).PrintAsync(scene.Business.Id, withImpression))!;
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("ja");
        using var pdf = new PrintedPdf(BusinessSummaryPdf.Render(BusinessSheets.Of(summary), Sheets.Mark).Bytes);

        foreach (var told in (string[])["株式会社例示製作所", "中京区役所", "新聞に載っていた制度", "雇用調整助成金"])
        {
            Assert.Contains(told, pdf.Flowing, StringComparison.Ordinal);
        }

        Assert.Equal(withImpression, pdf.Flowing.Contains("ありがたいとのこと", StringComparison.Ordinal));
        Assert.DoesNotContain("075-000-1234", pdf.Flowing, StringComparison.Ordinal);
        var row = Assert.Single(await scene.ActsAsync(AuditActs.BusinessPrinted));
        Assert.Equal(withImpression, row.Fields.Contains("Impression", StringComparison.Ordinal));
        Assert.Equal(scene.Business.Id, Assert.Single(row.Businesses).BusinessId);
    }

    [Fact]
    [Asvs("8.2.2")]
    public async Task A_scrivener_who_never_met_the_business_gets_none()
    {
        Assert.NotNull(await Of(Role.Scrivener).PrintAsync(scene.Business.Id, withImpression: false));
        Assert.Null(await scene.Portal.As<BusinessSummaryService>(scene.Stranger).PrintAsync(scene.Business.Id, withImpression: false));
    }

    private BusinessSummaryService Of(Role role) => scene.Portal.As<BusinessSummaryService>(role);
}
