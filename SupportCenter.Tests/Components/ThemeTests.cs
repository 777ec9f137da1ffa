using System.IO.Compression;
using System.Reflection;
using System.Text.RegularExpressions;
using SupportCenter.Portal.Components.Theme;

namespace SupportCenter.Tests.Components;

/// <summary>The style sheets of the staff pages: what they hold, and what they weigh.</summary>
public sealed partial class ThemeTests
{
    private const int MostCompressedBytes = 75 * 1024;

    private static readonly string Portal = Path.Combine(
        typeof(ThemeTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "PortalProgram").Value!,
        "../../../../"
    );

    [Fact]
    public void The_theme_file_is_what_the_theme_gives()
    {
        var path = Path.Combine(Portal, "wwwroot/theme.css");
        if (Environment.GetEnvironmentVariable("SUPPORTCENTER_WRITE_THEME") == "1")
        {
            File.WriteAllText(path, PortalTheme.Css());
        }

        Assert.Equal(PortalTheme.Css(), File.ReadAllText(path));
    }

    [Theory]
    [InlineData("primary", PortalTheme.Primary)]
    [InlineData("primary-dark", PortalTheme.PrimaryDark)]
    [InlineData("ink", PortalTheme.Ink)]
    [InlineData("ink-quiet", PortalTheme.InkQuiet)]
    [InlineData("ground", PortalTheme.Ground)]
    [InlineData("ground-soft", PortalTheme.GroundSoft)]
    [InlineData("line", PortalTheme.Line)]
    [InlineData("line-strong", PortalTheme.LineStrong)]
    [InlineData("error", PortalTheme.Error)]
    [InlineData("warning", PortalTheme.Warning)]
    [InlineData("success", PortalTheme.Success)]
    public void The_portal_and_MudBlazor_have_the_same_colours(string variable, string colour) =>
        Assert.Contains($"  --{variable}: {colour};", File.ReadAllText(Path.Combine(Portal, "wwwroot/app.css")), StringComparison.Ordinal);

    [Fact]
    public void Styles_and_script_of_a_staff_page_stay_under_75_KB_compressed()
    {
        var package = typeof(MudBlazor.MudButton).Assembly.GetName().Version!.ToString(3);
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string[] files =
        [
            .. new[] { "fonts/typefaces.css", "mudblazor.css", "theme.css", "app.css", "staff.css", "portal.js" }.Select(name =>
                Path.Combine(Portal, "wwwroot", name)
            ),
            Path.Combine(packages, "mudblazor", package, "staticwebassets", "MudBlazor.min.js"),
        ];
        var sizes = files.ToDictionary(file => Path.GetFileName(file), Compressed, StringComparer.Ordinal);

        Assert.True(sizes.Values.Sum() <= MostCompressedBytes, string.Join(", ", sizes));
    }

    [Fact]
    public void No_screen_uses_a_component_whose_styles_are_left_out()
    {
        var unused = UnusedFamilies().Match(File.ReadAllText(Path.Combine(Portal, "../build/styles.mjs"))).Groups["text"].Value;
        var names = Quoted()
            .Matches(unused)
            .Select(match => "<Mud" + match.Groups["text"].Value.Replace("-", "", StringComparison.Ordinal))
            .ToList();
        Assert.Contains("<Mudpicker", names);
        string[] further = ["<MudDatePicker", "<MudTimePicker", "<MudExpansionPanels", "<MudThemeProvider"];

        var used = Directory
            .EnumerateFiles(Portal, "*.razor", SearchOption.AllDirectories)
            .SelectMany(file =>
                names.Concat(further).Where(name => Regex.IsMatch(File.ReadAllText(file), $@"{name}\b", RegexOptions.IgnoreCase))
            )
            .ToList();
        Assert.Empty(used);
    }

    private static long Compressed(string file)
    {
        using var target = new MemoryStream();
        using (var brotli = new BrotliStream(target, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            brotli.Write(File.ReadAllBytes(file));
        }

        return target.Length;
    }

    [GeneratedRegex(@"const families = \[(?<text>.*?)\];", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex UnusedFamilies();

    [GeneratedRegex("\"(?<text>[a-z-]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();
}
