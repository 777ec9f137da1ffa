using System.Security.Cryptography;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Oversight;

namespace SupportCenter.Domain.Access;

/// <summary>One sign-in of a member of staff, from its start to its end. The browser's cookie holds its key only; the key itself is not
/// stored.</summary>
public sealed class StaffSession : IPublishesChanges
{
    private StaffSession() { }

    internal StaffSession(StaffMember person, string key, DateTime nowUtc, SessionSettings options)
    {
        Id = NewId.Create();
        KeyHash = HashOf(key);
        (StaffId, Role) = (person.Id, person.Role);
        (StartedAtUtc, LastSeenAtUtc, AbsoluteEndUtc) = (nowUtc, nowUtc, nowUtc + options.Absolute);
    }

    /// <summary>Names the session in lists and in the log; it opens nothing.</summary>
    public Guid Id { get; private set; }

    /// <summary>SHA-256 of the key that the cookie holds.</summary>
    public byte[] KeyHash { get; private set; } = [];

    public Guid StaffId { get; private set; }

    public StaffMember Staff { get; private set; } = null!;

    /// <summary>The role at sign-in: another role needs another session.</summary>
    public Role Role { get; private set; }

    public DateTime StartedAtUtc { get; private set; }

    /// <summary>When a page was fetched, a key pressed or a button clicked last, to within a minute.</summary>
    public DateTime LastSeenAtUtc { get; private set; }

    public DateTime AbsoluteEndUtc { get; private set; }

    /// <summary>When the person last showed who they are. Earlier than the start where Entra ID signed them in without asking again; null
    /// where it did not say.</summary>
    public DateTime? AuthenticatedAtUtc { get; internal init; }

    /// <summary>SHA-256 of the provider's own name of its session, for the sign-out that it tells us of.</summary>
    public byte[]? ProviderSession { get; internal init; }

    /// <summary>Whether the provider said that more than a password was asked for.</summary>
    public bool MultiFactor { get; internal init; }

    /// <summary>The address from which the person signed in.</summary>
    public string? Origin { get; internal init; }

    public DateTime? EndedAtUtc { get; private set; }

    public SessionEnd? EndedFor { get; private set; }

    /// <summary>Who ended it, where it was somebody else.</summary>
    public Guid? EndedBy { get; private set; }

    /// <summary>A key that nobody guesses: 256 random bits.</summary>
    public static string NewKey() => Convert.ToHexString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is stored of a key, or of the provider's name of a session.</summary>
    public static byte[] HashOf(string secret) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret));

    /// <summary>Why the session is over at that moment; null while it lives. Needs <see cref="Staff"/>: a person who may no longer work
    /// here, whose organisation has no contract, or who has another role, has no session (ASVS 7.4.2, 8.3.2).</summary>
    internal SessionEnd? EndAsOf(DateTime nowUtc, SessionSettings options, ContractCover cover) =>
        EndedFor
        ?? (
            !Staff.IsActiveOn(DateOnly.FromDateTime(CentreTime.ToCivil(nowUtc))) ? SessionEnd.PersonInactive
            : !cover.LetsIn(Staff) ? SessionEnd.NoContract
            : Staff.Role != Role ? SessionEnd.RoleChanged
            : nowUtc >= AbsoluteEndUtc ? SessionEnd.TooOld
            : nowUtc >= LastSeenAtUtc + options.Idle ? SessionEnd.Idle
            : null
        );

    /// <summary>Ends the session; one that is over keeps its first reason.</summary>
    internal void Finish(SessionEnd why, DateTime nowUtc, Guid? by = null)
    {
        if (EndedFor is null)
        {
            (EndedFor, EndedAtUtc, EndedBy) = (why, nowUtc, by);
        }
    }
}
