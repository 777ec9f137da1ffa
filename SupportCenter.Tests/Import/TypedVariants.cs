using System.Globalization;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Import;

/// <summary>The ways in which different people type one and the same value.</summary>
internal sealed class TypedVariants(Random chance)
{
    public Random Chance => chance;

    public object Date(DateOnly date) =>
        chance.Next(14) switch
        {
            0 or 1 => date,
            2 => Wide(JapaneseDate.FormatWithoutWeekday(date)),
            3 => JapaneseDate.Format(date),
            4 => JapaneseDate.FormatShort(date),
            5 => JapaneseDate.FormatShort(date).Replace('.', '/'),
            6 => date.ToString("yyyy/M/d", CultureInfo.InvariantCulture),
            7 => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            8 or 9 => $"{date.Month}月{date.Day}日({JapaneseDate.Weekday(date)})",
            10 => $"{date.Month}/{date.Day}（{JapaneseDate.Weekday(date)}）",
            11 => date.ToString("yyyy年M月d日", CultureInfo.InvariantCulture),
            12 => date.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
            _ => date.DayNumber - new DateOnly(1899, 12, 30).DayNumber,
        };

    public object Slot(TimeOnly start, TimeOnly end) =>
        chance.Next(10) switch
        {
            0 => Wide(JapaneseTime.Format(start, end)),
            1 => $"{JapaneseTime.Format(start)}-{JapaneseTime.Format(end)}",
            2 => $"{JapaneseTime.Format(start)}〜{JapaneseTime.Format(end)}",
            3 => start.Minute == 0 ? $"{start.Hour}時～" : $"{start.Hour}時{start.Minute}分～",
            4 => start.Hour > 12
                ? $"午後{start.Hour - 12}時{(start.Minute == 30 ? "半" : "")}"
                : $"午前{start.Hour}時{(start.Minute == 30 ? "半" : "")}",
            5 => $"{start:HH:mm} ～ {end:HH:mm}",
            6 => $"{JapaneseTime.Format(start)}から{JapaneseTime.Format(end)}まで",
            7 => start,
            _ => JapaneseTime.Format(start, end),
        };

    /// <summary>A range that always says its end, as records do.</summary>
    public string Range(TimeOnly start, TimeOnly end) =>
        chance.Next(5) switch
        {
            0 => Wide(JapaneseTime.Format(start, end)),
            1 => $"{JapaneseTime.Format(start)}－{JapaneseTime.Format(end)}",
            2 => $"{start.Hour}時{start.Minute:00}分～{end.Hour}時{end.Minute:00}分",
            3 => $"{start:HH:mm}〜{end:HH:mm}",
            _ => JapaneseTime.Format(start, end),
        };

    public object Telephone(string number) =>
        chance.Next(9) switch
        {
            0 => Wide(number),
            1 => number.Replace("-", "", StringComparison.Ordinal),
            2 => number.Replace('-', 'ー'),
            3 => number.Replace('-', '.'),
            4 => $"({number[..3]}){number[4..]}",
            5 => $"（{number[..3]}） {number[4..]}",
            6 => "+81 " + number[1..].Replace('-', ' '),
            // Excel took it for a quantity.
            7 => long.Parse(number.Replace("-", "", StringComparison.Ordinal), CultureInfo.InvariantCulture),
            _ => number,
        };

    public string Ward(string ward) =>
        ward == "市外"
            ? Pick("市外", "宇治市", "京都市外")
            : Pick(ward, ward[..^1], "京都市" + ward, "京都府京都市" + ward, ward + "（本社）");

    public object Staff(int? staff) =>
        staff is not { } count
            ? Pick("", "", "不明", "－")
            : chance.Next(7) switch
            {
                0 => count,
                1 => Wide(count.ToString(CultureInfo.InvariantCulture)),
                2 => $"{count}名（うちパート{count / 2}名）",
                3 => $"約{count}人",
                4 => $"{count}人",
                _ => $"{count}名",
            };

    public object Visit(int visit) =>
        chance.Next(5) switch
        {
            0 => visit,
            1 when visit == 1 => Pick("初めて", "初回"),
            2 => $"第{visit}回",
            3 => $"{Wide(visit.ToString(CultureInfo.InvariantCulture))}回目",
            _ => $"{visit}回目",
        };

    public string Venue(string venue) =>
        venue.EndsWith("支所", StringComparison.Ordinal)
            ? Pick(venue, venue + " 2階", "伏見区役所" + venue)
            : Pick(venue, venue + " 会議室", venue + "　第1会議室", venue + "（3階会議室）", venue + "\n大会議室");

    /// <summary>A label with the blanks, line breaks, widths and colons that people put into it.</summary>
    public string Label(params string[] names)
    {
        var name = Pick(names);
        return chance.Next(7) switch
        {
            0 => string.Join('　', name.ToCharArray()),
            1 when name.Length > 2 => name[..2] + "\n" + name[2..],
            2 => name + "：",
            3 => " " + name + " ",
            4 => "■" + name,
            _ => name,
        };
    }

    public string Pick(params string[] choices) => choices[chance.Next(choices.Length)];

    public static string Wide(string text) => string.Concat(text.Select(sign => sign is > ' ' and <= '~' ? (char)(sign + 0xFEE0) : sign));
}
