using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Documents.Scanning;
using SupportCenter.Domain.Drafts;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Handovers;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Domain.Exposure;

/// <summary>The portal's own canary: a fictional business with one of everything that a business discloses, each piece with a token of
/// which there is only one in the world.</summary>
/// <remarks>It is on a day before the centre was, at a venue that is not used, in a clinic that is closed, and is cancelled: no free
/// slot is taken, no period of a report reaches it, and nobody's day has it. See docs/decisions/0050-exposure-check.md.</remarks>
internal sealed class ProbeCanary(PortalDbContext db, BlindIndex index, string token, DateTime nowUtc)
{
    /// <summary>Nobody's: the portal itself did it.</summary>
    public static readonly Guid Nobody = Guid.Empty;

    internal const string Form = "exposure-check";

    /// <summary>The day of its one booking, twenty years before the centre opened.</summary>
    public static readonly DateOnly Day = new(2000, 1, 4);

    private static readonly TimeOnly Opens = new(10, 0);
    private static readonly TimeOnly Closes = new(11, 0);
    private readonly DateTime then = CentreTime.ToUtc(Day, Opens);

    /// <summary>A token that nobody has typed: 80 random bits in letters that are in every encoding.</summary>
    public static string NewToken() => NewId.Create().ToShort()[^16..];

    /// <summary>A number that no telephone has: 0200 begins numbers of fourteen digits.</summary>
    private string Telephone =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"02000{BitConverter.ToUInt32(SHA256.HashData(Encoding.ASCII.GetBytes(token))) % 1_000_000:000000}"
        );

    public Business PlantBusiness()
    {
        var said = Details();
        var business = new Business(said, nowUtc);
        db.Add(business);
        index.IndexBusiness(db, business, said);
        db.Add(
            new Canary
            {
                BusinessId = business.Id,
                PlantedAtUtc = nowUtc,
                PlantedBy = Nobody,
                Token = token,
            }
        );
        return business;
    }

    /// <param name="business">The canary.</param>
    /// <param name="deskOf">Some member of staff: a desk has to be somebody's.</param>
    public void PlantBooking(Business business, Guid deskOf)
    {
        var venue = new Venue(
            new VenueDetails
            {
                Name = Text(nameof(ExposureTexts.CanaryVenue)),
                Address = Text(nameof(ExposureTexts.CanaryAddress)),
                ListOrder = 9999,
                IsUsed = false,
            }
        );
        var clinic = new Clinic(venue.Id, Day, Opens, Closes, 60, [deskOf]);
        var reservation = Reservation.Book(
            business,
            clinic.Slots[0],
            clinic,
            Details(),
            Nobody,
            Text(nameof(ExposureTexts.Title)),
            null,
            then
        );
        var record = new ConsultationRecord(reservation, deskOf, then);
        record.Revise(Written(), Nobody, then);
        record.Submit(then);
        var changed = Written();
        changed.Remarks = Mark("remarks-changed");
        record.Revise(changed, Nobody, then);
        record.Confirm(Nobody, then);
        reservation.Cancel(Mark("cancelled-because"), Nobody, then);
        clinic.Close(Text(nameof(ExposureTexts.Title)), then);
        db.AddRange(venue, clinic, reservation, record);
    }

    /// <summary>A handover that was seen to long ago.</summary>
    /// <param name="business">The canary.</param>
    /// <param name="writer">Some member of staff.</param>
    public void PlantHandover(Business business, Guid writer)
    {
        var place = new HandoverPlace(null, null, null, business.Id, null, null);
        var handover = new Handover(new HandoverDetails { Text = Mark("handover") }, place, writer, Day, then);
        handover.Finish(writer, then);
        db.Add(handover);
    }

    public void PlantPapers(Business business)
    {
        Plant("document", "file-name");
        var over = Plant("document-withdrawn", "file-name-withdrawn");
        over.Judge(new ScanVerdict(ScanState.Quarantined), nowUtc);
        over.ReleaseFromQuarantine(Mark("released-because"));
        over.Withdraw(Mark("withdrawn-because"), Nobody, nowUtc);

        Document Plant(string content, string name)
        {
            var bytes = Encoding.UTF8.GetBytes(Mark(content));
            var stored = new DocumentContent(NewId.Create(), business.Id, nowUtc);
            var piece = stored.Append(0, DocumentEncryption.Encrypt(db.Cipher, stored.Id, 0, isLast: true, bytes), bytes.Length, nowUtc);
            var document = new Document(
                stored,
                null,
                null,
                $"{Mark(name)}.txt",
                DocumentKind.Text,
                DocumentEncryption.KeyOf(db.Cipher, business.Id, SHA256.HashData(bytes)),
                new ScanVerdict(ScanState.Clean),
                Nobody,
                nowUtc
            );
            db.AddRange(stored, piece, document);
            return document;
        }
    }

    /// <summary>A caller who was rung back long ago: nobody's list has it.</summary>
    public void PlantCallback()
    {
        var said = Details();
        var waitingFor = CallbackDetails.Of(said);
        waitingFor.Memo = Mark("callback-memo");
        var waiting = new CallbackRequest(waitingFor, Nobody, then);
        waiting.Settle(null, Mark("settled-because"), Nobody, then);
        db.Add(waiting);
    }

    public void PlantDraft(Guid owner) => db.Add(new Draft(owner, Form) { Content = Mark("draft"), SavedAtUtc = nowUtc });

    /// <summary>The token with the name of the piece behind it, so that a leak says of itself what it is.</summary>
    private string Mark(string piece) => $"{token}-{piece}";

    private ReservationDetails Details()
    {
        var said = Marked<ReservationDetails>("");
        said.Telephone = Telephone;
        return said;
    }

    private ConsultationDetails Written()
    {
        var written = Marked<ConsultationDetails>("");
        (written.StartedAt, written.EndedAt, written.ClientCategory) = (Opens, Closes, ClientCategory.Other);
        written.Guidance = [Marked<GuidanceRow>("guidance-")];
        return written;
    }

    /// <summary>A form whose texts all say what they are, whatever fields it has. What lists can be filtered by stays empty.</summary>
    private T Marked<T>(string before)
        where T : class, new()
    {
        var marked = new T();
        foreach (var field in FormFields.Of<T>().Where(field => field.ValueType == typeof(string) && (field.IsPersonal || before != "")))
        {
            field.Write(marked, Mark(before + JsonNamingPolicy.KebabCaseLower.ConvertName(field.Name)));
        }

        return marked;
    }

    /// <summary>In the centre's language, whatever the server's shell speaks.</summary>
    private static string Text(string key) => ExposureTexts.ResourceManager.GetString(key, CultureInfo.InvariantCulture)!;
}
