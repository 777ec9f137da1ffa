using System.Text.Json.Nodes;

namespace SupportCenter.Tests.Import;

/// <summary>Writes a known set as a 予約一覧 of one of many layouts.</summary>
internal sealed class KnownList
{
    private readonly KnownSet set;
    private readonly TypedVariants typed;
    private readonly List<(string Key, string[] Labels, Func<KnownBooking, object> Value)> columns;
    private readonly HashSet<string> missing = [];

    public KnownList(KnownSet set)
    {
        (this.set, typed) = (set, new TypedVariants(set.Chance));
        columns =
        [
            ("no", ["No.", "№", "番号", "Ｎｏ"], booking => booking.No),
            ("received", ["受付日", "受付年月日", "予約受付日"], booking => typed.Date(booking.Received)),
            ("receivedBy", ["受付者", "受付担当者"], _ => "見本受付"),
            ("venue", ["会場", "会場名", "相談会場"], booking => typed.Venue(booking.Venue)),
            ("telephone", ["電話番号", "TEL", "ＴＥＬ", "連絡先", "電話番号（携帯可）"], booking =>
                typed.Telephone(booking.Business.Telephone)
            ),
            ("ward", ["行政区", "会社所在地", "所在地"], booking => typed.Ward(booking.Business.Ward)),
            ("industry", ["業種"], booking => booking.Business.Industry),
            ("staff", ["従業員数", "従業員数（人）", "従業員"], booking => typed.Staff(booking.Staff)),
            ("grant", ["補助金・給付金の申請", "持続化給付金の申請", "給付金の申請の有無"], _ =>
                typed.Pick("", "している", "していない", "検討中")
            ),
            ("loan", ["融資の利用", "コロナ関連の融資"], _ => typed.Pick("", "している", "していない")),
            ("wish", ["相談したい内容", "相談内容", "相談したい制度"], booking => booking.Wish),
            ("visit", ["ご予約回数", "予約回数", "回数"], booking => typed.Visit(booking.Visit)),
            ("memo", ["メモ", "備考", "備考・メモ"], booking => booking.Memo),
            ("extra", ["確認印", "行政書士名", "登録済"], _ => typed.Pick("", "済", "○")),
        ];
        AddNames();
        AddTimes();
        foreach (
            var key in new[]
            {
                "no",
                "received",
                "industry",
                "staff",
                "visit",
                "memo",
                "ward",
                "wish",
                "extra",
                "receivedBy",
                "grant",
            }.Where(_ => set.Chance.Next(9) == 0)
        )
        {
            missing.Add(key);
            columns.RemoveAll(column => column.Key == key);
        }

        if (set.Chance.Next(2) == 0)
        {
            columns.Sort((_, _) => 0);
            var shuffled = columns.OrderBy(_ => set.Chance.Next()).ToList();
            columns.Clear();
            columns.AddRange(shuffled);
        }
    }

    /// <summary>What a right reading gives for a row of this layout: nothing where the layout has no column.</summary>
    public JsonObject Expected(KnownBooking booking, JsonObject row)
    {
        foreach (var key in missing.Where(row.ContainsKey))
        {
            row[key] = key switch
            {
                "no" or "staff" or "received" => null,
                "visit" => booking.Visit,
                _ => "",
            };
        }

        return row;
    }

    public TestWorkbook Write()
    {
        var workbook = new TestWorkbook { SharedTexts = set.Chance.Next(2) == 0 };
        var (top, left) = (set.Chance.Next(4), set.Chance.Next(3));
        var months =
            set.Chance.Next(3) == 0
                ? set.Bookings.GroupBy(booking => booking.No <= set.Bookings.Count / 2).Select(group => group.ToList()).ToList()
                : [set.Bookings];
        foreach (var (index, bookings) in months.Index())
        {
            WriteSheet(workbook.Add(months.Count == 1 ? "予約一覧" : $"その{index + 1}"), bookings, top, left);
        }

        if (set.Chance.Next(3) == 0)
        {
            var other = workbook.Add("使い方");
            other[0, 0] = "この一覧の使い方";
            other[1, 0] = "電話番号は必ず確認すること";
        }

        return workbook;
    }

    private void WriteSheet(TestSheet sheet, List<KnownBooking> bookings, int top, int left)
    {
        var row = top;
        sheet[row, left] = "中小企業等支援策活用サポートセンター　予約一覧";
        sheet.Merges.Add((row, left, row, left + columns.Count - 1));
        sheet[++row, left] = "最終更新";
        sheet[row, left + 1] = typed.Pick(
            SupportCenter.Domain.Text.JapaneseDate.FormatWithoutWeekday(bookings[^1].Received),
            SupportCenter.Domain.Text.JapaneseDate.Format(bookings[^1].Received)
        );
        row += set.Chance.Next(1, 3);
        var labels = columns.ConvertAll(column => typed.Label(column.Labels));
        void Heading()
        {
            for (var column = 0; column < columns.Count; column++)
            {
                sheet[row, left + column] = labels[column];
            }

            row++;
        }

        Heading();
        var (again, blanks) = (set.Chance.Next(3) == 0 ? 10 : int.MaxValue, set.Chance.Next(3) == 0);
        for (var index = 0; index < bookings.Count; index++)
        {
            if (index > 0 && index % again == 0)
            {
                sheet[row++, left] = "（次頁）";
                Heading();
            }

            row += blanks && set.Chance.Next(6) == 0 ? 1 : 0;
            for (var column = 0; column < columns.Count; column++)
            {
                if (columns[column].Value(bookings[index]) is not "" and var value)
                {
                    sheet[row, left + column] = value;
                }
            }

            row++;
        }

        sheet[++row, left] = typed.Pick("合計", "計", "合　計");
        sheet[row, left + 2] = new TestFormula($"COUNTA(C1:C{row})", set.Chance.Next(2) == 0 ? "99" : null);
    }

    private void AddNames()
    {
        if (set.Chance.Next(5) == 0)
        {
            columns.Add(
                ("names", ["事業者名（担当者名）", "企業名（担当者名）"], booking =>
                    $"{booking.Business.Name}（{booking.Business.Person}）"
                )
            );
            return;
        }

        columns.Add(("business", ["事業者名", "企業名", "会社名", "事業者名（屋号）"], booking => booking.Business.Name));
        columns.Add(("person", ["担当者名", "ご担当者", "担当者"], booking => booking.Business.Person + typed.Pick("", "", " 様")));
    }

    private void AddTimes()
    {
        var style = set.Chance.Next(4);
        if (style == 0)
        {
            columns.Add(
                ("dateAndStart", ["予約日時", "相談日時"], booking =>
                    $"{typed.Pick($"{booking.Date:yyyy/M/d}", SupportCenter.Domain.Text.JapaneseDate.Format(booking.Date))} "
                    + $"{typed.Range(booking.Start, booking.End)}"
                )
            );
            return;
        }

        columns.Add(("date", ["予約日", "相談日", "予約年月日"], booking => typed.Date(booking.Date)));
        if (style == 1)
        {
            columns.Add(("start", ["開始時間", "開始時刻"], booking => set.Chance.Next(2) == 0 ? booking.Start : $"{booking.Start:H:mm}"));
            columns.Add(("end", ["終了時間", "終了時刻"], booking => set.Chance.Next(2) == 0 ? booking.End : $"{booking.End:H:mm}"));
            return;
        }

        columns.Add(("slot", ["時間帯", "予約時間", "予約時間帯"], booking => typed.Slot(booking.Start, booking.End)));
    }
}
