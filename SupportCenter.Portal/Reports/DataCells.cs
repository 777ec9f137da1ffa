using System.Globalization;
using System.Text;
using System.Xml;
using SupportCenter.Domain.Data;

namespace SupportCenter.Portal.Reports;

/// <summary>Values as the データ form has them: numbers as numbers, ISO dates, 1 and 0, and texts that no spreadsheet takes for a formula
/// (ASVS 1.2.10).</summary>
public static class DataCells
{
    // = + - @, their full-width twins, and what separates or begins cells when the sheet is turned into text.
    private const string Formula = "=+-@\t\r\n＝＋－＠";

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

    /// <summary>A text that begins like a formula gets an apostrophe in front; what a workbook cannot hold stands as U+FFFD, so that
    /// nothing vanishes.</summary>
    private static string Plain(string text)
    {
        var isFormula = text.Length > 0 && Formula.Contains(text[0], StringComparison.Ordinal);
        if (!isFormula && text.AsSpan().IndexOfAnyExceptInRange(' ', '\uD7FF') < 0)
        {
            return text; // Nearly every text.
        }

        var clean = new StringBuilder(text.Length + 1);
        if (isFormula)
        {
            clean.Append('\'');
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
