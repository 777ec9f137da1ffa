using System.Buffers.Binary;
using System.Text;

namespace SupportCenter.Domain.Documents.Formats;

/// <summary>One entry of a compound file's directory. Type 1 is a storage (a folder), 2 a stream, 5 the root.</summary>
internal sealed record CompoundEntry(string Name, byte Type, uint Start, long Size)
{
    /// <summary>Whether it is called so: names differ by more than case.</summary>
    public bool IsCalled(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Reads the directory of an OLE compound file (.xls, and Office files with a password) and the beginning of a stream in it, after
/// [MS-CFB]. Every chain is followed for a bounded number of steps only.</summary>
internal sealed class CompoundFile
{
    private const int HeaderBytes = 512;
    private const int EntryBytes = 128;
    private const int MiniSectorBytes = 64;
    private const int MostDirectorySectors = 2048;
    private const uint LastRegular = 0xFFFFFFFA;
    private readonly Stream content;
    private readonly byte[] header;
    private readonly int sectorBytes;
    private readonly List<CompoundEntry> entries = [];

    private CompoundFile(Stream content, byte[] header)
    {
        (this.content, this.header) = (content, header);
        var shift = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(30));
        sectorBytes = (UInt16(26), shift) is (3, 9) or (4, 12) ? 1 << shift : throw new InvalidDataException("Unknown sector size.");
    }

    public static ReadOnlySpan<byte> Signature => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    public IReadOnlyList<CompoundEntry> Entries => entries;

    /// <exception cref="InvalidDataException">The structure is broken.</exception>
    /// <exception cref="EndOfStreamException">The file ends before it should.</exception>
    public static async Task<CompoundFile> ReadAsync(Stream content, CancellationToken cancellation)
    {
        var header = new byte[HeaderBytes];
        await content.ReadAtAsync(0, header, cancellation);
        var file = new CompoundFile(content, header);
        var steps = 0;
        for (var sector = file.UInt32(48); sector < LastRegular; sector = await file.NextAsync(sector, cancellation))
        {
            await file.ReadEntriesAsync(sector, cancellation);
            EnsureBounded(++steps, MostDirectorySectors);
        }

        return file;
    }

    /// <summary>The first bytes of a stream: as many as lie in one sector (64 at least, fewer when it is shorter).</summary>
    public async Task<byte[]> BeginningOfAsync(CompoundEntry stream, CancellationToken cancellation)
    {
        var isMini = stream.Size < UInt32(56);
        var bytes = new byte[Math.Min(stream.Size, isMini ? MiniSectorBytes : sectorBytes)];
        await content.ReadAtAsync(isMini ? await PlaceOfMiniAsync(stream.Start, cancellation) : PlaceOf(stream.Start), bytes, cancellation);
        return bytes;
    }

    /// <summary>All bytes of a stream.</summary>
    public async Task<byte[]> ReadAsync(CompoundEntry stream, CancellationToken cancellation)
    {
        if (stream.Size > content.Length)
        {
            throw new InvalidDataException("A stream is longer than the file.");
        }

        var bytes = new byte[stream.Size];
        if (stream.Size < UInt32(56))
        {
            var root = entries.FirstOrDefault(entry => entry.Type == 5) ?? throw new InvalidDataException("There is no root entry.");
            var (place, sector) = (0, stream.Start);
            var table = await ReadChainAsync(UInt32(60), Math.Min(content.Length, UInt32(64) * (long)sectorBytes), cancellation);
            var container = await ReadChainAsync(root.Start, Math.Min(root.Size, content.Length), cancellation);
            for (; place < bytes.Length; place += MiniSectorBytes, sector = Entry(table, sector))
            {
                var from = (sector * (long)MiniSectorBytes) is var start && start + MiniSectorBytes <= container.Length ? (int)start : -1;
                var count = Math.Min(MiniSectorBytes, bytes.Length - place);
                (
                    from < 0
                        ? throw new InvalidDataException("A short stream lies outside of its container.")
                        : container.AsSpan(from, count)
                ).CopyTo(bytes.AsSpan(place));
            }

            return bytes;
        }

        return await ReadChainAsync(stream.Start, stream.Size, cancellation);
    }

    private async Task<byte[]> ReadChainAsync(uint sector, long size, CancellationToken cancellation)
    {
        var bytes = new byte[size];
        var known = new Dictionary<uint, byte[]>();
        for (var place = 0; place < bytes.Length; place += sectorBytes)
        {
            var count = Math.Min(sectorBytes, bytes.Length - place);
            await content.ReadAtAsync(PlaceOf(sector), bytes.AsMemory(place, count), cancellation);
            if (place + sectorBytes < bytes.Length)
            {
                sector = await NextAsync(sector, known, cancellation);
            }
        }

        return bytes;
    }

    // A sector of the allocation table serves many sectors of the stream: read again each time, an encrypted piece would be opened each
    // time.
    private async Task<uint> NextAsync(uint sector, Dictionary<uint, byte[]> known, CancellationToken cancellation)
    {
        var index = sector / ((uint)sectorBytes / 4);
        if (!known.TryGetValue(index, out var table))
        {
            table = known[index] = new byte[sectorBytes];
            await content.ReadAtAsync(PlaceOf(await TableSectorAsync(index, cancellation)), table, cancellation);
        }

        return Entry(table, sector % ((uint)sectorBytes / 4));
    }

    private static uint Entry(byte[] table, uint at) =>
        (at * 4L) + 4 <= table.Length
            ? BinaryPrimitives.ReadUInt32LittleEndian(table.AsSpan((int)at * 4))
            : throw new InvalidDataException("A chain of sectors leads out of its table.");

    private static void EnsureBounded(int steps, int most)
    {
        if (steps > most)
        {
            throw new InvalidDataException("A chain of sectors does not end.");
        }
    }

    private ushort UInt16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(at));

    private uint UInt32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(at));

    private long PlaceOf(uint sector) => (sector + 1L) * sectorBytes;

    private async Task<uint> ReadUInt32Async(long at, CancellationToken cancellation)
    {
        var number = new byte[4];
        await content.ReadAtAsync(at, number, cancellation);
        return BinaryPrimitives.ReadUInt32LittleEndian(number);
    }

    private async Task ReadEntriesAsync(uint sector, CancellationToken cancellation)
    {
        var bytes = new byte[sectorBytes];
        await content.ReadAtAsync(PlaceOf(sector), bytes, cancellation);
        for (var at = 0; at < sectorBytes; at += EntryBytes)
        {
            var entry = bytes.AsSpan(at, EntryBytes);
            var nameBytes = BinaryPrimitives.ReadUInt16LittleEndian(entry[64..]);
            if (entry[66] == 0 || nameBytes is < 2 or > 64)
            {
                continue; // Unused.
            }

            entries.Add(
                new CompoundEntry(
                    Encoding.Unicode.GetString(entry[..(nameBytes - 2)]),
                    entry[66],
                    BinaryPrimitives.ReadUInt32LittleEndian(entry[116..]),
                    BinaryPrimitives.ReadUInt32LittleEndian(entry[120..])
                )
            );
        }
    }

    private async Task<uint> NextAsync(uint sector, CancellationToken cancellation)
    {
        var perSector = (uint)sectorBytes / 4;
        return await ReadUInt32Async(
            PlaceOf(await TableSectorAsync(sector / perSector, cancellation)) + (sector % perSector * 4L),
            cancellation
        );
    }

    // The allocation table's own sectors: the first 109 are named in the header, the others in a chain behind it.
    private async Task<uint> TableSectorAsync(uint index, CancellationToken cancellation)
    {
        if (index < 109)
        {
            return UInt32(76 + ((int)index * 4));
        }

        var perSector = ((uint)sectorBytes / 4) - 1;
        var behind = index - 109;
        var sector = UInt32(68);
        for (; behind >= perSector; behind -= perSector)
        {
            sector = await ReadUInt32Async(PlaceOf(sector) + (perSector * 4L), cancellation);
        }

        return await ReadUInt32Async(PlaceOf(sector) + (behind * 4L), cancellation);
    }

    // Short streams lie together in one stream of the root entry.
    private async Task<long> PlaceOfMiniAsync(uint miniSector, CancellationToken cancellation)
    {
        var root = entries.FirstOrDefault(entry => entry.Type == 5) ?? throw new InvalidDataException("There is no root entry.");
        var inside = (long)miniSector * MiniSectorBytes;
        if (inside >= root.Size)
        {
            throw new InvalidDataException("A short stream lies outside of its container.");
        }

        var sector = root.Start;
        for (var steps = inside / sectorBytes; steps > 0; steps--)
        {
            sector = await NextAsync(sector, cancellation);
        }

        return PlaceOf(sector) + (inside % sectorBytes);
    }
}
