using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Administration;
using SupportCenter.Portal.Security;

namespace SupportCenter.Portal.Reports;

/// <summary>Where a bulk export leaves the portal: the approval is used up and every business named in the audit log before the first
/// byte.</summary>
internal static class ExportEndpoints
{
    private static readonly CultureInfo Paper = CultureInfo.GetCultureInfo("ja");

    public static void MapExports(this IEndpointRouteBuilder app) =>
        app.MapPost(PortalUrls.ExportDownload, DownloadAsync)
            .RequireAuthorization(new AuthorizePermissionAttribute(Permission.ExportInBulk));

    // The form's token is checked with the form (ASVS 3.5.1).
    private static async Task<IResult> DownloadAsync([FromForm] string order, BulkExportService exports, CancellationToken cancellation)
    {
        try
        {
            return NewId.TryParse(order, out var id) && await exports.OpenAsync(id, cancellation) is { } opened
                ? new Workbook(opened)
                : Results.NotFound();
        }
        catch (FreshSignInRequiredException)
        {
            // Nothing was used up: the page is where the sign-in leads back to.
            return Results.LocalRedirect(PortalUrls.SignInFor(PortalUrls.Exports, again: true));
        }
        catch (RuleException broken)
        {
            return Results.Text(broken.Message, statusCode: StatusCodes.Status409Conflict);
        }
    }

    /// <summary>The sheets, and at the end one that tells in full what the header and footer of every page tell in short.</summary>
    internal static async Task WriteAsync(Stream target, OpenedExport opened, CancellationToken cancellation)
    {
        // The file is Japanese whatever language the screen speaks.
        CultureInfo.CurrentUICulture = Paper;
        var mark = opened.Mark;
        var facts = new (string, object?)[]
        {
            (ExportPageTexts.MarkReference, mark.Reference.ToShort()),
            (ExportPageTexts.MarkAskedBy, mark.AskedBy),
            (ExportPageTexts.MarkReleasedBy, mark.ReleasedBy),
            (ExportPageTexts.MarkAt, mark.AtUtc),
            (ExportPageTexts.MarkContents, opened.Contents.Label()),
            (ExportPageTexts.MarkFrom, opened.From),
            (ExportPageTexts.MarkTo, opened.To),
        };
        var about = new ExportSheet(ExportPageTexts.SheetMark, [ExportPageTexts.Fact, ExportPageTexts.Value], _ =>
            facts.Select(fact => (IReadOnlyList<object?>)[fact.Item1, fact.Item2]).ToAsyncEnumerable()
        );
        var line = string.Format(
            Paper,
            ExportPageTexts.MarkLine,
            mark.AskedBy,
            mark.ReleasedBy,
            AuthorityFormatter.When(mark.AtUtc),
            mark.Reference.ToShort()
        );
        await DataWorkbook.WriteAsync(target, [.. await opened.SheetsAsync(cancellation), about], line, line, cancellation);
    }

    private sealed class Workbook(OpenedExport opened) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = DataWorkbook.MediaType;
            httpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"export-{opened.Mark.Reference.ToShort()}.xlsx\"";
            // The library writes its parts synchronously; nothing but this answer does.
            httpContext.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
            return WriteAsync(httpContext.Response.Body, opened, httpContext.RequestAborted);
        }
    }
}
