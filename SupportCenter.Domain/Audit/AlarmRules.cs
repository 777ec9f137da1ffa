using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Audit;

/// <summary>Which audit rows give cause for an alarm; asked in the transaction that writes them.</summary>
internal sealed class AlarmRules(PortalDbContext db, AlarmOptions options)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>The alarms for rows that are about to be saved; none for a cause that raised one within the window.</summary>
    public async Task<List<Alarm>> FindAsync(IReadOnlyList<AuditEntry> rows, CancellationToken cancellation)
    {
        var causes = rows.Select(CauseOf).OfType<Alarm>().ToList();
        causes.AddRange(await CanariesAsync(rows, cancellation));
        causes.AddRange(await ManyAsync(rows, AuditActs.Views, options.ViewsPerHour, AlarmKind.ManyViews, cancellation));
        causes.AddRange(await ManyAsync(rows, AuditActs.Lists, options.ListedPerHour, AlarmKind.ManyListed, cancellation));
        causes.AddRange(await RefusalsAsync([.. rows.Where(row => AuditActs.Refusals.Contains(row.Act))], cancellation));
        var alarms = new List<Alarm>();
        foreach (var alarm in causes.DistinctBy(alarm => alarm.Cause))
        {
            var since = alarm.RaisedAtUtc.AddMinutes(-options.WindowMinutes);
            if (!await db.Alarms.AnyAsync(earlier => earlier.Cause == alarm.Cause && earlier.RaisedAtUtc > since, cancellation))
            {
                alarms.Add(alarm);
            }
        }

        return alarms;
    }

    /// <summary>What a row alone gives cause for.</summary>
    private Alarm? CauseOf(AuditEntry row) =>
        row.Act switch
        {
            AuditActs.SignedIn when !options.IsOfficeHour(row.AtUtc) => Raise(AlarmKind.SignInAtOddHours, row, Who(row)),
            AuditActs.CheckpointFailed => Raise(AlarmKind.CheckpointFailed, row, ""),
            AuditActs.DocumentQuarantined => Raise(
                AlarmKind.MalwareFound,
                row,
                Who(row),
                row.Businesses is [var touched, ..] ? touched.BusinessId : null
            ),
            AuditActs.WalkInAttachedUnmet => Raise(
                AlarmKind.UnmetBusiness,
                row,
                string.Create(CultureInfo.InvariantCulture, $"{Who(row)}:{row.SubjectId:N}"),
                row.Businesses is [var joined, ..] ? joined.BusinessId : null
            ),
            AuditActs.AuditDamageFound => Raise(AlarmKind.LogDamaged, row, ""),
            AuditActs.ExposureFound => Raise(AlarmKind.Exposed, row, ""),
            AuditActs.BackgroundFailed => Raise(
                AlarmKind.BackgroundWorkFailed,
                row,
                string.Create(CultureInfo.InvariantCulture, $"{row.SubjectKind}:{row.SubjectId:N}")
            ),
            AuditActs.BackupFailed => Raise(AlarmKind.BackupFailed, row, ""),
            AuditActs.BackupOverdue => Raise(AlarmKind.BackupOverdue, row, ""),
            AuditActs.BackupUnusable => Raise(AlarmKind.BackupUnusable, row, ""),
            AuditActs.DatabaseRestored => Raise(AlarmKind.Restored, row, ""),
            AuditActs.KeysDamageFound => Raise(AlarmKind.StoredDataDamaged, row, ""),
            _ when AuditActs.IsExport(row.Act) && !options.IsOfficeHour(row.AtUtc) => Raise(AlarmKind.ExportAtOddHours, row, Who(row)),
            _ => null,
        };

    /// <summary>Every path that leaves an audit row on a canary counts: its page, a list, a search, a print. The portal's own canary is
    /// marked as such and is at the end of every list, where whoever turns the pages comes by: to be listed among others is no
    /// opening of it.</summary>
    private async Task<IEnumerable<Alarm>> CanariesAsync(IReadOnlyList<AuditEntry> rows, CancellationToken cancellation)
    {
        var touching = rows.Where(row => row.Businesses.Count > 0 && !AuditActs.Oversight.Contains(row.Act)).ToList();
        if (touching.Count == 0)
        {
            return [];
        }

        var canaries = await db
            .Canaries.Select(canary => new { canary.BusinessId, IsOwn = canary.Token != null })
            .ToDictionaryAsync(canary => canary.BusinessId, canary => canary.IsOwn, cancellation);
        return touching.SelectMany(row =>
            row.Businesses.Where(touched =>
                    canaries.TryGetValue(touched.BusinessId, out var isOwn) && !(isOwn && AuditActs.Lists.Contains(row.Act))
                )
                .Select(touched => Raise(AlarmKind.CanaryOpened, row, $"{touched.BusinessId:N}:{Who(row)}", touched.BusinessId))
        );
    }

    /// <summary>How many different businesses the person has opened, or was shown in lists, within the hour, with those of these rows (all
    /// of one person).</summary>
    private async Task<IEnumerable<Alarm>> ManyAsync(
        IReadOnlyList<AuditEntry> rows,
        IReadOnlyList<string> acts,
        int most,
        AlarmKind kind,
        CancellationToken cancellation
    )
    {
        var counted = rows.Where(row => row.ActorId is not null && acts.Contains(row.Act)).ToList();
        if (counted is not [.., var last])
        {
            return [];
        }

        var since = last.AtUtc - Hour;
        var seen = await db
            .Audit.Where(earlier => earlier.ActorId == last.ActorId && earlier.AtUtc > since && acts.Contains(earlier.Act))
            .SelectMany(earlier => earlier.Businesses)
            .Select(touched => touched.BusinessId)
            .Distinct()
            .ToListAsync(cancellation);
        var count = seen.Union(counted.SelectMany(row => row.Businesses).Select(touched => touched.BusinessId)).Count();
        return count > most ? [Raise(kind, last, Who(last))] : [];
    }

    /// <summary>Refusals of the same person (before sign-in: of the same address) since the last sign-in and within the time.</summary>
    private async Task<IEnumerable<Alarm>> RefusalsAsync(IReadOnlyList<AuditEntry> refusals, CancellationToken cancellation)
    {
        if (refusals is not [.., var last])
        {
            return [];
        }

        var since = last.AtUtc.AddMinutes(-options.RefusalMinutes);
        var own = db.Audit.Where(earlier =>
            earlier.ActorId == last.ActorId && earlier.AtUtc > since && (last.ActorId != null || earlier.Origin == last.Origin)
        );
        var success = await own.Where(earlier => earlier.Act == AuditActs.SignedIn)
            .MaxAsync(earlier => (long?)earlier.Sequence, cancellation)
            ?? 0;
        var earlier = await own.CountAsync(row => row.Sequence > success && AuditActs.Refusals.Contains(row.Act), cancellation);
        return earlier + refusals.Count >= options.RefusalsInARow ? [Raise(AlarmKind.RefusedInARow, last, Who(last))] : [];
    }

    private static Alarm Raise(AlarmKind kind, AuditEntry row, string what, Guid? business = null) =>
        new(kind, string.Create(CultureInfo.InvariantCulture, $"{kind}:{what}"), row, business);

    private static string Who(AuditEntry row) => row.ActorId?.ToString("N") ?? $"{row.ActorKind}@{row.Origin}";
}
