using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Backups;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Exposure;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Oversight;

/// <summary>What the portal's own tables say about an item at this moment: numbers and instants, never names. What is not known is said to
/// be not known.</summary>
/// <param name="db">The data.</param>
/// <param name="backups">Where backups lie.</param>
/// <param name="contract">The contract that is inspected.</param>
/// <param name="nowUtc">The time.</param>
internal sealed class EvidenceReader(PortalDbContext db, BackupFolder backups, Contract contract, DateTime nowUtc)
{
    private static readonly string[] Prints =
    [
        AuditActs.BusinessPrinted,
        AuditActs.SlipPrinted,
        AuditActs.DaySheetPrinted,
        AuditActs.RecordPrinted,
        AuditActs.IncidentPaperPrinted,
    ];

    private static readonly string[] Exports = [AuditActs.ExportMade, AuditActs.ExportFetched];

    private DateOnly Today => DateOnly.FromDateTime(CentreTime.ToCivil(nowUtc));

    /// <summary>The beginning of the fiscal year.</summary>
    private DateTime YearBegan => CentreTime.ToUtc(new DateOnly(JapaneseDate.FiscalYear(Today), 4, 1), TimeOnly.MinValue);

    /// <summary>The facts of one kind of evidence; none where the portal knows nothing of it by itself.</summary>
    public async Task<IReadOnlyList<EvidenceFact>> ReadAsync(EvidenceKind kind, CancellationToken ct) =>
        kind switch
        {
            EvidenceKind.ExposureCheck => await ExposureAsync(ct),
            EvidenceKind.AccessReview => await ReviewAsync(ct),
            EvidenceKind.Roster => await RosterAsync(ct),
            EvidenceKind.Subcontracts => await SubcontractsAsync(ct),
            EvidenceKind.Copies =>
            [
                await ActsAsync(EvidenceFactKind.Prints, Prints, ct),
                await ActsAsync(EvidenceFactKind.Exports, Exports, ct),
                await ActsAsync(EvidenceFactKind.Downloads, [AuditActs.DocumentDownloaded], ct),
            ],
            EvidenceKind.Keys => At(
                EvidenceFactKind.ActiveKeySince,
                await db.EncryptionKeys.OrderByDescending(row => row.Number).Select(row => (DateTime?)row.SinceUtc).FirstOrDefaultAsync(ct)
            ),
            EvidenceKind.Backups => Backups(),
            EvidenceKind.Alarms =>
            [
                new(EvidenceFactKind.AlarmsOfYear, await db.Alarms.CountAsync(row => row.RaisedAtUtc >= YearBegan, ct)),
                new(EvidenceFactKind.AlarmsOpen, await db.Alarms.CountAsync(row => row.AcknowledgedAtUtc == null, ct)),
            ],
            EvidenceKind.AuditVerification => await LogAsync(ct),
            EvidenceKind.Disposals =>
            [
                new(EvidenceFactKind.DisposalsOfYear, await db.DisposalOrders.CountAsync(row => row.CompletedAtUtc >= YearBegan, ct)),
            ],
            EvidenceKind.DoubleCheck => await DoubleCheckAsync(ct),
            EvidenceKind.Drills => At(
                EvidenceFactKind.IncidentDrillAt,
                await db.Incidents.Where(row => row.IsDrill).MaxAsync(row => (DateTime?)row.RecordedAtUtc, ct)
            ),
            _ => [],
        };

    private static IReadOnlyList<EvidenceFact> At(EvidenceFactKind kind, DateTime? utc) =>
        utc is { } known ? [new(kind, AtUtc: DateTime.SpecifyKind(known, DateTimeKind.Utc))] : [new(EvidenceFactKind.Nothing)];

    private async Task<EvidenceFact> ActsAsync(EvidenceFactKind kind, string[] acts, CancellationToken ct) =>
        new(kind, await db.Audit.CountAsync(row => acts.Contains(row.Act) && row.AtUtc >= YearBegan, ct));

    private async Task<IReadOnlyList<EvidenceFact>> ExposureAsync(CancellationToken ct)
    {
        if (await db.ExposureChecks.AsNoTracking().OrderByDescending(row => row.EndedAtUtc).FirstOrDefaultAsync(ct) is not { } last)
        {
            return [new(EvidenceFactKind.Nothing)];
        }

        var found = await db.ExposureFindings.CountAsync(row => row.CheckId == last.Id && row.Kind != FindingKind.Public, ct);
        return
        [
            .. At(EvidenceFactKind.ExposureCheckedAt, last.EndedAtUtc),
            new(EvidenceFactKind.ExposureFindings, found),
            new(EvidenceFactKind.ExposureUnanswered, last.Unanswered),
        ];
    }

    private async Task<IReadOnlyList<EvidenceFact>> ReviewAsync(CancellationToken ct) =>
        [
            .. At(EvidenceFactKind.ReviewSignedAt, await db.Reviews.MaxAsync(row => row.SignedAtUtc, ct)),
            new(EvidenceFactKind.ReviewWaiting, await db.Staff.CountAsync(row => row.ConfirmBy != null, ct)),
        ];

    private async Task<IReadOnlyList<EvidenceFact>> RosterAsync(CancellationToken ct)
    {
        var compared = await RosterComparison.ReadAsync(db, contract, Today, ct);
        return
        [
            .. compared.Number == 0 ? [new(EvidenceFactKind.Nothing)] : Array.Empty<EvidenceFact>(),
            new(EvidenceFactKind.PeopleInBoth, compared.Agreed),
            new(EvidenceFactKind.OnRosterOnly, compared.OnRosterOnly.Count),
            new(EvidenceFactKind.OnStaffOnly, compared.OnStaffOnly.Count),
            new(EvidenceFactKind.SignedInAfterLeaving, compared.AfterLeaving.Count),
            new(EvidenceFactKind.WithoutProof, compared.WithoutProof.Count),
        ];
    }

    private async Task<IReadOnlyList<EvidenceFact>> SubcontractsAsync(CancellationToken ct)
    {
        var below = await db
            .Contracts.AsNoTracking()
            .Where(row => row.ParentId == contract.Id && row.State != ContractState.Ended)
            .ToListAsync(ct);
        var valid = below.Count(row => row.IsValidOn(Today));
        return [new(EvidenceFactKind.SubcontractsValid, valid), new(EvidenceFactKind.SubcontractsNotValid, below.Count - valid)];
    }

    private IReadOnlyList<EvidenceFact> Backups()
    {
        var good = backups.List().Where(backup => backup.IsGood(nowUtc)).ToList();
        var drill = backups.LastDrill();
        return
        [
            .. At(EvidenceFactKind.LastBackupAt, good.Count == 0 ? null : good.Max(backup => backup.Manifest.AtUtc)),
            new(EvidenceFactKind.GoodBackups, good.Count),
            .. drill is null
                ? []
                : At(drill.Failure is null ? EvidenceFactKind.RestoreDrillAt : EvidenceFactKind.RestoreDrillFailedAt, drill.AtUtc),
        ];
    }

    private async Task<IReadOnlyList<EvidenceFact>> LogAsync(CancellationToken ct) =>
        await db.Verifications.AsNoTracking().OrderByDescending(row => row.FinishedAtUtc).FirstOrDefaultAsync(ct) is { } last
            ?
            [
                .. At(last.Damage is null ? EvidenceFactKind.LogVerifiedAt : EvidenceFactKind.LogDamagedAt, last.FinishedAtUtc),
                new(EvidenceFactKind.LogRows, last.Rows),
            ]
            : [new(EvidenceFactKind.Nothing)];

    private async Task<IReadOnlyList<EvidenceFact>> DoubleCheckAsync(CancellationToken ct)
    {
        var year = JapaneseDate.FiscalYear(Today);
        var lines = db.DoubleCheckLines.Where(line => db.DoubleCheckRounds.Any(row => row.Id == line.RoundId && row.FiscalYear == year));
        return
        [
            new(EvidenceFactKind.RecordsDrawn, await lines.CountAsync(ct)),
            new(EvidenceFactKind.RecordsJudged, await lines.CountAsync(row => row.JudgedAtUtc != null, ct)),
        ];
    }
}
