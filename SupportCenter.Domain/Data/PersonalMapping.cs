using System.Reflection;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SupportCenter.Domain.Data;

/// <summary>Turns every <see cref="PersonalAttribute"/> property into ciphertext on its way to the database, and back. The one place where
/// that happens; the table and property are bound to the value.</summary>
internal static class PersonalMapping
{
    public static void Apply(IMutableModel model, PersonalCipher cipher)
    {
        foreach (var (sealedProperty, purpose) in model.GetEntityTypes().SelectMany(SealedIn))
        {
            var property = (IMutableProperty)sealedProperty;
            property.SetValueConverter(ConverterFor(property.ClrType, purpose, cipher));
            property.SetMaxLength(null);
        }
    }

    /// <summary>The sealed properties of an entity and of its groups, each with the purpose that it is sealed for: the table and the property.</summary>
    public static IReadOnlyList<(IReadOnlyProperty Property, string Purpose)> SealedIn(IReadOnlyEntityType entity) => [.. SealedIn(entity, entity.ClrType.Name)];

    private static IEnumerable<(IReadOnlyProperty Property, string Purpose)> SealedIn(IReadOnlyTypeBase type, string place) =>
        type.GetProperties().Where(IsPersonal).Select(property => (property, $"{place}.{property.Name}"))
            .Concat(type.GetComplexProperties().SelectMany(group => SealedIn(group.ComplexType, $"{place}.{group.Name}")));

    private static bool IsPersonal(IReadOnlyProperty property) => property.PropertyInfo?.GetCustomAttribute<PersonalAttribute>() is not null;

    private static ValueConverter ConverterFor(Type type, string purpose, PersonalCipher cipher) => type == typeof(string)
        ? new ValueConverter<string, byte[]>(text => cipher.Seal(purpose, text), sealedText => cipher.Open(purpose, sealedText))
        : (ValueConverter)Activator.CreateInstance(typeof(SealedJson<>).MakeGenericType(type), purpose, cipher)!;

    private sealed class SealedJson<T>(string purpose, PersonalCipher cipher) : ValueConverter<T, byte[]>(
        value => cipher.Seal(purpose, JsonSerializer.Serialize(value, JsonSerializerOptions.Default)),
        sealedText => JsonSerializer.Deserialize<T>(cipher.Open(purpose, sealedText), JsonSerializerOptions.Default)!);
}

/// <summary>A small list kept as JSON in one column, compared by what it says.</summary>
internal sealed class JsonColumn<T>() : ValueConverter<T, string>(
    value => JsonSerializer.Serialize(value, JsonSerializerOptions.Default),
    text => JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Default)!);

/// <summary>Compares and copies a list by its JSON.</summary>
internal sealed class JsonComparer<T>() : ValueComparer<T>(
    (left, right) => JsonSerializer.Serialize(left, JsonSerializerOptions.Default) == JsonSerializer.Serialize(right, JsonSerializerOptions.Default),
    value => JsonSerializer.Serialize(value, JsonSerializerOptions.Default).GetHashCode(StringComparison.Ordinal),
    value => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, JsonSerializerOptions.Default), JsonSerializerOptions.Default)!);

/// <summary>All instants are UTC; what comes back says so.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
    value => value, value => DateTime.SpecifyKind(value, DateTimeKind.Utc));
