using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Administration;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Backups;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Tests.Documents;
using SupportCenter.Tests.Retention;

namespace SupportCenter.Tests.Backups;

/// <summary>復元 in a portal that runs: two people, and nobody and nothing comes back.</summary>
public sealed class RestoreTests : IAsyncLifetime
{
    private const string Tenant = "00000000-0000-4000-8000-000000000001";
    private const string Why = "誤った一括変更を取り消すため";
    private RetentionScene scene = null!;
    private Guid paper;

    private TestPortal Portal => scene.Portal;

    public async Task InitializeAsync()
    {
        scene = await RetentionScene.SetAsync();
        paper = (
            await Portal
                .As<DocumentService>(Role.Supervisor)
                .UploadAsync(DocumentOwner.Business(scene.Business.Id), "試算表.txt", new MemoryStream(DocumentDesk.Letters(900)))
        )!.Id;
        Portal.Time.Set(RetentionScene.FirstDayDue);
        await SignAsync();
    }

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Fact]
    [Asvs("2.3.5", "14.2.7")]
    public async Task What_was_disposed_of_or_revoked_after_the_backup_does_not_come_back()
    {
        var other = await scene.CameOnAsync(new DateOnly(2026, 3, 1));
        var kept = await Portal
            .As<DocumentService>(Role.Supervisor)
            .UploadAsync(DocumentOwner.Business(other.Id), "決算書.txt", new MemoryStream(DocumentDesk.Letters(900)));
        var (disabled, moved) = (Make.Staff(Role.BookingStaff, "例示 停止"), Make.Staff(Role.Administrator, "運用 異動"));
        await Portal.AddAsync(disabled, moved);
        var session = Portal.SignedIn(disabled);
        var order = await scene.ReleasedAsync();
        var approval = (await scene.ApprovalOfAsync(order)).Id;
        var backup = await BackUpAsync();

        Portal.Time.Advance(TimeSpan.FromHours(1));
        Assert.True(await scene.Disposals.CarryOutAsync(order));
        await Portal.As<DocumentService>(Role.Supervisor).WithdrawAsync(kept!.Id, "誤って受け取ったため");
        var staff = Portal.As<StaffService>(Role.Administrator);
        Assert.True(await staff.DisableAsync(disabled.Id, "退職のため", await VersionAsync(disabled)));
        Assert.True(
            await staff.ChangeRoleAsync(
                moved.Id,
                new StaffRoleDetails { Organisation = Organisation.Contractor, Role = Role.BookingStaff },
                await VersionAsync(moved)
            )
        );
        await SignAsync();

        var restored = await RestoreAsync(backup);

        Assert.Equal(0, await Portal.ReadAsync(db => db.Businesses.CountAsync(row => row.Id == scene.Business.Id)));
        Assert.Equal(0, await Portal.ReadAsync(db => db.DocumentChunks.CountAsync(row => row.DocumentId == paper)));
        Assert.Equal(1, await Portal.ReadAsync(db => db.Businesses.CountAsync(row => row.Id == other.Id)));
        Assert.NotNull(
            await Portal.ReadAsync(db => db.Documents.Where(row => row.Id == kept.Id).Select(row => row.WithdrawnAtUtc).SingleAsync())
        );
        Assert.True((await FindAsync(disabled)).IsDisabled);
        Assert.Equal(Role.BookingStaff, (await FindAsync(moved)).Role);
        Assert.Equal(0, await Portal.ReadAsync(db => db.Sessions.CountAsync(row => row.EndedAtUtc == null)));
        await Assert.ThrowsAsync<AccessRefusedException>(() => Portal.As<SessionService>(session).UseAsync());
        Assert.Equal(
            ApprovalState.Refused,
            await Portal.ReadAsync(db => db.Approvals.Where(row => row.Id == approval).Select(row => row.State).SingleAsync())
        );
        Assert.Equal(4, restored.Reapplied);
        Assert.Equal("ok", await IntegrityAsync());
    }

    [Fact]
    [Asvs("2.3.5")]
    public async Task An_export_that_was_fetched_after_the_backup_cannot_be_fetched_once_more()
    {
        var exports = Portal.As<Domain.Reports.BulkExportService>(Role.Supervisor);
        var order = await exports.AskAsync(
            new Domain.Reports.ExportDetails
            {
                Contents = Domain.Reports.ExportContents.Reservations,
                From = new DateOnly(2020, 7, 1),
                To = new DateOnly(2020, 7, 31),
                Reason = "月次報告の作成のため必要",
            }
        );
        await Portal.As<ApprovalService>(scene.Second).ReleaseAsync((await scene.ApprovalOfAsync(order)).Id, null);
        var backup = await BackUpAsync();
        Assert.NotNull(await exports.OpenAsync(order));
        await RestoreAsync(backup);

        await Assert.ThrowsAsync<RuleException>(() => Portal.As<Domain.Reports.BulkExportService>(Role.Supervisor).OpenAsync(order));
    }

    [Fact]
    [Asvs("2.3.5")]
    public async Task One_supervisor_alone_restores_nothing_and_two_restore_once()
    {
        var backup = await BackUpAsync();
        var mine = Portal.As<BackupService>(Role.Supervisor);
        var asked = await mine.AskRestoreAsync(backup, Why);
        await Assert.ThrowsAsync<RuleException>(() => mine.RestoreAsync(backup, asked));
        await Assert.ThrowsAsync<RuleException>(() => mine.RestoreAsync(backup, Guid.Empty));
        await Assert.ThrowsAsync<RuleException>(() => Portal.As<ApprovalService>(Role.Supervisor).ReleaseAsync(asked, null));
        await Portal.As<ApprovalService>(scene.Second).ReleaseAsync(asked, null);
        var another = await BackUpAsync();
        await Assert.ThrowsAsync<RuleException>(() => mine.RestoreAsync(another, asked));
        await Assert.ThrowsAsync<RuleException>(() => Portal.As<BackupService>(scene.Second).RestoreAsync(backup, asked));

        await mine.RestoreAsync(backup, asked);

        Portal.Time.Advance(TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<RuleException>(() => Portal.As<BackupService>(Role.Supervisor).RestoreAsync(backup, asked));
    }

    [Fact]
    [Asvs("7.5.3")]
    public async Task A_sign_in_that_is_not_fresh_restores_nothing()
    {
        var backup = await BackUpAsync();
        var session = Portal.SignedIn(Portal.Staff[Role.Supervisor]);
        Portal.Time.Advance(Portal.Sessions.Fresh + TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<FreshSignInRequiredException>(() => Portal.As<BackupService>(session).AskRestoreAsync(backup, Why));
        await Assert.ThrowsAsync<FreshSignInRequiredException>(() => Portal.As<BackupService>(session).RestoreAsync(backup, Guid.Empty));
    }

    [Fact]
    [Asvs("16.4.2")]
    public async Task The_log_says_restored_from_and_to_and_the_chain_is_sound_with_it()
    {
        var backup = await BackUpAsync();
        await GoOnAsync();
        var lost = (await Portal.AuditAsync())[^1].Sequence;
        var restored = await RestoreAsync(backup);
        Assert.Empty(AuditVerifier.Verify(Portal.Database.Places).Damage);
        await GoOnAsync();

        var verdict = AuditVerifier.Verify(Portal.Database.Places);
        Assert.Empty(verdict.Damage);
        var gap = Assert.Single(verdict.Restores);
        Assert.Equal(restored.Sequence, gap.ToSequence);
        Assert.True(gap.FromSequence >= lost);
        var row = Assert.Single(await Portal.AuditAsync(), row => row.Act == AuditActs.DatabaseRestored);
        Assert.Equal((restored.Sequence + 1, Portal.Staff[Role.Supervisor].Id), (row.Sequence, row.ActorId!.Value));
        Assert.Contains($"released-by={scene.Second.Id:N}", row.Fields, StringComparison.Ordinal);
        var alarm = Assert.Single((await Portal.As<AlarmService>(Role.Auditor).ListAsync(new(0, 20))).Rows);
        Assert.Equal(AlarmKind.Restored, alarm.Kind);
        Assert.Null((await Portal.As<BackupService>(CallerIdentity.Console).DrillAsync())!.Failure);
    }

    [Fact]
    [Asvs("16.4.2")]
    public async Task Restored_once_and_once_more_from_before_the_first_restore_the_chain_is_sound()
    {
        var first = await BackUpAsync();
        await GoOnAsync();
        var second = await BackUpAsync();
        await GoOnAsync();
        await RestoreAsync(first);
        await GoOnAsync();
        Portal.Time.Advance(TimeSpan.FromHours(1));
        await RestoreAsync(second);
        await GoOnAsync();
        Assert.Empty(AuditVerifier.Verify(Portal.Database.Places).Damage);
        Portal.Time.Advance(TimeSpan.FromHours(1));
        await RestoreAsync(first);
        await GoOnAsync();

        Assert.Empty(AuditVerifier.Verify(Portal.Database.Places).Damage);
        Assert.DoesNotContain((await Portal.As<AlarmService>(Role.Auditor).ListAsync(new(0, 20))).Rows, row =>
            row.Kind == AlarmKind.LogDamaged
        );
    }

    [Theory]
    [Asvs("16.4.2")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_silent_swap_of_an_older_file_is_found_whether_or_not_there_was_a_restore(bool isRestored)
    {
        var backup = await BackUpAsync();
        await GoOnAsync();
        if (isRestored)
        {
            await RestoreAsync(backup);
            await GoOnAsync();
        }

        Swap(backup);

        Assert.Contains(AuditVerifier.Verify(Portal.Database.Places).Damage, damage => damage.Kind == DamageKind.DatabaseRolledBack);
    }

    [Fact]
    [Asvs("16.4.2")]
    public async Task Without_the_signed_record_or_with_a_forged_one_a_restored_chain_is_reported()
    {
        var backup = await BackUpAsync();
        await GoOnAsync();
        await RestoreAsync(backup);
        await GoOnAsync();
        var record = Assert.Single(Directory.GetFiles(Portal.Database.Places.CheckpointDirectory, "restored-*.json"));
        var content = await File.ReadAllTextAsync(record);

        await File.WriteAllTextAsync(record, content.Replace("\"Remembered\":", "\"Remembered\":0", StringComparison.Ordinal));
        Assert.Contains(AuditVerifier.Verify(Portal.Database.Places).Damage, damage => damage.Kind == DamageKind.CheckpointForged);
        File.Delete(record);
        Assert.Contains(AuditVerifier.Verify(Portal.Database.Places).Damage, damage =>
            damage.Kind is DamageKind.DatabaseRolledBack or DamageKind.ChainRebuilt
        );
    }

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

    [Fact]
    public async Task What_was_there_is_backed_up_first_so_that_a_wrong_choice_can_be_undone()
    {
        var backup = await BackUpAsync();
        var venue = Make.Venue("例示会館");
        await Portal.AddAsync(venue);
        await RestoreAsync(backup);
        Assert.Equal(0, await Portal.ReadAsync(db => db.Venues.CountAsync(row => row.Id == venue.Id)));

        Portal.Time.Advance(TimeSpan.FromHours(1));
        var page = await Portal.As<BackupService>(Role.Supervisor).ListAsync(new(0, 20));
        await RestoreAsync(page.Rows.Single(row => row.Kind == BackupKind.BeforeRestore).Id);

        Assert.Equal(1, await Portal.ReadAsync(db => db.Venues.CountAsync(row => row.Id == venue.Id)));
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

    private async Task<Guid> BackUpAsync() => (await Portal.As<BackupService>(CallerIdentity.Console).MakeAsync()).Id;

    private async Task<RestoredDatabase> RestoreAsync(Guid backup)
    {
        Portal.Time.Advance(TimeSpan.FromMinutes(1));
        var asked = await Portal.As<BackupService>(Role.Supervisor).AskRestoreAsync(backup, Why);
        await Portal.As<ApprovalService>(scene.Second).ReleaseAsync(asked, null);
        var restored = await Portal.As<BackupService>(Role.Supervisor).RestoreAsync(backup, asked);
        Portal.Time.Advance(TimeSpan.FromMinutes(1));
        return restored;
    }

    private async Task GoOnAsync()
    {
        for (var n = 0; n < 3; n++)
        {
            Portal.Time.Advance(TimeSpan.FromMinutes(1));
            await Portal.SignInAsync(Portal.Staff[Role.BookingStaff]);
        }

        await SignAsync();
    }

    private async Task SignAsync()
    {
        Portal.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await Portal.As<CheckpointService>(CallerIdentity.Console).SignAsync());
    }

    private void Swap(Guid backup) => DatabaseCopy.Overwrite(Portal.Database.BackupFolder.Find(backup)!.File, Portal.DatabaseFile);

    private Task<StaffMember> FindAsync(StaffMember person) =>
        Portal.ReadAsync(db => db.Staff.AsNoTracking().SingleAsync(row => row.Id == person.Id));

    private async Task<Guid> VersionAsync(StaffMember person) => (await FindAsync(person)).Version;

    private async Task<string> IntegrityAsync() =>
        string.Join(';', await Portal.ReadAsync(db => db.Database.SqlQueryRaw<string>("PRAGMA integrity_check").ToListAsync()));
}
