namespace SupportCenter.Domain.Access;

/// <summary>From where a command comes.</summary>
public enum CallerKind
{
    /// <summary>Somebody who has not signed in.</summary>
    Anyone = 0,

    /// <summary>A member of staff who has signed in.</summary>
    Staff = 1,

    /// <summary>A command at the server's console (import, seed).</summary>
    Console = 2,
}

/// <summary>Who is asking. Only the identity is carried: the session, role and validity are read again for every command (ASVS
/// 8.3.2).</summary>
public sealed record CallerIdentity(CallerKind Kind, Guid? StaffId = null, string? Origin = null, Guid? Session = null)
{
    public static CallerIdentity Anyone { get; } = new(CallerKind.Anyone);

    public static CallerIdentity Console { get; } = new(CallerKind.Console, Origin: "console");

    /// <summary>A member of staff in one of their sessions; without a session that lives, everything is refused.</summary>
    public static CallerIdentity Staff(Guid id, string? origin = null, Guid? session = null) => new(CallerKind.Staff, id, origin, session);
}

/// <summary>Tells the domain who is asking: one for each request or circuit.</summary>
public interface ICaller
{
    CallerIdentity Identity { get; }
}

/// <summary>A caller whose identity is given once, for console commands and tests.</summary>
public sealed class FixedCaller(CallerIdentity identity) : ICaller
{
    public CallerIdentity Identity => identity;
}
