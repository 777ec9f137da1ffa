using System.Collections.Frozen;
using System.Text.RegularExpressions;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Import;

/// <summary>A box that was ticked: the option verbatim as on the paper, and what was written into its brackets.</summary>
public sealed record TickedOption(string Name, string Note);

/// <summary>The options of the 相談票, verbatim and in the paper's order, and the other names under which offices print them.</summary>
internal static partial class PaperOptions
{
    public const string Other = "その他";

    // 「=」 separates the paper's wording from other wordings of the same option.
    private static readonly (ImportField Group, string[] Options)[] Groups =
    [
        (ImportField.ClientCategory, ["中小企業=中小企業者", "小規模事業者=小規模企業者=小規模企業", "個人事業者=個人事業主=個人", Other]),
        (
            ImportField.Topics,
            [
                "利用できる支援策を教えてほしい=利用できる支援策を教えて欲しい=利用できる支援策",
                "個別の支援策の内容を教えてほしい=個別の支援策の内容を教えて欲しい=個別の支援策の内容",
                "制度の詳細=制度の詳細について",
                "申請書の記載方法等=申請書の記載方法=申請書の書き方",
                Other,
            ]
        ),
        (
            ImportField.Measures,
            [
                "京都市の支援策=京都市支援策",
                "京都府の支援策=京都府支援策",
                "支援補助金(事業再出発支援・緊急応援)=支援補助金",
                "国の支援策=国支援策",
                "持続化給付金",
                "家賃支援=家賃支援給付金",
                "ものづくり・商業・サービス=ものづくり商業サービス補助金=ものづくり補助金",
                "持続化補助金=小規模事業者持続化補助金",
                "IT導入=IT導入補助金",
            ]
        ),
        (
            ImportField.Troubles,
            [
                "売上の減少=売上減少",
                "原材料、部品等の調達が困難=原材料部品の調達が困難=原材料部品等の調達困難",
                "受注・利用者減少=受注利用者の減少=受注利用者数の減少=受注利用者数減少",
                "取引、商談、イベント等の延期・中止=取引商談イベント等の中止延期=取引商談イベントの延期中止",
                "感染防止対策=感染予防対策",
                Other,
            ]
        ),
        (
            ImportField.SalesDecline,
            [
                "変動なし=変化なし=変動無し",
                "30%以上減少=30%以上の減少=30%以上=3割以上減少",
                "50%以上減少=50%以上の減少=50%以上=5割以上減少",
                "80%以上減少=80%以上の減少=80%以上=8割以上減少",
            ]
        ),
    ];

    private static readonly FrozenDictionary<string, (ImportField Group, string Name)> ByName = Groups
        .SelectMany(group =>
            group
                .Options.Where(option => option != Other)
                .SelectMany(option =>
                    option.Split('=').Select(name => (Key: TextFolding.Fold(name), Value: (group.Group, Name: option.Split('=')[0])))
                )
        )
        .ToFrozenDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    [GeneratedRegex(
        @"^(?<main>[^（(\[［【〔:：]*)(?:[（(\[［【〔:：]\s*(?<note>.*?)\s*[）)\]］】〕]*)?\s*$",
        RegexOptions.Singleline | RegexOptions.CultureInvariant
    )]
    private static partial Regex WithBrackets();

    /// <summary>The groups that have その他: its group is known by its place only.</summary>
    public static IReadOnlySet<ImportField> GroupsWithOther { get; } =
        Groups.Where(group => group.Options.Contains(Other, StringComparer.Ordinal)).Select(group => group.Group).ToFrozenSet();

    /// <summary>All options of a group in the paper's order, その他 last.</summary>
    public static IReadOnlyList<string> Of(ImportField group) =>
        [.. Array.Find(Groups, entry => entry.Group == group).Options.Select(option => option.Split('=')[0])];

    /// <summary>Which option a text is (その他 without group), and what is in its brackets; null for any other text.</summary>
    public static (ImportField? Group, string Name, string Note)? Match(string text)
    {
        if (text.Length > 200)
        {
            return null;
        }

        if (ByName.TryGetValue(TextFolding.Fold(text), out var whole))
        {
            return (whole.Group, whole.Name, "");
        }

        var parts = WithBrackets().Match(text);
        var (main, note) = (parts.Groups["main"].Value, Written(parts.Groups["note"].Value));
        if (!parts.Success || main.Length == 0)
        {
            return null;
        }

        var folded = TextFolding.Fold(main);
        if (ByName.TryGetValue(folded, out var known))
        {
            return (known.Group, known.Name, note);
        }

        var other = main.TrimStart();
        if (folded is "その他" or "そのほか")
        {
            return (null, Other, note);
        }

        // 「その他　事業承継」 without brackets.
        return
            other.StartsWith(Other, StringComparison.Ordinal) && other.Length > Other.Length && !char.IsLetterOrDigit(other[Other.Length])
            ? (null, Other, Written(other[(Other.Length + 1)..]))
            : null;
    }

    /// <summary>Whether a text is nothing but empty or filled brackets, the paper's last box of the measures, and what is in
    /// them.</summary>
    public static string? InBrackets(string text) =>
        text.Length > 0 && "（([［".Contains(text[0], StringComparison.Ordinal) ? Written(text) : null;

    /// <summary>What was written into brackets, without them and without the dots and lines that were printed there.</summary>
    public static string Written(string note) =>
        note.Trim().Trim('（', '(', '）', ')', '[', ']', '［', '］', '【', '】', '〔', '〕').Trim().Trim('_', '＿', '…', '・').Trim();
}
