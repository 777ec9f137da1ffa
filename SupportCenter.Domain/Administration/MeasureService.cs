using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Forms;

namespace SupportCenter.Domain.Administration;

/// <summary>支援策の一覧: what can be ticked on the 相談票. Rows are never deleted, since records point to them: they end.</summary>
public sealed class MeasureService(AuthorizedDbContextFactory authorized)
{
    /// <summary>All measures in the paper's order, ended ones too.</summary>
    [RequiresPermission(Permission.ManageCatalogue)]
    public async Task<IReadOnlyList<MeasureRow>> ListAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ManageCatalogue, ct);
        var all = await db.Measures.AsNoTracking().ToListAsync(ct);
        var today = authorized.Today;
        return
        [
            .. MeasureOrder
                .OnPaper(all, _ => true)
                .Join(
                    all,
                    option => option.Id,
                    row => row.Id,
                    (option, row) => new MeasureRow(row.Id, option.Level, row.Details, row.IsOfferedOn(today))
                ),
        ];
    }

    /// <summary>Adds a measure, or changes the one of that id; gives its id, or null when there is none.</summary>
    /// <exception cref="RuleException">A field is wrong, or the measure would be part of itself.</exception>
    [RequiresPermission(Permission.ManageCatalogue)]
    public async Task<Guid?> SaveAsync(Guid? id, MeasureDetails details, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ManageCatalogue, AuditActs.CatalogueChanged, ct);
        FormChecks.Ensure(details);
        var parents = await work.Db.Measures.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Details.ParentId, ct);
        if (id is { } known && !parents.ContainsKey(known))
        {
            return null;
        }

        CheckParent(id, details.ParentId, parents);
        var measure = id is null
            ? work.Db.Measures.Add(new SupportMeasure(details)).Entity
            : await work.Db.Measures.SingleAsync(row => row.Id == id, ct);
        measure.Revise(details);
        await work.CommitAsync(ct);
        return measure.Id;
    }

    private static void CheckParent(Guid? id, Guid? parent, Dictionary<Guid, Guid?> parents)
    {
        for (var above = parent; above is { } one; above = parents[one])
        {
            FormChecks.Refuse(one == id || !parents.ContainsKey(one), CatalogueTexts.ParentWrong, nameof(MeasureDetails.ParentId));
        }
    }
}

/// <summary>A line of the catalogue; <paramref name="Level"/> is 0 at the margin and 1 for a part of the line above.</summary>
public sealed record MeasureRow(Guid Id, int Level, MeasureDetails Details, bool IsOfferedToday);
