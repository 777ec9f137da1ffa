using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;

namespace SupportCenter.Tests.Documents;

/// <summary>Content goes in and out piece by piece, encrypted, whole or not at all.</summary>
public sealed class DocumentContentTests
{
    // A test that fails before it lets go must not wait for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const int Piece = 256 * 1024;
    private const int MiB = 1024 * 1024;

    [Fact]
    public async Task Twenty_megabytes_go_in_and_out_in_small_pieces_and_come_back_equal()
    {
        await using var desk = await DocumentDesk.StartAsync();
        var content = DocumentDesk.Letters(20 * MiB);
        var incoming = new MeasuringStream(content);
        var reported = new List<long>();

        var receipt = await desk.As(Role.Supervisor).UploadAsync(desk.Owner, "大きい.txt", incoming, new ReportedBytes(reported));

        Assert.InRange(incoming.LargestRequest, 1, Piece);
        Assert.Equal((80, 20L * MiB), (reported.Count, reported[^1]));
        Assert.Equal((1, 80, 1), await desk.CountAsync());
        Assert.Equal(
            Piece + PersonalCipher.Overhead,
            await desk.Portal.ReadAsync(db => db.DocumentChunks.MaxAsync(row => row.Sealed.Length))
        );

        var opened = await desk.As(Role.Supervisor).OpenContentAsync(receipt!.Id);
        var buffer = new byte[4 * MiB];
        var at = 0;
        while (await opened!.Content.ReadAsync(buffer) is var count and > 0)
        {
            Assert.InRange(count, 1, Piece);
            Assert.True(buffer.AsSpan(0, count).SequenceEqual(content.AsSpan(at, count)));
            at += count;
        }

        Assert.Equal(content.Length, at);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(Piece, false)]
    [Asvs("5.2.1")]
    public async Task The_limit_is_taken_and_one_byte_more_is_refused(int more, bool isTaken)
    {
        await using var desk = await DocumentDesk.StartAsync();
        var documents = desk.With(new DocumentOptions { MaxBytes = 2 * Piece });
        var upload = documents.UploadAsync(desk.Owner, "資料.txt", new MemoryStream(DocumentDesk.Letters((2 * Piece) + more)));

        if (isTaken)
        {
            Assert.Equal(2 * Piece, (await upload)!.Size);
        }
        else
        {
            Assert.Contains("512 KB", (await Assert.ThrowsAsync<RuleException>(() => upload)).Message, StringComparison.Ordinal);
            Assert.Equal((0, 0, 0), await desk.CountAsync());
        }
    }

    [Fact]
    [Asvs("5.2.1")]
    public async Task An_endless_file_is_refused_soon_after_the_limit()
    {
        await using var desk = await DocumentDesk.StartAsync();
        var endless = new MeasuringStream(DocumentDesk.Letters(25 * MiB), 22 * MiB, () =>
            throw new InvalidOperationException("Read on and on.")
        );

        await Assert.ThrowsAsync<RuleException>(() => desk.As(Role.Supervisor).UploadAsync(desk.Owner, "資料.txt", endless));

        Assert.Equal((0, 0, 0), await desk.CountAsync());
    }

    [Fact]
    [Asvs("5.2.4")]
    public async Task A_business_has_a_quota_that_uploads_at_the_same_time_cannot_pass()
    {
        await using var desk = await DocumentDesk.StartAsync();
        var limits = new DocumentOptions { BusinessQuotaBytes = 3000 };

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(number =>
                    TryAsync(() =>
                        desk.With(limits)
                            .UploadAsync(
                                desk.Owner,
                                $"資料{number}.txt",
                                new MemoryStream(Encoding.UTF8.GetBytes(new string((char)('a' + number), 1000)))
                            )
                    )
                )
        );

        Assert.Equal(3, outcomes.Count(outcome => outcome is null));
        AssertEach.Of(outcomes.OfType<Exception>(), refused => Assert.IsType<RuleException>(refused));
        Assert.Equal((3, 3, 3), await desk.CountAsync());
        Assert.NotNull(
            await desk.With(limits)
                .UploadAsync(
                    DocumentOwner.Business(desk.OtherBusiness.Id),
                    "資料.txt",
                    new MemoryStream(
                        new byte[1000]
                            .Select(_ => (byte)'x')
                            .ToArray()
                    )
                )
        );
    }

    [Fact]
    public async Task Uploads_at_the_same_time_do_not_mix()
    {
        await using var desk = await DocumentDesk.StartAsync();
        var contents = Enumerable.Range(0, 6).Select(number => DocumentDesk.Letters(Piece + 1000 + number)).ToArray();

        var receipts = await Task.WhenAll(contents.Select((content, number) => desk.UploadAsync(content, $"資料{number}.txt")));

        for (var i = 0; i < contents.Length; i++)
        {
            Assert.Equal(contents[i], await desk.ReadAsync(receipts[i].Id));
        }
    }

    [Fact]
    public async Task An_upload_that_breaks_off_leaves_nothing()
    {
        await using var desk = await DocumentDesk.StartAsync();
        var broken = new MeasuringStream(DocumentDesk.Letters(4 * Piece), 3 * Piece, () => throw new IOException("The line is gone."));

        await Assert.ThrowsAsync<IOException>(() => desk.As(Role.Supervisor).UploadAsync(desk.Owner, "資料.txt", broken));

        Assert.Equal((0, 0, 0), await desk.CountAsync());
        Assert.Empty(await desk.Portal.AuditAsync());
    }

    [Fact]
    public async Task A_cancelled_upload_leaves_nothing()
    {
        await using var desk = await DocumentDesk.StartAsync();
        using var stop = new CancellationTokenSource();
        var content = new MeasuringStream(DocumentDesk.Letters(4 * Piece), 3 * Piece, stop.CancelAsync);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            desk.As(Role.Supervisor).UploadAsync(desk.Owner, "資料.txt", content, null, stop.Token)
        );

        Assert.Equal((0, 0, 0), await desk.CountAsync());
    }

    [Fact]
    public async Task A_half_done_upload_of_a_stopped_server_is_cleared_away_but_one_under_way_is_not()
    {
        await using var desk = await DocumentDesk.StartAsync();
        var kept = await desk.UploadAsync(SampleFiles.Text);
        var (reached, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var slow = new MeasuringStream(DocumentDesk.Letters(4 * Piece), 3 * Piece, () =>
        {
            reached.TrySetResult();
            return goOn.Task.WaitAsync(Patience);
        });
        var upload = desk.As(Role.BookingStaff).UploadAsync(desk.Owner, "途中.txt", slow);
        await reached.Task.WaitAsync(Patience);

        // Half of it is there, encrypted, and nobody can come upon it.
        Assert.Equal((2, 3, 1), await desk.CountAsync());
        Assert.Equal(kept.Id, Assert.Single(await desk.ListAsync()).Id);
        var half = await desk.Portal.ReadAsync(db =>
            db.DocumentContents.Where(row => row.Id != kept.Id).Select(row => row.Id).SingleAsync()
        );
        Assert.Null(await desk.As(Role.Supervisor).OpenContentAsync(half));

        var console = desk.Portal.As<DocumentService>(CallerIdentity.Console);
        desk.Portal.Time.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(0, await console.ClearAbandonedAsync());
        desk.Portal.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await console.ClearAbandonedAsync());
        Assert.Equal((1, 1, 1), await desk.CountAsync());

        // Should it have been alive after all, it ends in a sentence and not in half a document.
        goOn.SetResult();
        Assert.Equal(DocumentTexts.TookTooLong, (await Assert.ThrowsAsync<RuleException>(() => upload)).Message);
        Assert.Equal((1, 1, 1), await desk.CountAsync());
        Assert.Equal(SampleFiles.Text, await desk.ReadAsync(kept.Id));
    }

    [Fact]
    public async Task A_slow_upload_holds_up_nobody()
    {
        await using var desk = await DocumentDesk.StartAsync();
        var (reached, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var slow = new MeasuringStream(DocumentDesk.Letters(3 * Piece), 2 * Piece, () =>
        {
            reached.TrySetResult();
            return goOn.Task.WaitAsync(Patience);
        });
        var upload = desk.As(Role.BookingStaff).UploadAsync(desk.Owner, "遅い.txt", slow);
        await reached.Task.WaitAsync(Patience);

        await desk.UploadAsync(SampleFiles.Text).WaitAsync(TimeSpan.FromSeconds(10));

        goOn.SetResult();
        Assert.Equal(DocumentDesk.Letters(3 * Piece), await desk.ReadAsync((await upload)!.Id));
    }

    [Theory]
    [InlineData("""UPDATE "DocumentChunks" SET "Sealed" = "Sealed" || x'00' WHERE "Number" = 1""")]
    [InlineData(
        """UPDATE "DocumentChunks" SET "Sealed" = substr("Sealed", 1, 1000) || x'00' || substr("Sealed", 1002) WHERE "Number" = 1"""
    )]
    [InlineData(
        """UPDATE "DocumentChunks" SET "Number" = 9 WHERE "Number" = 0; UPDATE "DocumentChunks" SET "Number" = 0 """
            + """WHERE "Number" = 1; UPDATE "DocumentChunks" SET "Number" = 1 WHERE "Number" = 9"""
    )]
    [InlineData("""DELETE FROM "DocumentChunks" WHERE "Number" = 2""")]
    [InlineData("""DELETE FROM "DocumentChunks" WHERE "Number" = 2; UPDATE "Documents" SET "Size" = 524288""")]
    [InlineData("""UPDATE "Documents" SET "Size" = "Size" - 10""")]
    [Asvs("11.3.3")]
    public async Task Content_that_was_changed_exchanged_or_cut_in_the_database_fails_loudly(string tampering)
    {
        await using var desk = await DocumentDesk.StartAsync();
        var receipt = await desk.UploadAsync(DocumentDesk.Letters((2 * Piece) + 5000));
        await desk.Portal.ReadAsync(db => db.Database.ExecuteSqlRawAsync(tampering));

        await Assert.ThrowsAnyAsync<CryptographicException>(() => desk.ReadAsync(receipt.Id));
    }

    [Fact]
    [Asvs("11.3.3")]
    public async Task A_piece_of_another_document_fails_loudly()
    {
        await using var desk = await DocumentDesk.StartAsync();
        var receipt = await desk.UploadAsync(DocumentDesk.Letters(1000));
        var other = await desk.UploadAsync(DocumentDesk.Letters(1000));
        var piece = await desk.Portal.ReadAsync(db =>
            db.DocumentChunks.Where(row => row.DocumentId == other.Id).Select(row => row.Sealed).SingleAsync()
        );
        await desk.Portal.ReadAsync(db =>
            db.DocumentChunks.Where(row => row.DocumentId == receipt.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Sealed, piece))
        );

        await Assert.ThrowsAnyAsync<CryptographicException>(() => desk.ReadAsync(receipt.Id));
    }

    [Fact]
    public async Task Neither_content_nor_name_nor_reason_lies_in_clear_in_the_database_or_its_log()
    {
        await using var desk = await DocumentDesk.StartAsync();
        const string marker = "秘密のしるし七四三";
        var receipt = await desk.UploadAsync(Encoding.UTF8.GetBytes(marker + "\n"), marker + ".txt");
        await desk.As(Role.Supervisor).WithdrawAsync(receipt.Id, marker);

        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(desk.Portal.DatabaseFile)!))
        {
            Assert.Equal(-1, (await File.ReadAllBytesAsync(file)).AsSpan().IndexOf(Encoding.UTF8.GetBytes(marker)));
        }

        Assert.Equal(marker, Assert.Single(await desk.ListAsync()).Withdrawal!.Reason);
    }

    [Fact]
    public async Task The_same_content_put_onto_the_same_business_again_is_noticed()
    {
        await using var desk = await DocumentDesk.StartAsync();
        var first = await desk.UploadAsync(SampleFiles.Text, "資料.txt");
        var since = desk.Portal.Time.GetUtcNow().UtcDateTime;
        desk.Portal.Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(since, (await desk.UploadAsync(SampleFiles.Text, "写し.txt", Role.BookingStaff)).SameSinceUtc);
        Assert.Null((await desk.UploadAsync(SampleFiles.Text, owner: DocumentOwner.Business(desk.OtherBusiness.Id))).SameSinceUtc);
        Assert.Null((await desk.UploadAsync(SampleFiles.Html, "別.txt")).SameSinceUtc);

        await desk.As(Role.Supervisor).WithdrawAsync(first.Id, "取り違え");
        Assert.Equal(since.AddDays(1), (await desk.UploadAsync(SampleFiles.Text, "三枚目.txt")).SameSinceUtc);
        Assert.Equal(
            4,
            await desk.Portal.ReadAsync(db =>
                db.Documents.Where(row => row.BusinessId == desk.Business.Id).Select(row => row.ContentKey.Length).CountAsync()
            )
        );
    }

    private static async Task<Exception?> TryAsync(Func<Task> act) => await Record.ExceptionAsync(act);

    private sealed class ReportedBytes(List<long> all) : IProgress<long>
    {
        public void Report(long value) => all.Add(value);
    }
}
