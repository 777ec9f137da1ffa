using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Incidents;

/// <summary>Which data of a business could be seen.</summary>
[Flags]
public enum ExposedData
{
    /// <summary>Nothing of it.</summary>
    None = 0,

    /// <summary>別紙1: what is said at a booking.</summary>
    [Display(Name = nameof(IncidentTexts.DataList), ResourceType = typeof(IncidentTexts))]
    List = 1,

    /// <summary>別紙2: the record of a consultation.</summary>
    [Display(Name = nameof(IncidentTexts.DataRecord), ResourceType = typeof(IncidentTexts))]
    Record = 2,

    [Display(Name = nameof(IncidentTexts.DataDocument), ResourceType = typeof(IncidentTexts))]
    Document = 4,
}

/// <summary>Why a business is on the list.</summary>
[Flags]
public enum AffectedBasis
{
    None = 0,

    [Display(Name = nameof(IncidentTexts.BasisStored), ResourceType = typeof(IncidentTexts))]
    Stored = 1,

    [Display(Name = nameof(IncidentTexts.BasisLedger), ResourceType = typeof(IncidentTexts))]
    Ledger = 2,

    [Display(Name = nameof(IncidentTexts.BasisSource), ResourceType = typeof(IncidentTexts))]
    Source = 4,

    [Display(Name = nameof(IncidentTexts.BasisNames), ResourceType = typeof(IncidentTexts))]
    Names = 8,
}

/// <summary>影響を受けた事業者: one business on the list of an incident, and how far it was told. No key leads to the business: when that is
/// disposed of, what stays is that one was on the list.</summary>
internal sealed class AffectedBusiness : IAudited, IConcernsBusiness, IStatesFacts
{
    private AffectedBusiness() { }

    public AffectedBusiness(Guid incident, int list, FoundBusiness found)
    {
        (Id, Version) = (NewId.Create(), NewId.Create());
        (IncidentId, List, BusinessId, Data, Basis, Persons) = (incident, list, found.BusinessId, found.Data, found.Basis, found.Persons);
    }

    public Guid Id { get; private set; }

    public Guid IncidentId { get; private set; }

    /// <summary>The list by which it came in: 1 for the first, 2 and more for later additions.</summary>
    public int List { get; private set; }

    public Guid BusinessId { get; private set; }

    public ExposedData Data { get; private set; }

    public AffectedBasis Basis { get; private set; }

    /// <summary>Persons among what could be seen of it: contact persons by name; at least 1.</summary>
    public int Persons { get; private set; }

    public DateTime? RemovedAtUtc { get; private set; }

    public Guid? RemovedById { get; private set; }

    [Personal]
    public string? RemovedReason { get; private set; }

    /// <summary>Who is calling it now.</summary>
    public Guid? HeldById { get; private set; }

    /// <summary>Until when nobody else calls it.</summary>
    public DateTime? HeldUntilUtc { get; private set; }

    /// <summary>What the last attempt came to; null before the first.</summary>
    public ContactResult? LastResult { get; private set; }

    public int Attempts { get; private set; }

    /// <summary>When it is to be called again.</summary>
    public DateTime? NextAtUtc { get; private set; }

    /// <summary>Changes with every step: of two at the same time one is refused.</summary>
    public Guid Version { get; private set; }

    /// <summary>Whether only what is said at bookings could be seen.</summary>
    public bool IsListOnly => Data == ExposedData.List;

    IEnumerable<string> IStatesFacts.Facts =>
        LastResult is { } result ? [string.Create(CultureInfo.InvariantCulture, $"state={result}")] : [];

    /// <summary>More of it could be seen than the list said, or it was taken off wrongly.</summary>
    public void Widen(int list, FoundBusiness found)
    {
        (List, Data, Basis, Persons) = (list, Data | found.Data, Basis | found.Basis, Math.Max(Persons, found.Persons));
        (RemovedAtUtc, RemovedById, RemovedReason, Version) = (null, null, null, NewId.Create());
    }

    /// <summary>Takes it off the list, with the reason; the line stays.</summary>
    /// <exception cref="RuleException">It is off already.</exception>
    public void Remove(string reason, Guid by, DateTime nowUtc)
    {
        Ensure(RemovedAtUtc is null, IncidentTexts.RemovedAlready);
        (RemovedAtUtc, RemovedById, RemovedReason, Version) = (nowUtc, by, reason, NewId.Create());
        (HeldById, HeldUntilUtc) = (null, null);
    }

    /// <summary>Whether somebody is calling it at that moment.</summary>
    public bool IsHeldAt(DateTime nowUtc) => HeldById is not null && nowUtc < HeldUntilUtc;

    /// <summary>Somebody calls it now: nobody else does until then.</summary>
    /// <exception cref="RuleException">Somebody else is calling it, it was told already, or it is off the list.</exception>
    public void Hold(Guid by, DateTime nowUtc, TimeSpan lasting)
    {
        Ensure(RemovedAtUtc is null, IncidentTexts.RemovedAlready);
        Ensure(!(IsHeldAt(nowUtc) && HeldById != by), IncidentTexts.HeldByAnother);
        (HeldById, HeldUntilUtc, Version) = (by, nowUtc + lasting, NewId.Create());
    }

    /// <summary>It is not being called any more.</summary>
    /// <exception cref="RuleException">Somebody else is calling it.</exception>
    public void LetGo(Guid by)
    {
        Ensure(HeldById is null || HeldById == by, IncidentTexts.HeldByAnother);
        (HeldById, HeldUntilUtc, Version) = (null, null, NewId.Create());
    }

    /// <summary>An attempt was made, and what came of it.</summary>
    /// <exception cref="RuleException">Somebody else is calling it, or it is off the list.</exception>
    public void Note(ContactResult result, DateTime? nextAtUtc, Guid by, DateTime nowUtc)
    {
        Ensure(RemovedAtUtc is null, IncidentTexts.RemovedAlready);
        Ensure(!(IsHeldAt(nowUtc) && HeldById != by), IncidentTexts.HeldByAnother);
        (LastResult, NextAtUtc, Attempts) = (result, nextAtUtc, Attempts + 1);
        (HeldById, HeldUntilUtc, Version) = (null, null, NewId.Create());
    }

    /// <summary>A letter was sent to it. Whom no telephone reaches waits for nothing else then; whoever can be called is called
    /// still.</summary>
    public void Send()
    {
        LastResult = LastResult is ContactResult.WrongNumber or ContactResult.Returned ? ContactResult.Sent : LastResult;
        (Attempts, Version) = (Attempts + 1, NewId.Create());
    }

    private static void Ensure(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new RuleException(sentence);
        }
    }
}

/// <summary>A business that a search, a list of names or an incident's own sources led to.</summary>
public sealed record FoundBusiness(Guid BusinessId, ExposedData Data, AffectedBasis Basis, int Persons);

/// <summary>The list of an incident as it was fixed at an instant (確定): by what it was made, how many were on it then, and the hash of
/// all of its lines. It never changes; what comes later is another list with the next number.</summary>
internal sealed class AffectedList : IAudited, IStatesFacts
{
    private AffectedList() { }

    public AffectedList(
        Guid incident,
        int number,
        int added,
        string basis,
        IReadOnlyCollection<AffectedBusiness> lines,
        Guid by,
        DateTime nowUtc
    )
    {
        Id = NewId.Create();
        (IncidentId, Number, Added, Basis, FixedById, FixedAtUtc) = (incident, number, added, basis, by, nowUtc);
        (Businesses, ListOnly, Persons) = (lines.Count, lines.Count(line => line.IsListOnly), lines.Sum(line => line.Persons));
        Hash = HashOf(incident, lines);
    }

    public Guid Id { get; private set; }

    public Guid IncidentId { get; private set; }

    /// <summary>1, 2, 3 …</summary>
    public int Number { get; private set; }

    public Guid FixedById { get; private set; }

    public DateTime FixedAtUtc { get; private set; }

    /// <summary>What it was made by: the question in words, or that a list of names was brought. It names no business.</summary>
    [Personal]
    public string Basis { get; private set; } = "";

    /// <summary>How many this list added or widened.</summary>
    public int Added { get; private set; }

    /// <summary>How many there were then.</summary>
    public int Businesses { get; private set; }

    /// <summary>Of how many of them only what is said at bookings could be seen.</summary>
    public int ListOnly { get; private set; }

    public int Persons { get; private set; }

    /// <summary>SHA-256 of the lines, as it is in the audit log.</summary>
    public byte[] Hash { get; private set; } = [];

    IEnumerable<string> IStatesFacts.Facts =>
        [
            string.Create(CultureInfo.InvariantCulture, $"list={Number}"),
            string.Create(CultureInfo.InvariantCulture, $"businesses={Businesses}"),
            string.Create(CultureInfo.InvariantCulture, $"list-only={ListOnly}"),
            $"sha256={Convert.ToHexStringLower(Hash)}",
        ];

    /// <summary>SHA-256 of the lines that are on the list: ids, data, persons and list, in the order of the ids, each on a line of its own
    /// that ends with LF.</summary>
    public static byte[] HashOf(Guid incident, IEnumerable<AffectedBusiness> lines)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{incident:N}\n");
        foreach (var line in lines.OrderBy(line => line.BusinessId.ToString("N"), StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{line.BusinessId:N} {(int)line.Data} {line.Persons} {line.List}\n");
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }
}

/// <summary>By what the list is looked for: the form of the one query.</summary>
public sealed class AffectedQueryDetails : IValidatableObject
{
    [Display(
        Name = nameof(IncidentTexts.QueryWhat),
        Description = nameof(IncidentTexts.QueryWhatHint),
        ResourceType = typeof(IncidentTexts)
    )]
    public ExposedData What { get; set; } = ExposedData.List | ExposedData.Record;

    [YearlessDate(YearRule.Past)]
    [Display(
        Name = nameof(IncidentTexts.QueryStoredBy),
        Description = nameof(IncidentTexts.QueryStoredByHint),
        ResourceType = typeof(IncidentTexts)
    )]
    public DateOnly? StoredBy { get; set; }

    [YearlessDate(YearRule.Nearest)]
    [Display(
        Name = nameof(IncidentTexts.QueryFrom),
        Description = nameof(IncidentTexts.QueryFromHint),
        ResourceType = typeof(IncidentTexts)
    )]
    public DateOnly? From { get; set; }

    [YearlessDate(YearRule.Nearest)]
    [Display(Name = nameof(IncidentTexts.QueryTo), ResourceType = typeof(IncidentTexts))]
    public DateOnly? To { get; set; }

    [Display(
        Name = nameof(IncidentTexts.QueryByLedger),
        Description = nameof(IncidentTexts.QueryByLedgerHint),
        ResourceType = typeof(IncidentTexts)
    )]
    public bool ByLedger { get; set; }

    [YearlessDate(YearRule.Past)]
    [Display(Name = nameof(IncidentTexts.QuerySeenFrom), ResourceType = typeof(IncidentTexts))]
    public DateOnly? SeenFrom { get; set; }

    [YearlessDate(YearRule.Past)]
    [Display(Name = nameof(IncidentTexts.QuerySeenTo), ResourceType = typeof(IncidentTexts))]
    public DateOnly? SeenTo { get; set; }

    [Display(
        Name = nameof(IncidentTexts.QueryWithSources),
        Description = nameof(IncidentTexts.QueryWithSourcesHint),
        ResourceType = typeof(IncidentTexts)
    )]
    public bool WithSources { get; set; } = true;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (What == ExposedData.None)
        {
            yield return new ValidationResult(IncidentTexts.QueryWhatNeeded, [nameof(What)]);
        }

        if (To < From)
        {
            yield return new ValidationResult(IncidentTexts.OccurredBackwards, [nameof(To)]);
        }

        if (SeenTo < SeenFrom)
        {
            yield return new ValidationResult(IncidentTexts.OccurredBackwards, [nameof(SeenTo)]);
        }
    }
}
