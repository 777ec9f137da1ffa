using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Documents.Scanning;

namespace SupportCenter.Tests.Documents;

/// <summary>Uploads are scanned for malware by a real clamd (ASVS 5.4.3).</summary>
public sealed class ScanTests(RealClamd clamd) : IClassFixture<RealClamd>
{
    private static readonly PageRequest First = new(0, 20);

    [ClamdFact]
    [Asvs("5.4.3")]
    public async Task EICAR_is_quarantined_and_opens_for_nobody()
    {
        await using var desk = await ScannedDeskAsync(clamd.Address);

        var receipt = await desk.UploadAsync(
            RealClamd.Eicar,
            "請求書.txt",
            Role.BookingStaff,
            DocumentOwner.Reservation(desk.Reservation.Id)
        );

        Assert.Equal(ScanState.Quarantined, receipt.Scan);
        foreach (var role in new[] { Role.Scrivener, Role.Supervisor })
        {
            Assert.Null(await desk.As(role).OpenContentAsync(receipt.Id));
            Assert.Null(await desk.As(role).OpenPreviewAsync(receipt.Id));
        }

        Assert.False(Assert.Single(await desk.ListAsync()).IsOpenable);
        var closed = Assert.Single((await Quarantine(desk).ListAsync(First)).Rows);
        Assert.Equal((receipt.Id, "請求書.txt", ScanState.Quarantined), (closed.Id, closed.FileName, closed.Scan));
        Assert.Equal("Eicar-Test-Signature.UNOFFICIAL", closed.Finding);
        var acts = await desk.Portal.AuditAsync();
        Assert.Equal(
            desk.Business.Id,
            Assert.Single(Assert.Single(acts, row => row.Act == AuditActs.DocumentQuarantined).Businesses).BusinessId
        );
        Assert.Equal(
            AlarmKind.MalwareFound,
            Assert.Single((await desk.Portal.As<AlarmService>(Role.Supervisor).ListAsync(First)).Rows).Kind
        );
    }

    [ClamdFact]
    [Asvs("5.4.3")]
    public async Task EICAR_is_found_inside_of_an_Office_file_over_the_socket_too()
    {
        await using var desk = await ScannedDeskAsync(clamd.Socket);
        var workbook = SampleFiles.Zip(
            (
                "[Content_Types].xml",
                System.Text.Encoding.UTF8.GetBytes(
                    """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"""
                        + $"""<Override PartName="/xl/workbook.xml" ContentType="{SampleFiles.WorkbookType}"/></Types>"""
                )
            ),
            ("xl/workbook.xml", "<w/>"u8.ToArray()),
            ("xl/media/note.txt", RealClamd.Eicar)
        );

        Assert.Equal(ScanState.Quarantined, (await desk.UploadAsync(workbook, "売上.xlsx")).Scan);
    }

    [ClamdFact]
    [Asvs("5.4.3")]
    public async Task A_clean_paper_of_several_pieces_is_scanned_and_opens()
    {
        await using var desk = await ScannedDeskAsync(clamd.Address);
        var paper = DocumentDesk.Letters(3_000_000);

        var receipt = await desk.UploadAsync(paper);

        Assert.Equal(ScanState.Clean, receipt.Scan);
        Assert.Equal(paper, await desk.ReadAsync(receipt.Id));
        Assert.Empty((await Quarantine(desk).ListAsync(First)).Rows);
        Assert.StartsWith("ClamAV ", (await Quarantine(desk).ScannerAsync()).Answer, StringComparison.Ordinal);
    }

    [ClamdFact]
    [Asvs("5.4.3")]
    public async Task What_was_held_while_the_scanner_was_away_and_what_came_before_it_is_scanned_later()
    {
        await using var desk = await DocumentDesk.StartAsync();
        var early = await desk.UploadAsync(SampleFiles.Text, "前から.txt");
        var bad = await desk.UploadAsync(RealClamd.Eicar, "前からの悪いもの.txt");
        (desk.Portal.Scanning.Clamd, desk.Portal.Scanning.WhenUnreachable) = ($"127.0.0.1:{RealClamd.FreePort()}", WithoutScanner.Hold);
        var held = await desk.UploadAsync(SampleFiles.Utf16, "待つ.txt");
        Assert.Equal((ScanState.Unscanned, ScanState.Waiting), (early.Scan, held.Scan));
        Assert.Null(await desk.As(Role.Supervisor).OpenContentAsync(held.Id));
        Assert.Equal(0, (await Console(desk).ScanWaitingAsync([])).Judged);

        desk.Portal.Scanning.Clamd = clamd.Address;

        Assert.Equal(3, (await Console(desk).ScanWaitingAsync([])).Judged);
        Assert.Equal(SampleFiles.Utf16, await desk.ReadAsync(held.Id));
        Assert.Equal(SampleFiles.Text, await desk.ReadAsync(early.Id));
        Assert.Null(await desk.As(Role.Supervisor).OpenContentAsync(bad.Id));
        Assert.Equal(bad.Id, Assert.Single((await Quarantine(desk).ListAsync(First)).Rows).Id);
        Assert.Equal(0, (await Console(desk).ScanWaitingAsync([])).Judged);
    }

    [ClamdFact]
    [Asvs("16.5.3")]
    public async Task A_damaged_document_stays_closed_and_keeps_no_other_from_being_scanned()
    {
        await using var desk = await DocumentDesk.StartAsync();
        var damaged = await desk.UploadAsync(SampleFiles.Text, "前から.txt");
        var whole = await desk.UploadAsync(SampleFiles.Utf16, "後から.txt");
        await desk.Portal.ReadAsync(db =>
            db.DocumentChunks.Where(row => row.DocumentId == damaged.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Sealed, new byte[64]))
        );
        desk.Portal.Scanning.Clamd = clamd.Address;

        var round = await Console(desk).ScanWaitingAsync([]);

        Assert.Equal(1, round.Judged);
        Assert.Equal(damaged.Id, Assert.Single(round.Failed).Id);
        Assert.Equal(SampleFiles.Utf16, await desk.ReadAsync(whole.Id));
        Assert.Empty((await Console(desk).ScanWaitingAsync([damaged.Id])).Failed);
    }

    [ClamdFact]
    public async Task A_finding_that_is_none_is_released_with_a_reason_and_the_document_opens_again()
    {
        await using var desk = await ScannedDeskAsync(clamd.Address);
        var receipt = await desk.UploadAsync(RealClamd.Eicar);
        await Assert.ThrowsAsync<RuleException>(() => Quarantine(desk).ReleaseAsync(receipt.Id, " "));

        Assert.True(await Quarantine(desk).ReleaseAsync(receipt.Id, "検査用の無害なファイルと確かめた"));

        Assert.Equal(RealClamd.Eicar, await desk.ReadAsync(receipt.Id));
        Assert.Contains(await desk.Portal.AuditAsync(), row => row.Act == AuditActs.DocumentReleased && row.SubjectId == receipt.Id);
        await Assert.ThrowsAsync<RuleException>(() => Quarantine(desk).ReleaseAsync(receipt.Id, "もう一度"));
    }

    [ClamdFact]
    public async Task The_content_of_a_quarantined_document_is_deleted_and_its_line_stays()
    {
        await using var desk = await ScannedDeskAsync(clamd.Address);
        var receipt = await desk.UploadAsync(RealClamd.Eicar);

        Assert.True(await Quarantine(desk).DestroyAsync(receipt.Id, "送り主に確かめた"));

        Assert.Equal((1, 0, 1), await desk.CountAsync());
        Assert.Equal("送り主に確かめた", Assert.Single(await desk.ListAsync()).Withdrawal!.Reason);
        Assert.Empty((await Quarantine(desk).ListAsync(First)).Rows);
        Assert.Contains(await desk.Portal.AuditAsync(), row => row.Act == AuditActs.DocumentDestroyed && row.SubjectId == receipt.Id);
    }

    private static QuarantineService Quarantine(DocumentDesk desk) => desk.Portal.As<QuarantineService>(Role.Supervisor);

    private static QuarantineService Console(DocumentDesk desk) => desk.Portal.As<QuarantineService>(CallerIdentity.Console);

    private static async Task<DocumentDesk> ScannedDeskAsync(string address)
    {
        var desk = await DocumentDesk.StartAsync();
        desk.Portal.Scanning.Clamd = address;
        return desk;
    }
}
