using System.ComponentModel.DataAnnotations;

namespace SupportCenter.Domain.Settings;

/// <summary>A rule for one setting that says what is allowed, as the end of a sentence: "Storage:KeyFile must be …".</summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class SettingRuleAttribute(string allowed) : ValidationAttribute
{
    public string Allowed => allowed;

    /// <summary>The key of the content root among the items of the validation: relative paths count from it.</summary>
    public static string ContentRoot => nameof(ContentRoot);

    /// <summary>The full path that a setting means; null when it is empty or is no path.</summary>
    protected static string? PathOf(object? value, ValidationContext context) =>
        value is string { Length: > 0 } path && !path.Contains('\0', StringComparison.Ordinal)
            ? Path.GetFullPath(path, context.Items[ContentRoot] as string ?? Directory.GetCurrentDirectory())
            : null;

    /// <summary>Whether the nearest part of the path that exists is a folder.</summary>
    protected static bool IsBelowFolder(string? path)
    {
        while (path is { Length: > 0 } && !Path.Exists(path))
        {
            path = Path.GetDirectoryName(path);
        }

        return Directory.Exists(path);
    }

    /// <inheritdoc />
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is null or "" || Allows(value, validationContext)
            ? ValidationResult.Success
            : new ValidationResult(Allowed, [validationContext.MemberName ?? ""]);

    /// <summary>Whether a value that is not empty is allowed.</summary>
    protected abstract bool Allows(object value, ValidationContext context);
}

/// <summary>The path of a folder that exists or can be made.</summary>
public sealed class FolderPathAttribute() : SettingRuleAttribute("the path of a folder")
{
    protected override bool Allows(object value, ValidationContext context) => IsBelowFolder(PathOf(value, context));
}

/// <summary>The path of a file that can be read, or that does not exist yet.</summary>
public sealed class FilePathAttribute() : SettingRuleAttribute("the path of a file that the portal may read")
{
    protected override bool Allows(object value, ValidationContext context)
    {
        var path = PathOf(value, context);
        if (!File.Exists(path))
        {
            return !Directory.Exists(path) && IsBelowFolder(path);
        }

        try
        {
            using var opened = File.OpenHandle(path);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

/// <summary>One or several addresses of http or https.</summary>
public sealed class WebAddressAttribute() : SettingRuleAttribute("an address that begins with http:// or https://")
{
    protected override bool Allows(object value, ValidationContext context) =>
        (value as IEnumerable<Uri> ?? [(Uri)value]).All(address =>
            address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        );
}
