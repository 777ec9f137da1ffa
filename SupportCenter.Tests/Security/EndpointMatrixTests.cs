using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Incidents;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Retention;
using SupportCenter.Portal;
using SupportCenter.Portal.Exposure;
using SupportCenter.Portal.Security;
using SupportCenter.Tests.Reports;

namespace SupportCenter.Tests.Security;

/// <summary>Every address that the portal answers × everybody who may ask, against the one table: the permission that the page
/// names.</summary>
public sealed class EndpointMatrixTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>
{
    /// <summary>All that answers without a sign-in, besides styles, script and typefaces. Whatever else is made public fails here until
    /// it is added on purpose.</summary>
    private static readonly HashSet<string> Public = [.. PublicAllowList.Endpoints.Select(entry => entry.Pattern)];

    /// <summary>The framework's own: connections of open screens, for those who have signed in (what comes over them is judged by the use
    /// cases), and the place where a missing style sheet is not found.</summary>
    private static readonly HashSet<string> Lines =
    [
        "/_blazor",
        "/_blazor/negotiate",
        "/_blazor/disconnect",
        "/_blazor/initializers",
        "/_framework/opaque-redirect",
        "/{**path:file}",
    ];

    public static TheoryData<Role?> Everybody =>
        [null, Role.Scrivener, Role.BookingStaff, Role.Supervisor, Role.Administrator, Role.Auditor];

    [Fact]
    [Asvs("8.2.1")]
    public void Every_endpoint_is_public_on_purpose_or_names_the_permission_it_needs()
    {
        Assert.NotEmpty(Endpoints());
        Assert.Empty(
            Endpoints()
                .Where(endpoint =>
                    PermissionOf(endpoint) is null && !Public.Contains(PatternOf(endpoint)) && !Lines.Contains(PatternOf(endpoint))
                )
                .Select(PatternOf)
        );
        Assert.Empty(
            Endpoints()
                .Where(endpoint => !Lines.Contains(PatternOf(endpoint)) && IsAnonymous(endpoint) != Public.Contains(PatternOf(endpoint)))
                .Select(PatternOf)
        );
    }

    [Theory]
    [MemberData(nameof(Everybody))]
    [Asvs("8.2.1")]
    public async Task Every_endpoint_answers_each_role_as_the_table_of_permissions_says(Role? who)
    {
        var client = who is { } role ? await portal.SignInAsync(role) : portal.Anyone();
        var wrong = new List<string>();
        Assert.NotEmpty(Endpoints());
        foreach (var endpoint in Endpoints().Where(endpoint => !Lines.Contains(PatternOf(endpoint)) && PatternOf(endpoint) != "/signout"))
        {
            using var request = new HttpRequestMessage(MethodOf(endpoint), await AddressOfAsync(PatternOf(endpoint)));
            using var answer = await client.SendAsync(request);
            var expected = Expected(endpoint, who);
            if (!expected.Contains(ClassOf(answer)))
            {
                wrong.Add(
                    $"{request.Method} {PatternOf(endpoint)} as {who?.ToString() ?? "anyone"}: {answer.StatusCode}, not "
                        + $"{string.Join(" or ", expected)}"
                );
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    [Asvs("16.3.2")]
    public async Task A_page_that_is_refused_is_in_the_log()
    {
        var client = await portal.SignInAsync(Role.Administrator);
        await client.GetAsync(new Uri("/consultations", UriKind.Relative));

        var row = (await portal.AuditAsync()).Last(row => row.Act == AuditActs.AccessRefused);
        Assert.Equal((nameof(Permission.ViewConsultations), nameof(Role.Administrator)), (row.Permission, row.ActorRole));
    }

    [Fact]
    [Asvs("7.3.2")]
    public void Lines_to_screens_are_closed_when_the_session_reaches_its_end()
    {
        var lines = Endpoints(withLines: true).SelectMany(endpoint => endpoint.Metadata.OfType<HttpConnectionDispatcherOptions>()).ToList();

        Assert.NotEmpty(lines);
        AssertEach.Of(lines, line => Assert.True(line.CloseOnAuthenticationExpiration));
    }

    private IReadOnlyList<RouteEndpoint> Endpoints(bool withLines = false) =>
        [
            .. portal
                .Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.Metadata.GetMetadata<PublicAttribute>() is null || Public.Contains(PatternOf(endpoint)))
                .DistinctBy(endpoint => withLines ? (object)endpoint : (PatternOf(endpoint), MethodOf(endpoint))),
        ];

    private static string PatternOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');

    private static HttpMethod MethodOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is { } methods && !methods.HttpMethods.Contains("GET")
            ? new HttpMethod(methods.HttpMethods[0])
            : HttpMethod.Get;

    private static Permission? PermissionOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<AuthorizePermissionAttribute>()?.Permission;

    private static bool IsAnonymous(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static string[] Expected(RouteEndpoint endpoint, Role? who)
    {
        if (Public.Contains(PatternOf(endpoint)))
        {
            return ["shown"];
        }

        var reach = who is { } role && PermissionOf(endpoint) is { } permission ? Permissions.For(role, permission) : AccessScope.None;
        return who is null
            ? ["sign-in"]
            : reach switch
            {
                AccessScope.All => ["shown"],
                AccessScope.Own => ["shown", "missing"],
                _ => ["missing"],
            };
    }

    private static string ClassOf(HttpResponseMessage answer) =>
        answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized => "sign-in",
            HttpStatusCode.Redirect when answer.Headers.Location!.ToString().Contains("/signin?back=", StringComparison.Ordinal) =>
                "sign-in",
            HttpStatusCode.NotFound => "missing",
            // A form that was sent without its token is taken note of, and no further.
            HttpStatusCode.OK or HttpStatusCode.Redirect or HttpStatusCode.BadRequest or HttpStatusCode.UnsupportedMediaType => "shown",
            var other => other.ToString(),
        };

    private async Task<string> AddressOfAsync(string pattern)
    {
        var id = pattern.Split('/').TakeWhile(part => !part.StartsWith('{')).Last() switch
        {
            "administration" when pattern.Contains("/businesses/", StringComparison.Ordinal) => await portal.ReadAsync(db =>
                db.Businesses.Select(row => row.Id).FirstAsync()
            ),
            "administration" when pattern.Contains("/people/", StringComparison.Ordinal) => await portal.ReadAsync(db =>
                db.Staff.Select(row => row.Id).FirstAsync()
            ),
            "clinics" => await portal.ReadAsync(db => db.Clinics.Select(row => row.Id).FirstAsync()),
            "reservations" => await portal.ReadAsync(db => db.Reservations.Select(row => row.Id).FirstAsync()),
            "consultations" => await portal.ReadAsync(db => db.Records.Select(row => row.Id).FirstAsync()),
            "businesses" => await portal.ReadAsync(db => db.Businesses.Select(row => row.Id).FirstAsync()),
            "documents" => await portal.ReadAsync(db =>
                db.Documents.Where(row => row.WithdrawnAtUtc == null && row.Kind == Domain.Documents.DocumentKind.Pdf)
                    .Select(row => row.Id)
                    .FirstAsync()
            ),
            "notices" => await portal.ReadAsync(db => db.Notices.Select(row => row.Id).FirstAsync()),
            "papers" when pattern.Contains("incidents", StringComparison.Ordinal) => await portal.ReadAsync(db =>
                db.IncidentPapers.Select(row => row.Id).FirstAsync()
            ),
            "letters" => await portal.ReadAsync(db => db.IncidentPaperParts.Select(row => row.Id).FirstAsync()),
            "papers" => await portal.ReadAsync(db => db.PaperVersions.Select(row => row.Id).FirstAsync()),
            "incidents" => await portal.ReadAsync(db => db.Incidents.Select(row => row.Id).FirstAsync()),
            "contracts" => await portal.ReadAsync(db => db.Contracts.Select(row => row.Id).FirstAsync()),
            "inspections" => await portal.ReadAsync(db => db.Inspections.Select(row => row.Id).FirstAsync()),
            "double-check" => await portal.ReadAsync(db => db.DoubleCheckLines.Select(row => row.Id).FirstAsync()),
            "disposals" => await DisposalAsync(),
            "exports" => await ExportAsync(),
            _ => Guid.Empty,
        };
        var address = pattern.Replace("{Id}", id.ToShort(), StringComparison.OrdinalIgnoreCase);
        return pattern.StartsWith(PortalUrls.PublicEditions + '.', StringComparison.Ordinal)
            ? FormattableString.Invariant($"{address}?month={await FixedMonths.OfAsync(portal):yyyy-MM}")
            : address;
    }

    /// <summary>An export that whoever signed in last as a supervisor took out a moment ago.</summary>
    private async Task<Guid> ExportAsync()
    {
        using var turn = await portal.Database.Gate.EnterAsync(CancellationToken.None);
        return await portal.ReadAsync(async db =>
        {
            var now = TimeProvider.System.GetUtcNow().UtcDateTime;
            var owner = await db
                .Sessions.Where(row => row.Role == Role.Supervisor)
                .OrderByDescending(row => row.StartedAtUtc)
                .Select(row => (Guid?)row.StaffId)
                .FirstOrDefaultAsync()
                ?? await db.Staff.Where(row => row.Role == Role.Supervisor).Select(row => row.Id).FirstAsync();
            var day = DateOnly.FromDateTime(now);
            var order = new ExportOrder(ExportContents.ReservationPaper, day, day, owner, now) { DownloadedAtUtc = now };
            db.AccessContext = new AccessContext(CallerKind.Console, null, null, Permission.KeepRetention, AccessScope.All, "test");
            db.BeforeSave = _ => Task.CompletedTask;
            db.Add(order);
            await db.SaveChangesAsync();
            return order.Id;
        });
    }

    /// <summary>A disposal that was completed: nothing of the demo data is old enough for one.</summary>
    private async Task<Guid> DisposalAsync()
    {
        using var turn = await portal.Database.Gate.EnterAsync(CancellationToken.None);
        return await portal.ReadAsync(async db =>
        {
            if (await db.DisposalOrders.FirstOrDefaultAsync() is { } known)
            {
                return known.Id;
            }

            var (now, people) = (
                TimeProvider.System.GetUtcNow().UtcDateTime,
                await db.Staff.Where(row => row.Role == Role.Supervisor).Select(row => row.Id).Take(2).ToListAsync()
            );
            var order = new DisposalOrder(1, new RetentionOptions(), DateOnly.FromDateTime(now), people[0], now);
            var approval = new Approval(ApprovalKind.Purge, order.Id, "保存期間の満了による廃棄のため", people[0], now);
            approval.Decide(release: true, null, people[1], now);
            order.ApprovalId = approval.Id;
            order.Start(now);
            order.Complete(now);
            db.AccessContext = new AccessContext(CallerKind.Console, null, null, Permission.KeepRetention, AccessScope.All, "test");
            db.BeforeSave = _ => Task.CompletedTask;
            db.AddRange(approval, order);
            await AuditTrail.AppendAsync(
                db,
                AuditActs.DisposalCompleted,
                [new AuditNote(nameof(DisposalOrder), order.Id, [], [])],
                now,
                CancellationToken.None
            );
            await db.SaveChangesAsync();
            return order.Id;
        });
    }
}
