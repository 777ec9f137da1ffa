using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Keys;
using SupportCenter.Domain.Reservations;
using SupportCenter.Tests.Drills;
using SupportCenter.Tests.Keys;

namespace SupportCenter.Tests.Data;

/// <summary>A database whose index was made by a version that folded names otherwise.</summary>
public sealed class SearchIndexUpdateTests
{
    private static readonly byte[] OldImportKey = [9, 9, 9, 1];

    [Fact]
    public async Task A_business_of_the_version_before_is_found_by_every_name_that_it_gave()
    {
        await using var scene = await OldSceneAsync();

        await scene.ReopenAsync();

        var business = (await scene.Site.ReadAsync(db => db.Businesses.AsNoTracking().ToListAsync())).Single(row =>
            row.Name == "圡槗商店桂ヶ丘"
        );
        Assert.Equal(scene.Site.Database.Index.NameKey("土橋商店 桂が丘"), business.NameKey);
        AssertEach.Of(await Task.WhenAll(new[] { "土橋", "桂が丘", "剣持", "礒部" }.Select(typed => FindAsync(scene.Site, typed))), found =>
            Assert.Equal([business.Id], found)
        );
    }

    // The versions that earlier releases wrote, one after the other.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task The_index_of_every_release_before_is_made_anew(int version)
    {
        await using var scene = await OldSceneAsync();
        Execute(scene, $"PRAGMA user_version = {version}");

        await scene.ReopenAsync();

        Assert.Single(await FindAsync(scene.Site, "土橋"));
        Assert.Single(await FindAsync(scene.Site, "つちはーし")); // As it is said, which they did not know.
        Assert.True(await VersionAsync(scene) > 4);
    }

    [Fact]
    public async Task A_row_that_was_imported_before_is_known_again()
    {
        await using var scene = await OldSceneAsync();

        await scene.ReopenAsync();

        var row = await scene.Site.ReadAsync(db => db.Reservations.AsNoTracking().SingleAsync(row => row.ImportKey != null));
        Assert.Equal(scene.Site.Database.Index.ImportKey("", "土橋商店", row.Date, row.StartsAt), row.ImportKey);
    }

    [Fact]
    public async Task The_index_is_made_anew_once()
    {
        await using var scene = await OldSceneAsync();
        await scene.ReopenAsync();
        Assert.Equal(DatabaseVersion.Current, await VersionAsync(scene));
        Execute(scene, "DELETE FROM SearchGrams");

        await scene.ReopenAsync();

        Assert.Empty(await FindAsync(scene.Site, "土橋"));
    }

    [Fact]
    public async Task With_the_key_file_of_another_installation_nothing_is_made_anew()
    {
        await using var scene = await OldSceneAsync();
        var own = await File.ReadAllBytesAsync(scene.KeyFile);
        KeyFile.Fresh().Write(scene.KeyFile);
        await Assert.ThrowsAsync<InvalidDataException>(scene.ReopenAsync);

        await File.WriteAllBytesAsync(scene.KeyFile, own);
        await scene.ReopenAsync();

        Assert.Single(await FindAsync(scene.Site, "土橋"));
    }

    [Fact]
    public async Task A_name_that_was_damaged_before_keeps_no_other_from_being_found()
    {
        await using var scene = await OldSceneAsync();
        Execute(scene, "UPDATE Businesses SET Name = substr(Name, 1, length(Name) - 1) || x'00' WHERE NameKey IS NOT x'010203'");

        await scene.ReopenAsync();

        Assert.Single(await FindAsync(scene.Site, "土橋"));
        Assert.Equal(DatabaseVersion.Current, await VersionAsync(scene));
    }

    /// <summary>A business whose names the version before knew by other hashes, with a row that was imported.</summary>
    private static async Task<KeyScene> OldSceneAsync()
    {
        var scene = await KeyScene.SetAsync();
        var clinic = await scene.Site.ReadAsync(db =>
            db.Clinics.Include(row => row.Slots)
                .Include(row => row.Desks)
                .OrderBy(row => row.Date)
                .FirstAsync(row => !db.Reservations.Any(taken => taken.Date == row.Date))
        );
        var first = Make.Details("圡橋商店", "", "劔持 太郞");
        first.BusinessNameReading = "つちはあし";
        var business = Make.Business(first);
        var imported = Reservation.Import(
            business,
            clinic.Slots[0],
            clinic,
            first,
            clinic.Date,
            null,
            ReservationStatus.Completed,
            OldImportKey
        );
        business.UpdateFrom(Make.Details("圡槗商店桂ヶ丘", "", "礒部 花子"));
        business.NameKey = [1, 2, 3];
        await scene.Site.AddAsync(business, imported);
        Execute(scene, "DELETE FROM SearchGrams; PRAGMA user_version = 1");
        return scene;
    }

    private static async Task<IReadOnlyList<Guid>> FindAsync(DrillSite site, string typed) =>
        await site.ReadAsync(async db =>
        {
            db.AccessContext = new Domain.Access.AccessContext(
                Domain.Access.CallerKind.Console,
                null,
                null,
                Domain.Access.Permission.ViewReservations,
                Domain.Access.AccessScope.All,
                "test"
            );
            var term = site.Database.Index.Term(typed)!;
            return (await BusinessSearch.ProvenAsync(db, site.Database, term, CancellationToken.None)).Few ?? [];
        });

    private static Task<long> VersionAsync(KeyScene scene) =>
        scene.Site.ReadAsync(db => DatabaseVersion.ReadAsync(db, CancellationToken.None));

    private static void Execute(KeyScene scene, string statement)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(scene.Folder, "portal.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
