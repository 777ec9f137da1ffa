using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using NPOI.POIFS.FileSystem;

namespace SupportCenter.Tests.Import;

/// <summary>Encrypts a workbook with a password as Excel does since 2010 ([MS-OFFCRYPTO], agile encryption).</summary>
internal static class EncryptedWorkbooks
{
    /// <summary>The password with which Excel encrypts what was protected without one.</summary>
    public const string DefaultPassword = "VelvetSweatshop";

    public static byte[] Encrypt(byte[] package, string password)
    {
        const int rounds = 1000;
        var salt = RandomNumberGenerator.GetBytes(16);
        var spun = SHA512.HashData([.. salt, .. Encoding.Unicode.GetBytes(password)]);
        for (var round = 0; round < rounds; round++)
        {
            spun = SHA512.HashData([.. BitConverter.GetBytes(round), .. spun]);
        }

        string Locked(byte[] content, params byte[] purpose) =>
            Convert.ToBase64String(Encrypted(SHA512.HashData([.. spun, .. purpose])[..32], salt, content));
        var (proof, key, dataSalt) = (
            RandomNumberGenerator.GetBytes(16),
            RandomNumberGenerator.GetBytes(32),
            RandomNumberGenerator.GetBytes(16)
        );
        const string ways =
            """saltSize="16" blockSize="16" keyBits="256" hashSize="64" """
            + """cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" """;
        var xml = $"""
            <encryption xmlns="http://schemas.microsoft.com/office/2006/encryption"
            xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password">
            <keyData {ways} saltValue="{Convert.ToBase64String(dataSalt)}"/>
            <keyEncryptors><keyEncryptor uri="http://schemas.microsoft.com/office/2006/keyEncryptor/password">
            <p:encryptedKey spinCount="{rounds}" {ways} saltValue="{Convert.ToBase64String(salt)}"
            encryptedVerifierHashInput="{Locked(proof, 0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79)}"
            encryptedVerifierHashValue="{Locked(SHA512.HashData(proof), 0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E)}"
            encryptedKeyValue="{Locked(key, 0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6)}"/></keyEncryptor></keyEncryptors></encryption>
            """;
        using var content = new MemoryStream();
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, package.Length);
        content.Write(length);
        for (var piece = 0; piece * 4096 < package.Length; piece++)
        {
            var plain = package[(piece * 4096)..Math.Min(package.Length, (piece + 1) * 4096)];
            Array.Resize(ref plain, (plain.Length + 15) / 16 * 16);
            content.Write(Encrypted(key, SHA512.HashData([.. dataSalt, .. BitConverter.GetBytes(piece)])[..16], plain));
        }

        var file = new POIFSFileSystem();
        file.CreateDocument(new MemoryStream([4, 0, 4, 0, 0x40, 0, 0, 0, .. Encoding.UTF8.GetBytes(xml)]), "EncryptionInfo");
        file.CreateDocument(new MemoryStream(content.ToArray()), "EncryptedPackage");
        using var written = new MemoryStream();
        file.WriteFileSystem(written);
        return written.ToArray();
    }

    private static byte[] Encrypted(byte[] key, byte[] start, byte[] content)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        return aes.EncryptCbc(content, start, PaddingMode.None);
    }
}
