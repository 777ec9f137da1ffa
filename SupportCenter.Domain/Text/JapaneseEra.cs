namespace SupportCenter.Domain.Text;

/// <summary>An era of the Japanese calendar and the real day on which it began (令和 on 2019-05-01).</summary>
internal sealed record JapaneseEra(string Name, string Letter, DateOnly Start)
{
    private static readonly JapaneseEra[] NewestFirst =
    [
        new("令和", "R", new DateOnly(2019, 5, 1)),
        new("平成", "H", new DateOnly(1989, 1, 8)),
        new("昭和", "S", new DateOnly(1926, 12, 25)),
        new("大正", "T", new DateOnly(1912, 7, 30)),
        new("明治", "M", new DateOnly(1868, 10, 23)),
    ];

    /// <summary>The era of a day, or null before 明治.</summary>
    public static JapaneseEra? Of(DateOnly date) => Array.Find(NewestFirst, era => date >= era.Start);

    /// <summary>The era that 令和, 令, R or r means, or null.</summary>
    public static JapaneseEra? Named(string text) =>
        Array.Find(NewestFirst, era =>
            era.Name == text || era.Name[..1] == text || string.Equals(era.Letter, text, StringComparison.OrdinalIgnoreCase)
        );

    // As they are said, folded: れいわ8年, ﾚｲﾜ8, Reiwa 8.
    private static readonly (string Spoken, string Name)[] SpokenNames =
    [
        ("れいわ", "令和"),
        ("へいせい", "平成"),
        ("しようわ", "昭和"),
        ("たいしよう", "大正"),
        ("めいじ", "明治"),
        ("reiwa", "令和"),
        ("heisei", "平成"),
        ("showa", "昭和"),
        ("taisho", "大正"),
        ("meiji", "明治"),
    ];

    /// <summary>The text (already NFKC) with the kanji of an era for its name in kana or Latin letters, where it begins with one.</summary>
    public static string WithSpokenName(string text)
    {
        var length = text.TakeWhile(sign => char.IsAsciiLetter(sign) || sign is >= 'ぁ' and <= 'ヺ').Count();
        if (length is < 3 or > 6)
        {
            return text;
        }

        var spoken = TextFolding.Fold(text[..length]);
        return Array.Find(SpokenNames, pair => pair.Spoken == spoken).Name is { } name ? name + text[length..] : text;
    }

    /// <summary>令和元年 is 2019.</summary>
    public int GregorianYear(int year) => Start.Year + year - 1;

    /// <summary>2020 is the second year of 令和.</summary>
    public int YearOf(int gregorianYear) => gregorianYear - Start.Year + 1;
}
