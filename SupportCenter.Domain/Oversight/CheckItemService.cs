using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Forms;

namespace SupportCenter.Domain.Oversight;

/// <summary>点検項目: the catalogue of what inspections look at. The city edits it; each earlier text stays, and an inspection keeps the text
/// that it was made with.</summary>
public sealed class CheckItemService(AuthorizedDbContextFactory authorized)
{
    /// <summary>All items in their order, those that are out of use last.</summary>
    [RequiresPermission(Permission.InspectContractors)]
    public async Task<IReadOnlyList<CheckItemRow>> ListAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.InspectContractors, ct);
        var names = await OversightNames.ReadAsync(db, ct);
        var versions = (await db.CheckItemVersions.AsNoTracking().OrderByDescending(row => row.Number).ToListAsync(ct)).ToLookup(row =>
            row.CheckItemId
        );
        return
        [
            .. (await db.CheckItems.AsNoTracking().ToListAsync(ct))
                .OrderBy(row => row.Details.IsRetired)
                .ThenBy(row => row.Details.ListOrder)
                .ThenBy(row => row.Id)
                .Select(row => new CheckItemRow(
                    row.Id,
                    row.Details,
                    row.Number,
                    [
                        .. versions[row.Id]
                            .Select(version => new CheckItemEarlier(
                                version.Number,
                                version.ReplacedAtUtc,
                                names.Of(version.ReplacedById),
                                version.ChangedFields.Split(',', StringSplitOptions.RemoveEmptyEntries),
                                JsonSerializer.Deserialize<CheckItemDetails>(version.Content) ?? new CheckItemDetails()
                            )),
                    ],
                    row.Version
                )),
        ];
    }

    /// <summary>Saves a new item, or the next version of one. Null when there is no such item.</summary>
    /// <param name="id">The item; null for a new one.</param>
    /// <param name="details">What it says.</param>
    /// <param name="seen">The version that was read; of a new one nothing.</param>
    /// <param name="ct">Stops it, and nothing is written.</param>
    /// <exception cref="RuleException">A field is wrong, or somebody else was faster.</exception>
    [RequiresPermission(Permission.InspectContractors)]
    public async Task<Guid?> SaveAsync(Guid? id, CheckItemDetails details, Guid? seen = null, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.InspectContractors, AuditActs.CheckItemSaved, ct);
        var kept = FormFields.Cleaned(details);
        FormChecks.Ensure(kept);
        if (id is null)
        {
            var added = work.Db.CheckItems.Add(new CheckItem(kept)).Entity;
            await work.CommitAsync(ct);
            return added.Id;
        }

        if (await work.Db.CheckItems.FirstOrDefaultAsync(row => row.Id == id, ct) is not { } item)
        {
            return null;
        }

        FormChecks.Refuse(item.Version != seen, DomainTexts.ChangedByAnother, "");
        if (item.Change(kept, work.AccessContext.Me, authorized.UtcNow) is { } before)
        {
            work.Db.CheckItemVersions.Add(before);
            await work.CommitAsync(ct);
        }

        return item.Id;
    }
}

/// <summary>An item with its earlier texts.</summary>
public sealed record CheckItemRow(Guid Id, CheckItemDetails Details, int Number, IReadOnlyList<CheckItemEarlier> Earlier, Guid Version);

/// <summary>An earlier text of an item.</summary>
public sealed record CheckItemEarlier(
    int Number,
    DateTime ReplacedAtUtc,
    string ReplacedBy,
    IReadOnlyList<string> ChangedFields,
    CheckItemDetails Details
);
