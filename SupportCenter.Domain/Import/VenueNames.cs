using System.Text.RegularExpressions;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Import;

/// <summary>Venues as offices type them: with the room behind, with the ward office before a branch office, or only by the ward.</summary>
internal static partial class VenueNames
{
    // 伏見区役所深草支所 is the full name of what everybody calls 深草支所.
    [GeneratedRegex(
        @"^(京都市)?\s*(?<ward>(北|上京|左京|中京|東山|山科|下京|南|右京|西京|伏見)区役所)?\s*(?<branch>[^\s区（(]{1,6}支所)?",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Office();

    // 〇〇会館 第1会議室: the building ends where a space or a bracket begins the room.
    [GeneratedRegex(
        @"^(?<building>.*?\S)[\s（(【\[]+(?=[^\s]*(会議室|研修室|講座室|相談室|ホール|和室|階|号室|ロビー|窓口|ブース|部屋))",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Room();

    private static readonly string[] Branches = ["深草", "醍醐", "洛西", "久我", "神川", "淀", "羽束師", "京北", "桂"];

    /// <summary>The venue's name without room; the second value says whether the name was guessed from less.</summary>
    public static (string Venue, bool Guessed) Read(string typed)
    {
        var line = string.Join(' ', typed.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        var office = Office().Match(line);
        if (office.Groups["branch"] is { Success: true } branch)
        {
            return (branch.Value, false);
        }

        if (office.Groups["ward"] is { Success: true } ward)
        {
            return (ward.Value, false);
        }

        if (Array.Find(Branches, name => name == line) is { } known)
        {
            return (known + "支所", true);
        }

        // 「中京」 or 「中京区」 alone is the ward's office; an address in the ward is not.
        if (line.Length <= 3 && WardNames.Parse(line) is { } place && place != Ward.OutsideCity)
        {
            return (WardNames.Japanese(place) + "役所", true);
        }

        return (Room().Match(line) is { Success: true } room ? room.Groups["building"].Value : line, false);
    }
}
