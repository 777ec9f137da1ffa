namespace SupportCenter.Domain.Data;

/// <summary>Marks the personal data of a business: stored only as AES-256-GCM ciphertext, never logged, never part of a URL.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PersonalAttribute : Attribute;
