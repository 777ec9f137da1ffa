using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Businesses;

/// <summary>事業者: one business with its visits, and the correction of what is known of it.</summary>
public sealed class BusinessService(AuthorizedDbContextFactory authorized, PortalDatabase database)
{
    /// <summary>The business with its visits, and an audit row that it was seen; null when there is none that the person may see.</summary>
    [RequiresPermission(Permission.ViewBusinesses)]
    public async Task<BusinessView?> FindAsync(Guid id, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ViewBusinesses, AuditActs.BusinessViewed, ct);
        var row = await work.Db.Businesses.AsNoTracking().VisibleTo(work.Db).FirstOrDefaultAsync(row => row.Id == id, ct);
        if (row is null)
        {
            return null;
        }

        var visits = await VisitsAsync(work.Db, id, ct);
        var stamp = await StampAsync(work.Db, row.Version, id, ct);
        work.Note(nameof(Business), id, id);
        await work.CommitAsync(ct);
        return new BusinessView
        {
            Id = id,
            Name = row.Name,
            ContactName = row.ContactName,
            NameReading = row.NameReading,
            TelephoneMasked = row.LatestDetails().ToShow().TelephoneText(),
            Ward = row.Ward,
            Industry = row.Industry,
            EmployeeCount = row.EmployeeCount,
            FirstSeenOn = DateOnly.FromDateTime(CentreTime.ToCivil(row.FirstSeenAtUtc)),
            Visits = visits,
            Stamp = stamp,
        };
    }

    /// <summary>Whether there is more to see than at the last look (<see cref="BusinessView.Stamp"/>): asked by an open page after every
    /// change anywhere, so that only a change of this business is read, and audited, again.</summary>
    [RequiresPermission(Permission.ViewBusinesses)]
    public async Task<bool> IsNewerAsync(Guid id, string stamp, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewBusinesses, ct);
        var version = await db
            .Businesses.VisibleTo(db)
            .Where(row => row.Id == id)
            .Select(row => (Guid?)row.Version)
            .FirstOrDefaultAsync(ct);
        return version is null || await StampAsync(db, version.Value, id, ct) != stamp;
    }

    /// <summary>The telephone number with hyphens and what belongs to it, and an audit row that it was shown (ASVS 14.2.6); null when there
    /// is none to be seen.</summary>
    [RequiresPermission(Permission.RevealTelephone)]
    public async Task<string?> RevealTelephoneAsync(Guid businessId, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.RevealTelephone, AuditActs.TelephoneRevealed, ct);
        var row = await work.Db.Businesses.AsNoTracking().VisibleTo(work.Db).FirstOrDefaultAsync(row => row.Id == businessId, ct);
        if (row is not { Telephone.Length: > 0 } and not { TelephoneNote.Length: > 0 })
        {
            return null;
        }

        work.Note(nameof(Business), businessId, businessId, nameof(Business.Telephone));
        await work.CommitAsync(ct);
        return row.LatestDetails().TelephoneText();
    }

    /// <summary>The data for the correction form. The number is in clear there, so that opening it counts as revealing; null when there
    /// is no such business.</summary>
    [RequiresPermission(Permission.BookReservations)]
    public async Task<BusinessCorrection?> OpenForCorrectionAsync(Guid id, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.BookReservations, AuditActs.TelephoneRevealed, ct);
        var row = await work.Db.Businesses.AsNoTracking().VisibleTo(work.Db).FirstOrDefaultAsync(row => row.Id == id, ct);
        if (row is null)
        {
            return null;
        }

        work.Note(nameof(Business), id, id, nameof(Business.Telephone));
        await work.CommitAsync(ct);
        return new BusinessCorrection(row.Version, FormFields.CopyShared<BusinessDetails>(row.LatestDetails()));
    }

    /// <summary>Saves corrected data. When another person saved meanwhile, nothing is written and both texts can be shown. What each
    /// reservation said at its time stays as it was.</summary>
    /// <exception cref="RuleException">A field is wrong, or there is no such business.</exception>
    [RequiresPermission(Permission.BookReservations)]
    public async Task<BusinessOutcome> CorrectAsync(Guid id, BusinessDetails details, Guid version, CancellationToken ct = default)
    {
        if (await TryCorrectAsync(id, details, version, ct))
        {
            return new BusinessOutcome(null);
        }

        return new BusinessOutcome(await OpenForCorrectionAsync(id, ct) ?? throw new RuleException(DomainTexts.NotFound));
    }

    private async Task<bool> TryCorrectAsync(Guid id, BusinessDetails details, Guid version, CancellationToken ct)
    {
        await using var work = await authorized.BeginAsync(Permission.BookReservations, AuditActs.BusinessCorrected, ct);
        var clean = FormFields.Cleaned(details);
        FormChecks.Ensure(clean);
        var business = await work.Db.Businesses.VisibleTo(work.Db).FirstOrDefaultAsync(row => row.Id == id, ct)
            ?? throw new RuleException(DomainTexts.NotFound);
        if (business.Version != version)
        {
            return false;
        }

        business.Correct(clean);
        database.Index.IndexBusiness(work.Db, business, FormFields.CopyShared<ReservationDetails>(clean));
        await work.CommitAsync(ct);
        return true;
    }

    private static async Task<string> StampAsync(PortalDbContext db, Guid version, Guid business, CancellationToken ct)
    {
        var visits = await db
            .Reservations.Where(row => row.BusinessId == business)
            .OrderBy(row => row.Id)
            .Select(row => row.Version)
            .ToListAsync(ct);
        var records = db.AccessContext.MayReadRecords() ? await db.Records.CountAsync(row => row.BusinessId == business, ct) : 0;
        return $"{version:N}.{records}.{string.Join('.', visits.Select(visit => visit.ToString("N")))}";
    }

    /// <summary>All visits of a business, newest first.</summary>
    internal static async Task<List<VisitView>> VisitsAsync(PortalDbContext db, Guid business, CancellationToken ct)
    {
        var mayReadRecords = db.AccessContext.MayReadRecords();
        var open = await db.Reservations.VisibleTo(db).Where(row => row.BusinessId == business).Select(row => row.Id).ToListAsync(ct);
        var rows = await db
            .Reservations.AsNoTracking()
            .Where(row => row.BusinessId == business)
            .OrderByDescending(row => row.Date)
            .ThenByDescending(row => row.StartsAt)
            .Select(row => new
            {
                row.Id,
                row.Date,
                row.StartsAt,
                row.EndsAt,
                row.Status,
                row.Details.VisitNumber,
                row.Details.WishedMeasure,
                VenueName = db.Venues.Where(venue => venue.Id == row.VenueId).Select(venue => venue.Details.Name).First(),
                ScrivenerName = db.Staff.Where(person => person.Id == row.ScrivenerId).Select(person => person.Name).First(),
                RecordId = db.Records.Where(record => record.ReservationId == row.Id).Select(record => (Guid?)record.Id).FirstOrDefault(),
            })
            .ToListAsync(ct);
        return rows.ConvertAll(row => new VisitView
        {
            ReservationId = row.Id,
            CanOpen = open.Contains(row.Id),
            Date = row.Date,
            StartsAt = row.StartsAt,
            EndsAt = row.EndsAt,
            VenueName = row.VenueName,
            ScrivenerName = row.ScrivenerName,
            VisitNumber = row.VisitNumber,
            Status = row.Status,
            WishedMeasure = row.WishedMeasure,
            RecordId = mayReadRecords ? row.RecordId : null,
        });
    }
}
