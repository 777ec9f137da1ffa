using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Drafts;
using SupportCenter.Domain.Handovers;
using SupportCenter.Domain.Incidents;
using SupportCenter.Domain.Keys;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Retention;

/// <summary>How much was deleted with a subject.</summary>
internal sealed record ErasedParts(int Reservations, int Records, int Documents, int Callbacks, long Bytes);

/// <summary>Deletes everything that is stored of one business, in the transaction that is open: all of it or nothing (ASVS 14.2.7). A
/// test holds this against the model, so that a table that comes later is not forgotten.</summary>
internal static class BusinessErasure
{
    /// <summary>Deletes the business and all that hangs on it. The audit log keeps ids, so that its chain stays whole.</summary>
    public static async Task<ErasedParts> EraseAsync(PortalDbContext db, Guid business, CancellationToken cancellation)
    {
        var records = await db.Records.Where(row => row.BusinessId == business).Select(row => row.Id).ToListAsync(cancellation);
        var reservations = await db.Reservations.Where(row => row.BusinessId == business).Select(row => row.Id).ToListAsync(cancellation);
        await EraseOversightAsync(db, business, cancellation);
        var (documents, bytes) = await EraseDocumentsAsync(db, business, cancellation);
        await EraseDraftsAsync(db, business, reservations, [.. records.Select(Draft.OfRecord)], cancellation);
        await EraseHandoversAsync(
            db,
            db.Handovers.Where(row =>
                row.BusinessId == business || (row.ReservationId != null && reservations.Contains(row.ReservationId.Value))
            ),
            cancellation
        );
        await db.RecordVersions.Where(row => records.Contains(row.RecordId)).ExecuteDeleteAsync(cancellation);
        await db.Records.Where(row => row.BusinessId == business).ExecuteDeleteAsync(cancellation);
        var callbacks = await EraseCallbacksAsync(db, business, reservations, cancellation);
        await db.ReservationChanges.Where(row => reservations.Contains(row.ReservationId)).ExecuteDeleteAsync(cancellation);
        await db.Reservations.Where(row => row.BusinessId == business).ExecuteDeleteAsync(cancellation);
        await db.SearchGrams.Where(row => row.BusinessId == business).ExecuteDeleteAsync(cancellation);
        await db.Businesses.Where(row => row.Id == business).ExecuteDeleteAsync(cancellation);
        return new ErasedParts(reservations.Count, records.Count, documents, callbacks, bytes);
    }

    /// <summary>Deletes a call-back of nobody, with what was handed over about it.</summary>
    public static async Task<ErasedParts> EraseCallbackAsync(PortalDbContext db, Guid callback, CancellationToken cancellation)
    {
        await EraseHandoversAsync(db, db.Handovers.Where(row => row.CallbackId == callback), cancellation);
        return new(0, 0, 0, await db.Callbacks.Where(row => row.Id == callback).ExecuteDeleteAsync(cancellation), 0);
    }

    /// <summary>Handovers with the pieces by which they are searched.</summary>
    private static async Task EraseHandoversAsync(PortalDbContext db, IQueryable<Handover> handovers, CancellationToken cancellation)
    {
        var ids = await handovers.Select(row => row.Id).ToListAsync(cancellation);
        await db.HandoverGrams.Where(row => ids.Contains(row.HandoverId)).ExecuteDeleteAsync(cancellation);
        await db.Handovers.Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Holds and emergency accesses go; of the approvals and alarms about them the free text goes, and that they were
    /// stays.</summary>
    private static async Task EraseOversightAsync(PortalDbContext db, Guid business, CancellationToken cancellation)
    {
        var approvals = await db
            .EmergencyAccesses.Where(row => row.BusinessId == business)
            .Select(row => row.ApprovalId)
            .ToListAsync(cancellation);
        await db.EmergencyAccesses.Where(row => row.BusinessId == business).ExecuteDeleteAsync(cancellation);
        await db
            .Approvals.Where(row => approvals.Contains(row.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Remark, (string?)null), cancellation);
        await new EncryptedRows(db).SetAsync<Approval>(nameof(Approval.Reason), approvals, "", cancellation);
        await db
            .Alarms.Where(row => row.BusinessId == business)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Remark, (string?)null), cancellation);
        await db.RetentionHolds.Where(row => row.BusinessId == business).ExecuteDeleteAsync(cancellation);
        // That a record was judged in a double check, and how, stays for the year's figures; what was written about it goes.
        await db
            .DoubleCheckLines.Where(line => db.Records.Any(row => row.Id == line.RecordId && row.BusinessId == business))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Note, (string?)null), cancellation);
        await EraseIncidentTextsAsync(db, business, cancellation);
    }

    /// <summary>That a business was on the list of an incident and how often it was called stays, without its name; what was said on the
    /// telephone, its letters, and why it was taken off the list, go.</summary>
    private static async Task EraseIncidentTextsAsync(PortalDbContext db, Guid business, CancellationToken cancellation)
    {
        await db
            .ContactAttempts.Where(row => row.BusinessId == business)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.ToWhom, (string?)null).SetProperty(row => row.Reaction, (string?)null),
                cancellation
            );
        await db
            .AffectedBusinesses.Where(row => row.BusinessId == business)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.RemovedReason, (string?)null), cancellation);
        var parts = await db.IncidentPaperParts.Where(row => row.BusinessId == business).Select(row => row.Id).ToListAsync(cancellation);
        await new EncryptedRows(db).SetAsync<IncidentPaperPart>(nameof(IncidentPaperPart.Content), parts, "", cancellation);
        await EraseNamingEntriesAsync(db, business, cancellation);
    }

    /// <summary>Entries of the time lines that say its name or its number lose their text; that there was an entry, when and by whom,
    /// stays. Only the incidents that have it on their list are looked at.</summary>
    private static async Task EraseNamingEntriesAsync(PortalDbContext db, Guid business, CancellationToken cancellation)
    {
        if (await db.Businesses.AsNoTracking().FirstOrDefaultAsync(row => row.Id == business, cancellation) is not { } gone)
        {
            return;
        }

        var (name, digits) = (TextFolding.Fold(gone.Name), Telephone.Digits(gone.Telephone));
        bool Names(string? text) =>
            (name.Length > 0 && TextFolding.Fold(text).Contains(name, StringComparison.Ordinal))
            || (digits.Length > 0 && Telephone.Digits(text).Contains(digits, StringComparison.Ordinal));
        var naming = (
            await db
                .IncidentEvents.AsNoTracking()
                .Where(row => db.AffectedBusinesses.Any(line => line.IncidentId == row.IncidentId && line.BusinessId == business))
                .Select(row => new
                {
                    row.Id,
                    row.Text,
                    row.Who,
                })
                .ToListAsync(cancellation)
        ).FindAll(row => Names(row.Text) || Names(row.Who));
        var ids = naming.ConvertAll(row => row.Id);
        await new EncryptedRows(db).SetAsync<IncidentEvent>(nameof(IncidentEvent.Text), ids, "", cancellation);
        await db
            .IncidentEvents.Where(row => ids.Contains(row.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Who, (string?)null), cancellation);
    }

    /// <summary>Half-typed forms of its records, and those of whoever else that name the business: by its id, its number or its name.
    /// There are a few of each person, and they can be read only one by one.</summary>
    private static async Task EraseDraftsAsync(
        PortalDbContext db,
        Guid business,
        List<Guid> reservations,
        HashSet<string> ofRecords,
        CancellationToken cancellation
    )
    {
        var naming = new DraftNames([business, .. reservations], null, null);
        try
        {
            var erased = await db.Businesses.AsNoTracking().FirstOrDefaultAsync(row => row.Id == business, cancellation);
            naming = new DraftNames([business, .. reservations], erased?.Name, erased?.Telephone);
        }
        catch (CryptographicException)
        {
            // What cannot be opened names nobody; the business goes all the same.
        }

        foreach (var key in await db.Drafts.Select(row => new { row.StaffId, row.Form }).ToListAsync(cancellation))
        {
            var draft = db.Drafts.Where(row => row.StaffId == key.StaffId && row.Form == key.Form);
            if (ofRecords.Contains(Draft.FormOf(key.Form)) || await NamesAsync(draft, naming, cancellation))
            {
                await draft.ExecuteDeleteAsync(cancellation);
            }
        }
    }

    private static async Task<bool> NamesAsync(IQueryable<Draft> draft, DraftNames naming, CancellationToken cancellation)
    {
        try
        {
            return await draft.Select(row => row.Content).FirstOrDefaultAsync(cancellation) is { } content && naming.AreIn(content);
        }
        catch (CryptographicException)
        {
            return true; // Nobody can read it any more, its writer neither.
        }
    }

    /// <summary>Papers, the withdrawn ones too, with their encrypted pieces, and pieces of uploads that were interrupted. Counts the
    /// papers.</summary>
    private static async Task<(int Documents, long Bytes)> EraseDocumentsAsync(
        PortalDbContext db,
        Guid business,
        CancellationToken cancellation
    )
    {
        var contents = await db
            .DocumentContents.Where(row => row.BusinessId == business)
            .Select(row => new { row.Id, row.Size })
            .ToListAsync(cancellation);
        var ids = contents.ConvertAll(row => row.Id);
        var documents = await db.Documents.Where(row => row.BusinessId == business).ExecuteDeleteAsync(cancellation);
        await db.DocumentChunks.Where(row => ids.Contains(row.DocumentId)).ExecuteDeleteAsync(cancellation);
        await db.DocumentContents.Where(row => row.BusinessId == business).ExecuteDeleteAsync(cancellation);
        return (documents, contents.Sum(row => row.Size));
    }

    /// <summary>Call-backs that became one of the reservations, and those from the business's number, unless another business shares
    /// it.</summary>
    private static async Task<int> EraseCallbacksAsync(
        PortalDbContext db,
        Guid business,
        List<Guid> reservations,
        CancellationToken cancellation
    )
    {
        var calls = db.Callbacks.Where(call =>
            (call.ReservationId != null && reservations.Contains(call.ReservationId.Value))
            || (
                call.TelephoneKey != null
                && db.Businesses.Any(row => row.Id == business && row.TelephoneKey == call.TelephoneKey)
                && !db.Businesses.Any(row => row.Id != business && row.TelephoneKey == call.TelephoneKey)
            )
        );
        await EraseHandoversAsync(db, db.Handovers.Where(row => calls.Any(call => call.Id == row.CallbackId)), cancellation);
        return await calls.ExecuteDeleteAsync(cancellation);
    }
}
