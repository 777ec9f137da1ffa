using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Forms;

/// <summary>A rule that details break.</summary>
/// <param name="Part">The details, or the row of them, in which it is broken.</param>
/// <param name="Field">The property beside which the sentence stands; empty where it is about no single one.</param>
/// <param name="Sentence">What is wrong, in the language of the screen.</param>
/// <param name="IsMissing">Whether something is only missing, and nothing of what is there is wrong.</param>
public sealed record BrokenRule(object Part, string Field, string Sentence, bool IsMissing = false);

/// <summary>
/// The one check of details: their annotations, that each choice is one of those offered, and what the details say of their fields together
/// (<see cref="IValidatableObject"/>), nested details and rows included. The form shows what it finds beside the fields, also of a draft
/// that comes back; the service refuses it, because it believes no screen (ASVS 2.2.2); an import says of each field where the paper does
/// not keep to it.
/// </summary>
public static class FormChecks
{
    /// <summary>Every rule that is broken: first what is wrong with single fields, then with several together.</summary>
    public static IEnumerable<BrokenRule> Of(object details)
    {
        var parts = new List<object>();
        Collect(details, parts, new HashSet<object>(ReferenceEqualityComparer.Instance));
        return parts
            .SelectMany(part => Readable(part.GetType()).SelectMany(property => OfField(part, property.Name)))
            .Concat(parts.OfType<IValidatableObject>().SelectMany(OfWhole));
    }

    /// <summary>The rules that one field breaks.</summary>
    public static IEnumerable<BrokenRule> OfField(object part, string name)
    {
        var property = part.GetType().GetProperty(name);
        if (property is null)
        {
            yield break;
        }

        // A text of which nothing can be seen is no text: missing where one is needed, and otherwise nothing to find fault with.
        var (field, typed) = (FieldDescription.Of(part.GetType(), name), property.GetValue(part));
        var value = typed is string text && VisibleText.IsBlank(text) ? null : typed;
        foreach (var rule in field.Rules)
        {
            var asked = new ValidationContext(part) { MemberName = name, DisplayName = field.Label };
            if (rule.GetValidationResult(value, asked) is { } broken && broken != ValidationResult.Success)
            {
                yield return new BrokenRule(part, name, broken.ErrorMessage ?? "", rule is RequiredAttribute);
            }
        }

        if (value is Enum choice && !IsOffered(choice))
        {
            // An enumeration without a zero begins with "not chosen yet".
            yield return Convert.ToInt64(choice, CultureInfo.InvariantCulture) == 0
                ? new BrokenRule(part, name, Filled(DomainTexts.Needed, field.Label), IsMissing: true)
                : new BrokenRule(part, name, DomainTexts.ChoiceUnknown);
        }
    }

    /// <summary>Lets details pass that break no rule.</summary>
    /// <exception cref="RuleException">The first that is broken, in its own words and beside its field.</exception>
    public static void Ensure(object details) => Refuse(Of(details).FirstOrDefault());

    /// <summary>Refuses in a sentence beside a field where something is wrong.</summary>
    /// <exception cref="RuleException">It is wrong.</exception>
    public static void Refuse(bool isWrong, string sentence, string field)
    {
        if (isWrong)
        {
            throw new RuleException(sentence) { Field = field };
        }
    }

    private static void Refuse(BrokenRule? broken)
    {
        if (broken is not null)
        {
            throw new RuleException(broken.Sentence) { Field = broken.Field };
        }
    }

    private static IEnumerable<BrokenRule> OfWhole(IValidatableObject part) =>
        from result in part.Validate(new ValidationContext(part))
        from field in result.MemberNames.DefaultIfEmpty("")
        select new BrokenRule(part, field, result.ErrorMessage ?? "");

    private static bool IsOffered(Enum value)
    {
        if (!value.GetType().IsDefined(typeof(FlagsAttribute), inherit: false))
        {
            return Enum.IsDefined(value.GetType(), value);
        }

        var all = FieldFormatter
            .Boxes(value.GetType())
            .Aggregate(0L, (sum, box) => sum | Convert.ToInt64(box, CultureInfo.InvariantCulture));
        return (Convert.ToInt64(value, CultureInfo.InvariantCulture) & ~all) == 0;
    }

    private static void Collect(object part, List<object> parts, HashSet<object> seen)
    {
        if (!seen.Add(part))
        {
            return;
        }

        parts.Add(part);
        foreach (var inner in Readable(part.GetType()).SelectMany(property => PartsOf(property.GetValue(part))))
        {
            Collect(inner, parts, seen);
        }
    }

    private static IEnumerable<PropertyInfo> Readable(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanRead && property.GetIndexParameters().Length == 0);

    // Only our own details are looked into: anything else (strings, dates, framework types) ends the walk.
    private static IEnumerable<object> PartsOf(object? value) =>
        value switch
        {
            null or string => [],
            IEnumerable many => many.OfType<object>().Where(IsOurs),
            _ => IsOurs(value) ? [value] : [],
        };

    private static bool IsOurs(object value) =>
        value.GetType() is { IsClass: true } type
        && type.Assembly.GetName().Name?.StartsWith("SupportCenter.", StringComparison.Ordinal) == true;
}
