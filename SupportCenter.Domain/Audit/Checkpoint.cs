using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Audit;

/// <summary>What the portal swears the audit log ended with at an instant: one line of canonical JSON with a signature. Each names the
/// hash of the line before, so that a missing file is seen.</summary>
/// <param name="Number">1, 2, 3 … without a gap.</param>
/// <param name="Previous">SHA-256 of the line before in hexadecimal digits; zeros before the first.</param>
/// <param name="Sequence">The last row; 0 for an empty log.</param>
/// <param name="Hash">That row's hash in hexadecimal digits.</param>
/// <param name="Rows">How many rows there were.</param>
/// <param name="AtUtc">When it was signed.</param>
/// <param name="Key">The id of the key.</param>
internal sealed record Checkpoint(long Number, string Previous, long Sequence, string Hash, long Rows, DateTime AtUtc, string Key)
{
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.fffffffZ";

    /// <summary>What stands for the hash of the line before the first.</summary>
    public static string Beginning { get; } = new('0', SHA256.HashSizeInBytes * 2);

    /// <summary>Names sort in the order of the numbers, and nothing is written twice under one name.</summary>
    public string FileName => string.Create(CultureInfo.InvariantCulture, $"checkpoint-{Number:D9}-{AtUtc:yyyyMMddTHHmmssZ}.json");

    /// <summary>The line with its signature.</summary>
    public string Signed(CheckpointKey key) => Line(Convert.ToBase64String(key.Sign(Encoding.UTF8.GetBytes(Line(null)))));

    public static string HashOf(string line) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)));

    /// <summary>Reads a line; null when it is not in the one spelling, or its signature is not by one of the keys.</summary>
    public static Checkpoint? Read(string line, IReadOnlyDictionary<string, ECDsa> keys) =>
        Parse(line) is { } read
        && keys.TryGetValue(read.Checkpoint.Key, out var key)
        && key.VerifyData(Encoding.UTF8.GetBytes(read.Checkpoint.Line(null)), read.Signature, HashAlgorithmName.SHA256)
            ? read.Checkpoint
            : null;

    /// <summary>What a line says, whoever signed it; null when it is not in the one spelling.</summary>
    public static Checkpoint? Claimed(string line) => Parse(line)?.Checkpoint;

    private static (Checkpoint Checkpoint, byte[] Signature)? Parse(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            string Text(string name) => root.GetProperty(name).GetString() ?? "";
            var at = DateTime.ParseExact(
                Text("at"),
                TimeFormat,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal
            );
            var read = new Checkpoint(
                root.GetProperty("number").GetInt64(),
                Text("previous"),
                root.GetProperty("sequence").GetInt64(),
                Text("hash"),
                root.GetProperty("rows").GetInt64(),
                at,
                Text("key")
            );
            return read.Line(Text("signature")) == line ? (read, Convert.FromBase64String(Text("signature"))) : null;
        }
        catch (Exception broken) when (broken is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private string Line(string? signature)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("number", Number);
            json.WriteString("previous", Previous);
            json.WriteNumber("sequence", Sequence);
            json.WriteString("hash", Hash);
            json.WriteNumber("rows", Rows);
            json.WriteString("at", AtUtc.ToString(TimeFormat, CultureInfo.InvariantCulture));
            json.WriteString("key", Key);
            if (signature is not null)
            {
                json.WriteString("signature", signature);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

/// <summary>That a checkpoint was written: what the database itself remembers of it, for the auditor's page, and to tell a cut tail (the
/// database knows later checkpoints than rows) from a database that was rolled back (it knows neither).</summary>
internal sealed class WrittenCheckpoint : IPublishesChanges
{
    public Guid Id { get; init; } = NewId.Create();

    public long Number { get; init; }

    public long Sequence { get; init; }

    public DateTime AtUtc { get; init; }

    /// <summary>SHA-256 of the line in hexadecimal digits.</summary>
    public required string LineHash { get; init; }
}
