using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Consultations;

/// <summary>相談票: begins, reads, saves, hands in and confirms the record of a consultation.</summary>
public sealed class ConsultationService(AuthorizedDbContextFactory authorized)
{
    /// <summary>Opens the record of a reservation in one of the scrivener's own clinics, or begins it: the client is then marked as 来所.
    /// Gives the record's id, the same however often it is asked; null when there is no such reservation for this scrivener.</summary>
    /// <exception cref="RuleException">The reservation was cancelled, or its slot was given to somebody else.</exception>
    [RequiresPermission(Permission.WriteConsultations)]
    public async Task<Guid?> StartAsync(Guid reservationId, CancellationToken ct = default)
    {
        try
        {
            return await StartOnceAsync(reservationId, ct);
        }
        catch (DbUpdateException refused) when (StorageFault.IsTaken(refused))
        {
            // The index let the first one through; both get the same record.
            return await FindStartedAsync(reservationId, ct);
        }
    }

    /// <summary>The sheet with what is beside it; leaves a view in the access ledger. Null when there is none that the viewer may
    /// see.</summary>
    [RequiresPermission(Permission.ViewConsultations)]
    public Task<ConsultationView?> FindAsync(Guid id, CancellationToken ct = default) =>
        ReadAsync(Permission.ViewConsultations, AuditActs.RecordViewed, wholeTelephone: false, id, ct);

    /// <summary>The sheet for paper, with the whole telephone number as the paper has it; leaves a print in the access ledger.</summary>
    [RequiresPermission(Permission.PrintConsultations)]
    public Task<ConsultationView?> PrintAsync(Guid id, CancellationToken ct = default) =>
        ReadAsync(Permission.PrintConsultations, AuditActs.RecordPrinted, wholeTelephone: true, id, ct);

    /// <summary>保存: stores the form, or tells how another's text differs when <paramref name="version"/> is no longer the one that stands.
    /// Null when there is no such record for this scrivener.</summary>
    /// <exception cref="RuleException">A field is wrong.</exception>
    [RequiresPermission(Permission.WriteConsultations)]
    public Task<SaveOutcome?> SaveAsync(Guid id, ConsultationDetails details, Guid version, CancellationToken ct = default) =>
        WriteAsync(AuditActs.RecordSaved, id, details, version, submit: false, ct);

    /// <summary>提出: stores the form and hands it in, all or nothing; the reservation becomes 相談済. Otherwise as
    /// <see cref="SaveAsync"/>.</summary>
    /// <exception cref="RuleException">A field is wrong or missing, or the record was handed in before.</exception>
    [RequiresPermission(Permission.WriteConsultations)]
    public Task<SaveOutcome?> SubmitAsync(Guid id, ConsultationDetails details, Guid version, CancellationToken ct = default) =>
        WriteAsync(AuditActs.RecordSubmitted, id, details, version, submit: true, ct);

    /// <summary>確認: the city has read the record as it stood at <paramref name="version"/>. False when there is no such record.</summary>
    /// <exception cref="RuleException">It was changed while it was read, or does not wait for confirmation.</exception>
    [RequiresPermission(Permission.ConfirmConsultations)]
    public async Task<bool> ConfirmAsync(Guid id, Guid version, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ConfirmConsultations, AuditActs.RecordConfirmed, ct);
        var record = await work.Db.Records.FirstOrDefaultAsync(row => row.Id == id, ct);
        if (record is null)
        {
            return false;
        }

        if (record.Version != version)
        {
            throw new RuleException(ConsultationTexts.ChangedMeanwhile);
        }

        record.Confirm(work.AccessContext.Me, authorized.UtcNow);
        await CommitAsync(work, ct);
        return true;
    }

    /// <summary>What was changed after 提出済, newest first; leaves a view in the access ledger. Null when there is no such record for the
    /// viewer.</summary>
    [RequiresPermission(Permission.ViewConsultations)]
    public async Task<IReadOnlyList<VersionView>?> VersionsAsync(Guid id, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ViewConsultations, AuditActs.RecordViewed, ct);
        var record = await work
            .Db.Records.AsNoTracking()
            .VisibleTo(work.Db)
            .Include(row => row.Versions)
            .FirstOrDefaultAsync(row => row.Id == id, ct);
        if (record is null)
        {
            return null;
        }

        var kept = record.Versions.OrderBy(row => row.Number).ToList();
        var editors = kept.Select(row => row.ReplacedById).ToHashSet();
        var names = await work.Db.Staff.Where(row => editors.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, ct);
        work.Note(nameof(ConsultationVersion), id, record.BusinessId);
        await work.CommitAsync(ct);
        return
        [
            .. kept.Select(
                    (row, at) =>
                        new VersionView(
                            row.Number,
                            names.GetValueOrDefault(row.ReplacedById, ""),
                            row.ReplacedAtUtc,
                            row.ChangedFields.Split(',', StringSplitOptions.RemoveEmptyEntries),
                            row.Details(),
                            at + 1 < kept.Count ? kept[at + 1].Details() : record.Details
                        )
                )
                .Reverse(),
        ];
    }

    private static async Task CommitAsync(UnitOfWork work, CancellationToken cancellation)
    {
        try
        {
            await work.CommitAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new RuleException(ConsultationTexts.ChangedMeanwhile);
        }
    }

    private async Task<Guid?> StartOnceAsync(Guid reservationId, CancellationToken cancellation)
    {
        await using var work = await authorized.BeginAsync(Permission.WriteConsultations, AuditActs.RecordStarted, cancellation);
        var reservation = await work.Db.Reservations.VisibleTo(work.Db).FirstOrDefaultAsync(row => row.Id == reservationId, cancellation);
        if (reservation is null)
        {
            return null;
        }

        if (
            await work
                .Db.Records.Where(row => row.ReservationId == reservationId)
                .Select(row => (Guid?)row.Id)
                .FirstOrDefaultAsync(cancellation) is
            { } started
        )
        {
            return started;
        }

        if (reservation.Status is ReservationStatus.Booked or ReservationStatus.NoShow)
        {
            reservation.Arrive(work.AccessContext.Me, authorized.UtcNow);
        }

        if (!reservation.IsActive)
        {
            throw new RuleException(ConsultationTexts.ReservationCancelled);
        }

        var record = new ConsultationRecord(reservation, work.AccessContext.Me, authorized.UtcNow);
        work.Db.Records.Add(record);
        await work.CommitAsync(cancellation);
        return record.Id;
    }

    private async Task<Guid?> FindStartedAsync(Guid reservationId, CancellationToken cancellation)
    {
        await using var db = await authorized.OpenAsync(Permission.WriteConsultations, cancellation);
        return await db
            .Records.WritableBy(db)
            .Where(row => row.ReservationId == reservationId)
            .Select(row => (Guid?)row.Id)
            .FirstOrDefaultAsync(cancellation);
    }

    private async Task<ConsultationView?> ReadAsync(
        Permission permission,
        string act,
        bool wholeTelephone,
        Guid id,
        CancellationToken cancellation
    )
    {
        await using var work = await authorized.BeginAsync(permission, act, cancellation);
        var view = await ConsultationReader.ReadAsync(work.Db, id, wholeTelephone, cancellation);
        if (view is null)
        {
            return null;
        }

        work.Note(nameof(ConsultationRecord), id, view.BusinessId);
        foreach (var other in view.Earlier)
        {
            work.Note(
                nameof(ConsultationRecord),
                other.Id,
                view.BusinessId,
                nameof(EarlierRecord.Summary),
                nameof(EarlierRecord.Guidance),
                nameof(EarlierRecord.Impression)
            );
        }

        await work.CommitAsync(cancellation);
        return view;
    }

    private async Task<SaveOutcome?> WriteAsync(
        string act,
        Guid id,
        ConsultationDetails details,
        Guid version,
        bool submit,
        CancellationToken cancellation
    )
    {
        if (await StoreAsync(act, id, details, version, submit, cancellation) is { } stored)
        {
            return stored;
        }

        // What stands may say the same as the form: then there is nothing to choose between, and only the handing in is left to do.
        return await CompareAsync(id, details, cancellation) switch
        {
            { Conflict.DifferentFields.Count: 0, Status: RecordStatus.Draft } same when submit => await StoreAsync(
                act,
                id,
                details,
                same.Version,
                submit,
                cancellation
            ),
            { Conflict.DifferentFields.Count: 0 } same => same with { Conflict = null },
            var other => other,
        };
    }

    /// <summary>Stores the form when the version still stands; null when it does not, or there is no such record.</summary>
    private async Task<SaveOutcome?> StoreAsync(
        string act,
        Guid id,
        ConsultationDetails details,
        Guid version,
        bool submit,
        CancellationToken cancellation
    )
    {
        await using var work = await authorized.BeginAsync(Permission.WriteConsultations, act, cancellation);
        var record = await work
            .Db.Records.WritableBy(work.Db)
            .Include(row => row.Versions)
            .Include(row => row.Reservation)
            .FirstOrDefaultAsync(row => row.Id == id && row.Version == version, cancellation);
        if (record is null)
        {
            return null;
        }

        record.Revise(await ConsultationInput.CheckAsync(work.Db, details, cancellation), work.AccessContext.Me, authorized.UtcNow);
        if (submit)
        {
            record.Submit(authorized.UtcNow);
            record.Reservation!.Complete(work.AccessContext.Me, authorized.UtcNow);
        }

        try
        {
            await work.CommitAsync(cancellation);
            return new SaveOutcome(record.Version, record.Status);
        }
        catch (DbUpdateConcurrencyException)
        {
            return null; // Another's save came between reading and writing.
        }
    }

    /// <summary>How the text that stands differs from mine: a view of it, and recorded as one.</summary>
    private async Task<SaveOutcome?> CompareAsync(Guid id, ConsultationDetails mine, CancellationToken cancellation)
    {
        await using var work = await authorized.BeginAsync(Permission.WriteConsultations, AuditActs.RecordViewed, cancellation);
        var record = await work.Db.Records.AsNoTracking().WritableBy(work.Db).FirstOrDefaultAsync(row => row.Id == id, cancellation);
        if (record is null)
        {
            return null;
        }

        var different = FormFields.Differences(record.Details, await ConsultationInput.CheckAsync(work.Db, mine, cancellation));
        var savedBy = await ConsultationReader.NameAsync(work.Db, record.LastSavedById, cancellation);
        work.Note(nameof(ConsultationRecord), id, record.BusinessId);
        await work.CommitAsync(cancellation);
        return new SaveOutcome(
            record.Version,
            record.Status,
            new ConsultationConflict(record.Version, record.Status, record.Details, different, savedBy, record.LastSavedAtUtc)
        );
    }
}
