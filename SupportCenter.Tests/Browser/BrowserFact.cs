namespace SupportCenter.Tests.Browser;

/// <summary>A test that needs Chromium. See <see cref="Prerequisites"/>.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.WhyMissing;
}

/// <summary>A test that needs Chromium, and Poppler to read what it prints.</summary>
public sealed class BrowserPrintFactAttribute : FactAttribute
{
    public BrowserPrintFactAttribute() =>
        Skip = Chromium.WhyMissing
            ?? Prerequisites.WhySkipped(Prerequisites.Find("PDFTOTEXT", "pdftotext") is not null, "pdftotext (poppler-utils)");
}

/// <summary>The same for a test with data.</summary>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Chromium.WhyMissing;
}

internal static class Chromium
{
    public static string? Path { get; } = Prerequisites.Find("CHROMIUM", "chromium", "chromium-browser", "google-chrome");

    public static string? WhyMissing => Prerequisites.WhySkipped(Path is not null, "Chromium");
}
