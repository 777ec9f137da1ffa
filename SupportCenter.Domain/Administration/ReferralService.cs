using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Administration;

/// <summary>紹介先: the places that the record form offers beside free text. Rows are never deleted, since records point to them.</summary>
public sealed class ReferralService(AuthorizedDbContextFactory authorized)
{
    /// <summary>All places in the order of the list, those no longer offered too.</summary>
    [RequiresPermission(Permission.ManageCatalogue)]
    public async Task<IReadOnlyList<ReferralRow>> ListAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ManageCatalogue, ct);
        return await db
            .Referrals.AsNoTracking()
            .OrderBy(row => row.Order)
            .ThenBy(row => row.Name)
            .Select(row => new ReferralRow(
                row.Id,
                new ReferralDetails
                {
                    Name = row.Name,
                    Order = row.Order,
                    IsOffered = row.IsOffered,
                }
            ))
            .ToListAsync(ct);
    }

    /// <summary>Adds a place, or changes the one of that id; gives its id, or null when there is none.</summary>
    /// <exception cref="RuleException">A field is wrong, or another place has that name.</exception>
    [RequiresPermission(Permission.ManageCatalogue)]
    public async Task<Guid?> SaveAsync(Guid? id, ReferralDetails details, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ManageCatalogue, AuditActs.CatalogueChanged, ct);
        FormChecks.Ensure(details);
        var name = VisibleText.Trimmed(details.Name);
        FormChecks.Refuse(
            await work.Db.Referrals.AnyAsync(row => row.Name == name && row.Id != id, ct),
            CatalogueTexts.NameTaken,
            nameof(details.Name)
        );
        var referral = id is null
            ? work.Db.Referrals.Add(new Referral(name, details.Order)).Entity
            : await work.Db.Referrals.FirstOrDefaultAsync(row => row.Id == id, ct);
        if (referral is null)
        {
            return null;
        }

        referral.Revise(name, details.Order, details.IsOffered);
        await work.CommitAsync(ct);
        return referral.Id;
    }
}

/// <summary>What a person edits of a place.</summary>
public sealed class ReferralDetails
{
    [LocalizedRequired, LocalizedMaxLength(200), Display(Name = nameof(CatalogueTexts.ReferralName), ResourceType = typeof(CatalogueTexts))]
    public string Name { get; set; } = "";

    [LocalizedRange(1, 999), Display(Name = nameof(CatalogueTexts.Order), ResourceType = typeof(CatalogueTexts))]
    public int Order { get; set; } = 1;

    [Display(Name = nameof(CatalogueTexts.IsOffered), ResourceType = typeof(CatalogueTexts))]
    public bool IsOffered { get; set; } = true;
}

/// <summary>A line of the list of places.</summary>
public sealed record ReferralRow(Guid Id, ReferralDetails Details);
