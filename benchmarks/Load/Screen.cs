using System.Text.RegularExpressions;

namespace SupportCenter.Benchmarks.Load;

/// <summary>What a browser would show of one circuit: the tree of elements, kept up to date batch by batch.</summary>
internal sealed partial class Screen
{
    private readonly Dictionary<int, ScreenNode> components = [];
    private readonly HashSet<int> inner = [];

    /// <summary>Every node, of all components that the page holds.</summary>
    public IEnumerable<ScreenNode> Nodes =>
        components.Where(entry => !inner.Contains(entry.Key)).SelectMany(entry => entry.Value.DescendantsAndSelf);

    public void Apply(RenderBatch batch)
    {
        for (var i = 0; i < batch.Components; i++)
        {
            var component = batch.Component(i);
            var id = batch.ComponentId(component);
            if (!components.TryGetValue(id, out var root))
            {
                components[id] = root = new ScreenNode { Component = id };
            }

            ApplyEdits(batch, component, root);
        }

        for (var i = 0; i < batch.DisposedComponents; i++)
        {
            components.Remove(batch.DisposedComponent(i));
            inner.Remove(batch.DisposedComponent(i));
        }
    }

    private void ApplyEdits(RenderBatch batch, int component, ScreenNode root)
    {
        var path = new Stack<ScreenNode>();
        var parent = root;
        List<(int From, int To)>? moves = null;
        for (var i = 0; i < batch.Edits(component); i++)
        {
            var edit = batch.EditOf(component, i);
            switch (edit.Kind)
            {
                case EditKind.StepIn:
                    path.Push(parent);
                    parent = parent.Children[edit.Sibling];
                    break;
                case EditKind.StepOut:
                    parent = path.Pop();
                    break;
                case EditKind.PermutationListEntry:
                    (moves ??= []).Add((edit.Sibling, edit.Target));
                    break;
                case EditKind.PermutationListEnd:
                    Permute(parent, moves!);
                    moves = null;
                    break;
                default:
                    ApplyEdit(batch, edit, parent);
                    break;
            }
        }
    }

    private void ApplyEdit(RenderBatch batch, Edit edit, ScreenNode parent)
    {
        switch (edit.Kind)
        {
            case EditKind.PrependFrame:
                Insert(batch, parent, edit.Sibling, edit.Target);
                break;
            case EditKind.RemoveFrame:
                parent.Children.RemoveAt(edit.Sibling);
                break;
            case EditKind.SetAttribute:
                parent.Children[edit.Sibling].Set(batch, batch.FrameOf(edit.Target));
                break;
            case EditKind.RemoveAttribute:
                parent.Children[edit.Sibling].Attributes.Remove(batch.Text(edit.Name)!);
                break;
            case EditKind.UpdateText or EditKind.UpdateMarkup:
                parent.Children[edit.Sibling].Text = TextOf(batch, batch.FrameOf(edit.Target));
                break;
            default:
                throw new InvalidDataException($"Not expected: {edit.Kind}");
        }
    }

    /// <summary>Inserts the frame as a child and gives how many children it became: a region has no node of its own.</summary>
    private int Insert(RenderBatch batch, ScreenNode parent, int at, int index)
    {
        var frame = batch.FrameOf(index);
        var node = new ScreenNode { Parent = parent, Component = parent.Component };
        switch (frame.Kind)
        {
            case FrameKind.Element:
                node.Tag = batch.Text(frame.Second);
                parent.Children.Insert(at, node);
                InsertInside(batch, node, 0, index + 1, index + frame.First);
                return 1;
            case FrameKind.Component:
                node.Component = frame.Second;
                components[frame.Second] = node;
                inner.Add(frame.Second);
                parent.Children.Insert(at, node);
                return 1;
            case FrameKind.Text or FrameKind.Markup:
                node.Text = TextOf(batch, frame);
                parent.Children.Insert(at, node);
                return 1;
            case FrameKind.Region:
                return InsertInside(batch, parent, at, index + 1, index + frame.First);
            default:
                return 0;
        }
    }

    private int InsertInside(RenderBatch batch, ScreenNode parent, int at, int from, int to)
    {
        var first = at;
        for (var i = from; i < to; )
        {
            var frame = batch.FrameOf(i);
            if (frame.Kind == FrameKind.Attribute)
            {
                parent.Set(batch, frame);
            }
            else
            {
                at += Insert(batch, parent, at, i);
            }

            i += frame.Kind is FrameKind.Element or FrameKind.Component or FrameKind.Region ? frame.First : 1;
        }

        return at - first;
    }

    /// <summary>What can be read of a text or of markup: the drawing of an icon is none of it.</summary>
    private static string? TextOf(RenderBatch batch, Frame frame) =>
        frame.Kind == FrameKind.Markup ? Tags().Replace(batch.Text(frame.First) ?? "", "") : batch.Text(frame.First);

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    private static void Permute(ScreenNode parent, List<(int From, int To)> moves)
    {
        var before = parent.Children.ToList();
        moves.ForEach(move => parent.Children[move.To] = before[move.From]);
    }
}

/// <summary>An element, a text, or the place of a component.</summary>
internal sealed class ScreenNode
{
    public ScreenNode? Parent { get; init; }

    /// <summary>The component that drew the node.</summary>
    public int Component { get; set; }

    public string? Tag { get; set; }

    public string? Text { get; set; }

    public List<ScreenNode> Children { get; } = [];

    public Dictionary<string, string> Attributes { get; } = new(StringComparer.Ordinal);

    /// <summary>The ids of the handlers of events such as <c>onclick</c>.</summary>
    public Dictionary<string, ulong> Handlers { get; } = new(StringComparer.Ordinal);

    public IEnumerable<ScreenNode> DescendantsAndSelf => Children.SelectMany(child => child.DescendantsAndSelf).Prepend(this);

    public IEnumerable<ScreenNode> Ancestors
    {
        get
        {
            for (var node = Parent; node is not null; node = node.Parent)
            {
                yield return node;
            }
        }
    }

    /// <summary>Everything that can be read in it.</summary>
    public string Content => string.Concat(DescendantsAndSelf.Select(node => node.Text));

    public string? this[string attribute] => Attributes.GetValueOrDefault(attribute);

    public void Set(RenderBatch batch, Frame attribute)
    {
        var name = batch.Text(attribute.First)!;
        if (attribute.Handler > 0)
        {
            Handlers[name] = attribute.Handler;
        }
        else
        {
            Attributes[name] = batch.Text(attribute.Second) ?? "";
        }
    }
}
