using System.Globalization;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Portal.Components;

/// <summary>How a field reads what is typed, and what it says when it cannot.</summary>
public sealed partial class Field<TValue>
{
    /// <summary>How the text was understood, where that is not plain from the text itself.</summary>
    private string? Reading =>
        (Value, IsUnread) switch
        {
            (DateOnly date, false) => DateFormat(date),
            (TimeOnly time, false) when FieldText.Show(time) != Text => FieldText.Show(time),
            _ => null,
        };

    // The typed text stands as long as the model holds what was made of it: a value that came from elsewhere (a chosen business, a draft)
    // replaces it.
    private string Text => typed is not null && Equals(typedFor, Value) ? typed : FieldText.Show(Value);

    private string Name => Label ?? description.Label;

    private string ReadingError =>
        (description.Kind, typed) switch
        {
            (_, "") => Sentence(ComponentTexts.ErrorRequired),
            (FieldKind.Number, _) => Sentence(ComponentTexts.ErrorNumber),
            (FieldKind.Date, _) => FieldText.DateRefusal(Name, typed, CentreTime.Today(Time), description.YearRule),
            (FieldKind.Time, _) => Sentence(ComponentTexts.ErrorTime),
            _ => Sentence(ComponentTexts.ErrorInvalid),
        };

    private string Sentence(string text) => Filled(text, Name);

    private Task AcceptText(string? text)
    {
        readingErrors?.Clear(shown);
        form.Unread.Remove(id);
        text = description.IsMultiline ? text : VisibleText.OneLine(text ?? "");
        typed = text ?? "";
        var read = FieldReading.TryRead(description.ValueType, text, CentreTime.Today(Time), description.YearRule, out var value);
        if (description.ValueType == typeof(string) && string.IsNullOrEmpty(text))
        {
            value = description.AllowsNone ? null : "";
        }

        if (read && (value is not null || description.AllowsNone))
        {
            return description.Kind == FieldKind.Telephone ? AcceptNumber(value) : Accept(value);
        }

        typedFor = Value;
        form.Unread[id] = typed;
        readingErrors?.Add(shown, ReadingError);
        context?.NotifyFieldChanged(shown);
        return Task.CompletedTask;
    }

    // An extension that was typed behind the number goes into its own field, where everybody sees it.
    private Task AcceptNumber(object? value)
    {
        description.Write(shown.Model, value);
        if (shown.Model is ITelephoneFields telephone && telephone.SplitNote())
        {
            (typed, value) = (telephone.Telephone, telephone.Telephone);
            context?.NotifyFieldChanged(new(telephone, nameof(ITelephoneFields.TelephoneNote)));
        }

        return Accept(value);
    }
}
