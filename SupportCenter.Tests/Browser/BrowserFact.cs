namespace SupportCenter.Tests.Browser;

/// <summary>A test that needs Chromium. It is skipped where there is none, unless SUPPORTCENTER_TEST_ALL=1 says that everything must run (./test.sh does).</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.WhyMissing;
}

/// <summary>The same for a test with data.</summary>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Chromium.WhyMissing;
}

internal static class Chromium
{
    public static string? Path { get; } =
        new[] { Environment.GetEnvironmentVariable("CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }
            .FirstOrDefault(File.Exists);

    public static string? WhyMissing => Path is null && Environment.GetEnvironmentVariable("SUPPORTCENTER_TEST_ALL") != "1" ? "Chromium is not installed." : null;
}
