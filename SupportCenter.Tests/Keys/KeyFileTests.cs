using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Drafts;
using SupportCenter.Domain.Keys;
using SupportCenter.Tests.Drills;

namespace SupportCenter.Tests.Keys;

public sealed class KeyFileTests
{
    [Fact]
    [Asvs("11.2.2")]
    public async Task A_key_is_added_to_a_file_that_only_its_owner_may_read_and_the_old_one_stays_in_it()
    {
        await using var scene = await KeyScene.SetAsync();
        await KeyScene.Keys(scene.Site).AddKeyAsync();

        // Beside it lies the key of the checkpoints, which signs what was taken back.
        Assert.Equal(["portal.keys.json"], Directory.GetFiles(Path.GetDirectoryName(scene.KeyFile)!, "portal.*").Select(Path.GetFileName));
        var file = KeyFile.Read(scene.KeyFile);
        Assert.Equal((2u, 2), (file.Active, file.Keys.Count));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(scene.KeyFile));
        }
    }

    [Fact]
    [Asvs("11.2.2")]
    public async Task The_key_file_of_another_installation_is_refused_at_start_and_in_mid_work()
    {
        await using var scene = await KeyScene.SetAsync();
        var drafts = await scene.Site.AsAsync<DraftService>(Role.BookingStaff);
        var right = await File.ReadAllBytesAsync(scene.KeyFile);
        KeyFile.Fresh().Write(scene.KeyFile);

        await Assert.ThrowsAsync<KeyFileException>(() => drafts.SaveAsync("reservation:new", "保存できない"));
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => DrillSite.OpenAsync(scene.Folder));

        Assert.Contains("another installation", refused.Message, StringComparison.Ordinal);
        Assert.NotNull(await drafts.FindAsync("reservation:new"));
        await File.WriteAllBytesAsync(scene.KeyFile, right);
        await drafts.SaveAsync("reservation:new", "また保存できる");
    }

    [Fact]
    [Asvs("11.2.2")]
    public async Task A_key_file_of_an_earlier_time_is_refused_in_mid_work()
    {
        await using var scene = await KeyScene.SetAsync();
        var (drafts, earlier) = (await scene.Site.AsAsync<DraftService>(Role.BookingStaff), await File.ReadAllBytesAsync(scene.KeyFile));
        await KeyScene.Keys(scene.Site).AddKeyAsync();
        await drafts.SaveAsync("reservation:new", "新しい鍵で");
        await File.WriteAllBytesAsync(scene.KeyFile, earlier);

        await Assert.ThrowsAsync<KeyFileException>(() => drafts.SaveAsync("reservation:new", "古い鍵では保存しない"));
        Assert.Equal("新しい鍵で", (await drafts.FindAsync("reservation:new"))!.Json);
    }

    [Fact]
    [Asvs("11.2.2")]
    public async Task A_database_of_a_version_that_knew_nothing_of_its_keys_is_held_against_the_file_as_well()
    {
        await using var scene = await KeyScene.SetAsync();
        await scene.TamperAsync("DELETE FROM EncryptionKeys");
        await (await DrillSite.OpenAsync(scene.Folder)).DisposeAsync();
        Assert.Equal(1, await scene.Site.ReadAsync(db => db.EncryptionKeys.CountAsync()));

        await scene.TamperAsync("DELETE FROM EncryptionKeys");
        KeyFile.Fresh().Write(scene.KeyFile);
        await Assert.ThrowsAsync<InvalidDataException>(() => DrillSite.OpenAsync(scene.Folder));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Asvs("11.2.2")]
    public async Task A_key_file_of_an_earlier_time_is_refused_at_start(bool retired)
    {
        await using var scene = await KeyScene.SetAsync();
        var (keys, earlier) = (KeyScene.Keys(scene.Site), await File.ReadAllBytesAsync(scene.KeyFile));
        await keys.AddKeyAsync();
        if (retired)
        {
            await keys.ReencryptAsync();
            await keys.RetireAsync();
        }

        await File.WriteAllBytesAsync(scene.KeyFile, earlier);

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => DrillSite.OpenAsync(scene.Folder));
        Assert.Contains("Restore the right one", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Asvs("11.2.2")]
    public async Task A_key_that_came_into_the_file_alone_because_the_power_went_is_taken_up_at_the_next_start()
    {
        await using var scene = await KeyScene.SetAsync();
        using (await scene.Site.Database.Gate.EnterAsync(CancellationToken.None))
        {
            scene.Site.Database.Cipher.Keys.Add(2);
        }

        await using var later = await DrillSite.OpenAsync(scene.Folder);
        Assert.True((await KeyScene.Keys(later).StateAsync()).IsUnderWay);
        Assert.False((await KeyScene.Keys(later).ReencryptAsync()).IsUnderWay);
    }

    [Fact]
    [Asvs("11.2.2")]
    public void A_retired_key_opens_what_is_on_its_way_for_a_minute_and_nothing_after()
    {
        var folder = Directory.CreateTempSubdirectory("portal-ring-");
        try
        {
            var (file, time) = (Path.Combine(folder.FullName, "keys.json"), new SettableTime(DateTimeOffset.UnixEpoch));
            var (ring, other) = (KeyRing.Open(file, mayCreate: true, time), KeyRing.Open(file, mayCreate: false, time));
            var value = new PersonalCipher(ring).Encrypt("a", "見本");
            other.Add(2);
            other.Retire([1]);
            ring.Refresh();

            Assert.Equal("見本", new PersonalCipher(ring).Decrypt("a", value));
            time.Advance(KeyRing.StillOpensFor);
            var refused = Assert.Throws<CryptographicException>(() => new PersonalCipher(ring).Decrypt("a", value));
            Assert.Contains("number 1", refused.Message, StringComparison.Ordinal);
            Assert.Throws<CryptographicException>(() => new PersonalCipher(KeyRing.Open(file, mayCreate: false)).Decrypt("a", value));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    [Asvs("11.2.2")]
    public async Task Every_column_of_bytes_is_sealed_and_rotated_or_is_a_hash_or_a_signature()
    {
        await using var portal = await TestPortal.StartAsync();
        var rotated = portal
            .Database.EncryptedTables.SelectMany(table => table.Columns.Select(column => $"{table.Name}.{column.Name}"))
            .ToHashSet();
        var others = await portal.ReadAsync(db =>
            Task.FromResult(
                db.Model.GetEntityTypes()
                    .SelectMany(type =>
                        type.GetFlattenedProperties()
                            .Where(property => (property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType) == typeof(byte[]))
                            .Select(property => property.GetColumnName(StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value))
                            .Select(column => $"{type.GetTableName()}.{column}")
                    )
                    .Where(column => !rotated.Contains(column))
                    .Order(StringComparer.Ordinal)
                    .ToList()
            )
        );

        // Hashes keyed by the index key (which is not rotated), hashes of the audit chain and of session keys, proofs of the keys
        // themselves.
        Assert.Equal(
            [
                "AffectedLists.Hash",
                "Audit.Hash",
                "Audit.PreviousHash",
                "Businesses.NameKey",
                "Businesses.TelephoneKey",
                "Callbacks.TelephoneKey",
                "Documents.ContentKey",
                "EncryptionKeys.IndexProof",
                "EncryptionKeys.Proof",
                "HalfYearPapers.Hash",
                "IncidentPaperParts.Hash",
                "IncidentPapers.Hash",
                "PaperVersions.Sha256",
                "Records.ImportKey",
                "ReportEditions.FiguresHash",
                "Reservations.ImportKey",
                "Reviews.SignedHash",
                "Sessions.KeyHash",
                "Sessions.ProviderSession",
            ],
            others
        );
    }
}
