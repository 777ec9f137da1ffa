using System.Text.Json;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Consultations;

/// <summary>相談票: the record of one consultation. A draft until it is handed in; after that every change keeps the earlier
/// version.</summary>
public sealed class ConsultationRecord : IAudited, IConcernsBusiness
{
    private readonly List<ConsultationVersion> versions = [];

    private ConsultationRecord() { }

    public ConsultationRecord(Reservation reservation, Guid scrivenerId, DateTime nowUtc)
    {
        Id = NewId.Create();
        Version = NewId.Create();
        (ReservationId, BusinessId, ScrivenerId, Date) = (reservation.Id, reservation.BusinessId, scrivenerId, reservation.Date);
        (LastSavedAtUtc, LastSavedById) = (nowUtc, scrivenerId);
    }

    public Guid Id { get; private set; }

    public Guid ReservationId { get; private set; }

    public Reservation? Reservation { get; private set; }

    public Guid BusinessId { get; private set; }

    public Business? Business { get; private set; }

    public Guid ScrivenerId { get; private set; }

    public StaffMember? Scrivener { get; private set; }

    /// <summary>The clinic's date, repeated here so that lists sort by one index.</summary>
    public DateOnly Date { get; private set; }

    public ConsultationDetails Details { get; private set; } = new();

    /// <summary>案内した制度 as far as they are in the catalogue, each once: in clear, since what was said beside them is sealed.</summary>
    public List<Guid> GuidedMeasureIds { get; private set; } = [];

    /// <summary>紹介先 as far as they are in the catalogue, each once.</summary>
    public List<Guid> ReferralIds { get; private set; } = [];

    public RecordStatus Status { get; private set; }

    /// <summary>Changes with every save; two editors of one record meet here.</summary>
    public Guid Version { get; private set; }

    public DateTime LastSavedAtUtc { get; private set; }

    /// <summary>Who wrote the text as it stands; null when it was imported.</summary>
    public Guid? LastSavedById { get; private set; }

    public DateTime? SubmittedAtUtc { get; private set; }

    public DateTime? ConfirmedAtUtc { get; private set; }

    public Guid? ConfirmedById { get; private set; }

    /// <summary>Keyed hash of the workbook that it was imported from, so that importing again adds nothing.</summary>
    public byte[]? ImportKey { get; internal set; }

    public IReadOnlyList<ConsultationVersion> Versions => versions;

    /// <summary>Takes over the form. Once handed in, the earlier version is kept with who, when and which fields, and a confirmed record
    /// waits for confirmation again. A text that says the same changes nothing.</summary>
    /// <exception cref="RuleException">It was handed in, and a field that the city needs was emptied.</exception>
    public void Revise(ConsultationDetails details, Guid by, DateTime nowUtc)
    {
        var changed = FormFields.Differences(Details, details);
        if (changed.Count == 0)
        {
            return;
        }

        if (Status != RecordStatus.Draft)
        {
            EnsureComplete(details);
            versions.Add(new ConsultationVersion(this, versions.Count + 1, by, nowUtc, changed));
            Status = RecordStatus.Submitted;
            (ConfirmedAtUtc, ConfirmedById) = (null, null);
        }

        LastSavedById = by;
        Take(details);
        Touch(nowUtc);
    }

    /// <summary>提出: hands the record in.</summary>
    /// <exception cref="RuleException">It was handed in before, or a field that the city needs is empty.</exception>
    public void Submit(DateTime nowUtc)
    {
        EnsureStatus(RecordStatus.Draft);
        EnsureComplete(Details);
        (Status, SubmittedAtUtc) = (RecordStatus.Submitted, nowUtc);
        Touch(nowUtc);
    }

    /// <summary>確認: a supervisor has read it.</summary>
    /// <exception cref="RuleException">It is not waiting for confirmation.</exception>
    public void Confirm(Guid by, DateTime nowUtc)
    {
        EnsureStatus(RecordStatus.Submitted);
        (Status, ConfirmedAtUtc, ConfirmedById) = (RecordStatus.Confirmed, nowUtc, by);
        Touch(nowUtc);
    }

    /// <summary>Takes over a 相談票 of the old site as handed in.</summary>
    public void TakeOver(ConsultationDetails details, byte[] importKey, DateTime nowUtc)
    {
        Take(details);
        (ImportKey, LastSavedById) = (importKey, null);
        (Status, SubmittedAtUtc) = (RecordStatus.Submitted, nowUtc);
        Touch(nowUtc);
    }

    /// <summary>Takes over a line of an export of a portal, under the number that it had there. A draft stays one; whatever was handed in
    /// waits for confirmation, since no export says who confirmed it.</summary>
    internal static ConsultationRecord TakeOver(
        Reports.RecordLine line,
        ConsultationDetails details,
        Reservation reservation,
        Guid scrivenerId,
        DateTime nowUtc
    )
    {
        var record = new ConsultationRecord(reservation, scrivenerId, nowUtc) { Id = line.Id, LastSavedById = null };
        record.Take(details);
        (record.Status, record.SubmittedAtUtc) =
            line.Status == RecordStatus.Draft
                ? (RecordStatus.Draft, (DateTime?)null)
                : (RecordStatus.Submitted, line.SubmittedAtUtc ?? nowUtc);
        return record;
    }

    private void Take(ConsultationDetails details)
    {
        Details = details;
        GuidedMeasureIds = [.. details.Guidance.Select(row => row.MeasureId).OfType<Guid>().Distinct().Order()];
        ReferralIds = [.. details.Guidance.Select(row => row.ReferralId).OfType<Guid>().Distinct().Order()];
    }

    private static void EnsureComplete(ConsultationDetails details)
    {
        if (details.Minutes() is null)
        {
            throw new RuleException(ConsultationTexts.TimesNeeded) { Field = nameof(ConsultationDetails.StartedAt) };
        }

        if (details.ClientCategory is null)
        {
            throw new RuleException(ConsultationTexts.CategoryNeeded) { Field = nameof(ConsultationDetails.ClientCategory) };
        }

        if (VisibleText.IsBlank(details.Summary))
        {
            throw new RuleException(ConsultationTexts.SummaryNeeded) { Field = nameof(ConsultationDetails.Summary) };
        }
    }

    private void EnsureStatus(RecordStatus expected)
    {
        if (Status != expected)
        {
            throw new RuleException(ConsultationTexts.NotPossibleNow);
        }
    }

    private void Touch(DateTime nowUtc) => (LastSavedAtUtc, Version) = (nowUtc, NewId.Create());
}

/// <summary>What a record said before a change: the whole text, who changed it, when, and which fields.</summary>
public sealed class ConsultationVersion
{
    private ConsultationVersion() { }

    internal ConsultationVersion(ConsultationRecord record, int number, Guid by, DateTime atUtc, IReadOnlyList<string> changed)
    {
        Id = NewId.Create();
        (RecordId, Number, ReplacedById, ReplacedAtUtc) = (record.Id, number, by, atUtc);
        Content = JsonSerializer.Serialize(record.Details);
        ChangedFields = string.Join(',', changed);
        Status = record.Status;
    }

    public Guid Id { get; private set; }

    public Guid RecordId { get; private set; }

    /// <summary>1 for the text that was handed in first.</summary>
    public int Number { get; private set; }

    public RecordStatus Status { get; private set; }

    public Guid ReplacedById { get; private set; }

    public DateTime ReplacedAtUtc { get; private set; }

    /// <summary>The names of the properties that the change touched, comma separated.</summary>
    public string ChangedFields { get; private set; } = "";

    /// <summary>The earlier details as JSON.</summary>
    [Personal]
    public string Content { get; private set; } = "";

    /// <summary>The earlier details.</summary>
    public ConsultationDetails Details() => JsonSerializer.Deserialize<ConsultationDetails>(Content) ?? new();
}
