namespace SupportCenter.Tests.Import;

/// <summary>Writes a known booking as a 相談票 of one of many layouts.</summary>
internal sealed class KnownRecord
{
    public const string Summary = "来店客が減り家賃の支払いが厳しい。\n担当者：本人";
    public const string Impression = "次回、決算書を持参いただく予定。";
    private readonly KnownSet set;
    private readonly TypedVariants typed;
    private readonly int boxes;
    private readonly int pairs;
    private readonly int text;
    private readonly string[] ticks;

    public KnownRecord(KnownSet set)
    {
        (this.set, typed) = (set, new TypedVariants(set.Chance));
        (boxes, pairs, text) = (set.Chance.Next(5), set.Chance.Next(4), set.Chance.Next(4));
        ticks = set.Chance.Next(3) == 0 ? ["■"] : ["☑", "✓", "レ", "■", "✔", "☒", "☑\uFE0F", "●"];
    }

    public TestWorkbook Write(KnownBooking booking)
    {
        var workbook = new TestWorkbook();
        var (row, left) = (set.Chance.Next(4), set.Chance.Next(3));
        var sheet = workbook.Add(typed.Pick("相談票", "Sheet1", booking.Business.Name.Length > 20 ? "記録" : "記録1"));
        sheet[row, left] = "中小企業等支援策活用サポートセンター 予約内容";
        sheet.Merges.Add((row, left, row, left + 5));
        row = Upper(sheet, row + 1, left, booking);
        sheet[row + 1, left] = "相談票";
        row = Lower(sheet, row + 2, left, booking);
        Text(sheet, row, left, booking);
        return workbook;
    }

    private int Upper(TestSheet sheet, int row, int left, KnownBooking booking)
    {
        (string[] Labels, object[] Values)[] fields =
        [
            (["受付日"], [typed.Date(booking.Received)]),
            (["受付者"], ["見本受付"]),
            (
                ["予約日", "相談日"],
                set.Chance.Next(4) == 0
                    ?
                    [
                        booking.Date.Month,
                        "月",
                        booking.Date.Day,
                        "日",
                        $"({SupportCenter.Domain.Text.JapaneseDate.Weekday(booking.Date)})",
                    ]
                    : [typed.Date(booking.Date)]
            ),
            (["会場名", "会場"], [typed.Venue(booking.Venue)]),
            (["時間帯", "予約時間"], [typed.Range(booking.Start, booking.End)]),
            (["企業名", "事業者名", "会社名"], [booking.Business.Name]),
            (["担当者名", "ご担当者名"], [booking.Business.Person]),
            (["TEL", "電話番号", "ＴＥＬ"], [typed.Telephone(booking.Business.Telephone)]),
            (
                ["会社所在地", "行政区"],
                booking.Business.Ward == "市外" ? ["市外"]
                : set.Chance.Next(3) == 0 ? [booking.Business.Ward[..^1], "区"]
                : [typed.Ward(booking.Business.Ward)]
            ),
            (["業種"], [booking.Business.Industry]),
            (["従業員数"], booking.Staff is { } staff && set.Chance.Next(3) == 0 ? [staff, "人"] : [typed.Staff(booking.Staff)]),
        ];
        row = pairs == 1 ? Below(sheet, row, left, fields) : Beside(sheet, row, left, fields);
        sheet[row, left] = "確認事項";
        sheet[row, left + 1] = "1.持続化給付金の申請をしておりますか？";
        sheet[row++, left + 5] = typed.Pick("している", "していない", "検討中");
        sheet[row++, left + 1] = "２．コロナ関連の融資を利用していますか？";
        sheet[row++, left + 1] = "3.今回、特に相談したい制度はございますか？";
        sheet[row++, left + 1] = booking.Wish.Length > 0 ? booking.Wish : " ";
        sheet[row, left] = "4.ご予約頂くのは初めてでしょうか？";
        sheet[row++, left + 5] = typed.Visit(booking.Visit);
        return row;
    }

    /// <summary>Two pairs a row, the value to the right of its label, or behind a colon in the same cell.</summary>
    private int Beside(TestSheet sheet, int row, int left, (string[] Labels, object[] Values)[] fields)
    {
        for (var index = 0; index < fields.Length; index++)
        {
            var column = left + index % 2 * 7;
            var (labels, values) = fields[index];
            if (pairs == 2 && values is [string { Length: > 0 } single])
            {
                sheet[row, column] = typed.Pick(labels) + typed.Pick("：", ": ", " ： ") + single;
            }
            else
            {
                sheet[row, column] = typed.Label(labels);
                Put(sheet, row, column + 1, values);
            }

            row += index % 2;
        }

        return row + 1;
    }

    private int Below(TestSheet sheet, int row, int left, (string[] Labels, object[] Values)[] fields)
    {
        for (var index = 0; index < fields.Length; index++)
        {
            var (labels, values) = fields[index];
            sheet[row, left + index % 4] = typed.Label(labels);
            Put(sheet, row + 1, left + index % 4, values.Length > 1 ? [string.Concat(values)] : values);
            row += index % 4 == 3 ? 2 : 0;
        }

        return row + 2;
    }

    private static void Put(TestSheet sheet, int row, int column, object[] values)
    {
        foreach (var value in values)
        {
            if (value is not "")
            {
                sheet[row, column] = value;
            }

            column++;
        }
    }

    private int Lower(TestSheet sheet, int row, int left, KnownBooking booking)
    {
        var consultation = booking.Consultation!;
        sheet[row, left] = typed.Label("行政書士名");
        sheet[row, left + 1] = consultation.Scrivener;
        sheet[row, left + 4] = typed.Label("相談時間");
        sheet[row++, left + 5] =
            typed.Range(booking.Start, booking.Start.AddMinutes(consultation.Minutes))
            + typed.Pick("", $" ({consultation.Minutes}分)", $"（{consultation.Minutes}分）");
        var other = $"その他 {typed.Pick("(", "（")}{consultation.OtherTopic}{typed.Pick(")", "）")}";
        row = Group(sheet, row, left, "相談者区分", KnownSet.Kinds, [consultation.Kind]);
        row = Group(
            sheet,
            row,
            left,
            "相談内容区分",
            [.. KnownSet.AllTopics, other],
            consultation.OtherTopic.Length > 0 ? [.. consultation.Topics, other] : consultation.Topics
        );
        row = Group(sheet, row, left, typed.Pick("活用したい支援策", ""), KnownSet.AllSchemes, consultation.Schemes);
        row = Group(sheet, row, left, "お困りごと", [.. KnownSet.AllTroubles, "その他 ()"], consultation.Troubles);
        return Group(sheet, row, left, "売上減少の状況", KnownSet.Declines, [consultation.Decline]);
    }

    private int Group(TestSheet sheet, int row, int left, string label, string[] options, string[] ticked)
    {
        if (label.Length > 0)
        {
            sheet[row, left] = typed.Label(label);
        }

        var column = left + 1;
        if (boxes == 1)
        {
            sheet[row, column] = string.Join(
                typed.Pick("　", "\n", "  "),
                options.Select(option => Mark(ticked.Contains(option)) + option)
            );
            return row + 1;
        }

        foreach (var option in options)
        {
            if (boxes == 2)
            {
                sheet[row, column] = ticked.Contains(option) ? typed.Pick("☑", "✓", "レ", "○", "✔") : "□";
                sheet[row, column + 1] = option;
                column += 2;
            }
            else
            {
                sheet[row, column++] = Mark(ticked.Contains(option)) + option;
            }

            if (boxes == 3 || column > left + 6)
            {
                (row, column) = (row + 1, left + 1);
            }
        }

        return column == left + 1 ? row : row + 1;
    }

    private string Mark(bool ticked) =>
        boxes == 4
            ? (ticked ? typed.Pick("[x] ", "[レ] ", "（✓）") : typed.Pick("[ ] ", "[　]"))
            : (ticked ? typed.Pick(ticks) : typed.Pick("□", "☐")) + typed.Pick("", " ");

    private void Text(TestSheet sheet, int row, int left, KnownBooking booking)
    {
        var guidance = string.Join('\n', booking.Consultation!.Guidance.Select(pair => $"・{pair.Measure}：{pair.Explanation}"));
        (string Heading, string Text)[] parts = [("【相談の概要】", Summary), ("【案内した制度】", guidance), ("【所感】", Impression)];
        sheet[row++, left] = "相談内容";
        if (text == 0)
        {
            sheet[row, left] = string.Join('\n', parts.Select(part => part.Heading + "\n" + part.Text));
            sheet.Merges.Add((row, left, row, left + 7));
            row++;
        }
        else
        {
            foreach (var (heading, content) in parts)
            {
                sheet[row, left] =
                    text == 1 ? heading + "\n" + content
                    : text == 2 ? heading
                    : heading.Trim('【', '】');
                if (text == 2 && content.Length > 0)
                {
                    sheet[++row, left] = content;
                }
                else if (text == 3 && content.Length > 0)
                {
                    sheet[row, left + 1] = content;
                }

                row++;
            }
        }

        sheet[row, left] = "■備考・その他";
        sheet[row + 1, left] = booking.Memo.Length > 0 ? booking.Memo : " ";
    }
}
