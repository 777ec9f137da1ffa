using Xunit.Abstractions;
using Xunit.Sdk;

namespace SupportCenter.Tests;

/// <summary>The requirements of OWASP ASVS 5.0 that a test shows, such as "8.2.1". <c>dotnet test --filter "ASVS=8.2.1"</c> runs the
/// tests of one requirement; <see cref="SecurityDocumentTests"/> compares them with docs/security.md.</summary>
[TraitDiscoverer("SupportCenter.Tests.AsvsTraitDiscoverer", "SupportCenter.Tests")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class AsvsAttribute(params string[] ids) : Attribute, ITraitAttribute
{
    public IReadOnlyList<string> Ids { get; } = ids;
}

/// <summary>Gives xunit one trait for each id of an <see cref="AsvsAttribute"/>.</summary>
public sealed class AsvsTraitDiscoverer : ITraitDiscoverer
{
    public IEnumerable<KeyValuePair<string, string>> GetTraits(IAttributeInfo traitAttribute) =>
        traitAttribute
            .GetConstructorArguments()
            .OfType<IEnumerable<string>>()
            .SelectMany(ids => ids)
            .Select(id => KeyValuePair.Create("ASVS", id));
}
