using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;

namespace SupportCenter.Domain.Keys;

/// <summary>A table with encrypted columns. They are found in the model: whoever marks a property <see cref="PersonalAttribute"/> has done
/// all that rotation needs.</summary>
internal sealed record EncryptedTable(string Name, IReadOnlyList<string> KeyColumns, IReadOnlyList<EncryptedColumn> Columns)
{
    /// <summary>Every table of the model that holds anything encrypted.</summary>
    public static IReadOnlyList<EncryptedTable> In(IModel model) =>
        [.. model.GetEntityTypes().Select(Of).Where(table => table.Columns.Count > 0)];

    /// <summary>Opens every value of a row.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">One does not open.</exception>
    public void EnsureOpens(PersonalCipher cipher, EncryptedRow row)
    {
        for (var at = 0; at < Columns.Count; at++)
        {
            if (row.Values[at] is { } value)
            {
                _ = Columns[at].Reencrypt(cipher, row.Key, value);
            }
        }
    }

    private static EncryptedTable Of(IEntityType entity)
    {
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        var columns = PersonalMapping
            .EncryptedPropertiesOf(entity)
            .Select(row => EncryptedColumn.Personal(row.Property.GetColumnName(table)!, row.Purpose))
            .ToList();
        if (entity.ClrType == typeof(DocumentChunk))
        {
            columns.Add(
                new EncryptedColumn(entity.FindProperty(nameof(DocumentChunk.Sealed))!.GetColumnName(table)!, DocumentEncryption.Reencrypt)
            );
        }

        return new EncryptedTable(
            table.Name,
            [.. entity.FindPrimaryKey()!.Properties.Select(property => property.GetColumnName(table)!)],
            columns
        );
    }
}

/// <summary>An encrypted column and how a value of it is opened and encrypted again for the same place, given the values of the row's
/// key.</summary>
internal sealed record EncryptedColumn(string Name, Func<PersonalCipher, IReadOnlyList<object>, byte[], byte[]> Reencrypt)
{
    public static EncryptedColumn Personal(string name, string purpose) =>
        new(name, (cipher, _, value) => cipher.Encrypt(purpose, purpose, cipher.Decrypt(purpose, purpose, value)));
}
