using System.Text.Json.Nodes;

namespace SupportCenter.Tests.Import;

/// <summary>Compares a report with what a right reading is, key by key; keys that only the report has (doubts …) are its own
/// business.</summary>
internal static class ExpectedReading
{
    public static List<string> Differences(JsonObject expected, JsonObject report) => [.. Differences("", expected, report)];

    private static IEnumerable<string> Differences(string path, JsonNode? expected, JsonNode? actual) =>
        (expected, actual) switch
        {
            (JsonObject one, JsonObject other) => one.SelectMany(pair => Differences($"{path}/{pair.Key}", pair.Value, other[pair.Key])),
            (JsonArray one, JsonArray other) when one.Count == other.Count => one.SelectMany(
                (item, index) => Differences($"{path}[{index}]", item, other[index])
            ),
            _ => JsonNode.DeepEquals(expected, actual) ? [] : [$"{path}: {Text(expected)} ≠ {Text(actual)}"],
        };

    private static string Text(JsonNode? node) =>
        node switch
        {
            null => "null",
            JsonArray array => $"[{array.Count}] " + string.Join('|', array.Take(9).Select(Text)),
            _ => node.ToString(),
        };
}
