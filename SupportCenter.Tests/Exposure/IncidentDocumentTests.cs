using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace SupportCenter.Tests.Exposure;

/// <summary>docs/incident.md tells the leak link by link beside the control and its test: each link has one, and each that is named
/// exists.</summary>
public sealed partial class IncidentDocumentTests
{
    [Fact]
    public void Every_link_of_the_leak_has_a_control_and_a_test_that_exists()
    {
        var tests = typeof(IncidentDocumentTests)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttributes().Any(attribute => attribute is FactAttribute))
            .Select(method => method.Name)
            .ToHashSet(StringComparer.Ordinal);
        var links = Links();

        Assert.True(links.Count >= 10, "The table of links was not read.");
        Assert.Empty(links.Where(link => link.Tests.Count == 0).Select(link => link.Name));
        Assert.Empty(links.SelectMany(link => link.Tests).Except(tests));
    }

    private static IReadOnlyList<(string Name, IReadOnlyList<string> Tests)> Links([CallerFilePath] string here = "") =>
        [
            .. File.ReadLines(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "docs", "incident.md"))
                .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| link", StringComparison.Ordinal))
                .Select(line => line.Trim('|', ' ').Split(" | "))
                .Select(cells =>
                    (cells[0], (IReadOnlyList<string>)[.. Quoted().Matches(cells[^1]).Select(name => name.Groups["name"].Value)])
                ),
        ];

    [GeneratedRegex("`(?<name>[A-Za-z0-9]+_[A-Za-z0-9_]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();
}
