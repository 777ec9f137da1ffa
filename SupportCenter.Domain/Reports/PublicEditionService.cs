using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Reports;

/// <summary>公開用: what of the fixed reports may leave the house. It is made from what was kept at 確定 and never counted again, so that the
/// same edition is the same on every day. What it gives has no exact count, by its type.</summary>
public sealed class PublicEditionService(AuthorizedDbContextFactory authorized)
{
    private const string EditionKind = nameof(PublicEdition);

    // What a kept text has where the edition holds public figures.
    private const string HasPublic = "\"Public\":{";

    /// <summary>The editions that there are, the newest period first.</summary>
    [RequiresPermission(Permission.ViewPublicEditions)]
    public async Task<IReadOnlyList<PublicEditionEntry>> ListAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewPublicEditions, ct);
        var rows = await db
            .ReportEditions.AsNoTracking()
            .Where(row => row.FixedAtUtc != null && row.Figures!.Contains(HasPublic))
            .Select(row => new
            {
                row.Kind,
                row.FirstDay,
                row.Number,
                row.FixedAtUtc,
            })
            .ToListAsync(ct);
        return
        [
            .. rows.Select(row => new PublicEditionEntry(
                    StatisticsPeriod.Holding(row.Kind, row.FirstDay),
                    row.Number,
                    row.FixedAtUtc!.Value
                ))
                .OrderByDescending(row => row.Period.To)
                .ThenByDescending(row => row.Period.Kind)
                .ThenByDescending(row => row.Number),
        ];
    }

    /// <summary>One edition; null where there is none, or where what was kept was changed in the database.</summary>
    /// <param name="period">A month or a fiscal year.</param>
    /// <param name="number">The edition of the report; null for the last one.</param>
    /// <param name="use">To be seen, or to leave the portal as a file.</param>
    [RequiresPermission(Permission.ViewPublicEditions)]
    public async Task<PublicEdition?> FindAsync(
        StatisticsPeriod period,
        int? number = null,
        StatisticsUse use = StatisticsUse.View,
        CancellationToken ct = default
    )
    {
        PublicEdition? found;
        await using (var db = await authorized.OpenAsync(Permission.ViewPublicEditions, ct))
        {
            var edition = await db
                .ReportEditions.AsNoTracking()
                .Where(row =>
                    row.Kind == period.Kind
                    && row.FirstDay == period.From
                    && row.FixedAtUtc != null
                    && (number == null || row.Number == number)
                )
                .OrderByDescending(row => row.Number)
                .FirstOrDefaultAsync(ct);
            found = edition?.KeptFigures() is { Public: { } figures } kept
                ? PublicEdition.Of(
                    period,
                    edition.Number,
                    edition.FixedAtUtc!.Value,
                    Convert.ToHexStringLower(edition.FiguresHash!),
                    figures,
                    kept.Year?.PublicMonths
                )
                : null;
        }

        if (found is not null)
        {
            await NoteAsync(found, use, ct);
        }

        return found;
    }

    /// <summary>The row is committed before anything is shown.</summary>
    private async Task NoteAsync(PublicEdition shown, StatisticsUse use, CancellationToken ct)
    {
        var act = use == StatisticsUse.Export ? AuditActs.PublicEditionTakenOut : AuditActs.PublicEditionViewed;
        await using var work = await authorized.BeginAsync(Permission.ViewPublicEditions, act, ct);
        var edition = string.Create(CultureInfo.InvariantCulture, $"edition={shown.Number}");
        work.Note(EditionKind, null, null, [.. StatisticsService.FactsOf(shown.Period), edition]);
        await work.CommitAsync(ct);
    }
}

/// <summary>An edition in the list of what may leave the house.</summary>
/// <param name="Period">A month or a fiscal year.</param>
/// <param name="Number">The edition of the report.</param>
/// <param name="FixedAtUtc">When it was fixed.</param>
public sealed record PublicEditionEntry(StatisticsPeriod Period, int Number, DateTime FixedAtUtc);
