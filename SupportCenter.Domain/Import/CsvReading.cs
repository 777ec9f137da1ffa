using System.Text;

namespace SupportCenter.Domain.Import;

/// <summary>Takes a CSV (RFC 4180) apart. Nothing is trimmed: spaces, tabs and line breaks of a cell are the cell's.</summary>
internal static class CsvReading
{
    /// <summary>The rows with their cells; a quotation mark that nothing closes ends with the text.</summary>
    public static IEnumerable<IReadOnlyList<string>> Rows(string text)
    {
        var (row, cell, at) = (new List<string>(), new StringBuilder(), 0);
        var isQuoted = false;
        while (at < text.Length)
        {
            var sign = text[at++];
            if (isQuoted)
            {
                if (sign != '"')
                {
                    cell.Append(sign);
                }
                else if (at < text.Length && text[at] == '"')
                {
                    cell.Append(text[at++]);
                }
                else
                {
                    isQuoted = false;
                }
            }
            else if (sign == '"' && cell.Length == 0)
            {
                isQuoted = true;
            }
            else if (sign == ',')
            {
                Next();
            }
            else if (sign is '\r' or '\n')
            {
                at += sign == '\r' && at < text.Length && text[at] == '\n' ? 1 : 0;
                Next();
                yield return row;
                row = [];
            }
            else
            {
                cell.Append(sign);
            }
        }

        if (row.Count > 0 || cell.Length > 0)
        {
            Next();
            yield return row;
        }

        void Next()
        {
            row.Add(cell.ToString());
            cell.Clear();
        }
    }
}
