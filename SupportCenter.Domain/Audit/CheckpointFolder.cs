using System.Globalization;

namespace SupportCenter.Domain.Audit;

/// <summary>The folder of the checkpoints: files are added, never changed.</summary>
internal sealed class CheckpointFolder(string path)
{
    private const string Pattern = "checkpoint-*.json";
    private const int NumberAt = 11;
    private const int NumberLength = 9;

    /// <summary>The files in the order of their numbers.</summary>
    public IReadOnlyList<string> Files() =>
        Directory.Exists(path) ? [.. Directory.EnumerateFiles(path, Pattern).Order(StringComparer.Ordinal)] : [];

    /// <summary>The line of a file, without the break at its end.</summary>
    public static string LineOf(string file) => File.ReadAllText(file).TrimEnd('\n');

    /// <summary>The number that a file's name says; 0 for a name that says none.</summary>
    public static long NumberOf(string file)
    {
        var name = Path.GetFileName(file);
        return
            name.Length > NumberAt + NumberLength
            && long.TryParse(name.AsSpan(NumberAt, NumberLength), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
    }

    private const UnixFileMode WrittenByOwner =
        UnixFileMode.UserRead
        | UnixFileMode.UserWrite
        | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherExecute;

    /// <summary>Makes the folder where there is none: others may read the checkpoints, and only the portal may take them away. A folder
    /// that is there keeps its rights.</summary>
    /// <exception cref="IOException">It cannot be made there.</exception>
    public void Ensure()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path, WrittenByOwner);
        }
    }

    /// <summary>Writes a new file and waits until it is on the disk.</summary>
    /// <exception cref="IOException">The folder cannot be written, or there is such a file already.</exception>
    public void Write(string name, string line)
    {
        Ensure();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            // Nothing secret is in it, and nobody should change it by mistake.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        }

        using var stream = new FileStream(Path.Combine(path, name), options);
        stream.Write(System.Text.Encoding.UTF8.GetBytes(line + "\n"));
        stream.Flush(flushToDisk: true);
    }
}
