using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace SupportCenter.Tests;

/// <summary>What the documents name exists: tests in docs/accessibility.md, pictures in the README and in docs/pictures.</summary>
public sealed partial class DocumentTests
{
    private const long MostBytesOfPictures = 6_000_000;

    private static readonly string[] WithPictures = ["README.md", "README.ja.md", "docs/pictures/README.md"];

    [Fact]
    public void Every_test_that_the_page_on_accessibility_names_exists()
    {
        var tests = typeof(DocumentTests)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Select(method => method.Name)
            .ToHashSet();
        var named = TestName()
            .Matches(File.ReadAllText(Path.Combine(Root(), "docs/accessibility.md")))
            .Select(name => name.Groups["name"].Value)
            .ToList();
        Assert.NotEmpty(named);
        Assert.Empty(named.Where(name => !tests.Contains(name)).Distinct());
    }

    [Fact]
    public void Every_picture_that_is_shown_exists_and_every_picture_is_shown()
    {
        var shown = WithPictures
            .SelectMany(document =>
                Shown()
                    .Matches(File.ReadAllText(Path.Combine(Root(), document)))
                    .Select(picture =>
                        Path.GetFullPath(Path.Combine(Root(), Path.GetDirectoryName(document)!, picture.Groups["path"].Value))
                    )
            )
            .ToHashSet(StringComparer.Ordinal);
        var kept = Directory
            .EnumerateFiles(Path.Combine(Root(), "docs/pictures"))
            .Where(file => !file.EndsWith(".md", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(kept);
        AssertEach.Of(shown, picture => Assert.True(File.Exists(picture), picture));
        AssertEach.Of(kept, file => Assert.Contains(Path.GetFullPath(file), shown));
        Assert.True(kept.Sum(file => new FileInfo(file).Length) < MostBytesOfPictures);
    }

    private static string Root([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..");

    [GeneratedRegex("`(?<name>[A-Za-z0-9]+_[A-Za-z0-9_]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TestName();

    [GeneratedRegex(@"!\[[^\]]*\]\((?<path>[^)]+\.(png|webp))\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shown();
}
