using System.ComponentModel.DataAnnotations;

namespace SupportCenter.Domain.Data;

/// <summary>Where the portal keeps its data (section <c>Storage</c> of appsettings.json).</summary>
public sealed class StorageOptions
{
    /// <summary>The folder of the database file; relative paths count from the working directory.</summary>
    [Required]
    public string DataDirectory { get; set; } = "data";

    /// <summary>The file of the encryption keys, readable by its owner only and kept apart from backups; by default beside the data folder's database, in <c>keys/</c>.</summary>
    public string? KeyFile { get; set; }

    internal string DatabaseFile => Path.Combine(DataDirectory, "portal.db");

    internal string GateFile => Path.Combine(DataDirectory, "portal.gate");

    internal string KeyFilePath => KeyFile ?? Path.Combine(DataDirectory, "keys", "portal.keys.json");
}
