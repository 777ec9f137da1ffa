using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;

namespace SupportCenter.Domain.Keys;

/// <summary>A table with sealed columns. They are found in the model: whoever marks a property <see cref="PersonalAttribute"/> has done all that rotation needs.</summary>
internal sealed record SealedTable(string Name, IReadOnlyList<string> KeyColumns, IReadOnlyList<SealedColumn> Columns)
{
    /// <summary>Every table of the model that holds anything sealed.</summary>
    public static IReadOnlyList<SealedTable> In(IModel model) =>
        [.. model.GetEntityTypes().Select(Of).Where(table => table.Columns.Count > 0)];

    private static SealedTable Of(IEntityType entity)
    {
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        var columns = PersonalMapping.SealedIn(entity).Select(row => SealedColumn.Personal(row.Property.GetColumnName(table)!, row.Purpose)).ToList();
        if (entity.ClrType == typeof(DocumentChunk))
        {
            columns.Add(new SealedColumn(entity.FindProperty(nameof(DocumentChunk.Sealed))!.GetColumnName(table)!, DocumentSeal.Reseal));
        }

        return new SealedTable(table.Name, [.. entity.FindPrimaryKey()!.Properties.Select(property => property.GetColumnName(table)!)], columns);
    }
}

/// <summary>A sealed column and how a value of it is opened and sealed again for the same place, given the values of the row's key.</summary>
internal sealed record SealedColumn(string Name, Func<PersonalCipher, IReadOnlyList<object>, byte[], byte[]> Reseal)
{
    public static SealedColumn Personal(string name, string purpose) =>
        new(name, (cipher, _, value) => cipher.Seal(purpose, purpose, cipher.Open(purpose, purpose, value)));
}
