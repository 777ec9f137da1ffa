namespace SupportCenter.Domain.Audit;

/// <summary>Every change of such an entity leaves an audit row.</summary>
internal interface IAudited
{
    Guid Id { get; }
}

/// <summary>The entity is part of what a business confided; its audit rows belong to the business's access ledger.</summary>
internal interface IConcernsBusiness
{
    Guid BusinessId { get; }
}
