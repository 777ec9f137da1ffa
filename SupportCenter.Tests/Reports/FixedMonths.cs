using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Incidents;
using SupportCenter.Domain.Reports;
using SupportCenter.Tests.Security;

namespace SupportCenter.Tests.Reports;

/// <summary>Months whose report is fixed, in a running portal.</summary>
internal static class FixedMonths
{
    /// <summary>A month whose figures were fixed: a public edition is made from nothing else.</summary>
    public static async Task<DateOnly> OfAsync(PortalUnderTest portal)
    {
        using var turn = await portal.Database.Gate.EnterAsync(CancellationToken.None);
        return await portal.ReadAsync(async db =>
        {
            if (await db.ReportEditions.FirstOrDefaultAsync(row => row.Kind == PeriodKind.Month && row.FixedAtUtc != null) is { } known)
            {
                return known.FirstDay;
            }

            var now = TimeProvider.System.GetUtcNow().UtcDateTime;
            var today = DateOnly.FromDateTime(now);
            var month = new DateOnly(today.Year, today.Month, 1).AddMonths(-1);
            var people = await db.Staff.Where(row => row.Role == Role.Supervisor).Select(row => row.Id).Take(2).ToListAsync();
            db.AccessContext = new AccessContext(
                CallerKind.Console,
                people[1],
                Role.Supervisor,
                Permission.FixReports,
                AccessScope.All,
                "test"
            );
            db.BeforeSave = _ => Task.CompletedTask;
            await using var work = await db.Database.BeginTransactionAsync();
            var counted = await new StatisticsReader(db, new StatisticsFilter(), today, now).ReportAsync(
                StatisticsPeriod.Month(month),
                new ReportSurroundings(new IncidentOptions(), null),
                CancellationToken.None
            );
            var edition = new ReportEdition(StatisticsPeriod.Month(month), 1, now);
            edition.Write(new EditionDetails { First = "相談が行われました。" }, people[0], now);
            edition.Fix(counted, people[1], now);
            db.Add(edition);
            await db.SaveChangesAsync();
            await work.CommitAsync();
            return month;
        });
    }
}
