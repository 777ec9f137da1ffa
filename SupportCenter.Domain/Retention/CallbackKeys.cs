using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Retention;

/// <summary>Gives call-backs of the time before there was a key theirs, so that it is known whose number they are from.</summary>
internal static class CallbackKeys
{
    public static async Task FillAsync(PortalDbContext db, BlindIndex index, CancellationToken cancellation)
    {
        var without = await db
            .Callbacks.AsNoTracking()
            .Where(row => row.TelephoneKey == null)
            .Select(row => new { row.Id, row.Details.Telephone })
            .ToListAsync(cancellation);
        foreach (var call in without)
        {
            var key = index.TelephoneKey(call.Telephone) ?? [];
            await db
                .Callbacks.Where(row => row.Id == call.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.TelephoneKey, key), cancellation);
        }
    }
}
