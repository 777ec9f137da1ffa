using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SupportCenter.Domain.Data;

/// <summary>The keys that personal data is sealed with: one active, older ones kept for reading, and one for the blind index.</summary>
/// <remarks>Each purpose (a column, the documents, the index) works with a key of its own, derived by HKDF-SHA256 (ASVS 11.2.2, 11.3.2).</remarks>
public sealed class KeyRing
{
    private const int KeyBytes = 32;
    private readonly Dictionary<uint, byte[]> keys;
    private readonly byte[] indexKey;
    private readonly ConcurrentDictionary<(uint Key, string Purpose), byte[]> derived = new();

    private KeyRing(KeyFile file)
    {
        keys = file.Keys.ToDictionary(key => key.Id, key => Convert.FromBase64String(key.Secret));
        indexKey = Convert.FromBase64String(file.IndexSecret);
        ActiveKey = file.Active;
        if (!keys.ContainsKey(ActiveKey) || keys.Values.Append(indexKey).Any(secret => secret.Length != KeyBytes))
        {
            throw new InvalidDataException("The key file names no usable active key.");
        }
    }

    /// <summary>The number of the key that new data is sealed with.</summary>
    public uint ActiveKey { get; }

    /// <summary>Opens the key file, or makes one with owner-only rights when there is none and <paramref name="mayCreate"/> allows it.</summary>
    /// <exception cref="InvalidDataException">The file is missing though data exists, is damaged, or others than its owner may read it.</exception>
    public static KeyRing Open(string path, bool mayCreate)
    {
        if (!File.Exists(path))
        {
            if (!mayCreate)
            {
                throw new InvalidDataException("The key file is missing: without it the stored data cannot be read. Restore it from where it is kept.");
            }

            Create(path);
        }

        if (!OperatingSystem.IsWindows()
            && (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != UnixFileMode.None)
        {
            throw new InvalidDataException("The key file can be read by others than its owner: set its mode to 600.");
        }

        return new KeyRing(JsonSerializer.Deserialize<KeyFile>(File.ReadAllText(path))
            ?? throw new InvalidDataException("The key file is empty."));
    }

    /// <summary>A ring of fresh keys that is written nowhere, for one run.</summary>
    public static KeyRing Ephemeral() => new(NewFile());

    internal byte[] Derive(uint key, string purpose) => derived.GetOrAdd((key, purpose), wanted =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256,
            keys.TryGetValue(wanted.Key, out var secret) ? secret : throw new CryptographicException("The key of this value is not in the key file."),
            KeyBytes, info: Encoding.UTF8.GetBytes(wanted.Purpose)));

    /// <summary>A keyed hash (HMAC-SHA256) under the index key: equal inputs give equal hashes, and nobody without the key can tell which.</summary>
    internal byte[] Hash(string purpose, string text) =>
        HMACSHA256.HashData(derived.GetOrAdd((0, purpose), wanted =>
            HKDF.DeriveKey(HashAlgorithmName.SHA256, indexKey, KeyBytes, info: Encoding.UTF8.GetBytes(wanted.Purpose))), Encoding.UTF8.GetBytes(text));

    private static KeyFile NewFile() => new(1, [new KeyEntry(1, Secret())], Secret());

    private static string Secret() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));

    private static void Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(path, options);
        JsonSerializer.Serialize(stream, NewFile());
        stream.Flush(flushToDisk: true);
    }

    private sealed record KeyEntry(uint Id, string Secret);

    private sealed record KeyFile(uint Active, IReadOnlyList<KeyEntry> Keys, string IndexSecret);
}
