using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Oversight;

/// <summary>Reads the lines of a list of people: a name, whether employment was shown (済／未), the days of oath, training and leaving, parted
/// by tabs or commas.</summary>
internal static class RosterReading
{
    private static readonly char[] Dividers = ['\t', ',', '，', '、'];
    private static readonly HashSet<string> Shown = ["済", "済み", "あり", "有", "○", "〇", "◯", "yes"];
    private static readonly HashSet<string> NotShown = ["未", "なし", "無", "×", "-", "", "no"];

    /// <summary>The people of the lines that say something.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="near">A day near those that lack a year.</param>
    /// <exception cref="RuleException">A line has no name, or a cell that cannot be read; the sentence names the line by its number, never
    /// by the name.</exception>
    public static IReadOnlyList<RosterEntry> Of(string text, DateOnly near) =>
        [
            .. text.ReplaceLineEndings("\n")
                .Split('\n')
                .Select((line, at) => (Number: at + 1, Cells: line.Split(Dividers).Select(VisibleText.Trimmed).ToList()))
                .Where(line => line.Cells.Exists(cell => !VisibleText.IsBlank(cell)))
                .Select(line => EntryOf(line.Number, line.Cells, near)),
        ];

    private static RosterEntry EntryOf(int number, List<string> cells, DateOnly near)
    {
        string Cell(int at) => at < cells.Count ? cells[at] : "";
        DateOnly? Day(int at)
        {
            if (NotShown.Contains(Cell(at)))
            {
                return null;
            }

            var read = JapaneseDate.Parse(Cell(at), near);
            Refuse(read.Date is null, Filled(RosterTexts.DayUnreadable, number, at + 1));
            return read.Date;
        }

        var proof = Cell(1).ToLowerInvariant();
        Refuse(VisibleText.IsBlank(Cell(0)), Filled(RosterTexts.NameMissing, number));
        Refuse(!Shown.Contains(proof) && !NotShown.Contains(proof), Filled(RosterTexts.ProofUnreadable, number));
        return new RosterEntry(Cell(0), Shown.Contains(proof), Day(2), Day(3), Day(4));
    }

    private static void Refuse(bool isWrong, string sentence) => Forms.FormChecks.Refuse(isWrong, sentence, nameof(RosterDetails.Lines));
}
