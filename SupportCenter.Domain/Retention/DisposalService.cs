using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Administration;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;

namespace SupportCenter.Domain.Retention;

/// <summary>廃棄: a supervisor asks for what is due, a second one releases it, the first carries it out (ASVS 2.3.5), and no byte stays
/// behind (ASVS 14.2.7).</summary>
public sealed partial class DisposalService(AuthorizedDbContextFactory authorized, PortalDatabase database, RetentionOptions options)
{
    /// <summary>At most so many businesses and call-backs in one disposal: each is a transaction, and people work meanwhile.</summary>
    public const int MostAtOnce = 500;

    private const string ListKind = "Disposal";

    /// <summary>One page of all disposals, the newest first, with how far each has come. No name of any business.</summary>
    [RequiresPermission(Permission.ViewDisposals)]
    public async Task<Page<DisposalRow>> ListAsync(PageRequest request, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewDisposals, ct);
        var count = await db.DisposalOrders.CountCappedAsync(ct);
        var rows = await db
            .DisposalOrders.AsNoTracking()
            .OrderByDescending(row => row.OrderedAtUtc)
            .ThenBy(row => row.Id)
            .Skip(request.Skip)
            .Take(request.Take)
            .Join(
                db.Approvals,
                order => order.ApprovalId,
                approval => approval.Id,
                (order, approval) =>
                    new
                    {
                        Order = order,
                        Approval = approval,
                        OrderedBy = db.Staff.Where(person => person.Id == order.OrderedById).Select(person => person.Name).FirstOrDefault(),
                        All = order.Items.Count,
                        Disposed = order.Items.Count(item => item.State == DisposalState.Disposed),
                    }
            )
            .OrderByDescending(row => row.Order.OrderedAtUtc)
            .ThenBy(row => row.Order.Id)
            .ToListAsync(ct);
        return Page.Of<DisposalRow>(
            [
                .. rows.Select(row => new DisposalRow(
                    row.Order.Id,
                    row.Order.FiscalYear,
                    row.Order.Number,
                    row.OrderedBy ?? "",
                    row.Order.OrderedAtUtc,
                    StageOf(row.Order, row.Approval),
                    row.All,
                    row.Disposed,
                    row.Order.CompletedAtUtc
                )),
            ],
            count
        );
    }

    /// <summary>One disposal with its facts; null when there is none.</summary>
    [RequiresPermission(Permission.ViewRetention)]
    public async Task<DisposalView?> FindAsync(Guid id, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewRetention, ct);
        if (await db.DisposalOrders.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct) is not { } order)
        {
            return null;
        }

        var (approval, names) = await AnsweredAsync(db, order, ct);
        var states = await db
            .DisposalItems.Where(item => item.OrderId == id)
            .GroupBy(item => item.State)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(ct);
        return new DisposalView(order, approval, names)
        {
            ReleasedBy = approval.DecidedById is { } by ? names.GetValueOrDefault(by, "") : null,
            DecidedAtUtc = approval.DecidedAtUtc,
            ExpiresAtUtc = approval.ExpiresAtUtc,
            Stage = StageOf(order, approval),
            All = states.Sum(state => state.Count),
            Waiting = states.Where(state => state.Key == DisposalState.Waiting).Sum(state => state.Count),
            Disposed = states.Where(state => state.Key == DisposalState.Disposed).Sum(state => state.Count),
            CompletedAtUtc = order.CompletedAtUtc,
            IsMine = order.OrderedById == db.AccessContext.StaffId,
        };
    }

    /// <summary>One page of what is in it: names as far as they are still there, and an audit row of them; what is gone has its
    /// fingerprint only.</summary>
    [RequiresPermission(Permission.ViewRetention)]
    public async Task<Page<DisposalItemRow>> ItemsAsync(Guid id, PageRequest request, CancellationToken ct = default)
    {
        Page<DisposalItemRow> page;
        await using (var db = await authorized.OpenAsync(Permission.ViewRetention, ct))
        {
            var all = db.DisposalItems.AsNoTracking().Where(item => item.OrderId == id);
            var rows = await all.OrderBy(item => item.LastFiscalYear)
                .ThenBy(item => item.Fingerprint)
                .Skip(request.Skip)
                .Take(request.Take)
                .Select(item => new
                {
                    Item = item,
                    Business = db.Businesses.Where(row => row.Id == item.SubjectId).Select(row => row.Name).FirstOrDefault(),
                    Caller = db.Callbacks.Where(row => row.Id == item.SubjectId).Select(row => row.Details.BusinessName).FirstOrDefault(),
                })
                .ToListAsync(ct);
            page = new Page<DisposalItemRow>(
                rows.ConvertAll(row => new DisposalItemRow(
                    row.Item.SubjectId,
                    row.Item.Kind,
                    row.Item.Fingerprint,
                    row.Business ?? row.Caller,
                    row.Item.LastFiscalYear,
                    row.Item.State
                )),
                await all.CountAsync(ct),
                false
            );
        }

        var there = page.Rows.Where(row => row is { Kind: DisposalSubject.Business, Name: not null }).Select(row => row.SubjectId);
        await authorized.NoteListedAsync(Permission.ViewRetention, AuditActs.RetentionListed, ListKind, there, ct);
        return page;
    }

    /// <summary>Asks for the disposal of what is due now, the longest silent first, and freezes it; gives the order's id.</summary>
    /// <exception cref="RuleException">The reason is too short, nothing is due, or another disposal waits or is being carried
    /// out.</exception>
    [RequiresPermission(Permission.DisposeOfBusinesses)]
    public async Task<Guid> AskAsync(DisposalDetails details, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.DisposeOfBusinesses, AuditActs.ApprovalAsked, ct);
        FormChecks.Ensure(details);
        var (db, now, today) = (work.Db, authorized.UtcNow, authorized.Today);
        FormChecks.Refuse(await IsOneUnderWayAsync(db, now, ct), RetentionTexts.OneAtATime, "");
        await CallbackKeys.FillAsync(db, database.Index, ct);
        var due = await DueAsync(db, today, ct);
        FormChecks.Refuse(due.Count == 0, RetentionTexts.NothingDue, "");
        var year = Text.JapaneseDate.FiscalYear(today);
        var last = await db.DisposalOrders.Where(row => row.FiscalYear == year).MaxAsync(row => (int?)row.Number, ct) ?? 0;
        var order = db.Add(new DisposalOrder(last + 1, options, today, work.AccessContext.Me, now)).Entity;
        order.Freeze(due);
        order.ApprovalId = (await Approvals.AskAsync(work, ApprovalKind.Purge, order.Id, details.Reason, now, ct)).Id;
        await work.CommitAsync(ct);
        return order.Id;
    }

    /// <summary>What is printed of a completed disposal, and an audit row of it; null when there is none, or it is not completed.</summary>
    [RequiresPermission(Permission.ViewDisposals)]
    public async Task<DisposalCertificate?> CertificateAsync(Guid id, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ViewDisposals, AuditActs.DisposalCertificatePrinted, ct);
        var db = work.Db;
        if (
            await db
                .DisposalOrders.AsNoTracking()
                .Include(row => row.Items)
                .FirstOrDefaultAsync(row => row.Id == id && row.CompletedAtUtc != null, ct)
            is not { } order
        )
        {
            return null;
        }

        var (approval, names) = await AnsweredAsync(db, order, ct);
        var row = await db
            .Audit.AsNoTracking()
            .Where(entry => entry.Act == AuditActs.DisposalCompleted && entry.SubjectId == id)
            .OrderByDescending(entry => entry.Sequence)
            .Select(entry => new { entry.Sequence, entry.Hash })
            .FirstAsync(ct);
        work.Note(nameof(DisposalOrder), id);
        await work.CommitAsync(ct);
        return new DisposalCertificate(order, approval, names)
        {
            ReleasedBy = names.GetValueOrDefault(approval.DecidedById!.Value, ""),
            ReleasedAtUtc = approval.DecidedAtUtc!.Value,
            StartedAtUtc = order.StartedAtUtc!.Value,
            CompletedAtUtc = order.CompletedAtUtc!.Value,
            BackupsUntil = DateOnly.FromDateTime(CentreTime.ToCivil(order.CompletedAtUtc.Value)).AddDays(order.BackupDays),
            Sequence = row.Sequence,
            Hash = Convert.ToHexString(row.Hash),
            Items =
            [
                .. order
                    .Items.OrderBy(item => item.LastFiscalYear)
                    .ThenBy(item => item.Fingerprint, StringComparer.Ordinal)
                    .Select(item => new CertifiedItem(
                        item.Fingerprint,
                        item.Kind,
                        item.LastFiscalYear,
                        item.State,
                        item.Reservations,
                        item.Records,
                        item.Documents,
                        item.Callbacks,
                        item.Bytes
                    )),
            ],
        };
    }

    private async Task<List<DisposalItem>> DueAsync(PortalDbContext db, DateOnly today, CancellationToken ct)
    {
        var cutoff = options.Period.Cutoff(today);
        var silent = db
            .Businesses.SilentSince(db, cutoff)
            .KeptByNothing(db, today)
            .OrderBy(row => db.Reservations.Where(booked => booked.BusinessId == row.Id).Max(booked => (DateOnly?)booked.Date))
            .ThenBy(row => row.Id)
            .Take(MostAtOnce);
        var contacts = await LastContacts.Of(db, silent).ToListAsync(ct);
        var due = contacts.ConvertAll(row => Item(DisposalSubject.Business, row.BusinessId, row.Last));
        var calls = await db
            .Callbacks.OfNobodySince(db, cutoff)
            .OrderBy(row => row.QueuedAtUtc)
            .ThenBy(row => row.Id)
            .Take(MostAtOnce - due.Count)
            .Select(row => new { row.Id, row.QueuedAtUtc })
            .ToListAsync(ct);
        due.AddRange(
            calls.Select(row => Item(DisposalSubject.Callback, row.Id, DateOnly.FromDateTime(CentreTime.ToCivil(row.QueuedAtUtc))))
        );
        return due;
    }

    private DisposalItem Item(DisposalSubject kind, Guid subject, DateOnly last) =>
        new(kind, subject, database.Index.Fingerprint(subject), Text.JapaneseDate.FiscalYear(last));

    private static Task<bool> IsOneUnderWayAsync(PortalDbContext db, DateTime now, CancellationToken ct) =>
        db.DisposalOrders.AnyAsync(
            order =>
                order.CompletedAtUtc == null
                && (
                    order.StartedAtUtc != null
                    || db.Approvals.Any(row =>
                        row.Id == order.ApprovalId
                        && row.ExpiresAtUtc > now
                        && (row.State == ApprovalState.Open || row.State == ApprovalState.Released)
                    )
                ),
            ct
        );

    private static async Task<(Approval Approval, Dictionary<Guid, string> Names)> AnsweredAsync(
        PortalDbContext db,
        DisposalOrder order,
        CancellationToken ct
    )
    {
        var approval = await db.Approvals.AsNoTracking().SingleAsync(row => row.Id == order.ApprovalId, ct);
        return (
            approval,
            await db
                .Staff.Where(row => row.Id == order.OrderedById || row.Id == approval.DecidedById)
                .ToDictionaryAsync(row => row.Id, row => row.Name, ct)
        );
    }

    private DisposalStage StageOf(DisposalOrder order, Approval approval) =>
        order switch
        {
            { CompletedAtUtc: not null } => DisposalStage.Completed,
            { ErasedAtUtc: not null } => DisposalStage.Vacuuming,
            { StartedAtUtc: not null } => DisposalStage.Erasing,
            _ => approval.StateAt(authorized.UtcNow) switch
            {
                ApprovalState.Open => DisposalStage.Asked,
                ApprovalState.Released => DisposalStage.Released,
                ApprovalState.Refused => DisposalStage.Refused,
                _ => DisposalStage.Expired,
            },
        };
}
