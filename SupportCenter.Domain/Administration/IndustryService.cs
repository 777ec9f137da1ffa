using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Administration;

/// <summary>業種: the choices that the booking form offers beside free text.</summary>
public sealed class IndustryService(AuthorizedDbContextFactory authorized)
{
    /// <summary>All industries in the order of the list, those no longer offered too.</summary>
    [RequiresPermission(Permission.ManageIndustries)]
    public async Task<IReadOnlyList<IndustryRow>> ListAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ManageIndustries, ct);
        return await db
            .Industries.AsNoTracking()
            .OrderBy(row => row.Order)
            .ThenBy(row => row.Name)
            .Select(row => new IndustryRow(
                row.Id,
                new IndustryDetails
                {
                    Name = row.Name,
                    Order = row.Order,
                    IsOffered = row.IsOffered,
                }
            ))
            .ToListAsync(ct);
    }

    /// <summary>Adds an industry, or changes the one of that id; gives its id, or null when there is none.</summary>
    /// <exception cref="RuleException">A field is wrong, or another industry has that name.</exception>
    [RequiresPermission(Permission.ManageIndustries)]
    public async Task<Guid?> SaveAsync(Guid? id, IndustryDetails details, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ManageIndustries, AuditActs.CatalogueChanged, ct);
        FormChecks.Ensure(details);
        var name = VisibleText.Trimmed(details.Name);
        FormChecks.Refuse(
            await work.Db.Industries.AnyAsync(row => row.Name == name && row.Id != id, ct),
            CatalogueTexts.NameTaken,
            nameof(details.Name)
        );
        var industry = id is null
            ? work.Db.Industries.Add(new Industry(name, details.Order)).Entity
            : await work.Db.Industries.FirstOrDefaultAsync(row => row.Id == id, ct);
        if (industry is null)
        {
            return null;
        }

        industry.Revise(name, details.Order, details.IsOffered);
        await work.CommitAsync(ct);
        return industry.Id;
    }
}

/// <summary>What a person edits of an industry.</summary>
public sealed class IndustryDetails
{
    [LocalizedRequired, LocalizedMaxLength(60), Display(Name = nameof(CatalogueTexts.IndustryName), ResourceType = typeof(CatalogueTexts))]
    public string Name { get; set; } = "";

    [LocalizedRange(1, 999), Display(Name = nameof(CatalogueTexts.Order), ResourceType = typeof(CatalogueTexts))]
    public int Order { get; set; } = 1;

    [Display(Name = nameof(CatalogueTexts.IsOffered), ResourceType = typeof(CatalogueTexts))]
    public bool IsOffered { get; set; } = true;
}

/// <summary>A line of the list of industries.</summary>
public sealed record IndustryRow(Guid Id, IndustryDetails Details);
