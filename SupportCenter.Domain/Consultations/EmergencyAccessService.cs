using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Administration;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Consultations;

/// <summary>緊急閲覧 from the request to the end. Without an open access of their own an administrator finds nothing.</summary>
public sealed class EmergencyAccessService(AuthorizedDbContextFactory authorized)
{
    /// <summary>Asks to see one record; gives the request's id. A record that does not exist is answered in the same way as one that
    /// cannot be read.</summary>
    /// <exception cref="RuleException">The reference is no record's, a field is wrong, or the reason is too short.</exception>
    [RequiresPermission(Permission.AskEmergencyAccess)]
    public async Task<Guid> AskAsync(EmergencyDetails details, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.AskEmergencyAccess, AuditActs.ApprovalAsked, ct);
        FormChecks.Ensure(details);
        var record = NewId.TryParse(ReferenceIn(details.Record!), out var id)
            ? await work.Db.Records.FirstOrDefaultAsync(row => row.Id == id, ct)
            : null;
        FormChecks.Refuse(record is null, EmergencyTexts.NoSuchRecord, nameof(details.Record));
        var access = work.Db.Add(new EmergencyAccess(record!, work.AccessContext.Me, details.Minutes)).Entity;
        access.ApprovalId = (
            await Approvals.AskAsync(work, ApprovalKind.EmergencyAccess, access.Id, details.Reason, authorized.UtcNow, ct)
        ).Id;
        await work.CommitAsync(ct);
        return access.Id;
    }

    /// <summary>The administrator's own accesses of the last days, newest first: states and times, nothing of the record.</summary>
    [RequiresPermission(Permission.AskEmergencyAccess)]
    public async Task<IReadOnlyList<EmergencyRow>> MineAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.AskEmergencyAccess, ct);
        var me = db.AccessContext.Me;
        return await RowsAsync(db, db.EmergencyAccesses.Where(row => row.AdministratorId == me), ct);
    }

    /// <summary>Begins to count the minutes; uses up the supervisor's approval. False when there is no such access of one's own.</summary>
    /// <exception cref="RuleException">It is not released, has expired, or was begun before.</exception>
    [RequiresPermission(Permission.ViewInEmergency)]
    public async Task<bool> StartAsync(Guid id, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ViewInEmergency, AuditActs.EmergencyStarted, ct);
        if (await Mine(work.Db).FirstOrDefaultAsync(row => row.Id == id, ct) is not { } access)
        {
            return false;
        }

        await Approvals.UseAsync(work, access.ApprovalId, ApprovalKind.EmergencyAccess, access.Id, authorized.UtcNow, ct);
        access.Start(authorized.Session!.Value, authorized.UtcNow);
        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>The record, to be read only; each call is a view in the business's ledger, under a name of its own. Null without an open
    /// access.</summary>
    [RequiresPermission(Permission.ViewInEmergency)]
    public async Task<EmergencyView?> ViewAsync(Guid id, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ViewInEmergency, AuditActs.EmergencyViewed, ct);
        var access = await Mine(work.Db).FirstOrDefaultAsync(row => row.Id == id, ct);
        if (!IsOpenHere(access))
        {
            return null;
        }

        var opened = work.Db.Records.Where(row => row.Id == access!.RecordId);
        var sheet = (await ConsultationReader.ReadAsync(work.Db, opened, access!.RecordId, wholeTelephone: false, ct))!;
        access.NoteView(authorized.UtcNow);
        work.Note(nameof(ConsultationRecord), access.RecordId, access.BusinessId);
        await work.CommitAsync(ct);
        return new EmergencyView(sheet, access.EndsAtUtc!.Value, access.Id);
    }

    /// <summary>When an access of one's own ends; null when it is over. Leaves no trace: what open screens ask to take the record away in
    /// time.</summary>
    [RequiresPermission(Permission.ViewInEmergency)]
    public async Task<DateTime?> EndsAtAsync(Guid id, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewInEmergency, ct);
        var access = await Mine(db).AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct);
        return IsOpenHere(access) ? access!.EndsAtUtc : null;
    }

    /// <summary>The administrator has finished. False when there is no such access of one's own.</summary>
    [RequiresPermission(Permission.ViewInEmergency)]
    public async Task<bool> FinishAsync(Guid id, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ViewInEmergency, AuditActs.EmergencyStopped, ct);
        return await StopAsync(work, await Mine(work.Db).FirstOrDefaultAsync(row => row.Id == id, ct), ct);
    }

    /// <summary>What is open now, and what was within the last days, for the supervisor who watches.</summary>
    [RequiresPermission(Permission.WatchEmergencyAccess)]
    public async Task<IReadOnlyList<EmergencyRow>> WatchAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.WatchEmergencyAccess, ct);
        return await RowsAsync(db, db.EmergencyAccesses.Where(row => row.StartedAtUtc != null), ct);
    }

    /// <summary>The supervisor ends it at once. False when there is none.</summary>
    [RequiresPermission(Permission.WatchEmergencyAccess)]
    public async Task<bool> StopAsync(Guid id, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.WatchEmergencyAccess, AuditActs.EmergencyStopped, ct);
        return await StopAsync(
            work,
            await work.Db.EmergencyAccesses.Include(row => row.Session).FirstOrDefaultAsync(row => row.Id == id, ct),
            ct
        );
    }

    /// <summary>Open, and in the very session in which it was begun: whoever signs out and in again finds nothing.</summary>
    private bool IsOpenHere(EmergencyAccess? access) =>
        access is not null && access.IsOpenAt(authorized.UtcNow) && access.SessionId == authorized.Session;

    private static IQueryable<EmergencyAccess> Mine(PortalDbContext db)
    {
        var me = db.AccessContext.Me;
        return db.EmergencyAccesses.Include(row => row.Session).Where(row => row.AdministratorId == me);
    }

    /// <summary>The last 26 characters of an address, or what was typed.</summary>
    private static string ReferenceIn(string typed) => VisibleText.Trimmed(typed).TrimEnd('/').Split('/')[^1];

    private async Task<bool> StopAsync(UnitOfWork work, EmergencyAccess? access, CancellationToken cancellation)
    {
        if (access is null)
        {
            return false;
        }

        access.Stop(work.AccessContext.Me, authorized.UtcNow);
        await work.CommitAsync(cancellation);
        return true;
    }

    private async Task<IReadOnlyList<EmergencyRow>> RowsAsync(
        PortalDbContext db,
        IQueryable<EmergencyAccess> accesses,
        CancellationToken cancellation
    )
    {
        var now = authorized.UtcNow;
        var rows = await (
            from access in accesses.AsNoTracking().Include(row => row.Session)
            join approval in db.Approvals on access.ApprovalId equals approval.Id
            join person in db.Staff on access.AdministratorId equals person.Id
            orderby approval.RequestedAtUtc descending, access.Id
            select new
            {
                Access = access,
                Approval = approval,
                person.Name,
            }
        )
            .Take(EmergencyRow.Most)
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(row => new EmergencyRow
            {
                Id = row.Access.Id,
                Administrator = row.Name,
                RecordId = row.Access.RecordId,
                Reason = row.Approval.Reason,
                Minutes = row.Access.Minutes,
                Approval = row.Approval.StateAt(now),
                AskedAtUtc = row.Approval.RequestedAtUtc,
                StartedAtUtc = row.Access.StartedAtUtc,
                EndsAtUtc = row.Access.EndsAtUtc,
                WasStopped = row.Access.StoppedById is not null,
                Views = row.Access.Views,
                LastViewedAtUtc = row.Access.LastViewedAtUtc,
                IsOpen = row.Access.IsOpenAt(now),
            }),
        ];
    }
}

/// <summary>The record for the administrator, until when, and the reference that stands across the page.</summary>
public sealed record EmergencyView(ConsultationView Sheet, DateTime EndsAtUtc, Guid Reference);

/// <summary>One emergency access: who, why, when; of the record its id alone.</summary>
public sealed record EmergencyRow
{
    /// <summary>So many of the newest are shown.</summary>
    public const int Most = 50;

    public required Guid Id { get; init; }

    public required string Administrator { get; init; }

    public required Guid RecordId { get; init; }

    public required string Reason { get; init; }

    public required int Minutes { get; init; }

    public required ApprovalState Approval { get; init; }

    public required DateTime AskedAtUtc { get; init; }

    public DateTime? StartedAtUtc { get; init; }

    public DateTime? EndsAtUtc { get; init; }

    public required bool WasStopped { get; init; }

    public required int Views { get; init; }

    public DateTime? LastViewedAtUtc { get; init; }

    public required bool IsOpen { get; init; }
}
