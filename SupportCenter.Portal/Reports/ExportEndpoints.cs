using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Administration;
using SupportCenter.Portal.Components;
using SupportCenter.Portal.Security;

namespace SupportCenter.Portal.Reports;

/// <summary>Where a bulk export leaves the portal: the approval is used up and every business named in the audit log before the first
/// byte.</summary>
internal static class ExportEndpoints
{
    private static readonly CultureInfo Paper = CultureInfo.GetCultureInfo("ja");

    public static void AddExports(this IServiceCollection services) =>
        services.AddSingleton<ExportFiles>().AddScoped<ExportPapers>().AddHostedService<StatisticsHostedService>();

    public static void MapExports(this IEndpointRouteBuilder app)
    {
        app.MapPost(PortalUrls.ExportDownload, DownloadAsync)
            .RequireAuthorization(new AuthorizePermissionAttribute(Permission.ExportInBulk))
            .MakesWorkbook();
        app.MapGet(PortalUrls.Exports + "/{id}.pdf", PaperAsync)
            .RequireAuthorization(new AuthorizePermissionAttribute(Permission.ExportInBulk));
    }

    // A line that broke is gone on with: the browser asks for the rest of a file with the same tag.
    private static async Task<IResult> PaperAsync(string id, ExportPapers papers, CancellationToken cancellation)
    {
        try
        {
            return NewId.TryParse(id, out var order) && await papers.FetchAsync(order, cancellation) is { } file
                ? Results.Bytes(
                    file.Bytes,
                    "application/pdf",
                    $"export-{id}.pdf",
                    enableRangeProcessing: true,
                    entityTag: new EntityTagHeaderValue(file.Tag)
                )
                : Results.NotFound();
        }
        catch (FreshSignInRequiredException)
        {
            return Results.LocalRedirect(PortalUrls.SignInFor(PortalUrls.Exports, again: true));
        }
        catch (RuleException broken)
        {
            return Results.Text(broken.Message, statusCode: StatusCodes.Status409Conflict);
        }
    }

    // The form's token is checked with the form (ASVS 3.5.1).
    private static async Task<IResult> DownloadAsync(
        [FromForm] string order,
        [FromForm] string? format,
        BulkExportService exports,
        CancellationToken cancellation
    )
    {
        try
        {
            return NewId.TryParse(order, out var id) && await exports.OpenAsync(id, ct: cancellation) is { } opened
                ? opened.Contents.IsPaper()
                    ? Results.LocalRedirect(PortalUrls.ExportPaper(id))
                    : format switch
                    {
                        "csv" => new DataFile(opened, CsvEncoding.Utf8),
                        "csv-cp932" => new DataFile(opened, CsvEncoding.Cp932),
                        _ => new DataFile(opened, null),
                    }
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
    /// <param name="csv">The characters of a CSV; null for a workbook.</param>
    internal static async Task WriteAsync(Stream target, OpenedExport opened, CancellationToken cancellation, CsvEncoding? csv = null)
    {
        // The file is Japanese whatever language the screen speaks.
        CultureInfo.CurrentUICulture = Paper;
        var mark = opened.Mark;
        var releasedBy = mark.ReleasedBy ?? ExportPageTexts.NoRelease;
        var facts = new (string, object?)[]
        {
            (ExportPageTexts.MarkReference, mark.Reference.ToShort()),
            (ExportPageTexts.MarkAskedBy, mark.AskedBy),
            (ExportPageTexts.MarkReleasedBy, releasedBy),
            (ExportPageTexts.MarkAt, mark.AtUtc),
            (ExportPageTexts.MarkContents, opened.Contents.Label()),
            (ExportPageTexts.MarkFrom, opened.From),
            (ExportPageTexts.MarkTo, opened.To),
            (ExportTexts.Venue, opened.Scope.VenueName ?? ComponentTexts.All),
            (ExportTexts.Scrivener, opened.Scope.ScrivenerName ?? ComponentTexts.All),
        };
        var about = new ExportSheet(ExportPageTexts.SheetMark, [ExportPageTexts.Fact, ExportPageTexts.Value], _ =>
            facts.Select(fact => (IReadOnlyList<object?>)[fact.Item1, fact.Item2]).ToAsyncEnumerable()
        );
        ExportSheet[] sheets = [.. await opened.SheetsAsync(cancellation), about];
        if (csv is { } encoding)
        {
            await DataCsv.WriteAsync(target, sheets, encoding, Lost, cancellation);
            return;
        }

        var line = string.Format(
            Paper,
            ExportPageTexts.MarkLine,
            mark.AskedBy,
            releasedBy,
            AuthorityFormatter.When(mark.AtUtc),
            mark.Reference.ToShort()
        );
        await DataWorkbook.WriteAsync(target, sheets, line, line, cancellation);
    }

    private static (string Name, IReadOnlyList<string> Heads) Lost =>
        (
            ExportTexts.LostCharacters,
            [ExportTexts.LostSheet, ExportTexts.LostRow, ExportTexts.LostColumn, ExportTexts.LostCharacter, ExportTexts.LostCode]
        );

    private sealed class DataFile(OpenedExport opened, CsvEncoding? csv) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var name = $"export-{opened.Mark.Reference.ToShort()}";
            if (csv is null)
            {
                return WorkbookAnswer.SendAsync(httpContext, name + ".xlsx", target =>
                    WriteAsync(target, opened, httpContext.RequestAborted)
                );
            }

            httpContext.Response.ContentType = DataCsv.MediaType;
            httpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}.zip\"";
            // The ZIP is closed synchronously; nothing but this answer is.
            httpContext.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
            return WriteAsync(httpContext.Response.Body, opened, httpContext.RequestAborted, csv);
        }
    }
}
