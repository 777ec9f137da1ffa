using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace SupportCenter.Domain.Documents.Formats;

/// <summary>One part of a package, as the list at its end describes it.</summary>
internal sealed record PackagePart(string Name, bool IsEncrypted, ushort Method, long PackedBytes, long Bytes, long Offset);

/// <summary>Reads the zip file that an Office document is, trusting none of its lengths: the framework's reader loads as many entries as
/// there are and cuts what unpacks to more than it says, so that a bomb would not be noticed (ASVS 5.2.3).</summary>
internal sealed class OfficePackage
{
    private const int EndBytes = 22;
    private const int LongestComment = ushort.MaxValue;
    private const int EntryBytes = 46;
    private const int LocalBytes = 30;
    private const int LongEndBytes = 56;
    private const int LongEndPlaceBytes = 20;
    private const int MostListBytes = 1024 * 1024;
    private const ushort LongNumbers = 1;
    private const ushort Stored = 0;
    private const ushort Deflated = 8;
    private readonly Stream content;

    private OfficePackage(Stream content, IReadOnlyList<PackagePart> parts) => (this.content, Parts) = (content, parts);

    public IReadOnlyList<PackagePart> Parts { get; }

    /// <exception cref="InvalidDataException">The list of parts is broken.</exception>
    /// <exception cref="RuleException">There are more parts than an Office file has.</exception>
    public static async Task<OfficePackage> ReadAsync(Stream content, int mostParts, CancellationToken cancellation)
    {
        var tail = new byte[Math.Min(EndBytes + LongestComment, content.Length)];
        await content.ReadAtAsync(content.Length - tail.Length, tail, cancellation);
        var at = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (at < 0 || at > tail.Length - EndBytes)
        {
            throw new InvalidDataException("The list of parts is missing.");
        }

        var end = tail.AsSpan(at, EndBytes);
        long count = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
        long listBytes = BinaryPrimitives.ReadUInt32LittleEndian(end[12..]);
        long listAt = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
        if (count == ushort.MaxValue || listBytes == uint.MaxValue || listAt == uint.MaxValue)
        {
            (count, listBytes, listAt) = await ReadLongEndAsync(content, content.Length - tail.Length + at, cancellation);
        }

        if (count > mostParts || listBytes > MostListBytes)
        {
            throw new RuleException(DocumentTexts.UnpackedTooLarge);
        }

        var list = new byte[listBytes];
        await content.ReadAtAsync(listAt, list, cancellation);
        return new OfficePackage(content, ReadList(list, (int)count));
    }

    /// <summary>The end of a zip64 package: a program that does not know beforehand how much it writes makes one of any size.</summary>
    private static async Task<(long Count, long ListBytes, long ListAt)> ReadLongEndAsync(
        Stream content,
        long endAt,
        CancellationToken cancellation
    )
    {
        var place = new byte[LongEndPlaceBytes];
        await content.ReadAtAsync(endAt - place.Length, place, cancellation);
        var end = new byte[LongEndBytes];
        await content.ReadAtAsync(BinaryPrimitives.ReadInt64LittleEndian(place.AsSpan(8)), end, cancellation);
        var (count, listBytes, listAt) = (
            BinaryPrimitives.ReadInt64LittleEndian(end.AsSpan(32)),
            BinaryPrimitives.ReadInt64LittleEndian(end.AsSpan(40)),
            BinaryPrimitives.ReadInt64LittleEndian(end.AsSpan(48))
        );
        var isOne =
            place.AsSpan().StartsWith("PK\u0006\u0007"u8) && end.AsSpan().StartsWith("PK\u0006\u0006"u8) && count >= 0 && listBytes >= 0;
        return isOne ? (count, listBytes, listAt) : throw new InvalidDataException("The end of the list of parts is broken.");
    }

    /// <summary>Unpacks a part, gives each piece of it to <paramref name="use"/>, and tells how many bytes it really had.</summary>
    /// <exception cref="InvalidDataException">The part is not what the list says of it.</exception>
    /// <exception cref="RuleException">It unpacks to more than <paramref name="most"/> bytes.</exception>
    public async Task<long> UnpackAsync(PackagePart part, long most, Action<ReadOnlyMemory<byte>> use, CancellationToken cancellation)
    {
        var packed = new Section(content, await PlaceOfAsync(part, cancellation), part.PackedBytes);
        await using var unpacked = part.Method == Stored ? packed : (Stream)new DeflateStream(packed, CompressionMode.Decompress);
        var piece = new byte[64 * 1024];
        var total = 0L;
        while (await unpacked.ReadAsync(piece, cancellation) is var count and > 0)
        {
            total += count;
            if (total > most)
            {
                throw new RuleException(DocumentTexts.UnpackedTooLarge);
            }

            use(piece.AsMemory(0, count));
        }

        return total == part.Bytes ? total : throw new InvalidDataException("A part has not the length that the list says.");
    }

    /// <summary>A part to be read from its beginning. Its true length is known from <see cref="UnpackAsync"/> already.</summary>
    /// <exception cref="InvalidDataException">The part is not what the list says of it.</exception>
    public async Task<Stream> OpenAsync(PackagePart part, CancellationToken cancellation)
    {
        var packed = new Section(content, await PlaceOfAsync(part, cancellation), part.PackedBytes);
        return part.Method == Stored ? packed : new DeflateStream(packed, CompressionMode.Decompress);
    }

    private static List<PackagePart> ReadList(ReadOnlySpan<byte> list, int count)
    {
        var parts = new List<PackagePart>(count);
        for (var i = 0; i < count; i++)
        {
            if (list.Length < EntryBytes || !list.StartsWith("PK\u0001\u0002"u8))
            {
                throw new InvalidDataException("The list of parts is broken.");
            }

            var (name, more) = (
                BinaryPrimitives.ReadUInt16LittleEndian(list[28..]),
                BinaryPrimitives.ReadUInt16LittleEndian(list[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(list[32..])
            );
            if (list.Length < EntryBytes + name + more)
            {
                throw new InvalidDataException("The list of parts is cut off.");
            }

            var (bytes, packed, offset) = LongNumbersOf(list, list.Slice(EntryBytes + name, more));
            parts.Add(
                new PackagePart(
                    Encoding.UTF8.GetString(list.Slice(EntryBytes, name)),
                    (BinaryPrimitives.ReadUInt16LittleEndian(list[8..]) & 1) != 0,
                    BinaryPrimitives.ReadUInt16LittleEndian(list[10..]),
                    packed,
                    bytes,
                    offset
                )
            );
            list = list[(EntryBytes + name + more)..];
        }

        return parts;
    }

    /// <summary>The three numbers of an entry. One that says only 0xFFFFFFFF stands among the extra fields, with 64 bits: those that do, in
    /// this order.</summary>
    private static (long Bytes, long Packed, long Offset) LongNumbersOf(ReadOnlySpan<byte> entry, ReadOnlySpan<byte> extra)
    {
        ReadOnlySpan<byte> numbers = default;
        while (extra.Length >= 4 && numbers.IsEmpty)
        {
            var length = Math.Min(extra.Length - 4, BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]));
            numbers = BinaryPrimitives.ReadUInt16LittleEndian(extra) == LongNumbers ? extra.Slice(4, length) : default;
            extra = extra[(4 + length)..];
        }

        return (Next(entry[24..], ref numbers), Next(entry[20..], ref numbers), Next(entry[42..], ref numbers));

        static long Next(ReadOnlySpan<byte> brief, ref ReadOnlySpan<byte> numbers)
        {
            long number = BinaryPrimitives.ReadUInt32LittleEndian(brief);
            if (number == uint.MaxValue)
            {
                number = numbers.Length >= 8 ? BinaryPrimitives.ReadInt64LittleEndian(numbers) : -1;
                numbers = number < 0 ? default : numbers[8..];
            }

            return number >= 0 ? number : throw new InvalidDataException("A number of the list of parts is missing.");
        }
    }

    // The words before the part itself must agree with the list: readers that trust the one or the other must see the same file.
    private async Task<long> PlaceOfAsync(PackagePart part, CancellationToken cancellation)
    {
        var local = new byte[LocalBytes];
        await content.ReadAtAsync(part.Offset, local, cancellation);
        var name = new byte[BinaryPrimitives.ReadUInt16LittleEndian(local.AsSpan(26))];
        await content.ReadAtAsync(part.Offset + LocalBytes, name, cancellation);
        var method = BinaryPrimitives.ReadUInt16LittleEndian(local.AsSpan(8));
        if (
            !local.AsSpan().StartsWith("PK\u0003\u0004"u8)
            || method != part.Method
            || method is not (Stored or Deflated)
            || Encoding.UTF8.GetString(name) != part.Name
        )
        {
            throw new InvalidDataException("A part is not what the list says.");
        }

        var place = part.Offset + LocalBytes + name.Length + BinaryPrimitives.ReadUInt16LittleEndian(local.AsSpan(28));
        return place <= content.Length - part.PackedBytes ? place : throw new EndOfStreamException();
    }

    /// <summary>A stretch of the content, from one place for so many bytes.</summary>
    private sealed class Section(Stream content, long start, long length) : Stream
    {
        private long done;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position
        {
            get => done;
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            content.Position = start + done;
            var count = await content.ReadAsync(buffer[..(int)Math.Min(buffer.Length, length - done)], cancellationToken);
            done += count;
            return count;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() { }
    }
}
