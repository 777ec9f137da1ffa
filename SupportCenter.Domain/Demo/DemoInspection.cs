using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Backups;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Oversight;

namespace SupportCenter.Domain.Demo;

/// <summary>An inspection of the contractor under way, with one finding that is being corrected, a roster that does not quite agree,
/// and a double check of which nothing is judged yet: so that a newcomer sees what the oversight looks like.</summary>
internal static class DemoInspection
{
    private const int Drawn = 5;

    public static async Task AddAsync(PortalDatabase database, TimeProvider time, StaffMember supervisor, CancellationToken ct)
    {
        await WorkAsync(AuditActs.RosterEntered, AddRosterAsync);
        await WorkAsync(AuditActs.InspectionOpened, InspectAsync);
        await WorkAsync(AuditActs.DoubleCheckDrawn, DrawAsync);

        async Task WorkAsync(string act, Func<Demonstration, CancellationToken, Task> add)
        {
            var db = database.CreateContext();
            db.AccessContext = new AccessContext(
                CallerKind.Staff,
                supervisor.Id,
                supervisor.Role,
                Permission.InspectContractors,
                AccessScope.All,
                "console"
            );
            await using var work = await UnitOfWork.BeginAsync(db, database, act, time, ct);
            var contract = await db.Contracts.FirstAsync(row => row.Details.Organisation == Organisation.Contractor, ct);
            var now = time.GetUtcNow().UtcDateTime;
            await add(new Demonstration(db, database.BackupFolder, contract, supervisor.Id, CentreTime.Today(time), now), ct);
            await work.CommitAsync(ct);
        }
    }

    private static async Task InspectAsync(Demonstration demo, CancellationToken ct)
    {
        var db = demo.Db;
        var inspection = db.Add(new Inspection(demo.Contract.Id, 1, Details(demo.Today), demo.By, demo.UtcNow)).Entity;
        var reader = new EvidenceReader(db, demo.Backups, demo.Contract, demo.UtcNow);
        var sequence = await db.Audit.MaxAsync(row => row.Sequence, ct);
        foreach (var item in await db.CheckItems.ToListAsync(ct))
        {
            var finding = db.Add(new Finding(inspection.Id, item)).Entity;
            if (finding.Evidence != EvidenceKind.None)
            {
                finding.Take(await reader.ReadAsync(finding.Evidence, ct), sequence, demo.UtcNow);
            }

            if (finding.Evidence == EvidenceKind.Backups)
            {
                AddCorrection(demo, finding);
            }
        }
    }

    private static async Task AddRosterAsync(Demonstration demo, CancellationToken ct)
    {
        var names = await demo
            .Db.Staff.Where(row => row.Organisation == Organisation.Contractor)
            .OrderBy(row => row.Name)
            .Select(row => row.Name)
            .ToListAsync(ct);
        var roster = demo.Db.Add(new Roster(demo.Contract.Id, 1, demo.Today.AddDays(-30), demo.By, demo.UtcNow)).Entity;
        var trained = demo.Today.AddDays(-60);
        var people = names
            .Select(name => new RosterEntry(name, true, trained, trained, null))
            .Append(new RosterEntry("受付 例示新任", false, null, null, null));
        demo.Db.AddRange(people.Select((person, at) => new RosterLine(roster.Id, at + 1, person)));
    }

    private static InspectionDetails Details(DateOnly today) =>
        new()
        {
            InspectedOn = today,
            Mode = InspectionMode.OnSite,
            Place = "受付室",
            Inspectors = "監督 例示一、監督 例示二",
            Met = "受付室長 例示三",
        };

    private static void AddCorrection(Demonstration demo, Finding finding)
    {
        finding.Judge(
            new FindingDetails
            {
                Result = FindingResult.Partly,
                Severity = FindingSeverity.Light,
                Note = "媒体の管理簿に、先月の記入がない。",
            },
            demo.By,
            demo.UtcNow
        );
        var wanted = new CorrectionDetails { Wanted = "媒体の管理簿を毎週記入する", DueOn = demo.Today.AddDays(14) };
        demo.Db.Add(new Correction(finding, wanted, demo.By, demo.UtcNow));
    }

    private static async Task DrawAsync(Demonstration demo, CancellationToken ct)
    {
        var (since, today) = (demo.Today.AddDays(-28), demo.Today);
        var records = await demo
            .Db.Records.Where(row => row.Date >= since && row.Date <= today && row.Status != RecordStatus.Draft)
            .Select(row => new { row.Id, row.ScrivenerId })
            .ToDictionaryAsync(row => row.Id, row => row.ScrivenerId, ct);
        var round = demo
            .Db.Add(new DoubleCheckRound(1, new DrawDetails { From = since, To = today }, [.. records.Keys], demo.By, demo.UtcNow))
            .Entity;
        demo.Db.AddRange(
            DoubleCheckRound
                .Draw([.. records.Keys], Drawn)
                .Select((record, at) => new DoubleCheckLine(round.Id, at + 1, record, records[record]))
        );
    }

    private sealed record Demonstration(
        PortalDbContext Db,
        BackupFolder Backups,
        Contract Contract,
        Guid By,
        DateOnly Today,
        DateTime UtcNow
    );
}
