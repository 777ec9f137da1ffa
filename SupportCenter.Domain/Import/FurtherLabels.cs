using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Import;

/// <summary>Fields of the portal's forms for which this import knows no words of the old papers: they are found by the label that the form
/// itself gives them, and are behind the named members of <see cref="ImportField"/>.</summary>
internal static class FurtherLabels
{
    private const int FirstOfReservation = 1000;
    private const int FirstOfRecord = 2000;

    /// <summary>The fields of the upper half of the paper, and of the lists.</summary>
    public static IReadOnlyList<(ImportField Label, FieldDescription Field)> OfReservation { get; } =
        Of<ReservationDetails>(FirstOfReservation);

    /// <summary>The fields of its lower half.</summary>
    public static IReadOnlyList<(ImportField Label, FieldDescription Field)> OfRecord { get; } = Of<ConsultationDetails>(FirstOfRecord);

    /// <summary>The label of such a field in the language of the screen; null for any other.</summary>
    public static string? Find(ImportField label) => OfReservation.Concat(OfRecord).FirstOrDefault(one => one.Label == label).Field?.Label;

    /// <summary>What is under these labels, by the name of the property.</summary>
    public static IReadOnlyDictionary<string, object> Read(
        IReadOnlyList<(ImportField Label, FieldDescription Field)> fields,
        Func<ImportField, IReadOnlyList<GridCell>> cells,
        DateOnly? near,
        ImportDoubtList doubts
    )
    {
        var found = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (label, field) in fields)
        {
            if (cells(label) is not { Count: > 0 } stand)
            {
                continue;
            }

            if (ValueOf(field, stand, CellValues.Lines(stand, label, doubts), near) is { } value)
            {
                found[field.Name] = value;
            }
            else
            {
                doubts.Add(label, ImportTexts.Doubt_Unreadable);
            }
        }

        return found;
    }

    /// <summary>Puts what was read into the details.</summary>
    public static T Put<T>(T details, IReadOnlyDictionary<string, object> found)
        where T : class
    {
        foreach (var (name, value) in found)
        {
            FieldDescription.Of(typeof(T), name).Write(details, value);
        }

        return details;
    }

    /// <summary>The fields of a form that are found by their own labels, from a number on.</summary>
    public static (ImportField Label, FieldDescription Field)[] Of<T>(int first) =>
        [
            .. FormFields
                .Further<T>()
                .Where(field => field.IsSingle && !Enum.TryParse<ImportField>(field.Name, out _))
                .Select((field, at) => ((ImportField)(first + at), field)),
        ];

    private static object? ValueOf(FieldDescription field, IReadOnlyList<GridCell> cells, string typed, DateOnly? near) =>
        field.Kind switch
        {
            FieldKind.OneOf or FieldKind.AnyOf => Chosen(field.ValueType, typed),
            FieldKind.Checkbox => typed.Trim() is "はい" or "○" or "有" or "あり" ? true
            : typed.Trim() is "いいえ" or "×" or "無" or "なし" ? false
            : null,
            FieldKind.Date => CellValues.Date(cells, near).Date.Value.Date,
            FieldKind.Time => CellValues.Times(cells).Value.Start,
            FieldKind.Number => Numbers.Read(typed).Value,
            _ => typed,
        };

    /// <summary>The choices whose Japanese words are there; null where anything else is there too.</summary>
    private static object? Chosen(Type type, string typed)
    {
        // The longest words first: one choice may be a part of another, and commas stand within them.
        var (left, chosen) = (typed, 0L);
        foreach (var box in FieldFormatter.Boxes(type).OrderByDescending(box => Labels.InJapanese(box).Length))
        {
            if (left.Contains(Labels.InJapanese(box), StringComparison.Ordinal))
            {
                left = left.Replace(Labels.InJapanese(box), "", StringComparison.Ordinal);
                chosen |= Convert.ToInt64(box, null);
            }
        }

        return chosen != 0 && left.Trim(' ', '　', '、', ',', '，', '・', '\n').Length == 0 ? Enum.ToObject(type, chosen) : null;
    }
}
