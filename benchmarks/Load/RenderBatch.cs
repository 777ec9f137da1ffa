using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace SupportCenter.Benchmarks.Load;

/// <summary>Reads a batch of changes of the screen as the framework's script does: five tables, whose places are at the end.</summary>
internal readonly ref struct RenderBatch(ReadOnlySpan<byte> bytes)
{
    private const int EditBytes = 16;
    private const int FrameBytes = 20;
    private readonly ReadOnlySpan<byte> bytes = bytes;

    /// <summary>How many components were drawn.</summary>
    public int Components => Int(Table(5));

    /// <summary>How many frames are new.</summary>
    public int Frames => Int(Table(4));

    public int DisposedComponents => Int(Table(3));

    /// <summary>Where the changes of a component stand.</summary>
    public int Component(int index) => Int(Table(5) + 4 + (4 * index));

    public int DisposedComponent(int index) => Int(Table(3) + 4 + (4 * index));

    public int ComponentId(int component) => Int(component);

    public int Edits(int component) => Int(component + 4);

    public Edit EditOf(int component, int index)
    {
        var at = component + 8 + (EditBytes * index);
        return new Edit((EditKind)Int(at), Int(at + 4), Int(at + 8), Int(at + 12));
    }

    public Frame FrameOf(int index)
    {
        var at = Table(4) + 4 + (FrameBytes * index);
        return new Frame((FrameKind)Int(at), Int(at + 4), Int(at + 8), BinaryPrimitives.ReadUInt64LittleEndian(bytes[(at + 12)..]));
    }

    /// <summary>A text of the batch; null for none.</summary>
    public string? Text(int index)
    {
        if (index < 0)
        {
            return null;
        }

        var at = Int(Table(1) + (4 * index));
        var (length, shift) = (0, 0);
        byte part;
        do
        {
            part = bytes[at++];
            length |= (part & 0x7f) << shift;
            shift += 7;
        } while (part >= 0x80);
        return Encoding.UTF8.GetString(bytes.Slice(at, length));
    }

    private int Table(int fromEnd) => Int(bytes.Length - (4 * fromEnd));

    private int Int(int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);
}

/// <summary>One change: which child, and the frame or the sibling or the attribute's name that it is about.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Edit(EditKind Kind, int Sibling, int Target, int Name);

/// <summary>One node or attribute; what the numbers mean depends on the kind.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Frame(FrameKind Kind, int First, int Second, ulong Handler);

internal enum EditKind
{
    PrependFrame = 1,
    RemoveFrame = 2,
    SetAttribute = 3,
    RemoveAttribute = 4,
    UpdateText = 5,
    StepIn = 6,
    StepOut = 7,
    UpdateMarkup = 8,
    PermutationListEntry = 9,
    PermutationListEnd = 10,
}

internal enum FrameKind
{
    Element = 1,
    Text = 2,
    Attribute = 3,
    Component = 4,
    Region = 5,
    Markup = 8,
}
