using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SupportCenter.Portal;

namespace SupportCenter.Benchmarks;

/// <summary>The public page against a constant of the same size, from the same server in the same run, over eight connections that stay
/// open. The constant is answered by the routing itself: no policy, no session, no page. One operation is one request.</summary>
public class PublicPageBenchmarks
{
    private const int Connections = 8;
    private const int Requests = 4000;

    // Made again once a minute, the page is sent in pieces, whose last one is empty.
    private const int Unknown = int.MaxValue - 1;
    private readonly List<Socket> sockets = [];
    private WebApplication portal = null!;

    [GlobalSetup]
    public void SetUp() => SetUpAsync().GetAwaiter().GetResult();

    private async Task SetUpAsync()
    {
        portal = await PortalHost.BuildAsync([
            "--urls",
            "http://127.0.0.1:0",
            "--environment",
            "Development",
            "--Storage:DataDirectory",
            Directory.CreateTempSubdirectory("portal-page-").FullName,
            "--Logging:LogLevel:Default=Warning",
        ]);
        byte[] page = [];
        portal
            .MapGet("/constant", async (HttpContext http) =>
            {
                (http.Response.ContentType, http.Response.ContentLength) = ("text/html; charset=utf-8", page.Length);
                await http.Response.BodyWriter.WriteAsync(page);
            })
            .AllowAnonymous()
            .ShortCircuit();
        await portal.StartAsync();
        var address = new Uri(portal.Urls.First());
        using var client = new HttpClient { BaseAddress = address };
        page = await client.GetByteArrayAsync(new Uri("/", UriKind.Relative));
        for (var i = 0; i < Connections; i++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, address.Port);
            sockets.Add(socket);
        }
    }

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        sockets.ForEach(socket => socket.Dispose());
        await portal.DisposeAsync();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Requests)]
    public int Constant() => AskAsync("/constant").GetAwaiter().GetResult();

    [Benchmark(OperationsPerInvoke = Requests)]
    public int Page() => AskAsync("/").GetAwaiter().GetResult();

    /// <summary>Gives the bytes that came, of heads and bodies.</summary>
    private async Task<int> AskAsync(string address)
    {
        var request = Encoding.ASCII.GetBytes($"GET {address} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        var bytes = await Task.WhenAll(
            sockets.Select(socket =>
                Task.Run(async () =>
                {
                    var all = 0;
                    for (var i = 0; i < Requests / Connections; i++)
                    {
                        await socket.SendAsync(request);
                        all += await ReadAnswerAsync(socket);
                    }

                    return all;
                })
            )
        );
        return bytes.Sum();
    }

    /// <summary>As little as a client can do: the length of the head, the length that it names, and so many bytes.</summary>
    private static async Task<int> ReadAnswerAsync(Socket socket)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        var (read, whole) = (0, int.MaxValue);
        while (read < whole)
        {
            var more = await socket.ReceiveAsync(buffer.AsMemory(read));
            if (more == 0)
            {
                throw new InvalidOperationException("The server hung up.");
            }

            read += more;
            if (whole == int.MaxValue && buffer.AsSpan(0, read).IndexOf("\r\n\r\n"u8) is > 0 and var head)
            {
                whole = LengthOf(Encoding.ASCII.GetString(buffer, 0, head)) is { } length ? head + 4 + length : Unknown;
            }

            if (whole == Unknown && buffer.AsSpan(0, read).EndsWith("\r\n0\r\n\r\n"u8))
            {
                break;
            }
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return read;
    }

    private static int? LengthOf(string head)
    {
        if (!head.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
        {
            throw new InvalidOperationException(head);
        }

        const string Name = "Content-Length: ";
        var start = head.IndexOf(Name, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        var end = head.IndexOf("\r\n", start, StringComparison.Ordinal);
        return int.Parse(head[(start + Name.Length)..(end < 0 ? head.Length : end)], CultureInfo.InvariantCulture);
    }
}
