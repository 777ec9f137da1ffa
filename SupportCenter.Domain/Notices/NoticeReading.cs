using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Notices;

/// <summary>Makes of notices what a screen shows of them, for one viewer.</summary>
internal sealed class NoticeReading(PortalDbContext db, Audience audience, DateOnly today)
{
    public async Task<NoticeView> ViewAsync(Notice notice, CancellationToken cancellation)
    {
        var row = (await RowsAsync([notice], cancellation))[0];
        var versions = await db
            .NoticeVersions.AsNoTracking()
            .Where(version => version.NoticeId == notice.Id)
            .OrderByDescending(version => version.Number)
            .ToListAsync(cancellation);
        var comments = await db
            .NoticeComments.AsNoTracking()
            .Where(comment => comment.NoticeId == notice.Id)
            .OrderBy(comment => comment.AtUtc)
            .ThenBy(comment => comment.Id)
            .ToListAsync(cancellation);
        var names = await NamesAsync(cancellation);
        return new NoticeView(
            row,
            versions.ConvertAll(version => new NoticeVersionView(
                version.Number,
                version.Details.Text,
                version.Details.NeedsConfirmation,
                version.IsSmall,
                names.GetValueOrDefault(version.ById, ""),
                version.AtUtc
            )),
            comments.ConvertAll(comment =>
            {
                var withdrawal = WithdrawalOf(comment.WithdrawnById, comment.WithdrawnAtUtc, comment.WithdrawnReason, names);
                return new NoticeCommentView(
                    comment.Id,
                    withdrawal is null ? comment.Text : null,
                    names.GetValueOrDefault(comment.ById, ""),
                    comment.AtUtc,
                    withdrawal is null && MayChange(comment.ById),
                    withdrawal
                );
            })
        );
    }

    public async Task<IReadOnlyList<NoticeRow>> RowsAsync(IReadOnlyList<Notice> notices, CancellationToken cancellation)
    {
        var ids = notices.Select(row => row.Id).ToList();
        var receipts = (await db.NoticeReceipts.AsNoTracking().Where(row => ids.Contains(row.NoticeId)).ToListAsync(cancellation)).ToLookup(
            row => (row.NoticeId, row.StaffId)
        );
        var comments = await db
            .NoticeComments.Where(row => ids.Contains(row.NoticeId) && row.WithdrawnAtUtc == null)
            .GroupBy(row => row.NoticeId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellation);
        var people = await db
            .Staff.AsNoTracking()
            .Where(StaffMember.ActiveOn(today))
            .OrderBy(row => row.Role)
            .ThenBy(row => row.Name)
            .ToListAsync(cancellation);
        var (names, papers) = (await NamesAsync(cancellation), await PapersAsync(notices, cancellation));
        return
        [
            .. notices.Select(notice =>
            {
                var isMine = notice.AuthorId == audience.Me;
                var isForMe = !isMine && audience.IsForViewer(notice.Details);
                var isCurrent = notice.IsCurrentOn(today);
                var mine = ReaderOf(notice, "", receipts[(notice.Id, audience.Me)]);
                return new NoticeRow
                {
                    Id = notice.Id,
                    Details = notice.Details,
                    Author = names.GetValueOrDefault(notice.AuthorId, ""),
                    PostedAtUtc = notice.PostedAtUtc,
                    Number = notice.Number,
                    ChangedAtUtc = notice.ChangedAtUtc,
                    Version = notice.Version,
                    Withdrawal = WithdrawalOf(notice.WithdrawnById, notice.WithdrawnAtUtc, notice.WithdrawnReason, names),
                    IsOver = notice.Details.Until < today,
                    IsMine = isMine,
                    MayChange = notice.WithdrawnAtUtc is null && MayChange(notice.AuthorId),
                    IsUnread = isForMe && isCurrent && mine.ReadAtUtc is null,
                    AwaitsMe = isForMe && isCurrent && notice.Details.NeedsConfirmation && mine.ConfirmedAtUtc is null,
                    Readers =
                    [
                        .. people
                            .Where(person =>
                                person.Id != notice.AuthorId && Audience.IsFor(notice.Details, person.Role, person.Organisation)
                            )
                            .Select(person => ReaderOf(notice, person.Name, receipts[(notice.Id, person.Id)])),
                    ],
                    Comments = comments.GetValueOrDefault(notice.Id),
                    Paper = notice.Details.PaperId is { } paper ? papers.GetValueOrDefault(paper) : null,
                };
            }),
        ];
    }

    private static NoticeReader ReaderOf(Notice notice, string name, IEnumerable<NoticeReceipt> receipts)
    {
        var all = receipts.ToList();
        var valid = all.Where(row => row.Number >= notice.AskedNumber).ToList();
        return new NoticeReader(
            name,
            valid.Count == 0 ? null : valid.Min(row => row.AtUtc),
            valid.Where(row => row.Kind == ReceiptKind.Confirmed).Select(row => (DateTime?)row.AtUtc).Min(),
            valid.Count > 0 ? null : all.Select(row => (int?)row.Number).Max()
        );
    }

    /// <summary>Whether the viewer may correct and withdraw what somebody wrote: their own, or (本市) anybody's.</summary>
    private bool MayChange(Guid author) =>
        db.AccessContext.Role is { } role
        && Permissions.For(role, Permission.PostNotices) is var reach
        && (reach == AccessScope.All || (reach == AccessScope.Own && author == audience.Me));

    private async Task<Dictionary<Guid, NoticePaper>> PapersAsync(IReadOnlyList<Notice> notices, CancellationToken cancellation)
    {
        var ids = notices.Select(row => row.Details.PaperId).OfType<Guid>().Distinct().ToList();
        return await audience
            .Visible(db.CommonPapers.AsNoTracking())
            .Where(row => ids.Contains(row.Id) && row.WithdrawnAtUtc == null)
            .Select(row => new NoticePaper(row.Id, row.Title, row.NewestId))
            .ToDictionaryAsync(row => row.Id, cancellation);
    }

    private Task<Dictionary<Guid, string>> NamesAsync(CancellationToken cancellation) =>
        db.Staff.ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);

    private static NoticeWithdrawal? WithdrawalOf(Guid? by, DateTime? at, string? reason, Dictionary<Guid, string> names) =>
        at is { } then ? new NoticeWithdrawal(by is { } who ? names.GetValueOrDefault(who, "") : "", then, reason ?? "") : null;
}
