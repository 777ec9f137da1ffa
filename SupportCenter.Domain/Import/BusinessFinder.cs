using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Import;

/// <summary>Finds the business that a paper means: by its number, else by its folded name.</summary>
internal sealed class BusinessFinder(PortalDbContext db, BlindIndex index)
{
    /// <summary>The business with that number; null when there is no number, or nobody has it.</summary>
    public async Task<Business?> ByTelephoneAsync(string telephone, CancellationToken ct)
    {
        var key = index.TelephoneKey(telephone);
        return key is null ? null : await db.Businesses.FirstOrDefaultAsync(row => row.TelephoneKey == key, ct);
    }

    /// <summary>All businesses whose names fold to the same.</summary>
    public async Task<List<Business>> ByNameAsync(string name, CancellationToken ct)
    {
        var key = index.NameKey(name);
        return await db.Businesses.Where(row => row.NameKey == key).ToListAsync(ct);
    }
}
