using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reservations;

/// <summary>折り返し待ち: callers for whom nothing was free, in the order of calling, each offered what has fallen free since.</summary>
public sealed class CallbackService(AuthorizedDbContextFactory authorized, PortalDatabase database)
{
    private const int ShowsAtMost = 200;

    // One audit row for each request that this circuit has shown: a list that refreshes itself is one view, not hundreds.
    private readonly ConcurrentDictionary<Guid, bool> shown = new();

    /// <summary>Puts a caller at the end of the list; gives the request's id.</summary>
    /// <exception cref="RuleException">A field is wrong, or the wished period ends before it begins.</exception>
    [RequiresPermission(Permission.BookReservations)]
    public async Task<Guid> QueueAsync(CallbackDetails details, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.BookReservations, AuditActs.CallbackQueued, ct);
        var clean = FormFields.Cleaned(details);
        FormChecks.Ensure(clean);
        FormChecks.Refuse(clean.From is null && clean.To < authorized.Today, BookingTexts.WishEndsBeforeStart, nameof(CallbackDetails.To));
        var request = work
            .Db.Callbacks.Add(
                new CallbackRequest(clean, work.AccessContext.Me, authorized.UtcNow)
                {
                    TelephoneKey = database.Index.TelephoneKey(clean.Telephone),
                }
            )
            .Entity;
        await work.CommitAsync(ct);
        return request.Id;
    }

    /// <summary>Who waits, longest waiting first, each with the free slot that is now theirs to be offered. No slot is offered to
    /// two.</summary>
    [RequiresPermission(Permission.BookReservations)]
    public Task<IReadOnlyList<CallbackRow>> ListAsync(CancellationToken ct = default) => NextAsync(ShowsAtMost, ct);

    /// <summary>The first of those who wait, at most <paramref name="most"/>.</summary>
    [RequiresPermission(Permission.BookReservations)]
    public async Task<IReadOnlyList<CallbackRow>> NextAsync(int most, CancellationToken ct = default)
    {
        List<CallbackRow> rows;
        Dictionary<Guid, Guid?> fresh;
        await using (var db = await authorized.OpenAsync(Permission.BookReservations, ct))
        {
            var waiting = await db
                .Callbacks.AsNoTracking()
                .Where(row => row.SettledAtUtc == null)
                .OrderBy(row => row.QueuedAtUtc)
                .ThenBy(row => row.Id)
                .Take(Math.Clamp(most, 1, ShowsAtMost))
                .ToListAsync(ct);
            var offers = await CallbackOffers.ForAsync(db, waiting, authorized.UtcNow, ct);
            var staff = waiting.Select(row => row.QueuedById).ToHashSet();
            var names = await db
                .Staff.AsNoTracking()
                .Where(row => staff.Contains(row.Id))
                .ToDictionaryAsync(row => row.Id, row => row.Name, ct);
            rows = waiting.ConvertAll(request => new CallbackRow(
                request.Id,
                request.Details.BusinessName,
                request.Details.ContactName,
                request.Details.ToShow().TelephoneText(),
                request.Details.Ward,
                request.Details.From,
                request.Details.To,
                request.Details.Memo,
                request.QueuedAtUtc,
                names.GetValueOrDefault(request.QueuedById, ""),
                offers.GetValueOrDefault(request.Id)
            ));
            fresh = [];
            foreach (var request in waiting.Where(request => !shown.ContainsKey(request.Id)))
            {
                fresh[request.Id] = await FindBusinessAsync(db, request, ct);
            }
        }

        await NoteShownAsync(fresh, ct);
        return rows;
    }

    /// <summary>How many wait, and for how many of them something is free now; holds no name.</summary>
    [RequiresPermission(Permission.BookReservations)]
    public async Task<CallbackCount> CountAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.BookReservations, ct);
        var waiting = await db
            .Callbacks.AsNoTracking()
            .Where(row => row.SettledAtUtc == null)
            .OrderBy(row => row.QueuedAtUtc)
            .ThenBy(row => row.Id)
            .Take(ShowsAtMost)
            .ToListAsync(ct);
        return new CallbackCount(waiting.Count, (await CallbackOffers.ForAsync(db, waiting, authorized.UtcNow, ct)).Count);
    }

    /// <summary>The whole telephone number of a request, to ring it; null when it is not there or not the caller's to see.</summary>
    [RequiresPermission(Permission.RevealTelephone)]
    public async Task<string?> RevealTelephoneAsync(Guid id, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.RevealTelephone, AuditActs.TelephoneRevealed, ct);
        var request = work.AccessContext.SeesOnlyOwn
            ? null
            : await work.Db.Callbacks.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct);
        if (request is null)
        {
            return null;
        }

        work.Note(nameof(CallbackRequest), id, await FindBusinessAsync(work.Db, request, ct), nameof(CallbackDetails.Telephone));
        await work.CommitAsync(ct);
        return request.Details.ToShow(wholeTelephone: true).TelephoneText();
    }

    /// <summary>What the booking form is filled in with when a waiting caller is rung; null when the request no longer waits.</summary>
    [RequiresPermission(Permission.BookReservations)]
    public async Task<CallbackPrefill?> PrefillAsync(Guid id, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.BookReservations, AuditActs.TelephoneRevealed, ct);
        var request = await work.Db.Callbacks.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id && row.SettledAtUtc == null, ct);
        if (request is null)
        {
            return null;
        }

        work.Note(nameof(CallbackRequest), id, await FindBusinessAsync(work.Db, request, ct), nameof(CallbackDetails.Telephone));
        await work.CommitAsync(ct);
        var shown = request.Details.ToShow(wholeTelephone: true);
        return new CallbackPrefill(id, shown.Ward, shown.From, shown.To, shown.ToReservationDetails());
    }

    /// <summary>Takes a request off the list without a booking.</summary>
    /// <exception cref="RuleException">The reason is empty or too long, or the request was settled before.</exception>
    [RequiresPermission(Permission.BookReservations)]
    public async Task GiveUpAsync(Guid id, string reason, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.BookReservations, AuditActs.CallbackSettled, ct);
        if (VisibleText.IsBlank(reason))
        {
            throw new RuleException(ReservationTexts.ReasonNeeded);
        }

        var request = await work.Db.Callbacks.FirstOrDefaultAsync(row => row.Id == id, ct) ?? throw new RuleException(DomainTexts.NotFound);
        request.Settle(null, VisibleText.Trimmed(reason), work.AccessContext.Me, authorized.UtcNow);
        await work.CommitAsync(ct);
    }

    private async Task NoteShownAsync(Dictionary<Guid, Guid?> fresh, CancellationToken ct)
    {
        if (fresh.Count == 0)
        {
            return;
        }

        await using var work = await authorized.BeginAsync(Permission.BookReservations, AuditActs.CallbacksListed, ct);
        foreach (var (request, business) in fresh)
        {
            work.Note(nameof(CallbackRequest), request, business);
        }

        await work.CommitAsync(ct);
        foreach (var request in fresh.Keys)
        {
            shown[request] = true;
        }
    }

    /// <summary>The business whose ledger the view of this request belongs into, as far as its number is known.</summary>
    private Task<Guid?> FindBusinessAsync(PortalDbContext db, CallbackRequest request, CancellationToken ct)
    {
        var key = database.Index.TelephoneKey(request.Details.Telephone);
        return db.Businesses.Where(row => row.TelephoneKey == key && key != null).Select(row => (Guid?)row.Id).FirstOrDefaultAsync(ct);
    }
}
