using System.Globalization;
using System.Text.RegularExpressions;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Import;

/// <summary>Finds out around which day a sheet was written: 「最終更新 令和2年7月16日」, 「令和2年度 予約一覧」, a tab named 2020年6月.</summary>
internal static partial class YearHints
{
    [GeneratedRegex(
        @"(?<era>令和|平成|R|H)\s*(?<year>\d{1,2}|元)\s*(?<fiscal>年度?)|(?<full>20\d\d)\s*(?<fiscal>年度?)",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Year();

    /// <summary>A day near which the sheet was written, from any cell with a whole date or a year, else from the name of the tab.</summary>
    public static DateOnly? In(SheetGrid sheet)
    {
        // The top of a sheet says when it was kept; what is in the rows below belongs to them.
        var top = sheet.Rows.Take(6).SelectMany(sheet.Row).Take(80).ToList();
        return top.Select(cell =>
                cell.Value is DateTime { Year: > 1900 } date ? DateOnly.FromDateTime(date) : JapaneseDate.Parse(cell.Value as string).Date
            )
            .FirstOrDefault(date => date is not null)
            ?? top.Select(cell => cell.Value as string).Append(sheet.Name).Select(In).FirstOrDefault(date => date is not null);
    }

    /// <summary>The middle of the year or fiscal year that a text names, or null.</summary>
    public static DateOnly? In(string? text)
    {
        var match = Year().Match(TextFolding.NormalizedValue(text));
        if (!match.Success)
        {
            return null;
        }

        var year = match.Groups["full"] is { Success: true } full
            ? int.Parse(full.Value, CultureInfo.InvariantCulture)
            : JapaneseEra
                .Named(match.Groups["era"].Value)!
                .GregorianYear(
                    match.Groups["year"].Value == "元" ? 1 : int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture)
                );
        return match.Groups["fiscal"].Value == "年度" ? new DateOnly(year, 10, 1) : new DateOnly(year, 7, 1);
    }
}
