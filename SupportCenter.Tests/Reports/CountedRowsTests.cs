using Microsoft.AspNetCore.WebUtilities;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Reports;
using SupportCenter.Portal.Reservations;
using SupportCenter.Tests.Security;

namespace SupportCenter.Tests.Reports;

/// <summary>Every figure of the statistics against the rows to which it leads in the reservation list: a count in SQL that shares nothing
/// with the counting but the definitions.</summary>
public sealed class CountedRowsTests
{
    private static readonly PageRequest Page = new(0, 1);

    private static readonly StatisticsPeriod[] Periods =
    [
        StatisticsPeriod.Month(new DateOnly(2020, 7, 16)),
        StatisticsPeriod.Between(new DateOnly(2020, 3, 20), new DateOnly(2020, 6, 10)),
    ];

    [Theory]
    [InlineData(Role.Supervisor, 11)]
    [InlineData(Role.Scrivener, 12)]
    [InlineData(Role.BookingStaff, 13)]
    public async Task Every_figure_leads_to_as_many_rows_as_it_counts(Role role, int seed)
    {
        await using var scene = await StatisticsScene.SetAsync(seed, everyDays: 2);
        var (statistics, list) = (scene.Portal.As<StatisticsService>(role), scene.Portal.As<ReservationListService>(role));
        var tried = 0;
        foreach (var period in Periods)
        {
            foreach (var filter in Filters(scene))
            {
                var read = await statistics.PeriodAsync(period, filter);
                foreach (var (figure, count, rows) in Figures(read))
                {
                    var (asked, memory) = (rows, new ReservationListMemory());
                    var address = ReservationQuery.List(memory.Keep(asked));
                    Assert.DoesNotContain("業", Uri.UnescapeDataString(address), StringComparison.Ordinal);
                    // As the list reads the address again, with what the server kept beside it.
                    var page = await list.ListAsync(memory.Complete(Asked(address)), Page);
                    Assert.True(count == page.Count, $"{role} {period.From} {filter}: {figure} is {count} and leads to {page.Count}.");
                    tried++;
                }
            }
        }

        Assert.True(tried > (role == Role.BookingStaff ? 500 : 1000), $"Only {tried} figures were tried.");
    }

    [Fact]
    [Asvs("8.2.3")]
    public async Task Whoever_books_finds_no_row_by_what_a_consultation_was_about()
    {
        await using var scene = await StatisticsScene.SetAsync(14);
        var list = scene.Portal.As<ReservationListService>(Role.BookingStaff);
        CountedRows[] asked =
        [
            .. Enum.GetValues<StatisticsTableKind>().Select(table => new CountedRows(CountedKind.Completed) { Table = table }),
            new(CountedKind.RecordsMissing),
            new(CountedKind.RecordsUnconfirmed),
            new(CountedKind.Lasted),
            new(CountedKind.Completed) { Table = StatisticsTableKind.Troubles, Key = nameof(Troubles.FallingSales) },
        ];

        foreach (var rows in asked)
        {
            Assert.Equal(0, (await list.ListAsync(new ReservationFilter { Counted = rows }, Page)).Count);
        }

        Assert.NotEqual(0, (await list.ListAsync(new ReservationFilter { Counted = new(CountedKind.Completed) }, Page)).Count);
    }

    [Fact]
    [Asvs("8.2.2")]
    public async Task A_scrivener_finds_by_a_figure_the_rows_of_the_own_desk_only()
    {
        await using var scene = await StatisticsScene.SetAsync(15);
        var own = scene.Portal.Staff[Role.Scrivener].Id;
        var page = await scene
            .Portal.As<ReservationListService>(Role.Scrivener)
            .ListAsync(new ReservationFilter { Counted = new(CountedKind.Kept) }, Page);

        Assert.Equal(scene.Reservations.Count(row => row.ScrivenerId == own && row.Status != ReservationStatus.Cancelled), page.Count);
    }

    [Theory]
    [InlineData("counted=Nonsense")]
    [InlineData("counted=Completed&table=Nonsense&key=1")]
    [InlineData("counted=Completed&table=Measures&key=nonsense")]
    [InlineData("counted=Completed&table=Answers&key=Yes")]
    public async Task An_address_that_names_no_figure_leads_to_no_row(string query)
    {
        await using var scene = await StatisticsScene.SetAsync(16);
        var list = scene.Portal.As<ReservationListService>(Role.Supervisor);

        Assert.Equal(0, (await list.ListAsync(Asked($"/reservations?period=all&{query}"), Page)).Count);
    }

    [Fact]
    public void What_was_searched_for_before_does_not_narrow_the_rows_of_a_figure()
    {
        var memory = new ReservationListMemory();
        memory.Keep(new ReservationFilter { Search = "例示", Industry = "製造業" });
        var address = new ReservationFilter { Counted = new(CountedKind.Completed) };

        Assert.Equal(address, memory.Complete(address));

        memory.Keep(address with { Industry = "飲食業" });
        Assert.Equal("飲食業", memory.Complete(address).Industry);
        Assert.Null(memory.Complete(new ReservationFilter()).Industry);
    }

    private static IEnumerable<(string Figure, int Count, ReservationFilter Rows)> Figures(PeriodStatistics read)
    {
        var booking = read.Booking;
        var scope = new CountedScope(booking.Period, booking.Filter, booking.IsOwn);
        foreach (var figure in Enum.GetValues<Figure>())
        {
            if (CountedRows.Of(figure) is { } rows && CountOf(booking.Now, figure) is { } count)
            {
                yield return (figure.ToString(), count, scope.Of(rows));
            }
        }

        foreach (var (rows, count) in StatisticsFormatter.MissingRows(booking.State).OfType<CountedRows>().Zip(StatesOf(booking.State)))
        {
            yield return (rows.Kind.ToString(), count, scope.Of(rows));
        }

        foreach (var venue in booking.Venues)
        {
            yield return ("filled", venue.Filled, scope.Of(new(CountedKind.Filled), venue: venue.Id));
            yield return ("completed", venue.Completed, scope.Of(new(CountedKind.Completed), venue: venue.Id));
            yield return ("businesses", venue.Businesses, scope.Of(new(CountedKind.Businesses), venue: venue.Id));
            yield return ("no-shows", venue.NoShow, scope.Of(new(CountedKind.NoShow), venue: venue.Id));
            var before = booking.Period.Before();
            yield return ("before", venue.Before!.Value, scope.Of(new(CountedKind.Completed), before.From, before.To, venue.Id));
        }

        foreach (var hour in booking.Hours)
        {
            var rows = new CountedRows(CountedKind.Kept) { Weekday = hour.Weekday, Hour = hour.Hour };
            yield return ("hour", hour.Count, scope.Of(rows));
        }

        foreach (var part in booking.Development.Where(part => part.Grain != StatisticsGrain.Day))
        {
            yield return ("part", part.Completed, scope.Of(new(CountedKind.Completed), part.From, part.To));
            yield return ("part", part.WalkIns, scope.Of(new(CountedKind.WalkIns), part.From, part.To));
            yield return ("part", part.Cancelled, scope.Of(new(CountedKind.Cancelled), part.From, part.To));
        }

        foreach (var month in booking.Months)
        {
            var last = month.Month.AddMonths(1).AddDays(-1);
            yield return ("month", month.Completed, scope.Of(new(CountedKind.Completed), month.Month, last));
        }

        foreach (var entry in read.Consultations is { } about ? Tables(scope, about) : [])
        {
            yield return entry;
        }
    }

    private static IEnumerable<(string Figure, int Count, ReservationFilter Rows)> Tables(CountedScope scope, ConsultationStatistics about)
    {
        yield return ("minutes", about.Minutes.N, scope.Of(new CountedRows(CountedKind.Lasted)));
        foreach (var table in about.Tables.Concat(about.Questions))
        {
            foreach (var row in table.Rows)
            {
                var name = $"{table.Kind} {row.Label()}";
                yield return (name, row.Count, scope.Of(table, row, CountedKind.Completed));
                yield return ($"{name} businesses", row.Businesses!.Value, scope.Of(table, row, CountedKind.Businesses));
                yield return ($"{name} before", row.Before!.Value, scope.Of(table, row, CountedKind.Completed, scope.Period.Before()));
                yield return (
                    $"{name} year",
                    row.YearBefore!.Value,
                    scope.Of(table, row, CountedKind.Completed, scope.Period.YearBefore())
                );
            }
        }

        foreach (var cross in about.Declines)
        {
            foreach (var decline in cross.Declines)
            {
                yield return ($"{cross.Industry.Label()} {decline.Label()}", decline.Count, scope.Of(about.Declines, cross, decline));
            }
        }
    }

    private static int? CountOf(StatisticsFigures figures, Figure figure) =>
        figure switch
        {
            Figure.Fill => figures.Filled,
            Figure.Attendance => figures.Came,
            Figure.NoShow => figures.NoShow,
            Figure.DaysToAppointment => figures.DaysToAppointment.N,
            _ => (int?)figures.Of(figure),
        };

    private static IEnumerable<int> StatesOf(PeriodState state) =>
        new[] { state.OutcomesMissing, state.RecordsMissing, state.RecordsUnconfirmed }.Where(count => count > 0);

    private static StatisticsFilter[] Filters(StatisticsScene scene) =>
        [
            new(),
            new() { VenueId = scene.Venues[0].Id },
            new() { ScrivenerId = scene.Colleague.Id },
            new() { Ward = Ward.Fushimi },
            new() { Industry = "製造業" },
        ];

    /// <summary>As the page of the list reads its address.</summary>
    private static ReservationFilter Asked(string address)
    {
        var query = QueryHelpers.ParseQuery(address[(address.IndexOf('?', StringComparison.Ordinal) + 1)..]);
        string? Of(string name) => query.TryGetValue(name, out var value) ? value.ToString() : null;
        return new ReservationFilter
        {
            Period = ReservationQuery.PeriodOf(Of("period"), Of("from"), Of("to")),
            IsMine = Of("mine") == "true",
            From = ReservationQuery.DateOf(Of("from")),
            To = ReservationQuery.DateOf(Of("to")),
            VenueId = ReservationQuery.IdOf(Of("venue")),
            Ward = ReservationQuery.ChoiceOf<Ward>(Of("ward")),
            ScrivenerId = ReservationQuery.IdOf(Of("scrivener")),
            Counted = ReservationQuery.CountedOf(
                Of("counted"),
                Of("table"),
                Of("key"),
                Of("question"),
                Of("industry"),
                Of("weekday"),
                Of("hour")
            ),
        };
    }
}
