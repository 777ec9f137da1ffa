using System.Globalization;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Tests.Reports;

/// <summary>Forms as people and attackers fill them in: each field by its description, whatever fields there are.</summary>
internal sealed class TypedDetails(int seed)
{
    private static readonly string[] Pieces =
    [
        "𠮷野 髙﨑",
        "葛\U000E0100城",
        "=1+1",
        "'=1",
        "''",
        "＝合計",
        "＠例示",
        "-5",
        "\t",
        "\n",
        "\"",
        ",",
        ";",
        "a\u200Bb",
        "\u202Efdp",
        "〓",
        "_x0041_",
        "ｶﾞ㈱①",
        "🍎👨‍👩‍👧",
        "か\u3099",
        "〜−¥‾",
        "令和2年7月16日",
        "&<>",
        " ",
        "　",
        "",
    ];

    private readonly Random random = new(seed);

    public ReservationDetails Reservation(IReadOnlyList<Guid> questions)
    {
        var details = Filled<ReservationDetails>();
        details.BusinessName = "株式会社例示" + details.BusinessName;
        details.Telephone = random.Next(4) == 0 ? "" : "075000" + random.Next(10_000).ToString("0000", CultureInfo.InvariantCulture);
        details.Answers =
        [
            .. questions.Select(question => new QuestionAnswer(question, (Answer)random.Next(4))).Where(_ => random.Next(3) > 0),
        ];
        return FormFields.Cleaned(details);
    }

    public ConsultationDetails Record(IReadOnlyList<Guid> measures, IReadOnlyList<Guid> referrals)
    {
        var details = Filled<ConsultationDetails>();
        details.MeasureIds = [.. measures.Where(_ => random.Next(3) == 0)];
        details.Guidance = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Filled<GuidanceRow>())];
        foreach (var row in details.Guidance)
        {
            row.MeasureId = random.Next(2) == 0 ? measures[random.Next(measures.Count)] : null;
            row.ReferralId = random.Next(2) == 0 ? referrals[random.Next(referrals.Count)] : null;
        }

        return FormFields.Cleaned(details);
    }

    private T Filled<T>()
        where T : new()
    {
        var details = new T();
        foreach (var field in FormFields.Of<T>().Where(field => field.IsSingle))
        {
            if (!field.AllowsNone || random.Next(5) > 0)
            {
                field.Write(details!, Value(field));
            }
        }

        return details;
    }

    private object Value(FieldDescription field) =>
        field.Kind switch
        {
            FieldKind.OneOf => Any([.. FieldFormatter.Boxes(field.ValueType)]),
            FieldKind.AnyOf => Enum.ToObject(
                field.ValueType,
                FieldFormatter
                    .Boxes(field.ValueType)
                    .Where(_ => random.Next(2) == 0)
                    .Sum(box => Convert.ToInt64(box, CultureInfo.InvariantCulture))
            ),
            FieldKind.Checkbox => random.Next(2) == 0,
            FieldKind.Number => random.Next(1, 999),
            FieldKind.Date => new DateOnly(2019, 4, 1).AddDays(random.Next(800)),
            FieldKind.Time => new TimeOnly(random.Next(24), random.Next(60)),
            _ => Text(field.MaxLength ?? 200),
        };

    private T Any<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];

    private string Text(int most)
    {
        if (random.Next(12) == 0)
        {
            return string.Concat(Enumerable.Repeat("長い文。", most / 4));
        }

        var text = string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Any(Pieces)));
        return text.Length > most ? "" : text;
    }
}
