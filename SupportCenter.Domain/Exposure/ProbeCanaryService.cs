using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Exposure;

/// <summary>Plants the portal's own canary in every kind of data, and tells the probe what to look for.</summary>
public sealed class ProbeCanaryService(AuthorizedDbContextFactory authorized, PortalDatabase database)
{
    /// <summary>Shorter names of canaries that people planted could be in any text by chance.</summary>
    private const int ShortestName = 4;

    /// <summary>Plants whatever is missing of it; once everything is there, this changes nothing. The booking waits until there is any
    /// member of staff.</summary>
    [RequiresPermission(Permission.CheckExposure)]
    public async Task PlantAsync(CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.CheckExposure, AuditActs.CanaryPlanted, ct);
        var db = work.Db;
        var own = await db.Canaries.AsNoTracking().FirstOrDefaultAsync(row => row.Token != null, ct);
        var canary = new ProbeCanary(db, database.Index, own?.Token ?? ProbeCanary.NewToken(), authorized.UtcNow);
        var business = own is null ? canary.PlantBusiness() : await db.Businesses.FirstAsync(row => row.Id == own.BusinessId, ct);
        if (own is null)
        {
            canary.PlantCallback();
        }

        if (!await db.Documents.AnyAsync(row => row.BusinessId == business.Id, ct))
        {
            canary.PlantPapers(business);
        }

        if (!await db.Drafts.AnyAsync(row => row.StaffId == business.Id, ct))
        {
            canary.PlantDraft(business.Id);
        }

        if (!await db.Reservations.AnyAsync(row => row.BusinessId == business.Id, ct) && await DeskOwnerAsync(db, ct) is { } person)
        {
            canary.PlantBooking(business, person);
        }

        if (!await db.Handovers.AnyAsync(row => row.BusinessId == business.Id, ct) && await DeskOwnerAsync(db, ct) is { } writer)
        {
            canary.PlantHandover(business, writer);
        }

        if (db.ChangeTracker.HasChanges())
        {
            await work.CommitAsync(ct);
        }
    }

    /// <summary>The tokens of the portal's own canary, its telephone number as it is kept and as it is shown, and the names of the
    /// canaries that people planted.</summary>
    [RequiresPermission(Permission.CheckExposure)]
    public async Task<WatchedTexts> WatchedAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.CheckExposure, ct);
        var canaries = await db
            .Canaries.AsNoTracking()
            .Select(row => new
            {
                row.BusinessId,
                row.Token,
                Business = db.Businesses.First(business => business.Id == row.BusinessId),
            })
            .ToListAsync(ct);
        var texts = new List<WatchedText>();
        foreach (var canary in canaries)
        {
            if (canary.Token is { } token)
            {
                var telephone = canary.Business.Telephone!;
                texts.AddRange([new(token, "token"), new(telephone, "telephone"), new(Telephone.Format(telephone), "telephone")]);
            }
            else if (canary.Business.Name.Length >= ShortestName)
            {
                texts.Add(new(canary.Business.Name, "planted"));
            }
        }

        var own = canaries.Where(canary => canary.Token is not null).Select(canary => canary.BusinessId).ToList();
        return new WatchedTexts(
            texts,
            [
                .. own,
                .. await db.Reservations.Where(row => own.Contains(row.BusinessId)).Select(row => row.Id).ToListAsync(ct),
                .. await db.Reservations.Where(row => own.Contains(row.BusinessId)).Select(row => row.ClinicId).ToListAsync(ct),
                .. await db.Records.Where(row => own.Contains(row.BusinessId)).Select(row => row.Id).ToListAsync(ct),
                .. await db.Documents.Where(row => own.Contains(row.BusinessId)).Select(row => row.Id).ToListAsync(ct),
            ]
        );
    }

    /// <summary>A supervisor for choice: they see everything anyway, so that nothing is added to what is somebody's own.</summary>
    private static Task<Guid?> DeskOwnerAsync(PortalDbContext db, CancellationToken cancellation) =>
        db
            .Staff.OrderBy(row => row.Role != Role.Supervisor)
            .ThenBy(row => row.Id)
            .Select(row => (Guid?)row.Id)
            .FirstOrDefaultAsync(cancellation);
}
