using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace SupportCenter.Domain.Audit;

/// <summary>What one audit row will say of its subject.</summary>
internal sealed record AuditNote(string SubjectKind, Guid? Subject, IReadOnlyCollection<Guid> Businesses, IReadOnlyList<string> Fields)
{
    /// <summary>Another act than that of the whole work; null for the same.</summary>
    public string? Act { get; init; }

    /// <summary>A note for every audited entity that was added, changed or removed since the last save.</summary>
    public static List<AuditNote> FromChanges(ChangeTracker tracker)
    {
        tracker.DetectChanges();
        return
        [
            .. tracker
                .Entries<IAudited>()
                .Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
                .Select(entry => new AuditNote(
                    entry.Metadata.ClrType.Name,
                    entry.Entity.Id,
                    entry.Entity is IConcernsBusiness part ? [part.BusinessId] : [],
                    [.. FieldsOf(entry), .. entry.Entity is IStatesFacts stated ? stated.Facts : []]
                )),
        ];
    }

    private static IEnumerable<string> FieldsOf(EntityEntry entry)
    {
        if (entry.State != EntityState.Modified)
        {
            return [entry.State == EntityState.Added ? "+" : "-"];
        }

        return entry
            .Properties.Where(property => property.IsModified)
            .Select(property => property.Metadata.Name)
            .Concat(
                entry.ComplexProperties.SelectMany(group =>
                    group.Properties.Where(property => property.IsModified).Select(property => property.Metadata.Name)
                )
            )
            .Order(StringComparer.Ordinal);
    }
}
