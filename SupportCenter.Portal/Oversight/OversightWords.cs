using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Oversight;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Components;
using SupportCenter.Portal.Consultations;

namespace SupportCenter.Portal.Oversight;

/// <summary>States of the oversight in words and tones.</summary>
internal static class OversightWords
{
    public static BadgeTone Of(ContractWarning warning) =>
        warning switch
        {
            ContractWarning.Missing or ContractWarning.Last => BadgeTone.Alert,
            ContractWarning.Second => BadgeTone.Active,
            ContractWarning.First => BadgeTone.Waiting,
            _ => BadgeTone.Done,
        };

    /// <summary>Which organisation, and how many days its contract lasts.</summary>
    public static string Of(OrganisationStanding standing) =>
        standing.DaysLeft is { } left
            ? Filled(OversightPageTexts.EndsIn, standing.Organisation.Label(), left)
            : Filled(OversightPageTexts.NoContractOf, standing.Organisation.Label(), standing.People);

    public static BadgeTone Of(ContractRow row) => Of(row.State, row.IsValidToday);

    public static BadgeTone Of(ContractState state, bool isValidToday) =>
        state switch
        {
            ContractState.Proposed => BadgeTone.Waiting,
            ContractState.Approved => isValidToday ? BadgeTone.Done : BadgeTone.Stopped,
            _ => BadgeTone.Stopped,
        };

    /// <summary>The state, and of an approved one whether it holds today.</summary>
    public static string State(ContractState state, bool isValidToday) =>
        state == ContractState.Approved && !isValidToday ? OversightPageTexts.NotToday : state.Label();

    /// <summary>What of the inspections waits for the city; null where nothing does.</summary>
    public static string? Of(OversightDue due)
    {
        var parts = new List<string>();
        if (due.OverdueCorrections > 0)
        {
            parts.Add(Filled(OversightPageTexts.OverdueOf, due.OverdueCorrections));
        }

        if (due.AnsweredCorrections > 0)
        {
            parts.Add(Filled(OversightPageTexts.AnsweredOf, due.AnsweredCorrections));
        }

        if (due.FirstDueOn is { } first && due.OverdueCorrections == 0)
        {
            parts.Add(Filled(OversightPageTexts.FirstDue, ScreenDate.Brief(first)));
        }

        if (due.NotInspected.Count > 0)
        {
            parts.Add(Filled(OversightPageTexts.NotInspectedOf, due.NotInspected.Count));
        }

        return parts.Count == 0 ? null : string.Join(" / ", parts);
    }

    public static BadgeTone Of(FindingResult? result) =>
        result switch
        {
            FindingResult.Conforms => BadgeTone.Done,
            FindingResult.Partly => BadgeTone.Active,
            FindingResult.Fails => BadgeTone.Alert,
            FindingResult.NotApplicable => BadgeTone.Stopped,
            _ => BadgeTone.Waiting,
        };

    public static BadgeTone Of(AnswerState state, bool isOverdue = false) =>
        isOverdue
            ? BadgeTone.Alert
            : state switch
            {
                AnswerState.Validated => BadgeTone.Done,
                AnswerState.Proposed => BadgeTone.Active,
                _ => BadgeTone.Waiting,
            };

    /// <summary>A fact that the portal filled in: a number, or an instant.</summary>
    public static string Of(EvidenceFact fact) =>
        fact.AtUtc is { } at ? ScreenDate.ShortAt(CentreTime.ToCivil(at))
        : fact.Count is { } count ? Filled(OversightPageTexts.CountOf, count)
        : "";

    /// <summary>The same with its label, for a paper.</summary>
    public static string Sentence(EvidenceFact fact) =>
        Of(fact) is { Length: > 0 } value ? $"{fact.Kind.Label()} {value}" : fact.Kind.Label();

    /// <summary>What is in a field of a record, as it is read.</summary>
    public static string Of(FieldDescription field, DoubleCheckView view) =>
        field.Name switch
        {
            nameof(ConsultationDetails.MeasureIds) => string.Join('、', view.Measures),
            nameof(ConsultationDetails.Guidance) => string.Join('\n', view.Details.Guidance.Select(ConsultationFormatter.Line)),
            _ => FieldFormatter.Format(field, view.Details),
        };
}
