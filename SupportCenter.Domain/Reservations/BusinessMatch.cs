using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reservations;

/// <summary>Which business a booking belongs to. By telephone, else by folded name; but one business's history is never given to another in
/// silence: where number and name contradict each other, a person decides.</summary>
internal sealed record BusinessMatch(Business? Business, IReadOnlyList<Guid> Doubts)
{
    private static BusinessMatch New { get; } = new(null, []);

    /// <summary>Decides for a booking; no business and no doubts means a new one.</summary>
    /// <param name="candidates">Those that were found by the number and by the name.</param>
    /// <exception cref="RuleException">The picked business does not exist, or is not the caller's to see.</exception>
    public static async Task<BusinessMatch> DecideAsync(
        PortalDbContext db,
        IReadOnlyList<Candidate> candidates,
        BookingInput input,
        ReservationDetails details,
        CancellationToken cancellation
    )
    {
        var byTelephone = await ReadAsync(db, candidates, CandidateSign.Telephone, cancellation);
        var byName = await ReadAsync(db, candidates, CandidateSign.Name, cancellation);
        if (input.BusinessId is { } picked && input.SameBusiness != SameBusiness.No)
        {
            return await PickedAsync(db, picked, input.SameBusiness, byTelephone, byName, cancellation);
        }

        // Same number and same name: that is what "the same business" means here, whatever was answered before the fields were changed.
        if (byTelephone.Find(business => byName.Exists(other => other.Id == business.Id)) is { } same)
        {
            return new BusinessMatch(same, []);
        }

        if (input.SameBusiness == SameBusiness.No)
        {
            return New;
        }

        // The same name alone is a business with a new number, unless several bear the name or it is said to stand elsewhere.
        return byTelephone.Count > 0 ? await DoubtAsync(db, byTelephone, cancellation)
            : byName is [var only] && !StandsElsewhere(only, details.Ward) && !db.AccessContext.SeesOnlyOwn ? new BusinessMatch(only, [])
            : await DoubtAsync(db, byName, cancellation);
    }

    private static async Task<BusinessMatch> PickedAsync(
        PortalDbContext db,
        Guid picked,
        SameBusiness answer,
        List<Business> byTelephone,
        List<Business> byName,
        CancellationToken cancellation
    )
    {
        var business = await db.Businesses.VisibleTo(db).FirstOrDefaultAsync(row => row.Id == picked, cancellation)
            ?? throw new RuleException(DomainTexts.NotFound);
        var something = byTelephone.Concat(byName).Any(other => other.Id == picked);
        return something || answer == SameBusiness.Yes ? new BusinessMatch(business, []) : new BusinessMatch(null, [picked]);
    }

    private static bool StandsElsewhere(Business business, Ward? ward) => business.Ward is { } known && ward is { } given && known != given;

    /// <summary>A doubt names only businesses that the person may see; where there is none, nothing can be decided and a new one is
    /// made.</summary>
    private static async Task<BusinessMatch> DoubtAsync(PortalDbContext db, List<Business> candidates, CancellationToken cancellation)
    {
        var ids = candidates.ConvertAll(business => business.Id);
        var visible = await db.Businesses.VisibleTo(db).Where(row => ids.Contains(row.Id)).Select(row => row.Id).ToListAsync(cancellation);
        return new BusinessMatch(null, visible);
    }

    private static async Task<List<Business>> ReadAsync(
        PortalDbContext db,
        IReadOnlyList<Candidate> candidates,
        CandidateSign sign,
        CancellationToken cancellation
    )
    {
        var ids = candidates.Where(candidate => candidate.Sign == sign).Select(candidate => candidate.Id).ToHashSet();
        return ids.Count == 0
            ? []
            : await db.Businesses.Where(row => ids.Contains(row.Id)).OrderByDescending(row => row.FirstSeenAtUtc).ToListAsync(cancellation);
    }
}
