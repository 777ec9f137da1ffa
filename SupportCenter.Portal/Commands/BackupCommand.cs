using System.CommandLine;
using System.Globalization;
using SupportCenter.Domain;
using SupportCenter.Domain.Backups;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;

namespace SupportCenter.Portal.Commands;

/// <summary><c>-- backup [FILE]</c>: one consistent copy of the database, made while people work, read back before it counts. Exit code 0:
/// made; 1: not made, and why. The key is never in it.</summary>
internal static class BackupCommand
{
    private static readonly Argument<FileInfo?> File = new("FILE")
    {
        Description = BackupCommandTexts.File,
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>Runs the command and gives its exit code.</summary>
    public static Task<int> RunAsync(string[] args)
    {
        var (settings, own) = CommandSettings.Split(args);
        var command = new RootCommand(BackupCommandTexts.Description) { File };
        command.SetAction((parsed, ct) => MakeAsync(parsed.GetValue(File), settings, ct));
        return command.Parse(own).InvokeAsync(PortalCommands.Invocation);
    }

    private static async Task<int> MakeAsync(FileInfo? file, string[] settings, CancellationToken ct)
    {
        try
        {
            var builder = PortalHost.CreateBuilder(settings);
            if (!System.IO.File.Exists(Path.Combine(PortalHost.StorageOf(builder).DataDirectory, "portal.db")))
            {
                throw new InvalidDataException(BackupCommandTexts.NoData);
            }

            using var database = await CommandSettings.OpenAsync(builder, ct);
            await using var services = SystemServices.Of(database, TimeProvider.System);
            await using var scope = services.CreateAsyncScope();
            var made = await scope.ServiceProvider.GetRequiredService<BackupService>().MakeFileAsync(file?.FullName, ct);
            Console.WriteLine(Filled(BackupCommandTexts.Done, made.File, FileSize.Format(made.Bytes), made.Tables, made.Rows));
            return 0;
        }
        catch (Exception refused) when (refused is RuleException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
    }
}
