using System.Globalization;
using System.Text;

namespace SupportCenter.Domain.Import;

/// <summary>Writes a number or a text as Excel shows it in a number format that is none of dates and times: 5 in 0"名" is 5名, 12.1 in 0.00
/// is 12.10, みほん in @"様" is みほん様 (ECMA-376 part 1, 18.8.31).</summary>
internal sealed class NumberText
{
    private const int MostDecimals = 15;
    private readonly List<List<Piece>> sections = [];
    private readonly List<Condition?> conditions = [];

    private NumberText() { }

    private enum Kind
    {
        Literal,
        Digit,
        Point,
        Comma,
        Percent,
        Text,
        General,
    }

    private sealed record Piece(Kind Kind, string Text);

    private sealed record Condition(string Sign, double Limit)
    {
        public bool Fits(double value) =>
            Sign switch
            {
                "<" => value < Limit,
                "<=" => value <= Limit,
                ">" => value > Limit,
                ">=" => value >= Limit,
                "=" => value.Equals(Limit),
                _ => !value.Equals(Limit),
            };
    }

    /// <summary>What is shown of a number; null where the format is one of another kind (fractions, exponents) or shows the number
    /// plainly.</summary>
    public static string? Of(double value, string? code)
    {
        if (string.IsNullOrEmpty(code) || !double.IsFinite(value) || Math.Abs(value) >= 1e15 || Parsed(code) is not { } format)
        {
            return null;
        }

        var (section, isAbsolute) = format.SectionOf(value);
        return section is null ? null : Write(section, value, isAbsolute);
    }

    /// <summary>What is shown of a text: the text itself, with what the format puts around it, or nothing (;;;).</summary>
    public static string OfText(string text, string? code)
    {
        if (string.IsNullOrEmpty(code) || Parsed(code) is not { } format)
        {
            return text;
        }

        var section =
            format.sections.Count > 3 ? format.sections[3]
            : format.sections[^1].Exists(piece => piece.Kind == Kind.Text) ? format.sections[^1]
            : null;
        return section is null
            ? text
            : string.Concat(
                section.Select(piece =>
                    piece.Kind is Kind.Text or Kind.General ? text
                    : piece.Kind == Kind.Literal ? piece.Text
                    : ""
                )
            );
    }

    private (List<Piece>? Section, bool IsAbsolute) SectionOf(double value)
    {
        var numbers =
            sections.Count > 1 && sections[^1].Exists(piece => piece.Kind == Kind.Text) ? sections.Count - 1 : Math.Min(sections.Count, 3);
        if (conditions.Exists(condition => condition is not null))
        {
            for (var at = 0; at < numbers; at++)
            {
                if (conditions[at] is not { } condition || condition.Fits(value))
                {
                    return (sections[at], false);
                }
            }

            return (null, false);
        }

        return value < 0 && numbers > 1 ? (sections[1], true)
            : value.Equals(0) && numbers > 2 ? (sections[2], false)
            : (sections[0], false);
    }

    private static string? Write(List<Piece> section, double value, bool isAbsolute)
    {
        var sign = value < 0 && !isAbsolute ? "-" : "";
        value = Math.Abs(value);
        if (section.Exists(piece => piece.Kind is Kind.General or Kind.Text))
        {
            var plain = value.ToString(Math.Floor(value).Equals(value) ? "0" : "R", CultureInfo.InvariantCulture);
            return sign + string.Concat(section.Select(piece => piece.Kind is Kind.General or Kind.Text ? plain : piece.Text));
        }

        var point = section.FindIndex(piece => piece.Kind == Kind.Point);
        var whole = point < 0 ? section : section[..point];
        var part = point < 0 ? [] : section[(point + 1)..];
        var last = whole.FindLastIndex(piece => piece.Kind == Kind.Digit);
        var isGrouped = whole[..Math.Max(last, 0)].Exists(piece => piece.Kind == Kind.Comma);
        var thousands = whole.Skip(last + 1).Count(piece => piece.Kind == Kind.Comma);
        var decimals = part.Count(piece => piece.Kind == Kind.Digit);
        if (decimals > MostDecimals)
        {
            return null;
        }

        value *= Math.Pow(100, section.Count(piece => piece.Kind == Kind.Percent)) / Math.Pow(1000, thousands);
        var rounded = Math.Round((decimal)value, decimals, MidpointRounding.AwayFromZero);
        var written = rounded.ToString((isGrouped ? "#,##0." : "0.") + new string('0', decimals), CultureInfo.InvariantCulture).Split('.');
        var hasDigit = last >= 0 || decimals > 0;
        return (hasDigit && rounded != 0 ? sign : "")
            + Whole(whole, written[0] == "0" ? "" : written[0])
            + (point < 0 ? "" : "." + Part(part, written.ElementAtOrDefault(1) ?? ""));
    }

    /// <summary>From the last digit to the first; what has no place of its own stands before the first.</summary>
    private static string Whole(List<Piece> pieces, string digits)
    {
        var (left, first, text) = (digits.Length, pieces.FindIndex(piece => piece.Kind == Kind.Digit), new StringBuilder());
        for (var at = pieces.Count - 1; at >= 0; at--)
        {
            var piece = pieces[at];
            if (piece.Kind == Kind.Digit)
            {
                var from = at == first ? 0 : Math.Max(0, left - 1);
                text.Insert(
                    0,
                    left > 0 ? digits[from..left]
                        : piece.Text == "0" ? "0"
                        : ""
                );
                left = Math.Min(left, from);
                if (left > 0 && digits[left - 1] == ',')
                {
                    text.Insert(0, ',');
                    left--;
                }
            }
            else
            {
                text.Insert(0, piece.Kind is Kind.Literal or Kind.Percent ? piece.Text : "");
            }
        }

        return text.ToString();
    }

    private static string Part(List<Piece> pieces, string digits)
    {
        var (at, text) = (0, new StringBuilder());
        foreach (var piece in pieces)
        {
            if (piece.Kind == Kind.Digit)
            {
                var isNeeded = piece.Text == "0" || digits[at..].AsSpan().TrimEnd('0').Length > 0;
                text.Append(isNeeded ? digits[at] : "");
                at++;
            }
            else
            {
                text.Append(piece.Kind is Kind.Literal or Kind.Percent ? piece.Text : "");
            }
        }

        return text.ToString();
    }

    /// <summary>The sections of a format; null when something in it is no digit, no literal and no plain number.</summary>
    private static NumberText? Parsed(string code)
    {
        var format = new NumberText();
        format.Begin();
        for (var at = 0; at < code.Length; )
        {
            if (format.Read(code, at) is not { } length)
            {
                return null;
            }

            at += length;
        }

        return format;
    }

    private void Begin()
    {
        sections.Add([]);
        conditions.Add(null);
    }

    /// <summary>Reads the next piece; gives its length, or null where it is of no kind that is known here.</summary>
    private int? Read(string code, int at)
    {
        foreach (var word in (string[])["General", "G/標準", "Standard"])
        {
            if (code.AsSpan(at).StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return Add(Kind.General, "", word.Length);
            }
        }

        switch (code[at])
        {
            case ';':
                Begin();
                return 1;
            case '"':
                var end = code.IndexOf('"', at + 1);
                return end < 0 ? null : Add(Kind.Literal, code[(at + 1)..end], end + 1 - at);
            case '\\' or '!' when at + 1 < code.Length:
                return Add(Kind.Literal, code[(at + 1)..(at + 2)], 2);
            case '_' when at + 1 < code.Length:
                return Add(Kind.Literal, " ", 2);
            case '*' when at + 1 < code.Length:
                return 2;
            case '[':
                return Bracket(code, at);
            case '0' or '#' or '?':
                return Add(Kind.Digit, code[at] == '0' ? "0" : "#", 1);
            case '.':
                return Add(Kind.Point, ".", 1);
            case ',':
                return Add(Kind.Comma, ",", 1);
            case '%':
                return Add(Kind.Percent, "%", 1);
            case '@':
                return Add(Kind.Text, "", 1);
            case '/' or '*' or '_' or '\\':
                return null; // A fraction, or a format that ends too early.
            case var letter when char.IsAsciiLetter(letter):
                return null; // A date, a time or an exponent.
            default:
                return Add(Kind.Literal, code[at..(at + 1)], 1);
        }
    }

    private int? Bracket(string code, int at)
    {
        var end = code.IndexOf(']', at);
        if (end < 0)
        {
            return null;
        }

        var within = code[(at + 1)..end];
        if (within.StartsWith('$'))
        {
            return Add(Kind.Literal, within[1..].Split('-')[0], end + 1 - at); // [$¥-411]
        }

        var sign = new string([.. within.TakeWhile(letter => letter is '<' or '>' or '=')]);
        if (sign.Length > 0 && double.TryParse(within[sign.Length..], NumberStyles.Float, CultureInfo.InvariantCulture, out var limit))
        {
            conditions[^1] = new Condition(sign, limit);
        }
        else if (within is ['h' or 'H' or 'm' or 'M' or 's' or 'S', ..] && within.All(letter => letter == within[0]))
        {
            return null; // Hours that are summed up.
        }

        return end + 1 - at; // A colour, or what kind of digits.
    }

    private int Add(Kind kind, string text, int length)
    {
        sections[^1].Add(new Piece(kind, text));
        return length;
    }
}
