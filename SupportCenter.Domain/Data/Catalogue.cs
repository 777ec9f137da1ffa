using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Oversight;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Data;

/// <summary>The rows that a new database begins with: what is printed on the centre's paper forms. From then on people keep them.</summary>
internal static class Catalogue
{
    /// <summary>From this day the paper forms were in use; the rows have no end until somebody sets one.</summary>
    private static readonly DateOnly Beginning = new(2020, 4, 1);

    // 別紙2, 活用したい支援策, from the top; what is indented there is under its parent here.
    private static readonly (Issuer Issuer, string Name, string[] Parts)[] Measures =
    [
        (Issuer.City, "京都市の支援策", []),
        (Issuer.Prefecture, "京都府の支援策", ["支援補助金(事業再出発支援・緊急応援)"]),
        (Issuer.Nation, "国の支援策", ["持続化給付金", "家賃支援", "ものづくり・商業・サービス", "持続化補助金", "IT導入"]),
    ];

    // 別紙2, 確認事項 1 and 2.
    private static readonly string[] Questions = ["持続化給付金の申請をしておりますか？", "コロナ関連の融資を利用していますか？"];

    private static readonly string[] Industries =
    [
        "製造業",
        "伝統産業",
        "建設業",
        "卸売業",
        "小売業",
        "飲食業",
        "宿泊業",
        "サービス業",
        "理美容業",
        "医療・福祉",
        "教育・学習支援業",
        "情報通信業",
        "運輸業",
        "不動産業",
        "その他",
    ];

    // Where centres of this kind refer their clients to.
    private static readonly string[] Referrals =
    [
        "商工会議所",
        "よろず支援拠点",
        "信用保証協会",
        "日本政策金融公庫",
        "取引金融機関",
        "労働局・ハローワーク",
        "税務署",
        "年金事務所",
        "雇用調整助成金の相談窓口",
        "中小企業雇用継続緊急支援センター",
        "事業承継・引継ぎ支援センター",
        "税理士",
        "社会保険労務士",
        "弁護士",
        "京都市の担当課",
        "京都府の担当課",
    ];

    /// <summary>Adds what is missing as a whole: a table that holds any row is left as people keep it. The caller saves.</summary>
    public static async Task FillAsync(PortalDbContext db, CancellationToken cancellation)
    {
        if (!await db.Measures.AnyAsync(cancellation))
        {
            AddMeasures(db);
        }

        if (!await db.Questions.AnyAsync(cancellation))
        {
            db.Questions.AddRange(Questions.Select((text, at) => new ConfirmationQuestion(text, at + 1, Beginning)));
        }

        if (!await db.Industries.AnyAsync(cancellation))
        {
            db.Industries.AddRange(Industries.Select((name, at) => new Industry(name, at + 1)));
        }

        if (!await db.Referrals.AnyAsync(cancellation))
        {
            db.Referrals.AddRange(Referrals.Select((name, at) => new Referral(name, at + 1)));
        }

        if (!await db.CheckItems.AnyAsync(cancellation))
        {
            db.CheckItems.AddRange(CheckItemSeed.Of());
        }
    }

    private static void AddMeasures(PortalDbContext db)
    {
        var order = 0;
        foreach (var (issuer, name, parts) in Measures)
        {
            var whole = Measure(issuer, name, null);
            foreach (var part in parts)
            {
                Measure(issuer, part, whole.Id);
            }
        }

        SupportMeasure Measure(Issuer issuer, string name, Guid? parent) =>
            db
                .Measures.Add(
                    new SupportMeasure(
                        new MeasureDetails
                        {
                            Name = name,
                            Issuer = issuer,
                            ParentId = parent,
                            ValidFrom = Beginning,
                            PaperOrder = ++order,
                        }
                    )
                )
                .Entity;
    }
}
