using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SupportCenter.Domain.Audit;

namespace SupportCenter.Domain.Incidents;

/// <summary>What is wrong with an evidence file.</summary>
public enum EvidenceFault
{
    [Display(Name = nameof(IncidentTexts.FaultUnreadable), ResourceType = typeof(IncidentTexts))]
    Unreadable = 1,

    [Display(Name = nameof(IncidentTexts.FaultNotSigned), ResourceType = typeof(IncidentTexts))]
    NotSigned = 2,

    [Display(Name = nameof(IncidentTexts.FaultAltered), ResourceType = typeof(IncidentTexts))]
    Altered = 3,

    [Display(Name = nameof(IncidentTexts.FaultChain), ResourceType = typeof(IncidentTexts))]
    ChainBroken = 4,

    [Display(Name = nameof(IncidentTexts.FaultCheckpoint), ResourceType = typeof(IncidentTexts))]
    CheckpointForged = 5,

    [Display(Name = nameof(IncidentTexts.FaultDisagrees), ResourceType = typeof(IncidentTexts))]
    CheckpointDisagrees = 6,

    [Display(Name = nameof(IncidentTexts.FaultUncovered), ResourceType = typeof(IncidentTexts))]
    NotCovered = 7,

    [Display(Name = nameof(IncidentTexts.FaultNotInLog), ResourceType = typeof(IncidentTexts))]
    HashNotInLog = 8,
}

/// <summary>What a verification of an evidence file found: how many rows and checkpoints it has, and the first thing that is wrong with it;
/// null where nothing is. <paramref name="Row"/> is the row of the audit log that it was found at.</summary>
public sealed record EvidenceVerdict(long Rows, int Checkpoints, EvidenceFault? Fault, long? Row = null)
{
    public bool IsSound => Fault is null;
}

/// <summary>Verifies an evidence file: that every byte is as the portal signed it, that the rows of the audit log follow on one another,
/// that
/// they agree with the signed checkpoints, the last row with one of them, and that the hashes of lists and papers stand in the rows. Needs
/// the file and the public keys, which come from elsewhere than the file.</summary>
public sealed class EvidenceVerifier
{
    private const int LongestSignature = 1024;
    private const string Hashed = "sha256=";

    private readonly List<Checkpoint> checkpoints = [];
    private readonly Dictionary<long, List<Checkpoint>> bySequence = [];
    private readonly HashSet<(Guid Subject, string Fact)> facts = [];
    private readonly IReadOnlyDictionary<string, ECDsa> keys;
    private long rows;
    private long first;
    private long last;
    private byte[]? previous;
    private (long From, long To)? said;

    private EvidenceVerifier(IReadOnlyDictionary<string, ECDsa> keys) => this.keys = keys;

    /// <summary>Reads the file twice: first its signature, then line by line what it says.</summary>
    /// <param name="path">The file.</param>
    /// <param name="publicKeyFile">The public keys of the checkpoints in PEM.</param>
    /// <exception cref="FileNotFoundException">There is no such file, or no public key.</exception>
    public static EvidenceVerdict Verify(string path, string publicKeyFile, CancellationToken cancellation = default)
    {
        var keys = CheckpointKey.ReadPublic(publicKeyFile);
        try
        {
            using var file = File.OpenRead(path);
            if (SignatureFault(file, keys) is { } unsigned)
            {
                return new EvidenceVerdict(0, 0, unsigned);
            }

            file.Position = 0;
            return new EvidenceVerifier(keys).Read(file, cancellation);
        }
        finally
        {
            foreach (var key in keys.Values)
            {
                key.Dispose();
            }
        }
    }

    /// <summary>Whether the last line is in the one spelling, by one of the keys, and over every byte before it.</summary>
    private static EvidenceFault? SignatureFault(FileStream file, IReadOnlyDictionary<string, ECDsa> keys)
    {
        var tail = new byte[Math.Min(file.Length, LongestSignature)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        var begins = tail.Length < 2 ? -1 : Array.LastIndexOf(tail, (byte)'\n', tail.Length - 2);
        if (begins < 0 || tail[^1] != '\n')
        {
            return EvidenceFault.NotSigned;
        }

        var line = Encoding.UTF8.GetString(tail, begins + 1, tail.Length - begins - 2);
        if (
            Object(line) is not { } json
            || Text(json, "sha256") is not { } sum
            || Text(json, "key") is not { } id
            || Text(json, "signature") is not { } signature
            || !keys.TryGetValue(id, out var key)
            || Bytes(signature) is not { } signed
            || EvidenceLine.Signature(sum, id, Convert.ToBase64String(signed)) != line
            || !key.VerifyData(Encoding.UTF8.GetBytes(EvidenceLine.Signature(sum, id, null)), signed, HashAlgorithmName.SHA256)
        )
        {
            return EvidenceFault.NotSigned;
        }

        return HashOfFirst(file, file.Length - (tail.Length - begins - 1)) == sum ? null : EvidenceFault.Altered;
    }

    private static string HashOfFirst(FileStream file, long bytes)
    {
        file.Position = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[81920];
        for (var left = bytes; left > 0; )
        {
            var read = file.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
            hash.AppendData(buffer, 0, read);
            left -= read;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private EvidenceVerdict Read(FileStream file, CancellationToken cancellation)
    {
        using var reader = new StreamReader(file, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false);
        while (reader.ReadLine() is { } line)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Object(line) is not { } json || FaultOf(json) is not (var fault, var row))
            {
                return Verdict(EvidenceFault.Unreadable);
            }

            if (fault is { } wrong)
            {
                return Verdict(wrong, row);
            }
        }

        return End();
    }

    private EvidenceVerdict Verdict(EvidenceFault? fault, long? row = null) => new(rows, checkpoints.Count, fault, row);

    /// <summary>What is wrong with a line; null for what is no line of such a file.</summary>
    private (EvidenceFault? Fault, long? Row)? FaultOf(JsonElement json)
    {
        try
        {
            switch (Text(json, "kind"))
            {
                case EvidenceLine.HeadKind when said is null && Text(json, "format") == EvidenceLine.Format:
                    said = (json.GetProperty("fromRow").GetInt64(), json.GetProperty("toRow").GetInt64());
                    return (null, null);
                case EvidenceLine.RowKind:
                    return RowFault(json);
                case EvidenceLine.CheckpointKind:
                    return (CheckpointFault(Text(json, "line") ?? ""), null);
                case EvidenceLine.ListKind or EvidenceLine.PaperKind:
                    var isInLog = facts.Contains((Guid.ParseExact(Text(json, "id")!, "N"), Hashed + Text(json, "sha256")));
                    return (isInLog ? null : EvidenceFault.HashNotInLog, null);
                case null or EvidenceLine.HeadKind:
                    return null;
                default:
                    return (null, null); // The findings, the documents, the signature: nothing but the signature speaks for them.
            }
        }
        catch (Exception broken) when (broken is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private (EvidenceFault? Fault, long? Row) RowFault(JsonElement json)
    {
        var entry = EntryOf(json);
        (rows, first, last) = (rows + 1, rows == 0 ? entry.Sequence : first, entry.Sequence);
        var follows =
            AuditTrail.HashOf(entry).AsSpan().SequenceEqual(entry.Hash)
            && (previous is null || (entry.PreviousHash.AsSpan().SequenceEqual(previous) && entry.Sequence == first + rows - 1));
        if (!follows)
        {
            return (EvidenceFault.ChainBroken, entry.Sequence);
        }

        var agrees = Agrees(entry.Sequence, entry.Hash) && (previous is not null || Agrees(entry.Sequence - 1, entry.PreviousHash));
        previous = entry.Hash;
        if (entry.SubjectId is { } subject)
        {
            facts.UnionWith(
                entry.Fields.Split(',').Where(fact => fact.StartsWith(Hashed, StringComparison.Ordinal)).Select(fact => (subject, fact))
            );
        }

        return (agrees ? null : EvidenceFault.CheckpointDisagrees, entry.Sequence);
    }

    private bool Agrees(long sequence, byte[] hash) =>
        bySequence.GetValueOrDefault(sequence, []).TrueForAll(checkpoint => checkpoint.Hash == Convert.ToHexStringLower(hash));

    private EvidenceFault? CheckpointFault(string line)
    {
        if (Checkpoint.Read(line, keys) is not { } checkpoint)
        {
            return EvidenceFault.CheckpointForged;
        }

        checkpoints.Add(checkpoint);
        bySequence.TryAdd(checkpoint.Sequence, []);
        bySequence[checkpoint.Sequence].Add(checkpoint);
        return rows == 0 ? null : EvidenceFault.Unreadable;
    }

    /// <summary>What follows from all lines together: the checkpoints stand before the rows, and each speaks of one of them.</summary>
    private EvidenceVerdict End() =>
        said is null ? Verdict(EvidenceFault.Unreadable)
        : rows == 0 || said != (first, last) ? Verdict(EvidenceFault.ChainBroken, last)
        : !checkpoints.Exists(checkpoint => checkpoint.Sequence == last) ? Verdict(EvidenceFault.NotCovered, last)
        // The rows begin with the first of the log, or after one that was signed.
        : first > 1 && !checkpoints.Exists(checkpoint => checkpoint.Sequence == first - 1) ? Verdict(EvidenceFault.NotCovered, first)
        : checkpoints.Exists(checkpoint => checkpoint.Sequence < first - 1 || checkpoint.Sequence > last)
            ? Verdict(EvidenceFault.CheckpointDisagrees)
        : Verdict(null);

    private static AuditEntry EntryOf(JsonElement json)
    {
        var row = json.GetProperty("row");
        var sequence = row.GetProperty("sequence").GetInt64();
        return new AuditEntry
        {
            Sequence = sequence,
            AtUtc = new DateTime(row.GetProperty("atTicks").GetInt64(), DateTimeKind.Utc),
            Act = Text(row, "act") ?? "",
            ActorKind = Text(row, "actorKind") ?? "",
            ActorId = Id(Text(row, "actor")),
            ActorRole = Text(row, "role"),
            Permission = Text(row, "permission") ?? "",
            Origin = Text(row, "origin"),
            SubjectKind = Text(row, "subjectKind") ?? "",
            SubjectId = Id(Text(row, "subject")),
            Businesses =
            [
                .. row.GetProperty("businesses")
                    .EnumerateArray()
                    .Select(business => new AuditedBusiness { BusinessId = Id(business.GetString())!.Value, Sequence = sequence }),
            ],
            Fields = Text(row, "fields") ?? "",
            PreviousHash = Convert.FromHexString(Text(json, "previous") ?? ""),
            Hash = Convert.FromHexString(Text(json, "hash") ?? ""),
        };
    }

    private static Guid? Id(string? text) => text is null ? null : Guid.ParseExact(text, "N");

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement? Object(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[]? Bytes(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : null;
    }
}
