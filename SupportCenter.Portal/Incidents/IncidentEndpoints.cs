using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Incidents;
using SupportCenter.Portal.Printing;
using SupportCenter.Portal.Reports;
using SupportCenter.Portal.Security;

namespace SupportCenter.Portal.Incidents;

/// <summary>The papers of incidents, and their evidence: the service leaves the audit row, then the file is made. What is not there is not
/// found.</summary>
internal static class IncidentEndpoints
{
    public static void MapIncidents(this IEndpointRouteBuilder app)
    {
        app.MapGet(PortalUrls.Incidents + "/papers/{id}.pdf", PaperAsync)
            .RequireAuthorization(new AuthorizePermissionAttribute(Permission.HandleIncidents));
        app.MapGet(PortalUrls.Incidents + "/letters/{id}.pdf", LetterAsync)
            .RequireAuthorization(new AuthorizePermissionAttribute(Permission.HandleIncidents));
        app.MapGet(PortalUrls.Incidents + "/{id}/calls.pdf", CallSheetAsync)
            .RequireAuthorization(new AuthorizePermissionAttribute(Permission.CallAffected));
        app.MapGet(PortalUrls.Incidents + "/{id}/evidence.jsonl", EvidenceAsync)
            .RequireAuthorization(new AuthorizePermissionAttribute(Permission.ExportEvidence));
    }

    private static Task<IResult> PaperAsync(
        string id,
        IncidentPaperService papers,
        PortalCaller caller,
        TimeProvider time,
        ILoggerFactory loggers,
        CancellationToken cancellation
    ) => PrintedAsync(id, papers.PrintAsync, caller, time, loggers, cancellation);

    private static Task<IResult> LetterAsync(
        string id,
        IncidentPaperService papers,
        PortalCaller caller,
        TimeProvider time,
        ILoggerFactory loggers,
        CancellationToken cancellation
    ) => PrintedAsync(id, papers.PrintLetterAsync, caller, time, loggers, cancellation);

    private static async Task<IResult> PrintedAsync(
        string id,
        Func<Guid, CancellationToken, Task<PrintedPaper?>> print,
        PortalCaller caller,
        TimeProvider time,
        ILoggerFactory loggers,
        CancellationToken cancellation
    )
    {
        try
        {
            return NewId.TryParse(id, out var row) && await print(row, cancellation) is { } paper
                ? ReportEndpoints.Pdf(loggers, () => IncidentSheets.Render(paper, ReportEndpoints.Mark(caller, time)), $"incident-{id}.pdf")
                : Results.NotFound();
        }
        catch (RuleException broken)
        {
            return Results.Text(broken.Message, statusCode: StatusCodes.Status409Conflict);
        }
    }

    private static async Task<IResult> CallSheetAsync(
        string id,
        CallSheetService calls,
        PortalCaller caller,
        TimeProvider time,
        ILoggerFactory loggers,
        CancellationToken cancellation
    ) =>
        NewId.TryParse(id, out var incident) && await calls.PrintAsync(incident, cancellation) is { } sheet
            ? ReportEndpoints.Pdf(
                loggers,
                () =>
                    IncidentCallSheetPdf.Render(
                        IncidentSheets.Of(sheet),
                        ReportEndpoints.Mark(caller, time) with
                        {
                            Status = sheet.IsDrill ? PrintingTexts.CallDrill : null,
                        }
                    ),
                $"calls-{id}.pdf"
            )
            : Results.NotFound();

    private static async Task<IResult> EvidenceAsync(string id, EvidenceService evidence, CancellationToken cancellation)
    {
        try
        {
            return NewId.TryParse(id, out var incident) && await evidence.OpenAsync(incident, cancellation) is { } opened
                ? new EvidenceFile(opened, id)
                : Results.NotFound();
        }
        catch (FreshSignInRequiredException)
        {
            // The page is where the sign-in leads back to.
            return Results.LocalRedirect(
                PortalUrls.SignInFor(
                    NewId.TryParse(id, out var incident) ? PortalUrls.Incident(incident) : PortalUrls.Incidents,
                    again: true
                )
            );
        }
        catch (RuleException broken)
        {
            return Results.Text(broken.Message, statusCode: StatusCodes.Status409Conflict);
        }
    }

    private sealed class EvidenceFile(Evidence opened, string id) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = "application/jsonl";
            httpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"evidence-{id}.jsonl\"";
            return opened.WriteAsync(httpContext.Response.Body, httpContext.RequestAborted);
        }
    }
}
