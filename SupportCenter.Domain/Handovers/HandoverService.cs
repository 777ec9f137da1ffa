using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Handovers;

/// <summary>申し送り as they are read and seen to. Each that is shown is in the audit log once a screen, in the ledger of its
/// business.</summary>
public sealed class HandoverService(AuthorizedDbContextFactory authorized, PortalDatabase database)
{
    private const int MostRows = 100;
    private const int MostSearched = 1000;

    // One audit row for each that this circuit has shown: a list that refreshes itself is one view, not hundreds.
    private readonly ConcurrentDictionary<Guid, bool> shown = new();

    /// <summary>A page of the handovers that the caller sees: the open ones as they are to be seen to, or the done ones, the last
    /// first.</summary>
    [RequiresPermission(Permission.ViewHandovers)]
    public async Task<Page<HandoverRow>> ListAsync(HandoverFilter filter, PageRequest page, CancellationToken ct = default)
    {
        Page<HandoverRow> found;
        await using (var db = await authorized.OpenAsync(Permission.ViewHandovers, ct))
        {
            var rows = db.Handovers.AsNoTracking().VisibleTo(db).Where(row => row.DoneAtUtc != null == filter.Done);
            if (VisibleText.IsBlank(filter.Search))
            {
                var counted = await rows.CountCappedAsync(ct);
                var read = await Ordered(rows, filter).Skip(page.Skip).Take(Math.Clamp(page.Take, 0, MostRows)).ToListAsync(ct);
                found = Page.Of<HandoverRow>(await HandoverReading.RowsAsync(read, db, ct), counted);
            }
            else
            {
                var fitting = await SearchAsync(db, rows, filter, ct);
                var read = fitting.Skip(page.Skip).Take(Math.Clamp(page.Take, 0, MostRows)).ToList();
                found = Page.Of<HandoverRow>(await HandoverReading.RowsAsync(read, db, ct), fitting.Count);
            }
        }

        await NoteShownAsync(found.Rows, ct);
        return found;
    }

    /// <summary>The open handovers of one clinic's day.</summary>
    [RequiresPermission(Permission.ViewHandovers)]
    public Task<IReadOnlyList<HandoverRow>> OfClinicAsync(Guid clinic, CancellationToken ct = default) =>
        ReadAsync(db => db.Handovers.VisibleTo(db).OpenAt(db, db.Clinics.Where(row => row.Id == clinic && row.ClosedAtUtc == null)), ct);

    /// <summary>The open handovers that begin the caller's day: of a scrivener those of today's clinics (without one today, of the next)
    /// and the own ones; of everybody else those that are due.</summary>
    [RequiresPermission(Permission.ViewHandovers)]
    public Task<IReadOnlyList<HandoverRow>> OfTodayAsync(CancellationToken ct = default) =>
        ReadAsync(
            db =>
            {
                var (me, today) = (db.AccessContext.Me, authorized.Today);
                var open = db.Handovers.VisibleTo(db).Where(row => row.DoneAtUtc == null);
                if (!db.AccessContext.SeesOnlyOwn)
                {
                    return open.Where(row => row.DueOn == null || row.DueOn <= today || row.OwnerId == me);
                }

                var mine = db.Clinics.Where(row =>
                    row.ClosedAtUtc == null && row.Date >= today && row.Desks.Any(desk => desk.ScrivenerId == me)
                );
                var next = mine.Where(row => row.Date == mine.Min(other => other.Date));
                var ids = db.Handovers.OpenAt(db, next).Select(row => row.Id);
                return open.Where(row => row.OwnerId == me || ids.Contains(row.Id));
            },
            ct
        );

    /// <summary>The open handovers about a reservation or its business, or about a business.</summary>
    /// <returns>Empty when the caller sees none.</returns>
    [RequiresPermission(Permission.ViewHandovers)]
    public Task<IReadOnlyList<HandoverRow>> OfBusinessAsync(Guid business, CancellationToken ct = default) =>
        ReadAsync(db => db.Handovers.VisibleTo(db).Where(row => row.DoneAtUtc == null && row.BusinessId == business), ct);

    /// <summary>It is seen to.</summary>
    /// <returns>False when there is none that the caller sees.</returns>
    /// <exception cref="RuleException">Somebody did it before.</exception>
    [RequiresPermission(Permission.WriteHandovers)]
    public Task<bool> FinishAsync(Guid id, CancellationToken ct = default) =>
        ChangeAsync(id, AuditActs.HandoverDone, (work, row) => row.Finish(work.AccessContext.Me, authorized.UtcNow), ct);

    /// <summary>It was not seen to after all.</summary>
    /// <returns>False when there is none that the caller sees.</returns>
    /// <exception cref="RuleException">It is open.</exception>
    [RequiresPermission(Permission.WriteHandovers)]
    public Task<bool> ReopenAsync(Guid id, CancellationToken ct = default) =>
        ChangeAsync(id, AuditActs.HandoverReopened, (_, row) => row.Reopen(), ct);

    private async Task<bool> ChangeAsync(Guid id, string act, Action<UnitOfWork, Handover> change, CancellationToken ct)
    {
        await using var work = await authorized.BeginAsync(Permission.WriteHandovers, act, ct);
        var handover = await work.Db.Handovers.VisibleTo(work.Db).FirstOrDefaultAsync(row => row.Id == id, ct);
        if (handover is null)
        {
            return false;
        }

        change(work, handover);
        work.Note(nameof(Handover), id, handover.BusinessId);
        await work.CommitAsync(ct);
        return true;
    }

    private async Task<IReadOnlyList<HandoverRow>> ReadAsync(Func<PortalDbContext, IQueryable<Handover>> choose, CancellationToken ct)
    {
        List<HandoverRow> rows;
        await using (var db = await authorized.OpenAsync(Permission.ViewHandovers, ct))
        {
            rows = await choose(db).RowsAsync(db, MostRows, ct);
        }

        await NoteShownAsync(rows, ct);
        return rows;
    }

    private async Task NoteShownAsync(IReadOnlyList<HandoverRow> rows, CancellationToken ct)
    {
        var fresh = rows.Where(row => !shown.ContainsKey(row.Id)).ToList();
        if (fresh.Count == 0)
        {
            return;
        }

        await using var work = await authorized.BeginAsync(Permission.ViewHandovers, AuditActs.HandoversListed, ct);
        fresh.ForEach(row => work.Note(nameof(Handover), row.Id, row.BusinessId));
        await work.CommitAsync(ct);
        fresh.ForEach(row => shown[row.Id] = true);
    }

    private static IOrderedQueryable<Handover> Ordered(IQueryable<Handover> rows, HandoverFilter filter) =>
        filter.Done
            ? rows.OrderByDescending(row => row.DoneAtUtc).ThenBy(row => row.Id)
            : rows.OrderBy(row => row.DueOn ?? DateOnly.MaxValue).ThenBy(row => row.WrittenAtUtc).ThenBy(row => row.Id);

    /// <summary>The index names those that have all pieces of what was typed; whether the pieces stand together is seen after
    /// decryption.</summary>
    private async Task<List<Handover>> SearchAsync(
        PortalDbContext db,
        IQueryable<Handover> rows,
        HandoverFilter filter,
        CancellationToken ct
    )
    {
        var grams = database.Index.HandoverQuery(filter.Search);
        if (grams.Count == 0)
        {
            return [];
        }

        foreach (var gram in grams)
        {
            rows = rows.Where(row => db.HandoverGrams.Any(entry => entry.Gram == gram && entry.HandoverId == row.Id));
        }

        var folded = TextFolding.Fold(filter.Search);
        var found = await Ordered(rows, filter).Take(MostSearched).ToListAsync(ct);
        return found.FindAll(row => TextFolding.Fold(row.Text).Contains(folded, StringComparison.Ordinal));
    }
}
