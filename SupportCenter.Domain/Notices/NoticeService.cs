using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Notices;

/// <summary>お知らせ as they are read: the list, one of them, receipts, and who has not confirmed yet.</summary>
public sealed class NoticeService(AuthorizedDbContextFactory authorized)
{
    private const int BeginningSigns = 60;

    /// <summary>The notices for the viewer (of a supervisor: all), the newest first.</summary>
    [RequiresPermission(Permission.ViewNotices)]
    public async Task<Page<NoticeRow>> ListAsync(NoticeFilter filter, PageRequest page, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewNotices, ct);
        var audience = await Audience.OfViewerAsync(db, ct);
        var today = authorized.Today;
        var rows = audience.Visible(db.Notices.AsNoTracking());
        rows = filter.Past
            ? rows.Where(row => row.WithdrawnAtUtc != null || row.Details.Until < today)
            : rows.Where(row => row.WithdrawnAtUtc == null && (row.Details.Until == null || row.Details.Until >= today));
        if (TextFolding.Fold(filter.Search) is { Length: > 0 } folded)
        {
            rows = rows.Where(row => row.Folded.Contains(folded));
        }

        var counted = await rows.CountCappedAsync(ct);
        var found = await rows.OrderByDescending(row => row.PostedAtUtc)
            .ThenBy(row => row.Id)
            .Skip(page.Skip)
            .Take(page.Take)
            .ToListAsync(ct);
        return Page.Of(await new NoticeReading(db, audience, today).RowsAsync(found, ct), counted);
    }

    /// <summary>One notice with its versions and comments; null when there is none that the viewer may see.</summary>
    [RequiresPermission(Permission.ViewNotices)]
    public async Task<NoticeView?> FindAsync(Guid id, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewNotices, ct);
        var audience = await Audience.OfViewerAsync(db, ct);
        var found = await audience.Visible(db.Notices.AsNoTracking()).FirstOrDefaultAsync(row => row.Id == id, ct);
        return found is null ? null : await new NoticeReading(db, audience, authorized.Today).ViewAsync(found, ct);
    }

    /// <summary>既読: the viewer has these notices on the screen as they stand. Notices for others, own ones and those that were read
    /// before leave nothing.</summary>
    /// <param name="seen">The notices, each with the version that was shown.</param>
    [RequiresPermission(Permission.ViewNotices)]
    public async Task MarkReadAsync(IReadOnlyDictionary<Guid, int> seen, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ViewNotices, AuditActs.NoticeRead, ct);
        var (audience, ids) = (await Audience.OfViewerAsync(work.Db, ct), seen.Keys.ToList());
        var notices = await audience.Addressed(work.Db.Notices).Where(row => ids.Contains(row.Id)).ToListAsync(ct);
        var before = await work
            .Db.NoticeReceipts.Where(row => ids.Contains(row.NoticeId) && row.StaffId == audience.Me && row.Kind == ReceiptKind.Read)
            .Select(row => new { row.NoticeId, row.Number })
            .ToListAsync(ct);
        foreach (var notice in notices.Where(row => seen[row.Id] <= row.Number))
        {
            if (!before.Exists(row => row.NoticeId == notice.Id && row.Number == seen[notice.Id]))
            {
                work.Db.Add(new NoticeReceipt(notice.Id, seen[notice.Id], audience.Me, ReceiptKind.Read, authorized.UtcNow));
            }
        }

        await work.CommitAsync(ct);
    }

    /// <summary>確認しました: the viewer has understood the notice in the version that was shown.</summary>
    /// <param name="id">The notice.</param>
    /// <param name="number">The version that was shown.</param>
    /// <returns>False when there is no such notice for the viewer.</returns>
    /// <exception cref="RuleException">It was corrected or withdrawn meanwhile, or asks for no confirmation.</exception>
    [RequiresPermission(Permission.ViewNotices)]
    public async Task<bool> ConfirmAsync(Guid id, int number, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ViewNotices, AuditActs.NoticeConfirmed, ct);
        var audience = await Audience.OfViewerAsync(work.Db, ct);
        var notice = await audience.Addressed(work.Db.Notices).FirstOrDefaultAsync(row => row.Id == id, ct);
        if (notice is null)
        {
            return false;
        }

        notice.EnsureNotWithdrawn();
        if (number != notice.Number)
        {
            throw new RuleException(NoticeTexts.CorrectedMeanwhile);
        }

        if (!notice.Details.NeedsConfirmation)
        {
            throw new RuleException(NoticeTexts.NothingToConfirm);
        }

        var done = await work
            .Db.NoticeReceipts.Where(row => row.NoticeId == id && row.StaffId == audience.Me && row.Number == number)
            .Select(row => row.Kind)
            .ToListAsync(ct);
        foreach (var kind in Enum.GetValues<ReceiptKind>().Except(done))
        {
            work.Db.Add(new NoticeReceipt(id, number, audience.Me, kind, authorized.UtcNow));
        }

        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>What the viewer has not read, and what they have to confirm.</summary>
    [RequiresPermission(Permission.ViewNotices)]
    public async Task<NoticesDue> DueAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewNotices, ct);
        var audience = await Audience.OfViewerAsync(db, ct);
        var (me, today) = (audience.Me, authorized.Today);
        var open = audience
            .Addressed(db.Notices.AsNoTracking())
            .Where(row => row.WithdrawnAtUtc == null && (row.Details.Until == null || row.Details.Until >= today));
        var unread = await open.CountAsync(
            row =>
                !db.NoticeReceipts.Any(receipt => receipt.NoticeId == row.Id && receipt.StaffId == me && receipt.Number >= row.AskedNumber),
            ct
        );
        var waiting = await open.Where(row =>
                row.Details.NeedsConfirmation
                && !db.NoticeReceipts.Any(receipt =>
                    receipt.NoticeId == row.Id
                    && receipt.StaffId == me
                    && receipt.Kind == ReceiptKind.Confirmed
                    && receipt.Number >= row.AskedNumber
                )
            )
            .OrderBy(row => row.PostedAtUtc)
            .ToListAsync(ct);
        return new NoticesDue(unread, waiting.ConvertAll(row => new NoticeDue(row.Id, BeginningOf(row.Details.Text))));
    }

    /// <summary>Today's clinics that have begun while somebody at their desks has not confirmed a notice that was there before.</summary>
    [RequiresPermission(Permission.WatchNotices)]
    public async Task<IReadOnlyList<UnconfirmedClinic>> UnconfirmedAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.WatchNotices, ct);
        var now = CentreTime.ToCivil(authorized.UtcNow);
        var (today, clock) = (DateOnly.FromDateTime(now), TimeOnly.FromDateTime(now));
        var clinics = await db
            .Clinics.AsNoTracking()
            .Where(row => row.Date == today && row.ClosedAtUtc == null)
            .OrderBy(row => row.StartsAt)
            .Select(row => new
            {
                row.Id,
                Venue = row.Venue!.Details.Name,
                row.StartsAt,
                People = row.Desks.Select(desk => new
                {
                    desk.Scrivener!.Id,
                    desk.Scrivener.Name,
                    desk.Scrivener.Role,
                    desk.Scrivener.Organisation,
                }),
            })
            .ToListAsync(ct);
        foreach (var next in clinics.Where(row => row.StartsAt > clock))
        {
            // Nothing is written when a clinic begins: whoever shows this is told then to look again.
            authorized.PublishLater(new Change(nameof(Notice), null), today.ToDateTime(next.StartsAt) - now + TimeSpan.FromSeconds(1));
        }

        var notices = await db
            .Notices.AsNoTracking()
            .Where(row => row.WithdrawnAtUtc == null && row.Details.NeedsConfirmation)
            .Where(row => row.Details.Until == null || row.Details.Until >= today)
            .ToListAsync(ct);
        var ids = notices.ConvertAll(row => row.Id);
        var confirmed = (
            await db
                .NoticeReceipts.Where(row => ids.Contains(row.NoticeId) && row.Kind == ReceiptKind.Confirmed)
                .Select(row => new
                {
                    row.NoticeId,
                    row.StaffId,
                    row.Number,
                })
                .ToListAsync(ct)
        ).ToLookup(row => (row.NoticeId, row.StaffId), row => row.Number);
        return
        [
            .. clinics
                .Where(row => row.StartsAt <= clock)
                .Select(row => new UnconfirmedClinic(
                    row.Id,
                    row.Venue,
                    row.StartsAt,
                    [
                        .. row
                            .People.DistinctBy(person => person.Id)
                            .Select(person => new UnconfirmedPerson(
                                person.Name,
                                notices.Count(notice =>
                                    notice.AuthorId != person.Id
                                    && notice.ChangedAtUtc < CentreTime.ToUtc(today, row.StartsAt)
                                    && Audience.IsFor(notice.Details, person.Role, person.Organisation)
                                    && !confirmed[(notice.Id, person.Id)].Any(number => number >= notice.AskedNumber)
                                )
                            ))
                            .Where(person => person.Notices > 0),
                    ]
                ))
                .Where(row => row.People.Count > 0),
        ];
    }

    private static string BeginningOf(string text)
    {
        var line = text.Split('\n')[0];
        return line.Length <= BeginningSigns ? line : string.Concat(line.EnumerateRunes().Take(BeginningSigns)) + "…";
    }
}
