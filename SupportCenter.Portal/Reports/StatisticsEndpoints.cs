using System.Globalization;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Security;

namespace SupportCenter.Portal.Reports;

/// <summary>The statistics as a file. The services leave the audit rows before the first byte; the parts that are not the caller's are not
/// in it.</summary>
internal static class StatisticsEndpoints
{
    private const string IsoDate = "yyyy-MM-dd";
    private static readonly CultureInfo Paper = CultureInfo.GetCultureInfo("ja");

    public static void MapStatistics(this IEndpointRouteBuilder app) =>
        app.MapPost(PortalUrls.ReportsExport, ExportAsync)
            .RequireAuthorization(new AuthorizePermissionAttribute(Permission.ViewStatistics))
            .MakesWorkbook();

    // The form's token is checked with the form (ASVS 3.5.1).
    private static async Task<IResult> ExportAsync(
        IFormCollection form,
        StatisticsService statistics,
        PortalCaller caller,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        try
        {
            var (period, filter) = (PeriodOf(form), FilterOf(form));
            var (booking, consultations) = await statistics.PeriodAsync(period, filter, StatisticsUse.Export, cancellation);
            // The file is Japanese whatever language the screen speaks.
            CultureInfo.CurrentUICulture = Paper;
            var facts = About(booking, caller, time);
            IReadOnlyList<ExportSheet> sheets = StatisticsSheets.Of(booking, consultations);
            var name = FormattableString.Invariant($"statistics-{period.From:yyyy-MM-dd}-{period.To:yyyy-MM-dd}");
            return form["format"] == "csv"
                ? StatisticsFiles.Csv([.. sheets, Sheet(facts)], name + ".csv", cancellation)
                : StatisticsFiles.Workbook([.. sheets, Sheet(facts)], Line(facts), name + ".xlsx");
        }
        catch (RuleException broken)
        {
            return Results.Text(broken.Message, statusCode: StatusCodes.Status409Conflict);
        }
    }

    private static StatisticsPeriod PeriodOf(IFormCollection form)
    {
        var (from, to) = (Day(form["from"]), Day(form["to"]));
        return Enum.TryParse<PeriodKind>(form["kind"], out var kind) && kind != PeriodKind.Range && Enum.IsDefined(kind)
            ? StatisticsPeriod.Holding(kind, from)
            : StatisticsPeriod.Between(from, to);
    }

    private static DateOnly Day(string? text) =>
        DateOnly.TryParseExact(text, IsoDate, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new RuleException(StatisticsTexts.PeriodWrong);

    private static StatisticsFilter FilterOf(IFormCollection form) =>
        new()
        {
            VenueId = NewId.TryParse(form["venue"], out var venue) ? venue : null,
            ScrivenerId = NewId.TryParse(form["scrivener"], out var scrivener) ? scrivener : null,
            Ward = Enum.TryParse<Ward>(form["ward"], out var ward) && Enum.IsDefined(ward) ? ward : null,
            Industry = form["industry"].ToString() is { Length: > 0 } industry ? industry : null,
        };

    /// <summary>What the file is, from whom and when; how its figures are counted.</summary>
    private static (string Fact, object? Value)[] About(BookingStatistics booking, PortalCaller caller, TimeProvider time) =>
        [
            (StatisticsPageTexts.Kind, StatisticsFormatter.Format(booking.Period)),
            (StatisticsPageTexts.From, booking.Period.From),
            (StatisticsPageTexts.To, booking.Period.To),
            (
                StatisticsPageTexts.FactState,
                string.Join(
                    '、',
                    StatisticsFormatter
                        .Missing(booking.State)
                        .Prepend(booking.State.IsComplete ? StatisticsPageTexts.StateComplete : StatisticsPageTexts.StatePreliminary)
                )
            ),
            (StatisticsPageTexts.FactMadeAt, time.GetUtcNow().UtcDateTime),
            (StatisticsPageTexts.FactMadeBy, caller.User.Identity?.Name),
            (StatisticsPageTexts.FactScope, booking.IsOwn ? StatisticsPageTexts.ScopeOwn : StatisticsPageTexts.ScopeAll),
            .. booking.Filter.VenueId is { } venue
                ? new (string, object?)[]
                {
                    (StatisticsPageTexts.Venue, booking.Venues.Count == 1 ? booking.Venues[0].Name : venue.ToShort()),
                }
                : [],
            .. booking.Filter.ScrivenerId is { } scrivener
                ? new (string, object?)[] { (StatisticsPageTexts.Scrivener, scrivener.ToShort()) }
                : [],
            .. booking.Filter.Ward is { } ward ? new (string, object?)[] { (StatisticsPageTexts.Ward, ward.Label()) } : [],
            .. booking.Filter.Industry is { } industry ? new (string, object?)[] { (StatisticsPageTexts.Industry, industry) } : [],
            .. StatisticsFormatter.Remarks.Select(remark => (StatisticsPageTexts.FactRemark, (object?)remark)),
        ];

    /// <summary>What every printed page of the workbook says of it.</summary>
    private static string Line((string Fact, object? Value)[] facts) =>
        string.Join('　', facts.Take(1).Concat(facts.Skip(4).Take(2)).Select(fact => DataCells.Text(fact.Value)));

    private static ExportSheet Sheet((string Fact, object? Value)[] facts) =>
        new(StatisticsPageTexts.SheetAbout, [StatisticsPageTexts.Fact, StatisticsPageTexts.Value], _ =>
            facts.Select(fact => (IReadOnlyList<object?>)[fact.Fact, fact.Value]).ToAsyncEnumerable()
        );
}
