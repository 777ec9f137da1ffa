using System.Net;
using System.Net.Sockets;
using Bunit;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Documents;
using SupportCenter.Portal.Documents;
using SupportCenter.Tests.Components;

namespace SupportCenter.Tests.Documents;

/// <summary>隔離した書類 on the screen.</summary>
public sealed class QuarantinePageTests : PageTest
{
    [Fact]
    public async Task A_supervisor_says_why_the_content_is_deleted_and_the_line_leaves_the_quarantine()
    {
        await QuarantineAsync("請求書.txt");
        var page = Open<QuarantinePage>(Role.Supervisor);
        page.WaitForAssertion(() => Assert.Contains("請求書.txt", page.Find("tbody tr").TextContent, StringComparison.Ordinal), Patience);
        Assert.Contains("検出名：Test.Found", page.Find("tbody tr").TextContent, StringComparison.Ordinal);

        await PressAsync(page, "中身を消す");
        await SendAsync(page, "dialog form");
        AssertRefused(page, "#confirm-Reason", "", "理由");
        await TypeAsync(page, "#confirm-Reason", "送り主に確かめた");
        await SendAsync(page, "dialog form");

        page.WaitForAssertion(() => Assert.Contains("隔離した書類はありません", page.Markup, StringComparison.Ordinal), Patience);
    }

    [Fact]
    public async Task A_finding_that_is_none_is_released_on_the_screen()
    {
        var id = await QuarantineAsync("見積書.txt");
        var page = Open<QuarantinePage>(Role.Supervisor);
        page.WaitForAssertion(() => Assert.Single(page.FindAll("tbody tr")), Patience);

        await PressAsync(page, "隔離を解く");
        await TypeAsync(page, "#confirm-Reason", "誤検出と確かめた");
        await SendAsync(page, "dialog form");

        page.WaitForAssertion(() => Assert.Contains("隔離した書類はありません", page.Markup, StringComparison.Ordinal), Patience);
        Assert.NotNull(await Portal.As<DocumentService>(Role.Supervisor).OpenContentAsync(id));
    }

    [Fact]
    public void The_page_says_plainly_that_nothing_is_scanned()
    {
        var page = Open<QuarantinePage>(Role.Supervisor);

        page.WaitForAssertion(
            () => Assert.Contains("検査されていません", page.Find(".summary.warning").TextContent, StringComparison.Ordinal),
            Patience
        );
    }

    private async Task<Guid> QuarantineAsync(string name)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = ScannerAnswers.OnceAsync(listener, SampleFiles.Text.Length, "stream: Test.Found FOUND\0");
        Portal.Scanning.Clamd = listener.LocalEndpoint.ToString()!;
        var business = Make.Business(Make.Details());
        await Portal.AddAsync(business);
        var receipt = await Portal
            .As<DocumentService>(Role.Supervisor)
            .UploadAsync(DocumentOwner.Business(business.Id), name, new MemoryStream(SampleFiles.Text));
        await answering;
        Portal.Scanning.Clamd = "";
        return receipt!.Id;
    }
}
