using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Exposure;

/// <summary>公開範囲点検: what the probe needs to know of the database (ids and nothing else), and what became of each run.</summary>
public sealed class ExposureService(AuthorizedDbContextFactory authorized)
{
    /// <summary>Of each kind at least so many ids are asked, however few its share would be.</summary>
    private const int LeastOfKind = 20;

    /// <summary>The ids of all rows, or an even sample of about <paramref name="most"/> of them, by kind and within it by id.</summary>
    [RequiresPermission(Permission.CheckExposure)]
    public async Task<KnownIds> IdsAsync(int most, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.CheckExposure, ct);
        var counted = new List<(IQueryable<Guid> Ids, int Count)>();
        foreach (var (_, kind) in Kinds(db))
        {
            counted.Add((kind, await kind.CountAsync(ct)));
        }

        var known = counted.Sum(kind => kind.Count);
        var ids = new List<Guid>();
        foreach (var (kind, count) in counted)
        {
            var share = Math.Max(LeastOfKind, (int)((long)most * count / Math.Max(1, known)));
            var every = Math.Max(1, (count + share - 1) / share);
            var at = 0;
            await foreach (var id in kind.OrderBy(id => id).AsAsyncEnumerable().WithCancellation(ct))
            {
                if (at++ % every == 0)
                {
                    ids.Add(id);
                }
            }
        }

        return new KnownIds(ids, known);
    }

    /// <summary>Keeps what a run found. What is public and should not be raises an alarm in the same transaction.</summary>
    [RequiresPermission(Permission.CheckExposure)]
    public async Task RecordAsync(ExposureReport report, CancellationToken ct = default)
    {
        var act = report.Verdict == ExposureVerdict.Exposed ? AuditActs.ExposureFound : AuditActs.ExposureChecked;
        await using var work = await authorized.BeginAsync(Permission.CheckExposure, act, ct);
        var check = new ExposureCheck(report, authorized.UtcNow);
        work.Db.Add(check);
        work.Db.AddRange(report.Found.Select(found => new ExposureFinding(check.Id, found)));
        await work.CommitAsync(ct);
    }

    /// <summary>Notes who had a run begun by hand.</summary>
    [RequiresPermission(Permission.ViewExposure)]
    public async Task AskAsync(CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ViewExposure, AuditActs.ExposureAsked, ct);
        work.Note(nameof(ExposureCheck), null);
        await work.CommitAsync(ct);
    }

    /// <summary>The last run, held against the one before of the same addresses; null while there was none.</summary>
    [RequiresPermission(Permission.ViewExposure)]
    public async Task<ExposureState?> LastAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewExposure, ct);
        var last = await Runs(db.ExposureChecks).FirstOrDefaultAsync(ct);
        if (last is null)
        {
            return null;
        }

        var before = await Runs(
                db.ExposureChecks.Where(row => row.Target == last.Target && row.Id != last.Id && row.EndedAtUtc <= last.EndedAtUtc)
            )
            .FirstOrDefaultAsync(ct);
        var found = await FoundAsync(db, last.Id, ct);
        var earlier = before is null ? [] : await FoundAsync(db, before.Id, ct);
        return new ExposureState(
            last,
            before,
            found.ConvertAll(row => row with { IsNew = before is not null && !earlier.Exists(other => Same(other, row)) }),
            earlier.FindAll(row => !found.Exists(other => Same(other, row)))
        );
    }

    /// <summary>The runs, the newest first.</summary>
    [RequiresPermission(Permission.ViewExposure)]
    public async Task<Page<ExposureRun>> ListAsync(PageRequest page, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewExposure, ct);
        var count = await db.ExposureChecks.CountCappedAsync(ct);
        var rows = await Runs(db.ExposureChecks).Skip(page.Skip).Take(page.Take).ToListAsync(ct);
        return Page.Of<ExposureRun>(rows, count);
    }

    /// <summary>Every kind of row that has an id which an address could name.</summary>
    internal static IReadOnlyList<(Type Kind, IQueryable<Guid> Ids)> Kinds(PortalDbContext db) =>
        [
            .. db
                .Model.GetEntityTypes()
                .Where(type => type.FindProperty(nameof(ExposureCheck.Id))?.ClrType == typeof(Guid))
                .Select(type => type.ClrType)
                .OrderBy(type => type.Name, StringComparer.Ordinal)
                .Select(type => (type, (IQueryable<Guid>)IdsOfKind.MakeGenericMethod(type).Invoke(null, [db])!)),
        ];

    private static readonly System.Reflection.MethodInfo IdsOfKind = typeof(ExposureService).GetMethod(
        nameof(IdsOf),
        System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static
    )!;

    private static IQueryable<Guid> IdsOf<T>(PortalDbContext db)
        where T : class => db.Set<T>().Select(row => EF.Property<Guid>(row, nameof(ExposureCheck.Id)));

    private static bool Same(ExposureRow one, ExposureRow other) =>
        (one.Kind, one.Address, one.Clue) == (other.Kind, other.Address, other.Clue);

    private static IQueryable<ExposureRun> Runs(IQueryable<ExposureCheck> checks) =>
        checks
            .AsNoTracking()
            .OrderByDescending(row => row.EndedAtUtc)
            .ThenBy(row => row.Id)
            .Select(row => new ExposureRun(
                row.Id,
                row.Target,
                row.StartedAtUtc,
                row.EndedAtUtc,
                row.Verdict,
                row.Requests,
                row.Unanswered,
                row.IdsKnown,
                row.IdsAsked
            ));

    private static async Task<List<ExposureRow>> FoundAsync(PortalDbContext db, Guid check, CancellationToken cancellation) =>
        [
            .. (
                await db
                    .ExposureFindings.AsNoTracking()
                    .Where(row => row.CheckId == check)
                    .Select(row => new ExposureRow(row.Id, row.Kind, row.Address, row.Method, row.Status, row.Clue, row.Times, false))
                    .ToListAsync(cancellation)
            )
                .OrderByDescending(row => row.Kind)
                .ThenBy(row => row.Address, StringComparer.Ordinal),
        ];
}
