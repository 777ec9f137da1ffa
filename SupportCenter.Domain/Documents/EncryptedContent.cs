using System.Security.Cryptography;

namespace SupportCenter.Domain.Documents;

/// <summary>The clear bytes of a document, read only and asynchronously, with one piece in memory at a time. Where a piece is missing,
/// was changed or moved, reading fails loudly.</summary>
/// <param name="length">Bytes of the whole content.</param>
/// <param name="openPiece">Gives the clear bytes of the piece with that number, which is the last or not.</param>
internal sealed class EncryptedContent(long length, Func<int, bool, CancellationToken, Task<byte[]>> openPiece) : Stream
{
    private byte[] piece = [];
    private int pieceNumber = -1;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    /// <exception cref="CryptographicException">The stored content is not what was uploaded.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= length || buffer.Length == 0)
        {
            return 0;
        }

        var number = (int)(Position / DocumentEncryption.ChunkBytes);
        if (number != pieceNumber)
        {
            piece = await OpenAsync(number, cancellationToken);
            pieceNumber = number;
        }

        var from = (int)(Position % DocumentEncryption.ChunkBytes);
        var count = Math.Min(buffer.Length, piece.Length - from);
        piece.AsMemory(from, count).CopyTo(buffer);
        Position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) =>
        Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => length + offset,
        };

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Documents are read asynchronously.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Flush() { }

    private async Task<byte[]> OpenAsync(int number, CancellationToken cancellation)
    {
        var start = (long)number * DocumentEncryption.ChunkBytes;
        var isLast = length - start <= DocumentEncryption.ChunkBytes;
        var clear = await openPiece(number, isLast, cancellation);
        return clear.Length == (isLast ? length - start : DocumentEncryption.ChunkBytes)
            ? clear
            : throw new CryptographicException("A piece of a document has not the length that it should have.");
    }
}
