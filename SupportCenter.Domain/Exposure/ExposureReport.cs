using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Exposure;

/// <summary>What a run says as a whole.</summary>
public enum ExposureVerdict
{
    /// <summary>Public is what shall be, and nothing else.</summary>
    [Display(Name = nameof(ExposureTexts.Clear), ResourceType = typeof(ExposureTexts))]
    Clear = 1,

    /// <summary>Something else is public.</summary>
    [Display(Name = nameof(ExposureTexts.Exposed), ResourceType = typeof(ExposureTexts))]
    Exposed = 2,

    /// <summary>Nothing was found, but not every question had an answer.</summary>
    [Display(Name = nameof(ExposureTexts.Incomplete), ResourceType = typeof(ExposureTexts))]
    Incomplete = 3,
}

/// <summary>What a finding is.</summary>
public enum FindingKind
{
    /// <summary>It is on the allow-list.</summary>
    [Display(Name = nameof(ExposureTexts.KindPublic), ResourceType = typeof(ExposureTexts))]
    Public = 1,

    /// <summary>It answers and is on no list.</summary>
    [Display(Name = nameof(ExposureTexts.KindUnlisted), ResourceType = typeof(ExposureTexts))]
    Unlisted = 2,

    /// <summary>A piece of a canary was in the answer.</summary>
    [Display(Name = nameof(ExposureTexts.KindCanary), ResourceType = typeof(ExposureTexts))]
    Canary = 3,
}

/// <summary>What a run found, as the probe tells it. <paramref name="Target"/> is null for the portal's own addresses.</summary>
public sealed record ExposureReport(
    string? Target,
    DateTime StartedAtUtc,
    int Requests,
    int Unanswered,
    int IdsKnown,
    int IdsAsked,
    IReadOnlyList<ExposureFound> Found
)
{
    /// <summary>Whatever is found on no list weighs more than what had no answer.</summary>
    public ExposureVerdict Verdict =>
        Found.Any(found => found.Kind != FindingKind.Public) ? ExposureVerdict.Exposed
        : Unanswered > 0 ? ExposureVerdict.Incomplete
        : ExposureVerdict.Clear;
}

/// <summary>One thing found, however often. <paramref name="Clue"/> names the piece of a canary that was in the answer.</summary>
public sealed record ExposureFound(FindingKind Kind, string Address, string Method, int Status, string? Clue, int Times);

/// <summary>The ids that the probe asks with, and how many there are in all: fewer are given than known when only an even sample
/// was.</summary>
public sealed record KnownIds(IReadOnlyList<Guid> Ids, int Known);

/// <summary>A text that must be in no public answer. <paramref name="Piece"/> says of which kind of data it is, in the words of the
/// code.</summary>
public sealed record WatchedText(string Text, string Piece);

/// <summary>What the probe looks for, and the ids of the portal's own canary: the only ones that it asks with methods that change
/// things.</summary>
public sealed record WatchedTexts(IReadOnlyList<WatchedText> Texts, IReadOnlyList<Guid> OwnIds);

/// <summary>A run as it is listed. Times are UTC.</summary>
public sealed record ExposureRun(
    Guid Id,
    string? Target,
    DateTime StartedAtUtc,
    DateTime EndedAtUtc,
    ExposureVerdict Verdict,
    int Requests,
    int Unanswered,
    int IdsKnown,
    int IdsAsked
);

/// <summary>A finding; <paramref name="IsNew"/> when the run before did not have it.</summary>
public sealed record ExposureRow(Guid Id, FindingKind Kind, string Address, string Method, int Status, string? Clue, int Times, bool IsNew);

/// <summary>What the last run found, and what the run before had and this one has not.</summary>
public sealed record ExposureState(ExposureRun Run, ExposureRun? Before, IReadOnlyList<ExposureRow> Found, IReadOnlyList<ExposureRow> Gone);
