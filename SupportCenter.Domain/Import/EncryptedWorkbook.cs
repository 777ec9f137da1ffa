using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace SupportCenter.Domain.Import;

/// <summary>
/// Opens an .xlsx that Excel has encrypted with its own default password: it does so when only the structure of a workbook or its changing
/// was protected, and asks nobody for a password when it opens it.
///</summary>
internal static class EncryptedWorkbook
{
    private const string DefaultPassword = "VelvetSweatshop";
    private const int MostRounds = 1_000_000;
    private const int PieceBytes = 4096;

    /// <summary>The package within, or null when another password is needed.</summary>
    /// <exception cref="InvalidDataException">It is encrypted in no way that Excel has.</exception>
    public static byte[]? Open(byte[] info, byte[] content)
    {
        var (major, minor) = (UInt16(info, 0), UInt16(info, 2));
        return (major, minor) == (4, 4) ? OpenAgile(info, content)
            : minor == 2 ? OpenStandard(info, content)
            : null;
    }

#pragma warning disable CA5350 // So Excel 2007 encrypted it. Nothing is protected by it here: the password is known to everybody.
    /// <summary>Excel 2007: AES in single blocks, SHA-1.</summary>
    private static byte[]? OpenStandard(byte[] info, byte[] content)
    {
        var header = (int)UInt32(info, 8);
        var keyBytes = (int)UInt32(info, 12 + 16) / 8;
        Ensure(keyBytes is 16 or 24 or 32);
        var verifier = info.AsSpan(12 + header);
        Ensure(UInt32(verifier, 0) == 16);
        var (salt, encryptedProof) = (verifier.Slice(4, 16).ToArray(), verifier.Slice(20, 16).ToArray());
        var encryptedHash = verifier.Slice(40, 32).ToArray();
        var hash = Spun(SHA1.HashData, salt, 50_000);
        hash = SHA1.HashData([.. hash, 0, 0, 0, 0]);
        byte[] key = [.. SHA1.HashData(Padded(hash, 0x36)), .. SHA1.HashData(Padded(hash, 0x5C))];
        using var aes = Aes.Create();
        aes.Key = key[..keyBytes];
        var proof = SHA1.HashData(aes.DecryptEcb(encryptedProof, PaddingMode.None));
        return aes.DecryptEcb(encryptedHash, PaddingMode.None).AsSpan(0, proof.Length).SequenceEqual(proof)
            ? Cut(content, aes.DecryptEcb(content.AsSpan(8, (content.Length - 8) / 16 * 16), PaddingMode.None))
            : null;
    }
#pragma warning restore CA5350

    /// <summary>Since Excel 2010: AES in pieces of 4096 bytes, mostly SHA-512.</summary>
    private static byte[]? OpenAgile(byte[] info, byte[] content)
    {
        using var reader = XmlReader.Create(
            new MemoryStream(info, 8, info.Length - 8),
            new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit }
        );
        var description = XDocument.Load(reader);
        var data = description.Descendants().FirstOrDefault(element => element.Name.LocalName == "keyData");
        var lockedKey = description.Descendants().FirstOrDefault(element => element.Name.LocalName == "encryptedKey");
        Ensure(data is not null && lockedKey is not null && IsAes(data) && IsAes(lockedKey));
        var (hash, keyBytes, rounds) = (HashOf(lockedKey!), Number(lockedKey!, "keyBits") / 8, Number(lockedKey!, "spinCount"));
        Ensure(keyBytes is 16 or 24 or 32 && rounds is >= 0 and <= MostRounds);
        var salt = Bytes(lockedKey!, "saltValue");
        var spun = Spun(hash, salt, rounds);
        byte[] Unlocked(string name, ReadOnlySpan<byte> purpose)
        {
            using var aes = Aes.Create();
            aes.Key = Fitted(hash([.. spun, .. purpose]), keyBytes);
            return aes.DecryptCbc(Bytes(lockedKey!, name), Fitted(salt, 16), PaddingMode.None);
        }

        var proof = hash(Unlocked("encryptedVerifierHashInput", [0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79])[..salt.Length]);
        var storedHash = Unlocked("encryptedVerifierHashValue", [0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E]);
        if (storedHash.Length < proof.Length || !storedHash.AsSpan(0, proof.Length).SequenceEqual(proof))
        {
            return null;
        }

        using var cipher = Aes.Create();
        cipher.Key = Unlocked("encryptedKeyValue", [0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6])[..keyBytes];
        var (dataHash, dataSalt) = (HashOf(data!), Bytes(data!, "saltValue"));
        using var opened = new MemoryStream();
        for (var (at, piece) = (8, 0); at < content.Length; at += PieceBytes, piece++)
        {
            var length = Math.Min(PieceBytes, content.Length - at) / 16 * 16;
            var start = Fitted(dataHash([.. dataSalt, .. BitConverter.GetBytes(piece)]), 16);
            opened.Write(cipher.DecryptCbc(content.AsSpan(at, length), start, PaddingMode.None));
        }

        return Cut(content, opened.ToArray());
    }

    /// <summary>The true length is before the content.</summary>
    private static byte[] Cut(byte[] content, byte[] opened)
    {
        var length = BinaryPrimitives.ReadInt64LittleEndian(content);
        Ensure(length >= 0 && length <= opened.Length);
        return opened[..(int)length];
    }

    private static byte[] Spun(Func<byte[], byte[]> hash, byte[] salt, int rounds)
    {
        var spun = hash([.. salt, .. Encoding.Unicode.GetBytes(DefaultPassword)]);
        var round = new byte[4 + spun.Length];
        for (var index = 0; index < rounds; index++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(round, index);
            spun.CopyTo(round, 4);
            spun = hash(round);
        }

        return spun;
    }

    private static byte[] Padded(byte[] hash, byte with)
    {
        var padded = new byte[64];
        Array.Fill(padded, with);
        for (var index = 0; index < hash.Length; index++)
        {
            padded[index] ^= hash[index];
        }

        return padded;
    }

    private static byte[] Fitted(byte[] bytes, int length)
    {
        var fitted = new byte[length];
        Array.Fill(fitted, (byte)0x36);
        bytes.AsSpan(0, Math.Min(length, bytes.Length)).CopyTo(fitted);
        return fitted;
    }

    private static bool IsAes(XElement element) =>
        (string?)element.Attribute("cipherAlgorithm") == "AES" && (string?)element.Attribute("cipherChaining") == "ChainingModeCBC";

    private static Func<byte[], byte[]> HashOf(XElement element) =>
        (string?)element.Attribute("hashAlgorithm") switch
        {
            "SHA512" => SHA512.HashData,
            "SHA384" => SHA384.HashData,
            "SHA256" => SHA256.HashData,
            "SHA1" => SHA1.HashData,
            _ => throw new InvalidDataException("The workbook is encrypted with an unknown hash."),
        };

    private static int Number(XElement element, string name) =>
        int.TryParse((string?)element.Attribute(name), out var number) ? number : -1;

    private static byte[] Bytes(XElement element, string name) => Convert.FromBase64String((string?)element.Attribute(name) ?? "");

    private static int UInt16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint UInt32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static void Ensure(bool holds)
    {
        if (!holds)
        {
            throw new InvalidDataException("The workbook is encrypted in an unknown way.");
        }
    }
}
