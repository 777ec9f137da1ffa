using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Portal;
using SupportCenter.Portal.Documents;
using SupportCenter.Portal.Security;

namespace SupportCenter.Tests.Documents;

/// <summary>The addresses at which documents leave the portal.</summary>
public sealed class DocumentEndpointTests
{
    [Fact]
    [Asvs("3.2.1")]
    public async Task A_document_is_sent_as_an_attachment_that_no_browser_shows_guesses_or_keeps()
    {
        await using var desk = await DocumentDesk.StartAsync();
        await using var host = await StartAsync(desk);
        var receipt = await desk.UploadAsync(SampleFiles.Html, "画面 \"一\".txt");

        var answer = await GetAsync(host, desk, Role.Supervisor, PortalUrls.Document(receipt.Id));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(SampleFiles.Html, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("画面 _一_.txt", answer.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("__ ___.txt", answer.Content.Headers.ContentDisposition.FileName!.Trim('"'));
        Assert.Equal(
            ("text/plain", SampleFiles.Html.Length),
            (answer.Content.Headers.ContentType!.ToString(), answer.Content.Headers.ContentLength)
        );
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-store", answer.Headers.GetValues("Cache-Control").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.StartsWith(
            "sandbox; default-src 'none'",
            answer.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal
        );
        Assert.EndsWith("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("一.pdf", "application/pdf")]
    [InlineData("一.png", "image/png")]
    [InlineData("一.jpeg", "image/jpeg")]
    [InlineData("一.jfif", "image/jpeg")]
    [InlineData("一.webp", "image/webp")]
    public async Task PDFs_and_pictures_are_shown_in_a_sandbox_that_only_the_portal_may_frame(string name, string mediaType)
    {
        await using var desk = await DocumentDesk.StartAsync();
        await using var host = await StartAsync(desk);
        var receipt = await desk.UploadAsync(
            mediaType switch
            {
                "application/pdf" => SampleFiles.Pdf,
                "image/png" => SampleFiles.Png,
                "image/webp" => SampleFiles.WebP,
                _ => SampleFiles.Jpeg,
            },
            name
        );

        var answer = await GetAsync(host, desk, Role.Scrivener, PortalUrls.DocumentPreview(receipt.Id));

        Assert.Equal(
            (HttpStatusCode.OK, mediaType, "inline"),
            (answer.StatusCode, answer.Content.Headers.ContentType!.ToString(), answer.Content.Headers.ContentDisposition!.DispositionType)
        );
        Assert.Equal(
            "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
            answer.Headers.GetValues("Content-Security-Policy").Single()
        );
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task Nothing_else_has_a_preview()
    {
        await using var desk = await DocumentDesk.StartAsync();
        await using var host = await StartAsync(desk);
        var text = await desk.UploadAsync(SampleFiles.Html, "画面.txt");
        var workbook = await desk.UploadAsync(SampleFiles.Xlsx(), "売上.xlsx");
        var photograph = await desk.UploadAsync(SampleFiles.Boxes("heic"), "IMG_0001.HEIC");
        var telefax = await desk.UploadAsync(SampleFiles.Tiff(isLittle: true, 1728, 2200), "FAX.tif");

        Assert.Equal(
            HttpStatusCode.NotFound,
            (await GetAsync(host, desk, Role.Supervisor, PortalUrls.DocumentPreview(text.Id))).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await GetAsync(host, desk, Role.Supervisor, PortalUrls.DocumentPreview(workbook.Id))).StatusCode
        );
        foreach (var (picture, mediaType) in new[] { (photograph, "image/heic"), (telefax, "image/tiff") })
        {
            var preview = await GetAsync(host, desk, Role.Supervisor, PortalUrls.DocumentPreview(picture.Id));
            var download = await GetAsync(host, desk, Role.Supervisor, PortalUrls.Document(picture.Id));
            Assert.Equal(HttpStatusCode.NotFound, preview.StatusCode);
            Assert.Equal(
                (mediaType, "attachment"),
                (download.Content.Headers.ContentType!.ToString(), download.Content.Headers.ContentDisposition!.DispositionType)
            );
        }
    }

    [Theory]
    [InlineData(Role.Scrivener)]
    [InlineData(Role.BookingStaff)]
    [InlineData(Role.Supervisor)]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Auditor)]
    [InlineData(null)]
    [Asvs("8.2.2")]
    public async Task Whatever_one_may_not_see_answers_like_what_is_missing(Role? role)
    {
        await using var desk = await DocumentDesk.StartAsync();
        await using var host = await StartAsync(desk);
        var met = await desk.UploadAsync(SampleFiles.Pdf, "一.pdf");
        var other = await desk.UploadAsync(SampleFiles.Pdf, "二.pdf", owner: DocumentOwnerOf(desk));
        var gone = await desk.UploadAsync(SampleFiles.Png, "三.png");
        await desk.As(Role.Supervisor).WithdrawAsync(gone.Id, "取り違え");
        var reach = role is { } one ? Permissions.For(one, Permission.ViewDocuments) : AccessScope.None;
        var missing = role is null ? HttpStatusCode.Unauthorized : HttpStatusCode.NotFound;

        foreach (
            var (id, isSeen) in new[]
            {
                (met.Id, reach != AccessScope.None),
                (other.Id, reach == AccessScope.All),
                (gone.Id, false),
                (NewId.Create(), false),
            }
        )
        {
            foreach (var address in new[] { PortalUrls.Document(id), PortalUrls.DocumentPreview(id) })
            {
                var answer = await GetAsync(host, desk, role, address);
                Assert.Equal(isSeen ? HttpStatusCode.OK : missing, answer.StatusCode);
                if (!isSeen)
                {
                    Assert.Equal(
                        ("", false),
                        (await answer.Content.ReadAsStringAsync(), answer.Headers.Contains("Content-Security-Policy"))
                    );
                    Assert.Null(answer.Content.Headers.ContentDisposition);
                }
            }
        }
    }

    [Theory]
    [InlineData("/documents/")]
    [InlineData("/documents/x")]
    [InlineData("/documents/{0}/")]
    [InlineData("/documents/{0}/a.css")]
    [InlineData("/documents/{0}.pdf")]
    [InlineData("/documents/..%2F..%2Fappsettings.json")]
    [Asvs("14.2.5")]
    public async Task No_other_address_leads_to_a_document(string address)
    {
        await using var desk = await DocumentDesk.StartAsync();
        await using var host = await StartAsync(desk);
        var receipt = await desk.UploadAsync(SampleFiles.Pdf, "一.pdf");
        var asked = string.Format(System.Globalization.CultureInfo.InvariantCulture, address, receipt.Id.ToShort());

        var answer = await GetAsync(host, desk, Role.Supervisor, asked);

        // A slash at the end is the same address for the router; everything else is none.
        Assert.Equal(address.EndsWith("{0}/", StringComparison.Ordinal) ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Parts_of_a_document_are_not_served_so_that_each_request_is_one_row_in_the_log()
    {
        await using var desk = await DocumentDesk.StartAsync();
        await using var host = await StartAsync(desk);
        var receipt = await desk.UploadAsync(SampleFiles.Pdf, "一.pdf");

        var answer = await GetAsync(host, desk, Role.Supervisor, PortalUrls.Document(receipt.Id), "bytes=0-9");

        Assert.Equal(
            (HttpStatusCode.OK, SampleFiles.Pdf.Length),
            (answer.StatusCode, (await answer.Content.ReadAsByteArrayAsync()).Length)
        );
        Assert.False(answer.Headers.Contains("Accept-Ranges"));
        Assert.Single(await desk.Portal.AuditAsync(), row => row.Act == Domain.Audit.AuditActs.DocumentDownloaded);
    }

    [Fact]
    public async Task Not_a_byte_is_sent_when_the_audit_row_cannot_be_written()
    {
        await using var desk = await DocumentDesk.StartAsync();
        await using var host = await StartAsync(desk);
        var receipt = await desk.UploadAsync(SampleFiles.Pdf, "一.pdf");
        await desk.Portal.ReadAsync(db =>
            db.Database.ExecuteSqlRawAsync(
                """CREATE TRIGGER "Full" BEFORE INSERT ON "Audit" BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"""
            )
        );

        var answer = await GetAsync(host, desk, Role.Supervisor, PortalUrls.Document(receipt.Id));

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.DoesNotContain("PDF", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Null(answer.Content.Headers.ContentDisposition);
    }

    [Fact]
    public async Task Content_that_was_tampered_with_never_arrives_as_if_it_were_whole()
    {
        await using var desk = await DocumentDesk.StartAsync();
        await using var host = await StartAsync(desk);
        var receipt = await desk.UploadAsync(DocumentDesk.Letters(600_000));
        await desk.Portal.ReadAsync(db => db.Database.ExecuteSqlRawAsync("""DELETE FROM "DocumentChunks" WHERE "Number" = 2"""));

        await Assert.ThrowsAnyAsync<Exception>(async () =>
            await (await GetAsync(host, desk, Role.Supervisor, PortalUrls.Document(receipt.Id))).Content.ReadAsByteArrayAsync()
        );
    }

    private static Domain.Documents.DocumentOwner DocumentOwnerOf(DocumentDesk desk) =>
        Domain.Documents.DocumentOwner.Business(desk.OtherBusiness.Id);

    private static async Task<HttpResponseMessage> GetAsync(
        WebApplication host,
        DocumentDesk desk,
        Role? role,
        string address,
        string? range = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (role is { } one)
        {
            request.Headers.Add(
                HeaderSignIn.Header,
                [desk.Portal.Staff[one].Id.ToShort(), desk.Portal.SignedIn(desk.Portal.Staff[one]).Session!.Value.ToShort()]
            );
        }

        if (range is not null)
        {
            request.Headers.Add("Range", range);
        }

        return await host.GetTestClient().SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static async Task<WebApplication> StartAsync(DocumentDesk desk)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSupportCenter(desk.Portal.Database).AddSingleton<TimeProvider>(desk.Portal.Time);
        builder.Services.AddScoped<PortalCaller>().AddScoped<ICaller>(services => services.GetRequiredService<PortalCaller>());
        builder.Services.AddAuthentication("Test").AddScheme<AuthenticationSchemeOptions, HeaderSignIn>("Test", null);
        AuthorizePermissionAttribute.AddPolicies(builder.Services.AddAuthorizationBuilder());
        builder.Services.AddScoped<IAuthorizationHandler, AuthorizePermissionAttribute.Handler>();
        var host = builder.Build();
        host.UseExceptionHandler(FaultEndpoint.Handle);
        host.UseAuthentication();
        host.UseCaller();
        host.UseAuthorization();
        host.MapDocuments();
        await host.StartAsync();
        return host;
    }

    /// <summary>Signs in whoever a header names: what the cookie does in the portal.</summary>
    private sealed class HeaderSignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        public const string Header = "X-Test-Staff";

        protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
            Task.FromResult(
                Request.Headers.GetCommaSeparatedValues(Header) is [var id, var session]
                    ? AuthenticateResult.Success(
                        new AuthenticationTicket(
                            new ClaimsPrincipal(
                                new ClaimsIdentity(
                                    [new Claim(ClaimTypes.NameIdentifier, id), new Claim(PortalCaller.SessionClaim, session)],
                                    Scheme.Name
                                )
                            ),
                            Scheme.Name
                        )
                    )
                    : AuthenticateResult.NoResult()
            );

        protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
    }
}
