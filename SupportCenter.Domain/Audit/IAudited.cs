namespace SupportCenter.Domain.Audit;

/// <summary>Every change of such an entity leaves an audit row.</summary>
internal interface IAudited
{
    Guid Id { get; }
}

/// <summary>What an entity says of itself in each of its audit rows, beside the names of the fields: words and ids of no business. Whoever
/// changes it in the database has the log against them.</summary>
internal interface IStatesFacts
{
    IEnumerable<string> Facts { get; }
}

/// <summary>The entity is part of the personal data of a business; its audit rows belong to the business's access ledger.</summary>
internal interface IConcernsBusiness
{
    Guid BusinessId { get; }
}
