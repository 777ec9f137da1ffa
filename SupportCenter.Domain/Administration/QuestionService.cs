using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Administration;

/// <summary>確認事項: the yes/no questions that are put to callers. A question that was answered is never deleted: it ends.</summary>
public sealed class QuestionService(AuthorizedDbContextFactory authorized)
{
    /// <summary>All questions in the order of asking, ended ones too.</summary>
    [RequiresPermission(Permission.ManageCatalogue)]
    public async Task<IReadOnlyList<QuestionRow>> ListAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ManageCatalogue, ct);
        var all = await db.Questions.AsNoTracking().OrderBy(row => row.Order).ThenBy(row => row.Text).ToListAsync(ct);
        return
        [
            .. all.Select(row => new QuestionRow(
                row.Id,
                new QuestionDetails
                {
                    Text = row.Text,
                    Order = row.Order,
                    ValidFrom = row.ValidFrom,
                    ValidTo = row.ValidTo,
                },
                row.IsAskedOn(authorized.Today)
            )),
        ];
    }

    /// <summary>Adds a question, or changes the one of that id; gives its id, or null when there is none.</summary>
    /// <exception cref="RuleException">A field is wrong.</exception>
    [RequiresPermission(Permission.ManageCatalogue)]
    public async Task<Guid?> SaveAsync(Guid? id, QuestionDetails details, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ManageCatalogue, AuditActs.CatalogueChanged, ct);
        FormChecks.Ensure(details);
        var (text, order, from, to) = (VisibleText.Trimmed(details.Text), details.Order, details.ValidFrom!.Value, details.ValidTo);
        var question = id is null
            ? work.Db.Questions.Add(new ConfirmationQuestion(text, order, from, to)).Entity
            : await work.Db.Questions.FirstOrDefaultAsync(row => row.Id == id, ct);
        if (question is null)
        {
            return null;
        }

        question.Revise(text, order, from, to);
        await work.CommitAsync(ct);
        return question.Id;
    }
}

/// <summary>What a person edits of a question.</summary>
public sealed class QuestionDetails : IValidatableObject
{
    [LocalizedRequired, LocalizedMaxLength(200), Display(Name = nameof(CatalogueTexts.QuestionText), ResourceType = typeof(CatalogueTexts))]
    public string Text { get; set; } = "";

    [LocalizedRange(1, 99), Display(Name = nameof(CatalogueTexts.Order), ResourceType = typeof(CatalogueTexts))]
    public int Order { get; set; } = 1;

    [LocalizedRequired, Display(Name = nameof(CatalogueTexts.ValidFrom), ResourceType = typeof(CatalogueTexts))]
    public DateOnly? ValidFrom { get; set; }

    [Display(
        Name = nameof(CatalogueTexts.ValidTo),
        Description = nameof(CatalogueTexts.ValidToHint),
        ResourceType = typeof(CatalogueTexts)
    )]
    public DateOnly? ValidTo { get; set; }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ValidFrom == DateOnly.MinValue)
        {
            yield return new ValidationResult(CatalogueTexts.FirstDayNeeded, [nameof(ValidFrom)]);
        }

        if (ValidTo < ValidFrom)
        {
            yield return new ValidationResult(CatalogueTexts.EndsBeforeFirstDay, [nameof(ValidTo)]);
        }
    }
}

/// <summary>A question and whether it is put to today's callers.</summary>
public sealed record QuestionRow(Guid Id, QuestionDetails Details, bool IsAskedToday);
