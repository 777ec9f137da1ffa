using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Demo;

/// <summary>Fictional callers: the n-th is always the same. Numbers are of the unused ranges 075-000-xxxx and 090-0000-xxxx.</summary>
internal static class FictionalBusinesses
{
    private static readonly string[] Heads =
    [
        "例示",
        "見本",
        "仮名",
        "架空",
        "雛形",
        "試作",
        "古都みほん",
        "京れいじ",
        "花ためし",
        "ダミー",
        "サンプル",
        "まるひな",
        "辻󠄀みほん",
        "髙﨑れいじ",
        "𠮷野みほん",
        "渡邊ためし",
        "齋藤ひながた",
        "ﾃｽﾄ",
        "つばめ仮",
        "あおい例",
    ];

    private static readonly string[] Trades =
    [
        "製作所",
        "染織",
        "食堂",
        "美容室",
        "建築",
        "運輸",
        "印刷",
        "電機",
        "工房",
        "商店",
        "カフェ",
        "デザイン",
        "旅館",
        "医院",
        "学習塾",
        "不動産",
        "酒店",
        "漬物",
        "茶舗",
        "堂",
    ];

    private static readonly string[] Places =
    [
        "",
        "京都",
        "西陣",
        "伏見",
        "祇園",
        "嵐山",
        "山科",
        "桂",
        "烏丸",
        "北山",
        "七条",
        "五条",
        "出町",
        "壬生",
        "紫野",
        "醍醐",
        "御池",
        "丸太町",
        "今出川",
        "四条",
        "三条",
        "二条",
        "大宮",
        "千本",
        "白川",
        "修学院",
        "岩倉",
        "鞍馬",
        "大原",
        "上賀茂",
        "下鴨",
        "河原町",
        "木屋町",
        "先斗町",
        "清水",
        "東福寺",
        "竹田",
        "淀",
        "桃山",
        "向島",
        "深草",
        "稲荷",
        "久世",
        "吉祥院",
        "洛西",
        "大原野",
        "嵯峨",
        "太秦",
        "花園",
        "御室",
    ];

    private static readonly string[] Families =
    [
        "見本",
        "例示",
        "仮名",
        "雛形",
        "髙橋",
        "𠮷田",
        "渡邊",
        "齋藤",
        "山田",
        "佐藤",
        "ﾀﾅｶ",
        "小林",
    ];

    private static readonly string[] Given = ["太郎", "花子", "一郎", "舞", "次郎", "京子", "三郎", "美咲", "ﾋﾛｼ", "葵"];

    private static readonly string[] Industries =
    [
        "製造業",
        "伝統産業",
        "飲食業",
        "理美容業",
        "建設業",
        "運輸業",
        "サービス業",
        "製造業",
        "伝統産業",
        "小売業",
        "飲食業",
        "サービス業",
        "宿泊業",
        "医療・福祉",
        "教育・学習支援業",
        "不動産業",
        "小売業",
        "製造業",
        "小売業",
        "小売業",
    ];

    private static readonly string[] Wishes =
    [
        "家賃支援について",
        "持続化給付金の申請方法",
        "融資と補助金の違い",
        "雇用調整助成金",
        "売上が減少している。使える制度を知りたい",
        ReservationTexts.WishUnknownName,
        "",
    ];

    private static readonly string[] Memos = ["", "", "駐車場の有無を確認済", "要通訳", "※前回の続き", "書類は当日持参"];

    /// <summary>What the n-th business says at its booking; later visits say the same with another wish.</summary>
    public static ReservationDetails Details(int n, int visit, IReadOnlyList<Guid> questions) =>
        new()
        {
            BusinessName = Name(n),
            ContactName = $"{Families[n % Families.Length]} {Given[(n / Families.Length) % Given.Length]}",
            Telephone = (n / 10_000) % 2 == 0 ? $"075000{n % 10_000:0000}" : $"0900000{n % 10_000:0000}",
            Ward = WardNames.All[n % WardNames.All.Count],
            Industry = Industries[(n / Heads.Length) % Trades.Length],
            EmployeeCount = n % 7 == 0 ? null : 1 + (n * 13 % 60),
            Answers = [.. questions.Select((question, at) => new QuestionAnswer(question, (Answer)((n + at) % 4)))],
            WishedMeasure = Wishes[(n + visit) % Wishes.Length],
            VisitNumber = visit,
            Memo = Memos[(n + visit) % Memos.Length],
        };

    private static string Name(int n)
    {
        var head = Heads[n % Heads.Length];
        var trade = Trades[(n / Heads.Length) % Trades.Length];
        var place = Places[(n / (Heads.Length * Trades.Length)) % Places.Length];
        var series = n / (Heads.Length * Trades.Length * Places.Length);
        var core = head + trade + place + (series == 0 ? "" : series.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return (n % 5) switch
        {
            0 => "株式会社" + core,
            1 => "㈱" + core,
            2 => core + " 株式会社",
            3 => "㈲" + core,
            _ => core,
        };
    }
}
