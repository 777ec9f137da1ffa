using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;

namespace SupportCenter.Domain.Data;

/// <summary>Fills a new database with what a newcomer needs to try the portal: fictional people, places and businesses around today's date.</summary>
public static class Demo
{
    /// <summary>Fills the database, unless there is somebody in it already.</summary>
    public static async Task FillWithDemoAsync(this PortalDatabase database, TimeProvider time, CancellationToken ct = default)
    {
        var db = database.CreateContext();
        db.Viewer = new Viewer(CallerKind.Console, null, null, Permission.ManageStaff, Reach.All, "demo");
        await using var work = await Work.BeginAsync(db, database, AuditActs.StaffChanged, time, ct);
        if (await db.Staff.AnyAsync(ct))
        {
            return;
        }

        var start = CentreTime.Today(time).AddYears(-1);
        db.Staff.AddRange(
            new StaffMember("行政書士 見本一", Organisation.Scriveners, Role.Scrivener, start),
            new StaffMember("行政書士 例示二子", Organisation.Scriveners, Role.Scrivener, start),
            new StaffMember("行政書士 仮名三郎", Organisation.Scriveners, Role.Scrivener, start),
            new StaffMember("受付 例示", Organisation.Contractor, Role.BookingStaff, start),
            new StaffMember("受付 見本", Organisation.Contractor, Role.BookingStaff, start),
            new StaffMember("本市 雛形 京子", Organisation.City, Role.Supervisor, start),
            new StaffMember("本市 仮名 市郎", Organisation.City, Role.Supervisor, start),
            new StaffMember("運用 試 太郎", Organisation.Subcontractor, Role.Administrator, start),
            new StaffMember("運用 試 花子", Organisation.Subcontractor, Role.Administrator, start),
            new StaffMember("監査 例 一", Organisation.City, Role.Auditor, start),
            new StaffMember("監査 例 二", Organisation.City, Role.Auditor, start));
        await work.CommitAsync(ct);
    }
}
