using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Handovers;
using SupportCenter.Domain.Incidents;
using SupportCenter.Domain.Notices;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Tests.Drills;

/// <summary>The process that is killed: books, saves a record and uploads papers at the same time, and says on its output what it is
/// about to do ("try") and what the portal has acknowledged ("done").</summary>
internal static class DrillWorker
{
    /// <summary>Works on the folder until it is killed; or, with a number of papers, uploads so many of the greatest size at once and
    /// tells the greatest memory.</summary>
    public static async Task<int> RunAsync(string folder, int papers)
    {
        await using var site = await DrillSite.OpenAsync(folder);
        if (papers > 0)
        {
            await UploadGreatAsync(site, papers);
            return 0;
        }

        // Each goes on for ever: whichever ends first has failed.
        await await Task.WhenAny(
            Task.Run(() => BookAsync(site)),
            Task.Run(() => SaveAsync(site)),
            Task.Run(() => UploadAsync(site)),
            Task.Run(() => PassOnAsync(site)),
            Task.Run(() => HandleIncidentsAsync(site))
        );
        return 1;
    }

    private static async Task BookAsync(DrillSite site)
    {
        var booking = await site.AsAsync<BookingService>(Role.BookingStaff);
        var slots = await site.ReadAsync(db =>
            db.Slots.Where(slot => !db.Reservations.Any(row => row.SlotId == slot.Id))
                .OrderBy(slot => slot.Date)
                .Select(slot => slot.Id)
                .ToListAsync()
        );
        // Today's first slots may have begun.
        foreach (var slot in slots.Skip(3))
        {
            Say("try", "book", $"{slot}");
            var outcome = await booking.BookAsync(Caller(slot));
            Say("done", "book", $"{outcome.Booked!.Id}");
        }

        throw new InvalidOperationException("No slot is left to book: the drill needs more clinics.");
    }

    /// <summary>A caller who never called before.</summary>
    public static BookingInput Caller(Guid slot) =>
        new()
        {
            SlotId = slot,
            Details = Make.Details(
                $"例示{Convert.ToHexString(RandomNumberGenerator.GetBytes(6))}商店",
                $"075-000-{RandomNumberGenerator.GetInt32(10_000):0000}"
            ),
            CommandKey = NewId.Create(),
            SameBusiness = SameBusiness.No,
        };

    private static async Task SaveAsync(DrillSite site)
    {
        var records = await site.AsAsync<ConsultationService>(Role.Scrivener);
        var id = await site.ReadAsync(db => db.Records.Where(row => row.Status == RecordStatus.Draft).Select(row => row.Id).SingleAsync());
        var version = (await records.FindAsync(id))!.Version;
        for (; ; )
        {
            var text = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
            Say("try", "save", text);
            var outcome = await records.SaveAsync(id, new ConsultationDetails { Summary = text }, version);
            version = outcome!.Version;
            Say("done", "save", text);
        }
    }

    private static async Task UploadAsync(DrillSite site)
    {
        var documents = await site.AsAsync<DocumentService>(Role.BookingStaff);
        var business = await site.ReadAsync(db =>
            db.Records.Where(row => row.Status == RecordStatus.Draft).Select(row => row.BusinessId).SingleAsync()
        );
        for (; ; )
        {
            var content = Encoding.ASCII.GetBytes(Convert.ToHexString(RandomNumberGenerator.GetBytes(150_000)));
            Say("try", "upload", Convert.ToHexString(SHA256.HashData(content)));
            var receipt = await documents.UploadAsync(
                new DocumentOwner(DocumentOwnerKind.Business, business),
                "見本.txt",
                new MemoryStream(content)
            );
            Say("done", "upload", $"{receipt!.Id} {Convert.ToHexString(SHA256.HashData(content))}");
        }
    }

    /// <summary>Hands over and sees to it, and tells everybody.</summary>
    private static async Task PassOnAsync(DrillSite site)
    {
        var writing = await site.AsAsync<HandoverWritingService>(Role.Scrivener);
        var handovers = await site.AsAsync<HandoverService>(Role.Scrivener);
        var notices = await site.AsAsync<NoticePostingService>(Role.Scrivener);
        var business = await site.ReadAsync(db =>
            db.Records.Where(row => row.Status == RecordStatus.Draft).Select(row => row.BusinessId).SingleAsync()
        );
        for (; ; )
        {
            var text = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
            var handover = (await writing.WriteAsync(new HandoverDetails { Text = text, BusinessId = business }))!.Value;
            Say("done", "handover", $"{handover}");
            await handovers.FinishAsync(handover);
            Say("done", "finish", $"{handover}");
            Say("done", "notice", $"{await notices.PostAsync(new NoticeDetails { Text = text })}");
        }
    }

    /// <summary>The day of a leak, again and again: reported, whom it hit, called, written to.</summary>
    private static async Task HandleIncidentsAsync(DrillSite site)
    {
        var incidents = await site.AsAsync<IncidentService>(Role.Supervisor);
        var affected = await site.AsAsync<AffectedService>(Role.Supervisor);
        var calls = await site.AsAsync<CallSheetService>(Role.Supervisor);
        var papers = await site.AsAsync<IncidentPaperService>(Role.Supervisor);
        var business = await site.ReadAsync(db =>
            db.Records.Where(row => row.Status == RecordStatus.Draft).Select(row => row.BusinessId).SingleAsync()
        );
        var known = CentreTime.Now(TimeProvider.System).AddMinutes(-1);
        for (; ; )
        {
            var details = new IncidentDetails
            {
                Title = "訓練",
                KnownOn = DateOnly.FromDateTime(known),
                KnownAt = new TimeOnly(known.Hour, known.Minute),
                How = HowKnown.Call,
                What = Convert.ToHexString(RandomNumberGenerator.GetBytes(16)),
            };
            var id = (await incidents.OpenAsync(details, IncidentSourceKind.Call, null, isDrill: false)).Id;
            Say("done", "incident", $"{id}");
            await affected.FixNamesAsync(id, [business], ExposedData.List);
            var call = (await calls.NextAsync(id))!;
            await calls.NoteAsync(call.Id, ContactResult.Told, new ContactDetails(), 0);
            Say("done", "call", $"{call.Id}");
            var letter = await papers.PrepareLettersAsync(id, new LetterDetails { Opening = "お詫び", Contact = "本市" });
            Say("done", "letter", $"{letter}");
        }
    }

    private static async Task UploadGreatAsync(DrillSite site, int papers)
    {
        var business = await site.ReadAsync(db =>
            db.Records.Where(row => row.Status == RecordStatus.Draft).Select(row => row.BusinessId).SingleAsync()
        );
        await UploadAsync(await site.AsAsync<DocumentService>(Role.BookingStaff), 100_000);
        var before = PeakMemory();
        var size = new DocumentOptions().MaxBytes;
        await Task.WhenAll(
            Enumerable
                .Range(0, papers)
                .Select(_ => Task.Run(async () => await UploadAsync(await site.AsAsync<DocumentService>(Role.BookingStaff), size)))
        );
        Say("memory", $"{before}", $"{PeakMemory()}");

        Task<DocumentReceipt?> UploadAsync(DocumentService documents, long length) =>
            documents.UploadAsync(new DocumentOwner(DocumentOwnerKind.Business, business), "大きな見本.txt", new EndlessText(length));
    }

    /// <summary>The greatest memory that the process has held so far, in bytes.</summary>
    private static long PeakMemory()
    {
        var line = File.ReadLines("/proc/self/status").First(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
        return 1024
            * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static void Say(string what, string kind, string detail)
    {
        lock (Console.Out)
        {
            Console.WriteLine($"{what} {kind} {detail}");
            Console.Out.Flush();
        }
    }

    /// <summary>A text of any length that is never in memory as a whole, and never twice the same.</summary>
    private sealed class EndlessText(long length) : Stream
    {
        private long at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position
        {
            get => at;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var taken = (int)Math.Min(buffer.Length, length - at);
            for (var index = 0; index < taken; index++)
            {
                buffer[index] = (byte)('a' + (at + index) * 31 % 26);
            }

            if (at == 0 && taken >= 16)
            {
                Encoding.ASCII.GetBytes(Convert.ToHexString(RandomNumberGenerator.GetBytes(8)), buffer);
            }

            at += taken;
            return taken;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
