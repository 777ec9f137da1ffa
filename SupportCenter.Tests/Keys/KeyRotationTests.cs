using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Drafts;
using SupportCenter.Domain.Keys;
using SupportCenter.Tests.Drills;

namespace SupportCenter.Tests.Keys;

public sealed class KeyRotationTests
{
    [Fact]
    [Asvs("11.2.2")]
    public async Task Everything_says_the_same_under_the_new_key_and_the_old_key_goes()
    {
        await using var scene = await KeyScene.SetAsync();
        var (keys, before) = (KeyScene.Keys(scene.Site), await KeyScene.OpenAllAsync(scene.Site));
        Assert.Equal([1u], (await KeyScene.CountAsync(scene.Site)).Keys);

        Assert.Equal(2, await keys.AddKeyAsync());
        Assert.Empty(await keys.RetireAsync());
        var state = await keys.ReencryptAsync();

        Assert.False(state.IsUnderWay);
        Assert.Equal((2, 0, before.Count), (state.Active, state.ActiveKey!.Left, state.ActiveKey.Reencrypted));
        Assert.Equal(new Dictionary<uint, int> { [2] = before.Count }, await KeyScene.CountAsync(scene.Site));
        Assert.Equal(before, await KeyScene.OpenAllAsync(scene.Site));

        Assert.Equal([1], await keys.RetireAsync());

        // As a process that begins now reads it: with what is in the file and nothing else.
        await using var later = await DrillSite.OpenAsync(scene.Folder);
        Assert.Equal([2u], later.Database.Cipher.Keys.Numbers);
        Assert.Equal(before, await KeyScene.OpenAllAsync(later));
        Assert.NotNull((await KeyScene.Keys(later).StateAsync()).Keys.Single(key => key.Number == 1).RetiredAtUtc);
        string[] acts = [AuditActs.KeysRotated, AuditActs.KeysReencrypted, AuditActs.KeysRetired];
        Assert.Equal(
            acts,
            await later.ReadAsync(db =>
                db.Audit.Where(row => acts.Contains(row.Act)).OrderBy(row => row.Sequence).Select(row => row.Act).ToListAsync()
            )
        );
    }

    [Fact]
    [Asvs("11.2.2")]
    public async Task A_number_is_never_given_twice_even_after_its_key_was_retired()
    {
        await using var scene = await KeyScene.SetAsync();
        var keys = KeyScene.Keys(scene.Site);
        for (var number = 2; number < 4; number++)
        {
            Assert.Equal(number, await keys.AddKeyAsync());
            await keys.ReencryptAsync();
            await keys.RetireAsync();
        }

        Assert.Equal([3u], scene.Site.Database.Cipher.Keys.Numbers);
        Assert.Equal([3L, 2, 1], (await keys.StateAsync()).Keys.Select(key => key.Number));
    }

    [Fact]
    [Asvs("11.2.2")]
    public async Task What_a_process_seals_with_a_new_key_is_readable_in_another_at_once_and_both_seal_with_it()
    {
        await using var scene = await KeyScene.SetAsync();
        await using var other = await DrillSite.OpenAsync(scene.Folder);
        var there = await other.AsAsync<DraftService>(Role.Scrivener);
        await KeyScene.Keys(scene.Site).AddKeyAsync();
        await (await scene.Site.AsAsync<DraftService>(Role.Scrivener)).SaveAsync("clinics/new", "新しい鍵で");

        Assert.Equal("新しい鍵で", (await there.FindAsync("clinics/new"))!.Json);
        await there.SaveAsync("callback:new", "こちらも");
        Assert.Equal(2, (await KeyScene.CountAsync(scene.Site))[2]);

        // Both at once: each value is re-encrypted by whoever comes first.
        var before = await KeyScene.OpenAllAsync(scene.Site);
        await Task.WhenAll(KeyScene.Keys(scene.Site).ReencryptAsync(), KeyScene.Keys(other).ReencryptAsync());
        Assert.Equal([2u], (await KeyScene.CountAsync(other)).Keys);
        Assert.Equal(before, await KeyScene.OpenAllAsync(other));
        Assert.Equal(1, await other.ReadAsync(db => db.Audit.CountAsync(row => row.Act == AuditActs.KeysReencrypted)));
    }

    [Fact]
    [Asvs("11.2.2")]
    public async Task What_somebody_saves_in_the_middle_of_it_is_not_written_over()
    {
        await using var scene = await KeyScene.SetAsync();
        await KeyScene.Keys(scene.Site).AddKeyAsync();
        var table = scene.Site.Database.EncryptedTables.Single(one => one.Name == "Drafts");
        var found = (await scene.Site.ReadAsync(db => new EncryptedRows(db).FindAsync(table, 2, null, CancellationToken.None)))[0];
        var reencrypted = table.Columns[0].Reencrypt(scene.Site.Database.Cipher, found.Key, found.Values[0]!);
        await (await scene.Site.AsAsync<DraftService>(Role.BookingStaff)).SaveAsync("reservation:new", "その間に入力された");

        Assert.False(
            await scene.Site.ReadAsync(db =>
                OpenedAsync(db, rows => rows.ReplaceAsync(table, found, [reencrypted], CancellationToken.None))
            )
        );

        Assert.Equal(
            "その間に入力された",
            (await (await scene.Site.AsAsync<DraftService>(Role.BookingStaff)).FindAsync("reservation:new"))!.Json
        );
    }

    [Fact]
    [Asvs("11.3.3")]
    public async Task A_flipped_bit_is_named_by_table_and_row_left_as_it_is_and_keeps_the_old_key()
    {
        await using var scene = await KeyScene.SetAsync();
        var keys = KeyScene.Keys(scene.Site);
        var business = await scene.Site.ReadAsync(db => db.Businesses.Select(row => row.Id).FirstAsync());
        var id = business.ToString().ToUpperInvariant();
        var flipped = await BytesAsync(scene, id);
        flipped[^1] ^= 1;
        await scene.TamperAsync(
            "UPDATE Businesses SET Name = @name WHERE Id = @id",
            new SqliteParameter("@id", id),
            new SqliteParameter("@name", flipped)
        );
        await keys.AddKeyAsync();

        var damage = await Assert.ThrowsAsync<DecryptionFailureException>(() => keys.ReencryptAsync());

        Assert.Equal([new DecryptionFailure("Businesses", "Name", id)], damage.Damage);
        Assert.Equal($"Stored values cannot be opened: Businesses.Name, row {id}", damage.Message);
        Assert.Equal(flipped, await BytesAsync(scene, id));
        Assert.Equal(1, (await KeyScene.CountAsync(scene.Site))[1]);
        Assert.True((await keys.StateAsync()).IsUnderWay);
        Assert.Empty(await keys.RetireAsync());
        Assert.Equal(
            AlarmKind.StoredDataDamaged,
            await scene.Site.ReadAsync(db => db.Alarms.OrderByDescending(row => row.Sequence).Select(row => row.Kind).FirstAsync())
        );
    }

    [Fact]
    [Asvs("11.2.2")]
    public async Task Papers_records_and_bookings_go_on_while_another_process_works_and_nothing_is_lost()
    {
        await using var scene = await KeyScene.SetAsync();
        await scene.AddDraftsAsync(1_000);
        await using var people = await WorkingPeople.StartAsync(scene.Folder);
        await people.HaveDoneAsync(6);
        var keys = KeyScene.Keys(scene.Site);

        await keys.AddKeyAsync();
        var done = people.Done;
        await keys.ReencryptAsync();
        Assert.True(people.Done > done, "Nobody got a turn while everything was encrypted anew.");
        Assert.Equal([1], await keys.RetireAsync());
        await people.HaveDoneAsync(people.Done + 6);
        await people.StopAsync();

        await using var later = await DrillSite.OpenAsync(scene.Folder);
        Assert.Equal([2u], (await KeyScene.CountAsync(later)).Keys);
        await people.EnsureAllIsThereAsync(later);
        Assert.Equal("ok", await later.IntegrityAsync());
    }

    private static async Task<bool> OpenedAsync(PortalDbContext db, Func<EncryptedRows, Task<bool>> ask)
    {
        await db.Database.OpenConnectionAsync();
        return await ask(new EncryptedRows(db));
    }

    private static async Task<byte[]> BytesAsync(KeyScene scene, string id) =>
        Convert.FromHexString(
            await scene.Site.ReadAsync(async db =>
                (await db.Database.SqlQuery<string>($"SELECT hex(Name) AS Value FROM Businesses WHERE Id = {id}").ToListAsync())[0]
            )
        );
}
