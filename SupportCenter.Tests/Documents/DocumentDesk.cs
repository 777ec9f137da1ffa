using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Documents.Scanning;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Tests.Documents;

/// <summary>A portal in which one business has a reservation and a record with the portal's scrivener, and another business with another
/// scrivener.</summary>
internal sealed class DocumentDesk : IAsyncDisposable
{
    private DocumentDesk(TestPortal portal) => Portal = portal;

    public TestPortal Portal { get; }

    public StaffMember OtherScrivener { get; } = Make.Staff(Role.Scrivener, "行政書士 見本二");

    public Business Business { get; } = Make.Business(Make.Details());

    public Business OtherBusiness { get; } = Make.Business(Make.Details("例示商店", "075-000-5678"));

    public Reservation Reservation { get; private set; } = null!;

    public ConsultationRecord Record { get; private set; } = null!;

    public Reservation OtherReservation { get; private set; } = null!;

    public DocumentOwner Owner => DocumentOwner.Business(Business.Id);

    public static async Task<DocumentDesk> StartAsync()
    {
        var desk = new DocumentDesk(await TestPortal.StartAsync());
        var (portal, venue) = (desk.Portal, Make.Venue());
        var clinic = Make.Clinic(venue, portal.Today, portal.Staff[Role.Scrivener]);
        var other = Make.Clinic(venue, portal.Today.AddDays(1), desk.OtherScrivener);
        desk.Reservation = Make.Reservation(desk.Business, clinic, clinic.Slots[0], portal.Staff[Role.BookingStaff]);
        desk.OtherReservation = Make.Reservation(desk.OtherBusiness, other, other.Slots[0], portal.Staff[Role.BookingStaff]);
        desk.Record = new ConsultationRecord(desk.Reservation, portal.Staff[Role.Scrivener].Id, portal.Time.GetUtcNow().UtcDateTime);
        await portal.AddAsync(
            desk.OtherScrivener,
            venue,
            clinic,
            other,
            desk.Business,
            desk.OtherBusiness,
            desk.Reservation,
            desk.OtherReservation,
            desk.Record
        );
        return desk;
    }

    public DocumentService As(Role role) => Portal.As<DocumentService>(role);

    public DocumentService As(StaffMember person) => Portal.As<DocumentService>(person);

    /// <summary>The supervisor's use cases with other limits.</summary>
    public DocumentService With(DocumentOptions limits) =>
        new(Portal.As<AuthorizedDbContextFactory>(Role.Supervisor), limits, new ContentScanner(Portal.Scanning));

    public async Task<DocumentReceipt> UploadAsync(
        byte[] content,
        string name = "資料.txt",
        Role by = Role.Supervisor,
        DocumentOwner? owner = null
    ) => await As(by).UploadAsync(owner ?? Owner, name, new MemoryStream(content)) ?? throw new InvalidOperationException("Not found.");

    public async Task<byte[]> ReadAsync(Guid id)
    {
        var opened = await As(Role.Supervisor).OpenContentAsync(id) ?? throw new InvalidOperationException("Not found.");
        await using var content = opened.Content;
        using var all = new MemoryStream();
        await content.CopyToAsync(all);
        return all.ToArray();
    }

    public async Task<IReadOnlyList<DocumentRow>> ListAsync(DocumentOwner? owner = null) =>
        (await As(Role.Supervisor).ListAsync(owner ?? Owner, new PageRequest(0, 50)))!.Rows;

    /// <summary>How many contents, pieces and documents the database holds.</summary>
    public Task<(int Contents, int Chunks, int Documents)> CountAsync() =>
        Portal.ReadAsync(async db =>
            (await db.DocumentContents.CountAsync(), await db.DocumentChunks.CountAsync(), await db.Documents.CountAsync())
        );

    public ValueTask DisposeAsync() => Portal.DisposeAsync();

    /// <summary>Lines of letters: valid text that does not repeat.</summary>
    public static byte[] Letters(int length)
    {
        var random = new Random(7);
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
        {
            bytes[i] = i % 80 == 79 ? (byte)'\n' : (byte)random.Next('a', 'z' + 1);
        }

        return bytes;
    }
}

/// <summary>Counts how much is asked of it at once; can fail or stand still after so many bytes.</summary>
internal sealed class MeasuringStream(byte[] content, int failAfter = int.MaxValue, Func<Task>? then = null) : Stream
{
    private int position;

    public int LargestRequest { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        LargestRequest = Math.Max(LargestRequest, buffer.Length);
        cancellationToken.ThrowIfCancellationRequested();
        if (position >= failAfter && then is not null)
        {
            await then();
        }

        // As over a line: never more than 32 KiB at a time.
        var count = Math.Min(Math.Min(buffer.Length, 32 * 1024), content.Length - position);
        content.AsMemory(position, count).CopyTo(buffer);
        position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() { }
}
