namespace SupportCenter.Portal.Printing;

/// <summary>One line of a paragraph: its characters without the spaces that ended it.</summary>
/// <param name="Characters">The part of the paragraph.</param>
/// <param name="Width">How wide they are, as a multiple of the type size.</param>
internal readonly record struct BrokenLine(ArraySegment<PaperCharacter> Characters, double Width);

/// <summary>Divides paragraphs into lines by the widths of their glyphs and the rules of <see cref="LineRules"/>.</summary>
internal static class LineBreaking
{
    // Rounding, in parts of the type size: what was measured to fit must fit.
    const double Tolerance = 1e-6;

    /// <summary>
    /// The lines of a paragraph that is <paramref name="width"/> wide (a multiple of the type size); an empty paragraph is one empty line.
    /// A character that may not begin a line takes the one before it along (追い出し), except that with <paramref name="hang"/> a full stop
    /// or comma hangs over the edge (ぶら下げ). Where no rule leaves a place, as in 300 letters without a space, the line ends where it is
    /// full.
    ///</summary>
    public static IReadOnlyList<BrokenLine> Break(PaperCharacter[] paragraph, double width, bool hang = false)
    {
        var lines = new List<BrokenLine>();
        var start = 0;
        do
        {
            var end = EndOfLine(paragraph, start, width, hang);
            lines.Add(Trimmed(paragraph, start, end));
            start = end;
        } while (start < paragraph.Length);
        return lines;
    }

    static int EndOfLine(PaperCharacter[] paragraph, int start, double width, bool hang)
    {
        var full = EndOfWhatFits(paragraph, start, width, hang);
        if (full >= paragraph.Length)
            return paragraph.Length;
        for (var end = full; end > start; end--)
        {
            if (LineRules.MayBreak(paragraph[end - 1].CodePoint, paragraph[end].CodePoint))
                return end;
        }

        return full;
    }

    // The index after the last character that the line has room for; at least one, so that every paragraph comes to an end.
    static int EndOfWhatFits(PaperCharacter[] paragraph, int start, double width, bool hang)
    {
        var used = 0.0;
        var end = start;
        for (; end < paragraph.Length; end++)
        {
            var character = paragraph[end];
            if (!LineRules.IsSpace(character.CodePoint) && used + character.Advance > width + Tolerance)
            {
                if (hang && end > start && used <= width + Tolerance && LineRules.MayHang(character.CodePoint))
                    end++;
                break;
            }

            used += character.Advance;
        }

        while (end < paragraph.Length && LineRules.IsSpace(paragraph[end].CodePoint))
            end++;
        return Math.Max(end, start + 1);
    }

    static BrokenLine Trimmed(PaperCharacter[] paragraph, int start, int end)
    {
        while (end > start && LineRules.IsSpace(paragraph[end - 1].CodePoint))
            end--;
        var width = 0.0;
        for (var i = start; i < end; i++)
            width += paragraph[i].Advance;
        return new BrokenLine(new ArraySegment<PaperCharacter>(paragraph, start, end - start), width);
    }
}
