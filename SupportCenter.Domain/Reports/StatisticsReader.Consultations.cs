using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reports;

/// <summary>Counts what completed consultations were about. What a record says counts once the record was handed in; a consultation
/// without such a record is 不明.</summary>
internal sealed partial class StatisticsReader
{
    /// <summary>Industries are free text: so many are named, the rest is その他.</summary>
    internal const int MostIndustries = 10;

    public async Task<ConsultationStatistics> ConsultationsAsync(StatisticsPeriod period, CancellationToken ct)
    {
        await LoadAsync([period, period.Before(), period.YearBefore()], ct);
        var counted = new StatisticsTally(
            CompletedOf(period),
            CompletedOf(period.Before()),
            CompletedOf(period.YearBefore()),
            numbers.Count
        );
        var measures = await db.Measures.AsNoTracking().ToListAsync(ct);
        var referrals = await db.Referrals.ChoicesAsync(ct);
        var industries = Industries(counted);
        return new ConsultationStatistics
        {
            Period = period,
            Tables =
            [
                counted.Single(StatisticsTableKind.Wards, WardNames.All, row => row.Ward),
                industries,
                counted.Single(StatisticsTableKind.Employees, Enum.GetValues<EmployeeClass>(), row => SizeOf(row.EmployeeCount)),
                counted.Single(StatisticsTableKind.Visits, Enum.GetValues<VisitClass>(), row => VisitOf(row.VisitNumber)),
                counted.Single(StatisticsTableKind.Categories, Enum.GetValues<ClientCategory>(), row => row.Record?.Category),
                counted.Flags(StatisticsTableKind.Topics, row => row.Record?.Topics ?? Topics.None),
                counted.Flags(StatisticsTableKind.Troubles, row => row.Record?.Troubles ?? Troubles.None),
                counted.Several(StatisticsTableKind.Measures, Choices(measures), row => row.Record?.MeasureIds),
                counted.Single(StatisticsTableKind.SalesDeclines, Enum.GetValues<SalesDecline>(), row => row.Record?.SalesDecline),
                Issuers(counted, measures),
                counted.Several(StatisticsTableKind.Guidance, Choices(measures), row => row.Record?.GuidedMeasureIds),
                counted.Several(StatisticsTableKind.Referrals, [.. referrals.Select(row => (row.Id, (object)row.Name))], row =>
                    row.Record?.ReferralIds
                ),
                Uncovered(counted),
                .. isOwn ? [] : new[] { await ScrivenersAsync(counted, ct) },
            ],
            Questions = await QuestionsAsync(counted, period, ct),
            Declines = DeclinesBy(counted, industries),
            Minutes = Spread.Of(
                counted.Now.Select(row => row.Record?.Minutes).OfType<int>().CountBy(minutes => minutes).Select(row => (row.Key, row.Value))
            ),
        };
    }

    private List<StatisticsEntry> CompletedOf(StatisticsPeriod period) => [.. Entries(period).Where(row => row.IsCompleted)];

    private static StatisticsTable Industries(StatisticsTally counted)
    {
        var named = counted
            .Now.Where(row => row.Industry.Length > 0)
            .CountBy(row => row.Industry)
            .OrderByDescending(row => row.Value)
            .ThenBy(row => row.Key, StringComparer.Ordinal)
            .Select(row => row.Key)
            .ToList();
        var shown = named.Take(MostIndustries).ToHashSet(StringComparer.Ordinal);
        var rest = named.Count > MostIndustries;
        return counted.Table(
            StatisticsTableKind.Industries,
            isMultiple: false,
            [
                .. named.Take(MostIndustries).Select(name => new StatisticsCategory(name, row => row.Industry == name)),
                .. rest
                    ? new[] { new StatisticsCategory(null, row => row.Industry.Length > 0 && !shown.Contains(row.Industry), IsOther: true) }
                    : [],
            ],
            row => row.Industry.Length == 0
        );
    }

    private static StatisticsTable Issuers(StatisticsTally counted, List<SupportMeasure> measures)
    {
        var offered = measures.ToLookup(row => row.Details.Issuer, row => row.Id);
        return counted.Table(
            StatisticsTableKind.Issuers,
            isMultiple: true,
            [
                .. Enum.GetValues<Issuer>()
                    .Select(issuer =>
                    {
                        var ids = offered[issuer].ToHashSet();
                        return new StatisticsCategory(issuer, row => row.Record is { } said && said.MeasureIds.Any(ids.Contains));
                    }),
            ],
            row => row.Record is not { MeasureIds.Count: > 0 }
        );
    }

    /// <summary>What people ask for that no measure covers: a consultation may be in several rows, and is in none where a measure was
    /// found.</summary>
    private static StatisticsTable Uncovered(StatisticsTally counted)
    {
        static bool IsUncovered(StatisticsEntry row) => row.Record is { MeasureIds.Count: 0, GuidedMeasureIds.Count: 0 };
        return counted.Table(
            StatisticsTableKind.Uncovered,
            isMultiple: true,
            [
                .. Enum.GetValues<Troubles>()
                    .Where(trouble => trouble != Troubles.None)
                    .Select(trouble => new StatisticsCategory(trouble, row =>
                        IsUncovered(row) && (row.Record!.Troubles & trouble) != Troubles.None
                    )),
            ],
            row => row.Record is null || (IsUncovered(row) && row.Record.Troubles == Troubles.None)
        );
    }

    private async Task<StatisticsTable> ScrivenersAsync(StatisticsTally counted, CancellationToken ct)
    {
        var names = await db.Staff.Where(person => db.Desks.Any(desk => desk.ScrivenerId == person.Id)).ChoicesAsync(ct);
        return counted.Several(StatisticsTableKind.Scriveners, [.. names.Select(person => (person.Id, (object)person.Name))], row =>
            [row.ScrivenerId]
        ) with
        {
            IsMultiple = false,
        };
    }

    /// <summary>確認事項: one table for each question that was asked on any day of the period, or was answered all the same.</summary>
    private async Task<IReadOnlyList<StatisticsTable>> QuestionsAsync(
        StatisticsTally counted,
        StatisticsPeriod period,
        CancellationToken ct
    )
    {
        var (from, to) = (period.From, period.To);
        // The same answers are the same list (SpelledValues): a few of them, however many consultations.
        var answered = counted
            .Now.Select(row => row.Answers)
            .ToHashSet()
            .SelectMany(answers => answers)
            .Where(row => row.Answer != Answer.Unknown)
            .Select(row => row.QuestionId)
            .ToHashSet();
        var all = await db.Questions.AsNoTracking().OrderBy(row => row.Order).ThenBy(row => row.Text).ToListAsync(ct);
        var questions = all.Where(row =>
            (row.ValidFrom <= to && (row.ValidTo is null || row.ValidTo >= from)) || answered.Contains(row.Id)
        );
        Answer[] answers = [Answer.Yes, Answer.No, Answer.Considering];
        return
        [
            .. questions.Select(question =>
                counted.Single(StatisticsTableKind.Answers, answers, row => AnswerOf(row, question.Id)) with
                {
                    Title = question.Text,
                    QuestionId = question.Id,
                }
            ),
        ];
    }

    private static Answer? AnswerOf(StatisticsEntry row, Guid question)
    {
        foreach (var answer in row.Answers)
        {
            if (answer.QuestionId == question && answer.Answer != Answer.Unknown)
            {
                return answer.Answer;
            }
        }

        return null;
    }

    /// <summary>売上減少 × 業種.</summary>
    private static IReadOnlyList<StatisticsCross> DeclinesBy(StatisticsTally counted, StatisticsTable industries)
    {
        const int others = -1;
        const int unknown = -2;
        var places = industries.Rows.Select(row => row.Key).OfType<string>().Index().ToDictionary(row => row.Item, row => row.Index);
        var parts = counted.By(row => row.Industry.Length == 0 ? unknown : places.GetValueOrDefault(row.Industry, others));
        return
        [
            .. industries.Rows.Select(industry => new StatisticsCross(
                industry,
                parts(
                        industry.Key is string name ? places[name]
                        : industry.IsOther ? others
                        : unknown
                    )
                    .Single(StatisticsTableKind.SalesDeclines, Enum.GetValues<SalesDecline>(), row => row.Record?.SalesDecline)
                    .Rows
            )),
        ];
    }

    private static List<(Guid Id, object Key)> Choices(List<SupportMeasure> measures) =>
        [.. MeasureOrder.OnPaper(measures, _ => true).Select(row => (row.Id, (object)new CountedMeasure(row.Name, row.Issuer)))];

    private static EmployeeClass? SizeOf(int? employees) =>
        employees switch
        {
            null => null,
            <= 0 => EmployeeClass.None,
            <= 5 => EmployeeClass.OneToFive,
            <= 20 => EmployeeClass.SixToTwenty,
            <= 50 => EmployeeClass.TwentyOneToFifty,
            _ => EmployeeClass.More,
        };

    private static VisitClass? VisitOf(int number) => number < 1 ? null : (VisitClass)Math.Min(number, (int)VisitClass.ThirdOrMore);
}
