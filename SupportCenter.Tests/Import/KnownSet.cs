using System.Globalization;
using System.Text.Json.Nodes;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Import;

internal sealed record KnownBusiness(string Name, string Person, string Telephone, string Ward, string Industry);

/// <summary>A booking whose every value is known, and its consultation when it has taken place.</summary>
internal sealed record KnownBooking(
    int No,
    KnownBusiness Business,
    DateOnly Received,
    DateOnly Date,
    TimeOnly Start,
    string Venue,
    int? Staff,
    int Visit,
    string Wish,
    string Memo,
    KnownConsultation? Consultation
)
{
    public TimeOnly End => Start.AddMinutes(50);
}

internal sealed record KnownConsultation(
    string File,
    string Scrivener,
    int Minutes,
    string Kind,
    string[] Topics,
    string OtherTopic,
    string[] Schemes,
    string[] Troubles,
    string Decline,
    (string Measure, string Explanation)[] Guidance
);

/// <summary>A set of bookings and records made up by a seeded chance, as the centre of another year could have had it, with the right
/// reading of it.</summary>
internal sealed class KnownSet
{
    public static readonly string[] Kinds = ["中小企業", "小規模事業者", "個人事業者", "その他"];
    public static readonly string[] AllTopics =
    [
        "利用できる支援策を教えてほしい",
        "個別の支援策の内容を教えてほしい",
        "制度の詳細",
        "申請書の記載方法等",
    ];
    public static readonly string[] AllSchemes =
    [
        "京都市の支援策",
        "京都府の支援策",
        "支援補助金(事業再出発支援・緊急応援)",
        "国の支援策",
        "持続化給付金",
        "家賃支援",
        "ものづくり・商業・サービス",
        "持続化補助金",
        "IT導入",
    ];
    public static readonly string[] AllTroubles =
    [
        "売上の減少",
        "原材料、部品等の調達が困難",
        "受注・利用者減少",
        "取引、商談、イベント等の延期・中止",
        "感染防止対策",
    ];
    public static readonly string[] Declines = ["変動なし", "30%以上減少", "50%以上減少", "80%以上減少"];

    private static readonly string[] Stems =
    [
        "みほん",
        "例示",
        "ﾀﾞﾐｰ食品",
        "架空屋",
        "髙﨑商店",
        "𠮷野見本",
        "辻\U000E0100みほん",
        "渡邉ためし",
        "花カフェ",
        "ひながた工房",
        "京ダミー染織",
        "サンプル運輸",
        "仮名亭",
        "齊藤例題",
    ];
    private static readonly string[] Tails =
    [
        "",
        "祇園",
        "西陣",
        "伏見",
        "本店",
        "電機",
        "美容室",
        "24",
        "建築",
        "印刷",
        "２号店",
        "東山店",
    ];
    private static readonly string[] Persons = ["見本 太郎", "例示　花子", "髙橋 仮", "𠮷田 例", "ｶﾘﾅ ﾀﾛｳ", "スミス ジョン", "李 仮名"];
    private static readonly string[] Industries =
    [
        "製造業",
        "飲食業",
        "医療・福祉",
        "教育・学習支援業",
        "小売業",
        "サービス業",
        "伝統産業",
    ];
    private static readonly string[] Venues =
    [
        "北区役所",
        "上京区役所",
        "中京区役所",
        "東山区役所",
        "南区役所",
        "西京区役所",
        "洛西支所",
        "深草支所",
        "醍醐支所",
        "みほん会館",
    ];
    private static readonly string[] Wishes =
    [
        "",
        "持続化給付金の申請方法",
        "融資と補助金の違い",
        "家賃支援について\n対象になるか",
        "知りたい制度はあるが、名称がわからない。",
        "特になし",
        "=1+1",
        "+81の番号から",
        "補助金",
        "売上が6割減。使える制度を知りたい",
    ];
    private static readonly string[] Memos =
    [
        "",
        "",
        "要通訳",
        "※前回の続き",
        "-1+1",
        "@窓口",
        "駐車場の有無を確認済",
        "合計3名で来所予定",
    ];
    private static readonly string[] Measures =
    [
        "雇用調整助成金",
        "持続化給付金",
        "家賃支援給付金",
        "事業再出発支援補助金",
        "新型コロナ特例融資",
    ];
    private static readonly string[] Explanations =
    [
        "概要のみお伝えしました。",
        "対象外であることを確認しました。",
        "概要を説明し、中小企業雇用継続緊急支援センターをご案内しました。",
    ];
    private static readonly TimeOnly[] Starts = [new(9, 30), new(10, 30), new(13, 0), new(14, 0), new(15, 0), new(16, 0)];

    public KnownSet(int seed)
    {
        Chance = new Random(seed);
        var first = new DateOnly(Chance.Next(2019, 2027), Chance.Next(1, 13), 1);
        var count = Chance.Next(12, 40);
        var businesses = Businesses(count);
        var last = first.AddDays(count);
        var today = first.AddDays(count * 3 / 4);
        for (var index = 0; index < count; index++)
        {
            var earlier =
                index > 8 && Chance.Next(5) == 0
                    ? Bookings.Find(booking =>
                        booking.Consultation is not null
                        && booking.Visit == 1
                        && Bookings.Count(other => other.Business == booking.Business) == 1
                    )
                    : null;
            var received = first.AddDays(index);
            var date = received.AddDays(Chance.Next(1, 9));
            if (earlier is not null && date <= earlier.Date)
            {
                earlier = null;
            }

            var consulted = date < today;
            Bookings.Add(
                new KnownBooking(
                    index + 1,
                    earlier?.Business ?? businesses[index],
                    received,
                    date,
                    Pick(Starts),
                    Pick(Venues),
                    Chance.Next(6) == 0 ? null : Chance.Next(0, 60),
                    earlier is null ? 1 : 2,
                    Pick(Wishes),
                    Pick(Memos),
                    consulted ? Consultation(index) : null
                )
            );
        }
    }

    public Random Chance { get; }

    public List<KnownBooking> Bookings { get; } = [];

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Chance.Next(choices.Count)];

    /// <summary>The right reading in the shape of the samples' expected.json.</summary>
    public JsonObject Expected(Func<KnownBooking, JsonObject, JsonObject>? row = null) =>
        new()
        {
            ["businesses"] = Bookings.Select(booking => booking.Business).Distinct().Count(),
            ["reservations"] = Bookings.Count,
            ["records"] = new JsonArray([
                .. Bookings
                    .Where(booking => booking.Consultation is not null)
                    .OrderBy(booking => booking.Consultation!.File, StringComparer.Ordinal)
                    .Select(Record),
            ]),
            ["withoutRecord"] = Bookings
                .GroupBy(booking => booking.Business)
                .Count(business => business.All(booking => booking.Consultation is null)),
            ["list"] = new JsonArray([.. Bookings.Select(booking => row is null ? Row(booking) : row(booking, Row(booking)))]),
        };

    private static JsonObject Row(KnownBooking booking) =>
        new()
        {
            ["no"] = booking.No,
            ["business"] = booking.Business.Name,
            ["person"] = booking.Business.Person,
            ["telephone"] = booking.Business.Telephone,
            ["ward"] = booking.Business.Ward,
            ["industry"] = booking.Business.Industry,
            ["staff"] = booking.Staff,
            ["venue"] = booking.Venue,
            ["received"] = Iso(booking.Received),
            ["date"] = Iso(booking.Date),
            ["start"] = JapaneseTime.Format(booking.Start),
            ["visit"] = booking.Visit,
            ["wish"] = booking.Wish,
            ["memo"] = booking.Memo,
        };

    private static JsonObject Record(KnownBooking booking)
    {
        var consultation = booking.Consultation!;
        return new JsonObject
        {
            ["file"] = consultation.File,
            ["business"] = booking.Business.Name,
            ["visit"] = booking.Visit,
            ["date"] = Iso(booking.Date),
            ["start"] = JapaneseTime.Format(booking.Start),
            ["end"] = JapaneseTime.Format(booking.End),
            ["venue"] = booking.Venue,
            ["scrivener"] = consultation.Scrivener,
            ["consultation"] = new JsonArray(
                JapaneseTime.Format(booking.Start),
                JapaneseTime.Format(booking.Start.AddMinutes(consultation.Minutes)),
                consultation.Minutes
            ),
            ["kind"] = consultation.Kind,
            ["topics"] = Texts(consultation.Topics),
            ["otherTopic"] = consultation.OtherTopic,
            ["schemes"] = Texts(consultation.Schemes),
            ["troubles"] = Texts(consultation.Troubles),
            ["decline"] = consultation.Decline,
            ["telephone"] = booking.Business.Telephone,
            ["ward"] = booking.Business.Ward,
            ["staff"] = booking.Staff,
            ["industry"] = booking.Business.Industry,
        };
    }

    private List<KnownBusiness> Businesses(int count)
    {
        var businesses = new List<KnownBusiness>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (businesses.Count < count)
        {
            var stem = Pick(Stems) + Pick(Tails);
            if (names.Add(TextFolding.Fold(stem)))
            {
                var name = Chance.Next(9) switch
                {
                    0 => "㈱" + stem,
                    1 => "(株)" + stem,
                    2 => stem + " 株式会社",
                    3 => "（有）" + stem,
                    4 => "合同会社" + stem,
                    5 => "株式会社" + stem,
                    _ => stem,
                };
                var number = businesses.Count.ToString("000", CultureInfo.InvariantCulture) + Chance.Next(10);
                businesses.Add(
                    new KnownBusiness(
                        name,
                        Pick(Persons),
                        Chance.Next(2) == 0 ? "075-000-" + number : "090-0000-" + number,
                        WardNames.Japanese(Pick(WardNames.All)),
                        Pick(Industries)
                    )
                );
            }
        }

        return businesses;
    }

    private KnownConsultation Consultation(int index) =>
        new(
            $"{index:000}.xlsx",
            "行政書士 " + Pick(Persons),
            Chance.Next(15, 75),
            Pick(Kinds),
            Some(AllTopics),
            Chance.Next(4) == 0 ? Pick(["事業承継", "販路開拓", "IT導入"]) : "",
            Some(AllSchemes),
            Some(AllTroubles),
            Pick(Declines),
            [.. Some(Measures).Select(measure => (measure, Pick(Explanations)))]
        );

    private string[] Some(string[] all) => [.. all.Where(_ => Chance.Next(3) == 0)];

    private static JsonArray Texts(string[] texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
