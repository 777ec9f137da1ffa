using System.Globalization;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Incidents;

/// <summary>The nine items of a report to the commission, in the order of its form, from what is known of an incident. The paper is
/// Japanese whatever language the screen speaks.</summary>
internal static class NineItems
{
    private static readonly CultureInfo Japanese = CultureInfo.GetCultureInfo("ja");

    /// <summary>The items.</summary>
    /// <param name="details">What is known.</param>
    /// <param name="events">The time line, without what was corrected.</param>
    /// <param name="businesses">Businesses on the list.</param>
    /// <param name="listOnly">Of them those of which only the items of the list could be seen.</param>
    /// <param name="persons">Persons among them.</param>
    /// <param name="told">Businesses that were told.</param>
    /// <param name="many">The threshold of the fourth criterion.</param>
    public static IReadOnlyList<PaperItem> Of(
        IncidentDetails details,
        IReadOnlyList<(DateTime AtUtc, string Text)> events,
        int businesses,
        int listOnly,
        int persons,
        int told,
        int many
    )
    {
        var screen = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = Japanese;
            return
            [
                new(IncidentTexts.Item1, Outline(details, many)),
                new(IncidentTexts.Item1Course, string.Join('\n', events.Select(entry => $"{At(entry.AtUtc)}　{entry.Text}"))),
                new(IncidentTexts.Item2, details.Items ?? IncidentTexts.Investigating),
                new(IncidentTexts.Item3, Persons(details, businesses, listOnly, persons)),
                new(IncidentTexts.Item4, details.Cause ?? IncidentTexts.Investigating),
                new(IncidentTexts.Item5, details.Secondary ?? IncidentTexts.Investigating),
                new(IncidentTexts.Item6, Lines(details.ForPersons, Filled(IncidentTexts.ToldSoFar, businesses, told, businesses - told))),
                new(IncidentTexts.Item7, details.Publication ?? IncidentTexts.Investigating),
                new(IncidentTexts.Item8Done, details.MeasuresDone ?? IncidentTexts.Investigating),
                new(IncidentTexts.Item8Planned, details.MeasuresPlanned ?? IncidentTexts.Investigating),
                new(IncidentTexts.Item9, details.OtherFacts ?? ""),
            ];
        }
        finally
        {
            CultureInfo.CurrentUICulture = screen;
        }
    }

    private static string Outline(IncidentDetails details, int many) =>
        Lines(
            Filled(
                IncidentTexts.KnownOf,
                ScreenDate.At(details.KnownOn!.Value.ToDateTime(details.KnownAt!.Value)),
                details.How!.Value.Label()
            ),
            details.KnownBy is { } by ? $"{IncidentTexts.KnownBy}：{by}" : null,
            details.OccurredFrom is not null || details.OccurredTo is not null
                ? Filled(IncidentTexts.OccurredPeriod, ScreenDate.Period(details.OccurredFrom, details.OccurredTo))
                : null,
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

    private static string Persons(IncidentDetails details, int businesses, int listOnly, int persons) =>
        Lines(
            Filled(
                IncidentTexts.PersonsRange,
                details.PersonsLeast?.ToString(Japanese) ?? IncidentTexts.CriterionUnknown,
                details.PersonsMost?.ToString(Japanese) ?? IncidentTexts.CriterionUnknown
            ),
            businesses > 0 ? Filled(IncidentTexts.BusinessesOf, businesses, listOnly, persons) : null
        );

    private static string Lines(params string?[] lines) => string.Join('\n', lines.Where(line => !VisibleText.IsBlank(line)));

    private static string At(DateTime utc) => ScreenDate.ShortAt(Data.CentreTime.ToCivil(utc));
}
