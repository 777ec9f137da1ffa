using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;

namespace SupportCenter.Domain.Drafts;

/// <summary>Keeps the half-typed text of each person's forms, sealed. Drafts are the person's own: nobody else ever reads them.</summary>
public sealed class DraftService(AuthorizedDb authorized)
{
    // Drafts leave no audit rows: they are seen by their writer only, and are written every few seconds.
    private const string Act = "draft.saved";

    /// <summary>Keeps the text of a form, in place of the person's earlier draft of it.</summary>
    [Needs(Permission.KeepDrafts)]
    public async Task SaveAsync(string form, string json, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.KeepDrafts, Act, ct);
        var draft = await work.Db.Drafts.FirstOrDefaultAsync(row => row.StaffId == work.Viewer.Me && row.Form == form, ct);
        if (draft is null)
        {
            draft = new Draft(work.Viewer.Me, form);
            work.Db.Drafts.Add(draft);
        }

        (draft.Content, draft.SavedAtUtc) = (json, authorized.UtcNow);
        await work.CommitAsync(ct);
    }

    /// <summary>The person's draft of a form; null when there is none.</summary>
    [Needs(Permission.KeepDrafts)]
    public async Task<DraftView?> FindAsync(string form, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.KeepDrafts, ct);
        return await db.Drafts.AsNoTracking().Where(row => row.StaffId == db.Viewer.Me && row.Form == form)
            .Select(row => new DraftView(row.Content, row.SavedAtUtc)).FirstOrDefaultAsync(ct);
    }

    /// <summary>Forgets the draft; no matter if there is none.</summary>
    [Needs(Permission.KeepDrafts)]
    public async Task DiscardAsync(string form, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.KeepDrafts, Act, ct);
        await work.Db.Drafts.Where(row => row.StaffId == work.Viewer.Me && row.Form == form).ExecuteDeleteAsync(ct);
        await work.CommitAsync(ct);
    }
}

/// <summary>A draft as JSON of the form's model, and when it was kept (UTC).</summary>
public sealed record DraftView(string Json, DateTime SavedAtUtc);
