using System.Globalization;
using System.Text;
using System.Xml;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reports;

/// <summary>Values as the データ form has them, written and read again: numbers as numbers, ISO dates, 1 and 0, and texts that no
/// spreadsheet takes for a formula (ASVS 1.2.10).</summary>
public static class DataCells
{
    // = + - @, their full-width twins, and what separates or begins cells when the sheet is turned into text.
    private const string Formula = "=+-@\t\r\n＝＋－＠";

    /// <summary>What stands in a CSV where its encoding lacks a character.</summary>
    public const char Missing = '〓';

    private const char Guard = '\'';

    /// <summary>The number to store, or null where the value is a text.</summary>
    public static decimal? Number(object? value) =>
        value switch
        {
            int number => number,
            long number => number,
            decimal number => number,
            bool truth => truth ? 1 : 0,
            _ => null,
        };

    /// <summary>The text to store; empty where there is nothing.</summary>
    /// <exception cref="NotSupportedException">No way is known to write such a value.</exception>
    public static string Text(object? value) =>
        value switch
        {
            null => "",
            string text => Plain(text),
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
            DateTime utc => CentreTime.ToCivil(utc).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) + "+09:00",
            _ => throw new NotSupportedException($"No cell is made of a {value.GetType().Name}."),
        };

    /// <summary>The text that was written as <paramref name="stored"/>, without the apostrophe that kept it from being a formula.</summary>
    public static string Typed(string stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return stored.StartsWith(Guard) && IsFormula(stored) ? stored[1..] : stored;
    }

    /// <summary>
    /// Reads a cell as a value of <paramref name="type"/> (string, int, bool, DateOnly, TimeOnly, DateTime in UTC, Guid in its short form,
    /// or an enumeration by its Japanese label). An empty cell reads as null. Dates, times and numbers that somebody typed over are read as
    /// forms read them, 和暦 and any width among them. False where the cell holds something else.
    /// </summary>
    /// <param name="cell">What a reader of workbooks or CSV gives: a text, a number, a truth, a date, a time of day, or null.</param>
    /// <param name="today">The day from which a date without year is counted.</param>
    public static bool TryRead(Type type, object? cell, DateOnly today, out object? value)
    {
        value = null;
        if (cell is null or "")
        {
            return true;
        }

        value = true switch
        {
            _ when type == typeof(string) => Typed(Words(cell)),
            _ when type == typeof(bool) => Truth(cell),
            _ when type == typeof(int) && cell is double number => number == Math.Floor(number) && Math.Abs(number) < int.MaxValue
                ? (int)number
                : null,
            _ when type == typeof(DateOnly) && cell is DateTime moment => DateOnly.FromDateTime(moment),
            _ when type == typeof(TimeOnly) && cell is DateTime moment => TimeOnly.FromDateTime(moment),
            _ when type == typeof(TimeOnly) && cell is TimeSpan time => time >= TimeSpan.Zero && time < TimeSpan.FromDays(1)
                ? TimeOnly.FromTimeSpan(time)
                : null,
            _ when type == typeof(DateTime) => DateTimeOffset.TryParse(
                Words(cell),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var instant
            )
                ? instant.UtcDateTime
                : null,
            _ when type == typeof(Guid) => NewId.TryParse(Words(cell), out var id) ? id : null,
            _ when type.IsEnum => Labels.OfJapanese(type, Words(cell)),
            _ => FieldReading.TryRead(type, Words(cell), today, YearRule.Nearest, out var typed) ? typed : null,
        };
        return value is not null;
    }

    private static string Words(object cell) => cell as string ?? Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "";

    private static bool? Truth(object cell) =>
        Words(cell).ToUpperInvariant() switch
        {
            "1" or "TRUE" => true,
            "0" or "FALSE" => false,
            _ => null,
        };

    /// <summary>Whether the text begins like a formula, apostrophes before it aside: each writing adds one, and each reading takes one
    /// away, so that an apostrophe that was typed is kept.</summary>
    private static bool IsFormula(string text)
    {
        var first = text.AsSpan().IndexOfAnyExcept(Guard);
        return first >= 0 && Formula.Contains(text[first], StringComparison.Ordinal);
    }

    /// <summary>A text that begins like a formula gets an apostrophe in front; what a workbook cannot hold stands as U+FFFD, so that
    /// nothing vanishes.</summary>
    private static string Plain(string text)
    {
        var isFormula = IsFormula(text);
        if (!isFormula && text.AsSpan().IndexOfAnyExceptInRange(' ', '\uD7FF') < 0)
        {
            return text; // Nearly every text.
        }

        var clean = new StringBuilder(text.Length + 1);
        if (isFormula)
        {
            clean.Append(Guard);
        }

        for (var at = 0; at < text.Length; at++)
        {
            if (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]))
            {
                clean.Append(text[at]).Append(text[++at]);
            }
            else
            {
                clean.Append(XmlConvert.IsXmlChar(text[at]) ? text[at] : '\uFFFD');
            }
        }

        return clean.ToString();
    }
}
