using System.Text.RegularExpressions;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Import;

/// <summary>Reads the cells of one field: mostly one cell, sometimes a value spread over several (「6」「月」「26」「日」「(金)」 as the paper's
/// blanks are printed). The first cell alone is tried before all of them together.</summary>
internal static partial class CellValues
{
    private static readonly (string Answer, string[] Words)[] Answers =
    [
        (
            "していない",
            [
                "していない",
                "していません",
                "未申請",
                "未利用",
                "いいえ",
                "なし",
                "無し",
                "無",
                "利用していない",
                "申請していない",
                "no",
                "してない",
            ]
        ),
        ("検討中", ["検討中", "検討", "検討している", "検討しています", "予定", "申請予定", "利用予定"]),
        ("未確認", ["未確認", "不明", "わからない", "分からない", "確認中"]),
        (
            "している",
            [
                "している",
                "しています",
                "した",
                "済",
                "申請済",
                "申請済み",
                "申請中",
                "利用中",
                "利用済",
                "はい",
                "あり",
                "有り",
                "有",
                "利用している",
                "申請している",
                "yes",
            ]
        ),
    ];

    [GeneratedRegex(@"\s*(様|さま|殿|御中)\s*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Honorific();

    [GeneratedRegex(
        @"^(?<business>.*\S)\s*[（(](?<contact>[^（()）]+)[)）]\s*(様|さま|殿)?\s*$",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.CultureInvariant
    )]
    private static partial Regex ContactInBrackets();

    [GeneratedRegex(
        @"(?<time>(午前|午後|[AaPp][Mm])?\s*\d{1,2}\s*[:：時].*)$",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.CultureInvariant
    )]
    private static partial Regex TimeBehind();

    /// <summary>A text that may have several lines, as typed.</summary>
    public static string Lines(IReadOnlyList<GridCell> cells, ImportField field, ImportDoubtList doubts)
    {
        if (cells.Count == 0)
        {
            return "";
        }

        CellRemarks.AddUnreadable(cells[0], field, doubts);
        return cells[0].IsUnreadable ? "" : cells[0].Text;
    }

    /// <summary>A text of one line: a name that was broken to fit its cell is put together again.</summary>
    public static string Line(IReadOnlyList<GridCell> cells, ImportField field, ImportDoubtList doubts) =>
        Honorific()
            .Replace(
                string.Join(
                    ' ',
                    Lines(cells, field, doubts).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                ),
                ""
            );

    /// <summary>A business and its contact in one cell: 「みほん㈱（山田 太郎）」, or the name below the business.</summary>
    public static (string Business, string Contact) Names(IReadOnlyList<GridCell> cells, ImportDoubtList doubts)
    {
        var typed = Lines(cells, ImportField.BusinessAndContact, doubts);
        var bracketed = ContactInBrackets().Match(typed);
        if (bracketed.Success && TextFolding.Fold("あ(" + bracketed.Groups["contact"].Value + ")") != "あ") // (株) is no person.
        {
            return (
                bracketed.Groups["business"].Value.Replace('\n', ' '),
                Honorific().Replace(bracketed.Groups["contact"].Value.Trim(), "")
            );
        }

        var parts = typed.Split(['\n', '/', '／'], 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 2 ? (parts[0], Honorific().Replace(parts[1].Trim('（', '(', ')', '）'), "")) : (typed, "");
    }

    /// <summary>A date, and the time that may be behind it in the same cell.</summary>
    public static (ReadValue<DateReading> Date, string TimeText) Date(IReadOnlyList<GridCell> cells, DateOnly? near)
    {
        if (cells.Count == 0)
        {
            return (new ReadValue<DateReading>("", default), "");
        }

        if (cells[0].Value is DateTime { Year: > 1900 } moment)
        {
            return (
                new ReadValue<DateReading>(cells[0].Text, new DateReading(DateOnly.FromDateTime(moment))),
                moment.TimeOfDay > TimeSpan.Zero ? JapaneseTime.Format(TimeOnly.FromDateTime(moment)) : ""
            );
        }

        if (cells[0].Day is { } day)
        {
            return (new ReadValue<DateReading>(cells[0].Text, new DateReading(day)), "");
        }

        return ((string[])[cells[0].Text, Joined(cells)])
            .Distinct(StringComparer.Ordinal)
            .Select(text => Date(text, near))
            .MinBy(reading => (reading.Date.Value.Date is null, System.Numerics.BitOperations.PopCount((uint)reading.Date.Value.Doubts)));
    }

    /// <summary>A time or a range of times.</summary>
    public static ReadValue<TimeReading> Times(IReadOnlyList<GridCell> cells) =>
        cells switch
        {
            [] => new ReadValue<TimeReading>("", default),
            [{ IsUnreadable: true } cell, ..] => new ReadValue<TimeReading>(
                cell.Text,
                new TimeReading(null, Doubts: TimeDoubts.Unreadable)
            ),
            // A day is no time: 10-11 that Excel took for 11 October.
            [{ Value: DateTime { Year: > 1900, TimeOfDay.Ticks: 0 } } cell, ..] => new ReadValue<TimeReading>(
                cell.Text,
                new TimeReading(null, Doubts: TimeDoubts.Unreadable)
            ),
            [{ Value: DateTime moment } cell, ..] => new ReadValue<TimeReading>(
                cell.Text,
                JapaneseTime.Judged(TimeOnly.FromDateTime(moment))
            ),
            [{ Value: TimeSpan time } cell, ..] when time < TimeSpan.FromDays(1) && time >= TimeSpan.Zero => new ReadValue<TimeReading>(
                cell.Text,
                JapaneseTime.Judged(TimeOnly.FromTimeSpan(time))
            ),
            [{ Value: double and > 0 and < 1 } cell, ..] => new ReadValue<TimeReading>(
                cell.Text,
                JapaneseTime.Judged(JapaneseTime.FromFraction((double)cell.Value)!.Value)
            ),
            _ => ((string[])[cells[0].Text, Joined(cells)])
                .Distinct(StringComparer.Ordinal)
                .Select(text => new ReadValue<TimeReading>(text, JapaneseTime.Parse(text)))
                .OrderBy(reading =>
                    (
                        reading.Value.Start is null,
                        reading.Value.End is null,
                        System.Numerics.BitOperations.PopCount((uint)reading.Value.Doubts)
                    )
                )
                .First(),
        };

    /// <summary>Digits; a number that Excel took for a quantity has lost its leading zero and gets it back.</summary>
    public static ReadValue<string> Telephone(IReadOnlyList<GridCell> cells, ImportDoubtList doubts)
    {
        if (cells.Count == 0 || cells[0].IsUnreadable)
        {
            CellRemarks.AddUnreadable(cells.Count == 0 ? null : cells[0], ImportField.Telephone, doubts);
            return new ReadValue<string>("", "");
        }

        var typed = Text.Telephone.IsPlausible(cells[0].Text) ? cells[0].Text : Joined(cells);
        var digits = Text.Telephone.Digits(typed);
        if (cells[0].Value is double && digits.StartsWith("81", StringComparison.Ordinal) && Text.Telephone.IsPlausible("+" + digits))
        {
            // Excel takes +81750001234 for a quantity too.
            digits = Text.Telephone.Digits("+" + digits);
        }

        if (digits.Length > 0 && digits[0] is not '0' && !typed.StartsWith('+') && Text.Telephone.IsPlausible("0" + digits))
        {
            doubts.AddIf(cells[0].Value is not double, ImportField.Telephone, ImportTexts.Doubt_TelephoneZero);
            digits = "0" + digits;
        }

        var read = new ReadValue<string>(typed, Text.Telephone.IsForeign(typed) ? $"+{digits}" : digits);
        if (TelephoneCell.Reason(read) is { } reason)
        {
            doubts.Add(ImportField.Telephone, Filled(ImportTexts.Doubt_TelephoneReason, reason.Label()));
        }
        else
        {
            doubts.AddIf(!Text.Telephone.IsPlausible(digits), ImportField.Telephone, ImportTexts.Doubt_Telephone);
        }

        doubts.AddIf(TelephoneCell.Note(read).Length > 0, ImportField.Telephone, ImportTexts.Doubt_KeptInNote);
        return read;
    }

    public static ReadValue<Ward?> Ward(IReadOnlyList<GridCell> cells, ImportDoubtList doubts)
    {
        var typed = Lines(cells, ImportField.Ward, doubts);
        var ward = WardNames.Parse(typed) ?? WardNames.Parse(Joined(cells));
        doubts.AddIf(ward is null && typed.Length > 0, ImportField.Ward, ImportTexts.Doubt_Ward);
        return new ReadValue<Ward?>(typed, ward);
    }

    public static ReadValue<int?> Number(IReadOnlyList<GridCell> cells, ImportField field, ImportDoubtList doubts)
    {
        var typed = Lines(cells, field, doubts);
        var (value, doubtful) = Numbers.Read(typed);
        if (value is null && cells.Count > 1)
        {
            (value, doubtful) = Numbers.Read(Joined(cells));
        }

        doubts.AddIf(doubtful, field, value is null ? ImportTexts.Doubt_Unreadable : ImportTexts.Doubt_MoreText);
        return new ReadValue<int?>(typed, value);
    }

    public static ReadValue<int?> Visit(IReadOnlyList<GridCell> cells, ImportDoubtList doubts)
    {
        var typed = Lines(cells, ImportField.VisitNumber, doubts);
        var visit = Numbers.Visit(typed) ?? Numbers.Visit(Joined(cells));
        doubts.AddIf(visit is null or 0 && typed.Length > 0, ImportField.VisitNumber, ImportTexts.Doubt_Unreadable);
        return new ReadValue<int?>(typed, visit is 0 ? null : visit);
    }

    /// <summary>One of the paper's four answers, also when it was ticked among them or worded otherwise.</summary>
    public static ReadValue<string> Answer(IReadOnlyList<GridCell> cells, ImportField field, ImportDoubtList doubts)
    {
        var typed = cells.Count == 0 || Lines(cells, field, doubts).Length == 0 ? "" : Joined(cells);
        var folded = TextFolding.Fold(Ticked().Match(typed) is { Success: true } ticked ? ticked.Groups["answer"].Value : typed);
        var answer = Array.Find(Answers, entry => Array.Exists(entry.Words, word => TextFolding.Fold(word) == folded)).Answer ?? "";
        doubts.AddIf(folded.Length > 0 && answer.Length == 0, field, ImportTexts.Doubt_Answer);
        return new ReadValue<string>(typed, answer);
    }

    /// <summary>All cells as one text, as the eye reads them from left to right.</summary>
    public static string Joined(IReadOnlyList<GridCell> cells) => string.Concat(cells.Select(cell => cell.Text));

    [GeneratedRegex(@"[☑☒✓✔✅■●レ]\s*(?<answer>[^□☐☑☒✓✔✅■●レ○/／・、\s]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Ticked();

    private static (ReadValue<DateReading> Date, string TimeText) Date(string text, DateOnly? near)
    {
        var whole = JapaneseDate.Parse(text, near);
        if (
            whole.Date is not null && !whole.Doubts.HasFlag(DateDoubts.MoreText)
            || TimeBehind().Match(text) is not { Success: true, Index: > 0 } time
        )
        {
            return (
                new ReadValue<DateReading>(text, whole),
                TimeBehind().Match(text) is { Success: true, Index: > 0 } exact ? exact.Groups["time"].Value : ""
            );
        }

        var before = JapaneseDate.Parse(text[..time.Index], near);
        return before.Date is null
            ? (new ReadValue<DateReading>(text, whole), "")
            : (new ReadValue<DateReading>(text, before), time.Groups["time"].Value);
    }
}
