using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Administration;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Backups;
using SupportCenter.Domain.Documents;
using SupportCenter.Tests.Documents;

namespace SupportCenter.Tests.Backups;

/// <summary>復元 in a portal that runs: two people, and nobody and nothing comes back.</summary>
public sealed class RestoreTests : RestoreScene
{
    [Fact]
    [Asvs("2.3.5", "14.2.7")]
    public async Task What_was_disposed_of_or_revoked_after_the_backup_does_not_come_back()
    {
        var other = await Scene.CameOnAsync(new DateOnly(2026, 3, 1));
        var kept = await Portal
            .As<DocumentService>(Role.Supervisor)
            .UploadAsync(DocumentOwner.Business(other.Id), "決算書.txt", new MemoryStream(DocumentDesk.Letters(900)));
        var (disabled, moved) = (Make.Staff(Role.BookingStaff, "例示 停止"), Make.Staff(Role.Administrator, "運用 異動"));
        await Portal.AddAsync(disabled, moved);
        var session = Portal.SignedIn(disabled);
        var order = await Scene.ReleasedAsync();
        var approval = (await Scene.ApprovalOfAsync(order)).Id;
        var backup = await BackUpAsync();

        Portal.Time.Advance(TimeSpan.FromHours(1));
        Assert.True(await Scene.Disposals.CarryOutAsync(order));
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

        Assert.Equal(0, await Portal.ReadAsync(db => db.Businesses.CountAsync(row => row.Id == Scene.Business.Id)));
        Assert.Equal(0, await Portal.ReadAsync(db => db.DocumentChunks.CountAsync(row => row.DocumentId == Paper)));
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
        await Portal.As<ApprovalService>(Scene.Second).ReleaseAsync((await Scene.ApprovalOfAsync(order)).Id, null);
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
        await Portal.As<ApprovalService>(Scene.Second).ReleaseAsync(asked, null);
        var another = await BackUpAsync();
        await Assert.ThrowsAsync<RuleException>(() => mine.RestoreAsync(another, asked));
        await Assert.ThrowsAsync<RuleException>(() => Portal.As<BackupService>(Scene.Second).RestoreAsync(backup, asked));

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
        Assert.Contains($"released-by={Scene.Second.Id:N}", row.Fields, StringComparison.Ordinal);
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

    private async Task GoOnAsync()
    {
        for (var n = 0; n < 3; n++)
        {
            Portal.Time.Advance(TimeSpan.FromMinutes(1));
            await Portal.SignInAsync(Portal.Staff[Role.BookingStaff]);
        }

        await SignAsync();
    }

    private void Swap(Guid backup) => DatabaseCopy.Overwrite(Portal.Database.BackupFolder.Find(backup)!.File, Portal.DatabaseFile);

    private async Task<string> IntegrityAsync() =>
        string.Join(';', await Portal.ReadAsync(db => db.Database.SqlQueryRaw<string>("PRAGMA integrity_check").ToListAsync()));
}
