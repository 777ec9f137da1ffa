namespace SupportCenter.Domain.Access;

/// <summary>The caller's role does not allow the permission, or the caller's session is over. The refusal is already in the audit
/// log.</summary>
public sealed class AccessRefusedException(Permission permission, SessionEnd? ended = null) : Exception($"Refused: {permission}.")
{
    public Permission Permission { get; } = permission;

    /// <summary>Why the session is over, where that is the reason: pages then lead to the sign-in instead of saying that nothing was
    /// found.</summary>
    public SessionEnd? Ended { get; } = ended;
}

/// <summary>The caller may, but signed in too long ago for this (<see cref="Permissions.RequiresFreshSignIn"/>, ASVS 7.5.3). Pages turn
/// it into 「もう一度サインインしてください」 with a way back; nothing was done.</summary>
public sealed class FreshSignInRequiredException(Permission permission) : Exception($"A fresh sign-in is needed: {permission}.")
{
    public Permission Permission { get; } = permission;
}
