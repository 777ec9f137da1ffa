using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using SupportCenter.Domain;
using SupportCenter.Domain.Backups;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Audit;

namespace SupportCenter.Portal.Commands;

/// <summary><c>-- restore FILE [--without-checkpoints]</c>: where no database is left. Exit code 0: restored; 1: nothing was done, and
/// why.</summary>
internal static class RestoreCommand
{
    private static readonly Argument<FileInfo> File = new("FILE") { Description = RestoreCommandTexts.File };

    private static readonly Option<bool> WithoutCheckpoints = new("--without-checkpoints")
    {
        Description = RestoreCommandTexts.WithoutCheckpoints,
    };

    /// <summary>Runs the command and gives its exit code.</summary>
    public static Task<int> RunAsync(string[] args)
    {
        var (settings, own) = CommandSettings.Split(args);
        var command = new RootCommand(RestoreCommandTexts.Description) { File, WithoutCheckpoints };
        command.SetAction((parsed, ct) => RestoreAsync(parsed.GetValue(File)!, parsed.GetValue(WithoutCheckpoints), settings, ct));
        return command.Parse(own).InvokeAsync(PortalCommands.Invocation);
    }

    private static async Task<int> RestoreAsync(FileInfo file, bool withoutCheckpoints, string[] settings, CancellationToken ct)
    {
        try
        {
            var builder = PortalHost.CreateBuilder(settings);
            if (!file.Exists)
            {
                throw new InvalidDataException(RestoreCommandTexts.NoFile);
            }

            var clock = Stopwatch.StartNew();
            var restored = await BareRestore.RunAsync(
                PortalHost.StorageOf(builder),
                AuditSetup.OptionsOf(builder),
                file.FullName,
                withoutCheckpoints,
                TimeProvider.System,
                ct
            );
            Console.WriteLine(
                Filled(
                    RestoreCommandTexts.Done,
                    ScreenDate.At(CentreTime.ToCivil(restored.BackupAtUtc)),
                    restored.Sequence,
                    restored.Reapplied,
                    clock.Elapsed.TotalSeconds
                )
            );
            return 0;
        }
        catch (Exception refused) when (refused is RuleException or InvalidDataException or Microsoft.Data.Sqlite.SqliteException)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
    }
}
