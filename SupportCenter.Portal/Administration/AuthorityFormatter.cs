using SupportCenter.Domain.Access;
using SupportCenter.Domain.Administration;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Components;

namespace SupportCenter.Portal.Administration;

/// <summary>How the pages of administration say moments and states.</summary>
public static class AuthorityFormatter
{
    /// <summary>An instant as date and time in Tokyo.</summary>
    public static string When(DateTime utc)
    {
        var civil = CentreTime.ToCivil(utc);
        return ScreenDate.ShortAt(civil);
    }

    /// <summary>A first and a last day; without a last day it is open.</summary>
    public static string Period(DateOnly from, DateOnly? to) => ScreenDate.Period(from, to);

    /// <summary>Where somebody belongs and what they do there, said once where both are called the same.</summary>
    public static string Post(Organisation organisation, Role role) =>
        string.Join("・", new[] { organisation.Label(), role.Label() }.Distinct());

    public static BadgeTone Tone(StaffState state) =>
        state switch
        {
            StaffState.Active => BadgeTone.Done,
            StaffState.NotYet => BadgeTone.Waiting,
            StaffState.Lapsed => BadgeTone.Alert,
            _ => BadgeTone.Stopped,
        };

    public static BadgeTone Tone(ApprovalState state) =>
        state switch
        {
            ApprovalState.Open => BadgeTone.Waiting,
            ApprovalState.Released => BadgeTone.Active,
            ApprovalState.Used => BadgeTone.Done,
            _ => BadgeTone.Stopped,
        };

    public static BadgeTone Tone(ReviewDecision decision) =>
        decision switch
        {
            ReviewDecision.Waiting => BadgeTone.Waiting,
            ReviewDecision.Confirmed => BadgeTone.Done,
            _ => BadgeTone.Stopped,
        };
}
