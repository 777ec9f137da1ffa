using System.Globalization;
using System.Text;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Forms;

/// <summary>Reads what was typed into a field, in any width.</summary>
public static class FieldReading
{
    /// <summary>
    /// Reads <paramref name="text"/> as a value of <paramref name="type"/> (string, int, DateOnly, TimeOnly or an enumeration). Empty text
    /// reads as null. False where it cannot be read without doubt: unlike an old workbook, a person can be asked.
    /// </summary>
    /// <param name="today">The day from which <paramref name="rule"/> counts for a date without year.</param>
    public static bool TryRead(Type type, string? text, DateOnly today, YearRule rule, out object? value)
    {
        value = type == typeof(string) ? text : null;
        if (type == typeof(string) || VisibleText.IsBlank(text))
        {
            return true;
        }

        value = true switch
        {
            _ when type == typeof(DateOnly) => ReadDate(text, today, rule),
            _ when type == typeof(TimeOnly) => ReadTime(text),
            _ when type == typeof(int) => ReadNumber(text),
            _ => Enum.TryParse(type, text, out var member) && Enum.IsDefined(type, member) ? member : null,
        };
        return value is not null;
    }

    private static DateOnly? ReadDate(string text, DateOnly today, YearRule rule) =>
        JapaneseDate.ParseTyped(text, today, rule) is { Doubts: DateDoubts.None or DateDoubts.YearTakenFromContext } reading
            ? reading.Date
            : null;

    private static TimeOnly? ReadTime(string text) =>
        JapaneseTime.Parse(text) is { Start: { } start, End: null, Doubts: TimeDoubts.None or TimeDoubts.UnusualHour } ? start : null;

    // A sign is read here (and then refused by the range of the field): a reader of old workbooks takes no sign at all.
    private static int? ReadNumber(string text) =>
        int.TryParse(
            text.Normalize(NormalizationForm.FormKC),
            NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture,
            out var plain
        )
            ? plain
        : Numbers.Read(KanjiNumbers.InDigits(text)) is { Value: { } number, Doubtful: false } ? number
        : null;
}
