using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using SupportCenter.Domain;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Portal.Consultations;

/// <summary>The form of one record: saves under the version that it began from, and shows both texts when another was faster.</summary>
public sealed partial class ConsultationForm
{
    private readonly ConsultationEditing editing = new();
    private EditContext? listened;
    private ConsultationDetails known = new();
    private Guid knownVersion;
    private RecordStatus status;
    private ConsultationConflict? conflict;
    private bool handIn;
    private bool handInNow;
    private bool busy;
    private bool savedElsewhere;

    /// <summary>The same words as above the page, beside the buttons: who saves in the middle of a long form does not see its
    /// top.</summary>
    private string? lastSaved;

    /// <summary>The record as it was opened.</summary>
    [Parameter, EditorRequired]
    public ConsultationView View { get; set; } = default!;

    /// <summary>Told after every save.</summary>
    [Parameter]
    public EventCallback<SaveOutcome> OnSaved { get; set; }

    /// <summary>Asked to read the whole sheet again, when another's save changed nothing in the text.</summary>
    [Parameter]
    public EventCallback OnReopen { get; set; }

    private ConsultationDetails Details => editing.Details;

    /// <summary>The text that mine was written against, where it is known: it tells which of two differences I made.</summary>
    private ConsultationDetails? KnownBase => editing.BaseVersion == knownVersion ? known : null;

    private string? Notice =>
        status switch
        {
            RecordStatus.Confirmed => ConsultationPageTexts.ChangeAfterConfirmed,
            RecordStatus.Submitted => ConsultationPageTexts.ChangeAfterSubmitted,
            _ => null,
        };

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        Begin(View.Details, View.Version, View.Status);
        (editing.Details, editing.BaseVersion) = (FormFields.Copy(View.Details), View.Version);
    }

    private static bool IsFilledIn(string? text) => !VisibleText.IsBlank(text);

    private void Begin(ConsultationDetails text, Guid version, RecordStatus now) =>
        (known, knownVersion, status) = (FormFields.Copy(text), version, now);

    // Which button began the saving is asked when it begins: a press that came to nothing must not hand in the next save.
    private void Listen(EditContext context)
    {
        if (context != listened)
        {
            listened = context;
            context.OnValidationRequested += (_, _) => (handInNow, handIn) = (handIn, false);
        }
    }

    private async Task SaveAsync()
    {
        busy = true;
        try
        {
            var outcome = await (
                handInNow
                    ? Records.SubmitAsync(View.Id, Details, editing.BaseVersion)
                    : Records.SaveAsync(View.Id, Details, editing.BaseVersion)
            )
                ?? throw new RuleException(ConsultationPageTexts.Gone);
            Settle(outcome);
            await OnSaved.InvokeAsync(outcome);
        }
        finally
        {
            (busy, handIn) = (false, false);
            StateHasChanged(); // SaveForm calls as a function, not as an event: only what it draws itself would be new.
        }
    }

    private void Settle(SaveOutcome outcome)
    {
        savedElsewhere = false;
        conflict = outcome.Conflict;
        if (conflict is not null)
        {
            throw new RuleException(ConsultationPageTexts.ConflictStop);
        }

        Begin(Details, outcome.Version, outcome.Status);
        editing.BaseVersion = outcome.Version;
        var done = handInNow ? ConsultationPageTexts.Submitted : Filled(ConsultationPageTexts.Saved, status.Label());
        Messages.Say(done);
        lastSaved = $"{ConsultationFormatter.ClockAt(Time.GetUtcNow().UtcDateTime)} {done}";
    }

    /// <summary>Another screen saved the record; what is typed here stays, and the person may look at both at once.</summary>
    private void NoteOther() => savedElsewhere = true;

    private async Task CompareAsync()
    {
        savedElsewhere = false;
        var theirs = await Records.FindAsync(View.Id);
        if (theirs is null)
        {
            return;
        }

        var different = FormFields.Differences(theirs.Details, Details);
        if (theirs.Version == editing.BaseVersion || different.Count == 0)
        {
            editing.BaseVersion = theirs.Version;
            Begin(theirs.Details, theirs.Version, theirs.Status);
            Messages.Say(ConsultationPageTexts.SameAgain);
            return;
        }

        conflict = new ConsultationConflict(
            theirs.Version,
            theirs.Status,
            theirs.Details,
            different,
            theirs.LastSavedBy,
            theirs.LastSavedAtUtc
        );
    }

    /// <summary>Goes on with what was chosen, written against the text that was compared.</summary>
    private void Take(ConsultationDetails chosen)
    {
        Begin(conflict!.Theirs, conflict.Version, conflict.Status);
        (editing.Details, editing.BaseVersion) = (chosen, conflict.Version);
        conflict = null;
        Messages.Say(ConsultationPageTexts.ConflictApplied);
    }
}
