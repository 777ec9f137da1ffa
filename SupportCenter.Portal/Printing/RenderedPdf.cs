namespace SupportCenter.Portal.Printing;

/// <summary>What is on the paper instead of a character that could not be drawn.</summary>
public enum GlyphSubstitution
{
    /// <summary>「〓」: no typeface has the character, or it is a private-use, control or broken one.</summary>
    Geta,

    /// <summary>The usual form of the character: the typefaces do not have the variant that its selector asks for.</summary>
    UsualForm,

    /// <summary>Nothing: a formatting character without a shape (zero-width space, right-to-left override …).</summary>
    Nothing,
}

/// <summary>A character that the paper does not show as it was typed, and how often it is in the texts.</summary>
/// <param name="CodePoint">The Unicode code point; of a broken pair, the lone surrogate itself. For
/// <see cref="GlyphSubstitution.UsualForm"/>, the character and not its selector.</param>
/// <param name="ShownAs">What is in its place.</param>
/// <param name="Count">In how many places.</param>
public sealed record UndrawnCharacter(int CodePoint, GlyphSubstitution ShownAs, int Count);

/// <summary>A finished document.</summary>
/// <param name="Bytes">The PDF file.</param>
/// <param name="PageCount">Pages of A4.</param>
/// <param name="Undrawn">Characters that are not on the paper as they were typed; empty for nearly every record. Nothing is dropped
/// without standing here.</param>
public sealed record RenderedPdf(byte[] Bytes, int PageCount, IReadOnlyList<UndrawnCharacter> Undrawn);

/// <summary>Who printed a document and when, for its foot; and what it is not yet.</summary>
/// <param name="By">The member of staff.</param>
/// <param name="At">The moment, for the file's own properties.</param>
/// <param name="AtText">The same as it is to be read on paper, such as 令和2年7月16日(木) 14:05.</param>
/// <param name="Status">A mark such as 下書き on every page; null for a final document.</param>
public sealed record PrintMark(string By, DateTimeOffset At, string AtText, string? Status = null)
{
    /// <summary>A paper that leaves the house: instead of 取扱注意 and of who printed it and when, its foot says <see cref="By"/> (such as
    /// 公開用) and <see cref="AtText"/> (which edition), so that the same edition is the same paper.</summary>
    public bool IsPublic { get; init; }
}
