using System.CommandLine;
using System.Globalization;
using SupportCenter.Domain.Settings;

namespace SupportCenter.Portal.Commands;

/// <summary>What the program does at the server's console beside serving: <c>-- import FOLDER</c>, <c>-- seed …</c>, <c>--
/// verify-audit</c>, <c>-- first-staff …</c>, <c>-- check-exposure</c>, <c>-- rotate-keys</c>, <c>--
/// backup</c>, <c>-- restore FILE</c>.</summary>
internal static class PortalCommands
{
    private sealed record Command(Func<string[], Task<int>> RunAsync, Func<string> Description);

    private static readonly Dictionary<string, Command> Known = new(StringComparer.Ordinal)
    {
        ["import"] = new(ImportCommand.RunAsync, () => ImportCommandTexts.Description),
        ["seed"] = new(SeedCommand.RunAsync, () => SeedCommandTexts.Description),
        ["verify-audit"] = new(VerifyAuditCommand.RunAsync, () => VerifyAuditTexts.Description),
        ["first-staff"] = new(FirstStaffCommand.RunAsync, () => FirstStaffTexts.Description),
        ["check-exposure"] = new(CheckExposureCommand.RunAsync, () => CheckExposureTexts.Description),
        ["rotate-keys"] = new(RotateKeysCommand.RunAsync, () => RotateKeysTexts.Description),
        ["backup"] = new(BackupCommand.RunAsync, () => BackupCommandTexts.Description),
        ["restore"] = new(RestoreCommand.RunAsync, () => RestoreCommandTexts.Description),
    };

    private static readonly string[] Help = ["help", "--help", "-h", "-?", "/?"];

    /// <summary>Whether the arguments name a command, or ask for help, rather than being settings of the portal (<c>--name value</c>,
    /// <c>name=value</c>, <c>/name value</c>).</summary>
    public static bool IsCommand(string[] args) =>
        args is [var word, ..] && (Help.Contains(word) || !(word.StartsWith('-') || word.StartsWith('/') || word.Contains('=')));

    /// <summary>Faults come out of a command as they are: <see cref="RunAsync"/> says what is wrong with a setting.</summary>
    public static InvocationConfiguration Invocation { get; } = new() { EnableDefaultExceptionHandler = false };

    /// <summary>Runs the command that <paramref name="args"/> begins with and gives its exit code: 2 when there is no such command, or a
    /// setting does not allow it.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        // The centre's language, whatever the server's shell speaks.
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ja");
        if (Help.Contains(args[0]))
        {
            await ListAsync(Console.Out);
            return 0;
        }

        if (!Known.TryGetValue(args[0], out var command))
        {
            await Console.Error.WriteLineAsync(Filled(PortalCommandsTexts.Unknown, args[0]));
            await ListAsync(Console.Error);
            return InvalidSettingException.ExitCode;
        }

        try
        {
            return await command.RunAsync(args[1..]);
        }
        catch (InvalidSettingException fault)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return InvalidSettingException.ExitCode;
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
    }

    private static async Task ListAsync(TextWriter to)
    {
        await to.WriteLineAsync(PortalCommandsTexts.Usage);
        var width = Known.Keys.Max(word => word.Length) + 2;
        foreach (var (word, command) in Known)
        {
            await to.WriteLineAsync($"  {word.PadRight(width)}{command.Description()}");
        }

        await to.WriteLineAsync(PortalCommandsTexts.More);
    }
}
