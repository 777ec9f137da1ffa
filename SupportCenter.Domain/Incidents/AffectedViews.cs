using SupportCenter.Domain.Data;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Incidents;

/// <summary>Whom a question leads to. <paramref name="Fresh"/> of them are not on the list yet.</summary>
public sealed record AffectedPreview(int Businesses, int ListOnly, int Persons, int Fresh, IReadOnlyList<AffectedCandidate> Candidates);

/// <summary>A business that a question leads to.</summary>
public sealed record AffectedCandidate(Guid BusinessId, string Name, ExposedData Data, bool IsListed);

/// <summary>A list as it was fixed. <paramref name="Hash"/> is SHA-256 in hexadecimal digits.</summary>
public sealed record FixedList(
    int Number,
    int Added,
    int Businesses,
    int ListOnly,
    int Persons,
    string Basis,
    string Hash,
    string FixedBy,
    DateTime FixedAtUtc
);

/// <summary>How many businesses are on the list of an incident.</summary>
public sealed record AffectedSummary
{
    public required int Businesses { get; init; }

    public required int ListOnly { get; init; }

    public required int Persons { get; init; }

    /// <summary>Taken off again.</summary>
    public required int Removed { get; init; }

    public required int Told { get; init; }

    /// <summary>The lists as they were fixed, the newest first.</summary>
    public required IReadOnlyList<FixedList> Lists { get; init; }

    /// <summary>Whether the lines are still those of which the newest list's hash was taken.</summary>
    public required bool IsSound { get; init; }
}

/// <summary>A line of the list. <paramref name="Name"/> is null when the business was disposed of since; <paramref name="Letter"/> is the
/// newest letter to it.</summary>
public sealed record AffectedRow(
    Guid Id,
    Guid BusinessId,
    string? Name,
    ExposedData Data,
    AffectedBasis Basis,
    int List,
    int Persons,
    ContactResult? LastResult,
    DateTime? RemovedAtUtc,
    string? RemovedReason,
    Guid? Letter
);

/// <summary>A line of a list of names that somebody brought. <paramref name="Doubt"/> says what a person has to decide; where it is null,
/// the one candidate is meant.</summary>
public sealed record MatchedName(int Line, string Name, string Telephone, IReadOnlyList<NamedChoice> Candidates, string? Doubt)
{
    /// <summary>Whether the line is told without doubt.</summary>
    public bool IsSure => Doubt is null;
}

/// <summary>Data in words.</summary>
public static class DataWords
{
    /// <summary>「一覧の項目、相談記録」</summary>
    public static string Of(ExposedData data) =>
        string.Join(
            IncidentTexts.Comma,
            Enum.GetValues<ExposedData>().Where(part => part != ExposedData.None && data.HasFlag(part)).Select(part => part.Label())
        );

    /// <summary>Why a business is on the list.</summary>
    public static string Of(AffectedBasis basis) =>
        string.Join(
            IncidentTexts.Comma,
            Enum.GetValues<AffectedBasis>().Where(part => part != AffectedBasis.None && basis.HasFlag(part)).Select(part => part.Label())
        );

    /// <summary>The question as a sentence: it is kept with the list.</summary>
    internal static string ToWords(this AffectedQueryDetails query, string? seenBy)
    {
        var parts = new List<string> { Of(query.What) };
        if (query.ByLedger)
        {
            parts.Add(Filled(IncidentTexts.BasisSeen, ScreenDate.Period(query.SeenFrom, query.SeenTo), seenBy ?? IncidentTexts.Anybody));
        }
        else
        {
            if (query.StoredBy is { } day)
            {
                parts.Add(Filled(IncidentTexts.BasisStoredBy, ScreenDate.Day(day)));
            }

            if (query.From is not null || query.To is not null)
            {
                parts.Add(Filled(IncidentTexts.BasisPeriod, ScreenDate.Period(query.From, query.To)));
            }
        }

        if (query.WithSources)
        {
            parts.Add(IncidentTexts.BasisWithSources);
        }

        return string.Join(IncidentTexts.Comma, parts);
    }
}
