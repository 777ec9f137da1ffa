using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using static System.FormattableString;

namespace SupportCenter.Portal.Printing;

/// <summary>Writes a PDF 1.7 file (ISO 32000-1) object by object: what is written is not held any more, so that memory grows with the file
/// and not with what it is made of. The same objects in the same order are the same bytes.</summary>
internal sealed class PdfFileWriter : IDisposable
{
    const int ObjectsInStream = 200;

    readonly MemoryStream file = new(capacity: 64 * 1024);
    readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    readonly List<Place> places = [default]; // Object 0 is none.
    readonly List<(int Id, int Start)> packed = [];
    readonly StringBuilder bodies = new();

    public PdfFileWriter()
    {
        // Four bytes beyond ASCII tell that the file is binary (ISO 19005-2, 6.1.2).
        Put("%PDF-1.7\n%"u8);
        Put([0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
    }

    /// <summary>Gives the number of an object that is written later.</summary>
    public int Reserve()
    {
        places.Add(default);
        return places.Count - 1;
    }

    /// <summary>Writes an object that is no stream; together with others, compressed.</summary>
    public void Write(int id, ReadOnlySpan<char> body)
    {
        packed.Add((id, bodies.Length));
        bodies.Append(body).Append('\n');
        if (packed.Count == ObjectsInStream)
            WritePacked();
    }

    /// <summary>The same under a new number.</summary>
    public int Write(ReadOnlySpan<char> body)
    {
        var id = Reserve();
        Write(id, body);
        return id;
    }

    /// <summary>Writes a stream.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="entries">What its dictionary says beside the length and the filter.</param>
    /// <param name="content">What is in it, not compressed yet.</param>
    /// <param name="compress">False for what other programs read without knowing PDF, such as the metadata.</param>
    public void WriteStream(int id, string entries, ReadOnlySpan<byte> content, bool compress = true)
    {
        places[id] = new Place(Kind: 1, (int)file.Length, 0);
        var filter = compress ? "/Filter/FlateDecode" : "";
        if (compress)
            content = Deflated(content);
        Put(Encoding.Latin1.GetBytes(Invariant($"{id} 0 obj\n<<{entries}{filter}/Length {content.Length}>>\nstream\n")));
        Put(content);
        Put("\nendstream\nendobj\n"u8);
    }

    /// <summary>The same under a new number.</summary>
    public int WriteStream(string entries, ReadOnlySpan<byte> content)
    {
        var id = Reserve();
        WriteStream(id, entries, content);
        return id;
    }

    /// <summary>Writes where each object is, and gives the file.</summary>
    public byte[] Finish(int catalog, int information)
    {
        WritePacked();
        // The table of places is an object too, and has to say where it is itself.
        var id = Reserve();
        places[id] = new Place(Kind: 1, (int)file.Length, 0);
        var table = new byte[places.Count * 7];
        for (var at = 0; at < places.Count; at++)
        {
            table[at * 7] = places[at].Kind;
            BinaryPrimitives.WriteInt32BigEndian(table.AsSpan(at * 7 + 1), places[at].Value);
            BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(at * 7 + 5), at == 0 ? ushort.MaxValue : places[at].Index);
        }

        var start = file.Length;
        var name = Convert.ToHexString(hash.GetCurrentHash().AsSpan(0, 16));
        WriteStream(
            id,
            Invariant($"/Type/XRef/Size {places.Count}/W[1 4 2]/Root {catalog} 0 R/Info {information} 0 R/ID[<{name}><{name}>]"),
            table
        );
        Put(Encoding.Latin1.GetBytes(Invariant($"startxref\n{start}\n%%EOF\n")));
        return file.ToArray();
    }

    public void Dispose()
    {
        file.Dispose();
        hash.Dispose();
    }

    /// <summary>A text as PDF has it: UTF-16 with its mark.</summary>
    public static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    /// <summary>References to objects by their numbers.</summary>
    public static string References(IEnumerable<int> ids) => string.Join(' ', ids.Select(id => Invariant($"{id} 0 R")));

    void WritePacked()
    {
        if (packed.Count == 0)
            return;
        var id = Reserve();
        var heads = new StringBuilder();
        for (var at = 0; at < packed.Count; at++)
        {
            heads.Append(CultureInfo.InvariantCulture, $"{packed[at].Id} {packed[at].Start} ");
            places[packed[at].Id] = new Place(Kind: 2, id, (ushort)at);
        }

        var entries = Invariant($"/Type/ObjStm/N {packed.Count}/First {heads.Length}");
        WriteStream(id, entries, Encoding.Latin1.GetBytes(heads.Append(bodies).ToString()));
        packed.Clear();
        bodies.Clear();
    }

    void Put(ReadOnlySpan<byte> bytes)
    {
        file.Write(bytes);
        hash.AppendData(bytes);
    }

    static byte[] Deflated(ReadOnlySpan<byte> content)
    {
        using var target = new MemoryStream(capacity: content.Length / 2 + 64);
        using (var deflate = new ZLibStream(target, CompressionLevel.Fastest, leaveOpen: true))
            deflate.Write(content);
        return target.ToArray();
    }

    // Kind 1: at a place in the file. Kind 2: in another object, at an index.
    [StructLayout(LayoutKind.Auto)]
    readonly record struct Place(byte Kind, int Value, ushort Index);
}
