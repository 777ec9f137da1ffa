using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Drafts;
using SupportCenter.Domain.Forms;

namespace SupportCenter.Portal.Components;

/// <summary>A form around <see cref="Model"/>, saved by <see cref="OnSave"/>.</summary>
public sealed partial class SaveForm
{
    private readonly CancellationTokenSource gone = new();
    private readonly Dictionary<FieldIdentifier, object?> refusedValues = [];
    private EditContext context = default!;
    private FormState state = default!;
    private FormRules? rules;
    private ValidationMessageStore ruleMessages = default!;
    private FormSummary? summary;
    private string? notice;
    private string? fault;
    private Exception? signInFirst;
    private bool saving;
    private bool focusSummary;

    /// <summary>The details that the fields bind to.</summary>
    [Parameter, EditorRequired]
    public object Model { get; set; } = default!;

    /// <summary>Names the draft, per person: an address or an id, never personal data. Without it no draft is kept.</summary>
    [Parameter]
    public string? DraftKey { get; set; }

    /// <summary>Saves. A <see cref="RuleException"/> is shown as it stands; anything else as a reference number.</summary>
    [Parameter, EditorRequired]
    public Func<Task> OnSave { get; set; } = default!;

    /// <summary>Called after an earlier draft was put back into <see cref="Model"/>.</summary>
    [Parameter]
    public EventCallback OnRestored { get; set; }

    /// <summary>Called when another screen has taken over what was typed here: this form is another one from now on.</summary>
    [Parameter]
    public EventCallback OnDetached { get; set; }

    /// <summary>The fields.</summary>
    [Parameter]
    public RenderFragment<EditContext>? ChildContent { get; set; }

    /// <summary>The words on the button.</summary>
    [Parameter]
    public string? SubmitText { get; set; }

    /// <summary>Further buttons beside it.</summary>
    [Parameter]
    public RenderFragment? Buttons { get; set; }

    /// <summary>Put before the ids of the fields, where two forms are on one page.</summary>
    [Parameter]
    public string IdPrefix { get; set; } = "";

    /// <summary>The save is a step on the way (a preview): the draft stays until <see cref="ForgetDraftAsync"/>.</summary>
    [Parameter]
    public bool KeepsDraft { get; set; }

    /// <summary>How often a changed form is kept.</summary>
    [Parameter]
    public TimeSpan DraftEvery { get; set; } = TimeSpan.FromSeconds(3);

    [Inject]
    private DraftService Drafts { get; set; } = default!;

    [Inject]
    private OpenForms Forms { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    [Inject]
    private ScreenConnection Connection { get; set; } = default!;

    [Inject]
    private ILogger<SaveForm> Logger { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private string SummaryId => $"{IdPrefix}errors";

    private string SummaryTitle => fault is not null ? ComponentTexts.FaultTitle : Filled(ComponentTexts.SummaryTitle, Problems.Count());

    // Before the first try to save, errors are beside their fields only.
    private IEnumerable<(string Text, string? Field)> Problems =>
        fault is not null ? [(ComponentTexts.FaultSentence, null), (fault, null)]
        : state.Submitted ? FieldProblems()
        : [];

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (context is null || !ReferenceEquals(context.Model, Model))
        {
            Attach();
        }
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (DraftKey is null)
        {
            return;
        }

        Attach();
        await OpenDraftsAsync(DraftKey);
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focusSummary && summary is not null)
        {
            focusSummary = false;
            await summary.FocusAsync();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await gone.CancelAsync();
        rules?.Dispose();
        if (!saving)
        {
            await KeepAsync(CancellationToken.None);
        }

        if (own is not null)
        {
            Forms.Close(own);
        }

        gone.Dispose();
    }

    private void Attach()
    {
        rules?.Dispose();
        context = new EditContext(Model);
        state = FormState.Of(context);
        state.Prefix = IdPrefix;
        rules = new FormRules(context);
        ruleMessages = new ValidationMessageStore(context);
        context.OnFieldChanged += (_, changed) => ForgetRule(changed.FieldIdentifier);
        kept = DraftKey is null ? null : Now;
    }

    private IEnumerable<(string Text, string? Field)> FieldProblems()
    {
        var general = context.Field("");
        var ofFields = state.Fields.SelectMany(entry =>
            context.GetValidationMessages(entry.Field).Distinct(StringComparer.Ordinal).Select(text => (text, (string?)entry.Id))
        );
        var listed = ofFields.Concat(context.GetValidationMessages(general).Select(text => (text, (string?)null))).ToList();
        var hidden = context.GetValidationMessages().Except(listed.Select(problem => problem.Item1), StringComparer.Ordinal);
        return listed.Concat(hidden.Select(text => (text, (string?)null)));
    }

    private async Task SubmitAsync()
    {
        if (saving || offered.Count > 0)
        {
            return;
        }

        (fault, notice, signInFirst) = (null, null, null);
        ruleMessages.Clear();
        refusedValues.Clear();
        state.Submitted = true;
        if (!context.Validate())
        {
            focusSummary = true;
            return;
        }

        saving = true;
        var saved = false;
        try
        {
            await OnSave();
            saved = true;
        }
        catch (RuleException broken)
        {
            ShowRule(broken);
        }
        catch (Exception refused) when (refused is AccessRefusedException { Ended: not null } or FreshSignInRequiredException)
        {
            signInFirst = refused;
        }
        catch (Exception unexpected)
        {
            fault = Filled(ComponentTexts.FaultReference, FaultLog.Record(Logger, unexpected));
        }
        finally
        {
            saving = false;
        }

        await (
            !saved ? ShowFailureAsync()
            : KeepsDraft ? StayAsync()
            : ForgetDraftAsync()
        );
    }

    private Task StayAsync()
    {
        state.Submitted = false;
        return KeepAsync(CancellationToken.None);
    }

    private void ShowRule(RuleException broken)
    {
        var field = state.Fields.Select(entry => entry.Field).FirstOrDefault(shown => shown.FieldName == broken.Field, context.Field(""));
        ruleMessages.Add(field, broken.Message);
        refusedValues[field] = ValueOf(field);
        context.NotifyValidationStateChanged();
    }

    /// <summary>What a rule said of a field holds until the field says something else: after Ctrl+Enter the focus goes to the summary, and
    /// the browser then tells once more of the text that was refused.</summary>
    private void ForgetRule(FieldIdentifier field)
    {
        if (!refusedValues.TryGetValue(field, out var value) || !Equals(value, ValueOf(field)))
        {
            ruleMessages.Clear(field);
        }
    }

    private static object? ValueOf(FieldIdentifier field) =>
        field.FieldName.Length == 0 ? null : FieldDescription.Of(field.Model.GetType(), field.FieldName).Read(field.Model);

    private async Task ShowFailureAsync()
    {
        focusSummary = true;
        if (gone.IsCancellationRequested || signInFirst is FreshSignInRequiredException)
        {
            await KeepAsync(CancellationToken.None); // The page was left while it was being saved, or will be for the sign-in.
        }
    }
}
