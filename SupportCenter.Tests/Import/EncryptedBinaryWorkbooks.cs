using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using NPOI.POIFS.FileSystem;

namespace SupportCenter.Tests.Import;

/// <summary>Encrypts an .xls with a password as Excel 97 to 2003 do ([MS-XLS] FilePass, [MS-OFFCRYPTO] RC4 of 40 bits).</summary>
internal static class EncryptedBinaryWorkbooks
{
    private const int BlockBytes = 1024;
    private const int FilePassBytes = 4 + 54;

    public static byte[] Encrypt(byte[] file, string password)
    {
        var stream = Stream(file);
        var salt = RandomNumberGenerator.GetBytes(16);
        var secret = Secret(password, salt);
        var proof = RandomNumberGenerator.GetBytes(16);
        var start = new KeyStream(secret);
        byte[] pass = [0x2F, 0, 54, 0, 1, 0, 1, 0, 1, 0, .. salt, .. start.Applied(proof), .. start.Applied(Hash(proof))];
        var bof = 4 + BinaryPrimitives.ReadUInt16LittleEndian(stream.AsSpan(2));
        byte[] opened = [.. stream[..bof], .. pass, .. stream[bof..]];
        var key = new KeyStream(secret);
        for (var at = 0; at + 4 <= opened.Length; )
        {
            var kind = BinaryPrimitives.ReadUInt16LittleEndian(opened.AsSpan(at));
            var length = BinaryPrimitives.ReadUInt16LittleEndian(opened.AsSpan(at + 2));
            key.Skip(4);
            if (kind is 0x809 or 0x2F or 0xE1)
            {
                key.Skip(length);
            }
            else
            {
                // Where a sheet begins stays readable, and is further behind by what was put in.
                var plain = kind == 0x85 ? 4 : 0;
                if (plain > 0)
                {
                    var place = opened.AsSpan(at + 4);
                    BinaryPrimitives.WriteInt32LittleEndian(place, BinaryPrimitives.ReadInt32LittleEndian(place) + FilePassBytes);
                }

                key.Skip(plain);
                key.Applied(opened[(at + 4 + plain)..(at + 4 + length)]).CopyTo(opened, at + 4 + plain);
            }

            at += 4 + length;
        }

        var written = new POIFSFileSystem();
        written.CreateDocument(new MemoryStream(opened), "Workbook");
        using var encryptedFile = new MemoryStream();
        written.WriteFileSystem(encryptedFile);
        return encryptedFile.ToArray();
    }

    private static byte[] Stream(byte[] file)
    {
        var compound = new POIFSFileSystem(new MemoryStream(file));
        using var content = compound.CreateDocumentInputStream("Workbook");
        var stream = new byte[content.Available()];
        return content.Read(stream, 0, stream.Length) == stream.Length ? stream : throw new EndOfStreamException();
    }

    private static byte[] Secret(string password, byte[] salt)
    {
        var start = Hash(Encoding.Unicode.GetBytes(password))[..5];
        return Hash([.. Enumerable.Repeat((byte[])[.. start, .. salt], 16).SelectMany(part => part)])[..5];
    }

#pragma warning disable CA5351 // The format knows no other hash.
    private static byte[] Hash(byte[] content) => MD5.HashData(content);
#pragma warning restore CA5351

    /// <summary>RC4, with a new key for each kilobyte of the stream.</summary>
    private sealed class KeyStream(byte[] secret)
    {
        private readonly byte[] state = new byte[256];
        private int at;
        private byte one;
        private byte other;

        public void Skip(int count) => Applied(new byte[count]);

        public byte[] Applied(byte[] content)
        {
            var result = new byte[content.Length];
            for (var index = 0; index < content.Length; index++, at++)
            {
                if (at % BlockBytes == 0)
                {
                    Begin(Hash([.. secret, .. BitConverter.GetBytes(at / BlockBytes)]));
                }

                other += state[++one];
                (state[one], state[other]) = (state[other], state[one]);
                result[index] = (byte)(content[index] ^ state[(byte)(state[one] + state[other])]);
            }

            return result;
        }

        private void Begin(byte[] key)
        {
            (one, other) = (0, 0);
            for (var index = 0; index < 256; index++)
            {
                state[index] = (byte)index;
            }

            byte next = 0;
            for (var index = 0; index < 256; index++)
            {
                next += (byte)(state[index] + key[index % key.Length]);
                (state[index], state[next]) = (state[next], state[index]);
            }
        }
    }
}
