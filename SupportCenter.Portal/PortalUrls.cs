using System.Globalization;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Incidents;
using SupportCenter.Domain.Reports;
using SupportCenter.Portal.Oversight;

namespace SupportCenter.Portal;

/// <summary>All addresses of the portal. They hold ids only: no name, number or date of anybody (ASVS 14.2.1).</summary>
public static class PortalUrls
{
    public const string PublicSchedule = "/";
    public const string About = "/about";
    public const string Privacy = "/privacy";
    public const string ScheduleJson = "/schedule.json";
    public const string ScheduleCsv = "/schedule.csv";
    public const string ScheduleCalendar = "/schedule.ics";
    public const string Robots = "/robots.txt";
    public const string Sitemap = "/sitemap.xml";
    public const string Health = "/healthz";
    public const string SignIn = "/signin";
    public const string SignInRefused = "/signin/refused";
    public const string SignInWithEntra = "/signin/entra";
    public const string SignOut = "/signout";
    public const string Language = "/language";
    public const string NotFound = "/not-found";
    public const string Workspace = "/workspace";
    public const string Shortcuts = "/shortcuts";

    /// <summary>Where the key "?" is turned off and on; by POST.</summary>
    public const string HelpKey = "/shortcuts/help-key";

    public const string Clinics = "/clinics";
    public const string NewClinics = "/clinics/new";
    public const string Venues = "/administration/venues";
    public const string Reservations = "/reservations";
    public const string NewReservation = "/reservations/new";

    /// <summary>予約票 of several reservations: by POST, so that the ids are in no address.</summary>
    public const string ReservationSlips = "/reservations/print/slips";

    public const string Callbacks = "/reservations/callbacks";
    public const string Notices = "/notices";
    public const string Handovers = "/notices/handovers";
    public const string CommonPapers = "/notices/papers";
    public const string Consultations = "/consultations";
    public const string Import = "/import";
    public const string Administration = "/administration";
    public const string Staff = "/administration/staff";
    public const string Industries = "/administration/industries";
    public const string Questions = "/administration/questions";
    public const string Referrals = "/administration/referrals";
    public const string Measures = "/administration/measures";
    public const string PermissionTable = "/administration/permissions";
    public const string AuditLog = "/administration/audit";
    public const string Ledger = "/administration/ledger";
    public const string Alarms = "/administration/alarms";
    public const string Canaries = "/administration/canaries";
    public const string Exposure = "/administration/exposure";
    public const string Backups = "/administration/backups";
    public const string Quarantine = "/administration/quarantine";
    public const string Approvals = "/administration/approvals";
    public const string AccessReview = "/administration/access-review";
    public const string Emergency = "/administration/emergency";
    public const string MyEmergency = "/administration/emergency/mine";
    public const string Exports = "/exports";

    /// <summary>Where a released bulk export is fetched, once; by POST only, so that nothing fetches it by chance.</summary>
    public const string ExportDownload = "/exports/download";

    /// <summary>The paper of an export that was taken out.</summary>
    public static string ExportPaper(Guid order) => $"{Exports}/{order.ToShort()}.pdf";

    /// <summary>統計.</summary>
    public const string Reports = "/reports";

    /// <summary>The statistics as a file: by POST, so that what they are narrowed by is in no address.</summary>
    public const string ReportsExport = "/reports/export";

    /// <summary>月次報告 on paper; the month is in the query, without it the month before.</summary>
    public const string MonthlyReport = "/reports/monthly.pdf";

    /// <summary>増えた言葉: what the summaries of a period speak of more than before.</summary>
    public const string RisingWords = "/reports/words";

    /// <summary>年度報告 on paper; the fiscal year is in the query, without it the year before.</summary>
    public const string YearlyReport = "/reports/yearly.pdf";

    /// <summary>公開用: what of the statistics may leave the house.</summary>
    public const string PublicEditions = "/reports/public";

    public const string Disposals = "/disposals";

    /// <summary>事案.</summary>
    public const string Incidents = "/incidents";

    /// <summary>The form by which an incident is reported.</summary>
    public const string NewIncident = "/incidents/new";

    /// <summary>監督.</summary>
    public const string Oversight = "/oversight";

    /// <summary>The form by which a contract is recorded.</summary>
    public const string NewContract = "/oversight/contracts/new";

    /// <summary>点検項目.</summary>
    public const string CheckItems = "/oversight/items";

    /// <summary>検査.</summary>
    public const string Inspections = "/oversight/inspections";

    /// <summary>The form by which an inspection is begun.</summary>
    public const string NewInspection = "/oversight/inspections/new";

    /// <summary>What is asked of an organisation.</summary>
    public const string InspectionAnswers = "/oversight/answers";

    /// <summary>ダブルチェック.</summary>
    public const string DoubleChecks = "/oversight/double-check";

    public const string Sessions = "/administration/sessions";

    /// <summary>One notice.</summary>
    public static string Notice(Guid id) => $"{Notices}/{id.ToShort()}";

    /// <summary>One version of a paper of the shelf, as a file.</summary>
    public static string CommonPaper(Guid version) => $"{CommonPapers}/{version.ToShort()}";

    /// <summary>Where somebody signs in, to come back to <paramref name="back"/>; <paramref name="again"/> where an earlier sign-in does
    /// not suffice.</summary>
    public static string SignInFor(string back, bool again = false) =>
        $"{SignIn}?{(again ? "again=true&" : "")}back={Uri.EscapeDataString(back)}";

    public static string Clinic(Guid id) => $"/clinics/{id.ToShort()}";

    /// <summary>The day sheet of a clinic, to print the evening before.</summary>
    public static string DaySheet(Guid clinic) => $"/clinics/{clinic.ToShort()}.pdf";

    /// <summary>The booking form for a waiting caller, with the slot that is offered to them.</summary>
    public static string NewReservationFor(Guid callback, Guid? slot) =>
        $"{NewReservation}?callback={callback.ToShort()}" + (slot is { } free ? $"&slot={free.ToShort()}" : "");

    /// <summary>The booking form with a free slot picked.</summary>
    public static string NewReservationAt(Guid slot) => $"{NewReservation}?slot={slot.ToShort()}";

    /// <summary>The booking form with what a cancelled reservation said.</summary>
    public static string NewReservationAgain(Guid cancelled) => $"{NewReservation}?again={cancelled.ToShort()}";

    public static string Reservation(Guid id) => $"/reservations/{id.ToShort()}";

    /// <summary>予約票: the slip for the caller.</summary>
    public static string ReservationSlip(Guid id) => $"/reservations/{id.ToShort()}.pdf";

    /// <summary>The booking form for a walk-in client at a clinic.</summary>
    public static string WalkIn(Guid clinic) => $"/clinics/{clinic.ToShort()}/walk-in";

    public static string Business(Guid id) => $"/businesses/{id.ToShort()}";

    /// <summary>事業者の要約 on paper; with what the scriveners thought where that is asked for.</summary>
    public static string BusinessSummary(Guid id, bool withImpression) =>
        $"/businesses/{id.ToShort()}.pdf" + (withImpression ? "?impression=true" : "");

    public static string Consultation(Guid id) => $"/consultations/{id.ToShort()}";

    public static string ConsultationPdf(Guid id) => $"/consultations/{id.ToShort()}.pdf";

    /// <summary>月次報告 or 年度報告 on paper; the edition that holds, or that one.</summary>
    public static string ReportOf(StatisticsPeriod period, int? edition = null) =>
        $"{(period.Kind == PeriodKind.FiscalYear ? YearlyReport : MonthlyReport)}?{QueryOf(period)}" + EditionOf(edition);

    /// <summary>The editions of the report of a month or a fiscal year.</summary>
    public static string ReportEditionsOf(StatisticsPeriod period) =>
        period.Kind == PeriodKind.FiscalYear
            ? FormattableString.Invariant($"{Reports}/yearly/{period.From.Year}")
            : FormattableString.Invariant($"{Reports}/monthly/{period.From:yyyy-MM}");

    /// <summary>The public edition of a month or a fiscal year as a file: pdf, xlsx or csv; the last one, or that one.</summary>
    public static string PublicEditionFile(StatisticsPeriod period, string format, int? edition = null) =>
        $"{PublicEditions}.{format}?{QueryOf(period)}" + EditionOf(edition);

    private static string QueryOf(StatisticsPeriod period) =>
        period.Kind == PeriodKind.FiscalYear
            ? FormattableString.Invariant($"year={period.From.Year}")
            : FormattableString.Invariant($"month={period.From:yyyy-MM}");

    private static string EditionOf(int? edition) => edition is { } number ? FormattableString.Invariant($"&edition={number}") : "";

    /// <summary>The month or fiscal year that an address names; null for what is none that can be counted.</summary>
    public static StatisticsPeriod? ReportPeriodOf(string? month, string? year) =>
        year is null
            ? MonthOf(month) is { } first
                ? StatisticsPeriod.Month(first)
                : null
            : int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var named) && named is >= 2000 and <= 2200
                ? StatisticsPeriod.FiscalYear(named)
                : null;

    /// <summary>The first day of a month as these addresses write it; null for what is no month that can be counted.</summary>
    public static DateOnly? MonthOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
        && first.Year is >= 2000 and <= 2200
            ? first
            : null;

    public static string StaffMember(Guid id) => $"{Staff}/{id.ToShort()}";

    /// <summary>One disposal (廃棄).</summary>
    public static string Disposal(Guid id) => $"{Disposals}/{id.ToShort()}";

    /// <summary>廃棄証明: its certificate on paper.</summary>
    public static string DisposalCertificate(Guid id) => $"{Disposal(id)}.pdf";

    /// <summary>The form by which an alarm, a finding or a document becomes an incident.</summary>
    public static string NewIncidentFrom(IncidentSourceKind kind, Guid id) =>
        $"{NewIncident}?from={kind.ToString().ToLowerInvariant()}&id={id.ToShort()}";

    /// <summary>What such an address says that the incident comes from; a call where it says nothing.</summary>
    public static IncidentSourceKind IncidentSourceOf(string? from) =>
        Enum.GetValues<IncidentSourceKind>()
            .FirstOrDefault(kind => kind.ToString().Equals(from, StringComparison.OrdinalIgnoreCase), IncidentSourceKind.Call);

    public static string Incident(Guid id) => $"{Incidents}/{id.ToShort()}";

    /// <summary>影響を受けた事業者.</summary>
    public static string IncidentAffected(Guid id) => $"{Incident(id)}/affected";

    /// <summary>A paper of an incident, or a list for publication.</summary>
    public static string IncidentPaper(Guid id) => $"{Incidents}/papers/{id.ToShort()}.pdf";

    /// <summary>通知書: the letter to one business on paper.</summary>
    public static string IncidentLetter(Guid id) => $"{Incidents}/letters/{id.ToShort()}.pdf";

    /// <summary>連絡票: whom to call next.</summary>
    public static string IncidentCalls(Guid id) => $"{Incident(id)}/calls";

    /// <summary>連絡票 on paper.</summary>
    public static string IncidentCallSheet(Guid id) => $"{Incident(id)}/calls.pdf";

    /// <summary>証拠一式: the signed evidence of an incident.</summary>
    public static string IncidentEvidence(Guid id) => $"{Incident(id)}/evidence.jsonl";

    /// <summary>委託契約.</summary>
    public static string Contract(Guid id) => $"{Oversight}/contracts/{id.ToShort()}";

    /// <summary>The form by which a subcontract below a contract is recorded.</summary>
    public static string NewSubcontract(Guid contract) => $"{NewContract}?above={contract.ToShort()}";

    public static string Inspection(Guid id) => $"{Inspections}/{id.ToShort()}";

    /// <summary>A paper of an inspection: record, findings or corrections.</summary>
    public static string InspectionPaper(Guid id, InspectionPaperKind kind) => $"{Inspection(id)}/{kind.ToString().ToLowerInvariant()}.pdf";

    /// <summary>年間の一覧 on paper; the year is in the query.</summary>
    public static string OversightYear(int fiscalYear) => FormattableString.Invariant($"{Oversight}/year.pdf?year={fiscalYear}");

    /// <summary>One record of the double check.</summary>
    public static string DoubleCheck(Guid line) => $"{DoubleChecks}/{line.ToShort()}";

    /// <summary>One record, for the administrator to whom it was opened.</summary>
    public static string EmergencyRecord(Guid access) => $"{Emergency}/{access.ToShort()}";

    public static string Document(Guid id) => $"/documents/{id.ToShort()}";

    /// <summary>A PDF or a picture shown in a sandboxed frame.</summary>
    public static string DocumentPreview(Guid id) => $"/documents/{id.ToShort()}/preview";

    /// <summary>閲覧履歴 of a business.</summary>
    public static string BusinessLedger(Guid id) => $"{Ledger}/businesses/{id.ToShort()}";

    /// <summary>The same on paper, for the business that asks.</summary>
    public static string BusinessLedgerPdf(Guid id) => $"{BusinessLedger(id)}.pdf";

    /// <summary>What a member of staff saw.</summary>
    public static string PersonLedger(Guid id) => $"{Ledger}/people/{id.ToShort()}";

    /// <summary>The audit log narrowed to a business.</summary>
    public static string AuditLogOf(Guid business) => $"{AuditLog}?business={business.ToShort()}";
}
