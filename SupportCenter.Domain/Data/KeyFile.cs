using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;

namespace SupportCenter.Domain.Data;

/// <summary>The key file: which key is active, all that are kept, and the secret of the blind index. It is replaced as a whole and never
/// written in place, so that whoever reads it finds the old one or the new one.</summary>
/// <param name="Active">The number of the active key.</param>
/// <param name="Keys">All keys.</param>
/// <param name="IndexSecret">The secret of the blind index, in base64.</param>
/// <param name="RowsBound">Whether the database has every value bound to its row (<see cref="RowBinding"/>): a database that says otherwise
/// is then none of this installation. Files of earlier versions do not say it.</param>
internal sealed record KeyFile(uint Active, IReadOnlyList<KeyFile.Key> Keys, string IndexSecret, bool RowsBound = false)
{
    public const int SecretBytes = 32;

    /// <summary>One key by its number; <paramref name="Secret"/> is base64.</summary>
    internal sealed record Key(uint Id, string Secret);

    /// <summary>A file of fresh keys that is written nowhere.</summary>
    public static KeyFile Fresh() => new(1, [new Key(1, NewSecret())], NewSecret(), RowsBound: true);

    /// <summary>The same with a fresh key, which is the active one.</summary>
    public KeyFile With(uint number) => this with { Active = number, Keys = [.. Keys, new Key(number, NewSecret())] };

    /// <summary>The same without those keys.</summary>
    public KeyFile Without(IReadOnlyCollection<uint> numbers) => this with { Keys = [.. Keys.Where(key => !numbers.Contains(key.Id))] };

    /// <exception cref="InvalidDataException">The file is damaged, or others than its owner may read it.</exception>
    public static KeyFile Read(string path)
    {
        if (
            !OperatingSystem.IsWindows()
            && (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != UnixFileMode.None
        )
        {
            throw new InvalidDataException("The key file can be read by others than its owner: set its mode to 600.");
        }

        try
        {
            return JsonSerializer.Deserialize<KeyFile>(File.ReadAllText(path)) ?? throw new InvalidDataException("The key file is empty.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException("The key file is damaged.", fault);
        }
    }

    /// <summary>Puts this in the file's place in one step: written beside it with owner-only rights, flushed to the disk, and
    /// renamed.</summary>
    public void Write(string path)
    {
        var fresh = path + ".new";
        // What a stop in the middle of an earlier writing left.
        File.Delete(fresh);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(fresh, options))
        {
            JsonSerializer.Serialize(stream, this);
            stream.Flush(flushToDisk: true);
        }

        KeepOwner(path, fresh);
        File.Move(fresh, path, overwrite: true);
        PrivateFolder.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Whoever is root at the console must not take the file away from the account that the portal runs under.</summary>
    private static void KeepOwner(string path, string fresh)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess || !File.Exists(path))
        {
            return;
        }

        using var chown = Process.Start(
            new ProcessStartInfo("chown", [$"--reference={Path.GetFullPath(path)}", Path.GetFullPath(fresh)]) { UseShellExecute = false }
        )!;
        chown.WaitForExit();
        if (chown.ExitCode != 0)
        {
            throw new IOException("The key file was not replaced: the new one could not be given to the owner of the old one.");
        }
    }

    private static string NewSecret() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));
}
