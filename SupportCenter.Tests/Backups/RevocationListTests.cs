using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Administration;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Backups;
using SupportCenter.Domain.Data;

namespace SupportCenter.Tests.Backups;

/// <summary>The signed list of what was revoked: a restore does it again, and does not begin when the list is damaged.</summary>
public sealed class RevocationListTests : RestoreScene
{
    private const string Tenant = "00000000-0000-4000-8000-000000000001";

    [Fact]
    public async Task What_a_stop_left_out_of_the_list_is_made_up_for_at_the_next_turn()
    {
        var person = Make.Staff(Role.BookingStaff, "例示 停止");
        await Portal.AddAsync(person);
        var backup = await BackUpAsync();
        await Portal.As<StaffService>(Role.Administrator).DisableAsync(person.Id, "退職のため", await VersionAsync(person));
        File.Delete(Directory.GetFiles(Portal.Database.Places.CheckpointDirectory, "revoked-*.json").Order(StringComparer.Ordinal).Last());
        Portal.Database.RevocationsReadTo = 0;

        await Portal.As<BackupService>(CallerIdentity.Console).KeepAsync();
        await RestoreAsync(backup);

        Assert.True((await FindAsync(person)).IsDisabled);
    }

    [Fact]
    [Asvs("2.3.5")]
    public async Task Accounts_that_went_from_one_person_to_another_stay_where_they_went()
    {
        var people = new[] { "例示 一", "例示 二", "例示 三", "例示 四" }.Select(name => Make.Staff(Role.BookingStaff, name)).ToArray();
        await Portal.AddAsync([.. people]);
        var accounts = people.Select(_ => NewId.Create().ToString("D")).ToArray();
        await SetAccountsAsync(people, accounts);
        var backup = await BackUpAsync();
        // The last is removed; the others exchange what they have, and one gets the account of the last.
        Assert.True(await Portal.As<StaffService>(Role.Administrator).RemoveAsync(people[3].Id, await VersionAsync(people[3])));
        await SetAccountsAsync(people[..3], null, null, null);
        await SetAccountsAsync(people[..3], accounts[1], accounts[3], accounts[0]);

        await RestoreAsync(backup);

        var found = new List<string?>();
        foreach (var person in people)
        {
            found.Add((await FindAsync(person)).DirectoryObject);
        }

        Assert.Equal([accounts[1], accounts[3], accounts[0], null], found);
        Assert.True((await FindAsync(people[3])).IsDisabled);
    }

    [Fact]
    [Asvs("8.1.1")]
    public async Task A_list_that_nobody_signed_takes_away_and_gives_nothing()
    {
        var people = new[] { "例示 降格", "例示 交換", "例示 終了", "例示 昇格" }
            .Select(name => Make.Staff(Role.BookingStaff, name))
            .ToArray();
        await Portal.AddAsync([.. people]);
        var accounts = people.Select(_ => NewId.Create().ToString("D")).ToArray();
        await SetAccountsAsync(people, accounts);
        var today = Portal.Today;
        StaffStanding Standing(int person, Role role = Role.BookingStaff, DateOnly? endsOn = null, string? account = null) =>
            new(Organisation.Contractor, role, new DateOnly(2020, 4, 1), endsOn, null, null, Tenant, account ?? accounts[person]);
        Revoked Entry(int person, StaffStanding last) => new(RevokedKind.Staff, people[person].Id, "staff.changed", last);

        await using (var db = Portal.Database.CreateContext())
        {
            await new RevocationReplay(db, Portal.Time.GetUtcNow().UtcDateTime, isTrusted: false).ApplyAsync(
                [
                    Entry(0, Standing(0, Role.Administrator)),
                    Entry(1, Standing(1, account: accounts[3])),
                    Entry(2, Standing(2, endsOn: today.AddDays(-1))),
                ],
                CancellationToken.None
            );
        }

        var found = new List<StaffMember>();
        foreach (var person in people)
        {
            found.Add(await FindAsync(person));
        }

        AssertEach.Of(found[..2], person => Assert.True(person.IsDisabled && person.Role == Role.BookingStaff));
        Assert.Equal([accounts[0], null, accounts[2], accounts[3]], found.Select(person => person.DirectoryObject));
        Assert.False(found[2].IsActiveOn(today));
        Assert.False(found[3].IsDisabled);
    }

    [Fact]
    [Asvs("16.5.3")]
    public async Task An_act_is_done_and_told_when_its_line_in_the_list_cannot_be_written()
    {
        var person = Make.Staff(Role.BookingStaff, "例示 停止");
        await Portal.AddAsync(person);
        var key = await File.ReadAllTextAsync(Portal.Database.Places.KeyFile);
        await File.WriteAllTextAsync(Portal.Database.Places.KeyFile, "no key");
        var told = 0;
        using var watch = Portal.Database.Changes.Watch(changes => told += changes.Any(change => change.Id == person.Id) ? 1 : 0);

        Assert.True(await Portal.As<StaffService>(Role.Administrator).DisableAsync(person.Id, "退職のため", await VersionAsync(person)));

        Assert.True(told > 0);
        await File.WriteAllTextAsync(Portal.Database.Places.KeyFile, key);
        await Portal.As<BackupService>(CallerIdentity.Console).KeepAsync();
        Assert.Contains(new RevocationList(Portal.Database.Places).Read().Entries, entry => entry.Id == person.Id);
    }

    [Fact]
    public async Task A_list_whose_end_was_cut_off_stops_the_restore()
    {
        var person = Make.Staff(Role.BookingStaff, "例示 停止");
        await Portal.AddAsync(person);
        await Portal.As<StaffService>(Role.Administrator).DisableAsync(person.Id, "退職のため", await VersionAsync(person));
        var backup = await BackUpAsync();
        foreach (var part in Directory.GetFiles(Portal.Database.Places.CheckpointDirectory, "revoked-*.json"))
        {
            File.Delete(part);
        }

        var refused = await Assert.ThrowsAsync<RuleException>(() => RestoreAsync(backup));

        Assert.Equal(BackupTexts.ListDamaged, refused.Message);
    }

    [Fact]
    public async Task A_list_that_lacks_a_part_stops_the_restore_and_leaves_everything_as_it_is()
    {
        var person = Make.Staff(Role.BookingStaff, "例示 停止");
        await Portal.AddAsync(person);
        var backup = await BackUpAsync();
        var staff = Portal.As<StaffService>(Role.Administrator);
        await staff.DisableAsync(person.Id, "退職のため", await VersionAsync(person));
        await staff.EnableAsync(person.Id, await VersionAsync(person));
        File.Delete(Directory.GetFiles(Portal.Database.Places.CheckpointDirectory, "revoked-*.json").Order(StringComparer.Ordinal).First());
        var before = (await Portal.AuditAsync()).Count;

        var refused = await Assert.ThrowsAsync<RuleException>(() => RestoreAsync(backup));

        Assert.Equal(BackupTexts.ListDamaged, refused.Message);
        Assert.DoesNotContain(await Portal.AuditAsync(), row => row.Act is AuditActs.RestoreStarted or AuditActs.DatabaseRestored);
        Assert.True((await Portal.AuditAsync()).Count >= before);
        Assert.Empty(Directory.GetDirectories(Portal.Database.Storage.DataDirectory, "restoring-*"));
    }

    private async Task SetAccountsAsync(StaffMember[] people, params string?[] accounts)
    {
        for (var n = 0; n < people.Length; n++)
        {
            var staff = Portal.As<StaffService>(Role.Administrator);
            var sheet = (await staff.FindAsync(people[n].Id))!;
            sheet.Details.ContractBasis ??= "委託契約 第1条";
            sheet.Details.DirectoryObject = accounts[n];
            sheet.Details.DirectoryTenant = accounts[n] is null ? null : Tenant;
            Assert.True(await staff.SaveAsync(sheet.Id, sheet.Details, sheet.Version));
        }
    }
}
