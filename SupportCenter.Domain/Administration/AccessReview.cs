using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Administration;

/// <summary>棚卸し: once a quarter somebody looks at everybody who may act here and says who goes on. Whoever is not confirmed by the last
/// day lapses.</summary>
public sealed class AccessReview : IAudited
{
    /// <summary>Days from the opening to the last day for confirming.</summary>
    public const int DaysToConfirm = 30;

    private readonly List<AccessReviewLine> lines = [];

    private AccessReview() { }

    internal AccessReview(DateOnly today, DateTime nowUtc)
    {
        Id = NewId.Create();
        (FiscalYear, Quarter) = QuarterOf(today);
        (OpenedAtUtc, DueOn) = (nowUtc, today.AddDays(DaysToConfirm));
    }

    public Guid Id { get; private set; }

    /// <summary>年度, from April.</summary>
    public int FiscalYear { get; private set; }

    /// <summary>1 for April to June … 4 for January to March.</summary>
    public int Quarter { get; private set; }

    public DateTime OpenedAtUtc { get; private set; }

    /// <summary>The last day on which somebody who is not confirmed may act.</summary>
    public DateOnly DueOn { get; private set; }

    public DateTime? SignedAtUtc { get; private set; }

    public Guid? SignedById { get; private set; }

    /// <summary>SHA-256 of what was decided (<see cref="HashOf"/>), as it is in the signature row of the audit log.</summary>
    public byte[]? SignedHash { get; private set; }

    public IReadOnlyList<AccessReviewLine> Lines => lines;

    /// <summary>The fiscal year and quarter of a day.</summary>
    public static (int FiscalYear, int Quarter) QuarterOf(DateOnly day) =>
        (day.Month >= 4 ? day.Year : day.Year - 1, (((day.Month + 8) % 12) / 3) + 1);

    internal AccessReviewLine Ask(StaffMember person)
    {
        var line = new AccessReviewLine(Id, person.Id);
        lines.Add(line);
        return line;
    }

    /// <summary>Closes the review; gives its hash.</summary>
    /// <exception cref="RuleException">It was signed before, or somebody still waits and the last day has not passed.</exception>
    internal byte[] Sign(Guid by, DateOnly today, DateTime nowUtc)
    {
        if (SignedAtUtc is not null)
        {
            throw new RuleException(ReviewTexts.SignedAlready);
        }

        if (today <= DueOn && lines.Any(line => line.Decision == ReviewDecision.Waiting))
        {
            throw new RuleException(ReviewTexts.SomebodyWaits);
        }

        (SignedAtUtc, SignedById) = (nowUtc, by);
        return SignedHash = HashOf(lines);
    }

    /// <summary>SHA-256 of the lines' canonical JSON, in the order of the people's ids: whoever changes a decision afterwards changes
    /// it.</summary>
    public static byte[] HashOf(IEnumerable<AccessReviewLine> lines)
    {
        var rows = lines
            .OrderBy(line => line.StaffId.ToString("N"), StringComparer.Ordinal)
            .Select(line => new
            {
                person = line.StaffId.ToString("N"),
                role = line.Role?.ToString(),
                organisation = line.Organisation?.ToString(),
                endsOn = line.EndsOn?.ToString("O", CultureInfo.InvariantCulture),
                contract = line.ContractBasis,
                decision = line.Decision.ToString(),
                by = line.DecidedById?.ToString("N"),
                atTicks = line.DecidedAtUtc?.Ticks,
            });
        return SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(rows));
    }
}

/// <summary>What was said about a person.</summary>
public enum ReviewDecision
{
    [Display(Name = nameof(ReviewTexts.DecisionWaiting), ResourceType = typeof(ReviewTexts))]
    Waiting = 0,

    [Display(Name = nameof(ReviewTexts.DecisionConfirmed), ResourceType = typeof(ReviewTexts))]
    Confirmed = 1,

    [Display(Name = nameof(ReviewTexts.DecisionNotNeeded), ResourceType = typeof(ReviewTexts))]
    NotNeeded = 2,
}

/// <summary>One person in a review: what they were when somebody decided, who that was and when.</summary>
public sealed class AccessReviewLine : IAudited
{
    private AccessReviewLine() { }

    internal AccessReviewLine(Guid review, Guid person)
    {
        Id = NewId.Create();
        (ReviewId, StaffId) = (review, person);
    }

    public Guid Id { get; private set; }

    public Guid ReviewId { get; private set; }

    public Guid StaffId { get; private set; }

    public ReviewDecision Decision { get; private set; }

    public Guid? DecidedById { get; private set; }

    public DateTime? DecidedAtUtc { get; private set; }

    /// <summary>What stood before the one who decided; null while nobody has.</summary>
    public Role? Role { get; private set; }

    public Organisation? Organisation { get; private set; }

    public DateOnly? EndsOn { get; private set; }

    public string? ContractBasis { get; private set; }

    internal void Decide(ReviewDecision decision, StaffMember person, Guid by, DateTime nowUtc)
    {
        (Decision, DecidedById) = (decision, by);
        // Stores keep microseconds at best: the hash is taken of what can be read back.
        DecidedAtUtc = new DateTime(nowUtc.Ticks - (nowUtc.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
        (Role, Organisation, EndsOn, ContractBasis) = (person.Role, person.Organisation, person.EndsOn, person.ContractBasis);
    }
}
