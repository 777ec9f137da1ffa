using SupportCenter.Portal.Printing;

namespace SupportCenter.Tests.Printing;

/// <summary>What people, programs and attackers put into fields.</summary>
internal static class HostileTexts
{
    public static IReadOnlyDictionary<string, string> All { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ten thousand characters"] = string.Concat(Enumerable.Range(0, 1250).Select(i => $"本日は晴天{i % 1000:000}")),
            ["300 letters without a break"] = new('W', 300),
            ["300 closing brackets"] = new('」', 300),
            ["300 opening brackets"] = new('「', 300),
            ["only spaces"] = new(' ', 10_000),
            ["only wide spaces"] = new('\u3000', 10_000),
            ["only line ends"] = new('\n', 200),
            ["rare characters"] = "𠮷野 葛\U000E0100城 ｶﾞｷﾞｸﾞ 髙﨑 か\u3099は\u309A",
            ["private use"] = "外字\uE000\uF8FF\U000F0000外字",
            ["lone surrogates"] = "壊\uD842れ\uDFB7た\uD800",
            ["line ends of all kinds"] = "一行\r\n二行\n三行\r四行\u2028五行\v六行",
            ["right-to-left override"] = "請求書\u202Efdp.exe",
            ["other scripts"] = "שלום العربية हिन्दी ไทย 🍎👨‍👩‍👧",
            ["control characters"] = "a\0b\u001Bc\u007Fd",
            ["format of a program"] = "{0} {1:X} %s <b>太字</b> (\\) )Tj ET",
            ["stacked marks"] = "あ" + new string('\u0301', 500) + "\u3099\u309A",
            ["empty"] = "",
        };

    public static TheoryData<string> Named { get; } = [.. All.Keys];

    /// <summary>What of a text must be on the paper: no spaces, no marks that become part of their letter, 〓 aside.</summary>
    public static string Ink(string text) =>
        string.Concat(
            text.Where(character => char.IsAsciiLetterOrDigit(character) || character is >= '一' and <= '龠' or '「' or '」' or 'ｶ')
        );

    public static IEnumerable<ConsultationSheet> InEachField(ConsultationSheet sheet, string text)
    {
        yield return sheet with
        {
            BusinessName = text,
        };
        yield return sheet with
        {
            ReceivedBy = text,
            ContactName = text,
            Industry = text,
        };
        yield return sheet with
        {
            Questions = [new("問い", text), new(text, "答え"), new("問い", text, AnswerBelow: true)],
        };
        yield return sheet with
        {
            Topics = [new(text, true), new("その他", true, text)],
            Troubles = [new("その他", true, text), new(text, false)],
        };
        yield return sheet with
        {
            Measures = [.. sheet.Measures, new(text, true, text, Level: 1)],
        };
        yield return sheet with
        {
            Summary = text,
            Guidance = [text, text],
            Impression = text,
            Remarks = text,
        };
        yield return sheet with
        {
            Print = new PrintMark("見本", sheet.Print.At, "令和2年7月16日(木)", "下書き"),
            VenueName = text,
            Slot = text,
            ClinicDate = text,
        };
    }
}
