using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Portal.Reports;

/// <summary>What a screen of figures is of: leads from a figure to its rows in the reservation list, by the list's own filter.</summary>
/// <param name="Period">The period that is shown.</param>
/// <param name="Filter">What it is narrowed by.</param>
/// <param name="IsOwn">Whether the figures are those of the person's own desks.</param>
public sealed record CountedScope(StatisticsPeriod Period, StatisticsFilter Filter, bool IsOwn)
{
    /// <summary>The rows of a figure of the period, or of other days.</summary>
    public ReservationFilter Of(
        CountedRows rows,
        DateOnly? from = null,
        DateOnly? to = null,
        Guid? venue = null,
        string? industry = null
    ) =>
        new()
        {
            From = from ?? Period.From,
            To = to ?? Period.To,
            VenueId = venue ?? Filter.VenueId,
            ScrivenerId = Filter.ScrivenerId,
            Ward = Filter.Ward,
            Industry = industry ?? Filter.Industry,
            IsMine = IsOwn,
            Counted = rows,
        };

    /// <summary>The rows of a row of a table.</summary>
    public ReservationFilter Of(StatisticsTable table, StatisticsRow row, CountedKind kind, StatisticsPeriod? period = null)
    {
        var rows = new CountedRows(kind)
        {
            Table = table.Kind,
            Key = row.Cell,
            QuestionId = table.QuestionId,
        };
        var (from, to) = (period?.From, period?.To);
        return table.Kind == StatisticsTableKind.Industries ? OfIndustry(table.Rows, row, rows, from, to) : Of(rows, from, to);
    }

    /// <summary>The rows of one industry and one decline.</summary>
    public ReservationFilter Of(IReadOnlyList<StatisticsCross> all, StatisticsCross of, StatisticsRow decline) =>
        OfIndustry(
            [.. all.Select(one => one.Industry)],
            of.Industry,
            new CountedRows(CountedKind.Completed) { Table = StatisticsTableKind.SalesDeclines, Key = decline.Cell },
            null,
            null
        );

    private ReservationFilter OfIndustry(
        IReadOnlyList<StatisticsRow> all,
        StatisticsRow row,
        CountedRows rows,
        DateOnly? from,
        DateOnly? to
    ) =>
        row switch
        {
            { Key: string name } => Of(rows, from, to, industry: name),
            { IsOther: true } => Of(rows with { OtherThan = [.. all.Select(one => one.Key).OfType<string>()] }, from, to),
            _ => Of(rows with { IsWithoutIndustry = true }, from, to),
        };
}
