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
        var field = changed.FieldIdentifier;
        var others = state.Fields.Select(one => one.Field).Where(one => !one.Equals(field) && messages[one].Any()).ToList();
        // Rules about several fields are looked at once saving was tried: such a rule stays beside its field for as long as it is broken,
        // and what was wrong with another field may have been wrong only together with this one.
        var broken =
            state.Submitted || others.Count > 0
                ? FormChecks.Of(context.Model).ToLookup(rule => new FieldIdentifier(rule.Part, rule.Field))
                : null;
        messages.Clear(field);
        Add(state.Submitted ? broken![field] : FormChecks.OfField(field.Model, field.FieldName));
        foreach (var other in others)
        {
            messages.Clear(other);
            Add(broken![other]);
        }

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
