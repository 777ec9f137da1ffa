using System.Globalization;
using System.Linq.Expressions;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Sqlite.Query.Internal;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace SupportCenter.Domain.Data;

/// <summary>The row that an encrypted value belongs to is part of its associated data (ASVS 11.3.3): whoever can write to the file can
/// move no text into another row. A value converter knows the value only. So the row's key is read beside each encrypted column, and
/// values are encrypted where the statement is made.</summary>
internal static class RowBinding
{
    /// <summary>Stands between a value and the key of its row in what a statement reads. No key holds it.</summary>
    private const byte Mark = 0;

    // The names of SQLite's types: a key that was stored as bytes reads like the same text, and would be a second row with the same key.
    private const string Text = "text:";
    private const string Integer = "integer:";

    /// <summary>The key of a row as the generator of SQL reads it: each part with the type that SQLite stores it as, identifiers in
    /// capital letters, the parts in their order.</summary>
    /// <exception cref="CryptographicException">A part of the key is of a type that no key has: the portal did not write it.</exception>
    public static string KeyText(IEnumerable<object?> key) =>
        string.Join(
            '/',
            key.Select(part =>
                part switch
                {
                    Guid id => $"{Text}{id.ToString().ToUpperInvariant()}",
                    string text => Text + text,
                    long or int => string.Create(CultureInfo.InvariantCulture, $"{Integer}{part}"),
                    _ => throw new CryptographicException("A key has a type that no key has."),
                }
            )
        );

    /// <summary>What an encrypted value is bound to: its table, its column and its row.</summary>
    public static string PlaceOf(string purpose, string key) => $"{purpose}/{key}";

    /// <summary>The text of a value, given with the key of its row behind it.</summary>
    /// <exception cref="CryptographicException">It was changed, or stood elsewhere when it was encrypted.</exception>
    /// <exception cref="InvalidOperationException">It was read without the key of its row.</exception>
    public static string Decrypt(PersonalCipher cipher, string purpose, byte[] valueAndKey)
    {
        var end = Array.LastIndexOf(valueAndKey, Mark);
        var key = Encoding.UTF8.GetString(valueAndKey.AsSpan(end + 1));
        if (end < 0 || !(key.StartsWith(Text, StringComparison.Ordinal) || key.StartsWith(Integer, StringComparison.Ordinal)))
        {
            throw key.StartsWith("blob:", StringComparison.Ordinal)
                ? new CryptographicException("A key has a type that no key has.")
                : new InvalidOperationException("An encrypted column was read without the key of its row.");
        }

        return Encoding.UTF8.GetString(cipher.Decrypt(purpose, PlaceOf(purpose, key), valueAndKey.AsSpan(0, end)));
    }

#pragma warning disable EF1001 // The provider's generator and its factory are meant for providers; there is no other hook for columns.
    /// <summary>Makes the generators of <see cref="Generator"/>.</summary>
    internal sealed class GeneratorFactory(QuerySqlGeneratorDependencies dependencies) : IQuerySqlGeneratorFactory
    {
        public QuerySqlGenerator Create() => new Generator(dependencies);
    }

    /// <summary>Reads the key of the row beside each encrypted column of a table.</summary>
    private sealed class Generator(QuerySqlGeneratorDependencies dependencies) : SqliteQuerySqlGenerator(dependencies)
    {
        /// <summary>The tables of the statement by their names in it: what has another name is a subquery, which has read the key
        /// already.</summary>
        private readonly Dictionary<string, ITable> tables = new(StringComparer.Ordinal);

        protected override void GenerateRootCommand(Expression queryExpression)
        {
            tables.Clear();
            new TableNames(tables).Visit(queryExpression);
            base.GenerateRootCommand(queryExpression);
        }

        /// <summary>What was a column and is an expression now keeps the column's name.</summary>
        protected override Expression VisitProjection(ProjectionExpression projectionExpression)
        {
            base.VisitProjection(projectionExpression);
            if (projectionExpression.Expression is ColumnExpression column && column.Name == projectionExpression.Alias && IsOfRow(column))
            {
                Sql.Append(" AS ").Append(Dependencies.SqlGenerationHelper.DelimitIdentifier(column.Name));
            }

            return projectionExpression;
        }

        protected override Expression VisitColumn(ColumnExpression columnExpression)
        {
            if (!IsOfRow(columnExpression))
            {
                return base.VisitColumn(columnExpression);
            }

            Sql.Append("CAST(");
            base.VisitColumn(columnExpression);
            var columns = tables[columnExpression.TableAlias].PrimaryKey!.Columns;
            var key = string.Join(" || '/' || ", columns.Select(column => Typed(Named(columnExpression.TableAlias, column.Name))));
            Sql.Append($" || x'00' || {key} AS BLOB)");
            return columnExpression;
        }

        private bool IsOfRow(ColumnExpression column) =>
            column.TypeMapping?.Converter is IRowEncryption && tables.ContainsKey(column.TableAlias);

        private static string Typed(string column) => $"typeof({column}) || ':' || {column}";

        private string Named(string table, string column) =>
            $"{Dependencies.SqlGenerationHelper.DelimitIdentifier(table)}.{Dependencies.SqlGenerationHelper.DelimitIdentifier(column)}";
    }

    private sealed class TableNames(Dictionary<string, ITable> tables) : ExpressionVisitor
    {
        protected override Expression VisitExtension(Expression node)
        {
            if (node is TableExpression { Table: ITable table } named)
            {
                tables[named.Alias] = table;
            }

            return base.VisitExtension(node);
        }
    }
#pragma warning restore EF1001

    /// <summary>Makes the batches of <see cref="Batch"/>.</summary>
    internal sealed class BatchFactory(ModificationCommandBatchFactoryDependencies dependencies) : IModificationCommandBatchFactory
    {
        public ModificationCommandBatch Create() => new Batch(dependencies);
    }

    /// <summary>Encrypts each value for the row that it is written to. One row a statement, as SQLite's own.</summary>
    private sealed class Batch(ModificationCommandBatchFactoryDependencies dependencies) : SingularModificationCommandBatch(dependencies)
    {
        protected override void AddParameter(IColumnModification columnModification)
        {
            if (columnModification.TypeMapping?.Converter is not IRowEncryption encryption || !columnModification.UseCurrentValueParameter)
            {
                base.AddParameter(columnModification);
                return;
            }

            var entry = columnModification.Entry!;
            var key = KeyText(entry.EntityType.FindPrimaryKey()!.Properties.Select(entry.GetCurrentValue));
            RelationalCommandBuilder.AddParameter(
                columnModification.ParameterName!,
                Dependencies.SqlGenerationHelper.GenerateParameterName(columnModification.ParameterName!),
                Bytes,
                columnModification.IsNullable
            );
            ParameterValues.Add(
                columnModification.ParameterName!,
                columnModification.Value is { } value ? encryption.Encrypt(value, key) : null
            );
        }

        private static readonly RelationalTypeMapping Bytes = new ByteArrayTypeMapping("BLOB");
    }
}

/// <summary>Encrypts the values of one column.</summary>
internal interface IRowEncryption
{
    /// <summary>The encrypted form of a value for the row with that key (<see cref="RowBinding.KeyText"/>).</summary>
    byte[] Encrypt(object value, string key);
}
