using System.Security.Cryptography;
using System.Text;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Backups;

/// <summary>The public keys of an installation, by their ids; none when the file is not there or cannot be read.</summary>
internal sealed class PublicKeys : IDisposable
{
    private PublicKeys(IReadOnlyDictionary<string, ECDsa> byId) => ById = byId;

    public IReadOnlyDictionary<string, ECDsa> ById { get; }

    public static PublicKeys Read(string file)
    {
        try
        {
            return new(File.Exists(file) ? CheckpointKey.ReadPublic(file) : new Dictionary<string, ECDsa>(StringComparer.Ordinal));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new(new Dictionary<string, ECDsa>(StringComparer.Ordinal)); // Then nothing counts as signed.
        }
    }

    public void Dispose()
    {
        foreach (var key in ById.Values)
        {
            key.Dispose();
        }
    }
}

/// <summary>A file of two lines: a text, and the id of the key of the checkpoints with its signature over the first line.</summary>
internal static class SignedText
{
    /// <summary>The two lines.</summary>
    public static string Sign(string text, CheckpointKey key) =>
        $"{text}\n{key.Id} {Convert.ToBase64String(key.Sign(Encoding.UTF8.GetBytes(text)))}\n";

    /// <summary>The first line, whoever signed it.</summary>
    public static string TextOf(string content) => content.Split('\n')[0];

    /// <summary>SHA-256 of the first line in hexadecimal digits.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Whether one of the keys signed it.</summary>
    public static bool IsSigned(string content, IReadOnlyDictionary<string, ECDsa> keys)
    {
        if (content.Split('\n') is not [var text, var signed, ""] || signed.Split(' ') is not [var id, var signature])
        {
            return false;
        }

        var bytes = new byte[signature.Length];
        return keys.TryGetValue(id, out var key)
            && Convert.TryFromBase64String(signature, bytes, out var length)
            && key.VerifyData(Encoding.UTF8.GetBytes(text), bytes.AsSpan(0, length), HashAlgorithmName.SHA256);
    }

    /// <summary>Writes it under a name that does not exist yet, readable by its owner only, in one step.</summary>
    public static void Write(string path, string content)
    {
        var part = path + ".part";
        File.Delete(part);
        using (var stream = new FileStream(part, PrivateFolder.OptionsFor(FileMode.CreateNew, FileShare.None)))
        {
            stream.Write(Encoding.UTF8.GetBytes(content));
            stream.Flush(flushToDisk: true);
        }

        File.Move(part, path);
        PrivateFolder.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }
}
