namespace SupportCenter.Domain.Keys;

/// <summary>The keys as they stand, the newest first; empty when the keys are in no file.</summary>
/// <param name="Active">The number of the key that new data is encrypted with.</param>
/// <param name="Keys">All that the database knows.</param>
public sealed record KeyState(long Active, IReadOnlyList<KeyView> Keys)
{
    /// <summary>Whether values may be left under other keys than the active one.</summary>
    public bool IsUnderWay => Keys.Count > 0 && ActiveKey?.FinishedAtUtc is null;

    /// <summary>What is known of the active key; null for the moment in which it is in the file only.</summary>
    public KeyView? ActiveKey => Keys.FirstOrDefault(key => key.Number == Active);
}

/// <summary>One key. <paramref name="Left"/>: values under other keys, not counted before the first count;
/// <paramref name="Reencrypted"/>: values re-encrypted with this one.</summary>
public sealed record KeyView(long Number, DateTime SinceUtc, long Reencrypted, long? Left, DateTime? FinishedAtUtc, DateTime? RetiredAtUtc);

/// <summary>How far a rotation has come: values re-encrypted in this run, and about how many are left.</summary>
public sealed record ReencryptionProgress(long Reencrypted, long Left);
