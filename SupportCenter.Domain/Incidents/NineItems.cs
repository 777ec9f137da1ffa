using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Incidents;

/// <summary>The nine items of a report to the commission, in the order of its form, from what is known of an incident. The paper is
/// Japanese whatever language the screen speaks.</summary>
internal static class NineItems
{
    /// <summary>The items.</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="many">The threshold of the fourth criterion, in persons.</param>
    public static IReadOnlyList<PaperItem> Of(PaperFacts facts, int many) =>
        PaperFacts.InJapanese<IReadOnlyList<PaperItem>>(() =>
        {
            var details = facts.Details;
            return
            [
                new(IncidentTexts.Item1, Outline(details, many)),
                new(IncidentTexts.Item1Course, Course(facts)),
                new(IncidentTexts.Item2, details.Items ?? IncidentTexts.Investigating),
                new(IncidentTexts.Item3, Persons(facts)),
                new(IncidentTexts.Item4, details.Cause ?? IncidentTexts.Investigating),
                new(IncidentTexts.Item5, details.Secondary ?? IncidentTexts.Investigating),
                new(IncidentTexts.Item6, ForPersons(facts)),
                new(IncidentTexts.Item7, details.Publication ?? IncidentTexts.Investigating),
                new(IncidentTexts.Item8Done, details.MeasuresDone ?? IncidentTexts.Investigating),
                new(IncidentTexts.Item8Planned, details.MeasuresPlanned ?? IncidentTexts.Investigating),
                new(IncidentTexts.Item9, details.OtherFacts ?? ""),
            ];
        });

    /// <summary>What happened, a line for each entry.</summary>
    internal static string Course(PaperFacts facts) => string.Join('\n', facts.Events.Select(entry => $"{At(entry.AtUtc)}　{entry.Text}"));

    /// <summary>What was done for the persons, and how many were told.</summary>
    internal static string ForPersons(PaperFacts facts) =>
        Lines(facts.Details.ForPersons, Filled(IncidentTexts.ToldSoFar, facts.Businesses, facts.Told, facts.Businesses - facts.Told));

    /// <summary>When, how and by whom it became known.</summary>
    internal static string Known(IncidentDetails details) =>
        Lines(
            Filled(
                IncidentTexts.KnownOf,
                ScreenDate.At(details.KnownOn!.Value.ToDateTime(details.KnownAt!.Value)),
                details.How!.Value.Label()
            ),
            details.KnownBy is { } by ? $"{IncidentTexts.KnownBy}：{by}" : null,
            Occurred(details)
        );

    /// <summary>From when to when; null where neither is known.</summary>
    internal static string? Occurred(IncidentDetails details) =>
        details.OccurredFrom is not null || details.OccurredTo is not null
            ? Filled(IncidentTexts.OccurredPeriod, ScreenDate.Period(details.OccurredFrom, details.OccurredTo))
            : null;

    /// <summary>Persons and businesses.</summary>
    internal static string Persons(PaperFacts facts) =>
        Lines(
            Filled(IncidentTexts.PersonsRange, CountOf(facts.Details.PersonsLeast), CountOf(facts.Details.PersonsMost)),
            facts.Businesses > 0 ? Filled(IncidentTexts.BusinessesOf, facts.Businesses, facts.ListOnly, facts.Persons) : null
        );

    /// <summary>The lines that say something.</summary>
    internal static string Lines(params string?[] lines) => string.Join('\n', lines.Where(line => !VisibleText.IsBlank(line)));

    /// <summary>A moment in civil time.</summary>
    internal static string At(DateTime utc) => ScreenDate.ShortAt(Data.CentreTime.ToCivil(utc));

    private static string CountOf(int? persons) =>
        persons is { } count ? Filled(IncidentTexts.PersonCount, count) : IncidentTexts.CriterionUnknown;

    private static string Outline(IncidentDetails details, int many) =>
        Lines(
            Known(details),
            details.What,
            Filled(
                IncidentTexts.CriteriaOf,
                details.Sensitive!.Value.Label(),
                details.Property!.Value.Label(),
                details.Wrongful!.Value.Label(),
                many,
                details.ManyAnswer(many).Label()
            ),
            details.CriteriaReason
        );
}
