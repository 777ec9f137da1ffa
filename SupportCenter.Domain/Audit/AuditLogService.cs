using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Audit;

/// <summary>Reads the audit log for supervisors and auditors: ids and names of staff, never a personal value of a business.</summary>
public sealed class AuditLogService(AuthorizedDbContextFactory authorized)
{
    /// <summary>The chart shows so many days at most.</summary>
    public const int MostDays = 31;

    /// <summary>The newest rows first, page by page.</summary>
    [RequiresPermission(Permission.ViewAudit)]
    public async Task<Page<AuditRow>> ListAsync(AuditFilter filter, PageRequest page, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewAudit, ct);
        var found = await filter.ApplyAsync(db, ct);
        var count = await found.CountCappedAsync(ct);
        var rows = await (
            from row in found.OrderByDescending(row => row.Sequence).Skip(page.Skip).Take(page.Take)
            join person in db.Staff on row.ActorId equals person.Id into people
            from person in people.DefaultIfEmpty()
            orderby row.Sequence descending
            select new AuditRow(
                row.Sequence,
                row.AtUtc,
                row.Act,
                row.ActorId,
                person == null ? null : person.Name,
                row.ActorKind,
                row.ActorRole,
                row.SubjectKind,
                row.SubjectId,
                row.Fields,
                row.Origin,
                row.Businesses.Count
            )
        ).ToListAsync(ct);
        return Page.Of<AuditRow>(rows, count);
    }

    /// <summary>How many acts there were a day (in Tokyo), and how many of them were refused: the period's last days, else the last
    /// ones.</summary>
    [RequiresPermission(Permission.ViewAudit)]
    public async Task<IReadOnlyList<AuditDay>> DaysAsync(AuditFilter filter, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewAudit, ct);
        var last = filter.To is { } to && to < authorized.Today ? to : authorized.Today;
        var first = filter.From is { } from && from > last.AddDays(1 - MostDays) ? from : last.AddDays(1 - MostDays);
        var found = filter.Narrow(db);
        var days = new List<AuditDay>(MostDays);
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            // Each day is a short range of an index.
            var (begins, ends) = (CentreTime.ToUtc(day, default), CentreTime.ToUtc(day.AddDays(1), default));
            var acts = await found
                .Where(row => row.AtUtc >= begins && row.AtUtc < ends)
                .GroupBy(row => AuditActs.Refusals.Contains(row.Act))
                .Select(group => new { Refused = group.Key, Count = group.Count() })
                .ToListAsync(ct);
            days.Add(new AuditDay(day, acts.Sum(group => group.Count), acts.Where(group => group.Refused).Sum(group => group.Count)));
        }

        return days;
    }

    /// <summary>Whom and what the log can be searched by.</summary>
    [RequiresPermission(Permission.ViewAudit)]
    public async Task<AuditChoices> ChoicesAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewAudit, ct);
        var people = await db.Staff.ChoicesAsync(ct);
        return new AuditChoices(people, AuditActs.All);
    }
}

/// <summary>One act: who, when, what, on what, and of how many businesses.</summary>
public sealed record AuditRow(
    long Sequence,
    DateTime AtUtc,
    string Act,
    Guid? ActorId,
    string? ActorName,
    string ActorKind,
    string? ActorRole,
    string SubjectKind,
    Guid? SubjectId,
    string Fields,
    string? Origin,
    int BusinessCount
);

/// <summary>A day's acts in Tokyo.</summary>
public sealed record AuditDay(DateOnly Date, int Acts, int Refused);

/// <summary>What the log can be searched by.</summary>
public sealed record AuditChoices(IReadOnlyList<NamedChoice> People, IReadOnlyList<string> Acts);

/// <summary>Whether an act was done or refused.</summary>
public enum AuditResult
{
    [Display(Name = nameof(AuditTexts.ResultDone), ResourceType = typeof(AuditTexts))]
    Done = 1,

    [Display(Name = nameof(AuditTexts.ResultRefused), ResourceType = typeof(AuditTexts))]
    Refused = 2,
}

/// <summary>Which rows of the log are wanted; what is null does not narrow.</summary>
public sealed record AuditFilter
{
    // Rows are in the order of their numbers; a clock that was set wrong by less than this hides nothing.
    private static readonly TimeSpan ClockSlack = TimeSpan.FromDays(2);

    public Guid? StaffId { get; set; }

    public Guid? BusinessId { get; set; }

    public string? Act { get; set; }

    public AuditResult? Result { get; set; }

    /// <summary>The first day, in Tokyo.</summary>
    [Display(Name = nameof(AuditTexts.From), ResourceType = typeof(AuditTexts))]
    public DateOnly? From { get; set; }

    /// <summary>The last day.</summary>
    [Display(Name = nameof(AuditTexts.To), ResourceType = typeof(AuditTexts))]
    public DateOnly? To { get; set; }

    /// <summary>The rows of the filter, the period included: as a range of numbers, which every index ends with, and by time.</summary>
    internal async Task<IQueryable<AuditEntry>> ApplyAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var found = Narrow(db);
        if (From is { } from)
        {
            var (begins, earliest) = (CentreTime.ToUtc(from, default), CentreTime.ToUtc(from, default) - ClockSlack);
            var first = await db
                .Audit.Where(row => row.AtUtc >= earliest)
                .OrderBy(row => row.AtUtc)
                .ThenBy(row => row.Sequence)
                .Select(row => (long?)row.Sequence)
                .FirstOrDefaultAsync(cancellation)
                ?? long.MaxValue;
            found = found.Where(row => row.Sequence >= first && row.AtUtc >= begins);
        }

        if (To is { } to)
        {
            var (ends, latest) = (CentreTime.ToUtc(to.AddDays(1), default), CentreTime.ToUtc(to.AddDays(1), default) + ClockSlack);
            var last = await db
                .Audit.Where(row => row.AtUtc < latest)
                .OrderByDescending(row => row.AtUtc)
                .ThenByDescending(row => row.Sequence)
                .Select(row => (long?)row.Sequence)
                .FirstOrDefaultAsync(cancellation)
                ?? 0;
            found = found.Where(row => row.Sequence <= last && row.AtUtc < ends);
        }

        return found;
    }

    /// <summary>The rows of the filter at whatever time.</summary>
    internal IQueryable<AuditEntry> Narrow(PortalDbContext db)
    {
        var found = BusinessId is { } business
            ? db
                .AuditedBusinesses.Where(link => link.BusinessId == business)
                .Join(db.Audit.AsNoTracking(), link => link.Sequence, row => row.Sequence, (link, row) => row)
            : db.Audit.AsNoTracking();
        found = StaffId is { } person ? found.Where(row => row.ActorId == person) : found;
        found = Act is { Length: > 0 } act ? found.Where(row => row.Act == act) : found;
        return Result switch
        {
            AuditResult.Refused => found.Where(row => AuditActs.Refusals.Contains(row.Act)),
            AuditResult.Done => found.Where(row => !AuditActs.Refusals.Contains(row.Act)),
            _ => found,
        };
    }
}
