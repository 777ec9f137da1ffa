using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SupportCenter.Portal.Components;

/// <summary>Reads what was typed, in any width, and shows values as they are typed again.</summary>
public static partial class FieldText
{
    /// <summary>
    /// Reads <paramref name="text"/> as a value of <paramref name="type"/> (string, int, long, decimal, DateOnly, TimeOnly or an enumeration).
    /// Empty text reads as null. False where it cannot be read; nothing is guessed.
    /// </summary>
    public static bool TryRead(Type type, string? text, out object? value)
    {
        value = type == typeof(string) ? text : null;
        if (type == typeof(string) || string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        var folded = text.Normalize(NormalizationForm.FormKC).Trim();
        value = true switch
        {
            _ when type == typeof(DateOnly) => DateOnly.TryParseExact(folded, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null,
            _ when type == typeof(TimeOnly) => ReadTime(folded),
            _ when type.IsEnum => Enum.TryParse(type, folded, out var member) && Enum.IsDefined(type, member) ? member : null,
            _ => ReadNumber(type, folded),
        };
        return value is not null;
    }

    /// <summary>The text of a value in an input: dates as yyyy-MM-dd, times as 9:30.</summary>
    public static string Show(object? value) => value switch
    {
        null => "",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("H:mm", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static object? ReadNumber(Type type, string folded)
    {
        // People write the unit that the paper prints behind the box (〇人, 〇回目), and separators.
        var digits = Unit().Replace(folded, "").Replace(",", "", StringComparison.Ordinal).Replace('−', '-');
        if (!decimal.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        if (type == typeof(decimal))
        {
            return number;
        }

        var fits = type == typeof(int) ? number is >= int.MinValue and <= int.MaxValue : number is >= long.MinValue and <= long.MaxValue;
        return fits && number == decimal.Truncate(number) ? Convert.ChangeType(number, type, CultureInfo.InvariantCulture) : null;
    }

    private static TimeOnly? ReadTime(string folded)
    {
        var match = ClockTime().Match(folded);
        if (!match.Success)
        {
            return null;
        }

        var hour = int.Parse(match.Groups["hour"].Value, CultureInfo.InvariantCulture);
        var minute = match.Groups["half"].Success ? 30
            : match.Groups["minute"].Success ? int.Parse(match.Groups["minute"].Value, CultureInfo.InvariantCulture) : 0;
        if (match.Groups["noon"].Value == "午後" && hour < 12)
        {
            hour += 12;
        }

        return hour < 24 && minute < 60 ? new TimeOnly(hour, minute) : null;
    }

    [GeneratedRegex("(人|名|回目|回|件|分|円)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unit();

    // 930, 0930, 9:30, 9時30分, 9時半, 9時, 9, 午後1時30分
    [GeneratedRegex("^(?<noon>午前|午後)?(?<hour>[0-9]{1,2})(?:(?:[:;.時](?<minute>[0-9]{1,2})分?)|(?:時(?<half>半)?)|(?<minute>[0-9]{2}))?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ClockTime();
}
