using System.Reflection;
using SupportCenter.Domain.Incidents;
using SupportCenter.Portal.Printing;

namespace SupportCenter.Tests.Printing;

/// <summary>Every paper of the portal, found in the program: each method that gives a finished document, with samples for what it is drawn
/// from. A paper without samples fails the tests that go through them.</summary>
internal static class Papers
{
    public static IReadOnlyList<ReservationSlip> Slips { get; } = [Sheets.Slip, Sheets.Slip with { IsCancelled = true }];

    public static BinderSheet Binder { get; } =
        new(
            [new("持ち出し番号", "3FA912BC"), new("期間", "令和2年7月1日(水) ～ 令和2年7月31日(金)"), new("承認者", "承認不要")],
            "3FA912BC",
            Sheets.Mark
        );

    public static IReadOnlyList<ConsultationSheet> Bound { get; } =
    [
        .. Enumerable
            .Range(0, 45)
            .Select(i =>
                Sheets.Ordinary with
                {
                    ClinicDate = $"令和2年7月{1 + i / 6}日",
                    BusinessName = i % 5 == 0 ? "𠮷野家具 髙﨑葛󠄀城支店有限会社とても長い名前の会社" : Sheets.Ordinary.BusinessName,
                    Summary = i == 3 ? string.Concat(Enumerable.Repeat("長い話でした。", 600)) : Sheets.Ordinary.Summary,
                }
            ),
    ];

    public static ReservationListSheet Reservations { get; } =
        new(
            ["令和2年7月1日(水) ～ 令和2年7月31日(金)　35件"],
            [
                .. Enumerable
                    .Range(0, 35)
                    .Select(i => new ReservationListSheetRow(
                        "株式会社例題製作所（例題 一郎）",
                        "中京区",
                        "12人",
                        "飲食業",
                        $"075-000-{1000 + i}",
                        "令和2年7月16日(木) 13:00～13:50\n中京区役所",
                        "持続化給付金の申請をしておりますか？ している",
                        "家賃支援"
                    )),
            ]
        );

    public static BusinessSummarySheet Summary { get; } =
        new(
            "株式会社例題製作所祇園",
            [new("担当者名", "例題 一郎"), new("TEL", "075-***-**34"), new("会社所在地", "中京区")],
            [
                .. Enumerable
                    .Range(1, 3)
                    .Select(i => new SummaryVisit(
                        $"令和2年7月{i}日(水) 13:00～13:50",
                        "中京区役所",
                        "行政書士 見本一",
                        $"{i}回目",
                        "相談済"
                    )),
            ],
            [
                .. Enumerable
                    .Range(1, 6)
                    .Select(i => new SummarySheetRecord(
                        $"令和2年7月{i}日(水)　行政書士 見本一　確認済",
                        [
                            new("【相談の概要】", string.Concat(Enumerable.Repeat("制度の概要が知りたい。", i * 30))),
                            new("【案内した制度】", "・家賃支援：概要"),
                        ]
                    )),
            ],
            [new("確定申告書.pdf", "確定申告書", "令和2年7月1日(水)")],
            "この要約に所感は含まれません。"
        );

    public static LedgerSheet Ledger { get; } =
        new(
            "株式会社例題製作所祇園",
            [
                .. Enumerable
                    .Range(0, 40)
                    .Select(i => new LedgerSheetRow($"令和2年7月16日 14:{i:00}", "本市　監督", "予約を見た", "予約内容、電話番号")),
            ],
            "これより古い記録は載せていません。"
        );

    public static DisposalSheet Disposal { get; } =
        new(
            "令和8年度 廃棄第1号",
            [new("対象", "令和2年度に最後の利用があった事業者"), new("方法", "暗号化されたデータの消去")],
            [
                .. Enumerable
                    .Range(0, 45)
                    .Select(i => new DisposalSheetRow($"3FA9-12BC-77D0-{i:0000}", "事業者", "令和2年度", "予約1・相談票1", "廃棄")),
            ],
            [new("3FA9-12BC-77D0-AB41", "事業者", "令和2年度", "", "保留のため除外")]
        );

    public static ReportSheet Monthly { get; } =
        new()
        {
            Title = "月次報告",
            Period = "令和2年7月",
            Facts = ["内部用", "令和2年7月16日現在"],
            Missing = ["相談票 未提出 2件"],
            Circulation = ["供覧", "部長", "課長", "係長", "担当"],
            Summary = new("要約", ["相談は12件でした。"]),
            Closing = [new("課題と提案", ["予約の取りにくい区がある。"])],
            Attention = new("注意", ["未対応の警報：0件", "対応中の事案：なし"]),
            Parts =
            [
                new("数字", [Table("指標", 12)], [Table("行政区", 12)], [Table("会場", 4)]),
                new("動き", [Table("会場", 60)], [], [])
                {
                    Lines = new(
                        "完了（実線）",
                        "折り返し待ち（破線）",
                        [.. Enumerable.Range(1, 13).Select(i => new ReportPoint($"{i}月", i, i > 3 ? i / 2 : null))]
                    ),
                    Texts = [new("声", ["「申請の書き方が分かって助かった。」"])],
                },
            ],
            Definitions = ["数え方", "延べ件数は完了した相談の数。", "割合は件数に対するもの。"],
        };

    public static ReportSheet Yearly { get; } =
        Monthly with
        {
            Title = "年度報告",
            Period = "令和2年度",
            HasCover = true,
            Facts = ["内部用", "確定 第1版"],
            Parts =
            [
                new("1　要約", [], [], [Table("目標と実績", 4)]),
                .. Monthly.Parts,
                new("5　監督と安全管理", [], [], [Table("事案", 1), Table("廃棄", 2)]),
            ],
        };

    public static IncidentSheet Incident { get; } =
        new(
            "漏えい等報告（速報）",
            "令和2年度 事案第1号　様式1",
            "個人情報保護委員会の報告フォームに転記するための控えです。",
            [
                .. Enumerable
                    .Range(1, 9)
                    .Select(i => ($"{i} 項目", string.Concat(Enumerable.Repeat("関係者サイトの文書が閲覧できた。", i * 5)))),
            ],
            [("作成", "本市　監督"), ("承認", "本市　別の監督"), ("ハッシュ", "3fa912bc77d0ab41")]
        );

    public static OversightSheet InspectionRecord { get; } =
        new(
            "検査記録",
            "令和2年度 検査第1号",
            [("相手方", "株式会社例示コールセンター"), ("検査した人", "監督 一郎\n監督 二郎")],
            [
                new(
                    "項目（判定 15/15）",
                    [("番号", 0.7), ("項目", 4), ("ポータルの記録", 3.5), ("回答", 3), ("判定", 1.4), ("所見", 3)],
                    [
                        .. Enumerable
                            .Range(1, 15)
                            .Select(i =>
                                (IReadOnlyList<string>)
                                    [
                                        $"{i}",
                                        string.Concat(Enumerable.Repeat("公開フォルダーに個人情報がないか。", 1 + (i % 4))),
                                        "最後の公開範囲点検 令和2.7.16 9:00\n許可のない公開 0件",
                                        i % 3 == 0 ? "置いていません。" : "",
                                        i == 4 ? "不適\n重大" : "適",
                                        i == 4 ? "媒体の管理簿に、令和2年5月の記入がない。" : "",
                                    ]
                            ),
                    ],
                    "まだ記録されていません。"
                ),
            ]
        );

    public static OversightSheet InspectionFindings { get; } =
        InspectionRecord with
        {
            Title = "指摘一覧",
            Tables = [InspectionRecord.Tables[0] with { Rows = [] }],
        };

    public static OversightSheet InspectionCorrections { get; } =
        InspectionRecord with
        {
            Title = "是正報告",
            Tables =
            [
                new(
                    "是正",
                    [("番号", 0.7), ("是正を求める内容", 4), ("期限", 2), ("是正の報告", 4), ("状態", 2), ("確認", 2.4)],
                    [
                        [
                            "4",
                            "管理簿を毎週記入する",
                            "令和2.7.26",
                            "今週から記入しました\n（例示受付 令和2.7.20 10:00）",
                            "確認済",
                            "本市 監督",
                        ],
                    ],
                    "是正を求めたものはありません。"
                ),
            ],
        };

    public static OversightSheet OversightYear { get; } =
        new(
            "委託先の監督　年間の一覧",
            "令和2年度",
            [],
            [
                new(
                    "検査",
                    [("相手方", 4), ("区分", 2), ("検査", 3), ("適", 1), ("一部不適", 1.3), ("不適", 1), ("是正済", 1.6)],
                    [
                        ["株式会社例示コールセンター", "委託先", "令和2.7.15 実地", "13", "1", "1", "1/2件"],
                        ["例示府行政書士会", "行政書士", "未実施", "0", "0", "0", "0/0件"],
                    ],
                    "まだ記録されていません。"
                ),
                new("ダブルチェック　対象 120件から、20件を抽出、0件を判定済み", [("観点", 4), ("良い", 1.5)], [], "未実施"),
            ]
        );

    public static IReadOnlyList<IncidentLetter> Letters { get; } =
    [
        .. Enumerable
            .Range(1, 3)
            .Select(i => new IncidentLetter(
                "個人情報の漏えい等についてのお詫びとお知らせ",
                $"株式会社例題製作所{i}　例題 一郎 様",
                "令和2年7月20日",
                $"令和2年度 事案第1号　様式3-{i}",
                string.Concat(Enumerable.Repeat("このたびは誠に申し訳ございません。", i * 6)),
                [
                    ("1 起きたこと", string.Concat(Enumerable.Repeat("関係者サイトの文書が閲覧できた。", i * 40))),
                    (
                        "2 外部から見られた可能性のある、あなたの情報",
                        "予約のときにうかがった項目（事業者名、電話番号）　相談日：令和2年7月3日"
                    ),
                    ("3 原因", "調査中"),
                ]
            )),
    ];

    public static PrintedPaper CouncilPaper { get; } = OfIncident(IncidentPaperKind.Council);

    public static PrintedPaper ContactLog { get; } = OfIncident(IncidentPaperKind.ContactLog);

    public static PrintedPaper HalfYear { get; } =
        OfIncident(IncidentPaperKind.HalfYear) with
        {
            HalfYear = new DateOnly(2020, 4, 1),
            ApprovedAtUtc = new DateTime(2020, 7, 21, 1, 0, 0, DateTimeKind.Utc),
        };

    public static PrintedPaper LetterBatch { get; } = OfIncident(IncidentPaperKind.Letters);

    public static IncidentCallSheet CallSheet { get; } =
        new(
            "令和2年度 事案第1号",
            "一覧 40件　うち説明済・拒否 5件　この紙に載せた事業者 35件",
            "電話で読む文（第2版）\n誠に申し訳ございません。",
            [
                .. Enumerable
                    .Range(0, 35)
                    .Select(i => new IncidentCallSheetRow(
                        "カブシキガイシャレイダイ\n株式会社例題製作所\n例題 一郎",
                        $"075-000-{1000 + i}",
                        "一覧の項目（別紙1）",
                        i % 3 == 0 ? "不在（1回）\n7月17日(金) 9:00" : ""
                    )),
            ]
        );

    /// <summary>Each paper by its name: the class, and the sample that it is drawn from.</summary>
    public static IReadOnlyDictionary<string, Func<RenderedPdf>> All { get; } =
        Found().ToDictionary(paper => paper.Name, paper => paper.Render);

    public static TheoryData<string> Named { get; } = [.. All.Keys];

    static IEnumerable<(string Name, Func<RenderedPdf> Render)> Found()
    {
        var samples = new[] { typeof(Papers), typeof(Sheets) }
            .SelectMany(type => type.GetProperties().Cast<MemberInfo>().Concat(type.GetFields()))
            .Where(member => member.Name is not (nameof(All) or nameof(Named)))
            .ToList();
        var renders = typeof(RenderedPdf)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
            .Where(method => method is { IsPrivate: false } && method.ReturnType == typeof(RenderedPdf));
        foreach (var render in renders)
        {
            var sets = render
                .GetParameters()
                .Select(parameter =>
                    samples.Where(member => parameter.ParameterType.IsAssignableFrom(TypeOf(member))).ToList() is { Count: > 0 } fitting
                        ? fitting
                    : parameter.HasDefaultValue ? (IReadOnlyList<MemberInfo?>)[null]
                    : throw new InvalidOperationException($"{render.DeclaringType!.Name} has no sample of {parameter.ParameterType}.")
                )
                .ToList();
            foreach (var sample in sets[0])
            {
                object?[] given = [ValueOf(sample), .. sets.Skip(1).Select(set => ValueOf(set[0]))];
                yield return ($"{render.DeclaringType!.Name}-{sample!.Name}", () => (RenderedPdf)render.Invoke(null, given)!);
            }
        }
    }

    static PrintedPaper OfIncident(IncidentPaperKind kind) =>
        new()
        {
            FiscalYear = 2020,
            IncidentNumber = 1,
            IsDrill = false,
            Number = 3,
            Kind = kind,
            Items =
            [
                new("", "このたびは誠に申し訳ございません。"),
                new("2 あなたの情報", ""),
                .. Enumerable.Range(3, 4).Select(i => new PaperItem($"{i} 項目", string.Concat(Enumerable.Repeat("調査中です。", i * 9)))),
            ],
            Parts = kind is IncidentPaperKind.Letters or IncidentPaperKind.ContactLog
                ?
                [
                    .. Enumerable
                        .Range(1, 30)
                        .Select(i => new PrintedPart(i, new PaperItem($"株式会社例題{i}　御中", "7月16日(木) 13:05　電話　不在"))),
                ]
                : [],
            Hash = new string('3', 64),
            PreparedBy = "本市　監督",
            PreparedAtUtc = new DateTime(2020, 7, 20, 1, 0, 0, DateTimeKind.Utc),
        };

    static Type TypeOf(MemberInfo member) => member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType;

    static object? ValueOf(MemberInfo? member) =>
        member switch
        {
            PropertyInfo property => property.GetValue(null),
            FieldInfo field => field.GetValue(null),
            _ => Type.Missing,
        };

    static ReportTable Table(string title, int rows) =>
        new(
            title,
            "n = 12",
            ["区分", "件数", "割合"],
            [.. Enumerable.Range(1, rows).Select(i => new ReportRow($"区分{i}", [$"{i}", "8.3%"], i / (double)rows, i == rows))]
        );
}
