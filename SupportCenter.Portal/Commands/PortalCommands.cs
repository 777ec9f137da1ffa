using System.Globalization;

namespace SupportCenter.Portal.Commands;

/// <summary>What the program does at the server's console beside serving: <c>-- import FOLDER</c>, <c>-- seed …</c>, <c>-- verify-audit</c>, <c>-- first-staff …</c>,
/// <c>-- check-exposure</c>, <c>-- rotate-keys</c>.</summary>
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
    };

    public static bool Knows(string word) => Known.ContainsKey(word);

    /// <summary>Runs the command that <paramref name="args"/> begins with and gives its exit code.</summary>
    public static Task<int> RunAsync(string[] args)
    {
        // The centre's language, whatever the server's shell speaks.
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ja");
        return Known[args[0]](args[1..]);
    }
}
