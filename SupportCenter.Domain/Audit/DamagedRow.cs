namespace SupportCenter.Domain.Audit;

/// <summary>The first row that does not follow from the one before: what was done to the log, as far as the rows around it tell.</summary>
/// <param name="stored">The log, to look at other rows.</param>
/// <param name="row">The row that stands where the next was expected.</param>
/// <param name="expected">The number that was expected.</param>
/// <param name="previous">The hash of the row before.</param>
/// <param name="beforePrevious">The hash of the one before that; null at the beginning.</param>
internal sealed class DamagedRow(StoredAuditLog stored, StoredAuditRow row, long expected, byte[] previous, byte[]? beforePrevious)
{
    private bool FollowsPrevious => row.Entry.PreviousHash.AsSpan().SequenceEqual(previous);

    public AuditDamage Explain()
    {
        if (row.Entry.Sequence < expected)
        {
            return new AuditDamage(DamageKind.Inserted, row.Entry.Sequence);
        }

        return Original() switch
        {
            // The row says nothing but what it said when it was written, yet under another number or after another row.
            { } number when number < expected => new AuditDamage(DamageKind.Inserted, number),
            { } number when number == expected && row.Entry.Sequence == expected => new AuditDamage(
                BeforeWasReplaced(),
                Math.Max(1, expected - 1)
            ),
            { } => new AuditDamage(TakenAway(), expected),
            null when row.Entry.Sequence > expected => new AuditDamage(TakenAway(), expected),
            null => new AuditDamage(IsIntruder() ? DamageKind.Inserted : DamageKind.Edited, expected),
        };
    }

    /// <summary>The number under which the row was written; null when it was changed. Its own first, then the neighbours', then
    /// all.</summary>
    private long? Original()
    {
        if (!row.IsWellWritten)
        {
            return null;
        }

        if (row.IsItselfAs(row.Entry.Sequence))
        {
            return row.Entry.Sequence;
        }

        var most = stored.LastSequence() + 1;
        for (var away = 1L; away <= most; away++)
        {
            foreach (var number in new[] { row.Entry.Sequence - away, row.Entry.Sequence + away })
            {
                if (number >= 1 && number <= most * 2 && row.IsItselfAs(number))
                {
                    return number;
                }
            }
        }

        return null;
    }

    /// <summary>The row that was expected: still there under another number, or gone.</summary>
    private DamageKind TakenAway() =>
        !FollowsPrevious && stored.FindFollower(previous) is not null ? DamageKind.Reordered : DamageKind.Deleted;

    /// <summary>The row itself is as it was; the one before was exchanged for another whose hash is right.</summary>
    private DamageKind BeforeWasReplaced() => beforePrevious is null ? DamageKind.Deleted : DamageKind.Edited;

    /// <summary>The next row follows the one before this: it was squeezed in between.</summary>
    private bool IsIntruder() => stored.PreviousHashOf(expected + 1) is { } next && next.AsSpan().SequenceEqual(previous);
}
