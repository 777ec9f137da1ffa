using System.Text.RegularExpressions;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Import;

/// <summary>A line of 【案内した制度】: the measure, what was explained about it, and whom the business was referred to.</summary>
public sealed record GuidanceRow(string Measure, string Explanation, string Referral);

/// <summary>The text of 相談内容, taken apart at its three headings.</summary>
public sealed record ConsultationText(string Summary, IReadOnlyList<GuidanceRow> Guidance, string Impression);

/// <summary>Takes the free text of a 相談票 apart: 【相談の概要】, 【案内した制度】 with a row a measure, 【所感】.</summary>
internal static partial class ConsultationTextReader
{
    [GeneratedRegex(
        @"^\s*[【〔［\[＜<《■●◆◇・※]*\s*(?<name>相談の?概要|ご?案内した?制度|(相談員|行政書士)?所感)\s*([】〕］\]＞>》：:]+\s*(?<text>.*)|\s*)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Heading();

    [GeneratedRegex(
        @"^\s*(?<bullet>[・･●○◯■◆◇▪•※－-]|[①-⑳]|[(（]?\d{1,2}[.．)）、])\s*(?<text>.+)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Bullet();

    [GeneratedRegex(
        @"^(?<measure>[^：:]{1,60})[：:](?<text>.*)$",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.CultureInvariant
    )]
    private static partial Regex Measure();

    // Only what is an office can be referred to: 「制度の概要をご案内しました」 names none.
    [GeneratedRegex(
        @"(^|[、。，,．\s])(?<office>[^、。，,．\s]{2,40}?(センター|窓口|機構|公庫|会議所|商工会|協会|労働局|署|役所|支所|銀行|金庫|デスク|連合会|士会|財団|課|ハローワーク|支援拠点|"
            + @"コールセンター))(の連絡先|の窓口|の電話番号)?(を|へ|に)(も|の)?(お|ご)?(案内|紹介|つなぎ|取次)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Referred();

    /// <summary>The headings that a text has; none when somebody wrote freely.</summary>
    public static bool HasHeadings(string text) => text.Split('\n').Any(line => Heading().IsMatch(line));

    public static ConsultationText Read(string text)
    {
        var parts = new Dictionary<ImportField, List<string>>
        {
            [ImportField.Summary] = [],
            [ImportField.Guidance] = [],
            [ImportField.Impression] = [],
        };
        var part = ImportField.Summary;
        foreach (var line in text.Split('\n'))
        {
            var heading = Heading().Match(line);
            if (!heading.Success)
            {
                if (FormLabels.OfRecord(line) != ImportField.Consultation) // The label itself, where it shares the cell with the text.
                {
                    parts[part].Add(line);
                }

                continue;
            }

            var name = heading.Groups["name"].Value;
            part =
                name.Contains("概要", StringComparison.Ordinal) ? ImportField.Summary
                : name.Contains("所感", StringComparison.Ordinal) ? ImportField.Impression
                : ImportField.Guidance;
            parts[part].Add(heading.Groups["text"].Value);
        }

        return new ConsultationText(
            Text(parts[ImportField.Summary]),
            Guidance(parts[ImportField.Guidance]),
            Text(parts[ImportField.Impression])
        );
    }

    private static string Text(List<string> lines) => string.Join('\n', lines).Trim();

    private static List<GuidanceRow> Guidance(List<string> lines)
    {
        var items = new List<string>();
        var bulleted = lines.Exists(line => Bullet().IsMatch(line));
        foreach (var line in lines.Where(line => !string.IsNullOrWhiteSpace(line)))
        {
            if (Bullet().Match(line) is { Success: true } bullet)
            {
                items.Add(bullet.Groups["text"].Value.Trim());
            }
            else if (bulleted && items.Count > 0)
            {
                items[^1] += "\n" + line.Trim(); // A line without bullet continues with the one before.
            }
            else
            {
                items.Add(line.Trim());
            }
        }

        return items.ConvertAll(Row);
    }

    private static GuidanceRow Row(string item)
    {
        var match = Measure().Match(item);
        var (measure, explanation) = match.Success ? (match.Groups["measure"].Value.Trim(), match.Groups["text"].Value.Trim()) : ("", item);
        if (!match.Success && item.Length <= 40 && !item.EndsWith('。'))
        {
            (measure, explanation) = (item, ""); // Only the measure's name.
        }

        return new GuidanceRow(
            measure,
            explanation,
            Referred().Match(explanation) is { Success: true } referred ? referred.Groups["office"].Value : ""
        );
    }
}
