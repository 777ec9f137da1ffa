using System.Security.Cryptography;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Audit;

/// <summary>The key that checkpoints are signed with (ECDSA P-256), in a file of its own with owner-only rights; its public half lies
/// beside it.</summary>
internal sealed class CheckpointKey : IDisposable
{
    public const string PublicFileName = "checkpoint.public.pem";
    private readonly ECDsa key;

    private CheckpointKey(ECDsa key) => (this.key, Id) = (key, IdOf(key));

    /// <summary>The first 16 hexadecimal digits of the SHA-256 of the public key.</summary>
    public string Id { get; }

    /// <summary>Opens the key file; makes one, and adds its public half to the public file, when there is none.</summary>
    /// <exception cref="InvalidDataException">Others than the owner may read the key file, or no key is in it.</exception>
    public static CheckpointKey Open(string path)
    {
        if (!File.Exists(path))
        {
            Create(path);
        }

        if (
            !OperatingSystem.IsWindows()
            && (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != UnixFileMode.None
        )
        {
            throw new InvalidDataException("The checkpoint key can be read by others than its owner: set its mode to 600.");
        }

        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            return new CheckpointKey(key);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new InvalidDataException("The checkpoint key file holds no key that can be read.", fault);
        }
    }

    /// <summary>The public keys of a PEM file by their ids: more than one when the key was changed.</summary>
    public static IReadOnlyDictionary<string, ECDsa> ReadPublic(string path)
    {
        var keys = new Dictionary<string, ECDsa>(StringComparer.Ordinal);
        for (ReadOnlySpan<char> rest = File.ReadAllText(path); PemEncoding.TryFind(rest, out var found); rest = rest[found.Location.End..])
        {
            var key = ECDsa.Create();
            try
            {
                key.ImportFromPem(rest[found.Location]);
                keys[IdOf(key)] = key;
            }
            catch (Exception fault) when (fault is CryptographicException or ArgumentException)
            {
                key.Dispose(); // A damaged key signs nothing.
            }
        }

        return keys;
    }

    public byte[] Sign(byte[] data) => key.SignData(data, HashAlgorithmName.SHA256);

    public void Dispose() => key.Dispose();

    private static string IdOf(ECDsa key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16];

    private static void Create(string path)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            PrivateFolder.Ensure(folder, Path.GetFileName(path));
        }

        using (var writer = new StreamWriter(path, options))
        {
            writer.Write(key.ExportPkcs8PrivateKeyPem());
        }

        // Earlier checkpoints keep being verified after a change of keys.
        File.AppendAllText(Path.Combine(folder, PublicFileName), key.ExportSubjectPublicKeyInfoPem() + "\n");
    }
}
