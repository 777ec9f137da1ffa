using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Audit;

/// <summary>警報: for supervisors, who say what became of them, and auditors.</summary>
public sealed class AlarmService(AuthorizedDbContextFactory authorized)
{
    /// <summary>How many are open.</summary>
    [RequiresPermission(Permission.ViewAlarms)]
    public async Task<int> CountOpenAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewAlarms, ct);
        return await db.Alarms.CountAsync(alarm => alarm.AcknowledgedAtUtc == null, ct);
    }

    /// <summary>Open ones first, then the newest first, page by page. Names of businesses are masked.</summary>
    [RequiresPermission(Permission.ViewAlarms)]
    public async Task<Page<AlarmRow>> ListAsync(PageRequest page, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewAlarms, ct);
        var count = await db.Alarms.CountCappedAsync(ct);
        var rows = await db
            .Alarms.AsNoTracking()
            .OrderBy(alarm => alarm.AcknowledgedAtUtc != null)
            .ThenByDescending(alarm => alarm.RaisedAtUtc)
            .Skip(page.Skip)
            .Take(page.Take)
            .Select(alarm => new
            {
                Alarm = alarm,
                Staff = db.Staff.Where(person => person.Id == alarm.StaffId).Select(person => person.Name).FirstOrDefault(),
                Business = db
                    .Businesses.Where(business => business.Id == alarm.BusinessId)
                    .Select(business => business.Name)
                    .FirstOrDefault(),
                By = db.Staff.Where(person => person.Id == alarm.AcknowledgedBy).Select(person => person.Name).FirstOrDefault(),
            })
            .ToListAsync(ct);
        return Page.Of<AlarmRow>(
            rows.ConvertAll(row => new AlarmRow(
                row.Alarm.Id,
                row.Alarm.Kind,
                row.Alarm.RaisedAtUtc,
                row.Alarm.Sequence,
                row.Alarm.StaffId,
                row.Staff,
                row.Alarm.BusinessId,
                MaskedName.Of(row.Business),
                row.Alarm.AcknowledgedAtUtc,
                row.By,
                row.Alarm.Remark
            )),
            count
        );
    }

    /// <summary>Says what became of an alarm.</summary>
    /// <exception cref="RuleException">No remark, no such alarm, or somebody did already.</exception>
    [RequiresPermission(Permission.SettleAlarms)]
    public async Task AcknowledgeAsync(Guid id, AlarmRemark remark, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.SettleAlarms, AuditActs.AlarmAcknowledged, ct);
        FormChecks.Ensure(remark);
        var alarm = await work.Db.Alarms.FirstOrDefaultAsync(row => row.Id == id, ct) ?? throw new RuleException(DomainTexts.NotFound);
        alarm.Acknowledge(work.AccessContext.Me, VisibleText.Trimmed(remark.Text!), authorized.UtcNow);
        await work.CommitAsync(ct);
    }
}

/// <summary>What a supervisor says of an alarm.</summary>
public sealed class AlarmRemark
{
    [LocalizedRequired, LocalizedMaxLength(500), DataType(DataType.MultilineText)]
    [Display(Name = nameof(AuditTexts.Remark), Description = nameof(AuditTexts.RemarkHint), ResourceType = typeof(AuditTexts))]
    public string? Text { get; set; }
}

/// <summary>An alarm as it is listed. <paramref name="Sequence"/> is the audit row that gave cause.</summary>
public sealed record AlarmRow(
    Guid Id,
    AlarmKind Kind,
    DateTime RaisedAtUtc,
    long Sequence,
    Guid? StaffId,
    string? StaffName,
    Guid? BusinessId,
    string? BusinessMasked,
    DateTime? AcknowledgedAtUtc,
    string? AcknowledgedBy,
    string? Remark
)
{
    public bool IsOpen => AcknowledgedAtUtc is null;
}
