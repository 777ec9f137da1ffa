namespace SupportCenter.Domain.Oversight;

/// <summary>The items that a new database begins with: from the leak of July 2020, the city's answers to the council, and the commission's
/// Q&amp;A for administrative bodies. From then on the city keeps them.</summary>
internal static class CheckItemSeed
{
    private const string Leak = "令和2年7月の漏えい：";
    private const string Council = "市会（令和2年7月22日）での本市の答弁：";
    private const string Notice = "本市の公表（再発防止）：";
    private const string Safety = "個人情報の保護に関する法律 第66条（安全管理措置、受託者に準用）：";
    private const string Law = "個人情報保護委員会 Q&A（行政機関等編）3-1-4：";

    private static readonly (string Text, string Basis, string How, string Wanted, EvidenceKind Evidence)[] Items =
    [
        (
            "サインインの要る画面のほかに、個人情報のファイルを置いた場所がないか",
            Leak + "会員用ページの隣のフォルダーに置かれた文書が、パスワードなしで閲覧できた。",
            "サーバーの公開フォルダーの一覧を、その場で出してもらう",
            "フォルダーの一覧",
            EvidenceKind.ExposureCheck
        ),
        (
            "サインインしていない人に見えるものが、許可した一覧のとおりか",
            Council + "ホームページのセキュリティの監視についても、より注意を払う。",
            "「いま公開されているもの」を開き、一覧と比べる",
            "公開範囲点検の結果",
            EvidenceKind.ExposureCheck
        ),
        (
            "検索サイトへの登録や、サイトマップに、公開ページ以外の住所がないか",
            Leak + "検索順位を上げるための登録に、文書の住所が含まれていた。",
            "robots.txt と sitemap.xml を開く",
            "画面の写し",
            EvidenceKind.None
        ),
        (
            "架空の事業者名で検索し、何も見つからないか",
            Leak + "事業者が自社名で検索して、漏えいが分かった。",
            "見張りの事業者の名前で検索する",
            "検索結果の写し",
            EvidenceKind.Alarms
        ),
        (
            "誰がどの権限を持つか、四半期ごとに確かめているか",
            Safety + "閲覧できる人を、業務に必要な範囲に限る。" + Notice + "責任体制を明確にする。",
            "棚卸しの記録を見る",
            "署名された棚卸し",
            EvidenceKind.AccessReview
        ),
        (
            "名簿・担当者の一覧・サインインの記録が一致し、辞めた人が使っていないか",
            Law + "従事者を名簿で把握する。他市では19人のうち10人が別会社の社員であった例がある。",
            "名簿の比較を開き、差を一人ずつ尋ねる",
            "雇用の確認、誓約書、研修の記録",
            EvidenceKind.Roster
        ),
        (
            "再委託のすべてに、事前の承認があり、期限内か",
            Council + "再委託先が作った部分はプロの手によるものと考え、不備に気付かなかった。" + Law + "再委託には事前の承認を要する。",
            "契約と再委託の一覧を、相手方の契約書と比べる",
            "再委託の契約書",
            EvidenceKind.Subcontracts
        ),
        (
            "印刷・書き出しの数が、業務に必要な範囲か",
            Leak + "予約と記録が、Excelのファイルで人から人へ渡されていた。",
            "閲覧履歴の件数を見て、多い日の理由を尋ねる",
            "紙の保管場所",
            EvidenceKind.Copies
        ),
        (
            "暗号鍵が、データと別の場所に保管されているか",
            Safety + "盗まれても読めないように保管する。",
            "鍵の保管場所と、開けられる人を確かめる",
            "保管の記録",
            EvidenceKind.Keys
        ),
        (
            "バックアップの媒体が管理され、復元を試しているか",
            Safety + "滅失・毀損に備える。唯一の鍵を失うことも、毀損に当たる。",
            "媒体の一覧と、最後の復元の点検を見る",
            "媒体の管理簿",
            EvidenceKind.Backups
        ),
        (
            "監査記録が欠けたり変えられたりしていないか",
            Leak + "誰が何を見たかを、後から言えなかった。",
            "監査記録の検証を、その場で行う",
            "検証の結果",
            EvidenceKind.AuditVerification
        ),
        (
            "個人情報の取扱いの研修を、全員が受けているか",
            Notice + "情報管理を徹底する。" + Safety + "従事者を監督する。",
            "名簿の研修日を見る",
            "研修の資料と受講の記録",
            EvidenceKind.Roster
        ),
        (
            "個人情報の取扱いと相談票を、二人で確かめているか（ダブルチェック）",
            Notice + "個人情報取扱事務のダブルチェックなど、委託事業者内の業務の点検の在り方も含め、情報管理の徹底を図る。",
            "ダブルチェックの結果を見る",
            "年間の結果",
            EvidenceKind.DoubleCheck
        ),
        (
            "保存期間を過ぎた情報を廃棄し、証明を受け取っているか",
            Safety + "要らなくなった情報を残さない。",
            "廃棄証明と、紙・媒体の廃棄の記録を見る",
            "廃棄証明",
            EvidenceKind.Disposals
        ),
        (
            "事故のときの連絡の順を、訓練で確かめているか",
            Leak + "申し出から委託先の連絡まで1時間半かかった。",
            "最後の訓練の記録を見る",
            "連絡網",
            EvidenceKind.Drills
        ),
    ];

    /// <summary>The items in their order.</summary>
    public static IEnumerable<CheckItem> Of() =>
        Items.Select(
            (item, at) =>
                new CheckItem(
                    new CheckItemDetails
                    {
                        ListOrder = at + 1,
                        Text = item.Text,
                        Basis = item.Basis,
                        How = item.How,
                        Wanted = item.Wanted,
                        Evidence = item.Evidence,
                    }
                )
        );
}
