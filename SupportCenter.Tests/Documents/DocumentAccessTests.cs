using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;

namespace SupportCenter.Tests.Documents;

/// <summary>Who may do what with documents, and what the audit log says of it.</summary>
public sealed class DocumentAccessTests
{
    private static readonly PageRequest First = new(0, 20);

    [Theory]
    [InlineData(Role.Scrivener)]
    [InlineData(Role.BookingStaff)]
    [InlineData(Role.Supervisor)]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Auditor)]
    public async Task Every_stored_document_is_open_to_exactly_those_whom_the_table_lets_see_it(Role role)
    {
        await using var desk = await DocumentDesk.StartAsync();
        var met = await Task.WhenAll(
            desk.UploadAsync(SampleFiles.Pdf, "一.pdf", Role.BookingStaff, DocumentOwner.Reservation(desk.Reservation.Id)),
            desk.UploadAsync(SampleFiles.Png, "二.png", Role.Scrivener, DocumentOwner.Record(desk.Record.Id)),
            desk.UploadAsync(SampleFiles.Jpeg, "三.jpg", Role.Supervisor)
        );
        var other = await desk.UploadAsync(
            SampleFiles.Pdf,
            "四.pdf",
            Role.BookingStaff,
            DocumentOwner.Reservation(desk.OtherReservation.Id)
        );
        var reach = Permissions.For(role, Permission.ViewDocuments);

        foreach (var (id, isMet) in met.Select(receipt => (receipt.Id, true)).Append((other.Id, false)))
        {
            var isSeen = reach == AccessScope.All || (reach == AccessScope.Own && isMet);
            Assert.Equal(isSeen, await SeesAsync(() => desk.As(role).OpenContentAsync(id)));
            Assert.Equal(isSeen, await SeesAsync(() => desk.As(role).OpenPreviewAsync(id)));
        }

        foreach (var (business, isMet, count) in new[] { (desk.Business.Id, true, 3), (desk.OtherBusiness.Id, false, 1) })
        {
            var isSeen = reach == AccessScope.All || (reach == AccessScope.Own && isMet);
            Page<DocumentRow>? page = null;
            Assert.Equal(
                isSeen,
                await SeesAsync(async () => page = await desk.As(role).ListAsync(DocumentOwner.Business(business), First))
            );
            Assert.Equal(isSeen ? count : 0, page?.Rows.Count ?? 0);
        }
    }

    [Fact]
    [Asvs("8.2.2")]
    public async Task Another_scriveners_document_is_as_if_it_were_not_there()
    {
        await using var desk = await DocumentDesk.StartAsync();
        var receipt = await desk.UploadAsync(SampleFiles.Text);
        var other = desk.As(desk.OtherScrivener);

        Assert.Null(await other.OpenContentAsync(receipt.Id));
        Assert.False(await other.WithdrawAsync(receipt.Id, "見たい"));
        foreach (
            var owner in new[]
            {
                desk.Owner,
                DocumentOwner.Reservation(desk.Reservation.Id),
                DocumentOwner.Record(desk.Record.Id),
                DocumentOwner.Business(NewId.Create()),
            }
        )
        {
            Assert.Null(await other.ListAsync(owner, First));
            Assert.Null(await other.UploadAsync(owner, "資料.txt", new MemoryStream(SampleFiles.Text)));
        }

        Assert.DoesNotContain(await desk.Portal.AuditAsync(), row => row.ActorId == desk.OtherScrivener.Id);
        Assert.Equal(1, (await desk.CountAsync()).Documents);
    }

    [Fact]
    [Asvs("8.2.3")]
    public async Task Booking_staff_upload_onto_businesses_and_reservations_but_open_nothing_and_know_no_records()
    {
        await using var desk = await DocumentDesk.StartAsync();
        var staff = desk.As(Role.BookingStaff);
        var receipt = await desk.UploadAsync(SampleFiles.Text, by: Role.BookingStaff);

        await Assert.ThrowsAsync<AccessRefusedException>(() => staff.OpenContentAsync(receipt.Id));
        await Assert.ThrowsAsync<AccessRefusedException>(() => staff.OpenPreviewAsync(receipt.Id));
        await Assert.ThrowsAsync<AccessRefusedException>(() => staff.ListAsync(desk.Owner, First));
        await Assert.ThrowsAsync<AccessRefusedException>(() => staff.WithdrawAsync(receipt.Id, "理由"));
        Assert.NotNull(
            await staff.UploadAsync(DocumentOwner.Reservation(desk.OtherReservation.Id), "資料.txt", new MemoryStream(SampleFiles.Text))
        );
        Assert.Null(await staff.UploadAsync(DocumentOwner.Record(desk.Record.Id), "資料.txt", new MemoryStream(SampleFiles.Text)));
    }

    [Fact]
    public async Task A_document_stands_where_it_was_put_and_in_the_list_of_its_business()
    {
        await using var desk = await DocumentDesk.StartAsync();
        await desk.UploadAsync(SampleFiles.Text, "事業者.txt");
        desk.Portal.Time.Advance(TimeSpan.FromMinutes(1));
        await desk.UploadAsync(SampleFiles.Pdf, "予約.pdf", Role.BookingStaff, DocumentOwner.Reservation(desk.Reservation.Id));
        desk.Portal.Time.Advance(TimeSpan.FromMinutes(1));
        await desk.UploadAsync(SampleFiles.Png, "記録.png", Role.Scrivener, DocumentOwner.Record(desk.Record.Id));

        Assert.Equal(["記録.png", "予約.pdf", "事業者.txt"], (await desk.ListAsync()).Select(row => row.FileName));
        Assert.Equal(
            ["記録.png", "予約.pdf"],
            (await desk.ListAsync(DocumentOwner.Reservation(desk.Reservation.Id))).Select(row => row.FileName)
        );
        Assert.Equal(["記録.png", "予約.pdf"], (await desk.ListAsync(DocumentOwner.Record(desk.Record.Id))).Select(row => row.FileName));

        var sorted = await desk.As(Role.Scrivener).ListAsync(desk.Owner, new PageRequest(1, 1, nameof(DocumentRow.Size)));
        Assert.Equal((3, 1), (sorted!.Count, sorted.Rows.Count));
        Assert.Equal(("例示受付", DocumentKind.Pdf), ((await desk.ListAsync())[1].UploadedBy, (await desk.ListAsync())[1].Kind));
    }

    [Fact]
    public async Task The_audit_row_of_a_download_is_committed_before_the_first_byte()
    {
        await using var desk = await DocumentDesk.StartAsync();
        var receipt = await desk.UploadAsync(SampleFiles.Pdf, "申請書.pdf");

        var opened = await desk.As(Role.Scrivener).OpenContentAsync(receipt.Id);

        var row = (await desk.Portal.AuditAsync())[^1];
        Assert.Equal(
            (AuditActs.DocumentDownloaded, nameof(Document), receipt.Id, "Scrivener"),
            (row.Act, row.SubjectKind, row.SubjectId, row.ActorRole)
        );
        Assert.Equal(desk.Business.Id, Assert.Single(row.Businesses).BusinessId);
        Assert.Equal(0, opened!.Content.Position);

        await desk.As(Role.Scrivener).OpenPreviewAsync(receipt.Id);
        Assert.Equal(AuditActs.DocumentPreviewed, (await desk.Portal.AuditAsync())[^1].Act);
    }

    [Fact]
    public async Task Nothing_is_opened_listed_or_taken_in_when_the_audit_row_cannot_be_written()
    {
        await using var desk = await DocumentDesk.StartAsync();
        var receipt = await desk.UploadAsync(SampleFiles.Text);
        await desk.Portal.ReadAsync(db =>
            db.Database.ExecuteSqlRawAsync(
                """CREATE TRIGGER "Full" BEFORE INSERT ON "Audit" BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"""
            )
        );

        await Assert.ThrowsAsync<DbUpdateException>(() => desk.As(Role.Supervisor).OpenContentAsync(receipt.Id));
        await Assert.ThrowsAsync<DbUpdateException>(() => desk.As(Role.Supervisor).ListAsync(desk.Owner, First));
        await Assert.ThrowsAsync<DbUpdateException>(() => desk.As(Role.Supervisor).WithdrawAsync(receipt.Id, "理由"));
        await Assert.ThrowsAsync<DbUpdateException>(() => desk.UploadAsync(SampleFiles.Html, "二.txt"));

        Assert.Equal((1, 1, 1), await desk.CountAsync());
        Assert.Null(await desk.Portal.ReadAsync(db => db.Documents.Select(row => row.WithdrawnAtUtc).SingleAsync()));
    }

    [Fact]
    [Asvs("8.3.2")]
    public async Task Whose_work_ends_in_the_middle_of_a_download_gets_no_further_piece()
    {
        await using var desk = await DocumentDesk.StartAsync();
        var receipt = await desk.UploadAsync(DocumentDesk.Letters(600_000));
        var opened = await desk.As(Role.Scrivener).OpenContentAsync(receipt.Id);
        var buffer = new byte[256 * 1024];
        await opened!.Content.ReadExactlyAsync(buffer);

        var scrivener = desk.Portal.Staff[Role.Scrivener].Id;
        await desk.Portal.ReadAsync(db =>
            db.Staff.Where(row => row.Id == scrivener)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.EndsOn, desk.Portal.Today.AddDays(-1)))
        );

        await Assert.ThrowsAsync<AccessRefusedException>(async () => await opened.Content.ReadExactlyAsync(buffer));
    }

    [Fact]
    public async Task A_withdrawn_document_stays_in_the_list_with_who_when_and_why_and_cannot_be_opened()
    {
        await using var desk = await DocumentDesk.StartAsync();
        var receipt = await desk.UploadAsync(SampleFiles.Pdf, "取り違え.pdf");
        desk.Portal.Time.Advance(TimeSpan.FromHours(1));

        Assert.True(await desk.As(Role.Scrivener).WithdrawAsync(receipt.Id, " 別の事業者の書類でした "));

        var row = Assert.Single(await desk.ListAsync());
        Assert.Equal(
            new DocumentWithdrawal("行政書士 見本一", desk.Portal.Time.GetUtcNow().UtcDateTime, "別の事業者の書類でした"),
            row.Withdrawal
        );
        Assert.Null(await desk.As(Role.Supervisor).OpenContentAsync(receipt.Id));
        Assert.Null(await desk.As(Role.Supervisor).OpenPreviewAsync(receipt.Id));
        Assert.Equal(
            DocumentTexts.AlreadyWithdrawn,
            (await Assert.ThrowsAsync<RuleException>(() => desk.As(Role.Supervisor).WithdrawAsync(receipt.Id, "もう一度"))).Message
        );
        var audit = (await desk.Portal.AuditAsync()).Single(entry => entry.Act == AuditActs.DocumentWithdrawn);
        Assert.Contains("WithdrawnReason", audit.Fields, StringComparison.Ordinal);
        Assert.DoesNotContain("別の", audit.Fields, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("　 ")]
    [InlineData(501)]
    public async Task A_withdrawal_needs_a_reason_of_at_most_500_characters(object reason)
    {
        await using var desk = await DocumentDesk.StartAsync();
        var receipt = await desk.UploadAsync(SampleFiles.Text);

        await Assert.ThrowsAsync<RuleException>(() =>
            desk.As(Role.Supervisor).WithdrawAsync(receipt.Id, reason as string ?? new string('理', (int)reason))
        );

        Assert.NotNull(await desk.As(Role.Supervisor).OpenContentAsync(receipt.Id));
    }

    [Fact]
    public async Task Open_screens_hear_of_an_upload_once_it_is_whole()
    {
        await using var desk = await DocumentDesk.StartAsync();
        var changes = new List<Change>();
        using var watch = desk.Portal.Database.Changes.Watch(changes.AddRange);

        var receipt = await desk.UploadAsync(DocumentDesk.Letters(600_000));

        Assert.Equal([new Change(nameof(Document), receipt.Id)], changes);
    }

    private static async Task<bool> SeesAsync<T>(Func<Task<T?>> look)
        where T : class
    {
        try
        {
            return await look() is not null;
        }
        catch (AccessRefusedException)
        {
            return false;
        }
    }
}
