using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Oversight;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Oversight;
using SupportCenter.Portal.Printing;
using SupportCenter.Portal.Security;

namespace SupportCenter.Portal.Reports;

/// <summary>The papers of the oversight of contractors.</summary>
internal static partial class ReportEndpoints
{
    private static void MapOversight(this IEndpointRouteBuilder app)
    {
        foreach (var kind in Enum.GetValues<InspectionPaperKind>())
        {
            app.MapGet($"{PortalUrls.Inspections}/{{id}}/{kind.ToString().ToLowerInvariant()}.pdf", InspectionAsync(kind))
                .RequireAuthorization(new AuthorizePermissionAttribute(Permission.InspectContractors));
        }

        app.MapGet(PortalUrls.Oversight + "/year.pdf", OversightYearAsync)
            .RequireAuthorization(new AuthorizePermissionAttribute(Permission.InspectContractors));
    }

    private static Delegate InspectionAsync(InspectionPaperKind kind) =>
        async (
            string id,
            InspectionService inspections,
            PortalCaller caller,
            TimeProvider time,
            ILoggerFactory loggers,
            CancellationToken cancellation
        ) =>
            NewId.TryParse(id, out var row) && await inspections.PrintAsync(row, cancellation) is { } view
                ? Pdf(
                    loggers,
                    () => OversightSheetPdf.Render(OversightSheets.Of(view, kind), Mark(caller, time)),
                    $"inspection-{kind.ToString().ToLowerInvariant()}-{id}.pdf"
                )
                : Results.NotFound();

    private static async Task<IResult> OversightYearAsync(
        string? year,
        InspectionService inspections,
        PortalCaller caller,
        TimeProvider time,
        ILoggerFactory loggers,
        CancellationToken cancellation
    )
    {
        var asked = year is null ? JapaneseDate.FiscalYear(CentreTime.Today(time)) : Numbers.Parse(year);
        if (asked is not { } fiscalYear || fiscalYear is < 2000 or > 2198)
        {
            return Results.NotFound();
        }

        var table = await inspections.YearAsync(fiscalYear, cancellation);
        return Pdf(
            loggers,
            () => OversightSheetPdf.Render(OversightSheets.Of(table), Mark(caller, time)),
            FormattableString.Invariant($"oversight-{fiscalYear}.pdf")
        );
    }
}
