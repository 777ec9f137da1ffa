using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Keys;

namespace SupportCenter.Portal.Commands;

/// <summary><c>-- rotate-keys [--resume | --retire]</c>: adds a key and re-encrypts everything with it while people work; throws away the
/// keys that nothing needs any more. Exit code 0: done; 1: something is left, and why. It prints counts, tables and ids, never a
/// value.</summary>
internal static class RotateKeysCommand
{
    private static readonly Option<bool> Resume = new("--resume") { Description = RotateKeysTexts.Resume };
    private static readonly Option<bool> Retire = new("--retire") { Description = RotateKeysTexts.Retire };

    /// <summary>Runs the command and gives its exit code.</summary>
    public static Task<int> RunAsync(string[] args)
    {
        var (settings, own) = CommandSettings.Split(args);
        var command = new RootCommand(RotateKeysTexts.Description) { Resume, Retire };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(Resume) && parsed.GetValue(Retire))
            {
                parsed.AddError(RotateKeysTexts.OneOfThem);
            }
        });
        command.SetAction((parsed, ct) => RotateAsync(parsed.GetValue(Resume), parsed.GetValue(Retire), settings, ct));
        return command.Parse(own).InvokeAsync(PortalCommands.Invocation);
    }

    private static async Task<int> RotateAsync(bool resume, bool retire, string[] settings, CancellationToken ct)
    {
        try
        {
            var builder = PortalHost.CreateBuilder(settings);
            if (!Directory.Exists(PortalHost.StorageOf(builder).DataDirectory))
            {
                throw new InvalidDataException(RotateKeysTexts.NoData);
            }

            using var database = await CommandSettings.OpenAsync(builder, ct);
            await using var services = SystemServices.Of(database, TimeProvider.System);
            await using var scope = services.CreateAsyncScope();
            var keys = scope.ServiceProvider.GetRequiredService<KeyRotationService>();
            return await (retire ? RetireAsync(keys, ct) : ReencryptAsync(keys, resume, ct));
        }
        catch (Exception refused)
            when (refused is RuleException or InvalidDataException or InvalidOperationException or DecryptionFailureException or IOException
            )
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
    }

    private static async Task<int> ReencryptAsync(KeyRotationService keys, bool resume, CancellationToken ct)
    {
        if (!resume)
        {
            Say(RotateKeysTexts.Added, await keys.AddKeyAsync(ct));
        }

        var clock = Stopwatch.StartNew();
        var progress = new Progress(clock);
        var state = await keys.ReencryptAsync(progress, ct);
        Say(RotateKeysTexts.Done, progress.Reencrypted, clock.Elapsed.TotalSeconds, state.Active);
        return 0;
    }

    private static async Task<int> RetireAsync(KeyRotationService keys, CancellationToken ct)
    {
        var retired = await keys.RetireAsync(ct);
        var state = await keys.StateAsync(ct);
        var kept = state
            .Keys.Where(key => key.RetiredAtUtc is null && key.Number != state.Active)
            .Select(key => key.Number)
            .Order()
            .ToList();
        Say(RotateKeysTexts.Retired, retired.Count > 0 ? Numbers(retired) : RotateKeysTexts.None);
        if (kept.Count > 0)
        {
            await Console.Error.WriteLineAsync(Filled(RotateKeysTexts.StillNeeded, Numbers(kept)));
        }

        return kept.Count > 0 ? 1 : 0;
    }

    private static string Numbers(IReadOnlyList<long> numbers) => string.Join(", ", numbers);

    private static void Say(string text, params object[] values) => Console.WriteLine(Filled(text, values).TrimEnd());

    /// <summary>Says about once a second how far it has come.</summary>
    private sealed class Progress(Stopwatch clock) : IProgress<ReencryptionProgress>
    {
        private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
        private TimeSpan writtenAt;

        public long Reencrypted { get; private set; }

        public void Report(ReencryptionProgress value)
        {
            Reencrypted = value.Reencrypted;
            if (clock.Elapsed - writtenAt >= Every)
            {
                writtenAt = clock.Elapsed;
                Say(RotateKeysTexts.Going, value.Reencrypted, value.Left);
            }
        }
    }
}
