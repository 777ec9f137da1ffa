using System.Xml.Linq;

namespace SupportCenter.Domain.Import;

/// <summary>Reads elements of the parts of an .xlsx. Names are compared without namespace, since Strict Open XML has others.</summary>
internal static class PackageXml
{
    /// <summary>The first child with the name; null when there is none.</summary>
    public static XElement? Child(XElement element, string name) =>
        element.Elements().FirstOrDefault(child => child.Name.LocalName == name);

    /// <summary>A whole number; null where the attribute is missing or is none.</summary>
    public static int? Number(XElement element, string attribute) =>
        int.TryParse((string?)element.Attribute(attribute), out var number) ? number : null;

    /// <summary>Whether a text is one of the ways to write true.</summary>
    public static bool IsTrue(string? value) => value is "1" or "true" or "on";
}
