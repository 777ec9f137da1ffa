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
            .Select(row => new EncryptedColumn(row.Property.GetColumnName(table)!, row.Purpose))
            .ToList();
        if (entity.ClrType == typeof(DocumentChunk))
        {
            columns.Add(new EncryptedColumn(entity.FindProperty(nameof(DocumentChunk.Sealed))!.GetColumnName(table)!, Purpose: null));
        }

        return new EncryptedTable(
            table.Name,
            [.. entity.FindPrimaryKey()!.Properties.Select(property => property.GetColumnName(table)!)],
            columns
        );
    }
}

/// <summary>An encrypted column.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Purpose">What its values are encrypted for (table and property); null for the pieces of documents.</param>
internal sealed record EncryptedColumn(string Name, string? Purpose)
{
    /// <summary>The same value, re-encrypted with the active key for the same row.</summary>
    /// <param name="key">The values of the row's key.</param>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It was changed, or stood elsewhere when it was
    /// encrypted.</exception>
    public byte[] Reencrypt(PersonalCipher cipher, IReadOnlyList<object> key, byte[] value)
    {
        if (Purpose is null)
        {
            return DocumentEncryption.Reencrypt(cipher, key, value);
        }

        var place = PlaceOf(key);
        return cipher.Encrypt(Purpose, place, cipher.Decrypt(Purpose, place, value));
    }

    /// <summary>What a value of a row is bound to.</summary>
    public string PlaceOf(IReadOnlyList<object> key) => RowBinding.PlaceOf(Purpose!, RowBinding.KeyText(key));
}
