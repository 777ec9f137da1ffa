using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Backups;
using SupportCenter.Domain.Documents;
using SupportCenter.Tests.Documents;
using SupportCenter.Tests.Retention;

namespace SupportCenter.Tests.Backups;

/// <summary>A portal with a business whose records are due for disposal, and how it is backed up and restored there.</summary>
public abstract class RestoreScene : IAsyncLifetime
{
    private protected const string Why = "誤った一括変更を取り消すため";
    private RetentionScene scene = null!;

    private protected RetentionScene Scene => scene;

    /// <summary>A document of the business, uploaded before anything else.</summary>
    private protected Guid Paper { get; private set; }

    private protected TestPortal Portal => scene.Portal;

    public async Task InitializeAsync()
    {
        scene = await RetentionScene.SetAsync();
        Paper = (
            await Portal
                .As<DocumentService>(Role.Supervisor)
                .UploadAsync(DocumentOwner.Business(scene.Business.Id), "試算表.txt", new MemoryStream(DocumentDesk.Letters(900)))
        )!.Id;
        Portal.Time.Set(RetentionScene.FirstDayDue);
        await SignAsync();
    }

    public async Task DisposeAsync() => await scene.DisposeAsync();

    private protected async Task<Guid> BackUpAsync() => (await Portal.As<BackupService>(CallerIdentity.Console).MakeAsync()).Id;

    private protected async Task<RestoredDatabase> RestoreAsync(Guid backup)
    {
        Portal.Time.Advance(TimeSpan.FromMinutes(1));
        var asked = await Portal.As<BackupService>(Role.Supervisor).AskRestoreAsync(backup, Why);
        await Portal.As<ApprovalService>(scene.Second).ReleaseAsync(asked, null);
        var restored = await Portal.As<BackupService>(Role.Supervisor).RestoreAsync(backup, asked);
        Portal.Time.Advance(TimeSpan.FromMinutes(1));
        return restored;
    }

    private protected async Task SignAsync()
    {
        Portal.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await Portal.As<CheckpointService>(CallerIdentity.Console).SignAsync());
    }

    private protected Task<StaffMember> FindAsync(StaffMember person) =>
        Portal.ReadAsync(db => db.Staff.AsNoTracking().SingleAsync(row => row.Id == person.Id));

    private protected async Task<Guid> VersionAsync(StaffMember person) => (await FindAsync(person)).Version;
}
