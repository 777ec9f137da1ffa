using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Documents.Scanning;
using SupportCenter.Domain.Keys;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Retention;

namespace SupportCenter.Domain.Backups;

/// <summary>Takes away from a restored database what was taken away after the backup was made.</summary>
/// <param name="isTrusted">Whether the list is signed. If not, nobody gets a role, an account or more time by it: where it says otherwise
/// than the backup, the person is kept out until an administrator looks.</param>
internal sealed class RevocationReplay(PortalDbContext db, DateTime nowUtc, bool isTrusted)
{
    /// <summary>What rows of the audit log call it.</summary>
    public static string SubjectOf(RevokedKind kind) =>
        kind switch
        {
            RevokedKind.Business => nameof(Business),
            RevokedKind.Callback => nameof(CallbackRequest),
            RevokedKind.Staff => nameof(StaffMember),
            _ => nameof(Document),
        };

    /// <summary>Whoever was signed in signs in again, and what two people had agreed on is asked for again: the list need not name
    /// them.</summary>
    public async Task EndSessionsAndApprovalsAsync(CancellationToken cancellation)
    {
        await db
            .Sessions.Where(row => row.EndedAtUtc == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.EndedAtUtc, nowUtc).SetProperty(row => row.EndedFor, SessionEnd.EndedByAdministrator),
                cancellation
            );
        await db
            .EmergencyAccesses.Where(row => row.EndsAtUtc > nowUtc)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.EndsAtUtc, nowUtc), cancellation);
        var usable = db.Approvals.Where(row => row.State == ApprovalState.Open || row.State == ApprovalState.Released);
        var voided = await usable.Select(row => row.Id).ToListAsync(cancellation);
        await usable.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, ApprovalState.Refused).SetProperty(row => row.Version, NewId.Create()),
            cancellation
        );
        await new EncryptedRows(db).SetAsync<Approval>(nameof(Approval.Remark), voided, BackupTexts.VoidedByRestore, cancellation);
    }

    /// <summary>Applies the last word on each thing; gives those by which anything was changed.</summary>
    public async Task<IReadOnlyList<Revoked>> ApplyAsync(IReadOnlyList<Revoked> revoked, CancellationToken cancellation)
    {
        var applied = await ApplyStaffAsync([.. revoked.Where(entry => entry.Kind == RevokedKind.Staff)], cancellation);
        foreach (var entry in revoked.Where(entry => entry.Kind != RevokedKind.Staff))
        {
            if (await ApplyAsync(entry, cancellation))
            {
                applied.Add(entry);
            }
        }

        return applied;
    }

    private async Task<bool> ApplyAsync(Revoked entry, CancellationToken cancellation)
    {
        switch (entry.Kind)
        {
            case RevokedKind.Business:
                if (!await db.Businesses.AnyAsync(row => row.Id == entry.Id, cancellation))
                {
                    return false;
                }

                await BusinessErasure.EraseAsync(db, entry.Id, cancellation);
                return true;
            case RevokedKind.Callback:
                return (await BusinessErasure.EraseCallbackAsync(db, entry.Id, cancellation)).Callbacks > 0;
            default:
                return await ApplyDocumentAsync(entry, cancellation);
        }
    }

    /// <summary>Accounts of the directory may have gone from one person to another: all that change are taken away before any is
    /// given.</summary>
    private async Task<List<Revoked>> ApplyStaffAsync(IReadOnlyList<Revoked> entries, CancellationToken cancellation)
    {
        var ids = entries.Select(entry => entry.Id).ToList();
        var people = await db.Staff.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(cancellation);
        var standingOf = StaffStanding.Of.Compile();
        var standings = people.ToDictionary(person => person.Id, person => (Person: person, Now: standingOf(person)));
        var changed = entries
            .Where(entry => standings.ContainsKey(entry.Id))
            .Select(entry => (Entry: entry, Last: LastStanding(entry, standings[entry.Id].Now)))
            .Where(change => change.Last != standings[change.Entry.Id].Now)
            .ToList();
        var moving = changed.Select(change => change.Entry.Id).ToList();
        await db
            .Staff.Where(row => moving.Contains(row.Id))
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.DirectoryTenant, (string?)null).SetProperty(row => row.DirectoryObject, (string?)null),
                cancellation
            );
        foreach (var (entry, last) in changed)
        {
            await SetAsync(standings[entry.Id].Person, last, cancellation);
        }

        return [.. changed.Select(change => change.Entry)];
    }

    // Somebody who was removed has no standing: they are kept out, and their account is free for whoever has it now.
    private StaffStanding LastStanding(Revoked entry, StaffStanding now)
    {
        if (entry.Staff is not { } last)
        {
            return now with { DisabledAtUtc = now.DisabledAtUtc ?? nowUtc, DirectoryTenant = null, DirectoryObject = null };
        }

        if (isTrusted)
        {
            return last;
        }

        var hasAccount = (last.DirectoryTenant, last.DirectoryObject) == (now.DirectoryTenant, now.DirectoryObject);
        var isSame = hasAccount && (last.Organisation, last.Role) == (now.Organisation, now.Role);
        return now with
        {
            EndsOn = Earlier(now.EndsOn, last.EndsOn),
            ConfirmBy = Earlier(now.ConfirmBy, last.ConfirmBy),
            DisabledAtUtc = now.DisabledAtUtc ?? last.DisabledAtUtc ?? (isSame ? null : nowUtc),
            DirectoryTenant = hasAccount ? now.DirectoryTenant : null,
            DirectoryObject = hasAccount ? now.DirectoryObject : null,
        };
    }

    private static DateOnly? Earlier(DateOnly? one, DateOnly? other) =>
        one is { } first && other is { } second
            ? first < second
                ? first
                : second
            : one ?? other;

    private async Task SetAsync(StaffMember person, StaffStanding last, CancellationToken cancellation)
    {
        var reason = last.DisabledAtUtc is null ? null : person.DisabledReason ?? BackupTexts.DisabledByRestore;
        await db
            .Staff.Where(row => row.Id == person.Id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.Organisation, last.Organisation)
                        .SetProperty(row => row.Role, last.Role)
                        .SetProperty(row => row.StartsOn, last.StartsOn)
                        .SetProperty(row => row.EndsOn, last.EndsOn)
                        .SetProperty(row => row.ConfirmBy, last.ConfirmBy)
                        .SetProperty(row => row.DisabledAtUtc, last.DisabledAtUtc)
                        .SetProperty(row => row.DisabledReason, (string?)null)
                        .SetProperty(row => row.DirectoryTenant, last.DirectoryTenant)
                        .SetProperty(row => row.DirectoryObject, last.DirectoryObject)
                        .SetProperty(row => row.Version, NewId.Create()),
                cancellation
            );
        if (reason is not null)
        {
            await new EncryptedRows(db).SetAsync<StaffMember>(nameof(StaffMember.DisabledReason), [person.Id], reason, cancellation);
        }
    }

    /// <summary>A document is closed as far as it was closed; what the backup holds closed stays so until somebody releases it
    /// again.</summary>
    private async Task<bool> ApplyDocumentAsync(Revoked entry, CancellationToken cancellation)
    {
        var last = entry.Document ?? new DocumentStanding(IsWithdrawn: true, IsQuarantined: false, HasContent: false);
        var open = db.Documents.Where(row => row.Id == entry.Id && row.WithdrawnAtUtc == null);
        var changed = 0;
        if (last.IsQuarantined)
        {
            changed += await open.Where(row => row.Scan != ScanState.Quarantined)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Scan, ScanState.Quarantined), cancellation);
        }

        if (last.IsWithdrawn && await open.ExecuteUpdateAsync(set => set.SetProperty(row => row.WithdrawnAtUtc, nowUtc), cancellation) > 0)
        {
            changed++;
            var (reason, reasonOf) = (BackupTexts.DisabledByRestore, nameof(Document.WithdrawnReason));
            await new EncryptedRows(db).SetAsync<Document>(reasonOf, [entry.Id], reason, cancellation);
        }

        if (!last.HasContent)
        {
            changed += await db.DocumentChunks.Where(row => row.DocumentId == entry.Id).ExecuteDeleteAsync(cancellation);
        }

        return changed > 0;
    }
}
