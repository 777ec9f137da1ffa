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
                    (string? month, string? edition, PublicEditionService editions, CancellationToken cancellation) =>
                        FileAsync(format, month, edition, editions, cancellation)
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
        string? edition,
        PublicEditionService editions,
        CancellationToken cancellation
    )
    {
        if (
            PortalUrls.MonthOf(month) is not { } first
            || !ReportEndpoints.TryReadNumber(edition, out var number)
            || await editions.FindAsync(first, number, StatisticsUse.Export, cancellation) is not { } found
        )
        {
            return Results.NotFound();
        }

        // The file is Japanese whatever language the screen speaks.
        CultureInfo.CurrentUICulture = Paper;
        var name = FormattableString.Invariant($"public-statistics-{first:yyyy-MM}-{found.Number}");
        return format switch
        {
            "csv" => StatisticsFiles.Csv(PublicEditionSheets.Data(found), $"{name}.csv", cancellation),
            "xlsx" => StatisticsFiles.Workbook(PublicEditionSheets.Data(found), PublicEditionSheets.Edition(found), $"{name}.xlsx"),
            _ => ReportEndpoints.Inline(
                MonthlyReportPdf.Render(PublicEditionSheets.Of(found), PublicEditionSheets.Mark(found)).Bytes,
                $"{name}.pdf"
            ),
        };
    }
}
