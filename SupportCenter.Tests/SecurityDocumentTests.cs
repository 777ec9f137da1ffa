using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace SupportCenter.Tests;

/// <summary>docs/security.md says which test shows which requirement: it can neither name a test that is not there nor leave one out.</summary>
public sealed partial class SecurityDocumentTests
{
    private static readonly IReadOnlyList<string> Tests =
        [.. typeof(SecurityDocumentTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttributes().Any(attribute => attribute is FactAttribute))
            .Select(method => method.Name)];

    [Fact]
    public void Every_test_that_the_document_names_exists()
    {
        var named = Rows().SelectMany(row => row.Tests).ToList();
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(Tests));
    }

    [Fact]
    public void Every_test_that_carries_an_id_is_listed_under_it()
    {
        var rows = Rows().ToDictionary(row => row.Id, row => row.Tests);
        var missing = Tests.SelectMany(test => IdsOf(test).Select(id => (Id: id, Test: test)))
            .Where(entry => !rows.TryGetValue(entry.Id, out var listed) || !listed.Contains(entry.Test));
        Assert.Empty(missing.Select(entry => $"{entry.Id}: {entry.Test}"));
    }

    [Fact]
    public void Every_requirement_has_a_test_or_says_that_it_has_none_yet()
    {
        var rows = Rows();
        Assert.True(rows.Count > 70, "The table of requirements was not read.");
        Assert.Empty(rows.Where(row => row.Tests.Count == 0 && !row.Text.Contains("not yet", StringComparison.Ordinal)).Select(row => row.Id));
        Assert.Equal(rows.Count, rows.Select(row => row.Id).Distinct().Count());
    }

    /// <summary>The ids that a test carries, at the beginning, in the middle or at the end of its name.</summary>
    private static IEnumerable<string> IdsOf(string test) =>
        test.StartsWith("ASVS_", StringComparison.Ordinal) || IdAtTheEnd().IsMatch(test)
            ? Id().Matches(test).Select(match => match.Groups["id"].Value.Replace('_', '.')).Distinct()
            : [];

    private static IReadOnlyList<(string Id, IReadOnlyList<string> Tests, string Text)> Rows([CallerFilePath] string here = "")
    {
        var document = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(here)!, "..", "docs", "security.md"));
        return [.. document.Select(line => Row().Match(line)).Where(match => match.Success).Select(match =>
            (match.Groups["id"].Value, (IReadOnlyList<string>)[.. Quoted().Matches(match.Groups["rest"].Value).Select(name => name.Groups["name"].Value)], match.Groups["rest"].Value))];
    }

    [GeneratedRegex(@"(?<=_)(?<id>\d{1,2}_\d{1,2}_\d{1,2})(?=_|$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Id();

    [GeneratedRegex(@"_\d{1,2}_\d{1,2}_\d{1,2}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IdAtTheEnd();

    [GeneratedRegex(@"^\| (?<id>\d+\.\d+\.\d+) \|(?<rest>.*)\|$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<name>[A-Za-z0-9]+_[A-Za-z0-9_]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();
}
