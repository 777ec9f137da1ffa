using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Incidents;

/// <summary>One entry of the time line (経過). It is written once: the database refuses to change or delete it, and what was wrong in it
/// is said by a later entry that points back.</summary>
internal sealed class IncidentEvent : IAudited
{
    private IncidentEvent() { }

    public IncidentEvent(Guid incident, EventDetails details, Guid by, DateTime nowUtc, Guid? corrects = null)
    {
        Id = NewId.Create();
        (IncidentId, Kind, Who, Text) = (incident, details.Kind!.Value, details.Who, details.Text!);
        (HappenedAtUtc, EnteredById, EnteredAtUtc, CorrectsId) = (
            CentreTime.ToUtc(details.HappenedOn!.Value, details.HappenedAt!.Value),
            by,
            nowUtc,
            corrects
        );
    }

    public Guid Id { get; private set; }

    public Guid IncidentId { get; private set; }

    public IncidentEventKind Kind { get; private set; }

    public DateTime HappenedAtUtc { get; private set; }

    public DateTime EnteredAtUtc { get; private set; }

    public Guid EnteredById { get; private set; }

    /// <summary>Who did it; may be somebody outside.</summary>
    [Personal]
    public string? Who { get; private set; }

    [Personal]
    public string Text { get; private set; } = "";

    /// <summary>The entry that this one corrects. An entry is corrected once; a further correction is one of the correction.</summary>
    public Guid? CorrectsId { get; private set; }
}

/// <summary>The form of an entry.</summary>
public sealed class EventDetails
{
    [LocalizedRequired]
    [Display(Name = nameof(IncidentTexts.EventKind), ResourceType = typeof(IncidentTexts))]
    public IncidentEventKind? Kind { get; set; }

    [LocalizedRequired]
    [YearlessDate(YearRule.Past)]
    [Display(Name = nameof(IncidentTexts.HappenedOn), ResourceType = typeof(IncidentTexts))]
    public DateOnly? HappenedOn { get; set; }

    [LocalizedRequired]
    [Display(Name = nameof(IncidentTexts.HappenedAt), ResourceType = typeof(IncidentTexts))]
    public TimeOnly? HappenedAt { get; set; }

    [LocalizedMaxLength(200)]
    [Display(Name = nameof(IncidentTexts.Who), Description = nameof(IncidentTexts.WhoHint), ResourceType = typeof(IncidentTexts))]
    public string? Who { get; set; }

    [LocalizedRequired, LocalizedMaxLength(2000)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(IncidentTexts.EventText), ResourceType = typeof(IncidentTexts))]
    public string? Text { get; set; }
}
