using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace SupportCenter.Benchmarks.Load;

/// <summary>A browser in which somebody has signed in: cookies, pages, and the circuits that pages open.</summary>
internal sealed partial class Browser : IDisposable
{
    private readonly CookieContainer cookies = new();
    private readonly HttpClient http;

    private Browser(Uri portal)
    {
        if (!portal.IsLoopback)
        {
            throw new ArgumentException("Load is put on this machine only.", nameof(portal));
        }

        http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies }, disposeHandler: true)
        {
            BaseAddress = portal,
        };
    }

    public Uri Portal => http.BaseAddress!;

    /// <summary>The development sign-in, as one of the people on its page whose role has this name; <paramref name="number"/> says
    /// which.</summary>
    public static async Task<Browser> SignInAsync(Uri portal, string role, int number)
    {
        var browser = new Browser(portal);
        var page = await browser.http.GetStringAsync(new Uri("/signin", UriKind.Relative));
        var people = Person()
            .Matches(page)
            .Where(found => WebUtility.HtmlDecode(found.Groups["role"].Value).Contains(role, StringComparison.Ordinal))
            .Select(found => found.Groups["id"].Value)
            .ToList();
        using var form = new FormUrlEncodedContent([
            new("person", people[number % people.Count]),
            new("__RequestVerificationToken", FormToken().Match(page).Groups["token"].Value),
        ]);
        using var answer = await browser.http.PostAsync(new Uri("/signin/development", UriKind.Relative), form);
        return answer.Headers.Location?.ToString() == "/workspace"
            ? browser
            : throw new InvalidOperationException($"Sign-in gave {answer.StatusCode}.");
    }

    /// <summary>Opens a page with its circuit and waits until it shows what is expected.</summary>
    public async Task<(Circuit Circuit, TimeSpan Took)> OpenAsync(string path, Func<Screen, bool> shows)
    {
        var started = Stopwatch.GetTimestamp();
        var page = await http.GetStringAsync(new Uri(path, UriKind.Relative));
        using var negotiated = await SendAsync(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        var token = ConnectionToken().Match(await negotiated.Content.ReadAsStringAsync()).Groups["token"].Value;
        var circuit = await Circuit.ConnectAsync(Portal, cookies.GetCookieHeader(Portal), token, LeaveAsync);
        try
        {
            var (_, at) = await circuit.StartAsync(
                new Uri(Portal, path),
                Marker().Matches(page).Select(found => found.Groups["marker"].Value),
                shows
            );
            return (circuit, Stopwatch.GetElapsedTime(started, at));
        }
        catch
        {
            await circuit.DisposeAsync();
            throw;
        }
    }

    /// <summary>The bytes of an address, compressed here as publishing does: what runs from its build tree is served with the least
    /// compression that there is.</summary>
    public async Task<int> WeighAsync(string address)
    {
        var bytes = await http.GetByteArrayAsync(new Uri(address, UriKind.Relative));
        using var compressed = new MemoryStream();
        await using (var brotli = new BrotliStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await brotli.WriteAsync(bytes);
        }

        return (int)compressed.Length;
    }

    /// <summary>The styles and scripts that a page names.</summary>
    public async Task<IReadOnlyList<string>> AssetsOfAsync(string path)
    {
        var page = await http.GetStringAsync(new Uri(path, UriKind.Relative));
        return
        [
            .. Asset().Matches(page).Select(found => "/" + WebUtility.HtmlDecode(found.Groups["address"].Value).TrimStart('/')).Distinct(),
        ];
    }

    public void Dispose() => http.Dispose();

    /// <summary>As a page tells it that is closed: else the portal would keep the circuit for a while.</summary>
    private async Task LeaveAsync(string circuit)
    {
        using var form = new FormUrlEncodedContent([new("circuitId", circuit)]);
        (await SendAsync(HttpMethod.Post, "/_blazor/disconnect", form)).Dispose();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative)) { Content = content };
        request.Headers.Add("Origin", Portal.GetLeftPart(UriPartial.Authority));
        var answer = await http.SendAsync(request);
        return answer.EnsureSuccessStatusCode();
    }

    /// <summary>A plain connection whose bytes are counted.</summary>
    internal static SocketsHttpHandler Counting(Action<int> received) =>
        new()
        {
            UseCookies = false,
            ConnectCallback = async (context, ct) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(context.DnsEndPoint, ct);
                return new CountingStream(new NetworkStream(socket, ownsSocket: true), received);
            },
        };

    [GeneratedRegex(
        "name=\"person\" value=\"(?<id>[^\"]+)\">(?<role>.*?)</button>",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex Person();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FormToken();

    [GeneratedRegex("<!--Blazor:(?<marker>\\{\"type\":\"server\".*?\\})-->", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Marker();

    [GeneratedRegex("\"connectionToken\":\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ConnectionToken();

    [GeneratedRegex("(?:rel=\"stylesheet\" href|<script src)=\"(?<address>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Asset();
}
