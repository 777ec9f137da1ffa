using System.Collections.Frozen;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using SupportCenter.Domain.Audit;

namespace SupportCenter.Portal.Audit;

/// <summary>What a row of the audit log names beside its act, as a sentence: fields that were changed or seen, reasons, numbers.</summary>
internal static class AuditFieldFormatter
{
    /// <summary>The fields of forms carry their labels themselves.</summary>
    private static readonly FrozenDictionary<string, DisplayAttribute> Labelled = typeof(AuditActs)
        .Assembly.GetTypes()
        .Where(type => type.Name.EndsWith("Details", StringComparison.Ordinal))
        .SelectMany(type => type.GetProperties())
        .Select(property => (property.Name, Display: property.GetCustomAttribute<DisplayAttribute>()))
        .Where(field => field.Display is not null)
        .DistinctBy(field => field.Name)
        .ToFrozenDictionary(field => field.Name, field => field.Display!, StringComparer.Ordinal);

    /// <summary>All of them; the mark of a version, which changes with everything, is left out.</summary>
    public static string Of(string fields) =>
        string.Join(
            Separator,
            fields
                .Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Where(field => field != nameof(Domain.Businesses.Business.Version) && !IsFact(field))
                .Select(One)
                .Distinct()
        );

    /// <summary>One field as a sentence; null where nobody has found any.</summary>
    public static string? Word(string field) =>
        field switch
        {
            "+" => AuditFieldTexts.Added,
            "-" => AuditFieldTexts.Removed,
            _ => AuditFieldTexts.ResourceManager.GetString(field, CultureInfo.CurrentUICulture)
                ?? (Labelled.TryGetValue(field, out var display) ? display.GetName() : null),
        };

    // What an approval states of itself (Approval.FactsIn) is for the comparison with the log, not for reading.
    private static bool IsFact(string field) =>
        field.StartsWith("kind=", StringComparison.Ordinal)
        || field.StartsWith("subject=", StringComparison.Ordinal)
        || field.StartsWith("state=", StringComparison.Ordinal);

    private static string Separator => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ja" ? "、" : ", ";

    // "lapsed=3": a number under a name.
    private static string One(string field)
    {
        var equals = field.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? Word(field) ?? field : $"{Word(Pascal(field[..equals])) ?? field[..equals]} {field[(equals + 1)..]}";
    }

    private static string Pascal(string name) => string.Concat(name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
