using SupportCenter.Portal.Printing;

namespace SupportCenter.Tests.Printing;

/// <summary>Sheets to print: the example of the city's notice, with a fictional business.</summary>
internal static class Sheets
{
    public static readonly PrintMark Mark = new(
        "見本 花子（本市）",
        new DateTimeOffset(2020, 7, 16, 14, 5, 0, TimeSpan.FromHours(9)),
        "令和2年7月16日(木) 14:05"
    );

    public static ConsultationSheet Ordinary { get; } =
        new()
        {
            ReceivedOn = "令和2年7月1日(水)",
            ReceivedBy = "受付 太郎",
            ClinicDate = "7月16日 (木)",
            VenueName = "中京区役所",
            Slot = "13:00～13:50",
            BusinessName = "株式会社例題製作所祇園",
            ContactName = "例題 一郎",
            Telephone = "075-000-1234",
            Ward = "中京区",
            Industry = "飲食業",
            EmployeeCount = "5",
            Questions =
            [
                new("持続化給付金の申請をしておりますか？", "している"),
                new("コロナ関連の融資を利用していますか？", "している"),
                new("今回、特に相談したい制度はございますか？", "知りたい制度はあるが、名称がわからない。", AnswerBelow: true),
            ],
            VisitNumber = "2",
            Scrivener = "行政書士 見本一",
            StartedAt = "13:02",
            EndedAt = "13:48",
            Minutes = "46",
            ClientCategories = [new("中小企業", false), new("小規模事業者", true), new("個人事業者", false), new("その他", false)],
            Topics =
            [
                new("利用できる支援策を教えてほしい", true),
                new("個別の支援策の内容を教えてほしい", false),
                new("制度の詳細", false),
                new("申請書の記載方法等", false),
                new("その他", false, ""),
            ],
            Measures =
            [
                new("京都市の支援策", false, ""),
                new("京都府の支援策", true),
                new("支援補助金(事業再出発支援・緊急応援)", false, Level: 1),
                new("国の支援策", true),
                new("持続化給付金", false, Level: 1),
                new("家賃支援", true, Level: 1),
                new("ものづくり・商業・サービス", false, Level: 1),
                new("持続化補助金", false, Level: 1),
                new("IT導入", false, Level: 1),
                new("", false, "", Level: 1),
            ],
            Troubles =
            [
                new("売上の減少", true),
                new("原材料、部品等の調達が困難", false),
                new("受注・利用者減少", false),
                new("取引、商談、イベント等の延期・中止", false),
                new("感染防止対策", false),
                new("その他", false, ""),
            ],
            SalesDeclines = [new("変動なし", false), new("30%以上減少", false), new("50%以上減少", true), new("80%以上減少", false)],
            Summary = "新聞に載っていた制度の概要が知りたい。",
            Guidance =
            [
                "雇用調整助成金：概要のみお伝えし、中小企業雇用継続緊急支援センターをご案内しました。",
                "コロナ支援補助金：対象経費や手続きの流れなどを説明し、2区分の違いなどを説明しました。",
                "小規模事業者持続化補助金：制度の概要を説明しましたが、途中で対象外であることがわかりましたので、説明を終えました。",
            ],
            Impression = """
                ・新聞をみて、触りの部分のみで判断されていたので、こういう詳細な説明を対話で聞けるのはありがたいとおっしゃっていました。
                ・家賃支援給付金を含め、様々な支援策が今後も出てくる旨をご案内したので、またご相談に来られるかもしれません。
                """,
            Remarks = "",
            Print = Mark,
        };

    /// <summary>The form with nothing in it.</summary>
    public static ConsultationSheet Blank { get; } =
        new()
        {
            ReceivedOn = "",
            ReceivedBy = "",
            ClinicDate = "",
            VenueName = "",
            Slot = "",
            BusinessName = "",
            ContactName = "",
            Telephone = "",
            Ward = "",
            Industry = "",
            EmployeeCount = "",
            Questions = [.. Ordinary.Questions.Select(question => question with { Answer = "" })],
            VisitNumber = "",
            Scrivener = "",
            StartedAt = "",
            EndedAt = "",
            Minutes = "",
            ClientCategories = Unticked(Ordinary.ClientCategories),
            Topics = Unticked(Ordinary.Topics),
            Measures = Unticked(Ordinary.Measures),
            Troubles = Unticked(Ordinary.Troubles),
            SalesDeclines = Unticked(Ordinary.SalesDeclines),
            Summary = "",
            Guidance = [],
            Impression = "",
            Remarks = "",
            Print = Mark,
        };

    /// <summary>The caller's slip of the same booking.</summary>
    public static ReservationSlip Slip { get; } =
        new()
        {
            DateAndTime = "令和2年7月16日(木) 13:00～13:50",
            VenueName = "中京区役所",
            VenueAddress = "京都市中京区西堀川通御池下る西三坊堀川町521　4階第1会議室",
            VenueAccess = "地下鉄東西線「二条城前」駅から徒歩2分",
            BusinessName = "株式会社例題製作所祇園",
            ContactName = "例題 一郎",
            ToBring = ["直近の確定申告書の控え", "本年と昨年の売上げが分かるもの（売上台帳等）", "申請書（書きかけのものがあれば）"],
            Changes = "電話　075-000-0000（平日9時～17時）\nお越しになれないときは、前日までに御連絡ください。",
            IssuedAt = Mark.At,
            IssuedOn = "令和2年7月1日(水)",
        };

    /// <summary>Two venues of a day: one with more reservations than a page holds, one with none.</summary>
    public static IReadOnlyList<DaySheet> Day { get; } =
    [
        new(
            "令和2年7月16日(木)",
            "中京区役所",
            "見本一、見本二",
            [
                .. Enumerable
                    .Range(0, 30)
                    .Select(i => new DaySheetRow(
                        $"{9 + i / 4}:{i % 4 * 15:00}～{9 + i / 4}:{i % 4 * 15 + 14:00}",
                        i % 3 == 0 ? "株式会社例題製作所祇園" : "㈲髙﨑商店",
                        "例題 一郎",
                        "飲食業",
                        i % 2 == 0 ? "持続化給付金の申請方法と、家賃支援給付金の対象になるかどうか" : "",
                        i % 3 == 0 ? "初回" : "2回目",
                        "予約済"
                    )),
            ],
            [new DaySheetHandover("控えの写しをお渡しする", "13:00 株式会社例題製作所祇園", "見本二", "見本一 令和2年7月15日(水)")]
        ),
        new("令和2年7月16日(木)", "伏見区役所", "見本三", [], []),
    ];

    static List<SheetChoice> Unticked(IReadOnlyList<SheetChoice> choices) => [.. choices.Select(choice => choice with { Ticked = false })];
}
