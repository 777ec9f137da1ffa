using System.Globalization;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reports;
using SupportCenter.Portal.Printing;
using SupportCenter.Portal.Security;

namespace SupportCenter.Portal.Reports;

/// <summary>公開用 as files. The service leaves the audit row before the first byte.</summary>
internal static class PublicEditionEndpoints
{
    private static readonly CultureInfo Paper = CultureInfo.GetCultureInfo("ja");

    public static void MapPublicEditions(this IEndpointRouteBuilder app)
    {
        foreach (var format in new[] { "pdf", "xlsx", "csv" })
        {
            var endpoint = app.MapGet(
                    $"{PortalUrls.PublicEditions}.{format}",
                    (string? month, string? year, string? edition, PublicEditionService editions, CancellationToken cancellation) =>
                        FileAsync(format, month, year, edition, editions, cancellation)
                )
                .RequireAuthorization(new AuthorizePermissionAttribute(Permission.ViewPublicEditions));
            if (format == "xlsx")
            {
                endpoint.MakesWorkbook();
            }
        }
    }

    private static async Task<IResult> FileAsync(
        string format,
        string? month,
        string? year,
        string? edition,
        PublicEditionService editions,
        CancellationToken cancellation
    )
    {
        if (
            PortalUrls.ReportPeriodOf(month, year) is not { } period
            || !ReportEndpoints.TryReadNumber(edition, out var number)
            || await editions.FindAsync(period, number, StatisticsUse.Export, cancellation) is not { } found
        )
        {
            return Results.NotFound();
        }

        // The file is Japanese whatever language the screen speaks.
        CultureInfo.CurrentUICulture = Paper;
        var name =
            period.Kind == PeriodKind.FiscalYear
                ? FormattableString.Invariant($"public-statistics-year-{period.From.Year}-{found.Number}")
                : FormattableString.Invariant($"public-statistics-{period.From:yyyy-MM}-{found.Number}");
        return format switch
        {
            "csv" => StatisticsFiles.Csv(PublicEditionSheets.Data(found), $"{name}.csv", cancellation),
            "xlsx" => StatisticsFiles.Workbook(PublicEditionSheets.Data(found), PublicEditionSheets.Edition(found), $"{name}.xlsx"),
            _ => ReportEndpoints.Inline(
                ReportPdf.Render(PublicEditionSheets.Of(found), PublicEditionSheets.Mark(found)).Bytes,
                $"{name}.pdf"
            ),
        };
    }
}
