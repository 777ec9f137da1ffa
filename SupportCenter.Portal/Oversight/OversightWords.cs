using SupportCenter.Domain.Oversight;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Components;

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
}
