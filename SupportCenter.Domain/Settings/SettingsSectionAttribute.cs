namespace SupportCenter.Domain.Settings;

/// <summary>Names the section of appsettings.json that a class of settings is read from.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SettingsSectionAttribute(string name) : Attribute
{
    public string Name => name;
}
