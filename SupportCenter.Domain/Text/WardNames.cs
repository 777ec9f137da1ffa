using System.Text.RegularExpressions;

namespace SupportCenter.Domain.Text;

/// <summary>The wards as they are written: 伏見区 on paper, 伏見, 京都市伏見区 or a whole address in what offices type.</summary>
public static partial class WardNames
{
    // (name without 区, reading)
    private static readonly (Ward Ward, string Name, string Reading, string Roman)[] Wards =
    [
        (Ward.Kita, "北", "きた", "kita"),
        (Ward.Kamigyo, "上京", "かみぎよう", "kamigyo"),
        (Ward.Sakyo, "左京", "さきよう", "sakyo"),
        (Ward.Nakagyo, "中京", "なかぎよう", "nakagyo"),
        (Ward.Higashiyama, "東山", "ひがしやま", "higashiyama"),
        (Ward.Yamashina, "山科", "やましな", "yamashina"),
        (Ward.Shimogyo, "下京", "しもぎよう", "shimogyo"),
        (Ward.Minami, "南", "みなみ", "minami"),
        (Ward.Ukyo, "右京", "うきよう", "ukyo"),
        (Ward.Nishikyo, "西京", "にしきよう", "nishikyo"),
        (Ward.Fushimi, "伏見", "ふしみ", "fushimi"),
    ];

    [GeneratedRegex("^(日本国?)?(京都府)?(京都市)?(内の?)?", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex CityPrefix();

    // Words for "elsewhere", a place that ends as other municipalities do (京都府 and 京都市 were taken off before), or a town of the prefecture:
    // 町 alone says nothing, since the city itself is full of them.
    [GeneratedRegex(
        "^(市外|府外|県外|区外|他府県|他都道府県|その他|他市|東京都|北海道|.{1,5}?([郡県府]|市(?![場原民役電]))"
            + "|大山崎|久御山|井手|宇治田原|笠置|和束|精華|南山城|京丹波|伊根|与謝野)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Elsewhere();

    /// <summary>The eleven wards and 市外, in the order of the city's lists.</summary>
    public static IReadOnlyList<Ward> All { get; } = [.. Wards.Select(entry => entry.Ward), Ward.OutsideCity];

    /// <summary>伏見区, 北区, …, 市外: the name on paper, whatever language the screen speaks.</summary>
    public static string Japanese(Ward ward) => Array.Find(Wards, entry => entry.Ward == ward) is { Name: { } name } ? name + "区" : "市外";

    /// <summary>The ward that a text names (伏見, 京都市南区, an address, ふしみ, Fushimi-ku), 市外 for another municipality, null when it names
    /// none.</summary>
    public static Ward? Parse(string? text)
    {
        var place = string.Concat(TextFolding.NormalizedValue(text).Where(sign => !char.IsWhiteSpace(sign)));
        var within = CityPrefix().Replace(place, "");
        var folded = TextFolding.Fold(within); // Kana and Roman letters are compared folded: 「きょう」 with the small letter or without.
        foreach (var (ward, name, reading, roman) in Wards)
        {
            if (within.StartsWith(name + "区", StringComparison.Ordinal) || string.Equals(within, name, StringComparison.Ordinal))
            {
                return ward;
            }

            if (
                folded == reading
                || folded == reading + "く"
                || folded == reading + "区"
                || folded == roman
                || folded == roman + "ku"
                || folded == roman + "ward"
            )
            {
                return ward;
            }
        }

        return within.Length > 0 && Elsewhere().IsMatch(within) || place.StartsWith("京都市外", StringComparison.Ordinal)
            ? Ward.OutsideCity
            : Bracketed(within);
    }

    /// <summary>伏見（深草）, 伏見区役所の近く: a known name, and something behind it that is no other place's name.</summary>
    private static Ward? Bracketed(string within)
    {
        var bracket = within.IndexOfAny(['(', '[', '【', '〔', '/', '・', '、', ',']);
        return bracket > 0 ? Parse(within[..bracket]) : null;
    }
}
