using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Backups;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Retention;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Access;

/// <summary>Says as a sentence whom or what requests are about.</summary>
internal static class ApprovalSubjects
{
    /// <summary>The subject of each request, by the request's id.</summary>
    public static async Task<IReadOnlyDictionary<Guid, ApprovalSubject>> DescribeAsync(
        PortalDbContext db,
        List<Approval> rows,
        BackupFolder backups,
        CancellationToken cancellation
    )
    {
        var ids = rows.Select(row => row.SubjectId).ToList();
        var staff = await db.Staff.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        var exports = await db
            .ExportOrders.AsNoTracking()
            .Where(row => ids.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, cancellation);
        var emergencies = await db
            .EmergencyAccesses.AsNoTracking()
            .Where(row => ids.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, cancellation);
        var disposals = await db
            .DisposalOrders.AsNoTracking()
            .Where(row => ids.Contains(row.Id))
            .Select(row => new
            {
                row.Id,
                row.FiscalYear,
                row.Number,
                All = row.Items.Count,
            })
            .ToDictionaryAsync(row => row.Id, cancellation);
        var restores = rows.Exists(row => row.Kind == ApprovalKind.Restore)
            ? backups.List().ToDictionary(backup => backup.Manifest.Id, backup => backup.Manifest.AtUtc)
            : [];
        return rows.ToDictionary(
            row => row.Id,
            row =>
                row.Kind switch
                {
                    ApprovalKind.BulkExport when exports.TryGetValue(row.SubjectId, out var order) => new ApprovalSubject(
                        $"{order.Contents.Label()} {ScreenDate.Period(order.From, order.To)}",
                        null
                    ),
                    ApprovalKind.EmergencyAccess when emergencies.TryGetValue(row.SubjectId, out var access) => new ApprovalSubject(
                        Filled(ApprovalTexts.OneRecordFor, access.Minutes),
                        access.RecordId
                    ),
                    ApprovalKind.Purge when disposals.TryGetValue(row.SubjectId, out var disposal) => new ApprovalSubject(
                        $"{RetentionFormatter.Number(disposal.FiscalYear, disposal.Number)} {Filled(RetentionTexts.CountOf, disposal.All)}",
                        null
                    )
                    {
                        DisposalId = disposal.Id,
                    },
                    ApprovalKind.Restore when restores.TryGetValue(row.SubjectId, out var madeUtc) => new ApprovalSubject(
                        Filled(BackupTexts.SubjectOf, ScreenDate.At(CentreTime.ToCivil(madeUtc))),
                        null
                    ),
                    _ => new ApprovalSubject(staff.GetValueOrDefault(row.SubjectId, ""), null),
                }
        );
    }
}
