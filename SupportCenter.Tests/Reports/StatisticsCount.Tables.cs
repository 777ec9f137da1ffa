using SupportCenter.Domain.Access;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Tests.Reports;

/// <summary>The tables of what consultations were about.</summary>
internal sealed partial class StatisticsCount
{
    /// <summary>Every table: its kind, how many consultations were asked, and its lines.</summary>
    public IEnumerable<(StatisticsTableKind, int, string)> Tables(StatisticsPeriod period)
    {
        var n = Completed(period).Count;
        string One(Func<Reservation, object?> key) =>
            Lines(period, Completed(period).Select(row => Text(key(row))).Distinct().Select(label => (label, Is(key, label))));
        string Of(Func<ConsultationDetails, object?> key) => One(row => Record(row) is { } record ? key(record) : null);
        string Several<T>(IEnumerable<T> answers, Func<T, string> name, Func<ConsultationDetails, T, bool> ticked)
        {
            var all = answers.ToList();
            bool Said(Reservation row, T answer) => Record(row) is { } record && ticked(record, answer);
            return Lines(
                period,
                all.Select(answer => (name(answer), (Func<Reservation, bool>)(row => Said(row, answer))))
                    .Append(("", row => !all.Exists(answer => Said(row, answer))))
            );
        }

        yield return (StatisticsTableKind.Wards, n, One(row => row.Details.Ward));
        yield return (StatisticsTableKind.Industries, n, Lines(period, Industries(period)));
        yield return (StatisticsTableKind.Employees, n, One(row => Size(row.Details.EmployeeCount)));
        yield return (StatisticsTableKind.Visits, n, One(row => (VisitClass)Math.Min(3, row.Details.VisitNumber)));
        yield return (StatisticsTableKind.Categories, n, Of(record => record.ClientCategory));
        yield return (
            StatisticsTableKind.Topics,
            n,
            Several(Enum.GetValues<Topics>().Skip(1), topic => topic.ToString(), (record, topic) => record.Topics.HasFlag(topic))
        );
        yield return (
            StatisticsTableKind.Troubles,
            n,
            Several(Enum.GetValues<Troubles>().Skip(1), one => one.ToString(), (record, one) => record.Troubles.HasFlag(one))
        );
        yield return (
            StatisticsTableKind.Measures,
            n,
            Several(scene.Measures, NameOf, (record, measure) => record.MeasureIds.Contains(measure.Id))
        );
        yield return (StatisticsTableKind.SalesDeclines, n, Of(record => record.SalesDecline));
        yield return (
            StatisticsTableKind.Issuers,
            n,
            Several(
                Enum.GetValues<Issuer>(),
                issuer => issuer.ToString(),
                (record, issuer) => scene.Measures.Exists(one => one.Details.Issuer == issuer && record.MeasureIds.Contains(one.Id))
            )
        );
        yield return (
            StatisticsTableKind.Guidance,
            n,
            Several(scene.Measures, NameOf, (record, measure) => record.Guidance.Exists(row => row.MeasureId == measure.Id))
        );
        yield return (
            StatisticsTableKind.Referrals,
            n,
            Several(scene.Referrals, place => place.Name, (record, place) => record.Guidance.Exists(row => row.ReferralId == place.Id))
        );
        bool WithoutMeasure(Reservation row) =>
            Record(row) is { MeasureIds.Count: 0 } record && !record.Guidance.Exists(said => said.MeasureId is not null);
        yield return (
            StatisticsTableKind.Uncovered,
            n,
            Lines(
                period,
                Enum.GetValues<Troubles>()
                    .Skip(1)
                    .Select(one =>
                        (one.ToString(), (Func<Reservation, bool>)(row => WithoutMeasure(row) && Record(row)!.Troubles.HasFlag(one)))
                    )
                    .Append(("", row => Record(row) is null || (WithoutMeasure(row) && Record(row)!.Troubles == Troubles.None)))
            )
        );
        if (role == Role.Supervisor)
        {
            yield return (StatisticsTableKind.Scriveners, n, One(row => scene.Scriveners.Single(one => one.Id == row.ScrivenerId).Name));
        }
    }

    /// <summary>確認事項: each question and its lines.</summary>
    public IEnumerable<(Guid?, string)> Questions(StatisticsPeriod period) =>
        scene
            .Questions.Where(question =>
                question.ValidFrom <= period.To || Completed(period).Exists(row => Answered(row, question.Id).Length > 0)
            )
            .Select(question =>
                (
                    (Guid?)question.Id,
                    Lines(
                        period,
                        new[] { "Yes", "No", "Considering", "" }.Select(label =>
                            (label, (Func<Reservation, bool>)(row => Answered(row, question.Id) == label))
                        )
                    )
                )
            );

    /// <summary>売上減少 × 業種: each industry and its lines.</summary>
    public IEnumerable<string> Declines(StatisticsPeriod period) =>
        Industries(period)
            .Where(industry => industry.Label.Length == 0 || Completed(period).Exists(row => industry.Is(row)))
            .Select(industry =>
                Lines(
                    period,
                    Enum.GetValues<SalesDecline>()
                        .Select(one =>
                            (one.ToString(), (Func<Reservation, bool>)(row => industry.Is(row) && Record(row)?.SalesDecline == one))
                        )
                        .Append(("", row => industry.Is(row) && Record(row)?.SalesDecline is null))
                )
            );

    private string Lines(StatisticsPeriod period, IEnumerable<(string Label, Func<Reservation, bool> Is)> lines) =>
        string.Join(
            '\n',
            lines
                .Select(line => (line.Label, line.Is, Rows: Completed(period).Where(line.Is).ToList()))
                .Where(line => line.Rows.Count > 0)
                .Select(line =>
                    string.Join(
                        ' ',
                        line.Label,
                        line.Rows.Count,
                        line.Rows.Select(row => row.BusinessId).ToHashSet().Count,
                        Completed(period.Before()).Count(line.Is),
                        Completed(period.YearBefore()).Count(line.Is)
                    )
                )
                .Order(StringComparer.Ordinal)
        );

    private static string Text(object? key) => key?.ToString() ?? "";

    private static Func<Reservation, bool> Is(Func<Reservation, object?> key, string label) => row => Text(key(row)) == label;

    private static string NameOf(SupportMeasure measure) => $"{measure.Details.Name} {measure.Details.Issuer}";

    private static string Answered(Reservation row, Guid question) =>
        row.Details.Answers.Find(answer => answer.QuestionId == question)?.Answer is { } said && said != Answer.Unknown
            ? said.ToString()
            : "";

    private ConsultationDetails? Record(Reservation row) => scene.HandedIn.GetValueOrDefault(row.Id);

    private List<(string Label, Func<Reservation, bool> Is)> Industries(StatisticsPeriod period)
    {
        var named = Completed(period)
            .Select(row => row.Details.Industry ?? "")
            .Where(name => name.Length > 0)
            .GroupBy(name => name)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Key)
            .ToList();
        var shown = named.Take(10).Append("").ToHashSet();
        return
        [
            .. named.Take(10).Select(name => (name, (Func<Reservation, bool>)(row => row.Details.Industry == name))),
            ("その他", row => !shown.Contains(row.Details.Industry ?? "") && named.Count > 10),
            ("", row => string.IsNullOrEmpty(row.Details.Industry)),
        ];
    }

    private static EmployeeClass? Size(int? count) =>
        count switch
        {
            null => null,
            0 => EmployeeClass.None,
            < 6 => EmployeeClass.OneToFive,
            < 21 => EmployeeClass.SixToTwenty,
            < 51 => EmployeeClass.TwentyOneToFifty,
            _ => EmployeeClass.More,
        };
}
