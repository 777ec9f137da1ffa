using System.Collections;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using SupportCenter.Domain.Settings;

namespace SupportCenter.Portal.Settings;

/// <summary>Holds the configuration of one class of settings against the types and the annotations of its properties. Each problem is one
/// sentence that names the setting and what is allowed.</summary>
internal sealed class SettingsCheck(string contentRoot)
{
    public IReadOnlyList<string> Problems(Type type, IConfiguration section)
    {
        var mistyped = Mistyped(type, section).ToList();
        return mistyped.Count > 0
            ? mistyped
            : [.. OutOfRange(section.Get(type) ?? Activator.CreateInstance(type)!, (section as IConfigurationSection)?.Path)];
    }

    /// <summary>The properties of a class that can be set.</summary>
    public static IEnumerable<PropertyInfo> SettableOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is { IsPublic: true });

    /// <summary>Whether a property is a group of settings: a class of our own.</summary>
    public static bool IsGroup(Type type) =>
        type.IsClass && type.Assembly.GetName().Name!.StartsWith("SupportCenter", StringComparison.Ordinal);

    /// <summary>What one entry of a list is; null when the property is no list.</summary>
    public static Type? EntryOf(Type type) =>
        type == typeof(string) || !typeof(IEnumerable).IsAssignableFrom(type)
            ? null
            : type.GetElementType() ?? type.GetGenericArguments()[0];

    private static IEnumerable<string> Mistyped(Type type, IConfiguration section)
    {
        foreach (var property in SettableOf(type))
        {
            var setting = section.GetSection(property.Name);
            if (IsGroup(property.PropertyType))
            {
                foreach (var problem in Mistyped(property.PropertyType, setting))
                {
                    yield return problem;
                }
            }
            else if (!Fits(property.PropertyType, setting))
            {
                yield return Sentence(setting.Path, property);
            }
        }
    }

    private static bool Fits(Type type, IConfigurationSection setting)
    {
        var isEmpty = string.IsNullOrEmpty(setting.Value);
        return EntryOf(type) is { } entry
            ? isEmpty && setting.GetChildren().All(one => one.Value is not null && Fits(entry, one))
            : !setting.GetChildren().Any() && (setting.Value is null || CanBe(type, setting.Value));
    }

    private static bool CanBe(Type type, string text)
    {
        if (text.Length == 0)
        {
            return !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;
        }

        var target = Nullable.GetUnderlyingType(type) ?? type;
        try
        {
            var value = TypeDescriptor.GetConverter(target).ConvertFromInvariantString(text);
            return !target.IsEnum || Enum.IsDefined(target, value!);
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            return false;
        }
    }

    private IEnumerable<string> OutOfRange(object settings, string? path)
    {
        var items = new Dictionary<object, object?> { [SettingRuleAttribute.ContentRoot] = contentRoot };
        var sound = true;
        foreach (var property in SettableOf(settings.GetType()))
        {
            var name = path is null ? property.Name : ConfigurationPath.Combine(path, property.Name);
            var value = property.GetValue(settings);
            var context = new ValidationContext(settings, items) { MemberName = property.Name };
            var problems =
                IsGroup(property.PropertyType) ? OutOfRange(value!, name).ToArray()
                : property.GetCustomAttributes<ValidationAttribute>().All(rule => rule.GetValidationResult(value, context) is null) ? []
                : [Sentence(name, property)];
            sound &= problems.Length == 0;
            foreach (var problem in problems)
            {
                yield return problem;
            }
        }

        if (sound && settings is IValidatableObject whole)
        {
            foreach (var problem in whole.Validate(new ValidationContext(settings)))
            {
                yield return problem.ErrorMessage!;
            }
        }
    }

    private static string Sentence(string setting, PropertyInfo property) =>
        EntryOf(property.PropertyType) is null
            ? $"{setting} must be {Allowed(property)}."
            : $"{setting}:0, {setting}:1 … must each be {Allowed(property)}.";

    private static string Allowed(PropertyInfo property)
    {
        var type = property.PropertyType;
        var text = property.GetCustomAttributes<ValidationAttribute>().Select(Words).FirstOrDefault(words => words is not null)
            ?? Kind(type);
        return property.GetCustomAttribute<RangeAttribute>() is { } range
                ? $"{Kind(type)} from {Number(range.Minimum)} to {Number(range.Maximum)}"
            : Nullable.GetUnderlyingType(type) is null ? text
            : $"{text}, or empty";
    }

    private static string? Words(ValidationAttribute rule) =>
        rule switch
        {
            SettingRuleAttribute { Allowed: var allowed } => allowed,
            StringLengthAttribute length => $"a text of {Math.Max(1, length.MinimumLength)} to {length.MaximumLength} characters",
            _ => null,
        };

    private static string Kind(Type type)
    {
        var target = Nullable.GetUnderlyingType(type) ?? EntryOf(type) ?? type;
        return target switch
        {
            { IsEnum: true } => string.Join(" or ", Enum.GetNames(target)),
            _ when target == typeof(bool) => "true or false",
            _ when target == typeof(TimeOnly) => "a time of day (hours:minutes)",
            _ when target == typeof(TimeSpan) => "a time span (hours:minutes:seconds)",
            _ when target == typeof(string) => "a text",
            _ => "a whole number",
        };
    }

    private static string Number(object bound) => Convert.ToString(bound, CultureInfo.InvariantCulture)!;
}
