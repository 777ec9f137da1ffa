using SupportCenter.Domain.Data;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Incidents;

/// <summary>The items of the papers that leave the office: what the council is told, and what is published of half a year. They name no
/// business: whoever draws one up is refused where a text does.</summary>
internal static class CouncilItems
{
    /// <summary>What the council is told of an incident.</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="dueOf">The day by which a step is due; null where no rule gives one.</param>
    public static IReadOnlyList<PaperItem> Of(PaperFacts facts, Func<IncidentStep, DateOnly?> dueOf) =>
        PaperFacts.InJapanese<IReadOnlyList<PaperItem>>(() =>
        {
            var details = facts.Details;
            return
            [
                new(IncidentTexts.CouncilSubject, details.Title ?? ""),
                new(IncidentTexts.CouncilOutline, NineItems.Lines(NineItems.Known(details), details.What)),
                new(IncidentTexts.CouncilCourse, NineItems.Course(facts)),
                new(IncidentTexts.CouncilData, NineItems.Lines(details.Items ?? IncidentTexts.Investigating, NineItems.Persons(facts))),
                new(IncidentTexts.CouncilCause, details.Cause ?? IncidentTexts.Investigating),
                new(IncidentTexts.CouncilResponse, NineItems.ForPersons(facts)),
                new(IncidentTexts.CouncilSecondary, details.Secondary ?? IncidentTexts.Investigating),
                new(
                    IncidentTexts.CouncilReports,
                    NineItems.Lines([
                        .. facts
                            .Steps.Where(step => step.Kind is IncidentStepKind.Preliminary or IncidentStepKind.Final)
                            .OrderBy(step => step.Kind)
                            .Select(step => ReportOf(step, dueOf(step))),
                        $"{IncidentTexts.Publication}：{details.Publication ?? IncidentTexts.Investigating}",
                    ])
                ),
                new(
                    IncidentTexts.CouncilPrevention,
                    NineItems.Lines(
                        $"{IncidentTexts.MeasuresDone}：{details.MeasuresDone ?? IncidentTexts.Investigating}",
                        $"{IncidentTexts.MeasuresPlanned}：{details.MeasuresPlanned ?? IncidentTexts.Investigating}"
                    )
                ),
            ];
        });

    /// <summary>What is published of half a year: an item for each incident, the oldest first; one that says so where there was
    /// none.</summary>
    public static IReadOnlyList<PaperItem> HalfYear(IEnumerable<PaperFacts> incidents) =>
        PaperFacts.InJapanese<IReadOnlyList<PaperItem>>(() =>
            incidents.Select(Published).ToList() is { Count: > 0 } items
                ? items
                : [new(IncidentTexts.HalfYearCount, IncidentTexts.HalfYearNone)]
        );

    private static PaperItem Published(PaperFacts facts)
    {
        var details = facts.Details;
        return new PaperItem(
            NineItems.Lines(
                IncidentFormatter.Number(facts.Incident.FiscalYear, facts.Incident.Number, isDrill: false),
                ScreenDate.Day(details.KnownOn!.Value)
            ),
            NineItems.Lines(
                $"{IncidentTexts.Title}：{details.Title}",
                NineItems.Occurred(details),
                $"{IncidentTexts.Items}：{details.Items ?? IncidentTexts.Investigating}",
                facts.Businesses > 0 ? Filled(IncidentTexts.HalfYearBusinesses, facts.Businesses, facts.Persons) : null,
                $"{IncidentTexts.Cause}：{details.Cause ?? IncidentTexts.Investigating}",
                $"{IncidentTexts.HalfYearResponse}：{Filled(IncidentTexts.ToldSoFar, facts.Businesses, facts.Told,
                    facts.Businesses - facts.Told)}",
                $"{IncidentTexts.HalfYearPrevention}：{NineItems.Lines(details.MeasuresDone, details.MeasuresPlanned) switch
                {
                    "" => IncidentTexts.Investigating,
                    var measures => measures,
                }}"
            )
        );
    }

    private static string ReportOf(IncidentStep step, DateOnly? due) =>
        Filled(
            IncidentTexts.CouncilReportOf,
            step.Kind == IncidentStepKind.Preliminary ? IncidentTexts.PaperPreliminary : IncidentTexts.PaperFinal,
            step.State switch
            {
                IncidentStepState.Done => Filled(
                    IncidentTexts.CouncilReportSent,
                    ScreenDate.Day(DateOnly.FromDateTime(CentreTime.ToCivil(step.DoneAtUtc!.Value)))
                ),
                IncidentStepState.NotNeeded => IncidentTexts.StepStateNotNeeded,
                _ => due is { } day ? Filled(IncidentTexts.CouncilReportDue, ScreenDate.Day(day)) : IncidentTexts.StepStateOpen,
            }
        );
}
