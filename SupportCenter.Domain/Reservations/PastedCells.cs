using System.Text.RegularExpressions;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Import;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reservations;

/// <summary>A cell of a workbook that was pasted, and the field of the booking form that it may be meant for.</summary>
public sealed record PastedCell(string Text, FieldDescription? Field);

/// <summary>Cells of a workbook that were pasted together into one field of the booking form: which of them may belong where. A proposal
/// only; a person decides.</summary>
public static partial class PastedCells
{
    private const int FewestLabels = 2;

    /// <summary>The fields that a cell can be put into, in the order in which the form asks for them.</summary>
    public static IReadOnlyList<FieldDescription> Fields { get; } =
    [.. FormFields.Of<ReservationDetails>().Where(field => field.IsSingle).OrderBy(Place)];

    // What is taken for granted of a cell that says nothing of itself: the order of the list (別紙1).
    private static readonly string[] InOrder =
    [
        nameof(ReservationDetails.BusinessName),
        nameof(ReservationDetails.ContactName),
        nameof(ReservationDetails.WishedMeasure),
        nameof(ReservationDetails.Memo),
    ];

    [GeneratedRegex(@"^\s*\d{1,7}\s*[人名]\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex People();

    [GeneratedRegex(
        @"^\s*((第?\s*\d{1,3}\s*回目?)|初めて|初回|はじめて)\s*$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Visits();

    [GeneratedRegex(@"^[\p{IsHiragana}\p{IsKatakana}\s・]+$", RegexOptions.CultureInvariant)]
    private static partial Regex OnlyKana();

    /// <summary>Where the cells may belong: by the labels of a first row, else by what they say, else one after the other from the field
    /// into which they were pasted.</summary>
    /// <param name="rows">The cells. Of several rows the first is proposed; a column counts as one row.</param>
    /// <param name="pastedInto">The name of the field.</param>
    /// <param name="industries">The industries that the form offers.</param>
    public static IReadOnlyList<PastedCell> Propose(
        IReadOnlyList<IReadOnlyList<string>> rows,
        string? pastedInto,
        IReadOnlyCollection<string> industries
    )
    {
        if (rows.Count > 1 && rows[0].Select(Labelled).OfType<FieldDescription>().Count() >= FewestLabels)
        {
            return
            [
                .. rows[1]
                    .Select((text, at) => new PastedCell(text, at < rows[0].Count ? Labelled(rows[0][at]) : null))
                    .Where(cell => !VisibleText.IsBlank(cell.Text)),
            ];
        }

        var cells = (
            rows.All(row => row.Count == 1) ? rows.Select(row => row[0])
            : rows is [var first, ..] ? first
            : []
        ).Where(text => !VisibleText.IsBlank(text)).ToList();
        var fields = new FieldDescription?[cells.Count];
        var left = new List<FieldDescription>(Fields);
        for (var at = 0; at < cells.Count; at++)
        {
            fields[at] = Taken(left, ByContent(cells[at], industries, left));
        }

        var order = new[] { pastedInto }.Concat(InOrder).ToList();
        for (var at = 0; at < cells.Count; at++)
        {
            fields[at] ??= IsOfTheSlot(cells[at], fields)
                ? null
                : Taken(
                    left,
                    order.Find(name => left.Exists(field => field.Name == name && field.Kind is (FieldKind.Text or FieldKind.Multiline)))
                );
        }

        return [.. cells.Select((text, at) => new PastedCell(text, fields[at]))];
    }

    private static string? ByContent(string text, IReadOnlyCollection<string> industries, List<FieldDescription> left) =>
        true switch
        {
            _ when Telephone.IsPlausible(text) => left.Exists(field => field.Name == nameof(ReservationDetails.Telephone))
                ? nameof(ReservationDetails.Telephone)
                : nameof(ReservationDetails.TelephoneNote),
            _ when text.Contains("内線", StringComparison.Ordinal) => nameof(ReservationDetails.TelephoneNote),
            _ when WardNames.Parse(text) is not null && !IsVenue(text) => nameof(ReservationDetails.Ward),
            _ when industries.Contains(VisibleText.Trimmed(text)) => nameof(ReservationDetails.Industry),
            _ when People().IsMatch(text) => nameof(ReservationDetails.EmployeeCount),
            _ when Visits().IsMatch(text) => nameof(ReservationDetails.VisitNumber),
            _ when CompanyForms.TakeOut(TextFolding.Normalized(text)).Form is not null => nameof(ReservationDetails.BusinessName),
            _ when OnlyKana().IsMatch(text) => nameof(ReservationDetails.BusinessNameReading),
            _ => null,
        };

    /// <summary>Whether a cell says what the form asks for elsewhere, or nothing by itself: a day, a time, a venue, a number of the
    /// list.</summary>
    private static bool IsOfTheSlot(string text, IEnumerable<FieldDescription?> others)
    {
        var plain = TextFolding.NormalizedValue(text);
        return plain.All(char.IsAsciiDigit)
            || JapaneseDate.Parse(text, JapaneseDate.First).Date is not null
            || plain.Any(char.IsAsciiDigit)
                && JapaneseTime.Parse(text) is { Start: not null, Doubts: TimeDoubts.None or TimeDoubts.UnusualHour }
            || IsVenue(text)
            || others.Any(field => field?.Name == nameof(ReservationDetails.Ward)) && WardNames.Parse(text) is not null;
    }

    private static bool IsVenue(string text) =>
        VenueNames.Read(text) is (var venue, false)
        && (venue.EndsWith("区役所", StringComparison.Ordinal) || venue.EndsWith("支所", StringComparison.Ordinal));

    private static FieldDescription? Taken(List<FieldDescription> left, string? name)
    {
        var field = left.Find(one => one.Name == name);
        if (field is not null)
        {
            left.Remove(field);
        }

        return field;
    }

    private static FieldDescription? Labelled(string text) =>
        FormLabels.OfColumn(text) is { } label
            ? FurtherLabels.OfReservation.FirstOrDefault(one => one.Label == label).Field
                ?? Fields.FirstOrDefault(field =>
                    field.Name == (label == ImportField.NameReading ? ImportField.BusinessNameReading : label).ToString()
                )
            : null;

    /// <summary>A field that belongs beside another comes right behind that.</summary>
    private static int Place(FieldDescription field)
    {
        var all = FormFields.Of<ReservationDetails>().Where(one => one.Beside is null).Select(one => one.Name).ToList();
        return (2 * all.IndexOf(field.Beside ?? field.Name)) + (field.Beside is null ? 0 : 1);
    }

    /// <summary>What is typed into a field for the cells that were put into it.</summary>
    public static string Typed(FieldDescription field, IEnumerable<string> cells)
    {
        var text = string.Join(field.IsMultiline ? "\n" : " ", cells.Select(cell => VisibleText.Trimmed(cell)));
        return field.ValueType == typeof(Ward) ? WardNames.Parse(text)?.ToString() ?? ""
            : field.Kind == FieldKind.OneOf
                ? FieldFormatter.Boxes(field.ValueType).FirstOrDefault(box => Labels.InJapanese(box) == text)?.ToString() ?? ""
            : field.Name == nameof(ReservationDetails.VisitNumber) && Numbers.Visit(text) is { } visit
                ? visit.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : field.IsMultiline ? text
            : VisibleText.OneLine(text);
    }
}
