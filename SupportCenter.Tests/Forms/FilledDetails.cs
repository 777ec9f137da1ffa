using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Forms;

/// <summary>Details of which every field says something that stands nowhere else, whatever fields there are.</summary>
internal static class FilledDetails
{
    public const string Telephone = "0750001234";

    /// <summary>Details with all single fields filled in. Lists are the test's own: what may be in them is in the database.</summary>
    public static T Of<T>()
        where T : class, new()
    {
        var details = new T();
        foreach (var (at, field) in FormFields.Of<T>().Index().Where(entry => entry.Item.IsSingle))
        {
            field.Write(details, ValueOf(field, at));
        }

        return details;
    }

    /// <summary>What has to be read where the field is shown.</summary>
    public static IReadOnlyList<string> WordsOf(object? value) =>
        value switch
        {
            Enum ticked when ticked.GetType().IsDefined(typeof(FlagsAttribute), inherit: false) =>
            [
                .. FieldFormatter.Boxes(ticked.GetType()).Where(ticked.HasFlag).Select(box => box.Label()),
            ],
            var single => [FieldFormatter.Format(single)],
        };

    private static object ValueOf(FieldDescription field, int at) =>
        field.Kind switch
        {
            FieldKind.Telephone => Telephone,
            FieldKind.Number => 111 + at,
            FieldKind.Checkbox => true,
            FieldKind.Date => new DateOnly(2020, 9, 1 + at),
            FieldKind.Time => new TimeOnly(13, 10 + at),
            FieldKind.OneOf => FieldFormatter.Boxes(field.ValueType).Last(),
            FieldKind.AnyOf => Enum.ToObject(
                field.ValueType,
                FieldFormatter.Boxes(field.ValueType).Sum(box => Convert.ToInt64(box, System.Globalization.CultureInfo.InvariantCulture))
            ),
            FieldKind.Email => $"{field.Name.ToLowerInvariant()}@example.jp",
            _ => $"例示{field.Name}",
        };
}
