using System.ComponentModel.DataAnnotations;
using System.Globalization;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Incidents;

/// <summary>What an attempt to reach a business came to.</summary>
public enum ContactResult
{
    [Display(Name = nameof(IncidentTexts.ResultTold), ResourceType = typeof(IncidentTexts))]
    Told = 1,

    [Display(Name = nameof(IncidentTexts.ResultAbsent), ResourceType = typeof(IncidentTexts))]
    Absent = 2,

    [Display(Name = nameof(IncidentTexts.ResultAgain), ResourceType = typeof(IncidentTexts))]
    Again = 3,

    [Display(Name = nameof(IncidentTexts.ResultWrongNumber), ResourceType = typeof(IncidentTexts))]
    WrongNumber = 4,

    [Display(Name = nameof(IncidentTexts.ResultRefused), ResourceType = typeof(IncidentTexts))]
    Refused = 5,

    [Display(Name = nameof(IncidentTexts.ResultReturned), ResourceType = typeof(IncidentTexts))]
    Returned = 6,

    /// <summary>A letter went out; whoever was told by word of mouth stays so.</summary>
    [Display(Name = nameof(IncidentTexts.ResultSent), ResourceType = typeof(IncidentTexts))]
    Sent = 7,
}

/// <summary>By what way.</summary>
public enum ContactWay
{
    [Display(Name = nameof(IncidentTexts.WayCall), ResourceType = typeof(IncidentTexts))]
    Call = 1,

    [Display(Name = nameof(IncidentTexts.WayVisit), ResourceType = typeof(IncidentTexts))]
    Visit = 2,

    [Display(Name = nameof(IncidentTexts.WayLetter), ResourceType = typeof(IncidentTexts))]
    Letter = 3,
}

/// <summary>One attempt to tell a business; written once.</summary>
internal sealed class ContactAttempt : IAudited, IConcernsBusiness, IStatesFacts
{
    private ContactAttempt() { }

    public ContactAttempt(AffectedBusiness affected, ContactResult result, ContactDetails details, int script, Guid by, DateTime nowUtc)
    {
        Id = NewId.Create();
        (AffectedId, BusinessId, Result, Way, ById, AtUtc) = (affected.Id, affected.BusinessId, result, details.Way!.Value, by, nowUtc);
        (ToWhom, Reaction, HasSecondaryDamage, Script) = (details.ToWhom, details.Reaction, details.HasSecondaryDamage, script);
    }

    public Guid Id { get; private set; }

    public Guid AffectedId { get; private set; }

    public Guid BusinessId { get; private set; }

    public ContactWay Way { get; private set; }

    public ContactResult Result { get; private set; }

    public Guid ById { get; private set; }

    public DateTime AtUtc { get; private set; }

    [Personal]
    public string? ToWhom { get; private set; }

    [Personal]
    public string? Reaction { get; private set; }

    /// <summary>二次被害, such as calls of salesmen.</summary>
    public bool HasSecondaryDamage { get; private set; }

    /// <summary>The version of the words that were read out; 0 where there were none.</summary>
    public int Script { get; private set; }

    IEnumerable<string> IStatesFacts.Facts => [string.Create(CultureInfo.InvariantCulture, $"state={Result}")];
}

/// <summary>What is noted of an attempt beside its result, which is one key.</summary>
public sealed class ContactDetails
{
    [LocalizedRequired]
    [Display(Name = nameof(IncidentTexts.Way), ResourceType = typeof(IncidentTexts))]
    public ContactWay? Way { get; set; } = ContactWay.Call;

    [LocalizedMaxLength(100)]
    [Display(Name = nameof(IncidentTexts.ToWhom), ResourceType = typeof(IncidentTexts))]
    public string? ToWhom { get; set; }

    [LocalizedMaxLength(1000)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(IncidentTexts.Reaction), Description = nameof(IncidentTexts.ReactionHint), ResourceType = typeof(IncidentTexts))]
    public string? Reaction { get; set; }

    [Display(Name = nameof(IncidentTexts.HasSecondary), ResourceType = typeof(IncidentTexts))]
    public bool HasSecondaryDamage { get; set; }

    [YearlessDate(YearRule.Coming)]
    [Display(Name = nameof(IncidentTexts.NextOn), Description = nameof(IncidentTexts.NextOnHint), ResourceType = typeof(IncidentTexts))]
    public DateOnly? NextOn { get; set; }

    [Display(Name = nameof(IncidentTexts.NextAt), ResourceType = typeof(IncidentTexts))]
    public TimeOnly? NextAt { get; set; }
}

/// <summary>The words that are read out on the telephone, in one version; they are not changed, the next version takes their
/// place.</summary>
internal sealed class CallScript : IAudited
{
    private CallScript() { }

    public CallScript(Guid incident, int number, string text, Guid by, DateTime nowUtc)
    {
        Id = NewId.Create();
        (IncidentId, Number, Text, WrittenById, WrittenAtUtc) = (incident, number, text, by, nowUtc);
    }

    public Guid Id { get; private set; }

    public Guid IncidentId { get; private set; }

    public int Number { get; private set; }

    public Guid WrittenById { get; private set; }

    public DateTime WrittenAtUtc { get; private set; }

    [Personal]
    public string Text { get; private set; } = "";
}

/// <summary>The form of the words.</summary>
public sealed class ScriptDetails
{
    [LocalizedRequired, LocalizedMaxLength(3000)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(IncidentTexts.Script), Description = nameof(IncidentTexts.ScriptHint), ResourceType = typeof(IncidentTexts))]
    public string? Text { get; set; }
}
