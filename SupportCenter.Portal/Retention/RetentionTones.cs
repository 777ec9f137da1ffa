using SupportCenter.Domain.Retention;
using SupportCenter.Portal.Components;

namespace SupportCenter.Portal.Retention;

/// <summary>How the states of a disposal are felt.</summary>
public static class RetentionTones
{
    public static BadgeTone Of(DisposalStage stage) =>
        stage switch
        {
            DisposalStage.Asked => BadgeTone.Waiting,
            DisposalStage.Released or DisposalStage.Erasing or DisposalStage.Vacuuming => BadgeTone.Active,
            DisposalStage.Completed => BadgeTone.Done,
            _ => BadgeTone.Stopped,
        };

    public static BadgeTone Of(DisposalState state) =>
        state switch
        {
            DisposalState.Waiting => BadgeTone.Waiting,
            DisposalState.Disposed => BadgeTone.Done,
            _ => BadgeTone.Stopped,
        };
}
