using System.Net;
using System.Net.Sockets;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Documents.Scanning;

namespace SupportCenter.Tests.Documents;

/// <summary>A scanner that is missing, hangs up, stands still or talks nonsense: no upload passes for scanned (ASVS 5.4.3).</summary>
public sealed class ScannerLineTests
{
    [Fact]
    [Asvs("5.4.3")]
    public async Task Without_an_answer_the_upload_is_refused_in_words_and_leaves_nothing()
    {
        await using var desk = await DocumentDesk.StartAsync();
        desk.Portal.Scanning.Clamd = $"127.0.0.1:{RealClamd.FreePort()}";

        var refused = await Assert.ThrowsAsync<RuleException>(() => desk.UploadAsync(SampleFiles.Pdf, "資料.pdf"));

        Assert.Equal(DocumentTexts.ScannerUnreachable, refused.Message);
        Assert.Equal((0, 0, 0), await desk.CountAsync());
        Assert.Equal(new ScannerState(true, null), await desk.Portal.As<QuarantineService>(Role.Supervisor).ScannerAsync());
    }

    [Fact]
    [Asvs("5.4.3")]
    public async Task Where_the_centre_chose_so_it_is_held_closed_instead()
    {
        await using var desk = await DocumentDesk.StartAsync();
        (desk.Portal.Scanning.Clamd, desk.Portal.Scanning.WhenUnreachable) = ("/nowhere/clamd.sock", WithoutScanner.Hold);

        var receipt = await desk.UploadAsync(SampleFiles.Pdf, "資料.pdf");

        Assert.Equal(ScanState.Waiting, receipt.Scan);
        Assert.Null(await desk.As(Role.Supervisor).OpenContentAsync(receipt.Id));
        Assert.Null(await desk.As(Role.Supervisor).OpenPreviewAsync(receipt.Id));
        Assert.Equal(
            ScanState.Waiting,
            Assert.Single((await desk.Portal.As<QuarantineService>(Role.Supervisor).ListAsync(new PageRequest(0, 20))).Rows).Scan
        );
    }

    [Theory]
    [InlineData("INSTREAM size limit exceeded. ERROR\0", ScanState.Waiting)]
    [InlineData("stream: Can't allocate memory ERROR\0", ScanState.Waiting)]
    [InlineData("", ScanState.Waiting)]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", ScanState.Waiting)]
    [InlineData("stream: NOT OK\0", ScanState.Waiting)]
    [InlineData("stream: OK\0", ScanState.Clean)]
    [InlineData("stream: Win.Test.EICAR_HDB-1 FOUND\0", ScanState.Quarantined)]
    [Asvs("5.4.3")]
    public async Task Only_a_plain_answer_counts(string answer, ScanState expected)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = ScannerAnswers.OnceAsync(listener, SampleFiles.Text.Length, answer);

        var verdict = await Scanner(listener).ScanAsync(new MemoryStream(SampleFiles.Text), CancellationToken.None);

        Assert.Equal(expected, verdict.State);
        Assert.Equal(expected == ScanState.Quarantined ? "Win.Test.EICAR_HDB-1" : null, verdict.Finding);
        Assert.Equal([.. "zINSTREAM\0"u8, 0, 0, 0, (byte)SampleFiles.Text.Length, .. SampleFiles.Text, 0, 0, 0, 0], await answering);
    }

    [Fact]
    [Asvs("5.4.3")]
    public async Task A_scanner_that_hangs_up_in_the_middle_has_not_looked()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var hangingUp = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            await client.GetStream().ReadExactlyAsync(new byte[20_000]);
        });

        var verdict = await Scanner(listener).ScanAsync(new MemoryStream(new byte[20_000_000]), CancellationToken.None);

        Assert.Equal(ScanState.Waiting, verdict.State);
        await hangingUp;
    }

    [Fact]
    [Asvs("5.4.3")]
    public async Task A_scanner_that_stands_still_is_given_up()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var scanner = new ContentScanner(new ScanningOptions { Clamd = listener.LocalEndpoint.ToString()!, TimeoutSeconds = 1 });

        Assert.Equal(ScanState.Waiting, (await scanner.ScanAsync(new MemoryStream(SampleFiles.Text), CancellationToken.None)).State);
    }

    private static ContentScanner Scanner(TcpListener listener) =>
        new(new ScanningOptions { Clamd = listener.LocalEndpoint.ToString()!, TimeoutSeconds = 20 });
}
