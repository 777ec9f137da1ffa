using System.Globalization;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Forms;

/// <summary>What is in a field, in words: where it is read rather than edited.</summary>
public static class FieldFormatter
{
    /// <summary>What is in a field of <paramref name="details"/>; empty when it is.</summary>
    public static string Format(FieldDescription field, object details) => Format(field.Read(details));

    /// <summary>A single value in words: several ticks one after the other in the paper's order. Empty for none.</summary>
    public static string Format(object? value) =>
        value switch
        {
            null => "",
            string text => text,
            bool ticked => ticked ? DomainTexts.Yes : DomainTexts.No,
            Enum choice => string.Join('、', Ticked(choice).Select(one => one.Label())),
            DateOnly date => ScreenDate.Long(date),
            TimeOnly time => JapaneseTime.Format(time),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => throw new NotSupportedException($"No words are known for a {value.GetType().Name}."),
        };

    /// <summary>The ticks of an enumeration of flags, or the one choice of another.</summary>
    private static IEnumerable<Enum> Ticked(Enum value) =>
        value.GetType().IsDefined(typeof(FlagsAttribute), inherit: false) ? Boxes(value.GetType()).Where(value.HasFlag) : [value];

    /// <summary>The boxes of an enumeration in the order in which it declares them: each that stands for one thing.</summary>
    public static IEnumerable<Enum> Boxes(Type type) =>
        type.GetFields(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static)
            .Select(member => (Enum)member.GetValue(null)!)
            .Where(value =>
                !type.IsDefined(typeof(FlagsAttribute), inherit: false)
                || System.Numerics.BitOperations.IsPow2(Convert.ToInt64(value, CultureInfo.InvariantCulture))
            );
}
