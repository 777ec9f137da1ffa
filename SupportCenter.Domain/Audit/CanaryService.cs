using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Audit;

/// <summary>見張りの事業者: businesses that nobody has a reason to open, so that whoever does is looking around.</summary>
public sealed class CanaryService(AuthorizedDbContextFactory authorized, PortalDatabase database)
{
    /// <summary>The canaries that are planted.</summary>
    [RequiresPermission(Permission.PlantCanaries)]
    public async Task<IReadOnlyList<CanaryRow>> ListAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.PlantCanaries, ct);
        return await db
            .Canaries.AsNoTracking()
            .OrderByDescending(row => row.PlantedAtUtc)
            .Select(row => new CanaryRow(
                row.BusinessId,
                db.Businesses.Where(business => business.Id == row.BusinessId).Select(business => business.Name).First(),
                row.PlantedAtUtc,
                row.Token != null,
                db.Staff.Where(person => person.Id == row.PlantedBy).Select(person => person.Name).FirstOrDefault()
            ))
            .ToListAsync(ct);
    }

    /// <summary>Makes a fictional business that is found and shown like any other, and watches it.</summary>
    /// <exception cref="RuleException">A field is wrong.</exception>
    [RequiresPermission(Permission.PlantCanaries)]
    public async Task<Guid> PlantAsync(BusinessDetails details, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.PlantCanaries, AuditActs.CanaryPlanted, ct);
        var clean = FormFields.Cleaned(details);
        FormChecks.Ensure(clean);
        var booked = FormFields.CopyShared<ReservationDetails>(clean);
        var business = new Business(booked, authorized.UtcNow);
        work.Db.Add(business);
        database.Index.IndexBusiness(work.Db, business, booked);
        work.Db.Add(
            new Canary
            {
                BusinessId = business.Id,
                PlantedAtUtc = authorized.UtcNow,
                PlantedBy = work.AccessContext.Me,
            }
        );
        await work.CommitAsync(ct);
        return business.Id;
    }

    /// <summary>Watches a canary no longer; the business stays.</summary>
    /// <exception cref="RuleException">There is no such canary, or it is the portal's own, which stays.</exception>
    [RequiresPermission(Permission.PlantCanaries)]
    public async Task WithdrawAsync(Guid business, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.PlantCanaries, AuditActs.CanaryWithdrawn, ct);
        work.Db.Remove(
            await work.Db.Canaries.FirstOrDefaultAsync(row => row.BusinessId == business && row.Token == null, ct)
                ?? throw new RuleException(DomainTexts.NotFound)
        );
        await work.CommitAsync(ct);
    }
}

/// <summary>A canary as those who planted it see it. <paramref name="IsOwn"/>: the portal planted it for the probe.</summary>
public sealed record CanaryRow(Guid BusinessId, string Name, DateTime PlantedAtUtc, bool IsOwn, string? PlantedBy);
