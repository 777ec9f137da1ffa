using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reservations;

/// <summary>Finds the businesses that a caller may be, by any spelling of the name and any form of the number.</summary>
internal sealed class KnownBusinesses(PortalDbContext db, PortalDatabase database, DateOnly today)
{
    private const int LooksAtMost = 60;
    private const int FewestDigits = 3;

    /// <summary>A business shares at least a third of its name's pieces with what was typed to be looked at as near.</summary>
    private const int NearShare = 3;

    /// <summary>The best <paramref name="most"/> businesses for what is being typed: the number first, then the name, newest visit
    /// first.</summary>
    public async Task<IReadOnlyList<KnownBusiness>> SuggestAsync(string? name, string? telephone, int most, CancellationToken cancellation)
    {
        var digits = Telephone.Digits(telephone);
        var folded = TextFolding.Fold(name);
        var ids = new HashSet<Guid>();
        if (digits.Length >= FewestDigits)
        {
            ids.UnionWith(await HavingTelephoneAsync(digits, cancellation));
        }

        if (folded.Length > 0)
        {
            ids.UnionWith(await HavingNameAsync(name!, cancellation));
            ids.UnionWith(await ContainingAsync(name, cancellation));
        }

        var (found, history) = await ReadAsync(ids, cancellation);
        return
        [
            .. found
                .OrderBy(business => Rank(business, folded, digits))
                .ThenByDescending(business => history.GetValueOrDefault(business.Id)?.Newest)
                .Take(most)
                .Select(business => View(business, history.GetValueOrDefault(business.Id))),
        ];
    }

    /// <summary>The businesses with the same number or a same or near name, and the picked one if it has a reservation ahead.</summary>
    public async Task<IReadOnlyList<LikelyDuplicate>> DuplicatesAsync(
        ReservationDetails details,
        Guid? picked,
        CancellationToken cancellation
    )
    {
        var byTelephone = await HavingTelephoneAsync(WholeDigits(details.Telephone), cancellation);
        var byName = await HavingNameAsync(details.BusinessName, cancellation);
        var ids = new HashSet<Guid>([.. byTelephone, .. byName, .. await SharingPiecesAsync(details.BusinessName, cancellation)]);
        if (picked is { } one)
        {
            ids.Add(one);
        }

        var (found, history) = await ReadAsync(ids, cancellation);
        var folded = TextFolding.Fold(details.BusinessName);
        return
        [
            .. found
                .Select(business => new LikelyDuplicate(
                    View(business, history.GetValueOrDefault(business.Id)),
                    (byTelephone.Contains(business.Id) ? DuplicateSigns.SameTelephone : DuplicateSigns.None)
                        | (
                            byName.Contains(business.Id) ? DuplicateSigns.SameName
                            : NameLikeness.AreNear(folded, TextFolding.Fold(business.Name)) ? DuplicateSigns.NearName
                            : DuplicateSigns.None
                        )
                        | (history.GetValueOrDefault(business.Id)?.Ahead is not null ? DuplicateSigns.AlreadyBooked : DuplicateSigns.None)
                ))
                .Where(likely =>
                    likely.Business.Id == picked
                        ? likely.Signs.HasFlag(DuplicateSigns.AlreadyBooked)
                        : (likely.Signs & Telling(picked)) != DuplicateSigns.None
                )
                .OrderByDescending(likely => likely.Signs.HasFlag(DuplicateSigns.SameTelephone))
                .ThenByDescending(likely => likely.Signs.HasFlag(DuplicateSigns.SameName))
                .ThenByDescending(likely => likely.Business.Visits.Count),
        ];
    }

    /// <summary>Once a business is picked, one whose name is merely similar is only noise.</summary>
    private static DuplicateSigns Telling(Guid? picked) =>
        DuplicateSigns.SameTelephone | DuplicateSigns.SameName | (picked is null ? DuplicateSigns.NearName : DuplicateSigns.None);

    /// <summary>The businesses that have, or once gave, exactly this number.</summary>
    public async Task<IReadOnlySet<Guid>> HavingTelephoneAsync(string digits, CancellationToken cancellation)
    {
        if (digits.Length == 0)
        {
            return new HashSet<Guid>();
        }

        var key = database.Index.TelephoneKey(digits);
        var now = await db
            .Businesses.Where(row => row.TelephoneKey == key)
            .Select(row => row.Id)
            .Take(LooksAtMost)
            .ToListAsync(cancellation);
        return new HashSet<Guid>([.. now, .. await ContainingAsync(digits, cancellation)]);
    }

    /// <summary>The businesses whose newest name folds to the same.</summary>
    public async Task<IReadOnlySet<Guid>> HavingNameAsync(string name, CancellationToken cancellation)
    {
        if (TextFolding.Fold(name).Length == 0)
        {
            return new HashSet<Guid>();
        }

        var key = database.Index.NameKey(name);
        return (
            await db.Businesses.Where(row => row.NameKey == key).Select(row => row.Id).Take(LooksAtMost).ToListAsync(cancellation)
        ).ToHashSet();
    }

    /// <summary>What is shown of businesses, with their histories; in the order of <paramref name="businesses"/>.</summary>
    public async Task<IReadOnlyList<KnownBusiness>> ViewsAsync(IReadOnlyCollection<Guid> businesses, CancellationToken cancellation)
    {
        var (found, history) = await ReadAsync(businesses, cancellation);
        return [.. found.Select(business => View(business, history.GetValueOrDefault(business.Id)))];
    }

    /// <summary>The digits of a complete number; of half a number nothing, since it belongs to too many.</summary>
    private static string WholeDigits(string? telephone) => Telephone.IsWhole(telephone) ? Telephone.Digits(telephone) : "";

    private async Task<List<Guid>> ContainingAsync(string? typed, CancellationToken cancellation) =>
        database.Index.Term(typed) is { } term
        && await BusinessSearch.ProvenAsync(db, database, term, cancellation) is { IsVain: false } search
            ? await search.Narrow(db, db.Businesses, row => row.Id).Select(row => row.Id).Take(LooksAtMost).ToListAsync(cancellation)
            : [];

    private async Task<List<Guid>> SharingPiecesAsync(string name, CancellationToken cancellation)
    {
        var pieces = database.Index.Grams([name], []).ToArray();
        var enough = Math.Max(2, pieces.Length / NearShare);
        return pieces.Length < 2
            ? []
            : await db
                .SearchGrams.Where(row => pieces.Contains(row.Gram))
                .GroupBy(row => row.BusinessId)
                .Where(rows => rows.Count() >= enough)
                .OrderByDescending(rows => rows.Count())
                .Select(rows => rows.Key)
                .Take(LooksAtMost)
                .ToListAsync(cancellation);
    }

    private async Task<(List<Business> Found, Dictionary<Guid, VisitHistory> History)> ReadAsync(
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancellation
    )
    {
        var found = await db.Businesses.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(cancellation);
        return (found, await VisitHistory.ReadAsync(db, ids, today, cancellation));
    }

    private static int Rank(Business business, string folded, string digits)
    {
        var number = business.Telephone ?? "";
        if (digits.Length >= FewestDigits && number.Contains(digits, StringComparison.Ordinal))
        {
            return number == digits ? 0 : 1;
        }

        string[] names = [TextFolding.Fold(business.Name), TextFolding.Fold(business.NameReading)];
        return folded.Length == 0 ? 5
            : names.Contains(folded) ? 2
            : names.Any(name => name.StartsWith(folded, StringComparison.Ordinal)) ? 3
            : names.Any(name => name.Contains(folded, StringComparison.Ordinal)) ? 4
            : 5;
    }

    private static KnownBusiness View(Business business, VisitHistory? history)
    {
        history ??= VisitHistory.None;
        return new KnownBusiness(
            business.Id,
            business.Name,
            business.ContactName,
            business.LatestDetails().ToShow().TelephoneText() is { Length: > 0 } number ? number : null,
            business.Ward,
            business.Industry,
            business.EmployeeCount,
            history.Days,
            history.NextNumber,
            history.Ahead
        );
    }
}
