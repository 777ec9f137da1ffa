using SupportCenter.Domain.Reports;

namespace SupportCenter.Portal.Reports;

/// <summary>The part of a report in which a block stands.</summary>
public enum StatisticsPart
{
    /// <summary>だれが・どこで.</summary>
    Who = 2,

    /// <summary>なにを.</summary>
    What = 3,

    /// <summary>動き.</summary>
    Move = 4,
}

/// <summary>A table or a chart of the statistics of a period. The screen (<c>StatisticsBlockView</c>) and the papers
/// (<see cref="ReportSheets"/>) take theirs from the one list of <see cref="StatisticsBlocks"/>: what is put in there stands on
/// both.</summary>
/// <param name="Part">Where a report has it.</param>
/// <param name="Title">What it is called.</param>
/// <param name="IsWide">Whether it needs the whole width.</param>
public abstract record StatisticsBlock(StatisticsPart Part, string Title, bool IsWide);

/// <summary>Consultations by one thing.</summary>
public sealed record CountBlock(StatisticsPart Part, StatisticsTable Table, bool IsWide)
    : StatisticsBlock(Part, StatisticsFormatter.TitleOf(Table), IsWide);

/// <summary>The venues.</summary>
public sealed record VenueBlock(IReadOnlyList<VenueFigures> Venues) : StatisticsBlock(StatisticsPart.Who, StatisticsPageTexts.Venues, true);

/// <summary>Weekday by hour.</summary>
public sealed record HourBlock(IReadOnlyList<HourFigures> Hours) : StatisticsBlock(StatisticsPart.Who, StatisticsPageTexts.Hours, false);

/// <summary>売上減少 × 業種.</summary>
public sealed record DeclineBlock(IReadOnlyList<StatisticsCross> Rows)
    : StatisticsBlock(StatisticsPart.What, StatisticsPageTexts.Declines, true);

/// <summary>相談時間.</summary>
public sealed record MinutesBlock(Spread Minutes) : StatisticsBlock(StatisticsPart.What, StatisticsPageTexts.MinutesTitle, false);

/// <summary>Thirteen months.</summary>
public sealed record MonthBlock(IReadOnlyList<MonthFigures> Months)
    : StatisticsBlock(StatisticsPart.Move, StatisticsPageTexts.Months, true);

/// <summary>The period by its parts.</summary>
public sealed record DevelopmentBlock(IReadOnlyList<DevelopmentFigures> Parts)
    : StatisticsBlock(StatisticsPart.Move, StatisticsPageTexts.Development, true)
{
    /// <summary>The grain that is shown where nobody chose another: weeks, unless the period is too long for them.</summary>
    public StatisticsGrain Usual => Parts.Any(part => part.Grain == StatisticsGrain.Day) ? StatisticsGrain.Week : StatisticsGrain.Month;
}

/// <summary>The one list of what the statistics show, in its order.</summary>
internal static class StatisticsBlocks
{
    /// <summary>The blocks of a period; those of what consultations were about are left out for whoever may not see it, and what an
    /// edition was fixed without is not in its list.</summary>
    public static IReadOnlyList<StatisticsBlock> Of(BookingStatistics booking, ConsultationStatistics? consultations)
    {
        var tables = (consultations?.Tables ?? []).Concat(consultations?.Questions ?? []).Select(BlockOf).ToList();
        return
        [
            .. tables.Where(block => block.Part == StatisticsPart.Who),
            new HourBlock(booking.Hours),
            .. booking.Venues.Count > 0 ? new[] { new VenueBlock(booking.Venues) } : [],
            .. tables.Where(block => block.Part == StatisticsPart.What),
            .. consultations is null ? [] : new[] { new MinutesBlock(consultations.Minutes) },
            .. consultations is { Declines.Count: > 0 } ? new[] { new DeclineBlock(consultations.Declines) } : [],
            new MonthBlock(booking.Months),
            .. booking.Development.Count > 0 ? new[] { new DevelopmentBlock(booking.Development) } : [],
        ];
    }

    private static CountBlock BlockOf(StatisticsTable table) =>
        table.Kind switch
        {
            StatisticsTableKind.Wards
            or StatisticsTableKind.Industries
            or StatisticsTableKind.Employees
            or StatisticsTableKind.Visits
            or StatisticsTableKind.Categories
            or StatisticsTableKind.Scriveners => new CountBlock(StatisticsPart.Who, table, IsWide: false),
            StatisticsTableKind.Topics
            or StatisticsTableKind.Troubles
            or StatisticsTableKind.Uncovered
            or StatisticsTableKind.SalesDeclines
            or StatisticsTableKind.Issuers
            or StatisticsTableKind.Referrals
            or StatisticsTableKind.Answers => new CountBlock(StatisticsPart.What, table, IsWide: false),
            // Names of measures are long, and what they were in the period before is asked for.
            StatisticsTableKind.Measures or StatisticsTableKind.Guidance => new CountBlock(StatisticsPart.What, table, IsWide: true),
            _ => throw new InvalidOperationException($"No part of the report has the table {table.Kind}."),
        };
}
