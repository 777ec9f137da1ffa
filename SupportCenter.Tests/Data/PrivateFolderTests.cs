using Microsoft.Extensions.DependencyInjection;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Portal;
using SupportCenter.Tests.Access;
using SupportCenter.Tests.Security;

namespace SupportCenter.Tests.Data;

#pragma warning disable CA1416 // Rights of files as Unix has them: the tests run on Linux.

/// <summary>The data folder is its owner's alone, from its first byte.</summary>
public sealed class PrivateFolderTests : IDisposable
{
    private const UnixFileMode OfOthers =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("portal-private-");

    private string Data => Path.Combine(root.FullName, "data");

    [Fact]
    [Asvs("13.3.1")]
    public async Task A_first_start_makes_every_folder_and_file_of_the_data_for_its_owner_alone()
    {
        // Whoever could enter the folder above must find the data closed.
        root.UnixFileMode |= UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        await using (
            var app = await PortalHost.BuildAsync([
                "--urls",
                "http://127.0.0.1:0",
                "--Storage:DataDirectory",
                Data,
                "--Logging:LogLevel:Default=None",
            ])
        )
        {
            await app.StartAsync();
            AssertClosed();
            await app.StopAsync();
        }
    }

    [Fact]
    [Asvs("13.3.1")]
    public async Task The_folder_is_closed_before_anything_is_in_it()
    {
        using var watch = new FileSystemWatcher(root.FullName) { IncludeSubdirectories = true };
        var open = new List<string>();
        watch.Created += (_, made) =>
        {
            lock (open)
            {
                if (made.Name == "data" && (new DirectoryInfo(made.FullPath).UnixFileMode & OfOthers) != UnixFileMode.None)
                {
                    open.Add(made.FullPath);
                }
            }
        };
        watch.EnableRaisingEvents = true;
        using var database = await PortalDatabase.OpenAsync(new StorageOptions { DataDirectory = Data });

        Assert.Empty(open);
        AssertClosed();
    }

    [Fact]
    [Asvs("13.3.1")]
    public async Task A_start_takes_from_others_what_rights_they_have_in_the_data()
    {
        (await PortalDatabase.OpenAsync(new StorageOptions { DataDirectory = Data })).Dispose();
        var folder = new DirectoryInfo(Data);
        folder.UnixFileMode |= UnixFileMode.OtherRead | UnixFileMode.OtherExecute | UnixFileMode.GroupWrite;
        foreach (var file in folder.GetFiles("portal.*"))
        {
            file.UnixFileMode |= UnixFileMode.OtherRead | UnixFileMode.GroupRead;
        }

        (await PortalDatabase.OpenAsync(new StorageOptions { DataDirectory = Data })).Dispose();

        AssertClosed();
    }

    [Fact]
    [Asvs("13.3.1")]
    public async Task A_place_that_is_somebody_elses_is_left_alone_and_refused_in_a_sentence()
    {
        var shared = Directory.CreateDirectory(Data);
        shared.UnixFileMode |= UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        await File.WriteAllTextAsync(Path.Combine(Data, "somebody.txt"), "x");
        var mode = shared.UnixFileMode;

        await Assert.ThrowsAsync<InvalidDataException>(() => PortalDatabase.OpenAsync(new StorageOptions { DataDirectory = Data }));
        Assert.Equal(mode, new DirectoryInfo(Data).UnixFileMode);
        File.Delete(Path.Combine(Data, "somebody.txt"));
        shared.UnixFileMode |= UnixFileMode.StickyBit | UnixFileMode.OtherWrite;

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() =>
            PortalDatabase.OpenAsync(new StorageOptions { DataDirectory = Data })
        );
        Assert.Contains("not the portal's alone", refused.Message, StringComparison.Ordinal);
        Assert.Empty(shared.GetFiles());
    }

    [Fact]
    [Asvs("13.3.1")]
    public async Task The_keys_of_cookies_lie_sealed_and_those_of_an_earlier_version_in_clear_are_gone()
    {
        const UnixFileMode owners = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(Data, owners);
        Directory.CreateDirectory(Path.Combine(Data, "keys"), owners);
        var cookies = Directory.CreateDirectory(Path.Combine(Data, "keys", "cookies"), owners);
        await File.WriteAllTextAsync(Path.Combine(cookies.FullName, "key-1.xml"), "<key><masterKey><value>clear</value></masterKey></key>");
        var portal = new PortalUnderTest();
        await portal.StartAsync("--Storage:DataDirectory", Data);
        await portal.SignInAsync(Role.Auditor);

        var keys = cookies.GetFiles();
        Assert.NotEmpty(keys);
        AssertEach.Of(keys, key =>
        {
            var text = File.ReadAllText(key.FullName);
            Assert.Contains("<encryptedSecret", text, StringComparison.Ordinal);
            Assert.DoesNotContain("masterKey", text, StringComparison.Ordinal);
        });
        var cipher = portal.Services.GetRequiredService<CookieKeyCipher>();
        var bytes = cipher.Encrypt("秘密");
        Assert.Equal("秘密", cipher.Decrypt(bytes));
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= 1;
            Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => cipher.Decrypt(bytes));
            bytes[at] ^= 1;
        }

        await portal.DisposeAsync();
    }

    [Fact]
    [Asvs("16.5.3")]
    public async Task Whoever_keeps_the_gate_to_themselves_is_waited_for_and_then_it_is_said_in_words()
    {
        await using var portal = await TestPortal.StartAsync();
        var gate = Path.Combine(Path.GetDirectoryName(portal.DatabaseFile)!, "portal.gate");
        portal.Database.Gate.Patience = TimeSpan.FromMilliseconds(200);
        await using (new FileStream(gate, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            var refused = await Assert.ThrowsAsync<RuleException>(() => portal.As<SessionService>(CallerIdentity.Anyone).SignOutAsync());
            Assert.Contains("別の処理", refused.Message, StringComparison.Ordinal);
        }

        using var turn = await portal.Database.Gate.EnterAsync(CancellationToken.None);
    }

    [Fact]
    [Asvs("16.5.3")]
    public async Task A_gate_that_cannot_be_opened_for_another_reason_is_not_waited_for()
    {
        using var gate = new WriteGate(Path.Combine(root.FullName, "nowhere", "portal.gate"), () => { });

        await Assert.ThrowsAnyAsync<IOException>(() => gate.EnterAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    [Asvs("13.3.1")]
    public void Folders_are_made_by_the_one_class_that_closes_them()
    {
        // The checkpoints are for others to read: that is what their place is for.
        var found = ArchitectureTests
            .Sources()
            .Where(file => file.Text.Contains("CreateDirectory(", StringComparison.Ordinal))
            .Select(file => Path.GetFileName(file.Path))
            .Order(StringComparer.Ordinal);
        Assert.Equal(["CheckpointFolder.cs", "PrivateFolder.cs"], found);
    }

    public void Dispose() => root.Delete(recursive: true);

    private void AssertClosed()
    {
        var open = new DirectoryInfo(Data)
            .EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
            .Append(new DirectoryInfo(Data))
            .Where(entry => (entry.UnixFileMode & OfOthers) != UnixFileMode.None)
            // Within closed folders; what is public of checkpoints is for others, wherever it is mounted.
            .Where(entry => !entry.FullName.Contains("checkpoint", StringComparison.Ordinal))
            .Where(entry =>
                !entry.FullName.Contains(Path.Combine("keys", "cookies") + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            )
            .Select(entry => $"{entry.FullName}: {entry.UnixFileMode}");
        Assert.Empty(open);
    }
}
