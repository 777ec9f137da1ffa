using System.Text;
using Microsoft.Data.Sqlite;
using SupportCenter.Domain;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Tests.Data;

/// <summary>What the portal finds at its start is opened, or said.</summary>
public sealed class DatabaseFileTests : IAsyncLifetime
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("portal-file-");
    private StorageOptions storage = null!;

    public async Task InitializeAsync()
    {
        storage = new StorageOptions { DataDirectory = Path.Combine(root.FullName, "data") };
        (await PortalDatabase.OpenAsync(storage)).Dispose();
        SqliteConnection.ClearAllPools();
    }

    public Task DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        root.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>As a file that was copied by hand is, or one of a restore that was stopped before its last step.</summary>
    [Fact]
    public async Task A_database_in_another_journal_mode_is_opened()
    {
        Assert.Equal("delete", Pragma("journal_mode=DELETE"));

        (await PortalDatabase.OpenAsync(storage)).Dispose();

        Assert.Equal("wal", Pragma("journal_mode"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Asvs("16.5.3")]
    public async Task A_damaged_database_is_said_in_a_sentence(bool isCutOff)
    {
        Pragma("wal_checkpoint(TRUNCATE)");
        var bytes = await File.ReadAllBytesAsync(storage.DatabaseFile);
        if (isCutOff)
        {
            Array.Resize(ref bytes, bytes.Length / 2);
        }
        else
        {
            Encoding.ASCII.GetBytes("no database at all").CopyTo(bytes, 0);
        }

        await File.WriteAllBytesAsync(storage.DatabaseFile, bytes);

        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => PortalDatabase.OpenAsync(storage));

        Assert.Equal(DomainTexts.DatabaseDamaged, fault.Message);
    }

    [Fact]
    public void The_folder_of_the_checkpoints_is_read_by_all_and_written_by_the_portal_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var path = Path.Combine(root.FullName, "checkpoints");
        new CheckpointFolder(path).Ensure();

        Assert.Equal((UnixFileMode)0, File.GetUnixFileMode(path) & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite));
    }

    private string? Pragma(string text)
    {
        using var connection = new SqliteConnection($"Data Source={storage.DatabaseFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA " + text;
        return command.ExecuteScalar()?.ToString();
    }
}
