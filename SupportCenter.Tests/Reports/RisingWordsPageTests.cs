using Bunit;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Portal.Reports;
using SupportCenter.Tests.Components;

namespace SupportCenter.Tests.Reports;

public sealed class RisingWordsPageTests : PageTest
{
    [Fact]
    public async Task Nothing_is_read_before_somebody_asks_and_then_the_page_says_what_there_is()
    {
        var page = Open<RisingWordsPage>(Role.Supervisor);
        page.WaitForElement("form button[type=submit]", Patience);
        Assert.DoesNotContain(await Portal.AuditAsync(), row => row.Act == AuditActs.WordsCounted);

        await page.Find("form").SubmitAsync();
        page.WaitForElement("#words", Patience);

        Assert.Contains("令和2年7月", page.Find("#words").TextContent, StringComparison.Ordinal);
        Assert.Contains("示せる言葉はありません", page.Markup, StringComparison.Ordinal);
        Assert.Single(await Portal.AuditAsync(), row => row.Act == AuditActs.WordsCounted);
    }
}
