namespace SupportCenter.Domain.Keys;

/// <summary>What the database knows of one key of the key file: its number, since when, and how far data was re-encrypted with it. Never
/// the key itself.</summary>
internal sealed class EncryptionKey
{
    private EncryptionKey() { }

    public EncryptionKey(long number, byte[] proof, byte[] indexProof, DateTime sinceUtc) =>
        (Number, Proof, IndexProof, SinceUtc) = (number, proof, indexProof, sinceUtc);

    /// <summary>The number in front of every value that is encrypted with it. Never given twice.</summary>
    public long Number { get; private set; }

    public DateTime SinceUtc { get; private set; }

    /// <summary>A constant, encrypted with this key: what does not open it is another installation's key.</summary>
    public byte[] Proof { get; private set; } = [];

    /// <summary>The keyed hash of a constant: tells another installation's index key.</summary>
    public byte[] IndexProof { get; private set; } = [];

    /// <summary>Values that were re-encrypted with this key so far, not counting what people changed.</summary>
    public long Reencrypted { get; private set; }

    /// <summary>Values under other keys when they were last counted, less those that were re-encrypted since; null before the first
    /// count.</summary>
    public long? Left { get; private set; }

    /// <summary>When nothing was left under any other key; null while this is the active key and something is.</summary>
    public DateTime? FinishedAtUtc { get; private set; }

    /// <summary>When the key was taken out of the key file.</summary>
    public DateTime? RetiredAtUtc { get; private set; }

    /// <summary>Takes down how many values are under other keys; true when that is the end of the rotation.</summary>
    public bool Count(long left, DateTime nowUtc)
    {
        var ends = left == 0 && FinishedAtUtc is null;
        (Left, FinishedAtUtc) = (left, left > 0 ? null : FinishedAtUtc ?? nowUtc);
        return ends;
    }

    /// <summary>The first key of a new database has nothing before it.</summary>
    public EncryptionKey WithNothingBefore()
    {
        (Left, FinishedAtUtc) = (0, SinceUtc);
        return this;
    }
}
