using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Oversight;

/// <summary>The names of members of staff, for the views of the oversight.</summary>
internal sealed class OversightNames
{
    private readonly Dictionary<Guid, string> names;

    private OversightNames(Dictionary<Guid, string> names) => this.names = names;

    public static async Task<OversightNames> ReadAsync(PortalDbContext db, CancellationToken ct) =>
        new(await db.Staff.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Name, ct));

    /// <summary>The name; empty for somebody who is not in the list.</summary>
    public string Of(Guid person) => names.GetValueOrDefault(person, "");

    /// <summary>The name; null for nobody.</summary>
    public string? OfOrNull(Guid? person) => person is { } id ? Of(id) : null;
}
