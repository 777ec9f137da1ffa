using System.Collections.Frozen;
using System.Text.RegularExpressions;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Import;

/// <summary>
/// The labels of the two legacy papers and the other words that offices use for them. Labels are compared folded: width, spaces,
/// line breaks, colons, brackets and ornaments (■ ● ※) do not matter.
///</summary>
internal static partial class FormLabels
{
    private static readonly (ImportField Field, string Labels)[] Both =
    [
        (ImportField.ReceivedOn, "受付日 受付日時 受付年月日 予約受付日 申込日 申込受付日 受電日 受付月日"),
        (ImportField.ReceivedBy, "受付者 受付者名 受付担当 受付担当者 受付担当者名 予約受付者 受電者"),
        (
            ImportField.ClinicDate,
            "予約日 予約年月日 予約月日 予約日月日 相談日 相談予定日 相談年月日 実施日 開催日 来所日 来所予定日 巡回相談日 巡回日"
        ),
        (ImportField.Slot, "時間帯 予約時間 予約時間帯 予約時刻 相談時間帯 相談予定時間 来所時間 来所予定時間 予定時間"),
        (ImportField.SlotStart, "開始時間 開始時刻 予約開始時間 予約開始時刻"),
        (ImportField.SlotEnd, "終了時間 終了時刻 予約終了時間 予約終了時刻"),
        (ImportField.ClinicDateAndSlot, "予約日時 相談日時 予約日時間帯 予約日時間 来所日時 相談予定日時"),
        (ImportField.Venue, "会場 会場名 相談会場 相談会場名 予約会場 開催会場 実施会場 相談場所 開催場所 実施場所"),
        (
            ImportField.BusinessName,
            "企業名 事業者名 会社名 事業所名 法人名 社名 商号 貴社名 御社名 企業事業者名 事業者企業名 会社名屋号 企業名屋号 事業者名屋号 事業者名称 企業名称 会社名称 屋号 相談企業名 相談事業者名"
        ),
        (
            ImportField.BusinessAndContact,
            "事業者名担当者名 企業名担当者名 会社名担当者名 事業者名担当者 企業名担当者 会社名担当者 事業者担当者"
        ),
        (ImportField.BusinessNameReading, Read("事業者 事業者名 事業所名 企業 企業名 会社 会社名 法人名 社名 商号 屋号 名称")),
        (
            ImportField.ContactNameReading,
            Read(
                "担当 担当者 担当者名 担当者氏名 ご担当者 ご担当者名 御担当者名 氏名 お名前 代表者 代表者名 相談者 相談者名 相談者氏名 来所者名"
            )
        ),
        (ImportField.NameReading, "ふりがな よみがな 読み仮名 読みがな 読み方"),
        (
            ImportField.ContactName,
            "担当者名 担当者 ご担当者 ご担当者名 御担当者 御担当者名 担当者氏名 相談者名 相談者氏名 来所者名 来所者 お名前 代表者名"
        ),
        (
            ImportField.Telephone,
            "tel 電話番号 電話 連絡先 連絡先電話番号 電話連絡先 連絡先tel telno tel番号 お電話番号 ご連絡先 連絡先電話 携帯番号 携帯電話 携帯電話番号 電話番号連絡先 電話番号携帯 電話携帯 電話番号tel "
                + "連絡先2 電話番号2 電話2 tel2 第2連絡先 予備連絡先 予備電話番号 緊急連絡先 日中連絡先 日中の連絡先 自宅電話 自宅電話番号"
        ),
        (
            ImportField.TelephoneNote,
            "内線 内線番号 内線電話 内線別の番号 電話備考 連絡先備考 連絡可能時間 連絡可能な時間 連絡希望時間 電話可能時間"
        ),
        (
            ImportField.Ward,
            "会社所在地 行政区 所在地 所在区 所在行政区 会社所在区 会社所在行政区 事業所所在地 事業所所在区 企業所在地 会社所在地行政区 所在地行政区 行政区所在地 会社住所"
        ),
        (ImportField.Industry, "業種 業種名 業態 業種業態 事業内容 主な業種 業種分類"),
        (ImportField.EmployeeCount, "従業員数 従業員 従業者数 社員数 従業員人数 従業員規模 従業員数人 従業員数名 スタッフ数"),
        (
            ImportField.GrantApplied,
            "補助金給付金の申請 給付金補助金の申請 補助金給付金の申請有無 補助金給付金の申請の有無 持続化給付金の申請 持続化給付金申請 持続化給付金の申請有無 持続化給付金の申請の有無 給付金の申請 給付金申請 補助金の申請 "
                + "補助金申請 補助金の申請の有無 補助金等の申請 補助金等の申請の有無 申請の有無 持続化給付金の申請状況 補助金給付金"
        ),
        (
            ImportField.LoanUsed,
            "融資の利用 融資利用 融資の利用有無 融資の利用の有無 コロナ関連の融資の利用 コロナ関連融資の利用 コロナ関連融資 コロナ融資の利用 コロナ融資 融資の申請 融資の申請の有無 融資の有無 コロナ関連の融資"
        ),
        (
            ImportField.WishedMeasure,
            "相談したい内容 相談したい制度 相談希望内容 ご相談内容 相談したいこと 相談希望 希望相談内容 相談したい制度内容 特に相談したい制度 相談したい支援策 知りたい制度"
        ),
        (ImportField.VisitNumber, "ご予約回数 予約回数 来所回数 相談回数 利用回数 ご利用回数 ご相談回数 予約の回数 何回目"),
        (ImportField.Memo, "メモ メモ欄 予約メモ 受付メモ"),
        (ImportField.Scrivener, "行政書士名 行政書士 担当行政書士 対応行政書士 相談員 相談員名 担当行政書士名 対応行政書士名"),
        (ImportField.ConsultationTime, "相談時間 相談実施時間 実施時間 対応時間 相談実績時間 相談所要時間 実相談時間"),
        (ImportField.ClientCategory, "相談者区分 事業者区分 相談者の区分 企業区分 相談者種別"),
        (ImportField.Topics, "相談内容区分 相談区分 相談内容の区分 相談内容種別"),
        (ImportField.Measures, "活用したい支援策 活用支援策 支援策 活用したい制度 利用したい支援策"),
        (ImportField.Troubles, "お困りごと お困り事 困りごと 困り事 お困りの内容 お困りごとの種類"),
        (ImportField.SalesDecline, "売上減少の状況 売上の減少状況 売上減少状況 売上状況 売上の状況"),
        (ImportField.Remarks, "備考その他 その他備考 備考欄"),
        (
            ImportField.Heading,
            "確認事項 相談票 予約内容 曜日 相談記録 中小企業等支援策活用サポートセンター予約内容 中小企業等支援策活用サポートセンター コロナ前と比較して売上が 最終更新 最終更新日 更新日 作成日"
        ),
    ];

    private static readonly (ImportField Field, string Labels)[] ListOnly =
    [
        (ImportField.No, "no 番号 通番 連番 項番 整理番号 受付番号 予約番号 管理番号 ナンバー"),
        (ImportField.Slot, "時間 時刻"),
        (ImportField.ReceivedOn, "受付 申込"),
        (ImportField.ClinicDate, "日付 日にち 月日 希望日"),
        (ImportField.ClinicDateAndSlot, "日時"),
        (ImportField.SlotStart, "開始 始 自"),
        (ImportField.SlotEnd, "終了 終 至"),
        (ImportField.Venue, "場所 区役所 区役所支所"),
        (ImportField.BusinessName, "企業 事業者 会社 名称 相談者"),
        (ImportField.ContactName, "担当 氏名 代表者"),
        (ImportField.Telephone, "携帯"),
        (ImportField.NameReading, "読み よみ カナ かな"),
        (ImportField.Ward, "区 住所"),
        (ImportField.EmployeeCount, "人数 社員"),
        (ImportField.GrantApplied, "給付金 補助金"),
        (ImportField.LoanUsed, "融資"),
        (ImportField.WishedMeasure, "相談内容 内容 希望内容 相談概要 用件"),
        (ImportField.VisitNumber, "回数 回 初回再 回目"),
        (ImportField.Memo, "備考 特記事項 備考メモ メモ備考 その他"),
    ];

    private static readonly (ImportField Field, string Labels)[] RecordOnly =
    [
        (ImportField.Consultation, "相談内容 相談の内容 相談内容詳細"),
        (ImportField.Summary, "相談の概要 相談概要"),
        (ImportField.Guidance, "案内した制度 案内制度 ご案内した制度"),
        (ImportField.Impression, "所感 相談員所感 行政書士所感"),
        (ImportField.Remarks, "備考 特記事項"),
    ];

    // The questions of the paper name measures of one year; the next year's ask the same of others. All of them end as questions do.
    private static readonly (ImportField Field, Regex Question)[] Questions =
    [
        (ImportField.GrantApplied, GrantQuestion()),
        (ImportField.LoanUsed, LoanQuestion()),
        (ImportField.WishedMeasure, WishQuestion()),
        (ImportField.VisitNumber, VisitQuestion()),
    ];

    private static readonly FrozenDictionary<string, ImportField> ListLabels = Fold([.. Both, .. ListOnly], FurtherLabels.OfReservation);
    private static readonly FrozenDictionary<string, ImportField> RecordLabels = Fold(
        [.. Both, .. RecordOnly],
        [.. FurtherLabels.OfReservation, .. FurtherLabels.OfRecord]
    );

    [GeneratedRegex("(給付金|補助金|助成金).*申請.*か$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex GrantQuestion();

    [GeneratedRegex("融資.*(利用|申請|借).*か$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex LoanQuestion();

    [GeneratedRegex("(相談したい|知りたい|聞きたい).*か$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex WishQuestion();

    [GeneratedRegex(
        "(予約|利用|相談).*(初めて|何回目|はしめて|はじめて).*か$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex VisitQuestion();

    [GeneratedRegex(
        @"[（(\[【<＜〔［][^）)\]】>＞〕］]*[）)\]】>＞〕］]?\s*$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex BracketsBehind();

    [GeneratedRegex(@"^\s*(?:第?\d{1,2}[.．)）、:：\s]|[①-⑳])\s*", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Numbering();

    [GeneratedRegex(@"(?:※\s*)?(?:必須|任意|要記入|記入必須)\s*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Obligation();

    /// <summary>The field that a column heading of the list stands for, or null.</summary>
    public static ImportField? OfColumn(string text) => Find(text, ListLabels) ?? Longer(text);

    /// <summary>The field that a label of the record stands for, or null. Words that may as well be a value (融資, 担当) are no labels
    /// here.</summary>
    public static ImportField? OfRecord(string text) => Find(text, RecordLabels);

    private static ImportField? Find(string text, FrozenDictionary<string, ImportField> labels)
    {
        if (text.Length > 120)
        {
            return null;
        }

        var plain = Obligation().Replace(text, "");
        var numbered = Numbering().Replace(plain, "");
        foreach (
            var candidate in new[]
            {
                plain,
                numbered,
                BracketsBehind().Replace(plain, ""),
                BracketsBehind().Replace(numbered, ""),
            }.Distinct(StringComparer.Ordinal)
        )
        {
            var folded = TextFolding.Fold(candidate);
            if (labels.TryGetValue(folded, out var field))
            {
                return field;
            }

            if (Array.Find(Questions, question => question.Question.IsMatch(folded)) is { Question: not null } asked)
            {
                return asked.Field;
            }
        }

        return null;
    }

    /// <summary>会社名ふりがな, 会社名カナ …: the labels of the readings of names.</summary>
    private static string Read(string names) =>
        string.Join(
            ' ',
            from name in names.Split(' ')
            from reading in (string[])["ふりがな", "カナ", "よみがな", "読み", "よみ", "読み仮名", "のふりがな", "の読み"]
            select name + reading
        );

    /// <summary>事業者名又は屋号, 電話番号・携帯など: a heading that begins with a label of three characters or more and goes on a little.</summary>
    private static ImportField? Longer(string text)
    {
        var folded = TextFolding.Fold(text);
        return ListLabels
            .Where(label =>
                label.Key.Length >= 3 && label.Key.Length * 3 >= folded.Length && folded.StartsWith(label.Key, StringComparison.Ordinal)
            )
            .OrderByDescending(label => label.Key.Length)
            .Select(label => (ImportField?)label.Value)
            .FirstOrDefault();
    }

    private static FrozenDictionary<string, ImportField> Fold(
        (ImportField Field, string Labels)[] table,
        IEnumerable<(ImportField Label, FieldDescription Field)> further
    )
    {
        var labels = new Dictionary<string, ImportField>(StringComparer.Ordinal);
        foreach (var (field, names) in table)
        {
            foreach (var name in names.Split(' '))
            {
                labels.TryAdd(TextFolding.Fold(name), field);
            }
        }

        foreach (var (label, field) in further)
        {
            labels.TryAdd(TextFolding.Fold(field.JapaneseLabel), label);
        }

        return labels.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
