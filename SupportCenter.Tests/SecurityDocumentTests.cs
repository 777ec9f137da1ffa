using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace SupportCenter.Tests;

/// <summary>docs/security.md says which test shows which requirement: it can neither name a test that is not there nor leave one
/// out.</summary>
public sealed partial class SecurityDocumentTests
{
    private static readonly IReadOnlyList<(string Name, IReadOnlyList<string> Ids)> Tests =
    [
        .. typeof(SecurityDocumentTests)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttributes().Any(attribute => attribute is FactAttribute))
            .Select(method => (method.Name, method.GetCustomAttribute<AsvsAttribute>()?.Ids ?? [])),
    ];

    [Fact]
    public void The_name_of_a_test_has_at_most_100_characters()
    {
        Assert.NotEmpty(Tests);
        Assert.Empty(Tests.Where(test => test.Name.Length > 100).Select(test => test.Name));
    }

    [Fact]
    public void Every_test_that_the_document_names_exists()
    {
        var named = Rows().SelectMany(row => row.Tests).ToList();
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(Tests.Select(test => test.Name)));
    }

    [Fact]
    public void Every_test_that_carries_an_id_is_listed_under_it()
    {
        var rows = Rows().ToDictionary(row => row.Id, row => row.Tests);
        var carried = Tests.SelectMany(test => test.Ids.Select(id => (Id: id, Test: test.Name))).ToList();
        Assert.NotEmpty(carried);
        var missing = carried.Where(entry => !rows.TryGetValue(entry.Id, out var listed) || !listed.Contains(entry.Test));
        Assert.Empty(missing.Select(entry => $"{entry.Id}: {entry.Test}"));
    }

    [Fact]
    public void Every_requirement_has_a_test_or_says_that_it_has_none_yet()
    {
        var rows = Rows();
        Assert.True(rows.Count > 70, "The table of requirements was not read.");
        Assert.Empty(
            rows.Where(row => row.Tests.Count == 0 && !row.Text.Contains("not yet", StringComparison.Ordinal)).Select(row => row.Id)
        );
        Assert.Equal(rows.Count, rows.Select(row => row.Id).Distinct().Count());
    }

    private static IReadOnlyList<(string Id, IReadOnlyList<string> Tests, string Text)> Rows([CallerFilePath] string here = "")
    {
        var document = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(here)!, "..", "docs", "security.md"));
        return
        [
            .. document
                .Select(line => Row().Match(line))
                .Where(match => match.Success)
                .Select(match =>
                    (
                        match.Groups["id"].Value,
                        (IReadOnlyList<string>)[.. Quoted().Matches(match.Groups["rest"].Value).Select(name => name.Groups["name"].Value)],
                        match.Groups["rest"].Value
                    )
                ),
        ];
    }

    [GeneratedRegex(@"^\| (?<id>\d+\.\d+\.\d+) \|(?<rest>.*)\|$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<name>[A-Za-z0-9]+_[A-Za-z0-9_]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();
}
