namespace SupportCenter.Domain.Keys;

/// <summary>What the database knows of one key of the key file: its number, since when, and how far data was sealed anew with it. Never the key itself.</summary>
internal sealed class SealingKey
{
    private SealingKey()
    {
    }

    public SealingKey(long number, byte[] proof, byte[] indexProof, DateTime sinceUtc) =>
        (Number, Proof, IndexProof, SinceUtc) = (number, proof, indexProof, sinceUtc);

    /// <summary>The number in front of every value that is sealed with it. Never given twice.</summary>
    public long Number { get; private set; }

    public DateTime SinceUtc { get; private set; }

    /// <summary>A constant, sealed with this key: what does not open it is another installation's key.</summary>
    public byte[] Proof { get; private set; } = [];

    /// <summary>The keyed hash of a constant: tells another installation's index key.</summary>
    public byte[] IndexProof { get; private set; } = [];

    /// <summary>Values that were sealed anew with this key so far, not counting what people changed.</summary>
    public long Resealed { get; private set; }

    /// <summary>Values under other keys when they were last counted, less those that were sealed anew since; null before the first count.</summary>
    public long? Left { get; private set; }

    /// <summary>When nothing was left under any other key; null while this is the active key and something is.</summary>
    public DateTime? FinishedAtUtc { get; private set; }

    /// <summary>When the key was taken out of the key file.</summary>
    public DateTime? RetiredAtUtc { get; private set; }

    /// <summary>Takes down how many values stand under other keys; true when that is the end of the rotation.</summary>
    public bool Count(long left, DateTime nowUtc)
    {
        var ends = left == 0 && FinishedAtUtc is null;
        (Left, FinishedAtUtc) = (left, left > 0 ? null : FinishedAtUtc ?? nowUtc);
        return ends;
    }

    /// <summary>The first key of a new database has nothing before it.</summary>
    public SealingKey WithNothingBefore()
    {
        (Left, FinishedAtUtc) = (0, SinceUtc);
        return this;
    }
}
