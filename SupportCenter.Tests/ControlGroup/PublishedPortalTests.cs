using System.Net;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SupportCenter.Portal.Exposure;

namespace SupportCenter.Tests.ControlGroup;

/// <summary>What the published program shows to somebody who has not signed in.</summary>
public sealed class PublishedPortalTests(PublishedPortal published) : IClassFixture<PublishedPortal>
{
    [ControlGroupFact]
    [Asvs("13.4.1", "13.4.5", "14.2.5")]
    public async Task Nothing_but_the_list_is_public_of_the_published_program_and_the_command_says_so()
    {
        var json = Path.Combine(published.Data, "..", "exposure.json");
        var (code, output) = await published.CommandAsync("check-exposure", "--url", published.Portal.Address, "--json", json);

        Assert.True(code == 0, output);
        using var state = JsonDocument.Parse(await File.ReadAllTextAsync(json));
        var run = state.RootElement.GetProperty("run");
        Assert.True(run.GetProperty("requests").GetInt32() > 10_000);
        Assert.Equal(("Clear", 0), (run.GetProperty("verdict").GetString(), run.GetProperty("unanswered").GetInt32()));
        var found = state.RootElement.GetProperty("found").EnumerateArray().Select(row => row.GetProperty("address").GetString()!).ToList();
        Assert.DoesNotContain("/signin/development", found);
        Assert.Contains("/schedule.json", found);
        AssertEach.Of(found, address => Assert.Contains(PublicAllowList.Find(address)!.Why(), output, StringComparison.Ordinal));

        var (again, unchanged) = await published.CommandAsync("check-exposure", "--url", published.Portal.Address);
        Assert.True(again == 0, unchanged);
        Assert.Contains("前回と変わりません", unchanged, StringComparison.Ordinal);
    }

    [ControlGroupFact]
    public void The_published_folder_has_native_files_of_one_system_only()
    {
        var program = Path.GetDirectoryName(published.Program)!;
        var systems = new DirectoryInfo(Path.Combine(program, "runtimes")).GetDirectories().Select(folder => folder.Name);
        Assert.Single(systems);
        var native = Directory.EnumerateFiles(Path.Combine(program, "runtimes"), "*", SearchOption.AllDirectories);
        Assert.True(native.Sum(file => new FileInfo(file).Length) is > 0 and < 8_000_000);
    }

    [ControlGroupFact]
    public async Task The_command_alone_starts_the_portal_asks_it_and_ends_with_exit_code_1_on_an_alarm()
    {
        var (code, output) = await published.CommandAsync("check-exposure", "--Exposure:IdsPerEndpoint=100");
        Assert.True(code == 0, output);
        await using var site = await MembersSite.StartAsync("no token of this database");
        var (alarmed, alarm) = await published.CommandAsync(
            "check-exposure",
            "--url",
            site.Address.ToString(),
            "--Exposure:IdsPerEndpoint=100"
        );
        Assert.True(alarmed == 1, alarm);
        AssertEach.Of(site.Workbooks, workbook => Assert.Contains(workbook, alarm, StringComparison.Ordinal));
        Assert.Equal(2, (await published.CommandAsync("check-exposure", "--url", "elsewhere")).Code);
    }

    [ControlGroupFact]
    [Asvs("6.3.4")]
    public async Task The_development_sign_in_is_not_in_the_published_program()
    {
        using var client = Client();
        using var form = new FormUrlEncodedContent([new("person", "00000000000000000000000000")]);
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await client.PostAsync(new Uri("/signin/development", UriKind.Relative), form)).StatusCode
        );
        Assert.DoesNotContain(
            "/signin/development",
            await client.GetStringAsync(new Uri("/signin", UriKind.Relative)),
            StringComparison.Ordinal
        );
    }

    [ControlGroupTheory]
    [InlineData("/swagger/index.html")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/metrics")]
    [InlineData("/health")]
    [InlineData("/healthz/details")]
    [InlineData("/actuator/env")]
    [InlineData("/SupportCenter.Portal.staticwebassets.endpoints.json")]
    [InlineData("/appsettings.json")]
    [Asvs("13.4.5")]
    public async Task Neither_documentation_nor_metrics_are_public_and_the_state_of_health_is_two_letters(string address)
    {
        using var client = Client();
        Assert.True(ProbeAddress.IsSignIn((await client.GetAsync(new Uri(address, UriKind.Relative))).Headers.Location), address);
        Assert.Equal("ok", await client.GetStringAsync(new Uri("/healthz", UriKind.Relative)));
    }

    private HttpClient Client() =>
        new(new HttpClientHandler { AllowAutoRedirect = false }, disposeHandler: true) { BaseAddress = new Uri(published.Portal.Address) };
}

/// <summary>A published program whose database has lost a table: a portal of its own, since nothing works in it any more.</summary>
public sealed class BrokenPortalTests(PublishedPortal published) : IClassFixture<PublishedPortal>
{
    [ControlGroupFact]
    [Asvs("13.4.2")]
    public async Task A_fault_shows_a_number_and_nothing_of_the_program()
    {
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(published.Data, "portal.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "ALTER TABLE \"Venues\" RENAME TO \"Gone\"";
            command.ExecuteNonQuery();
        }

        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }, disposeHandler: true)
        {
            BaseAddress = new Uri(published.Portal.Address),
        };
        var address = new Uri("/schedule.json", UriKind.Relative);
        await Eventually.TrueAsync("the page fails", async () =>
            (await client.GetAsync(address)).StatusCode == HttpStatusCode.InternalServerError
        );
        using var answer = await client.GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain(new[] { "Exception", "Sqlite", "   at ", ".cs", "SupportCenter.", published.Data, "Microsoft." }, trace =>
            text.Contains(trace, StringComparison.OrdinalIgnoreCase)
        );
        Assert.InRange(text.Length, 10, 400);
    }
}

/// <summary>The same for a test with data.</summary>
public sealed class ControlGroupTheoryAttribute : TheoryAttribute
{
    public ControlGroupTheoryAttribute() => Skip = new ControlGroupFactAttribute().Skip;
}
