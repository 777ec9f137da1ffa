using Microsoft.Net.Http.Headers;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Shelf;
using SupportCenter.Portal.Security;

namespace SupportCenter.Portal.Documents;

/// <summary>Where documents leave the portal. There is no folder behind these addresses: permission, audit row, then the clear bytes
/// piece by piece.</summary>
public static class DocumentEndpoints
{
    // Whatever a document holds, it runs and fetches nothing, and has no origin to act in. Browsers still draw PDFs and pictures under it.
    private const string Sandbox = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors ";

    /// <summary>Maps <c>/documents/{id}</c> (always saved, never shown) and <c>/documents/{id}/preview</c> (PDF and pictures, for the
    /// portal's own frame), and the papers of the shelf.</summary>
    public static IEndpointRouteBuilder MapDocuments(this IEndpointRouteBuilder routes)
    {
        var documents = routes.MapGroup("/documents").RequireAuthorization(new AuthorizePermissionAttribute(Permission.ViewDocuments));
        documents.MapGet("/{id}", (string id, HttpContext http, DocumentService service, CancellationToken ct) =>
            SendAsync(http, id, service.OpenContentAsync, "attachment", "'none'", ct)
        );
        documents.MapGet("/{id}/preview", (string id, HttpContext http, DocumentService service, CancellationToken ct) =>
            SendAsync(http, id, service.OpenPreviewAsync, "inline", "'self'", ct)
        );
        routes
            .MapGet(PortalUrls.CommonPapers + "/{id}", (string id, HttpContext http, PaperService papers, CancellationToken ct) =>
                SendAsync(
                    http,
                    id,
                    async (version, cancellation) =>
                        await papers.OpenAsync(version, cancellation) is { } paper
                            ? new OpenedDocument(paper.Id, paper.FileName, paper.Kind, paper.Content)
                            : null,
                    "attachment",
                    "'none'",
                    ct
                )
            )
            .RequireAuthorization(new AuthorizePermissionAttribute(Permission.ViewCommonPapers));
        return routes;
    }

    private static async Task<IResult> SendAsync(
        HttpContext http,
        string id,
        Func<Guid, CancellationToken, Task<OpenedDocument?>> open,
        string disposition,
        string framedBy,
        CancellationToken cancellation
    )
    {
        var opened = await FindAsync(id, open, cancellation);
        if (opened is null)
        {
            return Results.NotFound();
        }

        var name = new ContentDispositionHeaderValue(disposition);
        name.SetHttpFileName(opened.FileName);
        var headers = http.Response.Headers;
        headers.ContentDisposition = name.ToString();
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = Sandbox + framedBy;
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // The length is told beforehand, so that a transfer that breaks off is noticed; parts are not served: each request is one view in
        // the log.
        return Results.Stream(opened.Content, opened.Kind.MediaType(), enableRangeProcessing: false);
    }

    // Unknown, withdrawn, somebody else's and not allowed all look the same.
    private static async Task<OpenedDocument?> FindAsync(
        string id,
        Func<Guid, CancellationToken, Task<OpenedDocument?>> open,
        CancellationToken cancellation
    )
    {
        try
        {
            return NewId.TryParse(id, out var document) ? await open(document, cancellation) : null;
        }
        catch (AccessRefusedException)
        {
            return null; // The refusal is in the audit log.
        }
    }
}
