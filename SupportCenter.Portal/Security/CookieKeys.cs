using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Options;
using SupportCenter.Domain.Data;

namespace SupportCenter.Portal.Security;

/// <summary>The keys that cookies and forms are protected with: in a folder of their owner, encrypted under the portal's own key.</summary>
internal static class CookieKeys
{
    private const string Encrypted = "<encryptedSecret ";

    public static void AddCookieKeys(this IServiceCollection services, string dataDirectory)
    {
        // The folders around it first: with default rights, everybody could enter what is made in them later.
        PrivateFolder.Ensure(dataDirectory, "portal.db");
        PrivateFolder.Ensure(Path.Combine(dataDirectory, "keys"), "cookies");
        var folder = PrivateFolder.Ensure(Path.Combine(dataDirectory, "keys", "cookies"), ".");
        // Keys of an earlier version lie there in clear: whoever has a cookie of them signs in once more.
        foreach (
            var open in folder
                .GetFiles("key-*.xml")
                .Where(file => !File.ReadAllText(file.FullName).Contains(Encrypted, StringComparison.Ordinal))
        )
        {
            open.Delete();
        }

        services.AddDataProtection().SetApplicationName("SupportCenter").PersistKeysToFileSystem(folder);
        services.AddSingleton<CookieKeyCipher>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(keys =>
            keys.XmlEncryptor = new Encryptor(provider)
        ));
    }

    private sealed class Encryptor(IServiceProvider services) : IXmlEncryptor
    {
        public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
            new(
                new XElement(
                    "sealed",
                    Convert.ToBase64String(services.GetRequiredService<CookieKeyCipher>().Encrypt(plaintextElement.ToString()))
                ),
                typeof(Decryptor)
            );
    }

    /// <summary>Made by the framework from its name in the file.</summary>
    internal sealed class Decryptor(IServiceProvider services) : IXmlDecryptor
    {
        public XElement Decrypt(XElement encryptedElement) =>
            XElement.Parse(services.GetRequiredService<CookieKeyCipher>().Decrypt(Convert.FromBase64String(encryptedElement.Value)));
    }
}
