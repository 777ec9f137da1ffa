using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Administration;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Retention;

/// <summary>保存期間: what falls due, what is held back from it, and what the clock clears away by itself.</summary>
public sealed class RetentionService(AuthorizedDbContextFactory authorized, PortalDatabase database, RetentionOptions options)
{
    private const string ListKind = "Retention";

    /// <summary>One page of businesses, the longest silent first, with what hangs on each; their names in clear, and an audit row of
    /// it.</summary>
    [RequiresPermission(Permission.ViewRetention)]
    public async Task<Page<DueBusiness>> ListAsync(DueFilter filter, PageRequest request, CancellationToken ct = default)
    {
        Page<DueBusiness> page;
        await using (var db = await authorized.OpenAsync(Permission.ViewRetention, ct))
        {
            var chosen = Chosen(db, filter);
            var count = await chosen.CountCappedAsync(ct);
            var rows = await chosen
                .OrderBy(row => db.Reservations.Where(booked => booked.BusinessId == row.Id).Max(booked => (DateOnly?)booked.Date))
                .ThenBy(row => row.Id)
                .Skip(request.Skip)
                .Take(request.Take)
                .ToListAsync(ct);
            page = Page.Of<DueBusiness>(await RowsAsync(db, rows, ct), count);
        }

        await authorized.NoteListedAsync(
            Permission.ViewRetention,
            AuditActs.RetentionListed,
            ListKind,
            page.Rows.Select(row => row.Id),
            ct
        );
        return page;
    }

    /// <summary>How much could be disposed of today, and what the period is. Counted to 1,000; holds no name.</summary>
    [RequiresPermission(Permission.ViewRetention)]
    public async Task<DueCount> CountAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewRetention, ct);
        var cutoff = options.Period.Cutoff(authorized.Today);
        var businesses = await db
            .Businesses.SilentSince(db, cutoff)
            .KeptByNothing(db, authorized.Today)
            .Take(PageRequest.CountCap)
            .CountAsync(ct);
        var calls = await db.Callbacks.OfNobodySince(db, cutoff).Take(PageRequest.CountCap).CountAsync(ct);
        return new DueCount(businesses, calls, cutoff, options.YearsAfterFiscalYear);
    }

    /// <summary>Keeps a business beyond its time.</summary>
    /// <exception cref="RuleException">The reason is missing, the last day is over, there is no such business, or it is held
    /// already.</exception>
    [RequiresPermission(Permission.HoldBusinesses)]
    public async Task HoldAsync(Guid business, HoldDetails details, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.HoldBusinesses, AuditActs.HoldPlaced, ct);
        FormChecks.Ensure(details);
        FormChecks.Refuse(details.Until < authorized.Today, RetentionTexts.HoldUntilOver, nameof(details.Until));
        FormChecks.Refuse(!await work.Db.Businesses.AnyAsync(row => row.Id == business, ct), DomainTexts.NotFound, "");
        FormChecks.Refuse(await InForce(work.Db, business).AnyAsync(hold => hold.IncidentId == null, ct), RetentionTexts.HeldAlready, "");
        work.Db.Add(new RetentionHold(business, details, work.AccessContext.Me, authorized.UtcNow));
        await work.CommitAsync(ct);
    }

    /// <summary>Lifts the hold of a business.</summary>
    /// <exception cref="RuleException">The reason is missing, or nothing holds it.</exception>
    [RequiresPermission(Permission.HoldBusinesses)]
    public async Task LiftAsync(Guid business, string reason, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.HoldBusinesses, AuditActs.HoldLifted, ct);
        FormChecks.Refuse(VisibleText.IsBlank(reason), RetentionTexts.HoldReasonNeeded, "Reason");
        var holds = await InForce(work.Db, business).OrderBy(row => row.IncidentId != null).ToListAsync(ct);
        var hold = holds.Count > 0 ? holds[0] : throw new RuleException(DomainTexts.NotFound);
        FormChecks.Refuse(hold.IncidentId is not null, RetentionTexts.HeldByIncident, "");
        hold.Lift(reason, work.AccessContext.Me, authorized.UtcNow);
        await work.CommitAsync(ct);
    }

    /// <summary>Clears away what needs no second person: sign-ins that ended long ago, preferences of people who left, and what was typed
    /// and never saved within the whole period. Gives how many rows went.</summary>
    [RequiresPermission(Permission.KeepRetention)]
    public async Task<int> TidyAsync(CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.KeepRetention, AuditActs.SessionsForgotten, ct);
        var (now, cutoff) = (authorized.UtcNow, CentreTime.ToUtc(options.Period.Cutoff(authorized.Today), TimeOnly.MinValue));
        await CallbackKeys.FillAsync(work.Db, database.Index, ct);
        var (over, db) = (now.AddDays(-options.SessionDays), work.Db);
        var gone = await db
            .Sessions.Where(row => row.EndedAtUtc < over && !db.EmergencyAccesses.Any(access => access.SessionId == row.Id))
            .ExecuteDeleteAsync(ct);
        if (gone > 0)
        {
            work.Note(nameof(StaffSession), null);
        }

        // How somebody wanted their lists goes when their time here is over.
        var today = authorized.Today;
        gone += await db
            .ListPreferences.Where(row => db.Staff.Any(person => person.Id == row.StaffId && person.EndsOn < today))
            .ExecuteDeleteAsync(ct);
        gone += await db.Drafts.Where(row => row.SavedAtUtc < cutoff).ExecuteDeleteAsync(ct);
        await work.CommitAsync(ct);
        return gone;
    }

    private IQueryable<Business> Chosen(PortalDbContext db, DueFilter filter)
    {
        var (today, cutoff) = (authorized.Today, options.Period.Cutoff(authorized.Today));
        var all = db.Businesses.AsNoTracking();
        var due = all.SilentSince(db, cutoff);
        return filter switch
        {
            DueFilter.Now => due,
            DueFilter.NextYear => all.SilentSince(db, cutoff.AddYears(1)).Where(row => !due.Any(already => already.Id == row.Id)),
            _ => all.Where(row =>
                db.RetentionHolds.Any(hold =>
                    hold.BusinessId == row.Id && hold.LiftedAtUtc == null && (hold.Until == null || hold.Until >= today)
                )
            ),
        };
    }

    private async Task<IReadOnlyList<DueBusiness>> RowsAsync(PortalDbContext db, List<Business> rows, CancellationToken ct)
    {
        var (ids, today) = (rows.ConvertAll(row => row.Id), authorized.Today);
        var contacts = await LastContacts
            .Of(db, db.Businesses.Where(row => ids.Contains(row.Id)))
            .ToDictionaryAsync(row => row.BusinessId, row => row.Last, ct);
        var hanging = await db
            .Businesses.Where(row => ids.Contains(row.Id))
            .Select(row => new
            {
                row.Id,
                Reservations = db.Reservations.Count(booked => booked.BusinessId == row.Id),
                Records = db.Records.Count(record => record.BusinessId == row.Id),
                Documents = db.Documents.Count(paper => paper.BusinessId == row.Id),
                HasDraft = db.Records.Any(record => record.BusinessId == row.Id && record.Status == Consultations.RecordStatus.Draft),
            })
            .ToDictionaryAsync(row => row.Id, ct);
        var holds = await db
            .RetentionHolds.AsNoTracking()
            .Where(hold => ids.Contains(hold.BusinessId) && hold.LiftedAtUtc == null && (hold.Until == null || hold.Until >= today))
            .ToListAsync(ct);
        var people = holds.Select(hold => hold.PlacedById).ToList();
        var names = await db.Staff.Where(row => people.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, ct);
        return
        [
            .. rows.Select(row => new DueBusiness
            {
                Id = row.Id,
                Name = row.Name,
                LastContact = contacts[row.Id],
                KeptUntil = options.Period.LastDay(contacts[row.Id]),
                Reservations = hanging[row.Id].Reservations,
                Records = hanging[row.Id].Records,
                Documents = hanging[row.Id].Documents,
                HasDraft = hanging[row.Id].HasDraft,
                Hold = holds.Find(hold => hold.BusinessId == row.Id) is { } held
                    ? new HoldView(held.Reason, held.Until, names.GetValueOrDefault(held.PlacedById, ""), held.PlacedAtUtc)
                    : null,
            }),
        ];
    }

    private IQueryable<RetentionHold> InForce(PortalDbContext db, Guid business)
    {
        var today = authorized.Today;
        return db.RetentionHolds.Where(hold =>
            hold.BusinessId == business && hold.LiftedAtUtc == null && (hold.Until == null || hold.Until >= today)
        );
    }
}

/// <summary>Which businesses are wanted.</summary>
public enum DueFilter
{
    /// <summary>Silent for the whole period.</summary>
    Now = 0,

    /// <summary>Silent for the whole period on the next 1 April.</summary>
    NextYear = 1,

    /// <summary>A hold is in force, due or not.</summary>
    Held = 2,
}

/// <summary>A business whose time is over or nearly so.</summary>
public sealed record DueBusiness
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required DateOnly LastContact { get; init; }

    /// <summary>The last day of the retention period.</summary>
    public required DateOnly KeptUntil { get; init; }

    public required int Reservations { get; init; }

    public required int Records { get; init; }

    public required int Documents { get; init; }

    /// <summary>A record lies there as a draft: it is kept until that is handed in.</summary>
    public required bool HasDraft { get; init; }

    public HoldView? Hold { get; init; }
}

/// <summary>Why a business is kept beyond its time, until when, and who said so.</summary>
public sealed record HoldView(string Reason, DateOnly? Until, string PlacedBy, DateTime PlacedAtUtc);

/// <summary>How many businesses and call-backs of nobody could be disposed of now: everything silent since
/// <paramref name="Cutoff"/>.</summary>
public sealed record DueCount(int Businesses, int Callbacks, DateOnly Cutoff, int Years);
