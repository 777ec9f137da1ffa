using System.IO.Compression;

namespace SupportCenter.Domain.Documents.Formats;

/// <summary>Tells a whole PDF from one that was cut off, and refuses what does something when it is opened. A PDF says what it does by
/// names; those may be written in more than one way, and are in packed streams of objects.</summary>
internal static class PdfFile
{
    private const int MostUnpackedBytes = 32 * 1024 * 1024;
    private const long MostUnpackedTogether = 200L * 1024 * 1024;
    private const int MostFilters = 4;

    private static readonly Dictionary<string, Func<RuleException>> Names = new(StringComparer.Ordinal)
    {
        ["JavaScript"] = ActiveContent.Script,
        ["Rendition"] = ActiveContent.Script,
        ["XFA"] = ActiveContent.Script,
        ["Launch"] = ActiveContent.Command,
        ["SubmitForm"] = ActiveContent.Command,
        ["ImportData"] = ActiveContent.Command,
        ["GoToR"] = ActiveContent.Link,
        ["GoToE"] = ActiveContent.Link,
        ["FFilter"] = ActiveContent.Link,
        ["OnInstantiate"] = ActiveContent.Script,
        ["FileAttachment"] = ActiveContent.Embedded,
        ["EmbeddedFile"] = ActiveContent.Embedded,
        ["EmbeddedFiles"] = ActiveContent.Embedded,
        ["RichMedia"] = ActiveContent.Embedded,
        ["Movie"] = ActiveContent.Embedded,
        ["Encrypt"] = () => new RuleException(DocumentTexts.HasPassword),
    };

    /// <summary>Whether a PDF begins here: readers pass over a byte order mark and blank lines before it, and some programs write
    /// those.</summary>
    public static bool Begins(ReadOnlySpan<byte> beginning)
    {
        for (var length = -1; length != beginning.Length; )
        {
            length = beginning.Length;
            beginning = beginning.TrimStart("\0\t\n\f\r "u8);
            beginning = beginning.StartsWith("\uFEFF"u8) ? beginning[3..] : beginning;
        }

        return beginning.StartsWith("%PDF-"u8);
    }

    /// <exception cref="InvalidDataException">The file is broken.</exception>
    /// <exception cref="RuleException">There is active content; the sentence says of what sort.</exception>
    public static async Task EnsureAsync(Stream content, CancellationToken cancellation)
    {
        var bytes = new byte[content.Length];
        await content.ReadAtAsync(0, bytes, cancellation);
        // Scanners and mail programs fill a file up to a round length.
        var whole = bytes.AsSpan().TrimEnd("\0\t\n\f\r \u001A"u8);
        var tail = whole[Math.Max(0, whole.Length - 2048)..];
        if (tail.IndexOf("startxref"u8) < 0 || tail.LastIndexOf("%%EOF"u8) < 0)
        {
            throw new InvalidDataException("The file has no end mark.");
        }

        var file = new PdfSyntax(bytes);
        var objects = file.Objects();
        var found = EnsureNames(file);
        var packed = PackedIn(file, objects);
        EnsureLookedInto(found.Packed, packed);
        var actions = new PdfActions();
        actions.Add(file, found);
        var total = 0L;
        foreach (var stream in packed)
        {
            var unpacked = new PdfSyntax(Unpack(file, stream));
            total += unpacked.Bytes.Length;
            if (total > MostUnpackedTogether)
            {
                throw new RuleException(DocumentTexts.UnpackedTooLarge);
            }

            actions.Add(unpacked, EnsureNames(unpacked));
        }

        if (actions.IsAny)
        {
            actions.Ensure(file, objects);
            foreach (var stream in packed)
            {
                actions.Ensure(new PdfSyntax(Unpack(file, stream)), stream, file);
            }

            actions.EnsureAllFound();
        }
    }

    /// <summary>Goes through all names, and gives the places of those that say that a packed stream of objects follows, or what is done at
    /// opening or at another time without being asked for.</summary>
    private static FoundNames EnsureNames(PdfSyntax text)
    {
        var found = new FoundNames([], [], []);
        var bytes = text.Bytes;
        for (var at = bytes.AsSpan().IndexOf((byte)'/'); at >= 0; )
        {
            var name = text.NameAt(at + 1, out var end);
            if (Names.TryGetValue(name, out var why))
            {
                throw why();
            }

            switch (name)
            {
                case "ObjStm":
                    found.Packed.Add(at);
                    break;
                case "OpenAction":
                    found.Openings.Add(end);
                    break;
                // So short a name is in any picture by chance; what follows it is not.
                case "AA" when IsDictionaryOrReference(text, end):
                    found.Triggers.Add(end);
                    break;
                case "EF" when IsDictionaryOrReference(text, end):
                    throw ActiveContent.Embedded();
                case "FS" when text.NameValueAt(end) == "URL":
                    throw ActiveContent.Link();
                default:
                    break;
            }

            var next = bytes.AsSpan(at + 1).IndexOf((byte)'/');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return found;
    }

    private static bool IsDictionaryOrReference(PdfSyntax text, int at) =>
        text.Has(text.SkipBlank(at), "<<"u8) || text.ReferenceAt(at) is not null;

    /// <summary>The packed streams of objects. What a stream is, its dictionary says: not each program asks for its type.</summary>
    private static List<PackedStream> PackedIn(PdfSyntax file, List<PdfObject> objects)
    {
        var packed = new List<PackedStream>();
        foreach (var at in objects.Select(one => one.Value))
        {
            if (
                file.Has(file.SkipBlank(at), "<<"u8)
                && file.EntriesAt(at, out var end) is { } entries
                && file.SkipBlank(end) is var stream
                && file.Has(stream, "stream"u8)
            )
            {
                if (entries.Any(entry => entry.Key == "F" && !file.Has(file.SkipBlank(entry.Value), "null"u8)))
                {
                    throw ActiveContent.Link(); // The content is in another file.
                }

                if (
                    entries.Any(entry => entry.Key == "Type" && file.NameValueAt(entry.Value) == "ObjStm")
                    || (entries.Any(entry => entry.Key == "N") && entries.Any(entry => entry.Key == "First"))
                )
                {
                    packed.Add(new PackedStream(at, stream + "stream".Length, entries));
                }
            }
        }

        return packed;
    }

    // A dictionary that cannot be read as one hides what is in its stream.
    private static void EnsureLookedInto(List<int> names, List<PackedStream> packed)
    {
        var begins = packed.ConvertAll(stream => stream.Begin);
        foreach (var name in names)
        {
            var before = begins.BinarySearch(name) is var place && place < 0 ? ~place - 1 : place;
            if (before < 0 || name > packed[before].Data)
            {
                throw new InvalidDataException("A stream of objects is broken.");
            }
        }
    }

    private static byte[] Unpack(PdfSyntax file, PackedStream stream)
    {
        var start = stream.Data + (file.Has(stream.Data, "\r\n"u8) ? 2 : 1);
        var bytes = file.Bytes;
        if (start > bytes.Length)
        {
            throw new InvalidDataException("A stream of objects is cut off.");
        }

        var filters = FiltersOf(file, stream);
        if (filters.Count == 0)
        {
            var end = bytes.AsSpan(start).IndexOf("endstream"u8);
            return end < 0 ? throw new InvalidDataException("A stream of objects does not end.") : bytes[start..(start + end)];
        }

        var content = new MemoryStream(bytes, start, bytes.Length - start, writable: false);
        foreach (var filter in filters)
        {
            content = filter is "FlateDecode" or "Fl" ? Inflate(content) : throw CannotBeLookedInto();
        }

        return content.ToArray();
    }

    /// <summary>The ways in which a stream is packed, one after the other.</summary>
    private static List<string> FiltersOf(PdfSyntax file, PackedStream stream)
    {
        var filters = new List<string>();
        foreach (var (key, value) in stream.Entries)
        {
            var at = file.SkipBlank(value);
            var written = file.Bytes.AsSpan(at..file.EndOf(at));
            var isName = written.StartsWith("/"u8);
            if (
                key is "DecodeParms" or "DP"
                    ? written.ContainsAny("#R"u8) || written.IndexOf("Predictor"u8) >= 0
                    : key == "Filter" && (filters.Count > 0 || !(isName || written.StartsWith("["u8) || written.SequenceEqual("null"u8)))
            )
            {
                throw CannotBeLookedInto();
            }

            if (key == "Filter" && !written.SequenceEqual("null"u8))
            {
                for (var end = isName ? at : file.SkipBlank(at + 1); !file.Has(end, "]"u8); end = file.SkipBlank(end))
                {
                    if (!file.Has(end, "/"u8))
                    {
                        throw CannotBeLookedInto();
                    }

                    filters.Add(file.NameAt(end + 1, out end));
                    if (filters.Count > MostFilters)
                    {
                        throw CannotBeLookedInto();
                    }

                    if (isName)
                    {
                        break;
                    }
                }
            }
        }

        return filters;
    }

    private static MemoryStream Inflate(MemoryStream packed)
    {
        var content = new MemoryStream();
        using var zip = new ZLibStream(packed, CompressionMode.Decompress);
        var piece = new byte[64 * 1024];
        while (zip.Read(piece) is var count and > 0)
        {
            if (content.Length + count > MostUnpackedBytes)
            {
                throw new RuleException(DocumentTexts.UnpackedTooLarge);
            }

            content.Write(piece, 0, count);
        }

        content.Position = 0;
        return content;
    }

    private static InvalidDataException CannotBeLookedInto() => new("A stream of objects is packed in a way that cannot be looked into.");

    internal readonly record struct FoundNames(List<int> Packed, List<int> Openings, List<int> Triggers);

    internal readonly record struct PackedStream(int Begin, int Data, List<PdfEntry> Entries);
}
