using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Access;

/// <summary>What one person alone must not do (ASVS 2.3.5).</summary>
public enum ApprovalKind
{
    [Display(Name = nameof(ApprovalTexts.KindBulkExport), ResourceType = typeof(ApprovalTexts))]
    BulkExport = 1,

    [Display(Name = nameof(ApprovalTexts.KindPurge), ResourceType = typeof(ApprovalTexts))]
    Purge = 2,

    [Display(Name = nameof(ApprovalTexts.KindRestore), ResourceType = typeof(ApprovalTexts))]
    Restore = 3,

    [Display(Name = nameof(ApprovalTexts.KindSupervisorRole), ResourceType = typeof(ApprovalTexts))]
    SupervisorRole = 4,

    [Display(Name = nameof(ApprovalTexts.KindRenewal), ResourceType = typeof(ApprovalTexts))]
    Renewal = 5,

    [Display(Name = nameof(ApprovalTexts.KindEmergencyAccess), ResourceType = typeof(ApprovalTexts))]
    EmergencyAccess = 6,
}

/// <summary>How far a request has come.</summary>
public enum ApprovalState
{
    [Display(Name = nameof(ApprovalTexts.StateOpen), ResourceType = typeof(ApprovalTexts))]
    Open = 0,

    [Display(Name = nameof(ApprovalTexts.StateReleased), ResourceType = typeof(ApprovalTexts))]
    Released = 1,

    [Display(Name = nameof(ApprovalTexts.StateRefused), ResourceType = typeof(ApprovalTexts))]
    Refused = 2,

    [Display(Name = nameof(ApprovalTexts.StateUsed), ResourceType = typeof(ApprovalTexts))]
    Used = 3,

    /// <summary>Never stored: open or released, and more than <see cref="Approval.Lifetime"/> old.</summary>
    [Display(Name = nameof(ApprovalTexts.StateExpired), ResourceType = typeof(ApprovalTexts))]
    Expired = 4,
}

/// <summary>二人承認: what one person asked for, why, and what a second one answered. It permits one act, once, to the one who asked.</summary>
public sealed class Approval : IAudited, IStatesFacts
{
    /// <summary>The fewest characters of a reason: one word explains nothing.</summary>
    public const int LeastReason = 10;

    public const int MostReason = 500;

    /// <summary>From the request to the act.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private Approval() { }

    /// <exception cref="RuleException">The reason is too short or too long.</exception>
    internal Approval(ApprovalKind kind, Guid subject, string? reason, Guid by, DateTime nowUtc)
    {
        var stated = VisibleText.Trimmed(reason ?? "");
        if (stated.Length is < LeastReason or > MostReason)
        {
            throw new RuleException(Filled(ApprovalTexts.ReasonTooShort, LeastReason, MostReason)) { Field = "Reason" };
        }

        (Id, Version) = (NewId.Create(), NewId.Create());
        (Kind, SubjectId, Reason, RequestedById, RequestedAtUtc, ExpiresAtUtc) = (kind, subject, stated, by, nowUtc, nowUtc + Lifetime);
    }

    public Guid Id { get; private set; }

    public ApprovalKind Kind { get; private set; }

    /// <summary>Whom or what the act is about: a member of staff, an order of an export, an emergency access …</summary>
    public Guid SubjectId { get; private set; }

    [Personal]
    public string Reason { get; private set; } = "";

    public Guid RequestedById { get; private set; }

    public DateTime RequestedAtUtc { get; private set; }

    public DateTime ExpiresAtUtc { get; private set; }

    /// <summary>As stored; <see cref="StateAt"/> knows what has expired since.</summary>
    public ApprovalState State { get; private set; }

    public Guid? DecidedById { get; private set; }

    public DateTime? DecidedAtUtc { get; private set; }

    [Personal]
    public string? Remark { get; private set; }

    public DateTime? UsedAtUtc { get; private set; }

    /// <summary>Changes with every step: of two at the same time one is refused.</summary>
    public Guid Version { get; private set; }

    IEnumerable<string> IStatesFacts.Facts => FactsIn(State);

    /// <summary>What each of its rows in the audit log says of it.</summary>
    internal IReadOnlyList<string> FactsIn(ApprovalState state) => [$"kind={Kind}", $"subject={SubjectId:N}", $"state={state}"];

    /// <summary>How far the request has come at that moment.</summary>
    public ApprovalState StateAt(DateTime nowUtc) =>
        State is ApprovalState.Open or ApprovalState.Released && nowUtc >= ExpiresAtUtc ? ApprovalState.Expired : State;

    /// <summary>The second person agrees or refuses.</summary>
    /// <exception cref="RuleException">It is not open any more, it is one's own request or about oneself, or a refusal says
    /// nothing.</exception>
    internal void Decide(bool release, string? remark, Guid by, DateTime nowUtc)
    {
        Ensure(StateAt(nowUtc) == ApprovalState.Open, ApprovalTexts.NotOpen);
        Ensure(by != RequestedById, ApprovalTexts.NotYourOwn);
        Ensure(by != SubjectId, ApprovalTexts.NotAboutYourself);
        Ensure(release || !VisibleText.IsBlank(remark), ApprovalTexts.RemarkNeeded);
        State = release ? ApprovalState.Released : ApprovalState.Refused;
        (DecidedById, DecidedAtUtc, Remark) = (by, nowUtc, VisibleText.IsBlank(remark) ? null : VisibleText.Trimmed(remark));
        Version = NewId.Create();
    }

    /// <summary>The act is done now: once, by the one who asked, for what was asked.</summary>
    /// <exception cref="RuleException">Not released, expired, used before, somebody else's, or of another kind or subject.</exception>
    internal void Use(ApprovalKind kind, Guid subject, Guid by, DateTime nowUtc)
    {
        Ensure(Kind == kind && SubjectId == subject && RequestedById == by, ApprovalTexts.Needed);
        Ensure(State != ApprovalState.Used, ApprovalTexts.UsedAlready);
        Ensure(StateAt(nowUtc) != ApprovalState.Expired, ApprovalTexts.Expired);
        Ensure(State == ApprovalState.Released, ApprovalTexts.Needed);
        (State, UsedAtUtc, Version) = (ApprovalState.Used, nowUtc, NewId.Create());
    }

    private static void Ensure(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new RuleException(sentence);
        }
    }
}
