using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.RegularExpressions;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Access;

/// <summary>How a directory and a person within it are named: at Entra ID both are GUIDs; another OpenID Connect provider (AD FS) has a
/// host
/// name, and an identifier of its own for the person.</summary>
public static partial class DirectoryIdentifier
{
    /// <summary>Whether the text names a directory: a GUID, or a host name in small letters.</summary>
    public static bool IsDirectory(string text) => IsGuid(text) || HostName().IsMatch(text);

    /// <summary>Whether the text names a person within that directory: a GUID at Entra ID; otherwise 1 to 200 visible ASCII
    /// characters.</summary>
    public static bool IsPerson(string? directory, string text) =>
        IsGuid(text) || (directory is not null && !IsGuid(directory) && HostName().IsMatch(directory) && Visible().IsMatch(text));

    /// <summary>The one spelling that is stored and compared: GUIDs in small letters, everything else as the provider writes it.</summary>
    public static string Normalize(string text) => Guid.TryParseExact(text, "D", out var id) ? id.ToString("D") : text;

    private static bool IsGuid(string text) => Guid.TryParseExact(text, "D", out _);

    [GeneratedRegex(@"\A(?=.{1,100}\z)[a-z0-9][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)+\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HostName();

    [GeneratedRegex(@"\A[\x21-\x7e]{1,200}\z", RegexOptions.None, 1000)]
    private static partial Regex Visible();
}

/// <summary>The name of a directory.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DirectoryIdAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) =>
        value is not string text || VisibleText.Trimmed(text) is not { Length: > 0 } name || DirectoryIdentifier.IsDirectory(name);

    public override string FormatErrorMessage(string name) => Filled(StaffTexts.DirectoryIdWrong, name);
}

/// <summary>The identifier of a person within the directory that is beside it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DirectoryPersonIdAttribute : ValidationAttribute
{
    public override bool RequiresValidationContext => true;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is not string text
        || VisibleText.Trimmed(text) is not { Length: > 0 } person
        || DirectoryIdentifier.IsPerson(
            (validationContext.ObjectInstance as StaffDetails)?.DirectoryTenant is { } tenant ? VisibleText.Trimmed(tenant) : null,
            person
        )
            ? ValidationResult.Success
            : new ValidationResult(
                Filled(StaffTexts.DirectoryPersonIdWrong, validationContext.DisplayName),
                validationContext.MemberName is { } member ? [member] : null
            );
}
