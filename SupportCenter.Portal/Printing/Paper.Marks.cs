namespace SupportCenter.Portal.Printing;

/// <summary>Which element of the structure the content belongs to that is being drawn, or that it belongs to none.</summary>
internal sealed partial class Paper
{
    object? open; // The element whose content is being drawn, or the kind of what is no content.
    string? edge;

    /// <summary>Opens an element of the structure, a standard type of PDF.</summary>
    public PdfElement Begin(string type, string? attributes = null)
    {
        var element = edge is null ? structure.Begin(type) : structure.BeginRepeated(type);
        element.Attributes = attributes;
        return element;
    }

    /// <summary>Makes an element that is read here and drawn later, by <see cref="Resume"/>.</summary>
    public PdfElement Reserve(string type, string? attributes = null)
    {
        var element = structure.Reserve(type);
        element.Attributes = attributes;
        return element;
    }

    /// <summary>Opens an element again and gives the one that was open, to be opened again after it.</summary>
    public PdfElement Resume(PdfElement element)
    {
        var before = structure.Current;
        structure.Resume(element);
        return before;
    }

    /// <summary>Closes the element that was opened last.</summary>
    public void End() => structure.End();

    /// <summary>Draws what is no content: what is said elsewhere already, such as the heads of a table on its further pages.</summary>
    public void Repeat(Action draw) => OnEdge("Header", draw);

    void OnEdge(string kind, Action draw)
    {
        CloseMark();
        var before = edge;
        edge = kind;
        draw();
        CloseMark();
        edge = before;
    }

    void EnterText()
    {
        if (edge is not null)
        {
            EnterArtifact(edge);
            return;
        }

        if (ReferenceEquals(open, structure.Current))
            return;
        if (!structure.HoldsText)
            throw new InvalidOperationException("A text belongs to no element of the document's structure.");
        CloseMark();
        open = structure.Current;
        current.Content.BeginMarked(structure.Current.Type, current.Marks.Count);
        structure.AddContent(current.Id, current.Marks.Count);
        current.Marks.Add(structure.Current);
    }

    void EnterShape()
    {
        if (edge is null && structure.Current.Type == "Figure")
            EnterText();
        else
            EnterArtifact(edge);
    }

    void EnterArtifact(string? kind)
    {
        var wanted = kind ?? "";
        if (open is string already && already == wanted)
            return;
        CloseMark();
        open = wanted;
        current.Content.BeginArtifact(kind);
    }

    void CloseMark()
    {
        if (open is not null)
            current.Content.EndMarked();
        open = null;
    }
}
