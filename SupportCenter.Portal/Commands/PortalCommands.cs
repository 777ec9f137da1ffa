using System.CommandLine;
using System.Globalization;
using SupportCenter.Domain.Settings;

namespace SupportCenter.Portal.Commands;

/// <summary>What the program does at the server's console beside serving: <c>-- import FOLDER</c>, <c>-- seed …</c>, <c>--
/// verify-audit</c>, <c>-- first-staff …</c>, <c>-- check-exposure</c>, <c>-- rotate-keys</c>, <c>--
/// backup</c>, <c>-- restore FILE</c>.</summary>
internal static class PortalCommands
{
    private static readonly Dictionary<string, Func<string[], Task<int>>> Known = new(StringComparer.Ordinal)
    {
        ["import"] = ImportCommand.RunAsync,
        ["seed"] = SeedCommand.RunAsync,
        ["verify-audit"] = VerifyAuditCommand.RunAsync,
        ["first-staff"] = FirstStaffCommand.RunAsync,
        ["check-exposure"] = CheckExposureCommand.RunAsync,
        ["rotate-keys"] = RotateKeysCommand.RunAsync,
        ["backup"] = BackupCommand.RunAsync,
        ["restore"] = RestoreCommand.RunAsync,
    };

    public static bool Knows(string word) => Known.ContainsKey(word);

    /// <summary>Faults come out of a command as they are: <see cref="RunAsync"/> says what is wrong with a setting.</summary>
    public static InvocationConfiguration Invocation { get; } = new() { EnableDefaultExceptionHandler = false };

    /// <summary>Runs the command that <paramref name="args"/> begins with and gives its exit code: 2 when a setting does not allow
    /// it.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        // The centre's language, whatever the server's shell speaks.
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ja");
        try
        {
            return await Known[args[0]](args[1..]);
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
}
