namespace SupportCenter.Portal.Printing;

/// <summary>Lengths on paper: the layout is thought in millimetres, PDF in points.</summary>
internal static class Measure
{
    /// <summary>Millimetres in points.</summary>
    public static double Mm(double millimetres) => millimetres * 72 / 25.4;
}

/// <summary>How a text is set: size in points, weight, and the distance from line to line in points.</summary>
internal sealed record TextStyle(double Size, Weight Weight = Weight.Regular, double Spacing = 1.42)
{
    /// <summary>From line to line, in points.</summary>
    public double LineHeight => Size * Spacing;

    /// <summary>Which heading of the document a text in this style is: 1 for its title, 2 for a part …; 0 for none.</summary>
    public int Level { get; init; }
}

/// <summary>Where a text is in its width.</summary>
internal enum Align
{
    Left,
    Middle,
    Right,
}

/// <summary>Something that is drawn on a line, at a distance from the line's left end in points.</summary>
internal abstract record Mark(double X, double Size);

/// <summary>Characters in one size.</summary>
internal sealed record TextMark(double X, double Size, ArraySegment<PaperCharacter> Characters) : Mark(X, Size);

/// <summary>A tick box, drawn with lines: the typefaces have no ☑.</summary>
internal sealed record TickMark(double X, double Size, bool Ticked) : Mark(X, Size);

/// <summary>One line of a cell: what a cell is made of, and what a page break leaves whole.</summary>
/// <param name="Height">Points.</param>
/// <param name="Marks">What is on it.</param>
/// <param name="Level">Which heading of the document it belongs to; 0 for none.</param>
internal sealed record CellLine(double Height, IReadOnlyList<Mark> Marks, int Level = 0);

/// <summary>One answer of a form with its tick box.</summary>
/// <param name="Text">The wording of the form.</param>
/// <param name="Ticked">Whether the box is ticked.</param>
/// <param name="Detail">What is in the brackets after it: null for no brackets, empty for brackets to be filled in by hand.</param>
/// <param name="Level">How far it is indented under the answer above it, in steps.</param>
public sealed record SheetChoice(string Text, bool Ticked, string? Detail = null, int Level = 0);
