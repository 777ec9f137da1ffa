using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SupportCenter.Tests.Security;

namespace SupportCenter.Benchmarks.Load;

/// <summary>One open page: its connection to the portal and what it shows. Answers as the framework's script does: acknowledges each batch,
/// completes calls of scripts without running any, follows navigations.</summary>
internal sealed class Circuit : IAsyncDisposable
{
    private const int Renderer = 1;
    private const long JsObject = 1;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly HubConnection hub;
    private readonly Lock drawing = new();
    private readonly Screen screen = new();
    private readonly List<Waiting> waiting = [];
    private readonly Uri portal;
    private readonly Func<string, Task> leave;
    private string? circuitId;
    private long calls;
    private long events = -1;
    private long batchBytes;

    private Circuit(Uri portal, HubConnection hub, Func<string, Task> leave) => (this.portal, this.hub, this.leave) = (portal, hub, leave);

    /// <summary>Bytes of render batches, and of everything as it came over the wire.</summary>
    public (long Batches, long Wire) Bytes => (Interlocked.Read(ref batchBytes), hub.WireBytes);

    /// <summary>Connects without starting a circuit; <paramref name="leave"/> tells the portal that the page was left.</summary>
    public static async Task<Circuit> ConnectAsync(Uri portal, string cookies, string token, Func<string, Task> leave)
    {
        var circuit = new Circuit(portal, await HubConnection.ConnectAsync(portal, cookies, token), leave);
        circuit.hub.Read(circuit.AnswerAsync, circuit.Fail);
        return circuit;
    }

    /// <summary>Starts the circuit of a page with the components that the page named, and waits until it shows what is expected.</summary>
    public async Task<(Screen Screen, long At)> StartAsync(Uri page, IEnumerable<string> components, Func<Screen, bool> shows)
    {
        var shown = Expect(shows);
        await hub.SendAsync(BlazorPack.Invocation(NextCall(), "StartCircuit", portal.AbsoluteUri, page.AbsoluteUri, "[]", ""));
        var added = components.Select((marker, i) => $$"""{"type":"add","ssrComponentId":{{i + 1}},"marker":{{marker}}}""");
        var operations = $$"""{"batchId":1,"operations":[{{string.Join(',', added)}}]}""";
        await hub.SendAsync(BlazorPack.Invocation(NextCall(), "UpdateRootComponents", operations, ""));
        return await shown;
    }

    /// <summary>Raises an event on a node of the screen.</summary>
    public async Task RaiseAsync(Func<Screen, ScreenNode> on, string name, string arguments, string? typed = null)
    {
        Task sent;
        lock (drawing)
        {
            var node = on(screen);
            var field = typed is null
                ? "null"
                : $$"""{"componentId":{{node.Component}},"fieldValue":{{JsonSerializer.Serialize(typed)}}}""";
            var handler = node.Handlers["on" + name];
            var call = $$"""[{"eventHandlerId":{{handler}},"eventName":"{{name}}","eventFieldInfo":{{field}}},{{arguments}}]""";
            // Before the next batch is acknowledged, as in a browser: the portal forgets the handlers that a batch replaced then.
            sent = hub.SendAsync(
                BlazorPack.Invocation(
                    null,
                    "BeginInvokeDotNetFromJS",
                    NextCall(),
                    null,
                    "DispatchEventAsync",
                    Interlocked.Read(ref events),
                    call
                )
            );
        }

        await sent;
    }

    /// <summary>Clicks on a node and waits until the screen shows what is expected; gives how long that took.</summary>
    public async Task<TimeSpan> ClickAsync(Func<Screen, ScreenNode> on, Func<Screen, bool> until)
    {
        var (started, shown) = (Stopwatch.GetTimestamp(), Expect(until));
        await RaiseAsync(on, "click", """{"type":"click","detail":1}""");
        return Stopwatch.GetElapsedTime(started, (await shown).At);
    }

    /// <summary>Answers a question about what is shown now.</summary>
    public T Look<T>(Func<Screen, T> at)
    {
        lock (drawing)
        {
            return at(screen);
        }
    }

    /// <summary>Waits until the screen shows what is expected; gives when it did.</summary>
    public async Task<(Screen Screen, long At)> Expect(Func<Screen, bool> shows)
    {
        var entry = new Waiting(shows);
        lock (drawing)
        {
            waiting.Add(entry);
        }

        return (screen, await entry.Shown.Task.WaitAsync(Patience));
    }

    /// <summary>The connection is gone, and nobody has said so.</summary>
    public ValueTask BreakOffAsync() => hub.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        if (circuitId is not null)
        {
            await leave(circuitId);
        }

        await hub.DisposeAsync();
    }

    private string NextCall() => Interlocked.Increment(ref calls).ToString(CultureInfo.InvariantCulture);

    private void Fail(Exception fault)
    {
        lock (drawing)
        {
            waiting.ForEach(entry => entry.Shown.TrySetException(fault));
        }
    }

    private async Task AnswerAsync(IReadOnlyList<object?> message)
    {
        switch (message[0])
        {
            case 1L when message[4] is IReadOnlyList<object?> arguments:
                await AnswerAsync((string)message[3]!, arguments);
                break;
            case 3L when message[3] is 1L:
                throw new IOException($"A call failed: {message[4]}");
            case 3L when message[3] is 3L && message[4] is string started:
                circuitId ??= started;
                break;
            case 6L:
                await hub.SendAsync(BlazorPack.Ping);
                break;
            case 7L:
                throw new IOException($"The portal closed the connection: {message[1]}");
            default:
                break;
        }
    }

    private Task AnswerAsync(string target, IReadOnlyList<object?> arguments)
    {
        switch (target)
        {
            case "JS.RenderBatch":
                Draw((byte[])arguments[1]!);
                return hub.SendAsync(BlazorPack.Invocation(null, "OnRenderCompleted", arguments[0], null));
            case "JS.BeginInvokeJS":
                return AnswerScriptAsync(
                    (long)arguments[0]!,
                    (string)arguments[1]!,
                    (string?)arguments[2] ?? "[]",
                    arguments[3] is JsObject
                );
            case "JS.Error":
                throw new IOException($"The circuit failed: {arguments[0]}");
            default:
                return Task.CompletedTask;
        }
    }

    private async Task AnswerScriptAsync(long call, string function, string arguments, bool wantsObject)
    {
        using var given = JsonDocument.Parse(arguments);
        switch (function)
        {
            case "Blazor._internal.attachWebRendererInterop" when given.RootElement[0].GetInt32() == Renderer:
                Interlocked.Exchange(ref events, given.RootElement[1].GetProperty("__dotNetObject").GetInt64());
                break;
            case "Blazor._internal.navigationManager.navigateTo":
                var to = new Uri(portal, given.RootElement[0].GetString()!);
                await hub.SendAsync(BlazorPack.Invocation(NextCall(), "OnLocationChanged", to.AbsoluteUri, null, false));
                break;
            default:
                break;
        }

        if (call > 0)
        {
            await hub.SendAsync(
                BlazorPack.Invocation(
                    null,
                    "EndInvokeJSFromDotNet",
                    call,
                    true,
                    wantsObject ? $$"""[{{call}},true,{"__jsObjectId":{{call}}}]""" : $"[{call},true,null]"
                )
            );
        }
    }

    private void Draw(byte[] batch)
    {
        Interlocked.Add(ref batchBytes, batch.Length);
        lock (drawing)
        {
            screen.Apply(new RenderBatch(batch));
            var now = Stopwatch.GetTimestamp();
            foreach (var entry in waiting.Where(entry => entry.Shows(screen)).ToList())
            {
                waiting.Remove(entry);
                entry.Shown.TrySetResult(now);
            }
        }
    }

    /// <summary>What somebody waits for.</summary>
    private sealed record Waiting(Func<Screen, bool> Shows)
    {
        public TaskCompletionSource<long> Shown { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
