using System.Runtime.InteropServices;
using ExcelDataReader;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Import;

/// <summary>A value, and whether Excel shows it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ShownValue(object? Value, bool IsShown);

/// <summary>Reads a cell as Excel shows it. The workbook reader knows not every format of dates, and where it does not, it gives the number
/// of the day: so every number is looked at again, with its format and the workbook's way of counting days.</summary>
internal static class CellReading
{
    // Days of the workbook that begin in 1904 are so many fewer.
    private const int From1904 = 1462;

    // Excel has a 29 February 1900: its first days are one less than those of everybody else.
    private const int InventedDay = 60;

    /// <summary>The value of a cell of the reader's row, and the day that a plain number may be.</summary>
    public static (ShownValue Shown, DateOnly? Day) Of(IExcelDataReader reader, int column, bool is1904)
    {
        var value = reader.GetValue(column);
        var (number, code) = (reader.GetNumberFormatIndex(column), reader.GetNumberFormatString(column));
        if (value is string text)
        {
            // A text that is not shown is read all the same, and that is said.
            var seen = NumberText.OfText(text, code);
            return (new ShownValue(seen.Length > 0 ? seen : text, seen.Length > 0 || text.Length == 0), null);
        }

        if (Serial(value, is1904) is not { } serial)
        {
            return (new ShownValue(value is DateTimeOffset moment ? moment.DateTime : value, true), null);
        }

        var format = NumberFormats.Of(number, code);
        var since1900 = is1904 ? serial + From1904 : serial;
        var isDay = JapaneseDate.FromSerial(since1900) is not null;
        object read = format switch
        {
            ShownParts.Date when serial >= 1 && Moment(Math.Floor(since1900)) is { } date => date,
            ShownParts.Date | ShownParts.Time when serial >= 1 && Moment(since1900) is { } both => both,
            ShownParts.Time when isDay && Moment(since1900) is { } both => both, // The day is not shown; whoever asks for a time takes it.
            ShownParts.Time or (ShownParts.Date | ShownParts.Time) when serial is >= 0 and < 1000 => TimeSpan.FromMinutes(
                // Hours that are summed up (34:30) are no time of a day; any other format shows what is left of the last day.
                NumberFormats.SumsHours(number, code)
                    ? Math.Round(serial * 24 * 60)
                    : Math.Round((serial - Math.Floor(serial)) * 24 * 60) % (24 * 60)
            ),
            ShownParts.Number when AsShown(serial, code) is { } written => written,
            _ => serial,
        };
        return (new ShownValue(read, format != ShownParts.Nothing), read is double ? JapaneseDate.FromSerial(since1900) : null);
    }

    /// <summary>A number as its format writes it, where that is more than the number: 5名, 075-000-1234. A part of a day stays one, however
    /// many of its digits are shown.</summary>
    private static string? AsShown(double number, string? code) =>
        NumberText.Of(number, code) is { Length: > 0 } written
        && !string.Equals(written, new GridCell(0, 0, number).Text, StringComparison.Ordinal)
        && (Math.Abs(number) >= 1 || number.Equals(0) || written.EndsWith('%') || written.Any(char.IsLetter))
            ? written
            : null;

    /// <summary>The number that is stored, whatever the reader made of it.</summary>
    private static double? Serial(object? value, bool is1904) =>
        value switch
        {
            double number => number,
            int number => number,
            TimeSpan time => time.TotalDays,
            DateTime moment when is1904 => moment.ToOADate() - From1904,
            DateTime moment => Serial(moment.ToOADate()),
            _ => null,
        };

    private static double Serial(double days) => days is >= 1 and < InventedDay + 1 ? days - 1 : days;

    private static DateTime? Moment(double days) =>
        days is >= 1 and < 2_958_466
            ? DateTime.FromOADate(0).AddMinutes(Math.Round((days < InventedDay ? days + 1 : days) * 24 * 60))
            : null;
}
