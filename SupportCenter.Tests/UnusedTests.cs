using System.Text.RegularExpressions;
using System.Xml.Linq;
using SupportCenter.Tests.Access;

namespace SupportCenter.Tests;

/// <summary>What no code uses any more is deleted.</summary>
public sealed partial class UnusedTests
{
    // Texts whose names are made of other names (acts, properties, enumeration members), or asked for by MudBlazor.
    private static readonly string[] Composed = ["AuditActTexts", "AuditFieldTexts", "AuditSubjectTexts", "MudBlazorTexts"];

    [Fact]
    public void Every_text_of_the_resource_files_is_named_by_code()
    {
        var code = string.Concat(ArchitectureTests.Sources().Select(file => file.Text));
        var named = TextName().Matches(code).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        var quoted = Quoted().Matches(code).Select(match => match.Groups["text"].Value).ToHashSet(StringComparer.Ordinal);
        var texts = ArchitectureTests
            .SourceFiles(".resx")
            .Select(file => (Class: Path.GetFileNameWithoutExtension(file), File: file))
            .Where(file => !file.Class.EndsWith(".en", StringComparison.Ordinal) && !Composed.Contains(file.Class))
            .SelectMany(file =>
                XDocument.Load(file.File).Root!.Elements("data").Select(text => (file.Class, Key: text.Attribute("name")!.Value))
            )
            .ToList();

        Assert.True(texts.Count > 1000, "The texts are not where they are looked for.");
        // Enumerations name a text as a string; the importer's fields are looked up by their names.
        Assert.DoesNotContain(texts, text =>
            !named.Contains($"{text.Class}.{text.Key}")
            && !quoted.Contains(text.Key)
            && !text.Key.StartsWith("Field_", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Every_class_of_the_stylesheets_is_used()
    {
        var code = string.Concat(ArchitectureTests.SourceFiles(".cs", ".razor", ".js").Select(File.ReadAllText));
        var words = Word().Matches(code).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        var classes = ArchitectureTests
            .SourceFiles(".css")
            .SelectMany(file => Selector().Matches(Comment().Replace(File.ReadAllText(file), "")))
            .SelectMany(selector => ClassName().Matches(selector.Value).Select(match => match.Groups["name"].Value))
            .Distinct()
            .ToList();

        Assert.True(classes.Count > 100, "The stylesheets are not where they are looked for.");
        // MudBlazor and Blazor set classes of their own; the level of a measure is a number behind its class.
        Assert.DoesNotContain(classes, name =>
            !words.Contains(name)
            && !name.StartsWith("mud-", StringComparison.Ordinal)
            && !name.StartsWith("components-reconnect-", StringComparison.Ordinal)
            && !name.StartsWith("level-", StringComparison.Ordinal)
        );
    }

    [GeneratedRegex(@"\b\w+Texts\.\w+", RegexOptions.CultureInvariant)]
    private static partial Regex TextName();

    [GeneratedRegex(@"""(?<text>\w+)""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"[A-Za-z_][\w-]*", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Comment();

    [GeneratedRegex(@"[^{}]+(?=\{)", RegexOptions.CultureInvariant)]
    private static partial Regex Selector();

    [GeneratedRegex(@"\.(?<name>-?[_a-zA-Z][\w-]*)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex ClassName();
}
