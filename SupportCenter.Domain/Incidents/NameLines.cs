using System.Text.Json;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Import;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Incidents;

/// <summary>A list of names that somebody brings: as lines of text, or as cells that were copied from a workbook.</summary>
internal static class NameLines
{
    private static readonly char[] Dividers = ['\t', ',', '，', '、', ';', '；'];

    /// <summary>The lines that say something, with their numbers.</summary>
    public static IReadOnlyList<(int Number, string Name, string Telephone)> Of(string text) =>
        [
            .. text.ReplaceLineEndings("\n")
                .Split('\n')
                .Select((line, at) => (Number: at + 1, Cells: CellsOf(line)))
                .Where(line => line.Cells.Count > 0)
                .Select(line =>
                    (
                        line.Number,
                        line.Cells.Find(cell => !Telephone.IsPlausible(Telephone.Digits(cell))) ?? "",
                        Telephone.Digits(line.Cells.Find(cell => Telephone.IsPlausible(Telephone.Digits(cell))))
                    )
                ),
        ];

    /// <summary>Whom a line means.</summary>
    public static async Task<MatchedName> MatchAsync(
        BusinessFinder finder,
        (int Number, string Name, string Telephone) line,
        CancellationToken ct
    )
    {
        MatchedName Said(IEnumerable<Business> candidates, string? doubt) =>
            new(
                line.Number,
                line.Name,
                line.Telephone.Length > 0 ? Telephone.Format(line.Telephone) : "",
                [.. candidates.Select(row => new NamedChoice(row.Id, row.Name))],
                doubt
            );
        if (await finder.ByTelephoneAsync(line.Telephone, ct) is { } same)
        {
            var isNamed = line.Name.Length == 0 || TextFolding.Fold(line.Name) == TextFolding.Fold(same.Name);
            return Said([same], isNamed ? null : ImportTexts.Doubt_SameNumberOtherName);
        }

        var namesakes = line.Name.Length == 0 ? [] : await finder.ByNameAsync(line.Name, ct);
        return namesakes switch
        {
            [] => Said([], IncidentTexts.NameUnknown),
            [var one] => Said([one], line.Telephone.Length == 0 ? null : ImportTexts.Doubt_SameNameOtherNumber),
            _ => Said(namesakes, ImportTexts.Doubt_SeveralOfThatName),
        };
    }

    private static List<string> CellsOf(string line) =>
        [.. line.Split(Dividers).Select(VisibleText.Trimmed).Where(cell => !VisibleText.IsBlank(cell))];
}

/// <summary>Of which data a finding of the exposure check speaks.</summary>
internal static class FindingData
{
    private static readonly HashSet<string> OfRecords =
    [
        .. FormFields.Of<ConsultationDetails>().Select(field => JsonNamingPolicy.KebabCaseLower.ConvertName(field.Name)),
    ];

    /// <summary>The data that hold the piece of a canary that was in an answer (<see cref="Exposure.ProbeCanary"/> names them).</summary>
    /// <param name="clue">The piece: what it begins with, or the field of a form, in lower-case words with hyphens.</param>
    public static ExposedData Of(string clue) =>
        clue.StartsWith("document", StringComparison.Ordinal) || clue.StartsWith("file-name", StringComparison.Ordinal)
            ? ExposedData.Document
        : clue.StartsWith("guidance-", StringComparison.Ordinal) || OfRecords.Contains(clue) ? ExposedData.List | ExposedData.Record
        : ExposedData.List;
}
