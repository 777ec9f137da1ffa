using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Demo;

/// <summary>What fictional consultations were about: the n-th is always the same.</summary>
internal static class FictionalRecords
{
    private static readonly string[] Summaries =
    [
        "新聞に載っていた制度の概要が知りたい。",
        "店舗の家賃の負担が重く、利用できる支援がないか知りたい。",
        "従業員の休業手当について、どのような手続きが要るか知りたい。",
        "感染防止のための設備を入れたい。補助の対象になるか確認したい。",
        "売上が大きく落ち、当面の資金繰りについて相談したい。",
    ];

    private static readonly string[] Impressions =
    [
        "対話で説明を聞けてありがたいとおっしゃっていました。",
        "次回、決算書を持参いただく予定。",
        "申請書の書き方に不安があるとのことで、再度来られるかもしれません。",
    ];

    /// <summary>The n-th record of a consultation that began at the slot's start.</summary>
    public static ConsultationDetails Details(
        int n,
        Reservation reservation,
        IReadOnlyList<SupportMeasure> measures,
        IReadOnlyList<Referral> referrals
    ) =>
        new()
        {
            StartedAt = reservation.StartsAt,
            EndedAt = reservation.StartsAt.AddMinutes(25 + (n * 7 % 35)),
            ClientCategory = (ClientCategory)(1 + (n % 4)),
            Topics = (Topics)(1 + (n % 15)),
            MeasureIds = [.. measures.Where((_, at) => (n >> (at % 5)) % 3 == 0).Select(measure => measure.Id)],
            Troubles = (Troubles)(1 + (n * 5 % 31)),
            SalesDecline = (SalesDecline)(1 + (n % 4)),
            Summary = Summaries[n % Summaries.Length],
            Guidance =
            [
                new GuidanceRow
                {
                    Measure = measures[n % measures.Count].Details.Name,
                    MeasureId = measures[n % measures.Count].Id,
                    Explained = "対象経費や手続きの流れを説明しました。",
                    Referral = n % 3 == 0 ? referrals[n % referrals.Count].Name : null,
                    ReferralId = n % 3 == 0 ? referrals[n % referrals.Count].Id : null,
                },
                new GuidanceRow
                {
                    Measure = "雇用調整助成金",
                    Explained = "概要のみお伝えしました。",
                    Referral = "中小企業雇用継続緊急支援センター",
                    ReferralId = referrals.FirstOrDefault(place => place.Name == "中小企業雇用継続緊急支援センター")?.Id,
                },
            ],
            Impression = Impressions[n % Impressions.Length],
            Remarks = n % 4 == 0 ? "駐車場の有無を確認済" : null,
        };
}
