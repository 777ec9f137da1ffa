using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Handovers;

/// <summary>申し送り as they are written.</summary>
public sealed class HandoverWritingService(AuthorizedDbContextFactory authorized, PortalDatabase database)
{
    private const int DaysAhead = 14;

    /// <summary>To where and whom something can be handed over.</summary>
    [RequiresPermission(Permission.WriteHandovers)]
    public async Task<HandoverChoices> ChoicesAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.WriteHandovers, ct);
        var today = authorized.Today;
        var last = today.AddDays(DaysAhead);
        var clinics = await db
            .Clinics.AsNoTracking()
            .Where(row => row.Date >= today && row.Date <= last && row.ClosedAtUtc == null)
            .OrderBy(row => row.Date)
            .ThenBy(row => row.Venue!.Details.ListOrder)
            .Select(row => new
            {
                row.Id,
                row.Date,
                Venue = row.Venue!.Details.Name,
                Scriveners = row.Desks.OrderBy(desk => desk.Number).Select(desk => desk.Scrivener!.Name).ToList(),
            })
            .ToListAsync(ct);
        var venues = await db
            .Venues.Where(row => row.Details.IsUsed)
            .OrderBy(row => row.Details.ListOrder)
            .Select(row => new HandoverChoice(row.Id, row.Details.Name))
            .ToListAsync(ct);
        var people = await db
            .Staff.Where(StaffMember.ActiveOn(today))
            .OrderBy(row => row.Role)
            .ThenBy(row => row.Name)
            .Select(row => new
            {
                row.Id,
                row.Name,
                row.Role,
            })
            .ToListAsync(ct);
        return new HandoverChoices(
            clinics.ConvertAll(row => new HandoverClinic(row.Id, row.Date, row.Venue, string.Join('、', row.Scriveners))),
            venues,
            [
                .. people
                    .Where(row => Permissions.Allows(row.Role, Permission.ViewHandovers))
                    .Select(row => new HandoverChoice(row.Id, row.Name)),
            ]
        );
    }

    /// <summary>Hands something over; gives its id.</summary>
    /// <returns>Null when the caller sees no such reservation, business or call-back.</returns>
    /// <exception cref="RuleException">A field breaks its rule, the day is over, or whoever has to see to it would not see it.</exception>
    [RequiresPermission(Permission.WriteHandovers)]
    public async Task<Guid?> WriteAsync(HandoverDetails details, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.WriteHandovers, AuditActs.HandoverWritten, ct);
        var clean = FormFields.Cleaned(details);
        FormChecks.Ensure(clean);
        FormChecks.Refuse(clean.DueOn < authorized.Today, HandoverTexts.DueOver, nameof(HandoverDetails.DueOn));
        if (await FindPlaceAsync(work.Db, clean, ct) is not { } place)
        {
            return null;
        }

        await EnsureOwnerSeesAsync(work.Db, clean, place, ct);
        var handover = new Handover(clean, place, work.AccessContext.Me, authorized.Today, authorized.UtcNow);
        work.Db.Add(handover);
        work.Db.AddRange(
            database.Index.HandoverGrams(clean.Text).Select(gram => new HandoverGram { Gram = gram, HandoverId = handover.Id })
        );
        work.Note(nameof(Handover), handover.Id, handover.BusinessId, "+");
        await work.CommitAsync(ct);
        return handover.Id;
    }

    /// <summary>The clinic or venue, which everybody may name, or a reservation, business or call-back that the caller sees.</summary>
    private async Task<HandoverPlace?> FindPlaceAsync(PortalDbContext db, HandoverDetails details, CancellationToken ct)
    {
        if (details.ClinicId is { } clinic)
        {
            var found = await db.Clinics.Where(row => row.Id == clinic).Select(row => (DateOnly?)row.Date).FirstOrDefaultAsync(ct);
            FormChecks.Refuse(found < authorized.Today, HandoverTexts.ClinicOver, nameof(HandoverDetails.ClinicId));
            return found is null ? null : new HandoverPlace(clinic, null, null, null, null, found);
        }

        if (details.VenueId is { } venue)
        {
            return await db.Venues.AnyAsync(row => row.Id == venue, ct) ? new HandoverPlace(null, venue, null, null, null, null) : null;
        }

        if (details.ReservationId is { } reservation)
        {
            return await db
                .Reservations.VisibleTo(db)
                .Where(row => row.Id == reservation)
                .Select(row => new HandoverPlace(null, null, row.Id, row.BusinessId, null, row.Date))
                .FirstOrDefaultAsync(ct);
        }

        if (details.BusinessId is { } business)
        {
            return await db.Businesses.VisibleTo(db).AnyAsync(row => row.Id == business, ct)
                ? new HandoverPlace(null, null, null, business, null, null)
                : null;
        }

        // Call-backs are reception's and the city's.
        var isThere = !db.AccessContext.SeesOnlyOwn && await db.Callbacks.AnyAsync(row => row.Id == details.CallbackId, ct);
        return isThere ? new HandoverPlace(null, null, null, null, details.CallbackId, null) : null;
    }

    /// <summary>Nobody is charged with what they cannot see: a scrivener elsewhere, reception where it is not for them.</summary>
    private static async Task EnsureOwnerSeesAsync(PortalDbContext db, HandoverDetails details, HandoverPlace place, CancellationToken ct)
    {
        if (details.OwnerId is not { } id)
        {
            return;
        }

        var owner = await db.Staff.Where(row => row.Id == id).Select(row => (Role?)row.Role).FirstOrDefaultAsync(ct);
        FormChecks.Refuse(
            owner is not { } role || !Permissions.Allows(role, Permission.ViewHandovers),
            HandoverTexts.OwnerMissing,
            nameof(HandoverDetails.OwnerId)
        );
        FormChecks.Refuse(
            owner == Role.BookingStaff && !details.IsForReception,
            HandoverTexts.OwnerIsReception,
            nameof(HandoverDetails.IsForReception)
        );
        if (owner == Role.Scrivener)
        {
            FormChecks.Refuse(!await ScrivenerSeesAsync(db, place, id, ct), HandoverTexts.OwnerDoesNotSee, nameof(HandoverDetails.OwnerId));
        }
    }

    private static Task<bool> ScrivenerSeesAsync(PortalDbContext db, HandoverPlace place, Guid scrivener, CancellationToken ct)
    {
        var desks = db.Desks.Where(desk => desk.ScrivenerId == scrivener).Select(desk => desk.ClinicId);
        var visits = db.Reservations.InClinicsOf(db, scrivener).Where(row => row.Status != ReservationStatus.Cancelled);
        return place switch
        {
            { ClinicId: { } clinic } => desks.AnyAsync(id => id == clinic, ct),
            { VenueId: { } venue } => db.Clinics.AnyAsync(row => row.VenueId == venue && desks.Contains(row.Id), ct),
            { ReservationId: { } reservation } => visits.AnyAsync(row => row.Id == reservation, ct),
            { BusinessId: { } business } => visits.AnyAsync(row => row.BusinessId == business, ct),
            _ => Task.FromResult(false),
        };
    }
}
