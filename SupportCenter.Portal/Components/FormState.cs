using System.Globalization;
using Microsoft.AspNetCore.Components.Forms;

namespace SupportCenter.Portal.Components;

/// <summary>What the fields of one form share: their ids, whether saving was tried, and texts that could not be read as values.</summary>
public sealed class FormState
{
    private static readonly object Key = new();
    private readonly Dictionary<string, FieldIdentifier> fields = new(StringComparer.Ordinal);

    /// <summary>True once saving was tried: from then on every error is shown at once, not only those of fields that were left.</summary>
    public bool Submitted { get; set; }

    /// <summary>Put before every id: needed only where two forms of one page ask for the same thing.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>Field id → what is in the field although no value could be made of it. Kept in the draft, so that nothing typed is
    /// lost.</summary>
    public Dictionary<string, string> Unread { get; } = new(StringComparer.Ordinal);

    /// <summary>Texts of an earlier draft that the fields take over when they next look.</summary>
    public Dictionary<string, string> Restored { get; } = new(StringComparer.Ordinal);

    /// <summary>The fields on the screen with their ids.</summary>
    public IEnumerable<(string Id, FieldIdentifier Field)> Fields => fields.Select(entry => (entry.Key, entry.Value));

    /// <summary>The state that belongs to <paramref name="context"/>.</summary>
    public static FormState Of(EditContext context)
    {
        if (context.Properties.TryGetValue(Key, out var found))
        {
            return (FormState)found;
        }

        var state = new FormState();
        context.Properties[Key] = state;
        return state;
    }

    /// <summary>Whether every field of a form was read. From then on each says what could not be, as after a try to save.</summary>
    public static bool IsRead(EditContext context)
    {
        Of(context).Submitted = true;
        context.NotifyValidationStateChanged();
        return !context.GetValidationMessages().Any();
    }

    /// <summary>The id for <paramref name="field"/>: its property's name, numbered from the second on (rows of a list). The same again
    /// after a reload.</summary>
    public string Register(FieldIdentifier field)
    {
        var id = Prefix + field.FieldName;
        for (var number = 2; !fields.TryAdd(id, field); number++)
        {
            id = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{field.FieldName}-{number}");
        }

        return id;
    }

    /// <summary>Gives <paramref name="id"/> free again: its field left the screen.</summary>
    public void Release(string id)
    {
        fields.Remove(id);
        Unread.Remove(id);
    }

    /// <summary>The id of the input that shows <paramref name="field"/>, or null when none does.</summary>
    public string? IdOf(FieldIdentifier field) => fields.FirstOrDefault(entry => entry.Value.Equals(field)).Key;
}
