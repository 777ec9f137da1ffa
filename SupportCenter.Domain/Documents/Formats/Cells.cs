using System.Text;
using System.Text.RegularExpressions;

namespace SupportCenter.Domain.Documents.Formats;

/// <summary>A table as text: a spreadsheet that opens it takes some cells for formulas, and a few of those start programs or fetch from
/// elsewhere.</summary>
internal static partial class Cells
{
    /// <exception cref="RuleException">The bytes are no text, or a cell would do something.</exception>
    public static async Task EnsureAsync(Stream content, CancellationToken cancellation)
    {
        await PlainText.EnsureAsync(content, cancellation);
        content.Position = 0;
        // What matters is ASCII in every encoding that is taken in, once the empty bytes of UTF-16 are left out.
        using var reader = new StreamReader(content, Encoding.Latin1, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            if (CellThatDoesSomething().IsMatch(line.Replace("\0", "", StringComparison.Ordinal)))
            {
                throw ActiveContent.Command();
            }
        }
    }

    [GeneratedRegex(
        @"(^|[,;\t])\s*""?\s*[=+\-@][^,;\t]*(\||\b(WEBSERVICE|IMPORTXML|IMPORTDATA|RTD|CALL|EXEC|HYPERLINK)\s*\()",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        2000
    )]
    private static partial Regex CellThatDoesSomething();
}
