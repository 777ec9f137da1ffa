using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using SupportCenter.Domain.Exposure;

namespace SupportCenter.Portal.Exposure;

/// <summary>What a run of the probe came to.</summary>
internal sealed record ProbeOutcome(int Requests, int Unanswered, IReadOnlyList<ExposureFound> Found);

/// <summary>Asks as somebody who has not signed in, and judges every answer: closed, public by the allow-list, or an alarm.</summary>
internal sealed class ExposureProbe(
    ProbeSurface surface,
    AnswerReader reader,
    ExposureOptions options,
    IReadOnlyCollection<string> ownNames
)
{
    /// <summary>Links that are followed, besides everything that is asked anyway.</summary>
    private const int MostLinks = 2_000;

    private const int MostFindings = 1_000;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);
    private readonly ConcurrentDictionary<(FindingKind Kind, string Address, string? Clue), ExposureFound> found = new();
    private int requests;
    private int unanswered;

    /// <summary>Asks every question at every target.</summary>
    public async Task<ProbeOutcome> RunAsync(IEnumerable<ProbeTarget> targets, ProbeQuestions questions, CancellationToken cancellation)
    {
        using var client = Client();
        foreach (var target in targets)
        {
            await CrawlAsync(client, target, questions.Plain(), cancellation);
            await AskAllAsync(client, target, questions.Rows().Concat(questions.Odd()), null, cancellation);
        }

        var all = found.Values.OrderByDescending(each => each.Kind).ThenBy(each => each.Address, StringComparer.Ordinal).ToList();
        // Where everything answers, a thousand lines say it as well as all; how many more there were is in the last.
        return new ProbeOutcome(
            requests,
            unanswered,
            all.Count <= MostFindings
                ? all
                : [.. all.Take(MostFindings), new ExposureFound(FindingKind.Unlisted, "…", "", 0, null, all.Count - MostFindings)]
        );
    }

    private HttpClient Client() =>
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                AutomaticDecompression = DecompressionMethods.None,
                MaxConnectionsPerServer = options.Concurrency,
                ConnectTimeout = LongestWait,
                // The portal asks itself on the loopback address, where its certificate carries another name; from outside it has to be
                // right.
                SslOptions = new SslClientAuthenticationOptions
                {
                    RemoteCertificateValidationCallback = (sender, _, _, errors) =>
                        errors == SslPolicyErrors.None || (sender as SslStream)?.TargetHostName is "127.0.0.1" or "localhost" or "::1",
                },
            },
            disposeHandler: true
        )
        {
            Timeout = LongestWait,
        };

    /// <summary>Asks the plain addresses, then whatever their answers lead to, until nothing new comes.</summary>
    private async Task CrawlAsync(HttpClient client, ProbeTarget target, IEnumerable<string> first, CancellationToken cancellation)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var links = new PageLinks(target, ownNames);
        for (var next = first.Where(known.Add).ToList(); next.Count > 0; next = [.. links.Take().Where(known.Add).Take(MostLinks)])
        {
            await AskAllAsync(client, target, next.Select(ProbeRequest.Get), links, cancellation);
        }
    }

    private Task AskAllAsync(
        HttpClient client,
        ProbeTarget target,
        IEnumerable<ProbeRequest> questions,
        PageLinks? links,
        CancellationToken cancellation
    ) =>
        Parallel.ForEachAsync(
            questions,
            new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = cancellation },
            async (question, stop) =>
            {
                Interlocked.Increment(ref requests);
                try
                {
                    await AskAsync(client, target, question, links, stop);
                }
                catch (Exception fault)
                    when (fault is HttpRequestException or IOException
                        || fault is OperationCanceledException && !stop.IsCancellationRequested
                    )
                {
                    // What is no answer at all shows nothing, but it is not known what would have come.
                    Interlocked.Increment(ref unanswered);
                }
            }
        );

    private async Task AskAsync(HttpClient client, ProbeTarget target, ProbeRequest question, PageLinks? links, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(new HttpMethod(question.Method), target.At(question.Address));
        request.Headers.Host = target.Host;
        if (question.Header is { } header)
        {
            request.Headers.TryAddWithoutValidation(header, question.Value);
        }

        if (question.Value == "websocket")
        {
            request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
            request.Headers.TryAddWithoutValidation("Sec-WebSocket-Version", "13");
            request.Headers.TryAddWithoutValidation("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        }

        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        if ((int)answer.StatusCode is 429 or 502 or 503 or 504)
        {
            Interlocked.Increment(ref unanswered);
            return;
        }

        var body = answer.StatusCode == HttpStatusCode.SwitchingProtocols ? [] : await BodyAsync(answer, stop);
        Judge(question, answer, reader.Find($"{answer.Headers}{answer.Content.Headers}", body, answer.Content.Headers.ContentEncoding));
        if (links is not null && answer.StatusCode == HttpStatusCode.OK)
        {
            links.Collect(question.Address, answer, body);
        }
    }

    private void Judge(ProbeRequest question, HttpResponseMessage answer, IReadOnlyCollection<string> pieces)
    {
        foreach (var piece in pieces)
        {
            Add(FindingKind.Canary, ProbeAddress.WithoutIds(question.Address), question, answer, piece);
        }

        if (IsClosed(answer))
        {
            return;
        }

        if (surface.MayAnswer(question.Address) is { } entry)
        {
            Add(FindingKind.Public, entry.Pattern, question, answer, null);
        }
        else
        {
            Add(FindingKind.Unlisted, ProbeAddress.WithoutIds(question.Address), question, answer, null);
        }
    }

    private void Add(FindingKind kind, string address, ProbeRequest question, HttpResponseMessage answer, string? clue) =>
        found.AddOrUpdate(
            (kind, address, clue),
            _ => new ExposureFound(kind, address, question.Method, (int)answer.StatusCode, clue, 1),
            (_, earlier) => earlier with { Times = earlier.Times + 1 }
        );

    /// <summary>A refusal, or the way to the sign-in.</summary>
    private static bool IsClosed(HttpResponseMessage answer) =>
        (int)answer.StatusCode switch
        {
            400 or 401 or 403 or 404 or 405 or 414 or 431 or 501 or 505 => true,
            302 => ProbeAddress.IsSignIn(answer.Headers.Location),
            _ => false,
        };

    private static async Task<byte[]> BodyAsync(HttpResponseMessage answer, CancellationToken stop)
    {
        await using var content = await answer.Content.ReadAsStreamAsync(stop);
        using var kept = new MemoryStream();
        var buffer = new byte[81920];
        for (int count; kept.Length < AnswerReader.MostBytes && (count = await content.ReadAsync(buffer, stop)) > 0; )
        {
            kept.Write(buffer, 0, count);
        }

        return kept.ToArray();
    }
}
