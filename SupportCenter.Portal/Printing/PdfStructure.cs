using System.Globalization;
using System.Text;
using static System.FormattableString;
using static SupportCenter.Portal.Printing.PdfFileWriter;

namespace SupportCenter.Portal.Printing;

/// <summary>An element of the structure of a document: what a screen reader goes through (ISO 32000-1, 14.7).</summary>
internal sealed class PdfElement
{
    internal PdfElement(string type, PdfElement? parent, int id) => (Type, Parent, Id) = (type, parent, id);

    /// <summary>A standard type: Document, Sect, H1, P, Table, TR, TH, TD, Figure, Link …</summary>
    public string Type { get; }

    public PdfElement? Parent { get; }

    /// <summary>The number of its object.</summary>
    public int Id { get; }

    /// <summary>What is said in place of a picture.</summary>
    public string? Alternative { get; set; }

    /// <summary>Its attributes, as PDF has them: of which rows or columns a cell is the head, over how many it goes, where a picture
    /// is.</summary>
    public string? Attributes { get; set; }

    /// <summary>Elements, marked content of pages, and references to annotations, in reading order, as PDF has them.</summary>
    internal List<(PdfElement? Element, int Page, int Mark)> Kids { get; } = [];
}

/// <summary>The structure of a document while it is drawn: elements are opened, filled and closed; finished parts are written and not held
/// any more.</summary>
internal sealed class PdfStructure
{
    /// <summary>An annotation among the kids of an element, whose object is in the place of the page's.</summary>
    const int Annotation = -1;

    readonly PdfFileWriter file;
    readonly PdfElement root;
    readonly int rootId;
    readonly List<int> parts = [];
    readonly List<(int Key, string Value)> parents = [];
    PdfElement part;

    public PdfStructure(PdfFileWriter file)
    {
        this.file = file;
        rootId = file.Reserve();
        root = new PdfElement("Document", null, file.Reserve());
        part = Current = root;
    }

    /// <summary>The element that texts go into.</summary>
    public PdfElement Current { get; private set; }

    /// <summary>Whether the current element holds paragraphs, headings and tables.</summary>
    public bool IsGrouping => Current.Type is "Document" or "Sect";

    /// <summary>Whether texts may stand in the current element itself.</summary>
    public bool HoldsText => !IsGrouping && Current.Type is not ("Table" or "TR");

    /// <summary>Opens an element under the current one.</summary>
    public PdfElement Begin(string type)
    {
        Current = New(type, Current);
        return Current;
    }

    /// <summary>Opens an element that is in no document: for what is drawn once more and is said already.</summary>
    public PdfElement BeginRepeated(string type)
    {
        Current = new PdfElement(type, Current, 0);
        return Current;
    }

    /// <summary>Makes an element under the current one and leaves it to be filled later: it is read here and drawn later.</summary>
    public PdfElement Reserve(string type) => New(type, Current);

    /// <summary>Opens an element again: a cell that goes on over a page.</summary>
    public void Resume(PdfElement element) => Current = element;

    /// <summary>Closes the current element.</summary>
    public void End() => Current = Current.Parent ?? throw new InvalidOperationException("No element is open.");

    /// <summary>Begins a part of the document.</summary>
    public void BeginPart() => part = Current = new PdfElement("Sect", root, file.Reserve());

    /// <summary>Writes the part, which stands among the others at an index.</summary>
    public void EndPart(int index)
    {
        Write(part);
        parts.Insert(index, part.Id);
        part = Current = root;
    }

    /// <summary>Adds marked content of a page to the current element.</summary>
    public void AddContent(int page, int mark) => Current.Kids.Add((null, page, mark));

    /// <summary>Adds an annotation to the current element; gives the key by which the annotation finds it.</summary>
    public int AddAnnotation(int annotation)
    {
        Current.Kids.Add((null, annotation, Annotation));
        return AddParent(Invariant($"{Current.Id} 0 R"));
    }

    /// <summary>Notes which elements the marked contents of a page belong to, in the order of their numbers; gives the page's
    /// key.</summary>
    public int AddPage(IEnumerable<PdfElement> elements) =>
        AddParent(Invariant($"{file.Write($"[{References(elements.Select(element => element.Id))}]")} 0 R"));

    /// <summary>Writes what is left; gives the root of the tree.</summary>
    public int Finish()
    {
        file.Write(root.Id, $"<</Type/StructElem/S/Document/P {rootId} 0 R/K[{References(parts)}]>>");
        var numbers = string.Join(' ', parents.Select(entry => $"{entry.Key} {entry.Value}"));
        var tree = file.Write($"<</Nums[{numbers}]>>");
        var keys = Invariant($"/ParentTree {tree} 0 R/ParentTreeNextKey {parents.Count}");
        file.Write(rootId, Invariant($"<</Type/StructTreeRoot/K {root.Id} 0 R{keys}>>"));
        return rootId;
    }

    int AddParent(string value)
    {
        parents.Add((parents.Count, value));
        return parents.Count - 1;
    }

    PdfElement New(string type, PdfElement parent)
    {
        var element = new PdfElement(type, parent, file.Reserve());
        parent.Kids.Add((element, 0, 0));
        return element;
    }

    void Write(PdfElement element)
    {
        var body = new StringBuilder();
        body.Append(CultureInfo.InvariantCulture, $"<</Type/StructElem/S/{element.Type}/P {element.Parent!.Id} 0 R");
        if (element.Attributes is { } attributes)
            body.Append("/A ").Append(attributes);
        if (element.Alternative is { } alternative)
            body.Append("/Alt ").Append(PdfFileWriter.Text(alternative));
        var page = element.Kids.Find(kid => kid is { Element: null, Mark: >= 0 }).Page;
        if (page > 0)
            body.Append(CultureInfo.InvariantCulture, $"/Pg {page} 0 R");
        body.Append("/K[");
        foreach (var kid in element.Kids)
        {
            if (kid.Element is { } inner)
                body.Append(CultureInfo.InvariantCulture, $"{inner.Id} 0 R ");
            else if (kid.Mark == Annotation)
                body.Append(CultureInfo.InvariantCulture, $"<</Type/OBJR/Obj {kid.Page} 0 R>> ");
            else if (kid.Page == page)
                body.Append(CultureInfo.InvariantCulture, $"{kid.Mark} ");
            else
                body.Append(CultureInfo.InvariantCulture, $"<</Type/MCR/Pg {kid.Page} 0 R/MCID {kid.Mark}>> ");
        }

        file.Write(element.Id, body.Append("]>>").ToString());
        foreach (var kid in element.Kids)
        {
            if (kid.Element is { } inner)
                Write(inner);
        }
    }
}
