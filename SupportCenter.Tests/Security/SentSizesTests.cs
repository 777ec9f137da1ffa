using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Drafts;
using SupportCenter.Portal;
using SupportCenter.Portal.Components;
using SupportCenter.Tests.Access;

namespace SupportCenter.Tests.Security;

/// <summary>What fits into the fields fits through the line and into a draft; nothing else is taken in any length.</summary>
public sealed partial class SentSizesTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>
{
    private const string FourBytes = "𠮷";
    private const int Long = 10_000;
    private static readonly JsonSerializerOptions AsBrowsersWrite = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    [Fact]
    [Asvs("2.2.2")]
    public void The_longest_text_of_every_field_fits_into_one_message_and_the_whole_form_into_a_draft()
    {
        // A browser writes an event as JSON within JSON; what has to be escaped is longest.
        var texts = new[] { FourBytes, "\u0001", "\\", "\"", "あ" };
        foreach (var (field, most) in LimitedFields())
        {
            var longest = texts.Max(text =>
                Encoding.UTF8.GetByteCount(
                    JsonSerializer.Serialize(JsonSerializer.Serialize(Filled(text, Math.Max(most, Long)), AsBrowsersWrite), AsBrowsersWrite)
                )
            );
            Assert.True(longest * 2 < ScreenLimits.MostMessageBytes, $"{field}: {longest}");
        }

        var details = new ConsultationDetails();
        foreach (var field in typeof(ConsultationDetails).GetProperties().Where(IsLong))
        {
            field.SetValue(details, Filled(FourBytes, Long));
        }

        details.Guidance.AddRange(
            Enumerable
                .Range(0, 50)
                .Select(_ => new GuidanceRow
                {
                    Measure = Filled(FourBytes, 100),
                    Explained = Filled(FourBytes, 2000),
                    Referral = Filled(FourBytes, 100),
                })
        );
        var draft = FormDraft.Write(details, new Dictionary<string, string>(StringComparer.Ordinal));
        Assert.True(Encoding.UTF8.GetByteCount(draft) < DraftLimits.MostBytes, $"{draft.Length}");
        Assert.True(DraftLimits.MostBytes < ScreenLimits.MostDraftRequestBytes);
    }

    [Theory]
    [InlineData(Long * 4, true)]
    [InlineData(ScreenLimits.MostMessageBytes - 1000, true)]
    [InlineData(ScreenLimits.MostMessageBytes + 1, false)]
    [Asvs("2.2.2")]
    public async Task The_line_carries_what_the_longest_field_needs_and_not_more(int bytes, bool carried)
    {
        var client = await portal.SignInAsync(Role.Scrivener);
        await using var screen = await RawScreen.OpenAsync(portal.Address, portal.CookiesOf(client), portal.Address);

        var answer = await screen.InvokeAsync("ConnectCircuit", string.Concat(Enumerable.Repeat(FourBytes, bytes / 4)) + "x");

        Assert.Equal((carried ? false : null, !carried), ((bool?)answer, screen.IsClosed));
    }

    [Fact]
    [Asvs("2.2.2")]
    public async Task The_draft_endpoint_keeps_ten_thousand_characters_of_four_bytes_in_each_long_field()
    {
        var client = await portal.SignInAsync(Role.Scrivener);
        var form = Draft.OfRecord(NewId.Create());
        var fields = typeof(ConsultationDetails).GetProperties().Where(IsLong).Select(field => field.Name).ToList();
        Assert.True(fields.Count >= 3);

        var answer = await SendAsync(client, form, [.. fields.Select(field => KeyValuePair.Create(field, Filled(FourBytes, Long)))]);

        Assert.Equal(HttpStatusCode.NoContent, answer);
        var kept = (await (await portal.AsAsync<DraftService>(Role.Scrivener)).FindAsync(form))!;
        var typed = FormDraft.Restore(kept.Json, new ConsultationDetails());
        AssertEach.Of(fields, field => Assert.Equal(Filled(FourBytes, Long), typed[field]));
    }

    [Theory]
    [MemberData(nameof(Roles))]
    [Asvs("2.4.1", "15.3.3")]
    public async Task No_role_keeps_drafts_under_other_names_or_without_limit(Role role)
    {
        var client = await portal.SignInAsync(role);
        string[] others =
        [
            "",
            "form",
            "exports2",
            " exports",
            "EXPORTS",
            "consultation:",
            "consultation:../..",
            "staff-" + new string('a', 60),
            "walk-in:" + NewId.Create().ToShort() + "\n",
            new('x', 5000),
        ];
        foreach (var name in others)
        {
            Assert.Equal((name, HttpStatusCode.BadRequest), (name, await SendAsync(client, name, [new("Reason", "x")])));
        }

        // One draft, and all of one person together.
        var half = new string('x', DraftLimits.MostBytes / 2);
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(client, "exports", [new("Reason", half)]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(client, "exports", [new("Other", half + "x")]));
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i <= DraftLimits.MostBytesOfPerson / half.Length; i++)
        {
            answers.Add(await SendAsync(client, Draft.OfRecord(NewId.Create()), [new("Reason", half)]));
        }

        Assert.Equal(HttpStatusCode.NoContent, answers[0]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answers[^1]);
        // What one has already may still be replaced by less.
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(client, "exports", [new("Reason", "short")]));
    }

    [Fact]
    [Asvs("2.4.1")]
    public async Task The_limit_of_drafts_is_said_in_words_on_the_page()
    {
        await using var small = await TestPortal.StartAsync();
        var drafts = small.As<DraftService>(Role.Scrivener);

        await Assert.ThrowsAsync<RuleException>(() => drafts.SaveAsync("nowhere", "{}"));
        for (var kept = 0; kept < DraftLimits.MostOfPerson; kept++)
        {
            await drafts.SaveAsync(Draft.OfRecord(NewId.Create()), "{}");
        }

        await Assert.ThrowsAsync<RuleException>(() => drafts.SaveAsync("exports", "{}"));
        await small.ReadAsync(db => db.Drafts.ExecuteDeleteAsync());
        var refused = await Assert.ThrowsAsync<RuleException>(() =>
            drafts.SaveAsync("exports", new string('x', DraftLimits.MostBytes + 1))
        );
        Assert.Contains("長すぎて", refused.Message, StringComparison.Ordinal);
        await drafts.SaveAsync("exports", new string('x', DraftLimits.MostBytes));
    }

    [Fact]
    public void Every_form_of_the_pages_that_keeps_a_draft_is_known()
    {
        var names = ArchitectureTests
            .Sources()
            .Where(file => file.Path.EndsWith(".razor", StringComparison.Ordinal))
            .SelectMany(file => DraftKey().Matches(file.Text).SelectMany(match => NamesOf(match.Groups["value"].Value)))
            .ToList();
        Assert.True(names.Count >= 20);
        AssertEach.Of(names.Select(name => Inserted().Replace(name, NewId.Create().ToShort())), name =>
            Assert.True(DraftLimits.IsKnown(name), name)
        );
        Assert.True(DraftLimits.IsKnown(Draft.OfRecord(NewId.Create())));
    }

    [Fact]
    [Asvs("2.4.1")]
    public void Only_the_lines_and_the_drafts_take_more_than_a_small_form()
    {
        Assert.Equal(
            ScreenLimits.MostRequestBytes,
            portal.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits.MaxRequestBodySize
        );
        var large = portal
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IRequestSizeLimitMetadata>() is not null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'))
            .Where(path => !path.StartsWith("/_framework", StringComparison.Ordinal) && !path.Contains('*', StringComparison.Ordinal))
            .Distinct()
            .Order(StringComparer.Ordinal);
        Assert.Equal(["/_blazor", "/_blazor/disconnect", "/_blazor/initializers", "/_blazor/negotiate", "/drafts/unsent"], large);
    }

    [Fact]
    [Asvs("2.4.1")]
    public async Task Nobody_who_has_not_signed_in_has_a_large_body_read_at_any_address()
    {
        var posts = portal
            .Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'))
            .Where(path => !path.Contains('{', StringComparison.Ordinal))
            .Distinct()
            .ToList();
        Assert.True(posts.Count > 30);
        var client = portal.Anyone();
        foreach (var path in posts)
        {
            using var body = new CountedBody(28 * 1024 * 1024);
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
            try
            {
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
                using var answer = await client.SendAsync(request, patience.Token);
                Assert.True((int)answer.StatusCode >= 300, $"{path}: {answer.StatusCode}");
            }
            catch (Exception broken) when (broken is HttpRequestException or TaskCanceledException)
            {
                // The server has closed the connection in the middle of the body, or takes no more of it.
            }

            // What the network and both ends keep in buffers is sent before the answer is known.
            Assert.True(body.Sent < 12 * 1024 * 1024, $"{path}: {body.Sent}");
        }
    }

    private static string Filled(string text, int characters) => string.Concat(Enumerable.Repeat(text, characters));

    private static bool IsLong(PropertyInfo field) => field.GetCustomAttribute<StringLengthAttribute>()?.MaximumLength >= Long;

    private static IEnumerable<(string Field, int Most)> LimitedFields() =>
        new[] { typeof(ConsultationDetails).Assembly, typeof(PortalUrls).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(field => field.IsDefined(typeof(StringLengthAttribute)))
            .Select(field =>
                ($"{field.DeclaringType!.Name}.{field.Name}", field.GetCustomAttribute<StringLengthAttribute>()!.MaximumLength)
            );

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, string form, IReadOnlyList<KeyValuePair<string, string>> typed)
    {
        var answer = await PortalUnderTest.SendFormAsync(
            client,
            DraftEndpoints.Unsent,
            true,
            [new("form", form), .. typed.Select(field => KeyValuePair.Create("typed." + field.Key, field.Value))]
        );
        return answer.StatusCode;
    }

    /// <summary>The names in an attribute: each text of an expression, or the attribute itself.</summary>
    private static IEnumerable<string> NamesOf(string value) =>
        value.StartsWith("@(", StringComparison.Ordinal) ? Text().Matches(value).Select(match => match.Groups["text"].Value) : [value];

    [GeneratedRegex("DraftKey=\"(?<value>@\\(.*?\\)|[a-z][^\"@]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DraftKey();

    [GeneratedRegex("\"(?<text>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Text();

    [GeneratedRegex(@"\{[^{}]+\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Inserted();

    /// <summary>A long form, which notes how much of it was sent.</summary>
    private sealed class CountedBody : HttpContent
    {
        private readonly long length;

        public CountedBody(long length)
        {
            this.length = length;
            Headers.ContentType = new("application/x-www-form-urlencoded");
        }

        public long Sent { get; private set; }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var part = Encoding.ASCII.GetBytes(new string('x', 65536));
            while (Sent < length)
            {
                await stream.WriteAsync(part);
                Sent += part.Length;
            }
        }

        protected override bool TryComputeLength(out long computed)
        {
            computed = length;
            return true;
        }
    }
}
