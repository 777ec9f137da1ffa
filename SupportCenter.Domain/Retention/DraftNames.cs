using System.Text.Json;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Retention;

/// <summary>Whether a draft is about a business: it has one of its ids, its telephone number or its name as a value, in whatever form.
/// A draft that cannot be read counts as one that is.</summary>
internal sealed class DraftNames(IReadOnlyCollection<Guid> ids, string? name, string? telephone)
{
    private readonly string folded = TextFolding.Fold(name);
    private readonly string digits = Telephone.Digits(telephone);

    public bool AreIn(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return IsIn(document.RootElement);
        }
        catch (JsonException)
        {
            return true;
        }
    }

    private bool IsIn(JsonElement part) =>
        part.ValueKind switch
        {
            JsonValueKind.Object => part.EnumerateObject().Any(field => IsIn(field.Value)),
            JsonValueKind.Array => part.EnumerateArray().Any(IsIn),
            JsonValueKind.String => IsNamedBy(part.GetString()!),
            _ => false,
        };

    private bool IsNamedBy(string value) =>
        (Guid.TryParse(value, out var id) && ids.Contains(id))
        || (digits.Length > 0 && Telephone.IsWhole(value) && Telephone.Digits(value) == digits)
        || (folded.Length > 0 && TextFolding.Fold(value) == folded);
}
