using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace SupportCenter.Domain.Data;

/// <summary>The keys that personal data is encrypted with: one active, older ones kept for reading, and one for the blind index.</summary>
/// <remarks>Each purpose (a column, the documents, the index) works with a key of its own, derived by HKDF-SHA256 (ASVS 11.2.2, 11.3.2).
/// The ring follows its file: every hold of the write gate looks whether the file was replaced, and so does whoever meets a value of an
/// unknown key. Because nothing is encrypted outside of a turn, no process encrypts with an old key once a turn has brought a new
/// one.</remarks>
public sealed class KeyRing
{
    /// <summary>A reader that has fetched a value just before its key was retired may still open it for so long.</summary>
    internal static readonly TimeSpan StillOpensFor = TimeSpan.FromMinutes(1);

    private readonly string? path;
    private readonly TimeProvider time;
    private readonly Lock reading = new();
    private volatile Held held;

    private KeyRing(string? path, TimeProvider time, Stamp stamp, KeyFile file) =>
        (this.path, this.time, held) = (path, time, new Held(file, stamp, null, DateTimeOffset.MinValue));

    /// <summary>The number of the key that new data is encrypted with.</summary>
    public uint ActiveKey => held.Active;

    /// <summary>Whether the file says that every value of the database is bound to its row.</summary>
    internal bool RowsBound => held.RowsBound;

    /// <summary>The numbers of all keys that are in the file.</summary>
    internal IReadOnlyCollection<uint> Numbers => held.Numbers;

    /// <summary>Opens the key file, or makes one with owner-only rights when there is none and <paramref name="mayCreate"/> allows
    /// it.</summary>
    /// <exception cref="InvalidDataException">The file is missing though data exists, is damaged, or others than its owner may read
    /// it.</exception>
    public static KeyRing Open(string path, bool mayCreate, TimeProvider? time = null)
    {
        if (!File.Exists(path))
        {
            if (!mayCreate)
            {
                throw new InvalidDataException(
                    "The key file is missing: without it the stored data cannot be read. Restore it from where it is kept."
                );
            }

            KeyFile.Fresh().Write(path);
        }

        return new KeyRing(path, time ?? TimeProvider.System, Stamp.Of(path), KeyFile.Read(path));
    }

    /// <summary>A ring of fresh keys that is written nowhere, for one run.</summary>
    public static KeyRing Ephemeral() => new(null, TimeProvider.System, default, KeyFile.Fresh());

    /// <summary>Reads the file again if it was replaced. A file that is not there now is no reason to stop: what was read from it still
    /// holds.</summary>
    /// <exception cref="KeyFileException">The file is damaged or may not be read, or has another secret under a number that is known: it
    /// belongs to another installation. Nothing is encrypted until the right one is back; what is stored can be read.</exception>
    internal void Refresh()
    {
        if (path is null || !File.Exists(path) || Stamp.Of(path) == held.Stamp)
        {
            return;
        }

        lock (reading)
        {
            // The stamp first: a file that is replaced while it is read is read again at the next turn.
            var stamp = Stamp.Of(path);
            if (stamp == held.Stamp)
            {
                return;
            }

            try
            {
                held = held.Follow(KeyFile.Read(path), stamp, time.GetUtcNow() + StillOpensFor);
            }
            catch (Exception fault) when (fault is InvalidDataException or UnauthorizedAccessException)
            {
                throw new KeyFileException(fault.Message, fault);
            }
        }
    }

    /// <summary>Adds a key of that number and makes it the active one, in the file first and then here. Only in a turn at the write
    /// gate.</summary>
    internal void Add(uint number) => Rewrite(file => file.With(number));

    /// <summary>Takes keys that nothing is encrypted with any more out of the file. Only in a hold of the write gate.</summary>
    internal void Retire(IReadOnlyCollection<uint> numbers) =>
        Rewrite(file =>
            numbers.Contains(file.Active) ? throw new InvalidOperationException("The active key cannot be retired.") : file.Without(numbers)
        );

    /// <summary>Says in the file that every value of the database is bound to its row. Only in a turn at the write gate.</summary>
    internal void MarkRowsBound() => Rewrite(file => file with { RowsBound = true });

    /// <summary>The number of the active key, and the key derived from it.</summary>
    internal (uint Number, byte[] Key) ForEncryption(string purpose)
    {
        var now = held;
        return (now.Active, now.Derive(now.Active, purpose)!);
    }

    /// <summary>The derived key of a value that was encrypted earlier, or by another process with a key that is new here.</summary>
    /// <exception cref="CryptographicException">The key is not in the file either.</exception>
    internal byte[] ForOpening(uint number, string purpose)
    {
        if (held.Derive(number, purpose) is { } known)
        {
            return known;
        }

        Refresh();
        return held.Derive(number, purpose)
            ?? held.DeriveDropped(number, purpose, time.GetUtcNow())
            ?? throw new CryptographicException($"The key of this value, number {number}, is not in the key file.");
    }

    /// <summary>A keyed hash (HMAC-SHA256) under the index key: equal inputs give equal hashes, and nobody without the key can tell
    /// which.</summary>
    internal byte[] Hash(string purpose, string text) => HMACSHA256.HashData(held.IndexKey(purpose), Encoding.UTF8.GetBytes(text));

    private void Rewrite(Func<KeyFile, KeyFile> change)
    {
        var file = path ?? throw new InvalidOperationException("These keys are in no file.");
        lock (reading)
        {
            change(KeyFile.Read(file)).Write(file);
        }

        Refresh();
    }

    /// <summary>By what a replaced file is told from the one that was read.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Stamp(long Ticks, long Length)
    {
        public static Stamp Of(string path) => new FileInfo(path) is var info ? new(info.LastWriteTimeUtc.Ticks, info.Length) : default;
    }

    /// <summary>What was read from one state of the file, and for a moment what the state before it had besides.</summary>
    private sealed class Held
    {
        private readonly KeyFile file;
        private readonly Dictionary<uint, byte[]> keys;
        private readonly byte[] indexKey;
        private readonly Held? before;
        private readonly DateTimeOffset droppedOpenUntil;
        private readonly ConcurrentDictionary<(uint? Key, string Purpose), byte[]> derived = new();

        public Held(KeyFile file, Stamp stamp, Held? before, DateTimeOffset droppedOpenUntil)
        {
            (this.file, Stamp, this.before, this.droppedOpenUntil) = (file, stamp, before, droppedOpenUntil);
            try
            {
                keys = file.Keys.ToDictionary(key => key.Id, key => Convert.FromBase64String(key.Secret));
                indexKey = Convert.FromBase64String(file.IndexSecret);
            }
            catch (Exception fault) when (fault is FormatException or ArgumentException)
            {
                throw new InvalidDataException("The key file is damaged.", fault);
            }

            if (!keys.ContainsKey(Active) || keys.Values.Append(indexKey).Any(secret => secret.Length != KeyFile.SecretBytes))
            {
                throw new InvalidDataException("The key file names no usable active key.");
            }
        }

        public Stamp Stamp { get; }

        public uint Active => file.Active;

        public bool RowsBound => file.RowsBound;

        public IReadOnlyCollection<uint> Numbers => keys.Keys;

        public Held Follow(KeyFile next, Stamp stamp, DateTimeOffset droppedOpenUntil)
        {
            if (
                next.IndexSecret != file.IndexSecret
                || next.Keys.Any(key => file.Keys.Any(known => known.Id == key.Id && known.Secret != key.Secret))
            )
            {
                throw new InvalidDataException("The key file was exchanged for that of another installation: put the right one back.");
            }

            if (next.Active < file.Active)
            {
                throw new InvalidDataException(
                    "The key file is of an earlier time than the one that was read before: put the right one back."
                );
            }

            // One state back is enough: what was dropped before that has had its minute.
            return new Held(next, stamp, new Held(file, Stamp, null, default), droppedOpenUntil);
        }

        public byte[]? Derive(uint number, string purpose) =>
            keys.TryGetValue(number, out var secret) ? Derived(number, purpose, secret) : null;

        public byte[]? DeriveDropped(uint number, string purpose, DateTimeOffset now) =>
            now < droppedOpenUntil ? before?.Derive(number, purpose) : null;

        public byte[] IndexKey(string purpose) => Derived(null, purpose, indexKey);

        private byte[] Derived(uint? number, string purpose, byte[] secret) =>
            derived.TryGetValue((number, purpose), out var known)
                ? known
                : derived.GetOrAdd(
                    (number, purpose),
                    HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, KeyFile.SecretBytes, info: Encoding.UTF8.GetBytes(purpose))
                );
    }
}

/// <summary>The key file was replaced by one that cannot be the right one, while the portal runs. The message names no key and may be
/// logged.</summary>
public sealed class KeyFileException(string message, Exception cause) : IOException(message, cause);
