using System.Collections;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using SupportCenter.Domain.Text;

namespace SupportCenter.Portal.Components;

/// <summary>
/// A half-filled form as text: the details, and by field id what was typed but could not be read as a value (or had not reached the server
/// when it was restarted). Written and read here only.
///</summary>
public static class FormDraft
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
        PreferredObjectCreationHandling = JsonObjectCreationHandling.Populate,
    };

    /// <summary>The draft of <paramref name="details"/>.</summary>
    public static string Write(object details, IReadOnlyDictionary<string, string> typed) =>
        JsonSerializer.Serialize(
            new Dictionary<string, object>(StringComparer.Ordinal) { ["details"] = details, ["typed"] = typed },
            Options
        );

    /// <summary>Puts a draft into <paramref name="details"/>, property by property into the same object, and gives the typed texts by
    /// field id.</summary>
    /// <exception cref="JsonException">The draft was written for another form, or for an earlier state of this one.</exception>
    public static IReadOnlyDictionary<string, string> Restore(string json, object details)
    {
        var draft = JsonNode.Parse(json)?.AsObject() ?? throw new JsonException("A draft is an object.");
        if (draft["details"] is { } kept)
        {
            Copy(kept.Deserialize(details.GetType(), Options)!, details);
        }

        return draft["typed"]?.Deserialize<Dictionary<string, string>>(Options) ?? [];
    }

    /// <summary>The first texts of a draft, by which its writer tells it from others; empty when it has none or cannot be read.</summary>
    public static string Summary(string json, Type model)
    {
        try
        {
            var draft = JsonNode.Parse(json)?.AsObject();
            var typed = draft?["typed"]?.Deserialize<Dictionary<string, string>>(Options)?.Values ?? Enumerable.Empty<string>();
            var details = draft?["details"]?.Deserialize(model, Options);
            var texts = TextsOf(details, MostDepth).Concat(typed).Where(text => !VisibleText.IsBlank(text)).Take(SummaryTexts);
            return string.Join(' ', texts.Select(text => text.Length > SummaryLength ? text[..SummaryLength] + "…" : text));
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private const int SummaryTexts = 3;
    private const int SummaryLength = 30;
    private const int MostDepth = 3;

    private static IEnumerable<string> TextsOf(object? part, int depth) =>
        part switch
        {
            null => [],
            string text => [text],
            IEnumerable rows => depth == 0 ? [] : rows.Cast<object?>().SelectMany(row => TextsOf(row, depth - 1)),
            _ when depth == 0 || part.GetType().Namespace?.StartsWith("System", StringComparison.Ordinal) != false => [],
            _ => part.GetType()
                .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.GetIndexParameters().Length == 0 && !property.PropertyType.IsEnum)
                .SelectMany(property => TextsOf(property.GetValue(part), depth - 1)),
        };

    /// <summary>Adds <paramref name="typed"/> to a draft, or begins one: what a browser still held when the server that knew its form was
    /// gone.</summary>
    public static string Add(string? json, IEnumerable<KeyValuePair<string, string>> typed)
    {
        var draft = (json is null ? null : JsonNode.Parse(json)?.AsObject()) ?? [];
        var texts = draft["typed"]?.AsObject() ?? [];
        foreach (var (field, text) in typed)
        {
            texts[field] = text;
        }

        draft["typed"] ??= texts;
        return draft.ToJsonString(Options);
    }

    private static void Copy(object from, object to)
    {
        foreach (
            var property in to.GetType()
                .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.GetIndexParameters().Length == 0)
        )
        {
            var value = property.GetValue(from);
            if (property.GetSetMethod() is not null)
            {
                property.SetValue(to, value);
            }
            else if (property.GetValue(to) is IList { IsReadOnly: false } rows && value is IList kept)
            {
                rows.Clear();
                foreach (var row in kept)
                {
                    rows.Add(row);
                }
            }
        }
    }
}
