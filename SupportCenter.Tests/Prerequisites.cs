namespace SupportCenter.Tests;

/// <summary>Programs that some tests need. Where one is missing its tests are skipped, unless SUPPORTCENTER_TEST_ALL=1 says that
/// everything must run (./test.sh does): then they fail.</summary>
internal static class Prerequisites
{
    public static bool IsEverything { get; } = Environment.GetEnvironmentVariable("SUPPORTCENTER_TEST_ALL") == "1";

    /// <summary>The program under one of its names: where the variable says, on the path, or where Debian puts what only root has on the
    /// path.</summary>
    public static string? Find(string variable, params string[] names) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Append("/usr/sbin")
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
            .Prepend(Environment.GetEnvironmentVariable(variable))
            .FirstOrDefault(File.Exists);

    /// <summary>Why a test is skipped; null when it runs.</summary>
    public static string? WhySkipped(bool isThere, string what) => isThere || IsEverything ? null : $"{what} is not installed.";
}
