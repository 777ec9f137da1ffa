using Microsoft.Data.Sqlite;

namespace SupportCenter.Domain.Data;

/// <summary>Says in words what people can do something about when the store refuses: that there is no room left.</summary>
internal static class StorageFault
{
    private const int SqliteFull = 13;

    /// <summary>Whether a change failed because the disk is full; nothing of it was written then.</summary>
    public static bool IsFull(Exception? fault) => fault is not null && (fault is SqliteException { SqliteErrorCode: SqliteFull } || IsFull(fault.InnerException));
}
