using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Access;

namespace SupportCenter.Domain.Retention;

/// <summary>How far a disposal has come.</summary>
public enum DisposalStage
{
    [Display(Name = nameof(RetentionTexts.StageAsked), ResourceType = typeof(RetentionTexts))]
    Asked = 0,

    [Display(Name = nameof(RetentionTexts.StageReleased), ResourceType = typeof(RetentionTexts))]
    Released = 1,

    [Display(Name = nameof(RetentionTexts.StageRefused), ResourceType = typeof(RetentionTexts))]
    Refused = 2,

    [Display(Name = nameof(RetentionTexts.StageExpired), ResourceType = typeof(RetentionTexts))]
    Expired = 3,

    /// <summary>Businesses are going, one after the other.</summary>
    [Display(Name = nameof(RetentionTexts.StageErasing), ResourceType = typeof(RetentionTexts))]
    Erasing = 4,

    /// <summary>All rows are gone, and the file is being rewritten without their bytes.</summary>
    [Display(Name = nameof(RetentionTexts.StageVacuuming), ResourceType = typeof(RetentionTexts))]
    Vacuuming = 5,

    [Display(Name = nameof(RetentionTexts.StageCompleted), ResourceType = typeof(RetentionTexts))]
    Completed = 6,
}

/// <summary>A disposal in the list.</summary>
public sealed record DisposalRow(
    Guid Id,
    int FiscalYear,
    int Number,
    string OrderedBy,
    DateTime OrderedAtUtc,
    DisposalStage Stage,
    int All,
    int Disposed,
    DateTime? CompletedAtUtc
);

/// <summary>What is on the screen of a disposal and on its certificate alike.</summary>
public abstract record DisposalFacts
{
    private protected DisposalFacts(DisposalOrder order, Approval approval, IReadOnlyDictionary<Guid, string> names)
    {
        (Id, FiscalYear, Number, Years, Cutoff, Reason) = (
            order.Id,
            order.FiscalYear,
            order.Number,
            order.Years,
            order.Cutoff,
            approval.Reason
        );
        (OrderedBy, OrderedAtUtc) = (names.GetValueOrDefault(order.OrderedById, ""), order.OrderedAtUtc);
    }

    public Guid Id { get; }

    public int FiscalYear { get; }

    public int Number { get; }

    public int Years { get; }

    public DateOnly Cutoff { get; }

    public string Reason { get; }

    /// <summary>Who asked for it, and carries it out.</summary>
    public string OrderedBy { get; }

    public DateTime OrderedAtUtc { get; }
}

/// <summary>A disposal as far as it has come.</summary>
public sealed record DisposalView : DisposalFacts
{
    internal DisposalView(DisposalOrder order, Approval approval, IReadOnlyDictionary<Guid, string> names)
        : base(order, approval, names) { }

    /// <summary>Who answered; null while nobody has.</summary>
    public string? ReleasedBy { get; init; }

    public DateTime? DecidedAtUtc { get; init; }

    /// <summary>Until when it can be released and begun.</summary>
    public required DateTime ExpiresAtUtc { get; init; }

    public required DisposalStage Stage { get; init; }

    /// <summary>How many businesses and call-backs are in it.</summary>
    public required int All { get; init; }

    public required int Waiting { get; init; }

    public required int Disposed { get; init; }

    public DateTime? CompletedAtUtc { get; init; }

    /// <summary>Whether the viewer asked for it, and so may carry it out.</summary>
    public required bool IsMine { get; init; }

    public bool MayCarryOut => IsMine && Stage is DisposalStage.Released or DisposalStage.Erasing or DisposalStage.Vacuuming;
}

/// <summary>One subject of a disposal; <paramref name="Name"/> as long as it is there.</summary>
public sealed record DisposalItemRow(
    Guid SubjectId,
    DisposalSubject Kind,
    string Fingerprint,
    string? Name,
    int LastFiscalYear,
    DisposalState State
);

/// <summary>廃棄証明: what a completed disposal was, without any name of a business.</summary>
public sealed record DisposalCertificate : DisposalFacts
{
    internal DisposalCertificate(DisposalOrder order, Approval approval, IReadOnlyDictionary<Guid, string> names)
        : base(order, approval, names) { }

    public required string ReleasedBy { get; init; }

    public required DateTime ReleasedAtUtc { get; init; }

    public required DateTime StartedAtUtc { get; init; }

    public required DateTime CompletedAtUtc { get; init; }

    /// <summary>The last day on which a backup may still hold the data.</summary>
    public required DateOnly BackupsUntil { get; init; }

    /// <summary>The audit row of the end.</summary>
    public required long Sequence { get; init; }

    /// <summary>Its hash, 64 hexadecimal digits.</summary>
    public required string Hash { get; init; }

    public required IReadOnlyList<CertifiedItem> Items { get; init; }

    public IEnumerable<CertifiedItem> Disposed => Items.Where(item => item.State == DisposalState.Disposed);

    public IEnumerable<CertifiedItem> LeftOut => Items.Where(item => item.State != DisposalState.Disposed);
}

/// <summary>One subject on a certificate, by its fingerprint.</summary>
public sealed record CertifiedItem(
    string Fingerprint,
    DisposalSubject Kind,
    int LastFiscalYear,
    DisposalState State,
    int Reservations,
    int Records,
    int Documents,
    int Callbacks,
    long Bytes
);

/// <summary>What came of going on with interrupted disposals.</summary>
/// <param name="Completed">How many disposals were completed.</param>
/// <param name="Failed">What could not be erased; it is tried again in the next round.</param>
public sealed record DisposalRound(int Completed, IReadOnlyList<Audit.FailedItem> Failed);
