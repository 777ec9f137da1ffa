using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;

namespace SupportCenter.Domain.Notices;

/// <summary>お知らせ as they are written: posted, corrected, withdrawn, commented on. Nothing is deleted, and nothing names a
/// business.</summary>
public sealed class NoticePostingService(AuthorizedDbContextFactory authorized, PortalDatabase database)
{
    private readonly NameRefusal names = new(authorized, database);

    /// <summary>Posts a notice; gives its id.</summary>
    /// <exception cref="RuleException">A field breaks its rule, the text names a business, or there is no such paper.</exception>
    [RequiresPermission(Permission.PostNotices)]
    public async Task<Guid> PostAsync(NoticeDetails details, CancellationToken ct = default)
    {
        var clean = await CheckedAsync(details, ct);
        await using var work = await authorized.BeginAsync(Permission.PostNotices, AuditActs.NoticePosted, ct);
        await EnsurePaperAsync(work.Db, clean, null, ct);
        var notice = work.Db.Add(new Notice(clean, work.AccessContext.Me, authorized.UtcNow)).Entity;
        await work.CommitAsync(ct);
        return notice.Id;
    }

    /// <summary>訂正: the notice reads otherwise from now on. Unless the correction is a small one, everybody is asked again.</summary>
    /// <param name="id">The notice.</param>
    /// <param name="seen">Its version that was read.</param>
    /// <param name="correction">All of it as it is to be.</param>
    /// <returns>False when there is none that the caller may correct.</returns>
    /// <exception cref="RuleException">Somebody else was faster, it was withdrawn, or a field breaks its rule.</exception>
    [RequiresPermission(Permission.PostNotices)]
    public async Task<bool> CorrectAsync(Guid id, Guid seen, NoticeCorrection correction, CancellationToken ct = default)
    {
        var clean = await CheckedAsync(correction.Notice, ct);
        await using var work = await authorized.BeginAsync(Permission.PostNotices, AuditActs.NoticeCorrected, ct);
        var notice = await ChangeableAsync(work, id, ct);
        if (notice is null)
        {
            return false;
        }

        if (notice.Version != seen)
        {
            throw new RuleException(DomainTexts.ChangedByAnother);
        }

        await EnsurePaperAsync(work.Db, clean, notice.Details.PaperId, ct);
        work.Db.Add(notice.Correct(clean, correction.IsSmall, work.AccessContext.Me, authorized.UtcNow));
        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>取り下げ: the notice is no longer among the current ones, and says who withdrew it and why.</summary>
    /// <returns>False when there is none that the caller may withdraw.</returns>
    /// <exception cref="RuleException">It was withdrawn before, or the reason is empty, too long or names a business.</exception>
    [RequiresPermission(Permission.PostNotices)]
    public async Task<bool> WithdrawAsync(Guid id, string reason, CancellationToken ct = default)
    {
        await names.EnsureNoneAsync(Permission.PostNotices, nameof(Notice), reason, "", ct);
        await using var work = await authorized.BeginAsync(Permission.PostNotices, AuditActs.NoticeWithdrawn, ct);
        var notice = await ChangeableAsync(work, id, ct);
        notice?.Withdraw(reason.Trim(), work.AccessContext.Me, authorized.UtcNow);
        await work.CommitAsync(ct);
        return notice is not null;
    }

    /// <summary>Says something about a notice.</summary>
    /// <returns>False when there is none that the caller may see.</returns>
    /// <exception cref="RuleException">The text breaks its rule or names a business, or the notice was withdrawn.</exception>
    [RequiresPermission(Permission.PostNotices)]
    public async Task<bool> CommentAsync(Guid id, CommentDetails comment, CancellationToken ct = default)
    {
        await EnsureMayAsync(ct);
        var clean = FormFields.Cleaned(comment);
        FormChecks.Ensure(clean);
        await names.EnsureNoneAsync(Permission.PostNotices, nameof(NoticeComment), clean.Text, nameof(CommentDetails.Text), ct);
        await using var work = await authorized.BeginAsync(Permission.PostNotices, AuditActs.NoticeCommented, ct);
        var audience = await Audience.OfViewerAsync(work.Db, ct);
        var notice = await audience.Visible(work.Db.Notices).FirstOrDefaultAsync(row => row.Id == id, ct);
        if (notice is null)
        {
            return false;
        }

        notice.EnsureNotWithdrawn();
        work.Db.Add(new NoticeComment(id, clean.Text, audience.Me, authorized.UtcNow));
        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>Takes a comment out of sight, with a reason.</summary>
    /// <returns>False when there is none that the caller may withdraw.</returns>
    /// <exception cref="RuleException">It was withdrawn before, or the reason is empty, too long or names a business.</exception>
    [RequiresPermission(Permission.PostNotices)]
    public async Task<bool> WithdrawCommentAsync(Guid comment, string reason, CancellationToken ct = default)
    {
        await names.EnsureNoneAsync(Permission.PostNotices, nameof(NoticeComment), reason, "", ct);
        await using var work = await authorized.BeginAsync(Permission.PostNotices, AuditActs.NoticeCommentWithdrawn, ct);
        var (me, all) = (work.AccessContext.Me, !work.AccessContext.SeesOnlyOwn);
        var found = await work.Db.NoticeComments.FirstOrDefaultAsync(row => row.Id == comment && (all || row.ById == me), ct);
        found?.Withdraw(reason.Trim(), me, authorized.UtcNow);
        await work.CommitAsync(ct);
        return found is not null;
    }

    private async Task<NoticeDetails> CheckedAsync(NoticeDetails details, CancellationToken ct)
    {
        // Whoever may not post learns nothing of what would be wrong with the text.
        await EnsureMayAsync(ct);
        var clean = FormFields.Cleaned(details);
        FormChecks.Ensure(clean);
        FormChecks.Refuse(clean.Until < authorized.Today, NoticeTexts.UntilOver, nameof(NoticeDetails.Until));
        await names.EnsureNoneAsync(Permission.PostNotices, nameof(Notice), clean.Text, nameof(NoticeDetails.Text), ct);
        return clean;
    }

    private async Task EnsureMayAsync(CancellationToken ct)
    {
        await using var db = await authorized.OpenAsync(Permission.PostNotices, ct);
    }

    /// <summary>The notice, if it is the caller's own or the caller (本市) may correct everybody's.</summary>
    private static Task<Notice?> ChangeableAsync(UnitOfWork work, Guid id, CancellationToken ct)
    {
        var (me, all) = (work.AccessContext.Me, !work.AccessContext.SeesOnlyOwn);
        return work.Db.Notices.FirstOrDefaultAsync(row => row.Id == id && (all || row.AuthorId == me), ct);
    }

    /// <summary>A paper that goes with a notice is one that the writer sees; one that was there before may stay.</summary>
    private static async Task EnsurePaperAsync(PortalDbContext db, NoticeDetails details, Guid? before, CancellationToken ct)
    {
        if (details.PaperId is { } paper && paper != before)
        {
            var audience = await Audience.OfViewerAsync(db, ct);
            var isThere = await audience.Visible(db.CommonPapers).AnyAsync(row => row.Id == paper && row.WithdrawnAtUtc == null, ct);
            FormChecks.Refuse(!isThere, NoticeTexts.PaperMissing, nameof(NoticeDetails.PaperId));
        }
    }
}
