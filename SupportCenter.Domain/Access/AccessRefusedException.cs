namespace SupportCenter.Domain.Access;

/// <summary>The caller's role does not allow the permission, or the caller is no longer active. The refusal is already in the audit log.</summary>
public sealed class AccessRefusedException(Permission permission) : Exception($"Refused: {permission}.")
{
    public Permission Permission { get; } = permission;
}
