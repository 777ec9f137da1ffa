using System.Text;
using System.Text.RegularExpressions;

namespace SupportCenter.Domain.Documents.Formats;

/// <summary>A table as text: a spreadsheet that opens it takes some cells for formulas, and a few of those start programs or fetch from
/// elsewhere. Where a cell ends depends on the program and its settings: each way to read the table is tried.</summary>
internal static partial class Cells
{
    private const string Functions = ActiveContent.FetchingFunctions + "|IMPORTXML|IMPORTDATA|IMPORTHTML|IMPORTFEED|IMPORTRANGE|HYPERLINK";
    private const string SeparatorLine = "sep=";
    private const string Beginnings = "=+-@＝＋－＠";
    private const int LongestFormula = ushort.MaxValue; // No spreadsheet takes a longer one.
    private static readonly string[] Separators = [",", ";", "\t", ",;\t"];

    private enum Quotes
    {
        Nothing,
        AtBeginning,
        BehindBlanks,
    }

    /// <exception cref="RuleException">The bytes are no text, or a cell would do something.</exception>
    public static async Task EnsureAsync(Stream content, CancellationToken cancellation)
    {
        foreach (var encoding in await PlainText.EnsureAsync(content, cancellation))
        {
            content.Position = 0;
            using var reader = new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
            if (await MayDoSomethingAsync(reader, cancellation) is { } separators)
            {
                content.Position = 0;
                reader.DiscardBufferedData();
                await EnsureCellsAsync(reader, separators, cancellation);
            }
        }
    }

    // Nearly no table has one of these words or a bar: only those that do are taken apart.
    private static async Task<string[]?> MayDoSomethingAsync(StreamReader reader, CancellationToken cancellation)
    {
        var separators = Separators;
        var may = false;
        for (var isFirst = true; await reader.ReadLineAsync(cancellation) is { } line; isFirst = false)
        {
            if (isFirst && line.StartsWith(SeparatorLine, StringComparison.OrdinalIgnoreCase) && line.Length > SeparatorLine.Length)
            {
                separators = [.. Separators, line[SeparatorLine.Length..(SeparatorLine.Length + 1)]];
            }

            may |= line.Contains('|', StringComparison.Ordinal) || Function().IsMatch(line);
        }

        return may ? separators : null;
    }

    private static async Task EnsureCellsAsync(StreamReader reader, string[] separators, CancellationToken cancellation)
    {
        var readings = separators.SelectMany(some => Enum.GetValues<Quotes>().Select(quotes => new Reading(some, quotes))).ToArray();
        var piece = new char[16 * 1024];
        while (await reader.ReadAsync(piece, cancellation) is var count and > 0)
        {
            foreach (var reading in readings)
            {
                reading.Take(piece.AsSpan(0, count));
            }
        }

        foreach (var reading in readings)
        {
            reading.EndCell();
        }
    }

    /// <summary>What is known of the cell that is being read.</summary>
    private readonly record struct Cell(bool HasBegun, bool HasText, bool IsFormula, bool IsQuoted, bool HasJustClosed);

    /// <summary>One way to tell the cells.</summary>
    private sealed class Reading(string separators, Quotes quotes)
    {
        private readonly StringBuilder formula = new();
        private Cell cell;

        public void Take(ReadOnlySpan<char> text)
        {
            foreach (var one in text)
            {
                if (one == '"' && (cell.IsQuoted || cell.HasJustClosed || Opens()))
                {
                    var isDoubled = cell.HasJustClosed;
                    cell = cell with { IsQuoted = !cell.IsQuoted, HasJustClosed = cell.IsQuoted, HasBegun = true };
                    if (isDoubled)
                    {
                        Add(one);
                    }
                }
                else if (!cell.IsQuoted && (one is '\r' or '\n' || separators.Contains(one, StringComparison.Ordinal)))
                {
                    EndCell();
                }
                else
                {
                    cell = cell with { HasJustClosed = false, HasBegun = true };
                    Add(one);
                }
            }
        }

        public void EndCell()
        {
            if (cell.IsFormula && DoesSomething(formula.ToString()))
            {
                throw ActiveContent.Command();
            }

            formula.Clear();
            cell = new Cell();
        }

        private void Add(char one)
        {
            if (!cell.HasText && !char.IsWhiteSpace(one))
            {
                cell = cell with { HasText = true, IsFormula = Beginnings.Contains(one, StringComparison.Ordinal) };
            }

            if (cell.IsFormula && formula.Length < LongestFormula)
            {
                formula.Append(one);
            }
        }

        private bool Opens() =>
            quotes switch
            {
                Quotes.AtBeginning => !cell.HasBegun,
                Quotes.BehindBlanks => !cell.HasText,
                _ => false,
            };

        // Another program is asked by its name, a bar, and what is asked for, up to an exclamation mark.
        private static bool DoesSomething(string formula) =>
            (formula.IndexOf('|', StringComparison.Ordinal) is var bar and >= 0 && formula.IndexOf('!', bar) > 0)
            || Call().IsMatch(formula);
    }

    [GeneratedRegex(@"\b(" + Functions + @")\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex Function();

    [GeneratedRegex(@"\b(" + Functions + @")\s*\(", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex Call();
}
