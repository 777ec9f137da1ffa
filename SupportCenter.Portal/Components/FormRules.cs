using Microsoft.AspNetCore.Components.Forms;
using SupportCenter.Domain.Forms;

namespace SupportCenter.Portal.Components;

/// <summary>
/// Shows beside its fields what <see cref="FormChecks"/> finds wrong in a form's details. The service checks again: this is for the person,
/// not for safety.
///</summary>
public sealed class FormRules : IDisposable
{
    private readonly EditContext context;
    private readonly ValidationMessageStore messages;
    private readonly FormState state;

    /// <summary>Starts checking <paramref name="context"/>: a field when it changes, everything when it is saved.</summary>
    public FormRules(EditContext context)
    {
        this.context = context;
        messages = new ValidationMessageStore(context);
        state = FormState.Of(context);
        context.OnFieldChanged += CheckField;
        context.OnValidationRequested += CheckAll;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        context.OnFieldChanged -= CheckField;
        context.OnValidationRequested -= CheckAll;
    }

    private void CheckField(object? sender, FieldChangedEventArgs changed)
    {
        messages.Clear(changed.FieldIdentifier);
        // Once saving was tried, a rule about several fields stays beside its field for as long as it is broken.
        Add(
            state.Submitted
                ? FormChecks.Of(context.Model).Where(rule => new FieldIdentifier(rule.Part, rule.Field).Equals(changed.FieldIdentifier))
                : FormChecks.OfField(changed.FieldIdentifier.Model, changed.FieldIdentifier.FieldName)
        );
        context.NotifyValidationStateChanged();
    }

    private void CheckAll(object? sender, ValidationRequestedEventArgs requested)
    {
        messages.Clear();
        Add(FormChecks.Of(context.Model));
        context.NotifyValidationStateChanged();
    }

    private void Add(IEnumerable<BrokenRule> broken)
    {
        foreach (var rule in broken)
        {
            var field = new FieldIdentifier(rule.Part, rule.Field);
            // A field that could not read what was typed already says what is wrong with it.
            if (state.IdOf(field) is not { } id || !state.Unread.ContainsKey(id))
            {
                messages.Add(field, rule.Sentence.Length > 0 ? rule.Sentence : ComponentTexts.ErrorInvalid);
            }
        }
    }
}
