using Microsoft.AspNetCore.Components;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Administration;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Exposure;
using SupportCenter.Domain.Incidents;
using SupportCenter.Domain.Oversight;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Retention;
using SupportCenter.Domain.Text;
using SupportCenter.Domain.Workspace;
using SupportCenter.Portal.Components;
using SupportCenter.Portal.Incidents;
using SupportCenter.Portal.Oversight;
using SupportCenter.Portal.Reports;
using SupportCenter.Portal.Security;
using static SupportCenter.Portal.Workspace.WorkspaceFormatter;

namespace SupportCenter.Portal.Workspace;

/// <summary>Puts into words what waits.</summary>
public sealed partial class WaitingWork
{
    private IReadOnlyList<WaitingSource> lines = [];

    [Inject]
    private PortalCaller Me { get; set; } = default!;

    [Inject]
    private WaitingWorkService Waiting { get; set; } = default!;

    [Inject]
    private ApprovalService Approvals { get; set; } = default!;

    [Inject]
    private AlarmService Alarms { get; set; } = default!;

    [Inject]
    private IncidentService Incidents { get; set; } = default!;

    [Inject]
    private ContractService Contracts { get; set; } = default!;

    [Inject]
    private InspectionService Inspections { get; set; } = default!;

    [Inject]
    private ReportEditionService Reports { get; set; } = default!;

    [Inject]
    private RetentionService Retention { get; set; } = default!;

    [Inject]
    private AuditCheckService Log { get; set; } = default!;

    [Inject]
    private ExposureService Exposure { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    /// <summary>In a fixed order, so that a line stands where it stood yesterday. What only the auditor watches comes last.</summary>
    private IEnumerable<WaitingSource> Sources()
    {
        yield return new(Permission.ConfirmConsultations, [nameof(ConsultationRecord)], RecordsAsync);
        yield return Me.May(Permission.ReleaseApprovals)
            ? new(Permission.ReleaseApprovals, [nameof(Approval)], ReleasesAsync)
            : new(Permission.ViewApprovals, [nameof(Approval)], ApprovalsAsync);
        yield return new(Permission.ViewIncidents, ["Incident", "IncidentStep"], IncidentsAsync);
        yield return new(Permission.ViewAlarms, ["Alarm"], AlarmsAsync);
        yield return new(Permission.ViewOversight, ["Contract", nameof(StaffMember)], ContractsAsync);
        yield return new(Permission.InspectContractors, ["Inspection", "Correction", "Contract"], InspectionsAsync);
        yield return new(Permission.BookReservations, [nameof(CallbackRequest)], CallbacksAsync);
        yield return new(Permission.WriteReports, ["ReportEdition"], ReportsAsync);
        yield return new(Permission.ViewAccessReview, [nameof(AccessReview), nameof(AccessReviewLine)], ReviewAsync);
        yield return new(Permission.ViewRetention, [nameof(DisposalOrder), nameof(RetentionHold)], DisposalsAsync);
        yield return new(Permission.ManageQuarantine, [nameof(Document)], DocumentsAsync);
        if (!Me.May(Permission.ConfirmConsultations))
        {
            yield return new(Permission.ViewStaff, [nameof(StaffMember)], StaffAsync);
            yield return new(Permission.ViewAudit, ["WrittenCheckpoint", "AuditVerification"], CheckpointAsync);
            yield return new(Permission.ViewExposure, ["ExposureCheck"], ExposureAsync);
        }
    }

    /// <inheritdoc />
    protected override void OnInitialized() => lines = [.. Sources().Where(source => Me.May(source.Permission))];

    private async Task<WaitingEntry> RecordsAsync()
    {
        var due = await Waiting.RecordsAsync();
        return Counted(WorkspaceTexts.Waiting, due.Count, PortalUrls.Consultations) with
        {
            Figure = Filled(due.CountIsCapped ? WorkspaceTexts.WaitingMany : WorkspaceTexts.Count, due.Count),
            Note = due.Oldest is { } date ? Filled(WorkspaceTexts.Oldest, ScreenDate.Brief(date)) : null,
        };
    }

    private async Task<WaitingEntry> ReleasesAsync() =>
        Counted(WorkspaceTexts.Releases, await Approvals.CountWaitingAsync(), PortalUrls.Approvals);

    private async Task<WaitingEntry> ApprovalsAsync() =>
        Counted(WorkspaceTexts.OpenApprovals, await Waiting.ApprovalsAsync(), PortalUrls.Approvals);

    private async Task<WaitingEntry> AlarmsAsync() =>
        Counted(WorkspaceTexts.OpenAlarms, await Alarms.CountOpenAsync(), PortalUrls.Alarms, BadgeTone.Alert);

    private async Task<WaitingEntry> IncidentsAsync()
    {
        var open = await Incidents.DueAsync();
        if (open is not [var first, ..])
        {
            return Counted(WorkspaceTexts.Incidents, 0, PortalUrls.Incidents);
        }

        return Counted(
            WorkspaceTexts.Incidents,
            open.Count,
            open.Count == 1 ? PortalUrls.Incident(first.IncidentId) : PortalUrls.Incidents,
            open.Any(due => !due.IsDrill && (due.IsNear || due.IsLate || due.State == IncidentState.Suspected))
                ? BadgeTone.Alert
                : BadgeTone.Active
        ) with
        {
            Note = Filled(
                WorkspaceTexts.IncidentNext,
                first.Number,
                first.Step,
                IncidentWords.Due(first.DueOn, CentreTime.Today(Time)),
                first.Owner ?? IncidentPageTexts.Nobody
            ),
        };
    }

    private async Task<WaitingEntry> ContractsAsync()
    {
        var standing = await Contracts.StandingAsync();
        var worst = standing.Max(row => row.Warning);
        var warned = standing.Where(row => row.Warning != ContractWarning.None).ToList();
        return new(
            WorkspaceTexts.Contracts,
            worst == ContractWarning.None ? WorkspaceTexts.ContractsFine : Filled(WorkspaceTexts.Count, warned.Count),
            PortalUrls.Oversight,
            OversightWords.Of(worst),
            warned.Count == 0 ? null : string.Join(" / ", warned.Select(OversightWords.Of))
        );
    }

    private async Task<WaitingEntry> InspectionsAsync()
    {
        var due = await Inspections.DueAsync();
        return Counted(
            WorkspaceTexts.Corrections,
            due.OpenCorrections,
            PortalUrls.Inspections,
            due.OverdueCorrections > 0 ? BadgeTone.Alert : BadgeTone.Active
        ) with
        {
            Note = OversightWords.Of(due),
        };
    }

    /// <summary>Reports of periods that are over and not fixed, and whose turn the first is.</summary>
    private async Task<WaitingEntry> ReportsAsync()
    {
        var due = await Reports.WaitingAsync();
        return Counted(
            WorkspaceTexts.Reports,
            due.Count,
            due.Count > 0 ? PortalUrls.ReportEditionsOf(due[0].Period) : PortalUrls.Reports
        ) with
        {
            Note =
                due.Count > 0
                    ? Filled(
                        due[0].IsMine ? WorkspaceTexts.ReportIsMine
                            : due[0].IsWritten ? WorkspaceTexts.ReportToFix
                            : WorkspaceTexts.ReportToWrite,
                        StatisticsFormatter.ReportName(due[0].Period)
                    )
                    : null,
        };
    }

    private async Task<WaitingEntry> CallbacksAsync()
    {
        var due = await Waiting.CallbacksAsync();
        return Counted(WorkspaceTexts.Callbacks, due.Count, PortalUrls.Callbacks) with
        {
            Note = due.LongestSinceUtc is { } since
                ? Filled(WorkspaceTexts.LongestWait, Elapsed(Time.GetUtcNow().UtcDateTime - since))
                : null,
        };
    }

    private async Task<WaitingEntry> ReviewAsync()
    {
        var due = await Waiting.ReviewAsync();
        var (figure, tone) = due switch
        {
            { IsOverdue: true } => (Filled(WorkspaceTexts.People, due.Waiting), BadgeTone.Alert),
            { AwaitsSignature: true } => (Filled(WorkspaceTexts.People, due.Waiting), BadgeTone.Active),
            { IsMissing: true } => (WorkspaceTexts.ReviewMissing, BadgeTone.Active),
            _ => (WorkspaceTexts.ReviewDone, BadgeTone.Done),
        };
        var note = due.DueOn is { } last
            ? Filled(due.IsOverdue ? WorkspaceTexts.Overdue : WorkspaceTexts.DueOn, ScreenDate.Brief(last))
            : null;
        return new(WorkspaceTexts.Review, figure, PortalUrls.AccessReview, tone, note);
    }

    private async Task<WaitingEntry> DisposalsAsync()
    {
        var due = await Retention.CountAsync();
        return Counted(WorkspaceTexts.Disposals, due.Businesses + due.Callbacks, PortalUrls.Disposals);
    }

    private async Task<WaitingEntry> DocumentsAsync()
    {
        var closed = await Waiting.DocumentsAsync();
        return Counted(WorkspaceTexts.Quarantine, closed.Quarantined, PortalUrls.Quarantine, BadgeTone.Alert) with
        {
            Note = closed.Unscanned > 0 ? Filled(WorkspaceTexts.Unscanned, closed.Unscanned) : null,
        };
    }

    private async Task<WaitingEntry> StaffAsync()
    {
        var due = await Waiting.StaffAsync();
        var last = due.FirstEnd is { } end && !(due.ConfirmBy < end) ? end : due.ConfirmBy;
        return new(
            WorkspaceTexts.Staff,
            Filled(WorkspaceTexts.People, due.Ending + due.Unconfirmed + due.Lapsed),
            PortalUrls.Staff,
            due.Lapsed > 0 ? BadgeTone.Alert
                : due.Ending + due.Unconfirmed > 0 ? BadgeTone.Active
                : BadgeTone.Done,
            Filled(WorkspaceTexts.StaffParts, due.Ending, due.Unconfirmed, due.Lapsed)
                + (last is { } day ? Filled(WorkspaceTexts.NextEnd, ScreenDate.Brief(day)) : "")
        );
    }

    private async Task<WaitingEntry> CheckpointAsync()
    {
        var state = await Log.StateAsync();
        var (figure, tone) = state switch
        {
            { Verification.Damage: not null } => (WorkspaceTexts.LogDamaged, BadgeTone.Alert),
            { Checkpoint: null } => (WorkspaceTexts.NotYet, BadgeTone.Active),
            _ => (Filled(WorkspaceTexts.CheckpointNumber, state.Checkpoint.Number), BadgeTone.Done),
        };
        var note = state.Checkpoint is { } signed ? Filled(WorkspaceTexts.SignedAt, When(signed.AtUtc)) : null;
        return new(WorkspaceTexts.Checkpoint, figure, PortalUrls.AuditLog, tone, note);
    }

    private async Task<WaitingEntry> ExposureAsync()
    {
        var last = (await Exposure.LastAsync())?.Run;
        return new(
            WorkspaceTexts.Exposure,
            last?.Verdict.Label() ?? WorkspaceTexts.NotYet,
            PortalUrls.Exposure,
            last?.Verdict switch
            {
                ExposureVerdict.Exposed => BadgeTone.Alert,
                ExposureVerdict.Clear => BadgeTone.Done,
                _ => BadgeTone.Active,
            },
            last is null ? null : Filled(WorkspaceTexts.CheckedAt, When(last.EndedAtUtc))
        );
    }

    private static WaitingEntry Counted(string label, int count, string href, BadgeTone tone = BadgeTone.Active) =>
        new(label, Filled(WorkspaceTexts.Count, count), href, count > 0 ? tone : BadgeTone.Done);

    private static string When(DateTime utc) => ScreenDate.ShortAt(CentreTime.ToCivil(utc));
}
