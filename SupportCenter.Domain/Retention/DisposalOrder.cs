using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Retention;

/// <summary>廃棄: what was due when somebody asked, frozen then. It says how far the disposal has come, so that one that was interrupted is
/// carried on.</summary>
public sealed class DisposalOrder : IAudited
{
    private readonly List<DisposalItem> items = [];

    private DisposalOrder() { }

    internal DisposalOrder(int number, RetentionOptions options, DateOnly today, Guid by, DateTime nowUtc)
    {
        Id = NewId.Create();
        (FiscalYear, Number, Years, Cutoff, BackupDays) = (
            JapaneseDate.FiscalYear(today),
            number,
            options.YearsAfterFiscalYear,
            options.Period.Cutoff(today),
            options.BackupDays
        );
        (OrderedById, OrderedAtUtc) = (by, nowUtc);
    }

    public Guid Id { get; private set; }

    /// <summary>The fiscal year in which it was asked for.</summary>
    public int FiscalYear { get; private set; }

    /// <summary>1, 2, 3 … in its fiscal year.</summary>
    public int Number { get; private set; }

    /// <summary>The retention period that held then, in years after the fiscal year of the last contact.</summary>
    public int Years { get; private set; }

    /// <summary>Everything in it was silent since that day.</summary>
    public DateOnly Cutoff { get; private set; }

    /// <summary>Days for which backups may still hold it after the end.</summary>
    public int BackupDays { get; private set; }

    public Guid OrderedById { get; private set; }

    public DateTime OrderedAtUtc { get; private set; }

    public Guid ApprovalId { get; internal set; }

    /// <summary>When the approval was used and the first business could go.</summary>
    public DateTime? StartedAtUtc { get; private set; }

    /// <summary>When the last row was deleted.</summary>
    public DateTime? ErasedAtUtc { get; private set; }

    /// <summary>When no bytes were left behind.</summary>
    public DateTime? CompletedAtUtc { get; private set; }

    public IReadOnlyList<DisposalItem> Items => items;

    internal void Freeze(IEnumerable<DisposalItem> due) => items.AddRange(due);

    internal void Start(DateTime nowUtc) => StartedAtUtc ??= nowUtc;

    internal void Erased(DateTime nowUtc) => ErasedAtUtc ??= nowUtc;

    internal void Complete(DateTime nowUtc) => CompletedAtUtc ??= nowUtc;
}

/// <summary>What is disposed of.</summary>
public enum DisposalSubject
{
    [Display(Name = nameof(RetentionTexts.SubjectBusiness), ResourceType = typeof(RetentionTexts))]
    Business = 1,

    /// <summary>A caller for whom nothing was free and who never became a business here.</summary>
    [Display(Name = nameof(RetentionTexts.SubjectCallback), ResourceType = typeof(RetentionTexts))]
    Callback = 2,
}

/// <summary>What became of one subject.</summary>
public enum DisposalState
{
    [Display(Name = nameof(RetentionTexts.ItemWaiting), ResourceType = typeof(RetentionTexts))]
    Waiting = 0,

    [Display(Name = nameof(RetentionTexts.ItemDisposed), ResourceType = typeof(RetentionTexts))]
    Disposed = 1,

    [Display(Name = nameof(RetentionTexts.ItemCameBack), ResourceType = typeof(RetentionTexts))]
    CameBack = 2,

    [Display(Name = nameof(RetentionTexts.ItemHeld), ResourceType = typeof(RetentionTexts))]
    Held = 3,

    [Display(Name = nameof(RetentionTexts.ItemDraft), ResourceType = typeof(RetentionTexts))]
    Draft = 4,

    [Display(Name = nameof(RetentionTexts.ItemGone), ResourceType = typeof(RetentionTexts))]
    Gone = 5,
}

/// <summary>One subject of a disposal. What stays of it afterwards is its random id, which leads to nothing, and counts.</summary>
public sealed class DisposalItem : IPublishesChanges
{
    private DisposalItem() { }

    internal DisposalItem(DisposalSubject kind, Guid subject, string fingerprint, int lastFiscalYear) =>
        (Kind, SubjectId, Fingerprint, LastFiscalYear) = (kind, subject, fingerprint, lastFiscalYear);

    public Guid OrderId { get; private set; }

    public Guid SubjectId { get; private set; }

    Guid IPublishesChanges.Id => OrderId;

    public DisposalSubject Kind { get; private set; }

    /// <summary>A keyed hash of the id: is on the certificate, and can be compared by whoever has the key and the id.</summary>
    public string Fingerprint { get; private set; } = "";

    /// <summary>The fiscal year of the last contact, as it was when the disposal was asked for.</summary>
    public int LastFiscalYear { get; private set; }

    public DisposalState State { get; private set; }

    public int Reservations { get; private set; }

    public int Records { get; private set; }

    public int Documents { get; private set; }

    public int Callbacks { get; private set; }

    /// <summary>Bytes of the documents' contents.</summary>
    public long Bytes { get; private set; }

    internal void LeaveOut(DisposalState why) => State = why;

    internal void Dispose(ErasedParts parts)
    {
        State = DisposalState.Disposed;
        (Reservations, Records, Documents, Callbacks, Bytes) = (
            parts.Reservations,
            parts.Records,
            parts.Documents,
            parts.Callbacks,
            parts.Bytes
        );
    }
}

/// <summary>The form by which a disposal is asked for. Nobody picks: what is due goes, the longest silent first; whoever is to stay is
/// held, with a reason.</summary>
public sealed class DisposalDetails
{
    [LocalizedRequired, LocalizedMaxLength(Approval.MostReason)]
    [DataType(DataType.MultilineText)]
    [Display(
        Name = nameof(RetentionTexts.AskReason),
        Description = nameof(RetentionTexts.AskReasonHint),
        ResourceType = typeof(RetentionTexts)
    )]
    public string? Reason { get; set; }
}
