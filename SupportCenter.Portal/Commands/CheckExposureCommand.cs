using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SupportCenter.Domain.Exposure;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Exposure;

namespace SupportCenter.Portal.Commands;

/// <summary><c>-- check-exposure [--url URL] [--json FILE]</c>: the same check that runs each day. Exit code 0: only what may be public;
/// 1: alarm; 2: unknown.</summary>
internal static class CheckExposureCommand
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Thousands of questions that are refused on purpose are nothing for a log.</summary>
    private static readonly string[] Quiet =
    [
        .. new[] { "Default", "Microsoft", "Microsoft.Hosting.Lifetime", "Microsoft.EntityFrameworkCore" }.Select(category =>
            $"--Logging:LogLevel:{category}=None"
        ),
    ];

    public static Task<int> RunAsync(string[] args)
    {
        var url = new Option<string?>("--url") { Description = CheckExposureTexts.Url };
        var json = new Option<FileInfo?>("--json") { Description = CheckExposureTexts.Json };
        var (settings, own) = CommandSettings.Split(args);
        var command = new RootCommand(CheckExposureTexts.Description) { url, json };
        command.SetAction((parsed, cancellation) => CheckAsync(parsed.GetValue(url), parsed.GetValue(json), settings, cancellation));
        return command.Parse(own).InvokeAsync(PortalCommands.Invocation);
    }

    private static async Task<int> CheckAsync(string? url, FileInfo? json, string[] settings, CancellationToken cancellation)
    {
        Uri? at = null;
        if (url is not null && (!Uri.TryCreate(url, UriKind.Absolute, out at) || at.Scheme is not ("http" or "https")))
        {
            await Console.Error.WriteLineAsync(CheckExposureTexts.WrongUrl);
            return 2;
        }

        try
        {
            // The portal itself, on a port that nobody else knows: its list of endpoints is the one that is asked for, wherever the
            // questions go.
            await using var app = await PortalHost.BuildAsync([.. settings, "--urls", "http://127.0.0.1:0", "--Exposure:At=", .. Quiet]);
            await app.StartAsync(cancellation);
            var runner = app.Services.GetRequiredService<ExposureRunner>();
            var report = await runner.RunAsync(at, cancellation);
            var state = await runner.LastAsync(cancellation);
            await app.StopAsync(cancellation);
            if (json is not null)
            {
                await File.WriteAllTextAsync(json.FullName, JsonSerializer.Serialize(state, Readable), cancellation);
            }

            Tell(state!);
            return report.Verdict switch
            {
                ExposureVerdict.Clear => 0,
                ExposureVerdict.Exposed => 1,
                _ => 2,
            };
        }
        catch (Exception fault) when (fault is IOException or InvalidOperationException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync($"{CheckExposureTexts.NotChecked} {fault.Message}");
            return 2;
        }
    }

    private static void Tell(ExposureState state)
    {
        var run = state.Run;
        var alarms = state.Found.Where(row => row.Kind != FindingKind.Public).ToList();
        Console.WriteLine(CheckExposureTexts.Public);
        foreach (var row in state.Found.Where(row => row.Kind == FindingKind.Public))
        {
            Console.WriteLine($"  {row.Address}  {PublicAllowList.Find(row.Address)?.Why()} {NewOf(row)}".TrimEnd());
        }

        if (alarms.Count > 0)
        {
            Console.WriteLine(CheckExposureTexts.Alarms);
            alarms.ForEach(row =>
                Console.WriteLine(
                    $"  {row.Method} {row.Address}  {row.Status}  {row.Kind.Label()} {row.Clue} ×{row.Times} {NewOf(row)}".TrimEnd()
                )
            );
        }

        TellChange(state);
        var seconds = Math.Max(1, (run.EndedAtUtc - run.StartedAtUtc).TotalSeconds);
        Say(CheckExposureTexts.Asked, run.Requests, seconds, run.Requests / seconds * 60, run.Unanswered);
        Say(run.IdsAsked < run.IdsKnown ? CheckExposureTexts.Sample : CheckExposureTexts.Ids, run.IdsKnown, run.IdsAsked);
        Console.WriteLine(run.Verdict.Label());
    }

    private static void TellChange(ExposureState state)
    {
        if (state.Gone.Count > 0)
        {
            Console.WriteLine(CheckExposureTexts.Gone);
            state.Gone.ToList().ForEach(row => Console.WriteLine($"  {row.Address}"));
        }
        else if (state.Before is null)
        {
            Console.WriteLine(CheckExposureTexts.First);
        }
        else if (!state.Found.Any(row => row.IsNew))
        {
            Console.WriteLine(CheckExposureTexts.Unchanged);
        }
    }

    private static string NewOf(ExposureRow row) => row.IsNew ? CheckExposureTexts.New : "";

    private static void Say(string text, params object[] values) => Console.WriteLine(Filled(text, values));
}
