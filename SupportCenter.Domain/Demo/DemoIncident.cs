using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Incidents;

namespace SupportCenter.Domain.Demo;

/// <summary>A drill that is under way, so that a newcomer sees what an incident looks like: three fictional businesses, one of them
/// told.</summary>
internal static class DemoIncident
{
    private const int Affected = 3;

    public static async Task AddAsync(PortalDatabase database, TimeProvider time, StaffMember supervisor, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var known = CentreTime.ToCivil(now);
        var db = database.CreateContext();
        db.AccessContext = new AccessContext(
            CallerKind.Staff,
            supervisor.Id,
            supervisor.Role,
            Permission.HandleIncidents,
            AccessScope.All,
            "console"
        );
        await using var work = await UnitOfWork.BeginAsync(db, database, AuditActs.IncidentOpened, time, ct);
        var incident = db.Add(new Incident(1, isDrill: true, Details(known), supervisor.Id, now)).Entity;
        incident.Decide(IncidentState.Handling, 0, now);
        incident.Assign(supervisor.Id);
        db.Add(new IncidentSource(incident.Id, IncidentSourceKind.Call, null, supervisor.Id, now));
        db.Add(new IncidentEvent(incident.Id, Entry(known, "訓練：センターに電話があった。"), supervisor.Id, now));
        db.AddRange(Steps(incident, known, supervisor.Id, now));
        var lines = await AddAffectedAsync(db, incident, supervisor.Id, now, ct);
        await AddPapersAsync(db, incident, lines, supervisor.Id, now, ct);
        db.Add(new CallScript(incident.Id, 1, "訓練です。実際には電話をかけません。", supervisor.Id, now));
        await work.CommitAsync(ct);
    }

    private static IncidentDetails Details(DateTime known) =>
        new()
        {
            Title = "年1回の訓練：相談記録が検索で見えるとの申し出",
            KnownOn = DateOnly.FromDateTime(known),
            KnownAt = new TimeOnly(known.Hour, known.Minute),
            How = HowKnown.Call,
            What = "訓練：事業者から「自分の相談記録が検索サイトで見える」との電話があった。",
        };

    private static EventDetails Entry(DateTime at, string text) =>
        new()
        {
            Kind = IncidentEventKind.Found,
            HappenedOn = DateOnly.FromDateTime(at),
            HappenedAt = new TimeOnly(at.Hour, at.Minute),
            Text = text,
        };

    private static IEnumerable<IncidentStep> Steps(Incident incident, DateTime known, Guid by, DateTime nowUtc)
    {
        var done = new DoneDetails { DoneOn = DateOnly.FromDateTime(known), DoneAt = new TimeOnly(known.Hour, known.Minute) };
        foreach (var kind in Enum.GetValues<IncidentStepKind>().Where(kind => kind != IncidentStepKind.Other))
        {
            var step = new IncidentStep(incident.Id, kind);
            if (kind is IncidentStepKind.Contain or IncidentStepKind.Decide or IncidentStepKind.FixAffected)
            {
                step.Finish(done, done.DoneOn, by, nowUtc);
            }

            yield return step;
        }
    }

    private static async Task AddPapersAsync(
        PortalDbContext db,
        Incident incident,
        IReadOnlyList<AffectedBusiness> lines,
        Guid by,
        DateTime nowUtc,
        CancellationToken ct
    )
    {
        var facts = new PaperFacts
        {
            Incident = incident,
            Events = [(nowUtc, "訓練：センターに電話があった。")],
            Businesses = lines.Count,
            ListOnly = 0,
            Persons = lines.Count,
            Told = 1,
        };
        var sheet = NineItems.Of(facts, new IncidentOptions().ManyPersons);
        db.Add(new IncidentPaper(incident.Id, 1, IncidentPaperKind.Preliminary, sheet, by, nowUtc));
        var letters = await LetterItems.OfAsync(db, lines, ct);
        var common = LetterItems.Common(
            incident.Details,
            new LetterDetails { Opening = "訓練のための文です。発送しません。", Contact = "訓練のための窓口　電話 075-000-0000" }
        );
        var paper = new IncidentPaper(
            incident.Id,
            2,
            IncidentPaperKind.Letters,
            common,
            by,
            nowUtc,
            [.. letters.Select(letter => letter.Item)]
        );
        db.Add(paper);
        db.AddRange(letters.Select((letter, at) => new IncidentPaperPart(paper.Id, at + 1, letter.Business, letter.Item)));
    }

    private static async Task<IReadOnlyList<AffectedBusiness>> AddAffectedAsync(
        PortalDbContext db,
        Incident incident,
        Guid by,
        DateTime nowUtc,
        CancellationToken ct
    )
    {
        var businesses = await db.Businesses.OrderBy(row => row.Id).Select(row => row.Id).Take(Affected).ToListAsync(ct);
        var lines = businesses.ConvertAll(business => new AffectedBusiness(
            incident.Id,
            1,
            new FoundBusiness(business, ExposedData.List | ExposedData.Record, AffectedBasis.Names, 1)
        ));
        db.AddRange(lines);
        db.Add(new AffectedList(incident.Id, 1, lines.Count, "訓練のための名簿", lines, by, nowUtc));
        await IncidentHolds.PlaceAsync(db, incident, businesses, by, nowUtc, ct);
        lines[0].Note(ContactResult.Told, null, by, nowUtc);
        db.Add(new ContactAttempt(lines[0], ContactResult.Told, new ContactDetails(), 1, by, nowUtc));
        return lines;
    }
}
