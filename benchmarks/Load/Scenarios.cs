using System.Diagnostics;
using System.Text.Json;

namespace SupportCenter.Benchmarks.Load;

/// <summary>What is done on the reservation list and the booking page, in terms of what people see.</summary>
internal static class Scenarios
{
    public const string List = "/reservations?from=2000-01-01";
    public const string Booking = "/reservations/new";
    public const string Role = "受付";

    /// <summary>The pages whose circuits are weighed. A reservation that is not there shows a sentence only: the least that a circuit
    /// costs.</summary>
    public static readonly (string Name, string Path, Func<Screen, bool> Shows)[] Pages =
    [
        ("empty page", "/reservations/00000000000000000000000000", IsLaidOut),
        ("reservation list", List, HasRows),
    ];

    private static readonly string[] Searches = ["テスト運輸", "珈琲", "075-000-0117", "建設", "みやこ"];

    public static bool IsLaidOut(Screen screen) => screen.Nodes.Any(node => node.Tag == "h1" && node.Content.Length > 0);

    /// <summary>Whether the list shows rows and is not fetching others.</summary>
    public static bool HasRows(Screen screen) => RowsOf(screen).Length > 0;

    /// <summary>Whether the form of a booking can be filled in: its field for the name is there.</summary>
    public static bool CanBook(Screen screen) => screen.Nodes.Any(node => node["id"] == "BusinessName");

    /// <summary>Whether there is more than one page: a search may have found fewer.</summary>
    public static bool CanTurn(Screen screen) => TurnOf(screen) is not null;

    /// <summary>Turns to the next page; to the first one after the last.</summary>
    public static async Task<TimeSpan> TurnAsync(Circuit circuit)
    {
        var before = circuit.Look(RowsOf);
        return await circuit.ClickAsync(NextOf, screen => HasRows(screen) && RowsOf(screen) != before);
    }

    /// <summary>Types into the field that searches and sends it; the next search empties the field again.</summary>
    public static async Task<TimeSpan> SearchAsync(Circuit circuit, int number)
    {
        var text = number % 2 == 0 ? Searches[number / 2 % Searches.Length] : "";
        var before = circuit.Look(RowsOf);
        var started = Stopwatch.GetTimestamp();
        var shown = circuit.Expect(screen => RowsOf(screen) != before && !IsBusy(screen));
        var typed = $$"""{"value":{{JsonSerializer.Serialize(text)}}}""";
        await circuit.RaiseAsync(
            SearchFieldOf,
            circuit.Look(SearchFieldOf).Handlers.ContainsKey("oninput") ? "input" : "change",
            typed,
            text
        );
        if (circuit.Look(screen => FormOf(screen) is not null))
        {
            await circuit.RaiseAsync(screen => FormOf(screen)!, "submit", "{}");
        }

        return Stopwatch.GetElapsedTime(started, (await shown).At);
    }

    /// <summary>The addresses of the rows that are shown, in their order.</summary>
    private static string RowsOf(Screen screen) =>
        string.Join(
            '\n',
            screen
                .Nodes.Where(node => node.Tag == "a" && node["href"]?.Contains("reservations/", StringComparison.Ordinal) == true)
                .Where(node => node.Ancestors.Any(around => around.Tag is "tr"))
                .Select(node => node["href"])
        );

    private static bool IsBusy(Screen screen) => screen.Nodes.Any(node => node["aria-busy"] == "true");

    private static ScreenNode NextOf(Screen screen) => TurnOf(screen)!;

    private static ScreenNode? TurnOf(Screen screen) =>
        screen.Nodes.FirstOrDefault(node => IsButton(node, "次へ")) ?? screen.Nodes.FirstOrDefault(node => IsButton(node, "最初へ"));

    private static bool IsButton(ScreenNode node, string text) =>
        node.Tag == "button"
        && node.Handlers.ContainsKey("onclick")
        && node["disabled"] is null
        && node["aria-disabled"] is null or "false"
        && (node.Content.Trim() == text || node["aria-label"] == text);

    private static ScreenNode SearchFieldOf(Screen screen) =>
        screen.Nodes.First(node => node.Tag == "input" && (node["id"] == "Search" || node["data-shortcut"] == "f"));

    private static ScreenNode? FormOf(Screen screen) =>
        SearchFieldOf(screen).Ancestors.FirstOrDefault(around => around.Tag == "form" && around.Handlers.ContainsKey("onsubmit"));
}
