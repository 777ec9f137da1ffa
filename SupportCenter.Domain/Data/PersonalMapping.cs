using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SupportCenter.Domain.Data;

/// <summary>Turns every <see cref="PersonalAttribute"/> property into ciphertext on its way to the database, and back. The one place where
/// that happens; table, property and row are bound to the value (<see cref="RowBinding"/>).</summary>
internal static class PersonalMapping
{
    public static void Apply(IMutableModel model, PersonalCipher cipher)
    {
        foreach (var (encryptedProperty, purpose) in model.GetEntityTypes().SelectMany(EncryptedPropertiesOf))
        {
            var property = (IMutableProperty)encryptedProperty;
            property.SetValueConverter(ConverterFor(property.ClrType, purpose, cipher));
            property.SetMaxLength(null);
        }
    }

    /// <summary>The encrypted properties of an entity and of its groups, each with the purpose that it is encrypted for: the table and the
    /// property.</summary>
    public static IReadOnlyList<(IReadOnlyProperty Property, string Purpose)> EncryptedPropertiesOf(IReadOnlyEntityType entity) =>
        [.. EncryptedPropertiesOf(entity, entity.ClrType.Name)];

    private static IEnumerable<(IReadOnlyProperty Property, string Purpose)> EncryptedPropertiesOf(IReadOnlyTypeBase type, string place) =>
        type.GetProperties()
            .Where(IsPersonal)
            .Select(property => (property, $"{place}.{property.Name}"))
            .Concat(type.GetComplexProperties().SelectMany(group => EncryptedPropertiesOf(group.ComplexType, $"{place}.{group.Name}")));

    private static bool IsPersonal(IReadOnlyProperty property) =>
        property.PropertyInfo?.GetCustomAttribute<PersonalAttribute>() is not null;

    private static ValueConverter ConverterFor(Type type, string purpose, PersonalCipher cipher) =>
        type == typeof(string)
            ? new EncryptedText(purpose, cipher)
            : (ValueConverter)Activator.CreateInstance(typeof(EncryptedJson<>).MakeGenericType(type), purpose, cipher)!;

    /// <summary>A statement that sets an encrypted column for many rows at once cannot bind the value to each.</summary>
    private static byte[] Unbound() =>
        throw new InvalidOperationException("An encrypted value is written with its row, or by EncryptedRows: it is bound to the row.");

    private sealed class EncryptedText(string purpose, PersonalCipher cipher)
        : ValueConverter<string, byte[]>(text => Unbound(), stored => RowBinding.Decrypt(cipher, purpose, stored)),
            IRowEncryption
    {
        public byte[] Encrypt(object value, string key) =>
            cipher.Encrypt(purpose, RowBinding.PlaceOf(purpose, key), Encoding.UTF8.GetBytes((string)value));
    }

    private sealed class EncryptedJson<T>(string purpose, PersonalCipher cipher)
        : ValueConverter<T, byte[]>(
            value => Unbound(),
            stored => JsonSerializer.Deserialize<T>(RowBinding.Decrypt(cipher, purpose, stored), JsonSerializerOptions.Default)!
        ),
            IRowEncryption
    {
        public byte[] Encrypt(object value, string key) =>
            cipher.Encrypt(
                purpose,
                RowBinding.PlaceOf(purpose, key),
                JsonSerializer.SerializeToUtf8Bytes((T)value, JsonSerializerOptions.Default)
            );
    }
}

/// <summary>A small list kept as JSON in one column, compared by what it says.</summary>
internal sealed class JsonColumn<T>()
    : ValueConverter<T, string>(
        value => JsonSerializer.Serialize(value, JsonSerializerOptions.Default),
        text => JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Default)!
    );

/// <summary>Compares and copies a list by its JSON.</summary>
internal sealed class JsonComparer<T>()
    : ValueComparer<T>(
        (left, right) =>
            JsonSerializer.Serialize(left, JsonSerializerOptions.Default) == JsonSerializer.Serialize(right, JsonSerializerOptions.Default),
        value => JsonSerializer.Serialize(value, JsonSerializerOptions.Default).GetHashCode(StringComparison.Ordinal),
        value =>
            JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, JsonSerializerOptions.Default), JsonSerializerOptions.Default)!
    );

/// <summary>All instants are UTC; what comes back says so.</summary>
internal sealed class UtcConverter()
    : ValueConverter<DateTime, DateTime>(value => value, value => DateTime.SpecifyKind(value, DateTimeKind.Utc));
