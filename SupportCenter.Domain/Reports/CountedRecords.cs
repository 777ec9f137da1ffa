using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Reports;

/// <summary>The reservations whose record says what a row of a table counts; of 不明・未記入, those whose record does not say it, and those
/// without a record that was handed in.</summary>
internal static class CountedRecords
{
    public static IQueryable<Reservation> Narrow(CountedRows asked, IQueryable<Reservation> rows, PortalDbContext db)
    {
        var records = Fitting(asked.Table, asked.Key, db.Records.Where(record => record.Status > RecordStatus.Draft), db);
        return records is null ? rows.Where(_ => false)
            : asked.Key is null ? rows.Where(row => !records.Any(record => record.ReservationId == row.Id))
            : rows.Where(row => records.Any(record => record.ReservationId == row.Id));
    }

    /// <summary>The records with that answer; without a key those with any; null for what is no answer.</summary>
    private static IQueryable<ConsultationRecord>? Fitting(
        StatisticsTableKind? table,
        string? key,
        IQueryable<ConsultationRecord> records,
        PortalDbContext db
    )
    {
        switch (table)
        {
            case StatisticsTableKind.Categories when key is null:
                return records.Where(row => row.Details.ClientCategory != null);
            case StatisticsTableKind.Categories when Enum.TryParse<ClientCategory>(key, out var category):
                return records.Where(row => row.Details.ClientCategory == category);
            case StatisticsTableKind.SalesDeclines when key is null:
                return records.Where(row => row.Details.SalesDecline != null);
            case StatisticsTableKind.SalesDeclines when Enum.TryParse<SalesDecline>(key, out var decline):
                return records.Where(row => row.Details.SalesDecline == decline);
            case StatisticsTableKind.Topics when key is null:
                return records.Where(row => row.Details.Topics != Topics.None);
            case StatisticsTableKind.Topics when Enum.TryParse<Topics>(key, out var topic):
                return records.Where(row => (row.Details.Topics & topic) != Topics.None);
            case StatisticsTableKind.Troubles when key is null:
                return records.Where(row => row.Details.Troubles != Troubles.None);
            case StatisticsTableKind.Troubles when Enum.TryParse<Troubles>(key, out var trouble):
                return records.Where(row => (row.Details.Troubles & trouble) != Troubles.None);
            case StatisticsTableKind.Issuers when Enum.TryParse<Issuer>(key, out var issuer):
                var offered = db.Measures.Where(row => row.Details.Issuer == issuer).Select(row => row.Id);
                return records.Where(row => row.Details.MeasureIds.Any(id => offered.Contains(id)));
            case StatisticsTableKind.Measures or StatisticsTableKind.Issuers when key is null:
                return records.Where(row => row.Details.MeasureIds.Any());
            case StatisticsTableKind.Measures when NewId.TryParse(key, out var measure):
                return records.Where(row => row.Details.MeasureIds.Contains(measure));
            case StatisticsTableKind.Guidance when key is null:
                return records.Where(row => row.GuidedMeasureIds.Any());
            case StatisticsTableKind.Guidance when NewId.TryParse(key, out var guided):
                return records.Where(row => row.GuidedMeasureIds.Contains(guided));
            case StatisticsTableKind.Referrals when key is null:
                return records.Where(row => row.ReferralIds.Any());
            case StatisticsTableKind.Referrals when NewId.TryParse(key, out var referral):
                return records.Where(row => row.ReferralIds.Contains(referral));
            case StatisticsTableKind.Uncovered when key is null:
                return records.Where(row =>
                    row.Details.MeasureIds.Any() || row.GuidedMeasureIds.Any() || row.Details.Troubles != Troubles.None
                );
            case StatisticsTableKind.Uncovered when Enum.TryParse<Troubles>(key, out var unmet):
                return records.Where(row =>
                    !row.Details.MeasureIds.Any() && !row.GuidedMeasureIds.Any() && (row.Details.Troubles & unmet) != Troubles.None
                );
            default:
                return null;
        }
    }
}
