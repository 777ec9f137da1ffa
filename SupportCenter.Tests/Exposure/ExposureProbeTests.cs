using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Exposure;
using SupportCenter.Portal.Exposure;
using SupportCenter.Tests.Security;

namespace SupportCenter.Tests.Exposure;

/// <summary>The probe against the running portal, and against sites that leak on purpose.</summary>
public sealed class ExposureProbeTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>
{
    private ExposureRunner Runner => portal.Services.GetRequiredService<ExposureRunner>();

    [Fact]
    [Asvs("8.2.1", "13.4.1", "14.2.5")]
    public async Task Nothing_but_the_list_is_public_in_Development_whatever_is_asked()
    {
        var before = await portal.AuditAsync();
        var report = await Runner.RunAsync(null, CancellationToken.None);

        Assert.Empty(
            report
                .Found.Where(found => found.Kind != FindingKind.Public)
                .Select(found => $"{found.Kind} {found.Method} {found.Address} {found.Status} {found.Clue}")
        );
        Assert.Equal((ExposureVerdict.Clear, 0), (report.Verdict, report.Unanswered));
        Assert.True(report.Requests > 10_000, $"{report.Requests} requests");
        Assert.Subset(
            PublicAllowList.Endpoints.Concat(PublicAllowList.Assets).Select(entry => entry.Pattern).ToHashSet(),
            report.Found.Select(found => found.Address).ToHashSet()
        );
        Assert.Subset(
            report.Found.Select(found => found.Address).ToHashSet(),
            new HashSet<string> { "/", "/about", "/schedule.csv", "/robots.txt", "/signin", "*.css", "*.js", "*.woff2", "*.svg" }
        );
        // The probe is not taken for an attack, and it is in the log itself.
        var acts = (await portal.AuditAsync()).Skip(before.Count).Select(row => row.Act).ToList();
        Assert.Contains(AuditActs.ExposureChecked, acts);
        Assert.DoesNotContain(acts, act => act is AuditActs.AccessRefused or AuditActs.AlarmRaised or AuditActs.SignInRefused);
    }

    [Fact]
    public async Task Every_door_that_was_left_open_is_found_and_named()
    {
        await using var leaky = await LeakySite.StartAsync(
            await TokenAsync(),
            await portal.ReadAsync(db => db.Records.Select(row => row.Id).FirstAsync()),
            await portal.ReadAsync(db => db.Documents.Select(row => row.Id).FirstAsync())
        );

        var report = await Runner.RunAsync(leaky.Address, CancellationToken.None);

        Assert.Equal(ExposureVerdict.Exposed, report.Verdict);
        foreach (var (address, clue) in leaky.OpenAddresses)
        {
            var others = string.Join(
                " · ",
                report.Found.Where(found => found.Kind != FindingKind.Public).Select(found => $"{found.Address} {found.Clue}")
            );
            Assert.True(
                report.Found.Any(found =>
                    found.Address == address
                    && found.Clue == clue
                    && found.Kind == (clue is null ? FindingKind.Unlisted : FindingKind.Canary)
                ),
                $"{address} ({clue}) was not found, but {others}"
            );
        }

        Assert.Contains(await portal.ReadAsync(db => db.Alarms.ToListAsync()), alarm => alarm.Kind == AlarmKind.Exposed);
    }

    [Fact]
    public async Task Nothing_is_called_clear_that_could_not_be_asked()
    {
        var report = await Runner.RunAsync(new Uri("http://127.0.0.1:1/"), CancellationToken.None);
        Assert.Equal((ExposureVerdict.Incomplete, report.Requests), (report.Verdict, report.Unanswered));
    }

    [Fact]
    public async Task Each_day_at_its_time_a_run_begins_by_itself_and_without_a_time_none_does()
    {
        await using var empty = await TestPortal.StartAsync();
        var soon = TimeOnly.FromDateTime(CentreTime.ToCivil(empty.Time.GetUtcNow().UtcDateTime).AddMilliseconds(200));
        var options = Options.Create(new ExposureOptions { At = soon, Addresses = [new Uri("http://127.0.0.1:1/")] });
        using var runner = new ExposureRunner(
            empty.Database,
            new DefaultEndpointDataSource([]),
            portal.Services.GetRequiredService<IServer>(),
            portal.Services.GetRequiredService<IConfiguration>(),
            options,
            empty.Time,
            NullLogger<ExposureRunner>.Instance
        );
        using var clock = new ExposureCheckHostedService(
            runner,
            options,
            empty.Database,
            empty.Time,
            NullLogger<ExposureCheckHostedService>.Instance
        );
        await clock.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync("A run is in the log.", async () =>
            (await empty.AuditAsync()).Exists(row => row.Act == AuditActs.ExposureChecked)
        );
        await clock.StopAsync(CancellationToken.None);
        await Eventually.TrueAsync("The run is over.", () => Task.FromResult(!runner.IsRunning));

        using var never = new ExposureCheckHostedService(
            runner,
            Options.Create(new ExposureOptions()),
            empty.Database,
            empty.Time,
            NullLogger<ExposureCheckHostedService>.Instance
        );
        await never.StartAsync(CancellationToken.None);
        await never.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Rows_of_people_are_asked_with_no_method_that_could_change_them()
    {
        var (others, own) = (NewId.Create(), NewId.Create());
        var questions = new ProbeQuestions(ProbeSurface.Of(portal.Services.GetRequiredService<EndpointDataSource>()), [others, own], [own]);
        Assert.Contains(questions.Rows(), question => question.Address == $"/documents/{others.ToShort()}");
        Assert.DoesNotContain(questions.Rows().Concat(questions.Odd()), question =>
            question.Method is not ("GET" or "HEAD" or "OPTIONS")
            && question.Address.Contains(others.ToShort(), StringComparison.OrdinalIgnoreCase)
        );
        Assert.Contains(questions.Odd(), question => question.Method == "DELETE" && question.Address == $"/documents/{own.ToShort()}");
        Assert.Equal(
            1,
            questions
                .Plain()
                .Concat(questions.Odd().Select(question => question.Address))
                .Count(address => address == "/signin/development")
        );
    }

    private async Task<string> TokenAsync()
    {
        await Runner.RunAsync(new Uri("http://127.0.0.1:1/"), CancellationToken.None); // Plants.
        return (await portal.ReadAsync(db => db.Canaries.Where(row => row.Token != null).Select(row => row.Token).SingleAsync()))!;
    }

    /// <summary>Answers where the portal would not, in the ways in which things are left open.</summary>
    private sealed class LeakySite : IAsyncDisposable
    {
        private readonly WebApplication app;

        private LeakySite(WebApplication app, IReadOnlyList<(string, string?)> addresses) => (this.app, OpenAddresses) = (app, addresses);

        public Uri Address => new(app.Urls.First());

        /// <summary>The address as the finding names it, and the piece of the canary that is seen there; null where only the answer gives
        /// it away.</summary>
        public IReadOnlyList<(string Address, string? Clue)> OpenAddresses { get; }

        public static async Task<LeakySite> StartAsync(string token, Guid record, Guid document)
        {
            var builder = WebApplication.CreateBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            var app = builder.Build();
            app.MapGet("/", () => Results.Content("""<a href="/hidden/list.html?page=2">一覧</a>""", "text/html"));
            app.MapGet("/hidden/list.html", () => Results.Content($"<li>{token}-name</li>", "text/html"));
            app.MapGet($"/consultations/{record.ToShort()}", () => Results.Content($"<p>{token}-impression", "text/html"));
            app.MapGet($"/documents/{document.ToShort()}", () => Results.Text("content"));
            app.MapGet("/backup/portal.db", () => Results.Bytes(Encoding.Unicode.GetBytes($"SQLite {token}-memo")));
            app.MapGet("/data/{name}", (string name) => name == "予約一覧.xlsx" ? Results.Bytes(Workbook(token)) : Results.NotFound());
            app.MapGet("/.git/HEAD", () => Results.Text("ref: refs/heads/main"));
            app.MapGet("/_blazor/negotiate", () => Results.Json(new { connectionId = "x" }));
            app.MapMethods("/workspace", ["PROPFIND"], () => Results.StatusCode(207));
            app.MapGet("/reservations", (HttpRequest request) =>
                request.Headers.Range.Count > 0 ? Results.Text("part", statusCode: 206) : Results.Unauthorized()
            );
            app.MapGet("/schedule.json", () => Results.Json(new { clinics = new[] { $"{token}-contact" } }));
            app.MapGet("/clinics.css", () => Results.Text("data"));
            app.MapGet("/metrics", () => Results.StatusCode(500));
            app.MapGet("/robots.txt", () => Results.Text("User-agent: *\nDisallow: /secret/place\n"));
            app.MapGet("/secret/place", () => Results.Redirect("/elsewhere"));
            await app.StartAsync();
            return new LeakySite(
                app,
                [
                    ("/hidden/list.html?page=2", "name"),
                    ("/consultations/{Id}", "impression"),
                    ("/documents/{Id}", null),
                    ("/backup/portal.db", "memo"),
                    ("/data/" + Uri.EscapeDataString("予約一覧.xlsx"), "summary"),
                    ("/.git/HEAD", null),
                    ("/_blazor/negotiate", null),
                    ("/workspace", null),
                    ("/reservations", null),
                    ("/schedule.json", "contact"),
                    ("/clinics.css", null),
                    ("/metrics", null),
                    ("/secret/place", null),
                ]
            );
        }

        public async ValueTask DisposeAsync() => await app.DisposeAsync();

        private static byte[] Workbook(string token)
        {
            using var file = new MemoryStream();
            using (var zip = new ZipArchive(file, ZipArchiveMode.Create))
            {
                using var entry = zip.CreateEntry("xl/sharedStrings.xml").Open();
                entry.Write(Encoding.UTF8.GetBytes($"<sst><si><t>{token}-summary</t></si></sst>"));
            }

            return file.ToArray();
        }
    }
}
