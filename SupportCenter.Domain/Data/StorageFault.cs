using Microsoft.Data.Sqlite;

namespace SupportCenter.Domain.Data;

/// <summary>Says as a sentence what people can do something about when the store refuses: that there is no room left.</summary>
internal static class StorageFault
{
    private const int SqliteCorrupt = 11;
    private const int SqliteFull = 13;
    private const int SqliteNotADatabase = 26;
    private const int SqliteUnique = 2067; // SQLITE_CONSTRAINT_UNIQUE
    private const int CodeOfResult = 0xFFFF;

    // The system's own numbers, as .NET hands them on: ENOSPC, EDQUOT; ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL.
    private static readonly int[] Full = OperatingSystem.IsWindows() ? [39, 112] : [28, 122];

    /// <summary>Whether a change failed because the disk is full; nothing of it was written then.</summary>
    public static bool IsFull(Exception? fault) =>
        fault switch
        {
            null => false,
            SqliteException { SqliteErrorCode: SqliteFull } => true,
            IOException when Full.Contains(fault.HResult & CodeOfResult) => true,
            _ => IsFull(fault.InnerException),
        };

    /// <summary>Whether a unique index refused a change: another writer was quicker. Every other refusal of the database is a
    /// fault.</summary>
    public static bool IsTaken(Exception fault) => fault.InnerException is SqliteException { SqliteExtendedErrorCode: SqliteUnique };

    /// <summary>Whether the file is no database, or a damaged one: nothing helps but a backup.</summary>
    public static bool IsDamaged(Exception fault) => fault is SqliteException { SqliteErrorCode: SqliteCorrupt or SqliteNotADatabase };

    /// <summary>Refuses before anything is written what would fill the disk in the middle.</summary>
    /// <param name="folder">Where it is to be written.</param>
    /// <param name="bytes">How much.</param>
    /// <exception cref="IOException">There is no room for it, as a full disk would say.</exception>
    public static void EnsureRoom(string folder, long bytes)
    {
        if (FreeIn(folder) is { } free && free < bytes)
        {
            throw new IOException("There is no room for a copy.", Full[0]);
        }
    }

    private static long? FreeIn(string folder)
    {
        try
        {
            return new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        }
        catch (ArgumentException)
        {
            return null; // Windows tells nothing of a share that is named by its server.
        }
    }
}
