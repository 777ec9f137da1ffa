using System.Text;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;

namespace SupportCenter.Domain.Drafts;

/// <summary>Keeps the half-typed text of each person's forms, encrypted. Drafts are the person's own: nobody else ever reads
/// them.</summary>
public sealed class DraftService(AuthorizedDbContextFactory authorized)
{
    // Drafts leave no audit rows: they are seen by their writer only, and are written every few seconds.
    private const string Act = "draft.saved";

    /// <summary>Keeps the text of a form, in place of the person's earlier draft with that name.</summary>
    /// <exception cref="RuleException">No form has that name, or it is more than one draft or one person's drafts may hold.</exception>
    [RequiresPermission(Permission.KeepDrafts)]
    public async Task SaveAsync(string form, string json, CancellationToken ct = default)
    {
        var bytes = Encoding.UTF8.GetByteCount(json);
        await using var work = await authorized.BeginAsync(Permission.KeepDrafts, Act, ct);
        Ensure(DraftLimits.IsKnown(form), DomainTexts.DraftUnknown);
        Ensure(bytes <= DraftLimits.MostBytes, DomainTexts.DraftTooLong);
        Ensure(bytes + await BytesOfOthersAsync(work, form, ct) <= DraftLimits.MostBytesOfPerson, DomainTexts.DraftsTooMany);
        var draft = await work.Db.Drafts.FirstOrDefaultAsync(row => row.StaffId == work.AccessContext.Me && row.Form == form, ct);
        if (draft is null)
        {
            var others = await work.Db.Drafts.CountAsync(row => row.StaffId == work.AccessContext.Me, ct);
            Ensure(others < DraftLimits.MostOfPerson, DomainTexts.DraftsTooMany);
            draft = new Draft(work.AccessContext.Me, form);
            work.Db.Drafts.Add(draft);
        }

        (draft.Content, draft.SavedAtUtc) = (json, authorized.UtcNow);
        await work.CommitAsync(ct);
    }

    /// <summary>The person's drafts of a form, the newest first: one for each screen on which it was begun.</summary>
    [RequiresPermission(Permission.KeepDrafts)]
    public async Task<IReadOnlyList<NamedDraft>> ListAsync(string form, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.KeepDrafts, ct);
        var (me, begin) = (db.AccessContext.Me, form + Draft.Mark);
        return await db
            .Drafts.AsNoTracking()
            .Where(row => row.StaffId == me && (row.Form == form || row.Form.StartsWith(begin)))
            .OrderByDescending(row => row.SavedAtUtc)
            .ThenBy(row => row.Form)
            .Select(row => new NamedDraft(row.Form, row.Content, row.SavedAtUtc))
            .ToListAsync(ct);
    }

    /// <summary>The person's draft with that name; null when there is none.</summary>
    [RequiresPermission(Permission.KeepDrafts)]
    public async Task<DraftView?> FindAsync(string form, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.KeepDrafts, ct);
        return await db
            .Drafts.AsNoTracking()
            .Where(row => row.StaffId == db.AccessContext.Me && row.Form == form)
            .Select(row => new DraftView(row.Content, row.SavedAtUtc))
            .FirstOrDefaultAsync(ct);
    }

    /// <summary>Forgets the draft; no matter if there is none.</summary>
    [RequiresPermission(Permission.KeepDrafts)]
    public async Task DiscardAsync(string form, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.KeepDrafts, Act, ct);
        await work.Db.Drafts.Where(row => row.StaffId == work.AccessContext.Me && row.Form == form).ExecuteDeleteAsync(ct);
        await work.CommitAsync(ct);
    }

    // As they are stored: encrypted texts are as long as what is in them, and a little more.
    private static Task<long> BytesOfOthersAsync(UnitOfWork work, string form, CancellationToken ct)
    {
        var me = work.AccessContext.Me;
        return work
            .Db.Database.SqlQuery<long>(
                $"""SELECT coalesce(sum(length("Content")), 0) AS "Value" FROM "Drafts" WHERE "StaffId" = {me} AND "Form" <> {form}"""
            )
            .SingleAsync(ct);
    }

    private static void Ensure(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new RuleException(sentence);
        }
    }
}

/// <summary>A draft as JSON of the form's model, and when it was kept (UTC).</summary>
public sealed record DraftView(string Json, DateTime SavedAtUtc);

/// <summary>A draft among those of one form.</summary>
public sealed record NamedDraft(string Name, string Json, DateTime SavedAtUtc);
