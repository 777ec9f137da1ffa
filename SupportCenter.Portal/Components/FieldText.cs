using System.Globalization;
using System.Text;
using SupportCenter.Domain.Words;

namespace SupportCenter.Portal.Components;

/// <summary>Reads what was typed into a field, in any width, and shows values as they are typed again.</summary>
public static class FieldText
{
    /// <summary>
    /// Reads <paramref name="text"/> as a value of <paramref name="type"/> (string, int, DateOnly, TimeOnly or an enumeration). Empty text
    /// reads as null. False where it cannot be read without doubt: unlike an old workbook, a person can be asked.
    /// </summary>
    public static bool TryRead(Type type, string? text, out object? value)
    {
        value = type == typeof(string) ? text : null;
        if (type == typeof(string) || string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        value = true switch
        {
            _ when type == typeof(DateOnly) => ReadDate(text),
            _ when type == typeof(TimeOnly) => ReadTime(text),
            _ when type == typeof(int) => ReadNumber(text),
            _ => Enum.TryParse(type, text, out var member) && Enum.IsDefined(type, member) ? member : null,
        };
        return value is not null;
    }

    /// <summary>The text of a value in an input: dates as yyyy-MM-dd, which is what a date input takes, times as 9:30.</summary>
    public static string Show(object? value) => value switch
    {
        null => "",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => JapaneseTime.Format(time),
        int number => number.ToString(CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static DateOnly? ReadDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static TimeOnly? ReadTime(string text) =>
        JapaneseTime.Parse(text) is { Start: { } start, End: null, Doubts: TimeDoubts.None or TimeDoubts.UnusualHour } ? start : null;

    // A sign is read here (and then refused by the range of the field): a reader of old workbooks takes no sign at all.
    private static int? ReadNumber(string text) =>
        int.TryParse(text.Normalize(NormalizationForm.FormKC), NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var plain) ? plain
        : Numbers.Read(text) is { Value: { } number, Doubtful: false } ? number : null;
}
