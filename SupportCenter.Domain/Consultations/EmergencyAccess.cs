using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;

namespace SupportCenter.Domain.Consultations;

/// <summary>緊急閲覧: one administrator may see one record, for support, for a limited time, while a supervisor watches. It concerns the
/// business, so that every step and every view is in the business's access ledger.</summary>
public sealed class EmergencyAccess : IAudited, IConcernsBusiness
{
    /// <summary>Minutes, unless fewer or more were asked for.</summary>
    public const int UsualMinutes = 30;

    public const int MostMinutes = 60;

    private EmergencyAccess() { }

    internal EmergencyAccess(ConsultationRecord record, Guid administrator, int minutes)
    {
        Id = NewId.Create();
        (RecordId, BusinessId, AdministratorId, Minutes) = (record.Id, record.BusinessId, administrator, minutes);
    }

    public Guid Id { get; private set; }

    public Guid RecordId { get; private set; }

    public Guid BusinessId { get; private set; }

    public Guid AdministratorId { get; private set; }

    public Guid ApprovalId { get; internal set; }

    public int Minutes { get; private set; }

    /// <summary>The sign-in under which it was begun: with that session it is over, whoever ended it.</summary>
    public Guid? SessionId { get; private set; }

    public StaffSession? Session { get; private set; }

    public DateTime? StartedAtUtc { get; private set; }

    /// <summary>When it is over: the limit, or the earlier moment at which somebody stopped it.</summary>
    public DateTime? EndsAtUtc { get; private set; }

    public Guid? StoppedById { get; private set; }

    public DateTime? LastViewedAtUtc { get; private set; }

    public int Views { get; private set; }

    /// <summary>Whether the record may be seen at that moment. Needs <see cref="Session"/>.</summary>
    public bool IsOpenAt(DateTime nowUtc) => StartedAtUtc is not null && nowUtc < EndsAtUtc && Session is { EndedAtUtc: null };

    internal void Start(Guid session, DateTime nowUtc) =>
        (SessionId, StartedAtUtc, EndsAtUtc) = (session, nowUtc, nowUtc.AddMinutes(Minutes));

    internal void NoteView(DateTime nowUtc) => (LastViewedAtUtc, Views) = (nowUtc, Views + 1);

    /// <summary>Ends it before its time; one that is over stays as it is.</summary>
    internal void Stop(Guid by, DateTime nowUtc)
    {
        if (IsOpenAt(nowUtc))
        {
            (EndsAtUtc, StoppedById) = (nowUtc, by);
        }
    }
}

/// <summary>The form by which an administrator asks for it.</summary>
public sealed class EmergencyDetails
{
    /// <summary>The address or the 26 characters of the record, as the person who needs help reads it out or sends it.</summary>
    [LocalizedRequired, LocalizedMaxLength(300)]
    [Display(Name = nameof(EmergencyTexts.Record), Description = nameof(EmergencyTexts.RecordHint), ResourceType = typeof(EmergencyTexts))]
    public string? Record { get; set; }

    [LocalizedRange(1, EmergencyAccess.MostMinutes)]
    [Display(Name = nameof(EmergencyTexts.Minutes), ResourceType = typeof(EmergencyTexts))]
    public int Minutes { get; set; } = EmergencyAccess.UsualMinutes;

    [LocalizedRequired, LocalizedMaxLength(Approval.MostReason)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(EmergencyTexts.Reason), Description = nameof(EmergencyTexts.ReasonHint), ResourceType = typeof(EmergencyTexts))]
    public string? Reason { get; set; }
}
