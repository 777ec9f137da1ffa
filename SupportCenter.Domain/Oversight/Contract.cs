using System.Globalization;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Oversight;

/// <summary>委託契約 or 再委託: on what the work of an organisation here rests. Recorded by one supervisor, approved by another; what was
/// approved is not changed, it is ended and followed by another one.</summary>
internal sealed class Contract : IAudited, IStatesFacts
{
    private Contract() { }

    /// <param name="details">What was agreed.</param>
    /// <param name="parent">The contract under which it stands (再委託); null for one with the city.</param>
    /// <param name="by">Who records it.</param>
    /// <param name="nowUtc">The time.</param>
    public Contract(ContractDetails details, Guid? parent, Guid by, DateTime nowUtc)
    {
        (Id, Version) = (NewId.Create(), NewId.Create());
        (Details, ParentId, RecordedById, RecordedAtUtc) = (details, parent, by, nowUtc);
        State = ContractState.Proposed;
    }

    public Guid Id { get; private set; }

    /// <summary>The contract under which this subcontract stands; null for one with the city.</summary>
    public Guid? ParentId { get; private set; }

    public ContractDetails Details { get; private set; } = new();

    public ContractState State { get; private set; }

    /// <summary>Who wrote it last: whoever approves is somebody else.</summary>
    public Guid RecordedById { get; private set; }

    public DateTime RecordedAtUtc { get; private set; }

    public Guid? ApprovedById { get; private set; }

    public DateTime? ApprovedAtUtc { get; private set; }

    public Guid? EndedById { get; private set; }

    public DateTime? EndedAtUtc { get; private set; }

    /// <summary>Why it ended before its last day, or was not approved.</summary>
    [Personal]
    public string? EndReason { get; private set; }

    /// <summary>管理責任者: the member of staff of the organisation who answers in inspections; null while nobody was named.</summary>
    public Guid? ManagerId { get; private set; }

    /// <summary>Changes with every step: who saves says which one was seen.</summary>
    public Guid Version { get; private set; }

    IEnumerable<string> IStatesFacts.Facts => [string.Create(CultureInfo.InvariantCulture, $"state={State}")];

    /// <summary>Whether it was approved and covers that day. A subcontract needs its contract to do so as well
    /// (<see cref="ContractCover"/>).</summary>
    public bool IsValidOn(DateOnly day) => State == ContractState.Approved && Details.ValidFrom <= day && Details.ValidTo >= day;

    /// <summary>Takes over other details; whoever does so cannot approve them.</summary>
    /// <exception cref="RuleException">It is approved or ended.</exception>
    public void Change(ContractDetails details, Guid by, DateTime nowUtc)
    {
        Ensure(State == ContractState.Proposed, ContractTexts.OnlyProposed);
        (Details, RecordedById, RecordedAtUtc, Version) = (details, by, nowUtc, NewId.Create());
    }

    /// <summary>A second person approves it.</summary>
    /// <exception cref="RuleException">The same person wrote it, or it is approved or ended.</exception>
    public void Approve(Guid by, DateTime nowUtc)
    {
        Ensure(State == ContractState.Proposed, ContractTexts.OnlyProposed);
        Ensure(by != RecordedById, ContractTexts.NotYourOwn);
        (State, ApprovedById, ApprovedAtUtc, Version) = (ContractState.Approved, by, nowUtc, NewId.Create());
    }

    /// <summary>Ends it at once, before its last day, or refuses it before it was approved.</summary>
    /// <exception cref="RuleException">It is over.</exception>
    public void End(string reason, Guid by, DateTime nowUtc)
    {
        Ensure(State != ContractState.Ended, ContractTexts.EndedAlready);
        (State, EndReason, EndedById, EndedAtUtc, Version) = (ContractState.Ended, reason, by, nowUtc, NewId.Create());
    }

    /// <summary>Names who answers for the organisation.</summary>
    /// <exception cref="RuleException">It is over, or the person belongs elsewhere.</exception>
    public void NameManager(StaffMember person)
    {
        Ensure(State != ContractState.Ended, ContractTexts.EndedAlready);
        Ensure(person.Organisation == Details.Organisation, ContractTexts.ManagerElsewhere);
        (ManagerId, Version) = (person.Id, NewId.Create());
    }

    private static void Ensure(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new RuleException(sentence);
        }
    }
}
