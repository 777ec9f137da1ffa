using System.Globalization;
using SupportCenter.Domain.Text;

namespace SupportCenter.Portal.Components;

/// <summary>Shows values as they are typed again, and says why a typed date was not taken.</summary>
public static class FieldText
{
    /// <summary>The text of a value in an input: dates as 2020/07/16, times as 9:30.</summary>
    public static string Show(object? value) =>
        value switch
        {
            null => "",
            DateOnly date => ScreenDate.Typed(date),
            TimeOnly time => JapaneseTime.Format(time),
            int number => number.ToString(CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };

    /// <summary>Why <paramref name="text"/> was not taken for a date, as a sentence with the field's <paramref name="label"/>.</summary>
    public static string DateRefusal(string label, string? text, DateOnly today, YearRule rule)
    {
        var reading = JapaneseDate.ParseTyped(text, today, rule);
        var sentence = reading.Doubts switch
        {
            var doubts when doubts.HasFlag(DateDoubts.OutOfRange) => ComponentTexts.ErrorDateRange,
            var doubts when doubts.HasFlag(DateDoubts.OutsideEra) => ComponentTexts.ErrorEra,
            var doubts when doubts.HasFlag(DateDoubts.ShortYear) => ComponentTexts.ErrorShortYear,
            var doubts when doubts.HasFlag(DateDoubts.WeekdayDiffers) => ComponentTexts.ErrorWeekday,
            var doubts when doubts.HasFlag(DateDoubts.NoSuchDay) => ComponentTexts.ErrorNoSuchDay,
            var doubts when doubts.HasFlag(DateDoubts.MoreText) => ComponentTexts.ErrorOnlyDate,
            _ => ComponentTexts.ErrorDate,
        };
        return Filled(
            sentence,
            label,
            reading.Date is { } date ? ScreenDate.Long(date) : null,
            JapaneseDate.First.Year,
            JapaneseDate.Last.Year
        );
    }
}
