using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.AspNetCore.Components.Forms;

namespace SupportCenter.Portal.Components;

/// <summary>
/// Checks a form's details against their annotations, nested details and rows included. The service checks again: this is for the person,
/// not for safety.
/// </summary>
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
        if (changed.FieldIdentifier.Model.GetType().GetProperty(changed.FieldIdentifier.FieldName) is { } property)
        {
            CheckProperty(changed.FieldIdentifier.Model, property);
        }

        context.NotifyValidationStateChanged();
    }

    private void CheckAll(object? sender, ValidationRequestedEventArgs requested)
    {
        messages.Clear();
        Check(context.Model, new HashSet<object>(ReferenceEqualityComparer.Instance));
        context.NotifyValidationStateChanged();
    }

    private void Check(object model, HashSet<object> seen)
    {
        if (!seen.Add(model))
        {
            return;
        }

        foreach (var property in model.GetType().GetProperties().Where(property => property.CanRead && property.GetIndexParameters().Length == 0))
        {
            var value = CheckProperty(model, property);
            foreach (var part in Parts(value))
            {
                Check(part, seen);
            }
        }

        if (model is IValidatableObject whole)
        {
            AddAll(model, whole.Validate(new ValidationContext(model)));
        }
    }

    private object? CheckProperty(object model, PropertyInfo property)
    {
        var value = property.GetValue(model);
        var rules = property.GetCustomAttributes<ValidationAttribute>().ToList();
        if (rules.Count == 0)
        {
            return value;
        }

        var identifier = new FieldIdentifier(model, property.Name);
        if (state.IdOf(identifier) is { } id && state.Unread.ContainsKey(id))
        {
            return value; // The field already says what is wrong with what stands in it.
        }

        var field = FieldDescription.Of(identifier);
        foreach (var rule in rules)
        {
            var asked = new ValidationContext(model) { MemberName = property.Name, DisplayName = field.Label };
            if (rule.GetValidationResult(value, asked) is { } broken && broken != ValidationResult.Success)
            {
                messages.Add(identifier, broken.ErrorMessage ?? ComponentTexts.ErrorInvalid);
            }
        }

        return value;
    }

    private void AddAll(object model, IEnumerable<ValidationResult> results)
    {
        foreach (var result in results)
        {
            foreach (var member in result.MemberNames.DefaultIfEmpty(""))
            {
                messages.Add(new FieldIdentifier(model, member), result.ErrorMessage ?? ComponentTexts.ErrorInvalid);
            }
        }
    }

    // Only our own details are looked into: anything else (strings, dates, framework types) ends the walk.
    private static IEnumerable<object> Parts(object? value) => value switch
    {
        null or string => [],
        IEnumerable many => many.OfType<object>().Where(IsOurs),
        _ => IsOurs(value) ? [value] : [],
    };

    private static bool IsOurs(object value) =>
        value.GetType() is { IsClass: true } type && type.Assembly.GetName().Name?.StartsWith("SupportCenter.", StringComparison.Ordinal) == true;
}
