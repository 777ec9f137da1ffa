using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Consultations;

/// <summary>紹介先: a place to which clients are referred, offered beside the free text of a guidance row, so that it can be
/// counted.</summary>
public sealed class Referral : IAudited
{
    private Referral() { }

    public Referral(string name, int order)
    {
        Id = NewId.Create();
        (Name, Order) = (name, order);
    }

    public Guid Id { get; private set; }

    public string Name { get; private set; } = "";

    public int Order { get; private set; }

    /// <summary>Whether it can be chosen; rows are never deleted, since records point to them.</summary>
    public bool IsOffered { get; private set; } = true;

    public void Revise(string name, int order, bool isOffered) => (Name, Order, IsOffered) = (name, order, isOffered);
}
