using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Demo;

/// <summary>Writes many rows of one table by one prepared statement, in the context's transaction: the columns, and what encrypts and
/// converts their values, are those of the model, so that a row looks as if the portal had saved it.</summary>
internal sealed class PreparedInsert<T> : IDisposable
    where T : class
{
    private readonly DbCommand command;
    private readonly List<Column> columns = [];
    private readonly List<PropertyInfo> key;

    public PreparedInsert(PortalDbContext db)
    {
        var type = db.Model.FindEntityType(typeof(T))
            ?? throw new InvalidOperationException($"The model has no table of {typeof(T).Name}.");
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        key = [.. type.FindPrimaryKey()!.Properties.Select(property => property.PropertyInfo!)];
        command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        foreach (var property in type.GetFlattenedProperties())
        {
            var mapping = property.GetRelationalTypeMapping();
            var parameter = mapping.CreateParameter(command, $"@p{columns.Count}", null, nullable: true);
            command.Parameters.Add(parameter);
            columns.Add(new Column(property.GetColumnName(table)!, [.. PathOf(property)], mapping.Converter, parameter));
        }

        // Table and column names are the model's own; nothing that anybody typed.
        command.CommandText = $"""
            INSERT INTO "{table.Name}" ({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))})
            VALUES ({string.Join(", ", columns.Select(column => column.Parameter.ParameterName))})
            """;
        command.Prepare();
    }

    public void Write(T row)
    {
        var keyText = RowBinding.KeyText(key.Select(part => part.GetValue(row)));
        foreach (var column in columns)
        {
            column.Take(row, keyText);
        }

        command.ExecuteNonQuery();
    }

    public void Dispose() => command.Dispose();

    /// <summary>From the row to the value: a column of a group is in the group's object.</summary>
    private static IEnumerable<PropertyInfo> PathOf(IPropertyBase property)
    {
        var own = property.PropertyInfo ?? throw new InvalidOperationException($"The column {property.Name} has no property to read.");
        return property.DeclaringType is IComplexType group ? [.. PathOf(group.ComplexProperty), own] : [own];
    }

    private sealed record Column(string Name, PropertyInfo[] Path, ValueConverter? Converter, DbParameter Parameter)
    {
        public void Take(object row, string key)
        {
            object? value = row;
            foreach (var step in Path)
            {
                value = value is null ? null : step.GetValue(value);
            }

            Parameter.Value = (
                Converter is IRowEncryption encryption && value is not null ? encryption.Encrypt(value, key)
                : Converter is null ? value
                : Converter.ConvertToProvider(value)
            ) ?? DBNull.Value;
        }
    }
}
