namespace SupportCenter.Domain.Access;

/// <summary>Who opened the data, with which permission, and how far it reaches: what queries filter by and what audit rows are stamped
/// with.</summary>
internal sealed record AccessContext(CallerKind Kind, Guid? StaffId, Role? Role, Permission Permission, AccessScope Scope, string? Origin)
{
    /// <summary>Whether only the person's own clinics and businesses are visible.</summary>
    public bool SeesOnlyOwn => Scope == AccessScope.Own;

    /// <summary>The member of staff; only for permissions that nobody else has.</summary>
    public Guid Me => StaffId ?? throw new InvalidOperationException("This use case is for members of staff only.");
}
