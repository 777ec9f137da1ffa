using System.Globalization;
using SupportCenter.Domain.Audit;

namespace SupportCenter.Domain.Backups;

/// <summary>Numbered and signed files beside the checkpoints, outside the database, so that they survive a restore: files are added, never
/// changed. Each names the hash of the one before.</summary>
internal sealed class SignedSeries(string folder, string prefix)
{
    private const string NumberFormat = "D9";

    /// <summary>The files in the order of their numbers.</summary>
    public IReadOnlyList<string> Files() =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, $"{prefix}-*.json").Order(StringComparer.Ordinal)] : [];

    /// <summary>The number of the last file, and the hash of its text; 0 and <see cref="Checkpoint.Beginning"/> when there is
    /// none.</summary>
    public (long Number, string Hash, string? Text) Last()
    {
        if (Files() is not [.., var last])
        {
            return (0, Checkpoint.Beginning, null);
        }

        var text = SignedText.TextOf(File.ReadAllText(last));
        return (NumberOf(last), SignedText.HashOf(text), text);
    }

    /// <summary>Adds a file.</summary>
    public void Add(long number, string text, CheckpointKey key)
    {
        new CheckpointFolder(folder).Ensure();
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{prefix}-{number.ToString(NumberFormat, CultureInfo.InvariantCulture)}.json"
        );
        SignedText.Write(Path.Combine(folder, name), SignedText.Sign(text, key));
    }

    /// <summary>The texts of all files, in their order, and the names of those that are missing, not signed by one of the keys, or do not
    /// follow the one before.</summary>
    /// <param name="publicKeyFile">The public keys; without the file nothing counts as signed.</param>
    /// <param name="previousOf">What a text says of the one before; null for what cannot be read.</param>
    public (IReadOnlyList<string> Texts, IReadOnlyList<string> Bad) Read(string publicKeyFile, Func<string, string?> previousOf)
    {
        var (texts, bad, before, expected) = (new List<string>(), new List<string>(), Checkpoint.Beginning, 1L);
        using var keys = PublicKeys.Read(publicKeyFile);
        foreach (var file in Files())
        {
            var content = File.ReadAllText(file);
            var text = SignedText.TextOf(content);
            if (NumberOf(file) != expected || !SignedText.IsSigned(content, keys.ById) || previousOf(text) != before)
            {
                bad.Add(Path.GetFileName(file));
            }
            else
            {
                texts.Add(text);
            }

            (before, expected) = (SignedText.HashOf(text), NumberOf(file) + 1);
        }

        return (texts, bad);
    }

    /// <summary>The texts of all files, in their order, whoever signed them.</summary>
    public IReadOnlyList<string> ReadUnchecked() => [.. Files().Select(file => SignedText.TextOf(File.ReadAllText(file)))];

    private long NumberOf(string file) =>
        long.TryParse(
            Path.GetFileNameWithoutExtension(file).AsSpan(prefix.Length + 1),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : 0;
}
