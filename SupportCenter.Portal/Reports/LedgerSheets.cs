using System.Globalization;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Printing;

namespace SupportCenter.Portal.Reports;

/// <summary>From the access ledger to its paper: organisation and role instead of names, no addresses
/// (docs/decisions/0011-disclosed-ledger.md).</summary>
public static class LedgerSheets
{
    public static LedgerSheet Of(LedgerDisclosure disclosure) =>
        new(
            disclosure.BusinessName,
            [.. disclosure.Rows.Select(row => new LedgerSheetRow(When(row.AtUtc), Who(row), AuditActs.Label(row.Act), What(row)))],
            disclosure.IsCut ? Filled(ReportTexts.LedgerCut, disclosure.Rows.Count) : ""
        );

    private static string When(DateTime utc)
    {
        var civil = CentreTime.ToCivil(utc);
        return string.Create(CultureInfo.InvariantCulture, $"{JapaneseDate.Format(DateOnly.FromDateTime(civil))} {civil:HH:mm}");
    }

    private static string Who(LedgerRow row) =>
        row.Organisation is { } organisation && Enum.TryParse<Role>(row.Role, out var role)
            ? string.Join('\u3000', new[] { organisation.Label(), role.Label() }.Distinct(StringComparer.Ordinal))
            : ReportTexts.LedgerConsole;

    private static string What(LedgerRow row) =>
        row.SubjectKind switch
        {
            _ when row.Act == AuditActs.TelephoneRevealed => ReportTexts.DataTelephone,
            nameof(Business) when row.Act is AuditActs.LedgerViewed or AuditActs.LedgerDisclosed => ReportTexts.DataLedger,
            nameof(Business) => ReportTexts.DataBusiness,
            nameof(Reservation) or nameof(CallbackRequest) or nameof(ReservationChange) => ReportTexts.DataReservation,
            nameof(ConsultationRecord) or nameof(ConsultationVersion) => ReportTexts.DataRecord,
            nameof(Document) or nameof(DocumentContent) => ReportTexts.DataDocument,
            _ => ReportTexts.DataList,
        };
}
